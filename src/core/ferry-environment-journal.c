/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-private.h"

#include "ferry-error.h"
#include "ferry-settle.h"

#include <glib/gi18n-lib.h>

/* So many tell what is wrong. */
#define ERRORS_KEPT 50

/* ---- What went wrong ---- */

static void
environment_error_free (gpointer data)
{
  FerryEnvironmentError *self = data;

  g_error_free (self->error);
  g_free (self);
}

void
ferry_environment_note_error (FerryEnvironment *self, const char *what, const GError *error)
{
  FerryEnvironmentError *noted = g_new0 (FerryEnvironmentError, 1);

  noted->at = g_get_real_time ();
  noted->what = what;
  noted->error = g_error_copy (error);
  if (self->errors == NULL)
    self->errors = g_ptr_array_new_with_free_func (environment_error_free);
  if (self->errors->len == ERRORS_KEPT)
    g_ptr_array_remove_index (self->errors, 0);
  g_ptr_array_add (self->errors, noted);
}

/* ---- Intents ---- */

static void
on_intended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  gint64 id = ferry_database_intend_finish (FERRY_DATABASE (object), result, &error);

  if (error != NULL)
    {
      /* What isn't in the journal can't be settled after a crash: better not to begin. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_prefix_error (&error, "%s ", _ ("Nothing was sent, since the journal can’t be written."));
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_hash_table_add (self->own_intents, g_memdup2 (&id, sizeof id));
  g_task_return_int (task, (gssize) id);
}

void
ferry_environment_intend_async (FerryEnvironment *self,
                                const char *action,
                                const char *subject,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, ferry_environment_intend_async);
  if (self->database == NULL)
    {
      g_task_return_int (task, 0);
      return;
    }
  ferry_database_intend_async (
    self->database, ferry_profile_get_id (self->profile), ferry_profile_get_name (self->profile),
    ferry_profile_get_who (self->profile), action, subject != NULL ? subject : "",
    ferry_environment_get_newest_run_id (self), cancellable, on_intended, g_object_ref (task));
}

gint64
ferry_environment_intend_finish (FerryEnvironment *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

void
ferry_environment_conclude (FerryEnvironment *self,
                            gint64 intent,
                            FerryOutcome outcome,
                            const char *action,
                            const char *before,
                            const GError *error)
{
  if (error != NULL)
    ferry_environment_note_error (self, g_intern_string (action), error);
  if (outcome == FERRY_OUTCOME_DONE || outcome == FERRY_OUTCOME_SETTLED_DONE)
    g_ptr_array_insert (self->deeds, 0, ferry_deed_new (action, before));
  if (intent == 0 || self->database == NULL)
    return;
  g_hash_table_remove (self->own_intents, &intent);
  ferry_database_conclude_async (self->database, intent, outcome, error, NULL, NULL);
}

void
ferry_environment_leave_pending (FerryEnvironment *self, gint64 intent)
{
  g_hash_table_remove (self->own_intents, &intent);
  self->has_pending = TRUE;
}

void
ferry_environment_take_journal (FerryEnvironment *self, GPtrArray *entries)
{
  g_ptr_array_set_size (self->deeds, 0);
  for (guint i = 0; i < entries->len; i++)
    {
      FerryJournalEntry *entry = g_ptr_array_index (entries, i);
      FerryOutcome outcome = ferry_journal_entry_get_outcome (entry);

      if (outcome == FERRY_OUTCOME_DONE || outcome == FERRY_OUTCOME_SETTLED_DONE)
        g_ptr_array_add (self->deeds, ferry_deed_new (ferry_journal_entry_get_action (entry),
                                                      ferry_journal_entry_get_before (entry)));
      else if (outcome == FERRY_OUTCOME_PENDING)
        self->has_pending = TRUE;
    }
}

/* ---- Settling ---- */

static void
on_settled_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  gint64 *id = g_task_get_task_data (task);
  g_autoptr (GPtrArray) entries = ferry_database_list_journal_finish (FERRY_DATABASE (object), result, NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      FerryJournalEntry *entry = g_ptr_array_index (entries, i);

      if (ferry_journal_entry_get_id (entry) == *id)
        {
          g_signal_emit_by_name (self, "settled", entry);
          return;
        }
    }
}

void
ferry_environment_tell_settled (FerryEnvironment *self, gint64 intent)
{
  g_autoptr (GTask) task = NULL;

  if (self->database == NULL || self->life == NULL)
    return;
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, ferry_environment_tell_settled);
  g_task_set_task_data (task, g_memdup2 (&intent, sizeof intent), g_free);
  ferry_database_list_journal_async (self->database, ferry_profile_get_id (self->profile), FALSE, self->life,
                                     on_settled_listed, g_object_ref (task));
}

static void
settle_entry (FerryEnvironment *self, FerryJournalEntry *entry, const FerryMigrationFacts *facts)
{
  gint64 id = ferry_journal_entry_get_id (entry);
  FerryOutcome outcome = FERRY_OUTCOME_UNKNOWN;

  /* This process is still at it, or waits for the end of the upgrade. */
  if (g_hash_table_contains (self->own_intents, &id) || id == self->upgrade.intent)
    return;
  /* So is another program, which knows better: it is looked at again later. */
  if (ferry_journal_entry_get_held (entry))
    {
      self->has_pending = TRUE;
      return;
    }
  switch (ferry_settle_judge (facts, ferry_journal_entry_get_action (entry),
                              ferry_journal_entry_get_subject (entry),
                              ferry_journal_entry_get_before (entry)))
    {
    case FERRY_VERDICT_TAKEN:
      outcome = FERRY_OUTCOME_SETTLED_DONE;
      break;
    case FERRY_VERDICT_NOT_TAKEN:
      outcome = FERRY_OUTCOME_SETTLED_NOT_DONE;
      break;
    case FERRY_VERDICT_OPEN:
    default:
      break;
    }
  ferry_environment_conclude (self, id, outcome, ferry_journal_entry_get_action (entry),
                              ferry_journal_entry_get_before (entry), NULL);
  ferry_environment_tell_settled (self, id);
}

static void
on_pending_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryEnvironment) self = user_data;
  g_autoptr (GPtrArray) entries = ferry_database_list_journal_finish (FERRY_DATABASE (object), result, NULL);
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GPtrArray) companies = NULL;
  FerryMigrationFacts facts;

  self->settling = FALSE;
  if (entries == NULL || self->life == NULL || self->connection != FERRY_CONNECTION_ONLINE)
    {
      self->has_pending = TRUE;
      return;
    }
  ferry_environment_fill_facts (self, &facts, &runs, &companies);
  for (guint i = 0; i < entries->len; i++)
    settle_entry (self, g_ptr_array_index (entries, i), &facts);
  if (entries->len > 0)
    ferry_environment_update (self);
}

void
ferry_environment_settle (FerryEnvironment *self)
{
  if (!self->has_pending || self->settling || self->database == NULL)
    return;
  self->has_pending = FALSE;
  self->settling = TRUE;
  ferry_database_list_journal_async (self->database, ferry_profile_get_id (self->profile), TRUE, self->life,
                                     on_pending_listed, g_object_ref (self));
}
