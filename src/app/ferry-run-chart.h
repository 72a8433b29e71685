/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryRunChart:
 *
 * The last runs as bars, oldest first: tables successful, failed and with warnings on top of each other, and a point for
 * the duration. What it shows is also its accessible description, and in the tooltip of each bar.
 *
 * Property `runs` (#GListModel of #FerryRun, nullable, writable). Hidden while there are fewer than two to compare.
 */
#define FERRY_TYPE_RUN_CHART (ferry_run_chart_get_type ())
G_DECLARE_FINAL_TYPE (FerryRunChart, ferry_run_chart, FERRY, RUN_CHART, GtkWidget)

void ferry_run_chart_set_runs (FerryRunChart *self, GListModel *runs);

G_END_DECLS
