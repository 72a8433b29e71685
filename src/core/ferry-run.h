/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ferry-enums.h"

G_BEGIN_DECLS

/**
 * FerryRun:
 *
 * An entry of the migration log (domain §2.3). Read-only properties, notified when ferry_run_update() changes
 * them, so that a list row can stay while its run goes on:
 * `id`, `run-id` (string); `start-time`, `end-time` (int64, µs since 1970 UTC, 0 = none); `replication-type`,
 * `trigger-type`, `status`, `repair-status` (enum); `status-text` (string, the label, or the service's own word
 * for an unknown status); `source`, `details` (string); `tables-successful`, `tables-failed`,
 * `tables-remaining`, `tables-with-warnings` (int64; -1 = the service doesn't say).
 */
#define FERRY_TYPE_RUN (ferry_run_get_type ())
G_DECLARE_FINAL_TYPE (FerryRun, ferry_run, FERRY, RUN, GObject)

/**
 * ferry_run_new_from_json:
 * @object: an entity of `cloudMigrationStatus`
 *
 * Returns: (transfer full) (nullable): the run; %NULL with %FERRY_ERROR_PROTOCOL
 */
FerryRun *ferry_run_new_from_json (JsonObject *object, GError **error);

/** ferry_run_to_json: Returns: (transfer full): the same entity again, as the history keeps it */
JsonObject *ferry_run_to_json (FerryRun *self);

/** ferry_run_update: takes over all values of @other, which has the same id; Returns: whether anything changed */
gboolean ferry_run_update (FerryRun *self, FerryRun *other);

/** ferry_run_get_id: Returns: the key of `cloudMigrationStatus` */
const char *ferry_run_get_id (FerryRun *self);
/** ferry_run_get_run_id: Returns: the GUID that details name it by, or "" */
const char *ferry_run_get_run_id (FerryRun *self);
/** ferry_run_get_start_time: Returns: µs UTC, 0 = none */
gint64 ferry_run_get_start_time (FerryRun *self);
/** ferry_run_get_end_time: Returns: µs UTC, 0 = not ended */
gint64 ferry_run_get_end_time (FerryRun *self);
/** ferry_run_get_replication_type: Returns: UNKNOWN for a word Ferry doesn't know */
FerryReplicationType ferry_run_get_replication_type (FerryRun *self);
/** ferry_run_get_trigger_type: Returns: UNKNOWN without §B */
FerryTriggerType ferry_run_get_trigger_type (FerryRun *self);
/** ferry_run_get_status: Returns: UNKNOWN for a word Ferry doesn't know */
FerryRunStatus ferry_run_get_status (FerryRun *self);
/** ferry_run_get_status_text: Returns: the label, or the service's own word for an unknown status */
const char *ferry_run_get_status_text (FerryRun *self);
/** ferry_run_get_repair_status: Returns: UNKNOWN without §B */
FerryRepairStatus ferry_run_get_repair_status (FerryRun *self);
/** ferry_run_get_source: Returns: the product's name */
const char *ferry_run_get_source (FerryRun *self);
/** ferry_run_get_details: Returns: what the service says about it, or "" */
const char *ferry_run_get_details (FerryRun *self);
/** ferry_run_get_tables_successful: Returns: a count, or -1 where the service doesn't say */
gint64 ferry_run_get_tables_successful (FerryRun *self);
/** ferry_run_get_tables_failed: Returns: a count, or -1 where the service doesn't say */
gint64 ferry_run_get_tables_failed (FerryRun *self);
/** ferry_run_get_tables_remaining: Returns: a count, or -1 where the service doesn't say */
gint64 ferry_run_get_tables_remaining (FerryRun *self);
/** ferry_run_get_tables_with_warnings: Returns: a count, or -1 where the service doesn't say */
gint64 ferry_run_get_tables_with_warnings (FerryRun *self);

/** ferry_run_is_running: Returns: whether its status is one that goes on */
gboolean ferry_run_is_running (FerryRun *self);

/** ferry_run_is_replication: Returns: whether it moved or examined tables; set-up and disabling also add entries */
gboolean ferry_run_is_replication (FerryRun *self);

G_END_DECLS
