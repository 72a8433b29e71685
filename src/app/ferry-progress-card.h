/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-run-monitor.h"

G_BEGIN_DECLS

/**
 * FerryProgressCard:
 *
 * What goes on: a bar, and the monitor's line of text with tables, throughput and estimated end. Visible only while
 * something does. Property `monitor` (nullable, writable).
 */
#define FERRY_TYPE_PROGRESS_CARD (ferry_progress_card_get_type ())
G_DECLARE_FINAL_TYPE (FerryProgressCard, ferry_progress_card, FERRY, PROGRESS_CARD, GtkWidget)

void ferry_progress_card_set_monitor (FerryProgressCard *self, FerryRunMonitor *monitor);

G_END_DECLS
