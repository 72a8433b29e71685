/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryLogView:
 *
 * The migration log: a column view of runs, newest first, sortable; where there is little room, a list with two lines a
 * run. Order and columns are remembered.
 *
 * Properties: `runs` (#GListModel of #FerryRun, nullable, writable); `narrow` (boolean, writable). Signal
 * `run-activated (FerryRun)`.
 */
#define FERRY_TYPE_LOG_VIEW (ferry_log_view_get_type ())
G_DECLARE_FINAL_TYPE (FerryLogView, ferry_log_view, FERRY, LOG_VIEW, GtkWidget)

void ferry_log_view_set_runs (FerryLogView *self, GListModel *runs);

/** ferry_log_view_get_actions: Returns: (transfer none): a boolean action for each column but the first: whether it is shown */
GActionGroup *ferry_log_view_get_actions (FerryLogView *self);

G_END_DECLS
