/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-detail-list.h"
#include "ferry-run.h"

G_BEGIN_DECLS

/**
 * FerryCauseBar:
 *
 * Why tables of a run failed, each cause a button that shows its tables alone. Of a diagnostic run it says what would happen
 * in a replication, and offers to run it. Hidden while there is nothing to say.
 */
#define FERRY_TYPE_CAUSE_BAR (ferry_cause_bar_get_type ())
G_DECLARE_FINAL_TYPE (FerryCauseBar, ferry_cause_bar, FERRY, CAUSE_BAR, GtkWidget)

/** ferry_cause_bar_set_run: @list: its details, which are filtered by the cause that is chosen */
void ferry_cause_bar_set_run (FerryCauseBar *self, FerryRun *run, FerryDetailList *list);

/** ferry_cause_bar_reset: shows the tables of all causes */
void ferry_cause_bar_reset (FerryCauseBar *self);

G_END_DECLS
