/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-database-private.h"

#include "ferry-error.h"

#include <glib/gi18n-lib.h>

/* Long enough for any message, short enough for a service that answers with a book. */
#define MAX_MESSAGE_CHARACTERS 4000

typedef struct
{
  gint64 id;
  char *environment_id;
  char *environment_name;
  char *who;
  char *action;
  char *subject;
  char *before;
  FerryOutcome outcome;
  char *message;
  char *correlation_id;
  gboolean pending_only;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->environment_id);
  g_free (self->environment_name);
  g_free (self->who);
  g_free (self->action);
  g_free (self->subject);
  g_free (self->before);
  g_free (self->message);
  g_free (self->correlation_id);
  g_free (self);
}

/* ---- Intending ---- */

static gpointer
write_intent (FerryDatabaseFile *file, gpointer data, GError **error)
{
  static const char sql[]
    = "INSERT INTO journal (at, environment_id, environment_name, who, action, subject, before, outcome,"
      " message, correlation_id, concluded_at, owner) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  Entry *entry = data;
  gint64 now = g_get_real_time ();
  gint64 id;

  if (!ferry_database_file_exec (
        file, error, sql, "lsssssssssll", now, entry->environment_id, entry->environment_name, entry->who,
        entry->action, entry->subject, entry->before, ferry_outcome_to_nick (entry->outcome), entry->message,
        entry->correlation_id, entry->outcome == FERRY_OUTCOME_PENDING ? (gint64) 0 : now,
        ferry_database_owner_get_id (ferry_database_file_get_owner (file))))
    return NULL;
  id = ferry_database_file_get_last_id (file);
  return g_memdup2 (&id, sizeof id);
}

static Entry *
entry_new (const char *environment_id,
           const char *environment_name,
           const char *who,
           const char *action,
           const char *subject,
           const char *before)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->environment_id = g_strdup (environment_id);
  entry->environment_name = g_strdup (environment_name != NULL ? environment_name : "");
  entry->who = g_strdup (who != NULL ? who : "");
  entry->action = g_strdup (action);
  entry->subject = g_strdup (subject != NULL ? subject : "");
  entry->before = g_strdup (before != NULL ? before : "");
  entry->message = g_strdup ("");
  entry->correlation_id = g_strdup ("");
  return entry;
}

static void
entry_set_error (Entry *entry, const GError *error)
{
  const char *correlation_id = error != NULL ? ferry_error_get_correlation_id (error) : NULL;

  g_free (entry->message);
  entry->message = g_utf8_make_valid (error != NULL ? error->message : "", -1);
  if (g_utf8_strlen (entry->message, -1) > MAX_MESSAGE_CHARACTERS)
    *g_utf8_offset_to_pointer (entry->message, MAX_MESSAGE_CHARACTERS) = '\0';
  g_free (entry->correlation_id);
  entry->correlation_id = g_strdup (correlation_id != NULL ? correlation_id : "");
}

void
ferry_database_intend_async (FerryDatabase *self,
                             const char *environment_id,
                             const char *environment_name,
                             const char *who,
                             const char *action,
                             const char *subject,
                             const char *before,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FERRY_IS_DATABASE (self));
  g_return_if_fail (environment_id != NULL && action != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_database_intend_async);
  g_task_set_task_data (task, entry_new (environment_id, environment_name, who, action, subject, before),
                        entry_free);
  ferry_database_push (self, task, write_intent, g_free);
}

gint64
ferry_database_intend_finish (FerryDatabase *self, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *id = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  id = g_task_propagate_pointer (G_TASK (result), error);
  return id != NULL ? *id : 0;
}

void
ferry_database_note (FerryDatabase *self,
                     const char *environment_id,
                     const char *environment_name,
                     const char *who,
                     const char *action,
                     const char *subject,
                     FerryOutcome outcome,
                     const GError *error)
{
  GTask *task;
  Entry *entry;

  g_return_if_fail (FERRY_IS_DATABASE (self));
  g_return_if_fail (environment_id != NULL && action != NULL);
  g_return_if_fail (outcome != FERRY_OUTCOME_PENDING);

  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, ferry_database_note);
  entry = entry_new (environment_id, environment_name, who, action, subject, NULL);
  entry->outcome = outcome;
  entry_set_error (entry, error);
  g_task_set_task_data (task, entry, entry_free);
  ferry_database_push (self, task, write_intent, g_free);
}

