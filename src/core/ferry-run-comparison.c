/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-comparison.h"

#include "ferry-comparison-data.h"
#include "ferry-detail-list-private.h"
#include "ferry-run-difference-private.h"

/* So many rows are filtered and sorted well within a frame, without a thread. */
#define SMALL 2000

struct _FerryRunComparison
{
  GObject parent_instance;

  FerryComparisonData *data; /* NULL until something was compared */
  GArray *index;             /* of guint32: row of @data, by position */
  FerryComparisonQuery query;
  GCancellable *indexing; /* of the latest index in the making, or NULL */
  gboolean comparing;     /* … which is of runs not compared before */
};

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPS,
};

enum
{
  REORDERED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* ---- GListModel ---- */

static GType
ferry_run_comparison_get_item_type (GListModel *model)
{
  return FERRY_TYPE_RUN_DIFFERENCE;
}

static guint
ferry_run_comparison_get_n_items (GListModel *model)
{
  return FERRY_RUN_COMPARISON (model)->index->len;
}

static gpointer
ferry_run_comparison_get_item (GListModel *model, guint position)
{
  FerryRunComparison *self = FERRY_RUN_COMPARISON (model);

  if (position >= self->index->len)
    return NULL;
  return ferry_run_difference_new (self->data, g_array_index (self->index, guint32, position));
}

static void
ferry_run_comparison_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = ferry_run_comparison_get_item_type;
  iface->get_n_items = ferry_run_comparison_get_n_items;
  iface->get_item = ferry_run_comparison_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryRunComparison,
                               ferry_run_comparison,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ferry_run_comparison_iface_init))

/* ---- Index ---- */

/* @index: (transfer full) */
static void
show (FerryRunComparison *self, FerryComparisonData *data, GArray *index)
{
  guint old_size = self->index->len;
  guint kept = MIN (old_size, index->len);

  ferry_comparison_data_ref (data);
  g_clear_pointer (&self->data, ferry_comparison_data_unref);
  self->data = data;
  g_array_unref (self->index);
  self->index = index;
  if (index->len != old_size)
    g_list_model_items_changed (G_LIST_MODEL (self), kept, old_size - kept, index->len - kept);
  g_signal_emit (self, signals[REORDERED], 0);
}

typedef struct
{
  FerryDetailStore *before; /* NULL: @data is there already */
  FerryDetailStore *after;
  FerryComparisonData *data;
  FerryComparisonQuery query;
  GArray *index;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->before, ferry_detail_store_unref);
  g_clear_pointer (&job->after, ferry_detail_store_unref);
  g_clear_pointer (&job->data, ferry_comparison_data_unref);
  g_clear_pointer (&job->index, g_array_unref);
  g_free (job->query.text);
  g_free (job);
}

/* Both steps of a job; may be in any thread. */
static gboolean
job_run (Job *job, GCancellable *cancellable)
{
  if (job->data == NULL)
    job->data = ferry_comparison_data_new (job->before, job->after, cancellable);
  if (job->data != NULL)
    job->index = ferry_comparison_data_index (job->data, &job->query, cancellable);
  return job->index != NULL;
}

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  if (job_run (data, cancellable))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error_if_cancelled (task);
}

static void reindex (FerryRunComparison *self);

static gboolean
is_asked_for (FerryRunComparison *self, const FerryComparisonQuery *query)
{
  return query->kinds == self->query.kinds && g_strcmp0 (query->text, self->query.text) == 0
         && query->column == self->query.column && query->descending == self->query.descending;
}

static void
on_worked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FerryRunComparison *self = FERRY_RUN_COMPARISON (source);
  g_autoptr (GTask) waiting = user_data;
  GTask *task = G_TASK (result);
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (task, &error))
    {
      if (g_task_get_cancellable (task) == self->indexing)
        {
          g_clear_object (&self->indexing);
          self->comparing = FALSE;
          g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
        }
      if (waiting != NULL)
        g_task_return_error (waiting, g_steal_pointer (&error));
      return;
    }
  /* Unless a newer one was asked for meanwhile. */
  if (g_task_get_cancellable (task) == self->indexing)
    {
      g_clear_object (&self->indexing);
      self->comparing = FALSE;
      show (self, job->data, g_steal_pointer (&job->index));
      if (!is_asked_for (self, &job->query))
        reindex (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
    }
  if (waiting != NULL)
    g_task_return_boolean (waiting, TRUE);
}

/* @job: (transfer full); @waiting: (transfer full) (nullable) */
static void
work (FerryRunComparison *self, Job *job, GTask *waiting)
{
  g_autoptr (GTask) task = NULL;
  gboolean was_busy = self->indexing != NULL;

  g_cancellable_cancel (self->indexing);
  g_clear_object (&self->indexing);
  self->indexing = g_cancellable_new ();
  job->query = self->query;
  job->query.text = g_strdup (self->query.text);
  task = g_task_new (self, self->indexing, on_worked, waiting);
  g_task_set_source_tag (task, work);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, work_in_thread);
  if (!was_busy)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
reindex (FerryRunComparison *self)
{
  Job *job;

  /* What is being compared is filtered and sorted when that is done. */
  if (self->data == NULL || self->comparing)
    return;
  if (ferry_comparison_data_get_size (self->data) <= SMALL && self->indexing == NULL)
    {
      show (self, self->data, ferry_comparison_data_index (self->data, &self->query, NULL));
      return;
    }
  job = g_new0 (Job, 1);
  job->data = ferry_comparison_data_ref (self->data);
  work (self, job, NULL);
}

