/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-support-bundle.h"

#include "ferry-detail-list-private.h"
#include "ferry-run-comparison.h"
#include "ferry-support-draft.h"

#include <string.h>

/* Failed tables of so many runs: what is older was tried again since. */
#define MOST_DETAILS 3

struct _FerrySupportBundle
{
  GObject parent_instance;

  char *text;
  guint names[FERRY_N_REDACTIONS];
  guint places[FERRY_N_REDACTIONS];
};

G_DEFINE_FINAL_TYPE (FerrySupportBundle, ferry_support_bundle, G_TYPE_OBJECT)

static void
ferry_support_bundle_finalize (GObject *object)
{
  g_free (FERRY_SUPPORT_BUNDLE (object)->text);
  G_OBJECT_CLASS (ferry_support_bundle_parent_class)->finalize (object);
}

static void
ferry_support_bundle_class_init (FerrySupportBundleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_support_bundle_finalize;
}

static void
ferry_support_bundle_init (FerrySupportBundle *self)
{
}

const char *
ferry_support_bundle_get_text (FerrySupportBundle *self)
{
  g_return_val_if_fail (FERRY_IS_SUPPORT_BUNDLE (self), NULL);
  return self->text;
}

guint
ferry_support_bundle_count (FerrySupportBundle *self, FerryRedaction kind, guint *places)
{
  g_return_val_if_fail (FERRY_IS_SUPPORT_BUNDLE (self), 0);
  g_return_val_if_fail (kind < FERRY_N_REDACTIONS, 0);

  if (places != NULL)
    *places = self->places[kind];
  return self->names[kind];
}

/* ---- Making one ---- */

typedef struct
{
  FerryDatabase *database; /* (nullable) */
  char **versions;
  FerrySupportDraft *draft;
  GPtrArray *run_ids; /* of those whose details are looked for */
  GArray *numbers;    /* theirs in the list */
  guint position;
  FerryDetailList *list;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_clear_object (&self->database);
  g_clear_pointer (&self->draft, ferry_support_draft_free);
  g_strfreev (self->versions);
  g_ptr_array_unref (self->run_ids);
  g_array_unref (self->numbers);
  g_clear_object (&self->list);
  g_free (self);
}

static void
compose (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr (FerryRedactor) redactor = ferry_redactor_new ();
  FerrySupportBundle *bundle;
  char *text = ferry_support_draft_compose (work->draft, redactor, cancellable);

  if (text == NULL)
    {
      g_task_return_error_if_cancelled (task);
      return;
    }
  bundle = g_object_new (FERRY_TYPE_SUPPORT_BUNDLE, NULL);
  bundle->text = text;
  for (FerryRedaction kind = 0; kind < FERRY_N_REDACTIONS; kind++)
    bundle->names[kind] = ferry_redactor_count (redactor, kind, &bundle->places[kind]);
  g_task_return_pointer (task, bundle, g_object_unref);
}

static const char *
get_environment_id (GTask *task)
{
  FerryEnvironment *environment = g_task_get_source_object (task);

  return ferry_profile_get_id (ferry_environment_get_profile (environment));
}

static void
on_journal_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) entries
    = ferry_database_list_journal_finish (FERRY_DATABASE (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  ferry_support_draft_add_journal (work->draft, entries);
  g_task_run_in_thread (task, compose);
}

static void read_next (GTask *task);

static void
on_details_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);

  /* What isn't known isn't in it: a bundle is asked for when things don't work. */
  if (ferry_database_load_details_finish (FERRY_DATABASE (source), result, NULL))
    ferry_support_draft_add_details (work->draft, g_array_index (work->numbers, guint, work->position),
                                     ferry_detail_list_ref_store (work->list));
  g_clear_object (&work->list);
  work->position++;
  read_next (task);
}

static void
read_next (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (work->database == NULL)
    g_task_run_in_thread (task, compose);
  else if (work->position == work->run_ids->len)
    ferry_database_list_journal_async (work->database, get_environment_id (task), FALSE,
                                       g_task_get_cancellable (task), on_journal_listed, g_object_ref (task));
  else
    {
      work->list = ferry_detail_list_new ();
      ferry_database_load_details_async (work->database, get_environment_id (task),
                                         g_ptr_array_index (work->run_ids, work->position), work->list,
                                         g_task_get_cancellable (task), on_details_read, g_object_ref (task));
    }
}

static void
choose_runs (Work *work, GListModel *runs)
{
  for (guint i = 0; i < g_list_model_get_n_items (runs) && work->run_ids->len < MOST_DETAILS; i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);
      guint number = i + 1;

      if (!ferry_run_comparison_can_compare (run))
        continue;
      g_ptr_array_add (work->run_ids, g_strdup (ferry_run_get_run_id (run)));
      g_array_append_val (work->numbers, number);
    }
}

static void
on_recalled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *environment = FERRY_ENVIRONMENT (source);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ferry_environment_recall_finish (environment, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  work->draft = ferry_support_draft_new (environment, (const char *const *) work->versions);
  choose_runs (work, ferry_environment_get_runs (environment));
  read_next (task);
}

void
ferry_support_bundle_make_async (FerryEnvironment *environment,
                                 FerryDatabase *database,
                                 const char *const *versions,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));
  g_return_if_fail (database == NULL || FERRY_IS_DATABASE (database));

  task = g_task_new (environment, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_support_bundle_make_async);
  work = g_new0 (Work, 1);
  work->database = database != NULL ? g_object_ref (database) : NULL;
  work->versions = g_strdupv ((char **) versions);
  work->run_ids = g_ptr_array_new_with_free_func (g_free);
  work->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_task_set_task_data (task, work, work_free);
  ferry_environment_recall_async (environment, cancellable, on_recalled, g_object_ref (task));
}

FerrySupportBundle *
ferry_support_bundle_make_finish (FerryEnvironment *environment, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, environment), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Saving ---- */

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
ferry_support_bundle_save_async (FerrySupportBundle *self,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (FERRY_IS_SUPPORT_BUNDLE (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_support_bundle_save_async);
  bytes = g_bytes_new (self->text, strlen (self->text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, on_saved,
                                       g_object_ref (task));
}

gboolean
ferry_support_bundle_save_finish (FerrySupportBundle *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
