/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-journal-watch.h"

#include "ferry-database-private.h"

/* What was seen of the journal so far. */
typedef struct
{
  gint64 version; /* SQLite's: another one once another connection has written; -1 before the first look */
  gint64 id;
  gint64 concluded_at;
} Seen;

typedef struct
{
  char *environment_id;
  gboolean done;
} Act;

typedef struct
{
  Seen seen;
  GArray *acts; /* Act */
} News;

struct _FerryJournalWatch
{
  GObject parent_instance;

  FerryDatabase *database;
  GFileMonitor *monitor;
  GCancellable *cancellable;
  Seen seen;
  gboolean reading;
  gboolean changed; /* while it was read */
};

enum
{
  ACTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryJournalWatch, ferry_journal_watch, G_TYPE_OBJECT)

/* ---- In the worker ---- */

static void
act_clear (gpointer data)
{
  g_free (((Act *) data)->environment_id);
}

static void
news_free (gpointer data)
{
  News *news = data;

  g_array_unref (news->acts);
  g_free (news);
}

static gboolean
read_acts (FerryDatabaseFile *file, const Seen *seen, GArray *acts, GError **error)
{
  static const char sql[] = "SELECT environment_id, max (concluded_at) > ?3 FROM journal WHERE owner <> ?1 "
                            "AND (id > ?2 OR concluded_at"
                            " > ?3) GROUP BY environment_id";
  sqlite3_stmt *statement = ferry_database_file_bind (
    file, error, sql, "lll", ferry_database_owner_get_id (ferry_database_file_get_owner (file)), seen->id,
    seen->concluded_at);
  FerryStep step = FERRY_STEP_FAILED;

  while (statement != NULL && (step = ferry_database_file_step (file, statement, error)) == FERRY_STEP_ROW)
    {
      Act act = { g_strdup (ferry_database_column (statement, 0)), sqlite3_column_int (statement, 1) != 0 };

      g_array_append_val (acts, act);
    }
  return step == FERRY_STEP_DONE;
}

static gboolean
read_one (FerryDatabaseFile *file, const char *sql, gint64 *first, gint64 *second, GError **error)
{
  sqlite3_stmt *statement = ferry_database_file_bind (file, error, sql, "");

  if (statement == NULL || ferry_database_file_step (file, statement, error) != FERRY_STEP_ROW)
    return FALSE;
  *first = sqlite3_column_int64 (statement, 0);
  if (second != NULL)
    *second = sqlite3_column_int64 (statement, 1);
  return ferry_database_file_step (file, statement, error) == FERRY_STEP_DONE;
}

static gpointer
read_news (FerryDatabaseFile *file, gpointer data, GError **error)
{
  const Seen *seen = data;
  News *news = g_new0 (News, 1);

  news->acts = g_array_new (FALSE, FALSE, sizeof (Act));
  g_array_set_clear_func (news->acts, act_clear);
  news->seen = *seen;
  /* First what is there: what is written meanwhile is seen twice at the worst. */
  if (!read_one (file, "PRAGMA data_version", &news->seen.version, NULL, error)
      || (news->seen.version != seen->version
          && (!read_one (file, "SELECT ifnull (max (id), 0), ifnull (max (concluded_at), 0) FROM journal",
                         &news->seen.id, &news->seen.concluded_at, error)
              || (seen->version >= 0 && !read_acts (file, seen, news->acts, error)))))
    {
      news_free (news);
      return NULL;
    }
  return news;
}

/* ---- On the caller's thread ---- */

static void look (FerryJournalWatch *self);

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryJournalWatch) self = user_data;
  News *news = g_task_propagate_pointer (G_TASK (result), NULL);

  self->reading = FALSE;
  /* A journal that can't be read says so elsewhere. */
  if (news == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&news, news_free);
      return;
    }
  self->seen = news->seen;
  if (self->changed)
    look (self);
  for (guint i = 0; i < news->acts->len; i++)
    {
      const Act *act = &g_array_index (news->acts, Act, i);

      g_signal_emit (self, signals[ACTED], 0, act->environment_id, act->done);
    }
  news_free (news);
}

static void
look (FerryJournalWatch *self)
{
  GTask *task;

  self->changed = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  task = g_task_new (self->database, self->cancellable, on_read, g_object_ref (self));
  g_task_set_source_tag (task, look);
  g_task_set_task_data (task, g_memdup2 (&self->seen, sizeof self->seen), g_free);
  ferry_database_push (self->database, task, read_news, news_free);
}

static void
ferry_journal_watch_dispose (GObject *object)
{
  FerryJournalWatch *self = FERRY_JOURNAL_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_clear_object (&self->database);
  G_OBJECT_CLASS (ferry_journal_watch_parent_class)->dispose (object);
}

static void
ferry_journal_watch_finalize (GObject *object)
{
  g_object_unref (FERRY_JOURNAL_WATCH (object)->cancellable);
  G_OBJECT_CLASS (ferry_journal_watch_parent_class)->finalize (object);
}

static void
ferry_journal_watch_class_init (FerryJournalWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_journal_watch_dispose;
  object_class->finalize = ferry_journal_watch_finalize;

  signals[ACTED] = g_signal_new ("acted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
ferry_journal_watch_init (FerryJournalWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->seen.version = -1;
}

FerryJournalWatch *
ferry_journal_watch_new (FerryDatabase *database)
{
  FerryJournalWatch *self;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (FERRY_IS_DATABASE (database), NULL);

  self = g_object_new (FERRY_TYPE_JOURNAL_WATCH, NULL);
  self->database = g_object_ref (database);
  /* Where SQLite writes first, and in one piece for each change. */
  path = g_strconcat (ferry_database_get_path (database), "-wal", NULL);
  file = g_file_new_for_path (path);
  /* Where the system can't watch, the idle looks are what there is. */
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    {
      g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (look), self);
      look (self);
    }
  return self;
}
