/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-action.h"
#include "ferry-record.h"

G_BEGIN_DECLS

/**
 * FerryMigrationWarning:
 *
 * Something of the migration that needs a look (domain §2.10): an entity of `migrationWarnings`. Read-only properties: `kind` (string), `message` (string), `created-at` (int64, µs UTC), `help-url` (string), `ignored` (boolean).
 */
#define FERRY_TYPE_MIGRATION_WARNING (ferry_migration_warning_get_type ())
G_DECLARE_FINAL_TYPE (FerryMigrationWarning, ferry_migration_warning, FERRY, MIGRATION_WARNING, FerryRecord)

/** ferry_migration_warning_get_type: Returns: its kind, in the service’s word */
const char *ferry_migration_warning_get_kind (FerryMigrationWarning *self);
/** ferry_migration_warning_get_message: Returns: what is wrong */
const char *ferry_migration_warning_get_message (FerryMigrationWarning *self);
/** ferry_migration_warning_get_created_at: Returns: since when, µs UTC */
gint64 ferry_migration_warning_get_created_at (FerryMigrationWarning *self);
/** ferry_migration_warning_get_help_url: Returns: how to fix it, or "" */
const char *ferry_migration_warning_get_help_url (FerryMigrationWarning *self);
/** ferry_migration_warning_get_ignored: Returns: whether somebody took it off the list */
gboolean ferry_migration_warning_get_ignored (FerryMigrationWarning *self);

/** ferry_migration_warning_get_title: Returns: what it is about, in our words where we know its kind, else in the service's */
const char *ferry_migration_warning_get_title (FerryMigrationWarning *self);
/** ferry_migration_warning_get_advice: Returns: how to put it right, translated; "" for a kind that we don't know */
const char *ferry_migration_warning_get_advice (FerryMigrationWarning *self);
/** ferry_migration_warning_get_remedy: @action: (out): the action that puts it right; Returns: whether there is one */
gboolean ferry_migration_warning_get_remedy (FerryMigrationWarning *self, FerryAction *action);

G_END_DECLS
