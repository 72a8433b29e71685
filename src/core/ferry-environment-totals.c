/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-private.h"

/* The latest counts need the details of ended runs (domain §2.3). A Full run brings every table, so that what
 * lies before the last one changes nothing; and there is an end to reading in any case. */
#define MOST_RUNS 20
/* So many rows at a time keep the main loop free. */
#define ROWS_AT_ONCE 2000

typedef struct
{
  FerryRun *run;
  FerryDetailList *list;
  FerryMigrationService *service;
  GCancellable *cancellable;
  guint position;
  gint64 warnings;
} Count;

static void
count_free (Count *self)
{
  g_object_unref (self->run);
  g_object_unref (self->list);
  g_object_unref (self->service);
  g_object_unref (self->cancellable);
  g_free (self);
}

static FerryRun *
find_needed (FerryEnvironment *self, GHashTable *except)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->runs));
  guint seen = 0;

  for (guint i = 0; i < n && seen < MOST_RUNS; i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (G_LIST_MODEL (self->runs), i);

      if (!ferry_run_copies (run) || ferry_run_get_status (run) == FERRY_RUN_STATUS_IN_PROGRESS)
        continue;
      seen++;
      if (!g_hash_table_contains (self->counted, ferry_run_get_run_id (run))
          && (except == NULL || !g_hash_table_contains (except, ferry_run_get_run_id (run))))
        return g_steal_pointer (&run);
      if (ferry_run_get_replication_type (run) == FERRY_REPLICATION_TYPE_FULL
          && ferry_run_get_status (run) != FERRY_RUN_STATUS_FAILED)
        break;
    }
  return NULL;
}

gboolean
ferry_environment_has_all_counts (FerryEnvironment *self)
{
  g_autoptr (FerryRun) run = find_needed (self, NULL);

  return run == NULL;
}

static void
end_count (FerryEnvironment *self, Count *count, gboolean counted)
{
  const char *run_id = ferry_run_get_run_id (count->run);

  self->counting = FALSE;
  if (g_cancellable_is_cancelled (count->cancellable))
    {
      /* It may have been opened again meanwhile. */
      ferry_environment_count (self);
      return;
    }
  g_hash_table_add (counted ? self->counted : self->uncounted, g_strdup (run_id));
  if (counted)
    {
      g_autoptr (FerryRun) next = NULL;
      guint n = g_list_model_get_n_items (G_LIST_MODEL (self->runs));

      /* Warnings are those of the last run that copied. */
      for (guint i = 0; i < n; i++)
        {
          next = g_list_model_get_item (G_LIST_MODEL (self->runs), i);
          if (ferry_run_copies (next))
            break;
          g_clear_object (&next);
        }
      if (next != NULL && g_strcmp0 (ferry_run_get_run_id (next), run_id) == 0)
        {
          g_free (self->warnings_run_id);
          self->warnings_run_id = g_strdup (run_id);
          self->warnings = count->warnings;
        }
    }
  ferry_environment_update (self);
  ferry_environment_count (self);
}

static gboolean
count_some (gpointer user_data)
{
  GTask *task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  Count *count = g_task_get_task_data (task);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (count->list));
  guint end = MIN (n, count->position + ROWS_AT_ONCE);

  if (g_cancellable_is_cancelled (count->cancellable))
    {
      end_count (self, count, FALSE);
      return G_SOURCE_REMOVE;
    }
  for (; count->position < end; count->position++)
    {
      g_autoptr (FerryTableDetail) detail
        = g_list_model_get_item (G_LIST_MODEL (count->list), count->position);
      FerryTableStatus status = ferry_table_detail_get_status (detail);

      if (status == FERRY_TABLE_STATUS_WARNING)
        count->warnings++;
      ferry_migration_totals_add (
        self->totals, ferry_run_get_start_time (count->run), ferry_table_detail_get_end_time (detail),
        ferry_table_detail_get_company (detail), ferry_table_detail_get_table (detail), status);
    }
  if (count->position < n)
    return G_SOURCE_CONTINUE;
  end_count (self, count, TRUE);
  return G_SOURCE_REMOVE;
}

static void
begin_count (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_static_name (source, "[ferry] latest counts");
  g_source_set_callback (source, count_some, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
on_details_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  Count *count = g_task_get_task_data (task);

  /* A failure isn't told: the counts of the run itself stand in, and the next whole reading tries again. */
  if (!ferry_migration_service_load_details_finish (FERRY_MIGRATION_SERVICE (object), result, NULL))
    {
      end_count (self, count, FALSE);
      return;
    }
  if (self->database != NULL)
    ferry_database_save_details_async (self->database, ferry_profile_get_id (self->profile),
                                       ferry_run_get_run_id (count->run), count->list, NULL, NULL);
  begin_count (task);
}

static void
read_details (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Count *count = g_task_get_task_data (task);

  ferry_run_monitor_note_requests (self->monitor, 1);
  ferry_migration_service_load_details_async (count->service, count->run, count->list, count->cancellable,
                                              on_details_read, g_object_ref (task));
}

static void
on_details_remembered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (ferry_database_load_details_finish (FERRY_DATABASE (object), result, NULL))
    begin_count (task);
  else
    read_details (task);
}

void
ferry_environment_count (FerryEnvironment *self)
{
  g_autoptr (FerryRun) run = NULL;
  g_autoptr (GTask) task = NULL;
  Count *count;

  if (self->counting || self->life == NULL || self->service == NULL
      || self->connection != FERRY_CONNECTION_ONLINE)
    return;
  run = find_needed (self, self->uncounted);
  if (run == NULL)
    return;
  self->counting = TRUE;
  count = g_new0 (Count, 1);
  count->run = g_steal_pointer (&run);
  count->list = ferry_detail_list_new ();
  count->service = g_object_ref (self->service);
  count->cancellable = g_object_ref (self->life);
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, ferry_environment_count);
  g_task_set_task_data (task, count, (GDestroyNotify) count_free);
  if (self->database != NULL)
    ferry_database_load_details_async (self->database, ferry_profile_get_id (self->profile),
                                       ferry_run_get_run_id (count->run), count->list, count->cancellable,
                                       on_details_remembered, g_object_ref (task));
  else
    read_details (task);
}
