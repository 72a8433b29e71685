/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"
#include "ferry-database.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  FerryDatabase *database;
} DatabaseFixture;

static void
set_up (DatabaseFixture *fixture, gconstpointer unused)
{
  fixture->folder = core_fixture_folder ();
  fixture->path = g_build_filename (fixture->folder, "data", "ferry.db", NULL);
  fixture->database = ferry_database_new (fixture->path);
}

static void
close_database (DatabaseFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_database_close_async (fixture->database, ferry_fixture_await_cb, &result);
  ferry_database_close_finish (fixture->database, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  g_clear_object (&fixture->database);
}

static void
reopen (DatabaseFixture *fixture)
{
  close_database (fixture);
  fixture->database = ferry_database_new (fixture->path);
}

static void
tear_down (DatabaseFixture *fixture, gconstpointer unused)
{
  close_database (fixture);
  g_free (fixture->path);
  core_fixture_remove_folder (fixture->folder);
}

static gint64
intend (FerryDatabase *database, const char *environment_id, const char *action, const char *subject)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  ferry_database_intend_async (database, environment_id, "Contoso", "ada@contoso.com", action, subject,
                               "run-1", NULL, ferry_fixture_await_cb, &result);
  id = ferry_database_intend_finish (database, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static void
conclude (FerryDatabase *database, gint64 id, FerryOutcome outcome, const GError *cause)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_database_conclude_async (database, id, outcome, cause, ferry_fixture_await_cb, &result);
  g_assert_true (ferry_database_conclude_finish (database, ferry_fixture_await (&result), &error));
  g_assert_no_error (error);
}

static GPtrArray *
list_journal (FerryDatabase *database, const char *environment_id, gboolean pending_only)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  ferry_database_list_journal_async (database, environment_id, pending_only, NULL, ferry_fixture_await_cb,
                                     &result);
  entries = ferry_database_list_journal_finish (database, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return entries;
}

static void
test_journal (DatabaseFixture *fixture, gconstpointer unused)
{
  gint64 first = intend (fixture->database, "env-1", "run-replication", "");
  gint64 second = intend (fixture->database, "env-2", "pause", "O'Brien said “stop”; -- 'quoted'");
  gint64 third = intend (fixture->database, "env-1", "complete", NULL);
  g_autoptr (GBytes) body = g_bytes_new_static (
    "{\"error\":{\"code\":\"Application_DialogException\","
    "\"message\":\"Not now.  CorrelationId:  6f0c0000-0000-0000-0000-000000000001.\"}}",
    strlen ("{\"error\":{\"code\":\"Application_DialogException\","
            "\"message\":\"Not now.  CorrelationId:  6f0c0000-0000-0000-0000-000000000001.\"}}"));
  g_autoptr (GError) cause = ferry_error_new_from_http (400, "application/json", body, -1);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GPtrArray) one = NULL;
  FerryJournalEntry *entry;

  g_assert_cmpint (first, <, second);
  g_assert_cmpint (second, <, third);
  conclude (fixture->database, first, FERRY_OUTCOME_DONE, NULL);
  conclude (fixture->database, second, FERRY_OUTCOME_REFUSED, cause);

  reopen (fixture);
  all = list_journal (fixture->database, NULL, FALSE);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpint (ferry_journal_entry_get_id (g_ptr_array_index (all, 0)), ==, third);
  entry = g_ptr_array_index (all, 1);
  g_assert_cmpstr (ferry_journal_entry_get_environment_id (entry), ==, "env-2");
  g_assert_cmpstr (ferry_journal_entry_get_action (entry), ==, "pause");
  g_assert_cmpstr (ferry_journal_entry_get_subject (entry), ==, "O'Brien said “stop”; -- 'quoted'");
  g_assert_cmpstr (ferry_journal_entry_get_before (entry), ==, "run-1");
  g_assert_cmpint (ferry_journal_entry_get_outcome (entry), ==, FERRY_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (ferry_journal_entry_get_message (entry), "Not now."));
  g_assert_cmpstr (ferry_journal_entry_get_correlation_id (entry), ==,
                   "6f0c0000-0000-0000-0000-000000000001");
  g_assert_cmpint (ferry_journal_entry_get_at (entry), >, 0);
  g_assert_cmpint (ferry_journal_entry_get_concluded_at (entry), >=, ferry_journal_entry_get_at (entry));
  g_assert_cmpstr (ferry_journal_entry_get_who (entry), ==, "ada@contoso.com");
  g_assert_cmpstr (ferry_journal_entry_get_environment_name (entry), ==, "Contoso");
  g_assert_cmpint (ferry_journal_entry_get_concluded_at (g_ptr_array_index (all, 0)), ==, 0);

  pending = list_journal (fixture->database, "env-1", TRUE);
  g_assert_cmpuint (pending->len, ==, 1);
  g_assert_cmpint (ferry_journal_entry_get_id (g_ptr_array_index (pending, 0)), ==, third);
  one = list_journal (fixture->database, "env-1", FALSE);
  g_assert_cmpuint (one->len, ==, 2);
}

