/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-checklist-step.h"
#include "ferry-cloud-user.h"
#include "ferry-migration-service.h"
#include "ferry-migration-warning.h"
#include "ferry-source-table.h"
#include "ferry-table-change.h"
#include "ferry-table-setting.h"
#include "ferry-user-mapping.h"

G_BEGIN_DECLS

/*
 * The lists of the management API (api-contract §B) of a #FerryMigrationService, and the changing of their entries.
 * Without §B, or without that part of it, everything here fails with %FERRY_ERROR_NOT_OFFERED.
 */

/**
 * ferry_migration_service_list_records_async:
 * @type: a class of records, such as %FERRY_TYPE_USER_MAPPING
 *
 * Reads the whole entity set of @type.
 */
void ferry_migration_service_list_records_async (FerryMigrationService *self,
                                                 GType type,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
/**
 * ferry_migration_service_list_records_finish:
 *
 * Returns: (transfer full) (element-type FerryRecord): may be empty; %NULL with %FERRY_ERROR_NOT_OFFERED or what a
 *   read fails with
 */
GPtrArray *ferry_migration_service_list_records_finish (FerryMigrationService *self,
                                                        GAsyncResult *result,
                                                        GError **error);

/**
 * ferry_migration_service_change_record_async:
 * @record: as it was read
 * @members: (transfer full): what it should become, by the names on the wire
 *
 * PATCH with the record's ETag; a stale one is read again and tried once more where none of @members was changed.
 */
void ferry_migration_service_change_record_async (FerryMigrationService *self,
                                                  FerryRecord *record,
                                                  JsonObject *members,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);
/**
 * ferry_migration_service_change_record_finish:
 *
 * Returns: (transfer full) (type FerryRecord): the record as it is now; fails with %FERRY_ERROR_CHANGED where somebody
 *   else changed the same, %FERRY_ERROR_REFUSED with the service's words, %FERRY_ERROR_NOT_FOUND where it is gone
 */
gpointer ferry_migration_service_change_record_finish (FerryMigrationService *self,
                                                       GAsyncResult *result,
                                                       GError **error);

/**
 * ferry_migration_service_read_record_async:
 * @record: as it was read
 *
 * Reads it again.
 */
void ferry_migration_service_read_record_async (FerryMigrationService *self,
                                                FerryRecord *record,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
/** ferry_migration_service_read_record_finish: Returns: (transfer full) (type FerryRecord): the record as it is now; fails with %FERRY_ERROR_NOT_FOUND where it is gone */
gpointer ferry_migration_service_read_record_finish (FerryMigrationService *self,
                                                     GAsyncResult *result,
                                                     GError **error);

G_END_DECLS
