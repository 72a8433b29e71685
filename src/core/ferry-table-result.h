/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-detail-list.h"
#include "ferry-run.h"

G_BEGIN_DECLS

/**
 * FerryTableResult:
 *
 * What became of one table in one run (domain §2.3), by itself: unlike a #FerryTableDetail it knows its run and belongs to
 * no list. Doesn't change. Times are 0 and the error code is "" where the service doesn't tell them (api-contract §A).
 */
#define FERRY_TYPE_TABLE_RESULT (ferry_table_result_get_type ())
G_DECLARE_FINAL_TYPE (FerryTableResult, ferry_table_result, FERRY, TABLE_RESULT, GObject)

/** ferry_table_result_new_from_json: @object: an entity of `runDetails` or `cloudMigrationStatusDetails` */
FerryTableResult *ferry_table_result_new_from_json (JsonObject *object, GError **error);
/** ferry_table_result_new_from_detail: @detail: of the run with @run_id */
FerryTableResult *ferry_table_result_new_from_detail (FerryTableDetail *detail, const char *run_id);

/** ferry_table_result_get_id: Returns: the id of the detail */
const char *ferry_table_result_get_id (FerryTableResult *self);
/** ferry_table_result_get_run_id: Returns: of the run it is of */
const char *ferry_table_result_get_run_id (FerryTableResult *self);
/** ferry_table_result_get_company: Returns: "" is per database */
const char *ferry_table_result_get_company (FerryTableResult *self);
const char *ferry_table_result_get_table (FerryTableResult *self);
FerryTableStatus ferry_table_result_get_status (FerryTableResult *self);
/** ferry_table_result_get_status_text: Returns: the label, or the service's own word for an unknown status */
const char *ferry_table_result_get_status_text (FerryTableResult *self);
gint64 ferry_table_result_get_records_copied (FerryTableResult *self);
gint64 ferry_table_result_get_total_records (FerryTableResult *self);
/** ferry_table_result_get_end_time: Returns: µs UTC, 0 = not told */
gint64 ferry_table_result_get_end_time (FerryTableResult *self);
const char *ferry_table_result_get_error_code (FerryTableResult *self);
const char *ferry_table_result_get_message (FerryTableResult *self);
/** ferry_table_result_get_blocked: Returns: whether the target refuses to read the table because of it (domain §2.4) */
gboolean ferry_table_result_get_blocked (FerryTableResult *self);

/** ferry_table_result_get_run: Returns: (transfer none) (nullable): its run, where the log has it */
FerryRun *ferry_table_result_get_run (FerryTableResult *self);
void ferry_table_result_set_run (FerryTableResult *self, FerryRun *run);
/** ferry_table_result_get_order: Returns: when its run began, or else when the table did, µs UTC */
gint64 ferry_table_result_get_order (FerryTableResult *self);

G_END_DECLS