static void
test_journal_outcomes (DatabaseFixture *fixture, gconstpointer unused)
{
  for (int i = FERRY_OUTCOME_PENDING; i <= FERRY_OUTCOME_SETTLED_NOT_DONE; i++)
    {
      gint64 id = intend (fixture->database, "env", "refresh", "");
      g_autoptr (GPtrArray) entries = NULL;

      conclude (fixture->database, id, (FerryOutcome) i, NULL);
      entries = list_journal (fixture->database, "env", FALSE);
      g_assert_cmpint (ferry_journal_entry_get_outcome (g_ptr_array_index (entries, 0)), ==, i);
      g_assert_cmpstr (ferry_outcome_to_label ((FerryOutcome) i), !=, "");
    }
}

static void
test_journal_errors (DatabaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  ferry_database_conclude_async (fixture->database, 4711, FERRY_OUTCOME_DONE, NULL, ferry_fixture_await_cb,
                                 &result);
  g_assert_false (ferry_database_conclude_finish (fixture->database, ferry_fixture_await (&result), &error));
  core_assert_error (error, FERRY_ERROR_FAILED, "4711");
  g_clear_error (&error);

  /* Cancelled before its turn: nothing is written, so nothing may be sent. */
  g_cancellable_cancel (cancellable);
  ferry_database_intend_async (fixture->database, "env", "", "", "complete", "", "", cancellable,
                               ferry_fixture_await_cb, &cancelled);
  g_assert_cmpint (ferry_database_intend_finish (fixture->database, ferry_fixture_await (&cancelled), &error),
                   ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  entries = list_journal (fixture->database, NULL, FALSE);
  g_assert_cmpuint (entries->len, ==, 0);
}

static void
test_long_message (DatabaseFixture *fixture, gconstpointer unused)
{
  g_autofree char *message = g_strnfill (10000, 'm');
  g_autoptr (GError) cause = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_FAILED, message);
  g_autoptr (GPtrArray) entries = NULL;
  gint64 id = intend (fixture->database, "env", "complete", message);

  conclude (fixture->database, id, FERRY_OUTCOME_UNKNOWN, cause);
  entries = list_journal (fixture->database, "env", FALSE);
  g_assert_cmpstr (ferry_journal_entry_get_subject (g_ptr_array_index (entries, 0)), ==, message);
  g_assert_cmpuint (strlen (ferry_journal_entry_get_message (g_ptr_array_index (entries, 0))), ==, 4000);
}

/* ---- History ---- */

static void
save_runs (FerryDatabase *database, const char *environment_id, GPtrArray *runs)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_database_save_runs_async (database, environment_id, runs, ferry_fixture_await_cb, &result);
  g_assert_true (ferry_database_save_runs_finish (database, ferry_fixture_await (&result), &error));
  g_assert_no_error (error);
}

static GPtrArray *
list_runs (FerryDatabase *database, const char *environment_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *runs;

  ferry_database_list_runs_async (database, environment_id, NULL, ferry_fixture_await_cb, &result);
  runs = ferry_database_list_runs_finish (database, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return runs;
}

static FerryRun *
make_run (const char *id, const char *start, const char *status)
{
  g_autofree char *text
    = g_strdup_printf ("{'id':'%s','runId':'r-%s','startTime':'%s','replicationType':'Full','status':'%s'}",
                       id, id, start, status);
  g_autoptr (JsonObject) object = core_fixture_object (text);

  return ferry_run_new_from_json (object, NULL);
}

static void
test_runs (DatabaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) other = NULL;

  g_ptr_array_add (runs, make_run ("1", "2026-01-30T08:00:00Z", "UpgradePending"));
  g_ptr_array_add (runs, make_run ("2", "2026-01-31T08:00:00Z", "In Progress"));
  save_runs (fixture->database, "env", runs);
  save_runs (fixture->database, "env", none);
  g_ptr_array_add (changed, make_run ("2", "2026-01-31T08:00:00Z", "Word of tomorrow"));
  save_runs (fixture->database, "env", changed);

  reopen (fixture);
  found = list_runs (fixture->database, "env");
  other = list_runs (fixture->database, "other");
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (other->len, ==, 0);
  g_assert_cmpstr (ferry_run_get_id (g_ptr_array_index (found, 0)), ==, "2");
  g_assert_cmpstr (ferry_run_get_status_text (g_ptr_array_index (found, 0)), ==, "Word of tomorrow");
  g_assert_false (ferry_run_update (g_ptr_array_index (found, 1), g_ptr_array_index (runs, 0)));
}

