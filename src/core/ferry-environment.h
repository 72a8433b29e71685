/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-action-rules.h"
#include "ferry-database.h"
#include "ferry-mapping-set.h"
#include "ferry-migration-service.h"
#include "ferry-order.h"
#include "ferry-profile.h"
#include "ferry-run-monitor.h"

G_BEGIN_DECLS

/**
 * FerryEnvironment:
 *
 * What a page holds: everything known of one environment, from the history at once, from the service as it
 * comes, and the one way to do something to it.
 *
 * Read-only properties: `profile`, `service`, `monitor` (objects); `runs` (#GListModel of #FerryRun, newest
 * first; rows stay the same objects as they change); `companies` (#GListModel of #FerryCompany);
 * `connection` (#FerryConnection); `connection-message` (string: what is the matter and when it is tried again, "" where
 * nothing is; also of one that is online, but too busy for the moment); `status-title`,
 * `status-explanation` (string), `status-style` (#FerryStyle); `suggested-action` (int, #FerryAction or -1);
 * `tables-successful`, `tables-failed`, `tables-remaining`, `tables-with-warnings`, `warnings` (int64, -1 unknown);
 * `companies-total`, `companies-selected`, `companies-replicated`, `companies-not-initialized` (uint);
 * `set-up` (boolean), `busy` (boolean: a request of the user's is under way), `last-seen` (int64, µs UTC of the last
 * fresh answer, 0 = never), `product-name` (string).
 *
 * Signals: `actions-changed ()`: what is allowed may have changed; `run-ended (FerryRun)`: one that was seen
 * running isn't any more; `settled (FerryJournalEntry)`: an intent without outcome was settled: show it.
 */
#define FERRY_TYPE_ENVIRONMENT (ferry_environment_get_type ())
G_DECLARE_FINAL_TYPE (FerryEnvironment, ferry_environment, FERRY, ENVIRONMENT, GObject)

/** ferry_environment_new: @authorizer: (nullable); @database: (nullable): without it nothing is kept */
FerryEnvironment *
ferry_environment_new (FerryProfile *profile, FerryAuthorizer *authorizer, FerryDatabase *database);

/**
 * ferry_environment_open_async:
 *
 * Shows the history, then connects, reads all, settles intents without outcome, and goes on watching. A
 * failure leaves the environment offline with the last known data; it goes on trying.
 */