/* ---- Concluding ---- */

static gpointer
write_outcome (FerryDatabaseFile *file, gpointer data, GError **error)
{
  static const char sql[]
    = "UPDATE journal SET outcome = ?, message = ?, correlation_id = ?, concluded_at = ? WHERE id = ?";
  Entry *entry = data;

  if (!ferry_database_file_exec (file, error, sql, "sssll", ferry_outcome_to_nick (entry->outcome),
                                 entry->message, entry->correlation_id, g_get_real_time (), entry->id))
    return NULL;
  if (ferry_database_file_get_changes (file) == 0)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_FAILED,
                   _ ("The journal has no entry %lu to write the outcome to."), (gulong) entry->id);
      return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

void
ferry_database_conclude_async (FerryDatabase *self,
                               gint64 intent,
                               FerryOutcome outcome,
                               const GError *error,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;
  Entry *entry;

  g_return_if_fail (FERRY_IS_DATABASE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ferry_database_conclude_async);
  entry = g_new0 (Entry, 1);
  entry->id = intent;
  entry->outcome = outcome;
  entry_set_error (entry, error);
  g_task_set_task_data (task, entry, entry_free);
  ferry_database_push (self, task, write_outcome, NULL);
}

gboolean
ferry_database_conclude_finish (FerryDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/* ---- Listing ---- */

#define COLUMNS                                                                                              \
  "SELECT id, at, environment_id, action, subject, before, outcome, message, correlation_id, concluded_at,"  \
  " who, environment_name, owner FROM journal "

static FerryJournalEntry *
read_entry (FerryDatabaseFile *file, sqlite3_stmt *row)
{
  FerryOutcome outcome = ferry_outcome_from_nick (ferry_database_column (row, 6));
  gboolean held = outcome == FERRY_OUTCOME_PENDING
                  && ferry_database_owner_is_other_alive (ferry_database_file_get_owner (file),
                                                          sqlite3_column_int64 (row, 12));

  return g_object_new (FERRY_TYPE_JOURNAL_ENTRY, "id", (gint64) sqlite3_column_int64 (row, 0), "at",
                       (gint64) sqlite3_column_int64 (row, 1), "environment-id",
                       ferry_database_column (row, 2), "action", ferry_database_column (row, 3), "subject",
                       ferry_database_column (row, 4), "before", ferry_database_column (row, 5), "outcome",
                       outcome, "message", ferry_database_column (row, 7), "correlation-id",
                       ferry_database_column (row, 8), "concluded-at", (gint64) sqlite3_column_int64 (row, 9),
                       "who", ferry_database_column (row, 10), "environment-name",
                       ferry_database_column (row, 11), "held", held, NULL);
}

static gpointer
read_journal (FerryDatabaseFile *file, gpointer data, GError **error)
{
  static const char all[] = COLUMNS "ORDER BY id DESC";
  static const char pending[] = COLUMNS "WHERE outcome = 'pending' ORDER BY id DESC";
  static const char one[] = COLUMNS "WHERE environment_id = ? ORDER BY id DESC";
  static const char one_pending[]
    = COLUMNS "WHERE environment_id = ? AND outcome = 'pending' ORDER BY id DESC";
  Entry *entry = data;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  sqlite3_stmt *statement;
  FerryStep step;

  if (entry->environment_id != NULL)
    statement = ferry_database_file_bind (file, error, entry->pending_only ? one_pending : one, "s",
                                          entry->environment_id);
  else
    statement = ferry_database_file_bind (file, error, entry->pending_only ? pending : all, "");
  if (statement == NULL)
    return NULL;
  while ((step = ferry_database_file_step (file, statement, error)) == FERRY_STEP_ROW)
    g_ptr_array_add (entries, read_entry (file, statement));
  return step == FERRY_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

void
ferry_database_list_journal_async (FerryDatabase *self,
                                   const char *environment_id,
                                   gboolean pending_only,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task;
  Entry *entry;

  g_return_if_fail (FERRY_IS_DATABASE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_database_list_journal_async);
  entry = g_new0 (Entry, 1);
  entry->environment_id = g_strdup (environment_id);
  entry->pending_only = pending_only;
  g_task_set_task_data (task, entry, entry_free);
  ferry_database_push (self, task, read_journal, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
ferry_database_list_journal_finish (FerryDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