static FerryDetailList *
make_details (guint n)
{
  FerryDetailList *list = ferry_detail_list_new ();
  g_autoptr (GString) text = g_string_new ("{\"value\":[");
  g_autoptr (GBytes) page = NULL;
  g_autofree char *next = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
      text,
      "%s{\"id\":\"%08x-0000-0000-0000-000000000001\",\"companyName\":\"CRONUS\",\"tableName\":"
      "\"Table %u\",\"status\":\"Successful\",\"recordsCopied\":%u,\"totalRecords\":%u,"
      "\"errors\":\"\"}",
      i > 0 ? "," : "", i, i, i, i);
  g_string_append (text, "]}");
  page = g_string_free_to_bytes (g_steal_pointer (&text));
  ferry_detail_list_begin_load (list);
  ferry_detail_list_parse_page (page, list, &next, &error);
  g_assert_no_error (error);
  ferry_detail_list_end_load (list, TRUE);
  return list;
}

static gboolean
load_details (FerryDatabase *database, const char *run_id, FerryDetailList *list)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean found;

  ferry_database_load_details_async (database, "env", run_id, list, NULL, ferry_fixture_await_cb, &result);
  found = ferry_database_load_details_finish (database, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return found;
}

static void
test_details (DatabaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryDetailList) saved = make_details (1000);
  g_autoptr (FerryDetailList) loaded = ferry_detail_list_new ();
  g_autoptr (FerryDetailList) none = ferry_detail_list_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_database_save_details_async (fixture->database, "env", "run", saved, ferry_fixture_await_cb, &result);
  g_assert_true (
    ferry_database_save_details_finish (fixture->database, ferry_fixture_await (&result), &error));
  g_assert_no_error (error);

  reopen (fixture);
  g_assert_true (load_details (fixture->database, "run", loaded));
  g_assert_cmpuint (ferry_detail_list_get_n_rows (loaded), ==, 1000);
  g_assert_cmpuint (ferry_detail_list_count (loaded, FERRY_TABLE_STATUS_SUCCESSFUL), ==, 1000);
  g_assert_false (load_details (fixture->database, "other run", none));
  g_assert_cmpuint (ferry_detail_list_get_n_rows (none), ==, 0);
}

static void
set_value (FerryDatabase *database, const char *environment_id, const char *value)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_database_set_value_async (database, environment_id, "key", value, ferry_fixture_await_cb, &result);
  g_assert_true (ferry_database_set_value_finish (database, ferry_fixture_await (&result), &error));
  g_assert_no_error (error);
}

static char *
get_value (FerryDatabase *database, const char *environment_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *value;

  ferry_database_get_value_async (database, environment_id, "key", NULL, ferry_fixture_await_cb, &result);
  value = ferry_database_get_value_finish (database, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return value;
}

static void
test_values_and_forgetting (DatabaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) journal = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *one = NULL, *two = NULL, *gone = NULL, *forgotten = NULL;

  g_assert_null (get_value (fixture->database, "env"));
  set_value (fixture->database, "env", "first");
  set_value (fixture->database, "env", "");
  set_value (fixture->database, "other", "kept");
  one = get_value (fixture->database, "env");
  g_assert_cmpstr (one, ==, "");
  set_value (fixture->database, "env", NULL);
  gone = get_value (fixture->database, "env");
  g_assert_null (gone);
  set_value (fixture->database, "env", "again");

  g_ptr_array_add (runs, make_run ("1", "2026-01-30T08:00:00Z", "Failed"));
  save_runs (fixture->database, "env", runs);
  intend (fixture->database, "env", "abandon", "");
  ferry_database_forget_async (fixture->database, "env", ferry_fixture_await_cb, &result);
  g_assert_true (ferry_database_forget_finish (fixture->database, ferry_fixture_await (&result), &error));
  forgotten = get_value (fixture->database, "env");
  g_assert_null (forgotten);
  two = get_value (fixture->database, "other");
  g_assert_cmpstr (two, ==, "kept");
  left = list_runs (fixture->database, "env");
  g_assert_cmpuint (left->len, ==, 0);
  journal = list_journal (fixture->database, "env", FALSE);
  g_assert_cmpuint (journal->len, ==, 1);
}

