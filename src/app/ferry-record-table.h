/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cell-table.h"
#include "ferry-record-list.h"
#include "ferry-record-selection.h"

G_BEGIN_DECLS

/**
 * FerryRecordColumn:
 * @title: to be translated
 * @property: (nullable): what a click on the heading sorts by
 * @width: pixels, or -1
 * @expand: whether it takes what room there is
 * @number: whether it holds numbers
 * @dup_text: (transfer full): what a cell says
 * @get_icon: (nullable): its symbol, or %NULL
 * @dup_tooltip: (nullable) (transfer full) (nullable): what it says to who points at it
 */
typedef struct
{
  const char *title;
  const char *property;
  int width;
  gboolean expand;
  gboolean number;
  char *(*dup_text) (FerryRecord *record);
  const char *(*get_icon) (FerryRecord *record);
  char *(*dup_tooltip) (FerryRecord *record);
} FerryRecordColumn;

/**
 * FerryRecordShape:
 * @name: what is in the table, for assistive technologies
 * @columns: (array length=n_columns): at most 12
 * @summary_title: the heading where there is only room for one column; to be translated
 * @dup_heading: (transfer full): the first line where there is only room for one column
 * @dup_summary: (transfer full): its second line
 * @dup_check_name: (nullable) (transfer full): the name of the check that chooses a row as well; %NULL: there is none
 */
typedef struct
{
  const char *name;
  const FerryRecordColumn *columns;
  guint n_columns;
  const char *summary_title;
  char *(*dup_heading) (FerryRecord *record);
  char *(*dup_summary) (FerryRecord *record);
  char *(*dup_check_name) (FerryRecord *record);
} FerryRecordShape;

/**
 * FerryRecordTable:
 *
 * Shows a #FerryRecordList of any length; rows are refreshed in place when they are sorted or change.
 *
 * Property: `narrow` (boolean, writable: one column with rows of two lines).
 */
#define FERRY_TYPE_RECORD_TABLE (ferry_record_table_get_type ())
G_DECLARE_FINAL_TYPE (FerryRecordTable, ferry_record_table, FERRY, RECORD_TABLE, FerryCellTable)

/** ferry_record_table_dup_tooltip: @text: (transfer full): Returns: (transfer full) (nullable): it, where it may be too long for its cell */
char *ferry_record_table_dup_tooltip (char *text);

/** ferry_record_table_set_up: once; @selection: (nullable): what is chosen; %NULL: rows can't be */
void ferry_record_table_set_up (FerryRecordTable *self,
                                const FerryRecordShape *shape,
                                FerryRecordList *list,
                                FerryRecordSelection *selection);

G_END_DECLS