void ferry_environment_open_async (FerryEnvironment *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean ferry_environment_open_finish (FerryEnvironment *self, GAsyncResult *result, GError **error);
/**
 * ferry_environment_recall_async:
 *
 * Shows the history without connecting. Does nothing where the environment is open: that has it already.
 */
void ferry_environment_recall_async (FerryEnvironment *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/** ferry_environment_recall_finish: Returns: %TRUE: a history that can't be read leaves the environment empty; %FALSE only when cancelled */
gboolean ferry_environment_recall_finish (FerryEnvironment *self, GAsyncResult *result, GError **error);
/** ferry_environment_close: stops watching; nothing is sent any more */
void ferry_environment_close (FerryEnvironment *self);
/** ferry_environment_set_access: @authorizer: for the next requests, as after a sign-in or when the sandbox started anew at another address */
void ferry_environment_set_access (FerryEnvironment *self, FerryAuthorizer *authorizer);

FerryProfile *ferry_environment_get_profile (FerryEnvironment *self);
FerryMigrationService *ferry_environment_get_service (FerryEnvironment *self);
FerryRunMonitor *ferry_environment_get_monitor (FerryEnvironment *self);
GListModel *ferry_environment_get_runs (FerryEnvironment *self);
GListModel *ferry_environment_get_companies (FerryEnvironment *self);
/** ferry_environment_dup_company_names: Returns: (transfer full) (array zero-terminated=1): the names of the source's companies, in their order */
GStrv ferry_environment_dup_company_names (FerryEnvironment *self);
FerryConnection ferry_environment_get_connection (FerryEnvironment *self);
/** ferry_environment_get_state: Returns: (transfer none): what the rules are asked with; until the next main loop turn */
const FerryMigrationState *ferry_environment_get_state (FerryEnvironment *self);

/** ferry_environment_get_runtime_name: Returns: (nullable): the integration runtime that the set-up names, "" where there is none, %NULL where the set-up isn't known; until the next reading */
const char *ferry_environment_get_runtime_name (FerryEnvironment *self);

/** ferry_environment_check_action: @reason: (out) (optional) (transfer full); see ferry_action_rules_check() */
gboolean ferry_environment_check_action (FerryEnvironment *self, FerryAction action, char **reason);

/**
 * ferry_environment_dup_expectation:
 *
 * Returns: (transfer full) (nullable): how long @action will take, going by earlier runs, such as “The last 3 such runs took 18–25 min.”;
 *   %NULL where that isn't known. Of the first run nothing is: nothing is like it
 */
char *ferry_environment_dup_expectation (FerryEnvironment *self, FerryAction action);

/**
 * ferry_environment_attend:
 * @many: others are looked at, too, so that a little spread is better
 *
 * Somebody begins to look at it: what is idle and hasn't been asked for 30 s is looked at at once. For what people do, not for timers.
 */
void ferry_environment_attend (FerryEnvironment *self, gboolean many);

/**
 * ferry_environment_expect_change:
 * @done: whether it has been done; else it is being done
 *
 * Another program does something to it, as the journal says: looks at once whether a run began; what is done is read whole, within
 * the budget.
 */
void ferry_environment_expect_change (FerryEnvironment *self, gboolean done);

/** ferry_environment_refresh_async: reads everything again now (F5); asks the service to refresh where 60 s have passed */
void ferry_environment_refresh_async (FerryEnvironment *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean ferry_environment_refresh_finish (FerryEnvironment *self, GAsyncResult *result, GError **error);

/**
 * ferry_environment_perform_async:
 * @action: RUN_REPLICATION, RUN_DIAGNOSTIC, RUN_UPGRADE, REFRESH, COMPLETE, PAUSE, ABANDON, RESET_CLOUD_DATA,
 *   CREATE_COMPANIES, INITIALIZE_COMPANY
 * @subject: (nullable): the reason for pause and abandon; the company's id to initialise
 *
 * Asks the rules (%FERRY_ERROR_RULE), writes the intent, sends, settles what stayed ambiguous by reading the
 * state (%FERRY_ERROR_AMBIGUOUS only where even that can't tell), writes the outcome, reads the state again.
 */
void ferry_environment_perform_async (FerryEnvironment *self,
                                      FerryAction action,
                                      const char *subject,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean ferry_environment_perform_finish (FerryEnvironment *self, GAsyncResult *result, GError **error);

/**
 * ferry_environment_order_async:
 * @order: (transfer full): what the management API is to do
 *
 * Like ferry_environment_perform_async(), for what only the management API does: asks the rules
 * (%FERRY_ERROR_RULE) and the capabilities (%FERRY_ERROR_NOT_OFFERED), writes the intent, sends, writes the outcome,
 * reads the state again. The order's subject goes into the journal, its answer nowhere.
 */
void ferry_environment_order_async (FerryEnvironment *self,
                                    FerryOrder *order,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/** ferry_environment_order_finish: @answer: (out) (optional) (nullable) (transfer full): the result, %NULL where it was empty or where only the state told that it was done */
gboolean ferry_environment_order_finish (FerryEnvironment *self,
                                         GAsyncResult *result,
                                         JsonNode **answer,
                                         GError **error);

/**
 * ferry_environment_change_record_async:
 * @action: whose rules it is under, and what the journal calls it
 * @record: as it was read
 * @members: (transfer full): what it should become, by the names on the wire
 *
 * ferry_migration_service_change_record_async() under the rules (%FERRY_ERROR_RULE) and with an entry in the journal.
 */
void ferry_environment_change_record_async (FerryEnvironment *self,
                                            FerryAction action,
                                            FerryRecord *record,
                                            JsonObject *members,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
/** ferry_environment_change_record_finish: Returns: (transfer full) (type FerryRecord): see ferry_migration_service_change_record_finish() */
gpointer
ferry_environment_change_record_finish (FerryEnvironment *self, GAsyncResult *result, GError **error);

/**
 * ferry_environment_check_offer:
 * @name: an action or entity set of the management API, such as `ignoreWarning`
 *
 * Returns: whether the environment offers it at present; else %FERRY_ERROR_NOT_OFFERED says why not
 */
gboolean ferry_environment_check_offer (FerryEnvironment *self, const char *name, GError **error);

/* ---- Setting up: the steps of domain §2.1, each written to the journal ---- */

/** ferry_environment_save_setup_async: see ferry_migration_service_save_setup_async(); finds out itself whether there is one */
void ferry_environment_save_setup_async (FerryEnvironment *self,
                                         const char *product_id,
                                         FerrySqlServerType server_type,
                                         const char *connection_string,
                                         const char *runtime_name,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
FerrySetup *
ferry_environment_save_setup_finish (FerryEnvironment *self, GAsyncResult *result, GError **error);
void ferry_environment_verify_runtime_async (FerryEnvironment *self,
                                             FerrySetup *setup,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean
ferry_environment_verify_runtime_finish (FerryEnvironment *self, GAsyncResult *result, GError **error);
void ferry_environment_complete_setup_async (FerryEnvironment *self,
                                             FerrySetup *setup,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean
ferry_environment_complete_setup_finish (FerryEnvironment *self, GAsyncResult *result, GError **error);

/**
 * ferry_environment_select_companies_async:
 * @ids: (array zero-terminated=1): the ids of all companies to be replicated; the others are taken out
 * @create: whether to start creating the missing ones (domain §2.2); completing the set-up does so itself
 *
 * Sends only what differs. Where one fails, the error names the company; the others are as the list shows.
 */
void ferry_environment_select_companies_async (FerryEnvironment *self,
                                               const char *const *ids,
                                               gboolean create,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
gboolean
ferry_environment_select_companies_finish (FerryEnvironment *self, GAsyncResult *result, GError **error);

/* ---- Custom tables (domain §2.6) ---- */

/**
 * ferry_environment_load_mappings_async:
 *
 * Reads the table mappings and, where the environment offers them, the tables to choose from.
 */
void ferry_environment_load_mappings_async (FerryEnvironment *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
/**
 * ferry_environment_load_mappings_finish:
 * @no_tables_reason: (out) (optional) (nullable) (transfer full): why there are no tables to choose from
 *
 * Returns: (transfer full): them; %NULL with the errors of ferry_migration_service_list_mappings_finish()
 */
FerryMappingSet *ferry_environment_load_mappings_finish (FerryEnvironment *self,
                                                         GAsyncResult *result,
                                                         char **no_tables_reason,
                                                         GError **error);

/** FerryMappingProgress: @done changes of @total were made */
typedef void (*FerryMappingProgress) (guint done, guint total, gpointer user_data);

/**
 * ferry_environment_apply_mappings_async:
 * @set: the mappings that @changes were found with
 * @changes: (element-type FerryMappingChange): what differs is sent, in their order; each is told its fate
 * @progress: (nullable): called after each request; not after the callback
 *
 * Asks the rules (%FERRY_ERROR_RULE), writes the intent, sends, and stops at the first that fails, or once the
 * request under way has ended when cancelled. The list is read again in any case, and what stayed ambiguous is settled by it.
 */
void ferry_environment_apply_mappings_async (FerryEnvironment *self,
                                             FerryMappingSet *set,
                                             GPtrArray *changes,
                                             FerryMappingProgress progress,
                                             gpointer progress_data,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
/**
 * ferry_environment_apply_mappings_finish:
 * @now: (out) (optional) (nullable) (transfer full): the mappings as they are now, also after a failure; %NULL where
 *   they couldn't be read
 *
 * Returns: whether all changes were made; else the error of the one that failed: ferry_mapping_change_get_fate()
 *   says which were
 */
gboolean ferry_environment_apply_mappings_finish (FerryEnvironment *self,
                                                  GAsyncResult *result,
                                                  FerryMappingSet **now,
                                                  GError **error);
/** ferry_environment_reset_mappings_async: @mapping: one of @set; see ferry_migration_service_reset_mappings_async() */
void ferry_environment_reset_mappings_async (FerryEnvironment *self,
                                             FerryMappingSet *set,
                                             FerryTableMapping *mapping,
                                             gboolean for_extension,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
/** ferry_environment_reset_mappings_finish: as ferry_environment_apply_mappings_finish() */
gboolean ferry_environment_reset_mappings_finish (FerryEnvironment *self,
                                                  GAsyncResult *result,
                                                  FerryMappingSet **now,
                                                  GError **error);

/** ferry_environment_load_details_async: fills @list, from the history first, then fresh; keeps them in the history */
void ferry_environment_load_details_async (FerryEnvironment *self,
                                           FerryRun *run,
                                           FerryDetailList *list,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean ferry_environment_load_details_finish (FerryEnvironment *self, GAsyncResult *result, GError **error);

/**
 * ferry_environment_read_table_async:
 * @company: "" is per database
 * @store: of #FerryTableResult: filled from the history, then filled anew from the service; newest run first
 *
 * What became of one table in every run known.
 */
void ferry_environment_read_table_async (FerryEnvironment *self,
                                         const char *company,
                                         const char *table,
                                         GListStore *store,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/** ferry_environment_read_table_finish: Returns: whether the service answered; what the history has is in the store in any case */
gboolean ferry_environment_read_table_finish (FerryEnvironment *self, GAsyncResult *result, GError **error);

G_END_DECLS
