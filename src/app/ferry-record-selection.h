/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-record-list.h"

G_BEGIN_DECLS

/**
 * FerryRecordSelection:
 *
 * Which records of a #FerryRecordList are chosen: a #GtkSelectionModel that goes by what a record is and not by where
 * it is, so that sorting, filtering and reading again leave the choice alone. What is chosen and filtered out stays chosen;
 * to choose one row alone, or all that are shown, lets go of that too.
 *
 * Signal `chosen`: what is chosen may be different, or how much of it is shown.
 */
#define FERRY_TYPE_RECORD_SELECTION (ferry_record_selection_get_type ())
G_DECLARE_FINAL_TYPE (FerryRecordSelection, ferry_record_selection, FERRY, RECORD_SELECTION, GObject)

FerryRecordSelection *ferry_record_selection_new (FerryRecordList *list);
/** ferry_record_selection_set_single: @single: at most one can be chosen */
void ferry_record_selection_set_single (FerryRecordSelection *self, gboolean single);

/** ferry_record_selection_set: chooses the record at @position as well, or lets it go */
void ferry_record_selection_set (FerryRecordSelection *self, guint position, gboolean selected);
/** ferry_record_selection_clear: lets go of all, shown or not */
void ferry_record_selection_clear (FerryRecordSelection *self);

/** ferry_record_selection_get_size: Returns: how many are chosen, shown or not */
guint ferry_record_selection_get_size (FerryRecordSelection *self);
/** ferry_record_selection_count_shown: Returns: how many of the rows that are shown are chosen */
guint ferry_record_selection_count_shown (FerryRecordSelection *self);
/** ferry_record_selection_dup_records: Returns: (transfer full) (element-type FerryRecord): the chosen ones, shown or not */
GPtrArray *ferry_record_selection_dup_records (FerryRecordSelection *self);

G_END_DECLS