/* ---- The file ---- */

/* Work is done in the order it was asked for, and the object may go before its work is done. */
static void
test_order (DatabaseFixture *fixture, gconstpointer unused)
{
  GAsyncResult *results[50] = { NULL };
  g_autoptr (GAsyncResult) last = NULL;
  g_autofree char *value = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      ferry_database_set_value_async (fixture->database, "env", "key", text, ferry_fixture_await_cb,
                                      &results[i]);
    }
  ferry_database_get_value_async (fixture->database, "env", "key", NULL, ferry_fixture_await_cb, &last);
  value = ferry_database_get_value_finish (fixture->database, ferry_fixture_await (&last), NULL);
  g_assert_cmpstr (value, ==, "49");
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      ferry_fixture_await (&results[i]);
      g_object_unref (results[i]);
    }

  ferry_database_set_value_async (fixture->database, "env", "key", "of the late object", NULL, NULL);
  g_object_unref (fixture->database);
  fixture->database = ferry_database_new (fixture->path);
  do
    {
      g_free (value);
      value = get_value (fixture->database, "env");
    }
  while (g_strcmp0 (value, "49") == 0);
  g_assert_cmpstr (value, ==, "of the late object");
}

static void
assert_put_aside (DatabaseFixture *fixture, const char *words)
{
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged-1", NULL);

  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  ferry_fixture_wait_until (ferry_database_get_notice (fixture->database) != NULL);
  if (strstr (ferry_database_get_notice (fixture->database), aside) == NULL)
    g_error ("“%s” isn't in “%s”", aside, ferry_database_get_notice (fixture->database));
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_not_a_database (DatabaseFixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *text = g_strnfill (100000, '?');
  guint notified = 0;

  g_signal_connect (fixture->database, "notify::notice", G_CALLBACK (count_notify), &notified);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  intend (fixture->database, "env", "complete", "");
  assert_put_aside (fixture, "");
  g_assert_cmpuint (notified, ==, 1);
}

/* Opens, but its pages are broken. */
static void
test_broken_pages (DatabaseFixture *fixture, gconstpointer unused)
{
  g_autofree char *contents = NULL;
  gsize length;

  for (guint i = 0; i < 200; i++)
    intend (fixture->database, "env", "complete", "filling the pages with words");
  reopen (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 8192);
  memset (contents + 4096, 0x5a, length - 4096);
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) length, NULL));

  g_assert_cmpint (intend (fixture->database, "env", "complete", ""), ==, 1);
  assert_put_aside (fixture, "");
}

static void
test_newer_version (DatabaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged-1", NULL);
  sqlite3 *db = NULL;

  intend (fixture->database, "env", "complete", "");
  reopen (fixture);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA user_version = 999", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);

  ferry_database_intend_async (fixture->database, "env", "", "", "complete", "", "", NULL,
                               ferry_fixture_await_cb, &result);
  g_assert_cmpint (ferry_database_intend_finish (fixture->database, ferry_fixture_await (&result), &error),
                   ==, 0);
  core_assert_error (error, FERRY_ERROR_FAILED, "newer");
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
}

