/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-database-private.h"

#include "ferry-error.h"

#include <glib/gi18n-lib.h>

/*
 * Worker:
 *
 * What the thread has of its own, so that the object can go while work is still to be done. The thread ends
 * when the object is gone and its queue is empty.
 */
typedef struct
{
  GAsyncQueue *queue; /* Job */
  FerryDatabaseFile *file;
  gboolean closed;
} Worker;

typedef enum
{
  JOB_WORK,
  JOB_CLOSE,
  JOB_QUIT,
} JobKind;

typedef struct
{
  JobKind kind;
  GTask *task;
  FerryDatabaseWork work;
  GDestroyNotify free_result;
} Job;

struct _FerryDatabase
{
  GObject parent_instance;

  char *path;
  char *notice;
  GMainContext *context;
  GAsyncQueue *queue; /* shared with the worker; NULL until the first job */
};

G_DEFINE_FINAL_TYPE (FerryDatabase, ferry_database, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NOTICE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
job_free (Job *job)
{
  g_clear_object (&job->task);
  g_free (job);
}

static void
ferry_database_finalize (GObject *object)
{
  FerryDatabase *self = FERRY_DATABASE (object);

  if (self->queue != NULL)
    {
      Job *job = g_new0 (Job, 1);

      job->kind = JOB_QUIT;
      g_async_queue_push (self->queue, job);
      g_async_queue_unref (self->queue);
    }
  g_main_context_unref (self->context);
  g_free (self->path);
  g_free (self->notice);

  G_OBJECT_CLASS (ferry_database_parent_class)->finalize (object);
}

static void
ferry_database_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NOTICE:
      g_value_set_string (value, FERRY_DATABASE (object)->notice);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_database_class_init (FerryDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_database_finalize;
  object_class->get_property = ferry_database_get_property;

  properties[PROP_NOTICE]
    = g_param_spec_string ("notice", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_database_init (FerryDatabase *self)
{
  self->context = g_main_context_ref_thread_default ();
}

FerryDatabase *
ferry_database_new (const char *path)
{
  FerryDatabase *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (FERRY_TYPE_DATABASE, NULL);
  self->path = g_strdup (path);
  return self;
}

const char *
ferry_database_get_notice (FerryDatabase *self)
{
  g_return_val_if_fail (FERRY_IS_DATABASE (self), NULL);

  return self->notice;
}

const char *
ferry_database_get_path (FerryDatabase *self)
{
  g_return_val_if_fail (FERRY_IS_DATABASE (self), NULL);

  return self->path;
}

/* ---- In the worker ---- */

typedef struct
{
  FerryDatabase *database;
  char *notice;
} Notice;

static void
notice_free (gpointer data)
{
  Notice *notice = data;

  g_object_unref (notice->database);
  g_free (notice->notice);
  g_free (notice);
}

static gboolean
show_notice (gpointer data)
{
  Notice *notice = data;

  g_free (notice->database->notice);
  notice->database->notice = g_steal_pointer (&notice->notice);
  g_object_notify_by_pspec (G_OBJECT (notice->database), properties[PROP_NOTICE]);
  return G_SOURCE_REMOVE;
}

static void
pass_notice (Worker *worker, FerryDatabase *database)
{
  char *text = ferry_database_file_take_notice (worker->file);
  Notice *notice;

  if (text == NULL)
    return;
  notice = g_new0 (Notice, 1);
  notice->database = g_object_ref (database);
  notice->notice = text;
  g_main_context_invoke_full (database->context, G_PRIORITY_DEFAULT, show_notice, notice, notice_free);
}

static gpointer
try_work (Worker *worker, Job *job, GError **error)
{
  gpointer data = g_task_get_task_data (job->task);
  g_autoptr (GError) cause = NULL;
  gpointer result;

  if (worker->closed)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_FAILED, _ ("The journal is closed already."));
      return NULL;
    }
  if (!ferry_database_file_open (worker->file, error))
    return NULL;
  result = job->work (worker->file, data, &cause);
  if (cause != NULL && ferry_database_file_is_damaged (worker->file))
    {
      if (!ferry_database_file_begin_anew (worker->file, error))
        return NULL;
      g_clear_error (&cause);
      result = job->work (worker->file, data, &cause);
    }
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return result;
}

static void
do_work (Worker *worker, Job *job)
{
  GError *error = NULL;
  gpointer result = NULL;

  /* What is cancelled before its turn isn't done; what was done is reported as such. */
  if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &error))
    result = try_work (worker, job, &error);
  pass_notice (worker, g_task_get_source_object (job->task));
  if (error != NULL)
    g_task_return_error (job->task, error);
  else
    g_task_return_pointer (job->task, result, job->free_result);
}

static gpointer
run_worker (gpointer data)
{
  Worker *worker = data;
  gboolean quit = FALSE;

  while (!quit)
    {
      Job *job = g_async_queue_pop (worker->queue);

      switch (job->kind)
        {
        case JOB_WORK:
          do_work (worker, job);
          break;
        case JOB_CLOSE:
          ferry_database_file_close (worker->file);
          worker->closed = TRUE;
          g_task_return_boolean (job->task, TRUE);
          break;
        case JOB_QUIT:
        default:
          quit = TRUE;
        }
      job_free (job);
    }
  ferry_database_file_free (worker->file);
  g_async_queue_unref (worker->queue);
  g_free (worker);
  return NULL;
}

/* ---- On the caller's thread ---- */

static void
push (FerryDatabase *self, Job *job)
{
  if (self->queue == NULL)
    {
      Worker *worker = g_new0 (Worker, 1);

      self->queue = g_async_queue_new ();
      worker->queue = g_async_queue_ref (self->queue);
      worker->file = ferry_database_file_new (self->path);
      g_thread_unref (g_thread_new ("ferry-database", run_worker, worker));
    }
  g_async_queue_push (self->queue, job);
}

void
ferry_database_push (FerryDatabase *self, GTask *task, FerryDatabaseWork work, GDestroyNotify free_result)
{
  Job *job = g_new0 (Job, 1);

  g_task_set_check_cancellable (task, FALSE);
  job->kind = JOB_WORK;
  job->task = task;
  job->work = work;
  job->free_result = free_result;
  push (self, job);
}

void
ferry_database_close_async (FerryDatabase *self, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job;

  g_return_if_fail (FERRY_IS_DATABASE (self));

  job = g_new0 (Job, 1);
  job->kind = JOB_CLOSE;
  job->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (job->task, ferry_database_close_async);
  push (self, job);
}

gboolean
ferry_database_close_finish (FerryDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
