/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-company.h"
#include "ferry-detail-list.h"
#include "ferry-profile.h"
#include "ferry-run.h"
#include "ferry-session.h"
#include "ferry-setup.h"
#include "ferry-table-result.h"

G_BEGIN_DECLS

/**
 * FerryMigrationService:
 *
 * The Cloud Migration API of one environment: an async method for each thing the published API does
 * (api-contract §A), and what of the management API is there (§B). Speaks the wire and holds no state but the
 * addresses. Errors are %FERRY_ERROR and %G_IO_ERROR_CANCELLED. Starting actions are sent once, whatever happens.
 */
#define FERRY_TYPE_MIGRATION_SERVICE (ferry_migration_service_get_type ())
G_DECLARE_FINAL_TYPE (FerryMigrationService, ferry_migration_service, FERRY, MIGRATION_SERVICE, GObject)

/** ferry_migration_service_new: Returns: (transfer full): a service; %NULL with the errors of ferry_session_new() */
FerryMigrationService *
ferry_migration_service_new (FerryProfile *profile, FerryAuthorizer *authorizer, GError **error);

/** ferry_migration_service_get_session: Returns: (transfer none): for tests and for tuning the retry */
FerrySession *ferry_migration_service_get_session (FerryMigrationService *self);

/**
 * ferry_migration_service_connect_async:
 *
 * Finds a company to address the rest through, and so proves address, tenant, environment and sign-in. All other
 * methods do this first where it wasn't done.
 */
