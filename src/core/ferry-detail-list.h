/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-enums.h"
#include "ferry-index-list.h"

G_BEGIN_DECLS

/**
 * FerryTableDetail:
 *
 * What happened to one table in a run: a view on a row, made when it is shown. An item of a #FerryDetailList
 * stands for a *position*: when filter, order or the run itself bring another row there, the same item shows
 * it and notifies its properties, so that cells bound to them follow without being made anew. What is to be
 * kept (a selection) is kept by `id`; ferry_detail_list_get_row() gives a detail that stays what it is.
 *
 * Read-only properties: `id`, `company` ("" = per database), `table`, `status`, `status-text`,
 * `records-copied`, `total-records` (int64), `difference` (int64), `start-time`, `end-time` (int64, µs, 0 =
 * not told), `error-code` ("" = not told), `message`, `blocked` (boolean).
 */
#define FERRY_TYPE_TABLE_DETAIL (ferry_table_detail_get_type ())
G_DECLARE_FINAL_TYPE (FerryTableDetail, ferry_table_detail, FERRY, TABLE_DETAIL, GObject)

const char *ferry_table_detail_get_id (FerryTableDetail *self);
const char *ferry_table_detail_get_company (FerryTableDetail *self);
const char *ferry_table_detail_get_table (FerryTableDetail *self);
FerryTableStatus ferry_table_detail_get_status (FerryTableDetail *self);
const char *ferry_table_detail_get_status_text (FerryTableDetail *self);
gint64 ferry_table_detail_get_records_copied (FerryTableDetail *self);
gint64 ferry_table_detail_get_total_records (FerryTableDetail *self);
gint64 ferry_table_detail_get_start_time (FerryTableDetail *self);
gint64 ferry_table_detail_get_end_time (FerryTableDetail *self);
const char *ferry_table_detail_get_error_code (FerryTableDetail *self);
const char *ferry_table_detail_get_message (FerryTableDetail *self);
gboolean ferry_table_detail_get_blocked (FerryTableDetail *self);

typedef enum
{
  FERRY_DETAIL_COLUMN_COMPANY,
  FERRY_DETAIL_COLUMN_TABLE,
  FERRY_DETAIL_COLUMN_STATUS,
  FERRY_DETAIL_COLUMN_RECORDS_COPIED,
  FERRY_DETAIL_COLUMN_TOTAL_RECORDS,
  FERRY_DETAIL_COLUMN_DIFFERENCE,
  FERRY_DETAIL_COLUMN_START_TIME,
  FERRY_DETAIL_COLUMN_DURATION,
  FERRY_DETAIL_COLUMN_MESSAGE,
} FerryDetailColumn;

/**
 * FerryDetailList:
 *
 * The table details of a run, compact enough for 200,000 of them (architecture, "Tables in their hundred
 * thousands"): columns of values, names interned. A #FerryIndexList of #FerryTableDetail.
 *
 * Properties: `n-rows` (uint, before the filter), `n-successful`, `n-failed`, `n-warnings`, `n-remaining` (uint,
 * before the filter), `records-copied`, `total-records` (int64, sums before the filter).
 */
#define FERRY_TYPE_DETAIL_LIST (ferry_detail_list_get_type ())
G_DECLARE_FINAL_TYPE (FerryDetailList, ferry_detail_list, FERRY, DETAIL_LIST, FerryIndexList)

FerryDetailList *ferry_detail_list_new (void);

/**
 * ferry_detail_list_set_filter:
 * @statuses: a bit (1 << #FerryTableStatus) for each status shown; 0 shows all
 * @company: (nullable): only this company; "" is per database; %NULL shows all
 * @text: (nullable): found, without regard to case, in company, table, message or the title of its explanation
 */
void
ferry_detail_list_set_filter (FerryDetailList *self, guint statuses, const char *company, const char *text);

/**
 * ferry_detail_list_set_cause:
 * @cause: (nullable): only tables that failed for this reason, a title of a #FerryFailureCause; "" is those that aren't
 *   explained; %NULL shows all
 *
 * Beside the filter, which doesn't change it.
 */
void ferry_detail_list_set_cause (FerryDetailList *self, const char *cause);

/** ferry_detail_list_set_sort: equal rows keep the service's order */
void ferry_detail_list_set_sort (FerryDetailList *self, FerryDetailColumn column, gboolean descending);

/** ferry_detail_list_get_companies: Returns: (transfer full) (array zero-terminated=1): the names found,
 * sorted */
char **ferry_detail_list_get_companies (FerryDetailList *self);

/** ferry_detail_list_get_row: Returns: (transfer full) (nullable): the detail with @id, filtered out or not
 */
FerryTableDetail *ferry_detail_list_get_row (FerryDetailList *self, const char *id);

/** ferry_detail_list_find: Returns: (transfer full) (nullable): the detail of @table of @company ("" is per database), filtered out or not */
FerryTableDetail *ferry_detail_list_find (FerryDetailList *self, const char *company, const char *table);

/** ferry_detail_list_position_of: Returns: the present position of the row with @id, or
 * %GTK_INVALID_LIST_POSITION's value %G_MAXUINT */
guint ferry_detail_list_position_of (FerryDetailList *self, const char *id);

guint ferry_detail_list_get_n_rows (FerryDetailList *self);
guint ferry_detail_list_count (FerryDetailList *self, FerryTableStatus status);

/** ferry_detail_list_get_all: Returns: (transfer full) (element-type FerryTableDetail): every row before the
 * filter, for exports of ordinary size */
GPtrArray *ferry_detail_list_get_all (FerryDetailList *self);

/**
 * ferry_detail_list_begin_load:
 *
 * Starts taking in pages for a fresh state of the run, which replaces the present one at the end. The model
 * emits only what changed, so that a list on show keeps its scroll position.
 */
void ferry_detail_list_begin_load (FerryDetailList *self);

/**
 * ferry_detail_list_parse_page:
 * @page: a page of `cloudMigrationStatusDetails` or `runDetails`, as it came
 * @next_link: (out) (transfer full) (nullable): the page's `@odata.nextLink`
 *
 * Strict streaming reader: fails with %FERRY_ERROR_PROTOCOL, telling where, on anything that isn't the
 * contract's JSON; unknown members are skipped. May be called from a worker thread between begin and end.
 * Fits ferry_session_stream_async() as its sink.
 */
gboolean ferry_detail_list_parse_page (GBytes *page, gpointer self, char **next_link, GError **error);

/** ferry_detail_list_end_load: on the main thread; @keep: %FALSE drops what was taken in, as after a failure
 */
void ferry_detail_list_end_load (FerryDetailList *self, gboolean keep);

/** ferry_detail_list_serialize: Returns: (transfer full): all rows, compact, for the history; versioned */
GBytes *ferry_detail_list_serialize (FerryDetailList *self);
gboolean ferry_detail_list_deserialize (FerryDetailList *self, GBytes *bytes, GError **error);

G_END_DECLS
