/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-environment.h"
#include "ferry-lint.h"

G_BEGIN_DECLS

/**
 * ferry_run_findings_new:
 * @occasion: REPLICATION or DIAGNOSTIC
 *
 * What should be looked at before a run: from what is known at once, completed when the last run's tables and the custom
 * tables have been read.
 *
 * Returns: (transfer floating): a widget, hidden while there is nothing
 */
GtkWidget *ferry_run_findings_new (FerryEnvironment *environment, FerryLintOccasion occasion);

G_END_DECLS