/* A file of the first version: what is in it stays, and nobody knows who did it. */
static void
test_first_version (DatabaseFixture *fixture, gconstpointer unused)
{
  static const char first_version[]
    = "CREATE TABLE journal (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,"
      " environment_id TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, before TEXT NOT NULL,"
      " outcome TEXT NOT NULL, message TEXT NOT NULL, correlation_id TEXT NOT NULL,"
      " concluded_at INTEGER NOT NULL);"
      "CREATE INDEX journal_by_environment ON journal (environment_id, outcome);"
      "CREATE TABLE run (environment_id TEXT NOT NULL, id TEXT NOT NULL, start_time INTEGER NOT NULL,"
      " json TEXT NOT NULL, PRIMARY KEY (environment_id, id)) WITHOUT ROWID;"
      "CREATE TABLE detail (environment_id TEXT NOT NULL, run_id TEXT NOT NULL, saved_at INTEGER NOT NULL,"
      " rows BLOB NOT NULL, PRIMARY KEY (environment_id, run_id));"
      "CREATE TABLE value (environment_id TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,"
      " PRIMARY KEY (environment_id, key)) WITHOUT ROWID;"
      "INSERT INTO journal VALUES (7, 1000000, 'env', 'pause', 'Easter', 'run-1', 'refused', 'No.', 'c-1',"
      " 2000000), (8, 3000000, 'env', 'complete', '', 'run-2', 'pending', '', '', 0);"
      "INSERT INTO value VALUES ('env', 'key', 'kept');"
      "PRAGMA user_version = 1;";
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GPtrArray) entries = NULL;
  FerryJournalEntry *entry;
  sqlite3 *db = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, first_version, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);

  entries = list_journal (fixture->database, "env", FALSE);
  g_assert_null (ferry_database_get_notice (fixture->database));
  g_assert_cmpuint (entries->len, ==, 2);
  entry = g_ptr_array_index (entries, 1);
  g_assert_cmpint (ferry_journal_entry_get_id (entry), ==, 7);
  g_assert_cmpint (ferry_journal_entry_get_at (entry), ==, 1000000);
  g_assert_cmpint (ferry_journal_entry_get_concluded_at (entry), ==, 2000000);
  g_assert_cmpstr (ferry_journal_entry_get_subject (entry), ==, "Easter");
  g_assert_cmpstr (ferry_journal_entry_get_who (entry), ==, "");
  g_assert_cmpstr (ferry_journal_entry_get_environment_name (entry), ==, "");
  g_clear_pointer (&entries, g_ptr_array_unref);

  /* What was pending then can be concluded, and what is new says who. */
  conclude (fixture->database, 8, FERRY_OUTCOME_SETTLED_DONE, NULL);
  g_assert_cmpint (intend (fixture->database, "env", "run-upgrade", ""), ==, 9);
  reopen (fixture);
  entries = list_journal (fixture->database, "env", FALSE);
  g_assert_cmpuint (entries->len, ==, 3);
  g_assert_cmpstr (ferry_journal_entry_get_who (g_ptr_array_index (entries, 0)), ==, "ada@contoso.com");
  g_assert_cmpint (ferry_journal_entry_get_outcome (g_ptr_array_index (entries, 1)), ==,
                   FERRY_OUTCOME_SETTLED_DONE);
}

/* What was done to a profile is written as done at once. */
static void
test_note (DatabaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) cause = g_error_new (FERRY_ERROR, FERRY_ERROR_FAILED, "The keyring is locked.");
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  FerryJournalEntry *entry;

  ferry_database_note (fixture->database, "env", "Contoso", "ada", FERRY_JOURNAL_ADD_ENVIRONMENT, "",
                       FERRY_OUTCOME_DONE, NULL);
  ferry_database_note (fixture->database, "env", "Contoso", "ada", FERRY_JOURNAL_SIGN_OUT, "",
                       FERRY_OUTCOME_REFUSED, cause);
  reopen (fixture);
  entries = list_journal (fixture->database, "env", FALSE);
  pending = list_journal (fixture->database, "env", TRUE);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpuint (pending->len, ==, 0);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (ferry_journal_entry_get_action (entry), ==, "sign-out");
  g_assert_cmpstr (ferry_journal_entry_get_action_label (entry), ==, "Sign out");
  g_assert_cmpstr (ferry_journal_entry_get_message (entry), ==, "The keyring is locked.");
  g_assert_cmpint (ferry_journal_entry_get_concluded_at (entry), ==, ferry_journal_entry_get_at (entry));
}

static void
test_no_folder (DatabaseFixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  ferry_database_intend_async (fixture->database, "env", "", "", "complete", "", "", NULL,
                               ferry_fixture_await_cb, &result);
  g_assert_cmpint (ferry_database_intend_finish (fixture->database, ferry_fixture_await (&result), &error),
                   ==, 0);
  core_assert_error (error, FERRY_ERROR_FAILED, folder);
}

static void
test_after_close (void)
{
  g_autoptr (FerryDatabase) database = ferry_database_new (":memory:");
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  intend (database, "env", "complete", "");
  ferry_database_close_async (database, ferry_fixture_await_cb, &closed);
  ferry_database_intend_async (database, "env", "", "", "complete", "", "", NULL, ferry_fixture_await_cb,
                               &result);
  g_assert_cmpint (ferry_database_intend_finish (database, ferry_fixture_await (&result), &error), ==, 0);
  core_assert_error (error, FERRY_ERROR_FAILED, "closed");
  g_assert_true (ferry_database_close_finish (database, ferry_fixture_await (&closed), NULL));
}

