/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-detail-list.h"

G_BEGIN_DECLS

/**
 * FerryDetailFilterBar:
 *
 * Search, status and company: what is shown of a list of details. `list` (#FerryDetailList, writable); `narrow`
 * (boolean, writable); `filtering` (boolean, read-only: whether something may be hidden).
 */
#define FERRY_TYPE_DETAIL_FILTER_BAR (ferry_detail_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (FerryDetailFilterBar, ferry_detail_filter_bar, FERRY, DETAIL_FILTER_BAR, GtkWidget)

void ferry_detail_filter_bar_set_list (FerryDetailFilterBar *self, FerryDetailList *list);
gboolean ferry_detail_filter_bar_get_filtering (FerryDetailFilterBar *self);
/** ferry_detail_filter_bar_set_status: @status: UNKNOWN shows all */
void ferry_detail_filter_bar_set_status (FerryDetailFilterBar *self, FerryTableStatus status);
/** ferry_detail_filter_bar_reset: shows all rows */
void ferry_detail_filter_bar_reset (FerryDetailFilterBar *self);
/** ferry_detail_filter_bar_focus: puts the cursor into the search */
void ferry_detail_filter_bar_focus (FerryDetailFilterBar *self);

G_END_DECLS
