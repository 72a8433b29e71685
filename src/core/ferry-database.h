/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-detail-list.h"
#include "ferry-journal-entry.h"
#include "ferry-run.h"

G_BEGIN_DECLS

/**
 * FerryDatabase:
 *
 * Journal and history in one SQLite file. All work is done in one thread of its own, in the order it was asked
 * for; nothing here blocks the caller. Durable: what a finish function reported survives a power loss.
 */
#define FERRY_TYPE_DATABASE (ferry_database_get_type ())
G_DECLARE_FINAL_TYPE (FerryDatabase, ferry_database, FERRY, DATABASE, GObject)

/** ferry_database_new: @path: the file, made with its folder when first used; `:memory:` for tests. Nothing is opened yet. A damaged file is put aside and a new one begun; `notice` tells. */
FerryDatabase *ferry_database_new (const char *path);
/** ferry_database_get_notice: Returns: (nullable): what the user should know, such as that a damaged file was put aside; also the property `notice`, notified on the thread that made the object */
const char *ferry_database_get_notice (FerryDatabase *self);
/** ferry_database_close_async: after the work that was asked for before */
void ferry_database_close_async (FerryDatabase *self, GAsyncReadyCallback callback, gpointer user_data);
/** ferry_database_close_finish: Returns: %TRUE; what is asked for afterwards fails */
gboolean ferry_database_close_finish (FerryDatabase *self, GAsyncResult *result, GError **error);

/* ---- Journal: what was done, and what is not known to have been done (architecture, "How data flows" 5) ---- */

/**
 * ferry_database_intend_async:
 * @environment_name: what the environment is called at present
 * @who: who does it: the account that is signed in, or the user of the computer
 * @before: the run id of the last run (or "") as it was before, with which a lost outcome can be settled
 *
 * Writes an intent durably; the request may be sent only after the callback.
 */
void ferry_database_intend_async (FerryDatabase *self,
                                  const char *environment_id,
                                  const char *environment_name,
                                  const char *who,
                                  const char *action,
                                  const char *subject,
                                  const char *before,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** ferry_database_intend_finish: Returns: the intent's id, above 0; 0 with an error */
gint64 ferry_database_intend_finish (FerryDatabase *self, GAsyncResult *result, GError **error);
/**
 * ferry_database_note:
 * @outcome: not PENDING
 * @error: (nullable): what message and correlation id are taken from
 *
 * Writes what was done already and needs no settling, such as what was done to a profile (`FERRY_JOURNAL_*`).
 */
void ferry_database_note (FerryDatabase *self,
                          const char *environment_id,
                          const char *environment_name,
                          const char *who,
                          const char *action,
                          const char *subject,
                          FerryOutcome outcome,
                          const GError *error);
/** ferry_database_conclude_async: @error: (nullable): what @message and correlation id are taken from */
void ferry_database_conclude_async (FerryDatabase *self,
                                    gint64 intent,
                                    FerryOutcome outcome,
                                    const GError *error,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/**
 * ferry_database_conclude_finish:
 *
 * Returns: whether it was written; %FALSE with %FERRY_ERROR_FAILED, as for an intent that isn't there
 */
gboolean ferry_database_conclude_finish (FerryDatabase *self, GAsyncResult *result, GError **error);
/** ferry_database_list_journal_async: @environment_id: (nullable): all for %NULL; @pending_only: those to be settled. Newest first. Returns: (transfer full) (element-type FerryJournalEntry) */
void ferry_database_list_journal_async (FerryDatabase *self,
                                        const char *environment_id,
                                        gboolean pending_only,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/** ferry_database_list_journal_finish: Returns: (transfer full) (element-type FerryJournalEntry) */
GPtrArray *ferry_database_list_journal_finish (FerryDatabase *self, GAsyncResult *result, GError **error);

/* ---- History: every run and detail seen ---- */

/** ferry_database_save_runs_async: @runs: (element-type FerryRun): added or replaced by id */
void ferry_database_save_runs_async (FerryDatabase *self,
                                     const char *environment_id,
                                     GPtrArray *runs,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/** ferry_database_save_runs_finish: Returns: whether it was written; %FALSE with %FERRY_ERROR_FAILED */
gboolean ferry_database_save_runs_finish (FerryDatabase *self, GAsyncResult *result, GError **error);
/** ferry_database_list_runs_async: newest first. Returns: (transfer full) (element-type FerryRun) */
void ferry_database_list_runs_async (FerryDatabase *self,
                                     const char *environment_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/** ferry_database_list_runs_finish: Returns: (transfer full) (element-type FerryRun); may be empty */
GPtrArray *ferry_database_list_runs_finish (FerryDatabase *self, GAsyncResult *result, GError **error);
/** ferry_database_save_details_async: @list: the details of @run_id as they are now */
void ferry_database_save_details_async (FerryDatabase *self,
                                        const char *environment_id,
                                        const char *run_id,
                                        FerryDetailList *list,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/** ferry_database_save_details_finish: Returns: whether it was written; %FALSE with %FERRY_ERROR_FAILED */
gboolean ferry_database_save_details_finish (FerryDatabase *self, GAsyncResult *result, GError **error);
/** ferry_database_load_details_async: fills @list. Returns: whether there were any */
void ferry_database_load_details_async (FerryDatabase *self,
                                        const char *environment_id,
                                        const char *run_id,
                                        FerryDetailList *list,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/**
 * ferry_database_load_details_finish:
 *
 * Returns: whether there were any; %FALSE without an error where there were none
 */
gboolean ferry_database_load_details_finish (FerryDatabase *self, GAsyncResult *result, GError **error);
/** ferry_database_set_value_async: small facts of an environment, such as its last overview or the local checklist; @value: (nullable): %NULL forgets it */
void ferry_database_set_value_async (FerryDatabase *self,
                                     const char *environment_id,
                                     const char *key,
                                     const char *value,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/** ferry_database_set_value_finish: Returns: whether it was written; %FALSE with %FERRY_ERROR_FAILED */
gboolean ferry_database_set_value_finish (FerryDatabase *self, GAsyncResult *result, GError **error);
/** ferry_database_get_value_async: @key: as it was set */
void ferry_database_get_value_async (FerryDatabase *self,
                                     const char *environment_id,
                                     const char *key,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/** ferry_database_get_value_finish: Returns: (transfer full) (nullable): the value; %NULL without an error where there is none */
char *ferry_database_get_value_finish (FerryDatabase *self, GAsyncResult *result, GError **error);
/** ferry_database_forget_async: removes history and values of an environment; its journal stays */
void ferry_database_forget_async (FerryDatabase *self,
                                  const char *environment_id,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** ferry_database_forget_finish: Returns: whether it was written; %FALSE with %FERRY_ERROR_FAILED */
gboolean ferry_database_forget_finish (FerryDatabase *self, GAsyncResult *result, GError **error);

G_END_DECLS
