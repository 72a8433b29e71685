/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-detail-list.h"
#include "ferry-run-monitor.h"
#include "ferry-run.h"

G_BEGIN_DECLS

/** FerryRunHeader: a run's facts: status, kind, start, duration, what became of its tables, how many records were
 * copied; follows the run while it goes on */
#define FERRY_TYPE_RUN_HEADER (ferry_run_header_get_type ())
G_DECLARE_FINAL_TYPE (FerryRunHeader, ferry_run_header, FERRY, RUN_HEADER, GtkWidget)

/**
 * ferry_run_header_set_run:
 * @list: its details, from which is counted what the run itself doesn't tell
 * @monitor: says how far it is while it goes on
 */
void ferry_run_header_set_run (FerryRunHeader *self,
                               FerryRun *run,
                               FerryDetailList *list,
                               FerryRunMonitor *monitor);

G_END_DECLS
