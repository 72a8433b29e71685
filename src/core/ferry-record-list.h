/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-index-list.h"
#include "ferry-record.h"

G_BEGIN_DECLS

/**
 * FerryRecordList:
 *
 * Records of one class, tens of thousands of them, searched, filtered and sorted by the properties that the class
 * declares. A #FerryIndexList: its items only stand for positions; what is there is told by ferry_record_list_get().
 *
 * Read-only property: `n-rows` (uint, before the filter).
 */
#define FERRY_TYPE_RECORD_LIST (ferry_record_list_get_type ())
G_DECLARE_FINAL_TYPE (FerryRecordList, ferry_record_list, FERRY, RECORD_LIST, FerryIndexList)

/**
 * ferry_record_list_new:
 * @type: the class of the records
 * @searched: (array zero-terminated=1): the properties that ferry_record_list_set_search() looks at: texts, and
 *   numbers by their beginning
 */
FerryRecordList *ferry_record_list_new (GType type, const char *const *searched);

/** ferry_record_list_set_records: @records: (element-type FerryRecord): a fresh state of all of them */
void ferry_record_list_set_records (FerryRecordList *self, GPtrArray *records);
/** ferry_record_list_put: @record: takes the place of the one with its id; nothing happens where there is none */
void ferry_record_list_put (FerryRecordList *self, FerryRecord *record);

/** ferry_record_list_set_search: @text: (nullable): found without regard to case; %NULL shows all */
void ferry_record_list_set_search (FerryRecordList *self, const char *text);
/** ferry_record_list_set_text_filter: only records whose @property is @value; %NULL shows all */
void ferry_record_list_set_text_filter (FerryRecordList *self, const char *property, const char *value);
/** ferry_record_list_set_flag_filter: @wanted: 0 or 1: only records whose @property is that; -1 shows all */
void ferry_record_list_set_flag_filter (FerryRecordList *self, const char *property, int wanted);
/** ferry_record_list_set_sort: equal records keep the service's order */
void ferry_record_list_set_sort (FerryRecordList *self, const char *property, gboolean descending);

/** ferry_record_list_get: Returns: (transfer none) (nullable): what is at @position */
FerryRecord *ferry_record_list_get (FerryRecordList *self, guint position);
/** ferry_record_list_find: Returns: (transfer none) (nullable): the record with @id, filtered out or not */
FerryRecord *ferry_record_list_find (FerryRecordList *self, const char *id);
/** ferry_record_list_position_of: Returns: the present position of the record with @id, or %G_MAXUINT */
guint ferry_record_list_position_of (FerryRecordList *self, const char *id);
guint ferry_record_list_get_n_rows (FerryRecordList *self);
/** ferry_record_list_get_records: Returns: (transfer none) (element-type FerryRecord): all, before the filter; not to be changed */
GPtrArray *ferry_record_list_get_records (FerryRecordList *self);
/** ferry_record_list_dup_values: Returns: (transfer full) (array zero-terminated=1): the different values of the text @property, sorted */
char **ferry_record_list_dup_values (FerryRecordList *self, const char *property);

G_END_DECLS
