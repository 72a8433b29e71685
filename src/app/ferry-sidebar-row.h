/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-environment-summary.h"

G_BEGIN_DECLS

/**
 * FerrySidebarRow:
 *
 * An environment in the sidebar: name, tenant, state in a symbol and words, age of the last run, and a menu to edit and
 * remove it. Property `summary` (construct only).
 */
#define FERRY_TYPE_SIDEBAR_ROW (ferry_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (FerrySidebarRow, ferry_sidebar_row, FERRY, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget *ferry_sidebar_row_new (FerryEnvironmentSummary *summary);
FerryEnvironment *ferry_sidebar_row_get_environment (FerrySidebarRow *self);

/** ferry_sidebar_row_new_menu: Returns: (transfer full): what can be done to an environment wherever it is listed */
GMenuModel *ferry_sidebar_row_new_menu (FerryEnvironment *environment);

G_END_DECLS