void
ferry_run_comparison_compare_async (FerryRunComparison *self,
                                    FerryDetailList *before,
                                    FerryDetailList *after,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *waiting;
  Job *job;

  g_return_if_fail (FERRY_IS_RUN_COMPARISON (self));
  g_return_if_fail (FERRY_IS_DETAIL_LIST (before));
  g_return_if_fail (FERRY_IS_DETAIL_LIST (after));

  waiting = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (waiting, ferry_run_comparison_compare_async);
  job = g_new0 (Job, 1);
  job->before = ferry_detail_list_ref_store (before);
  job->after = ferry_detail_list_ref_store (after);
  self->comparing = TRUE;
  work (self, job, waiting);
}

gboolean
ferry_run_comparison_compare_finish (FerryRunComparison *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- What is asked ---- */

guint
ferry_run_comparison_count (FerryRunComparison *self, FerryDifferenceKind kind)
{
  g_return_val_if_fail (FERRY_IS_RUN_COMPARISON (self), 0);
  return self->data == NULL ? 0 : ferry_comparison_data_count (self->data, kind);
}

guint
ferry_run_comparison_get_n_rows (FerryRunComparison *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_COMPARISON (self), 0);
  return self->data == NULL ? 0 : ferry_comparison_data_get_size (self->data);
}

void
ferry_run_comparison_set_filter (FerryRunComparison *self, guint kinds, const char *text)
{
  g_autofree char *folded = text != NULL && *text != '\0' ? g_utf8_casefold (text, -1) : NULL;

  g_return_if_fail (FERRY_IS_RUN_COMPARISON (self));

  if (self->query.kinds == kinds && g_strcmp0 (self->query.text, folded) == 0)
    return;
  self->query.kinds = kinds;
  g_free (self->query.text);
  self->query.text = g_steal_pointer (&folded);
  reindex (self);
}

void
ferry_run_comparison_set_sort (FerryRunComparison *self, FerryDifferenceColumn column, gboolean descending)
{
  g_return_if_fail (FERRY_IS_RUN_COMPARISON (self));

  if (self->query.column == column && self->query.descending == descending)
    return;
  self->query.column = column;
  self->query.descending = descending;
  reindex (self);
}

/* ---- Export ---- */

typedef struct
{
  FerryComparisonData *data;
  GArray *index;
  GFile *file;
} Export;

static void
export_free (Export *export)
{
  g_clear_pointer (&export->data, ferry_comparison_data_unref);
  g_array_unref (export->index);
  g_object_unref (export->file);
  g_free (export);
}

static void
export_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *export = data;
  g_autoptr (GBytes) bytes = ferry_comparison_data_to_csv (export->data, export->index);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  GError *error = NULL;

  if (g_file_replace_contents (export->file, text, length, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                               NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
ferry_run_comparison_export_async (FerryRunComparison *self,
                                   GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Export *export;

  g_return_if_fail (FERRY_IS_RUN_COMPARISON (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (self->data != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_run_comparison_export_async);
  export = g_new0 (Export, 1);
  export->data = ferry_comparison_data_ref (self->data);
  export->index = g_array_ref (self->index);
  export->file = g_object_ref (file);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  g_task_run_in_thread (task, export_in_thread);
}

gboolean
ferry_run_comparison_export_finish (FerryRunComparison *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Which runs ---- */

gboolean
ferry_run_comparison_can_compare (FerryRun *run)
{
  g_return_val_if_fail (FERRY_IS_RUN (run), FALSE);
  return ferry_run_is_replication (run);
}

FerryRun *
ferry_run_comparison_find_previous (GListModel *runs, FerryRun *run)
{
  g_autoptr (FerryRun) other_kind = NULL;
  gint64 start;

  g_return_val_if_fail (G_IS_LIST_MODEL (runs), NULL);
  g_return_val_if_fail (FERRY_IS_RUN (run), NULL);

  start = ferry_run_get_start_time (run);
  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (FerryRun) candidate = g_list_model_get_item (runs, i);

      if (candidate == run || ferry_run_get_start_time (candidate) >= start
          || !ferry_run_comparison_can_compare (candidate))
        continue;
      if (ferry_run_get_replication_type (candidate) == ferry_run_get_replication_type (run))
        return g_steal_pointer (&candidate);
      if (other_kind == NULL)
        other_kind = g_steal_pointer (&candidate);
    }
  return g_steal_pointer (&other_kind);
}

/* ---- Class ---- */

static void
ferry_run_comparison_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_BUSY)
    g_value_set_boolean (value, FERRY_RUN_COMPARISON (object)->indexing != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ferry_run_comparison_finalize (GObject *object)
{
  FerryRunComparison *self = FERRY_RUN_COMPARISON (object);

  g_clear_pointer (&self->data, ferry_comparison_data_unref);
  g_array_unref (self->index);
  g_free (self->query.text);
  g_clear_object (&self->indexing);
  G_OBJECT_CLASS (ferry_run_comparison_parent_class)->finalize (object);
}

static void
ferry_run_comparison_class_init (FerryRunComparisonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_run_comparison_get_property;
  object_class->finalize = ferry_run_comparison_finalize;

  properties[PROP_BUSY]
    = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[REORDERED] = g_signal_new ("reordered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
}

static void
ferry_run_comparison_init (FerryRunComparison *self)
{
  self->index = g_array_new (FALSE, FALSE, sizeof (guint32));
}

FerryRunComparison *
ferry_run_comparison_new (void)
{
  return g_object_new (FERRY_TYPE_RUN_COMPARISON, NULL);
}