void ferry_migration_service_connect_async (FerryMigrationService *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
/**
 * ferry_migration_service_connect_finish:
 *
 * Returns: whether there is a company to address; fails with %FERRY_ERROR_NOT_FOUND naming the tenant or
 *   environment that looks wrong, and %FERRY_ERROR_REFUSED where there is no company
 */
gboolean
ferry_migration_service_connect_finish (FerryMigrationService *self, GAsyncResult *result, GError **error);
/** ferry_migration_service_get_company_name: Returns: (nullable): the target company addressed; also the one signed in to */
const char *ferry_migration_service_get_company_name (FerryMigrationService *self);

/** ferry_migration_service_list_products_async: reads `sourceProductTypes` */
void ferry_migration_service_list_products_async (FerryMigrationService *self,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);
/**
 * ferry_migration_service_list_products_finish:
 *
 * Returns: (transfer full) (element-type FerryProduct): may be empty
 */
GPtrArray *ferry_migration_service_list_products_finish (FerryMigrationService *self,
                                                         GAsyncResult *result,
                                                         GError **error);

/** ferry_migration_service_get_setup_async: reads `setupCloudMigration` */
void ferry_migration_service_get_setup_async (FerryMigrationService *self,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
/**
 * ferry_migration_service_get_setup_finish:
 *
 * Returns: (transfer full) (nullable): the set-up; %NULL without an error where there is none yet
 */
FerrySetup *
ferry_migration_service_get_setup_finish (FerryMigrationService *self, GAsyncResult *result, GError **error);

/**
 * ferry_migration_service_save_setup_async:
 * @existing: (nullable): the environment's set-up, which is changed (PATCH); %NULL makes the first (POST)
 * @connection_string: goes into the request and nowhere else
 * @runtime_name: (nullable): an existing integration runtime; %NULL or "" makes one where the type needs one
 */
void ferry_migration_service_save_setup_async (FerryMigrationService *self,
                                               FerrySetup *existing,
                                               const char *product_id,
                                               FerrySqlServerType server_type,
                                               const char *connection_string,
                                               const char *runtime_name,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
/**
 * ferry_migration_service_save_setup_finish:
 *
 * Returns: (transfer full): the set-up as it is now, with the key of a runtime that was made; fails with
 *   %FERRY_ERROR_CHANGED where somebody else changed it meanwhile
 */
FerrySetup *
ferry_migration_service_save_setup_finish (FerryMigrationService *self, GAsyncResult *result, GError **error);

/** ferry_migration_service_verify_runtime_async: `installedIntegrationRuntime` */
void ferry_migration_service_verify_runtime_async (FerryMigrationService *self,
                                                   FerrySetup *setup,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data);
/**
 * ferry_migration_service_verify_runtime_finish:
 *
 * Returns: whether the service took it; %FALSE with what ferry_migration_service_start_finish() fails with
 */
gboolean ferry_migration_service_verify_runtime_finish (FerryMigrationService *self,
                                                        GAsyncResult *result,
                                                        GError **error);

/**
 * ferry_migration_service_complete_setup_async:
 *
 * `completeSetup`: stores default mappings and starts creating the selected companies (domain §2.1)
 */
void ferry_migration_service_complete_setup_async (FerryMigrationService *self,
                                                   FerrySetup *setup,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data);
/**
 * ferry_migration_service_complete_setup_finish:
 *
 * Returns: whether the service took it; %FALSE with what ferry_migration_service_start_finish() fails with
 */
gboolean ferry_migration_service_complete_setup_finish (FerryMigrationService *self,
                                                        GAsyncResult *result,
                                                        GError **error);

/** ferry_migration_service_list_companies_async: reads `cloudMigrationCompanies` */
void ferry_migration_service_list_companies_async (FerryMigrationService *self,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data);
/**
 * ferry_migration_service_list_companies_finish:
 *
 * Returns: (transfer full) (element-type FerryCompany): may be empty
 */
GPtrArray *ferry_migration_service_list_companies_finish (FerryMigrationService *self,
                                                          GAsyncResult *result,
                                                          GError **error);

/** ferry_migration_service_set_replicate_async: PATCH with the company's ETag; a stale one is read again and tried once more where `replicate` itself wasn't changed, else %FERRY_ERROR_CHANGED. Returns: (transfer full): the company as it is now */
void ferry_migration_service_set_replicate_async (FerryMigrationService *self,
                                                  FerryCompany *company,
                                                  gboolean replicate,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);
/** ferry_migration_service_set_replicate_finish: Returns: (transfer full): the company as it is now */
FerryCompany *ferry_migration_service_set_replicate_finish (FerryMigrationService *self,
                                                            GAsyncResult *result,
                                                            GError **error);

/**
 * ferry_migration_service_create_companies_async:
 *
 * `createCompaniesMarkedForReplication`: a background task of the service (domain §2.2)
 */
void ferry_migration_service_create_companies_async (FerryMigrationService *self,
                                                     GCancellable *cancellable,
                                                     GAsyncReadyCallback callback,
                                                     gpointer user_data);
/**
 * ferry_migration_service_create_companies_finish:
 *
 * Returns: whether the service took it; %FALSE with what ferry_migration_service_start_finish() fails with
 */
gboolean ferry_migration_service_create_companies_finish (FerryMigrationService *self,
                                                          GAsyncResult *result,
                                                          GError **error);

/**
 * ferry_migration_service_initialize_company_async:
 *
 * `initializeCompany`: a background task of the service (domain §2.2)
 */
void ferry_migration_service_initialize_company_async (FerryMigrationService *self,
                                                       FerryCompany *company,
                                                       GCancellable *cancellable,
                                                       GAsyncReadyCallback callback,
                                                       gpointer user_data);
/**
 * ferry_migration_service_initialize_company_finish:
 *
 * Returns: whether the service took it; %FALSE with what ferry_migration_service_start_finish() fails with
 */
gboolean ferry_migration_service_initialize_company_finish (FerryMigrationService *self,
                                                            GAsyncResult *result,
                                                            GError **error);

/** ferry_migration_service_list_runs_async: @top: at most so many, newest first; 0 = all. Returns: (transfer full) (element-type FerryRun) */
void ferry_migration_service_list_runs_async (FerryMigrationService *self,
                                              guint top,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
/**
 * ferry_migration_service_list_runs_finish:
 *
 * Returns: (transfer full) (element-type FerryRun): newest first; may be empty
 */
GPtrArray *
ferry_migration_service_list_runs_finish (FerryMigrationService *self, GAsyncResult *result, GError **error);

/** ferry_migration_service_load_details_async: fills @list with the run's details, from `runDetails` (§B) where offered, else from §A; on failure the list is as before */
void ferry_migration_service_load_details_async (FerryMigrationService *self,
                                                 FerryRun *run,
                                                 FerryDetailList *list,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
/** ferry_migration_service_load_details_finish: Returns: whether @list is the run's details now */
gboolean ferry_migration_service_load_details_finish (FerryMigrationService *self,
                                                      GAsyncResult *result,
                                                      GError **error);

/**
 * ferry_migration_service_find_table_async:
 * @company: "" is per database
 *
 * Reads what became of one table in every run, from `runDetails` (§B) where offered, else from §A.
 */
void ferry_migration_service_find_table_async (FerryMigrationService *self,
                                               const char *company,
                                               const char *table,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
/** ferry_migration_service_find_table_finish: Returns: (transfer full) (element-type FerryTableResult): in no order; may be empty */
GPtrArray *
ferry_migration_service_find_table_finish (FerryMigrationService *self, GAsyncResult *result, GError **error);

/** ferry_migration_service_list_blocked_async: reads the results because of which tables are blocked (domain §2.4), of all runs; only §B has them */
void ferry_migration_service_list_blocked_async (FerryMigrationService *self,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
/** ferry_migration_service_list_blocked_finish: Returns: (transfer full) (element-type FerryTableResult); %NULL with %FERRY_ERROR_NOT_OFFERED without §B */
GPtrArray *ferry_migration_service_list_blocked_finish (FerryMigrationService *self,
                                                        GAsyncResult *result,
                                                        GError **error);

/**
 * ferry_migration_service_start_async:
 * @run: the last run; any run's id will do as the address
 * @name: `runReplication`, `runDataUpgrade`, `refreshStatus`, `resetCloudData`, `completeCloudMigration` or
 *   `disableReplication`
 */
void ferry_migration_service_start_async (FerryMigrationService *self,
                                          FerryRun *run,
                                          const char *name,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
/**
 * ferry_migration_service_start_finish:
 *
 * Returns: whether the service took it; fails with %FERRY_ERROR_REFUSED with the service's words,
 *   %FERRY_ERROR_AMBIGUOUS where it may have been taken, %FERRY_ERROR_NOT_FOUND where the run is gone
 */
gboolean
ferry_migration_service_start_finish (FerryMigrationService *self, GAsyncResult *result, GError **error);

/** ferry_migration_service_list_mappings_async: reads `tableMappings` */
void ferry_migration_service_list_mappings_async (FerryMigrationService *self,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);
/**
 * ferry_migration_service_list_mappings_finish:
 *
 * Returns: (transfer full) (element-type FerryTableMapping): may be empty
 */
GPtrArray *ferry_migration_service_list_mappings_finish (FerryMigrationService *self,
                                                         GAsyncResult *result,
                                                         GError **error);
/** ferry_migration_service_save_mapping_async: @existing: (nullable): what is replaced (its id and ETag); %NULL makes a new one */
void ferry_migration_service_save_mapping_async (FerryMigrationService *self,
                                                 FerryTableMapping *existing,
                                                 FerryTableMapping *mapping,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
/**
 * ferry_migration_service_save_mapping_finish:
 *
 * Returns: (transfer full): the mapping as it is now; fails with %FERRY_ERROR_CHANGED where somebody else
 *   changed it meanwhile
 */
FerryTableMapping *ferry_migration_service_save_mapping_finish (FerryMigrationService *self,
                                                                GAsyncResult *result,
                                                                GError **error);
/** ferry_migration_service_delete_mapping_async: DELETE with its ETag; one that is gone already is deleted */
void ferry_migration_service_delete_mapping_async (FerryMigrationService *self,
                                                   FerryTableMapping *mapping,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data);
/**
 * ferry_migration_service_delete_mapping_finish:
 *
 * Returns: whether it is gone; fails with %FERRY_ERROR_CHANGED where somebody else changed it meanwhile
 */
gboolean ferry_migration_service_delete_mapping_finish (FerryMigrationService *self,
                                                        GAsyncResult *result,
                                                        GError **error);
/** ferry_migration_service_reset_mappings_async: @mapping: any one; @for_extension: only delete all of its extension, else restore the defaults */
void ferry_migration_service_reset_mappings_async (FerryMigrationService *self,
                                                   FerryTableMapping *mapping,
                                                   gboolean for_extension,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data);
/**
 * ferry_migration_service_reset_mappings_finish:
 *
 * Returns: whether the service took it; %FALSE with what ferry_migration_service_start_finish() fails with
 */
gboolean ferry_migration_service_reset_mappings_finish (FerryMigrationService *self,
                                                        GAsyncResult *result,
                                                        GError **error);

/**
 * ferry_migration_service_read_management_async:
 *
 * Reads `capabilities` and `migrationOverview` (§B).
 */
void ferry_migration_service_read_management_async (FerryMigrationService *self,
                                                    GCancellable *cancellable,
                                                    GAsyncReadyCallback callback,
                                                    gpointer user_data);
/**
 * ferry_migration_service_read_management_finish:
 * @capabilities: (out) (transfer full) (nullable): action name → "" where available, else the reason why not;
 *   %NULL where the environment has no management API, which is no error
 *
 * Returns: (transfer full) (nullable): the overview entity; %NULL with @error unset where there is none
 */
JsonObject *ferry_migration_service_read_management_finish (FerryMigrationService *self,
                                                            GAsyncResult *result,
                                                            GHashTable **capabilities,
                                                            GError **error);

/**
 * ferry_migration_service_order_async:
 * @set: an entity set of the management API; %NULL for `migrationOverview`
 * @id: (nullable): the entity's id, where @set is given
 * @name: a bound action of it (§B), such as `unblockTable`
 * @arguments: (nullable) (transfer full): its body
 * @missing: (nullable): what a 404 means, as a sentence
 */
void ferry_migration_service_order_async (FerryMigrationService *self,
                                          const char *set,
                                          const char *id,
                                          const char *name,
                                          JsonNode *arguments,
                                          const char *missing,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
/** ferry_migration_service_order_finish: see ferry_migration_service_manage_finish() */
gboolean ferry_migration_service_order_finish (FerryMigrationService *self,
                                               GAsyncResult *result,
                                               JsonNode **answer,
                                               GError **error);

/**
 * ferry_migration_service_manage_async:
 * @name: a bound action of `migrationOverview` (§B), such as `pauseMigration`
 * @arguments: (nullable) (transfer full): its body
 */
void ferry_migration_service_manage_async (FerryMigrationService *self,
                                           const char *name,
                                           JsonNode *arguments,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/** ferry_migration_service_manage_finish: @answer: (out) (optional) (nullable) (transfer full): the action's result; fails with %FERRY_ERROR_NOT_OFFERED without §B */
gboolean ferry_migration_service_manage_finish (FerryMigrationService *self,
                                                GAsyncResult *result,
                                                JsonNode **answer,
                                                GError **error);

G_END_DECLS
