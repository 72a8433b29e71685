/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two programs and one journal: what one writes is news to the other, and to the other alone. */
#include "core-fixture.h"
#include "ferry-journal-watch.h"

#define ONE "one-environment"
#define TWO "another-environment"

typedef struct
{
  char *folder;
  FerryDatabase *mine;
  FerryDatabase *theirs;
  FerryJournalWatch *watch;
  GString *news;
} Fixture;

static FerryDatabase *
open_database (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "history.db", NULL);

  return ferry_database_new (path);
}

static void
on_acted (Fixture *fixture, const char *environment_id, gboolean done)
{
  g_string_append_printf (fixture->news, "%s %s;", environment_id, done ? "done" : "begun");
}

static gint64
intend (FerryDatabase *database, const char *environment_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  ferry_database_intend_async (database, environment_id, "Name", "kim", "run-replication", "", "", NULL,
                               ferry_fixture_await_cb, &result);
  id = ferry_database_intend_finish (database, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return id;
}

static void
conclude (FerryDatabase *database, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_database_conclude_async (database, id, FERRY_OUTCOME_DONE, NULL, ferry_fixture_await_cb, &result);
  ferry_database_conclude_finish (database, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = core_fixture_folder ();
  fixture->news = g_string_new ("");
  fixture->mine = open_database (fixture);
  fixture->theirs = open_database (fixture);
  /* What was there before is none. */
  intend (fixture->theirs, TWO);
  fixture->watch = ferry_journal_watch_new (fixture->mine);
  g_signal_connect_swapped (fixture->watch, "acted", G_CALLBACK (on_acted), fixture);
  conclude (fixture->mine, intend (fixture->mine, ONE));
}

static void
close_database (FerryDatabase *database)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_database_close_async (database, ferry_fixture_await_cb, &result);
  ferry_database_close_finish (database, ferry_fixture_await (&result), NULL);
  g_object_unref (database);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_unref (fixture->watch);
  close_database (fixture->mine);
  close_database (fixture->theirs);
  ferry_fixture_drain ();
  g_string_free (fixture->news, TRUE);
  core_fixture_remove_folder (fixture->folder);
}

static void
wait_news (Fixture *fixture, const char *expected)
{
  ferry_fixture_wait_until (g_str_has_suffix (fixture->news->str, expected));
}

static void
test_others (Fixture *fixture, gconstpointer unused)
{
  gint64 id = intend (fixture->theirs, ONE);

  wait_news (fixture, ONE " begun;");
  conclude (fixture->theirs, id);
  wait_news (fixture, ONE " begun;" ONE " done;");
  /* What is written in one go is both. */
  ferry_database_note (fixture->theirs, TWO, "Name", "kim", FERRY_JOURNAL_SIGN_IN, "", FERRY_OUTCOME_DONE,
                       NULL);
  wait_news (fixture, TWO " done;");
  g_assert_cmpstr (fixture->news->str, ==, ONE " begun;" ONE " done;" TWO " done;");
}

/* Nothing of one's own, and nothing but the journal. */
static void
test_own (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;

  conclude (fixture->mine, intend (fixture->mine, ONE));
  ferry_database_set_value_async (fixture->theirs, ONE, "upgrade", "a value", NULL, NULL);
  conclude (fixture->mine, intend (fixture->mine, TWO));
  intend (fixture->theirs, TWO);
  wait_news (fixture, TWO " begun;");
  g_assert_cmpstr (fixture->news->str, ==, TWO " begun;");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/journal-watch/others", Fixture, NULL, set_up, test_others, tear_down);
  g_test_add ("/journal-watch/own", Fixture, NULL, set_up, test_own, tear_down);
  return g_test_run ();
}
