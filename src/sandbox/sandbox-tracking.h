/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-sql.h"

G_BEGIN_DECLS

/* Change tracking of `onprem.db`, as SQL Server has it: triggers on every table write who changed to
 * `sys_changes`, under one version counter for the whole database, and what is older than the retention goes.
 *
 *  - `sys_change_tables` (id, table_name): what is tracked
 *  - `sys_changes` (version, table_id, operation, key, at): operation I, U or D; key is a JSON array of the
 *    primary key's values; at in seconds since 1970
 *  - `sys_properties` (name, value): `change_tracking` 0 or 1, `retention_seconds`, `cleanup_version`: the
 * last version that the retention took
 */

#define SANDBOX_RETENTION_SECONDS (3 * 24 * 3600)

/** sandbox_tracking_create: makes the tables */
gboolean sandbox_tracking_create (SandboxDb *source, GError **error);

/**
 * sandbox_tracking_enable:
 * @table: SQL name
 * @keys: (element-type utf8): columns of the primary key
 *
 * Tracks a table, from the moment the database is opened the next time: the connection must have
 * `PRAGMA writable_schema` on, and has to be closed afterwards.
 */
gboolean sandbox_tracking_enable (SandboxDb *source, const char *table, GPtrArray *keys, GError **error);

/** sandbox_tracking_get_version: Returns: the version of the last change, 0 where there was none */
gint64 sandbox_tracking_get_version (SandboxDb *source);

/**
 * sandbox_tracking_can_follow:
 * @since: a synced version
 *
 * Returns: whether all changes after @since are still known (domain §2.4)
 */
gboolean sandbox_tracking_can_follow (SandboxDb *source, gint64 since);

/** sandbox_tracking_clean_up: @now: seconds since 1970. Removes what is older than the retention. */
gboolean sandbox_tracking_clean_up (SandboxDb *source, gint64 now, GError **error);

/** sandbox_tracking_count: Returns: how many rows of @table were changed after @since, each counted once */
gint64 sandbox_tracking_count (SandboxDb *source, const char *table, gint64 since);

/**
 * sandbox_tracking_get_changes:
 *
 * Returns: (transfer full) (nullable): a query of the keys, as JSON, that changed in @table after @since, in
 * the order of their last change
 */
SandboxStmt *
sandbox_tracking_get_changes (SandboxDb *source, const char *table, gint64 since, GError **error);

/** sandbox_source_get_property: Returns: (transfer full): the value in `sys_properties`, "" where there is
 * none */
char *sandbox_source_get_property (SandboxDb *source, const char *name);

/** sandbox_source_set_property: sets it */
gboolean sandbox_source_set_property (SandboxDb *source, const char *name, const char *value, GError **error);

G_END_DECLS