/* ---- Killed ---- */

/* The child: writes intents until it is killed, and says each number only once it was reported. */
static G_NORETURN void
write_until_killed (const char *path)
{
  g_autoptr (FerryDatabase) database = ferry_database_new (path);

  for (;;)
    {
      g_print ("%" G_GINT64_FORMAT "\n",
               intend (database, "env", "run-replication", "a subject of some length"));
      fflush (stdout);
    }
}

static void
test_killed (DatabaseFixture *fixture, gconstpointer program)
{
  gint64 reported = 0;

  for (guint round = 0; round < 10; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program,
                                                        "--write-until-killed", fixture->path, NULL);
      g_autoptr (GDataInputStream) output = NULL;
      g_autoptr (GPtrArray) entries = NULL;

      g_assert_no_error (error);
      output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
      for (guint i = 0; i < 5 + round * 7; i++)
        {
          g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, &error);

          g_assert_no_error (error);
          g_assert_nonnull (line);
          reported = g_ascii_strtoll (line, NULL, 10);
        }
      g_subprocess_send_signal (child, SIGKILL);
      g_subprocess_wait (child, NULL, &error);
      g_assert_no_error (error);

      /* Everything that was reported is there, each once. */
      entries = list_journal (fixture->database, "env", TRUE);
      g_assert_cmpuint (entries->len, >=, (guint) reported);
      g_assert_cmpint (ferry_journal_entry_get_id (g_ptr_array_index (entries, 0)), ==, entries->len);
      g_assert_null (ferry_database_get_notice (fixture->database));
    }
}

#define add(path, function) g_test_add ("/database/" path, DatabaseFixture, NULL, set_up, function, tear_down)

/* The application and a command at once: what one is at, the other leaves alone; what nobody is at, it may settle. */
static void
test_two_programs (DatabaseFixture *fixture, gconstpointer unused)
{
  DatabaseFixture other = { .database = ferry_database_new (fixture->path) };
  gint64 mine = intend (fixture->database, "env-1", "run-replication", "");
  gint64 theirs = intend (other.database, "env-1", "pause", "");
  g_autoptr (GPtrArray) seen = list_journal (fixture->database, "env-1", TRUE);

  g_assert_cmpuint (seen->len, ==, 2);
  g_assert_cmpint (ferry_journal_entry_get_id (seen->pdata[0]), ==, theirs);
  g_assert_true (ferry_journal_entry_get_held (seen->pdata[0]));
  g_assert_cmpint (ferry_journal_entry_get_id (seen->pdata[1]), ==, mine);
  g_assert_false (ferry_journal_entry_get_held (seen->pdata[1]));
  g_clear_pointer (&seen, g_ptr_array_unref);

  close_database (&other);
  seen = list_journal (fixture->database, "env-1", TRUE);
  g_assert_cmpuint (seen->len, ==, 2);
  g_assert_false (ferry_journal_entry_get_held (seen->pdata[0]));
  g_clear_pointer (&seen, g_ptr_array_unref);

  conclude (fixture->database, theirs, FERRY_OUTCOME_SETTLED_DONE, NULL);
  seen = list_journal (fixture->database, "env-1", TRUE);
  g_assert_cmpuint (seen->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--write-until-killed"))
    write_until_killed (argv[2]);

  g_test_init (&argc, &argv, NULL);
  add ("journal", test_journal);
  add ("journal/outcomes", test_journal_outcomes);
  add ("journal/errors", test_journal_errors);
  add ("journal/long-message", test_long_message);
  add ("runs", test_runs);
  add ("details", test_details);
  add ("values-and-forgetting", test_values_and_forgetting);
  add ("order", test_order);
  add ("not-a-database", test_not_a_database);
  add ("broken-pages", test_broken_pages);
  add ("newer-version", test_newer_version);
  add ("first-version", test_first_version);
  add ("note", test_note);
  add ("no-folder", test_no_folder);
  add ("two-programs", test_two_programs);
  g_test_add_func ("/database/after-close", test_after_close);
  g_test_add ("/database/killed", DatabaseFixture, argv[0], set_up, test_killed, tear_down);
  return g_test_run ();
}
