/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ticks of the checklist: the service's where it keeps them, else this computer's. */

#include "environment-fixture.h"
#include "ferry-checklist.h"

#define OFFER(available, reason) "{'name':'checklistSteps','available':" available ",'reason':'" reason "'}"
#define STEP(number, title, completed, etag)                                                                 \
  "{'@odata.etag':'" etag "','id':'r-" number "','number':" number ",'title':'" title                        \
  "','helpUrl':'https://help.example/" number "','completed':" completed "}"

static void
open_environment (EnvironmentFixture *fixture, const char *capabilities)
{
  fake_service_set (&fixture->fake->capabilities, capabilities);
  fake_service_set (&fixture->fake->overview, "{'id':'o-1','enabled':true}");
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  environment_fixture_set_quick_retry (fixture);
  environment_fixture_open_environment (fixture);
}

static gboolean
read_ticks (FerryChecklist *checklist, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_checklist_read_async (checklist, NULL, ferry_fixture_await_cb, &result);
  return ferry_checklist_read_finish (checklist, ferry_fixture_await (&result), error);
}

/* A list that was opened just now. */
static FerryChecklist *
open_checklist (EnvironmentFixture *fixture)
{
  FerryChecklist *checklist = ferry_checklist_new (fixture->environment);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (ferry_checklist_get_n_entries (checklist), ==, 5);
  g_assert_true (read_ticks (checklist, &error));
  g_assert_no_error (error);
  return checklist;
}

static gboolean
tick (FerryChecklist *checklist, gint64 number, gboolean completed, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_checklist_tick_async (checklist, number, completed, NULL, ferry_fixture_await_cb, &result);
  return ferry_checklist_tick_finish (checklist, ferry_fixture_await (&result), error);
}

static void
assert_completed (FerryChecklist *checklist, guint index, gboolean completed)
{
  g_assert_cmpint (ferry_checklist_get_entry (checklist, index)->completed, ==, completed);
}

static void
test_here (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryChecklist) checklist = NULL;
  g_autoptr (FerryChecklist) later = NULL;
  g_autoptr (GError) error = NULL;

  open_environment (fixture, NULL);
  checklist = open_checklist (fixture);
  g_assert_true (ferry_checklist_is_kept_here (checklist));
  g_assert_true (ferry_checklist_check_writable (checklist, NULL));
  g_assert_cmpuint (ferry_checklist_count_completed (checklist), ==, 0);
  g_assert_cmpint (ferry_checklist_get_entry (checklist, 1)->action, ==, FERRY_ACTION_COMPLETE);
  g_assert_cmpint (ferry_checklist_get_entry (checklist, 3)->action, ==, FERRY_ACTION_USER_MAPPINGS);
  g_assert_true (tick (checklist, 4, TRUE, &error));
  g_assert_true (tick (checklist, 1, TRUE, &error));
  g_assert_true (tick (checklist, 4, FALSE, &error));
  g_assert_true (tick (checklist, 5, TRUE, &error));
  g_assert_no_error (error);

  later = open_checklist (fixture);
  g_assert_cmpuint (ferry_checklist_count_completed (later), ==, 2);
  assert_completed (later, 0, TRUE);
  assert_completed (later, 3, FALSE);
  assert_completed (later, 4, TRUE);
  g_assert_cmpuint (fake_service_count (fixture->fake, "GET", "checklistSteps"), ==, 0);
  g_assert_cmpuint (fake_service_count (fixture->fake, "PATCH", ""), ==, 0);
}

/* The service isn't told, so the journal is all that says who did it. */
static void
test_here_in_journal (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryChecklist) checklist = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  open_environment (fixture, NULL);
  checklist = open_checklist (fixture);
  g_assert_true (tick (checklist, 4, TRUE, NULL));
  ferry_database_list_journal_async (fixture->database, NULL, FALSE, NULL, ferry_fixture_await_cb, &result);
  entries = ferry_database_list_journal_finish (fixture->database, ferry_fixture_await (&result), NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (ferry_journal_entry_get_action (entries->pdata[0]), ==, "checklist");
  g_assert_cmpstr (ferry_journal_entry_get_subject (entries->pdata[0]), ==,
                   ferry_checklist_get_entry (checklist, 3)->title);
  g_assert_cmpstr (ferry_journal_entry_get_who (entries->pdata[0]), ==,
                   ferry_profile_get_who (fixture->profile));
}

static void
take_tick (FakeService *fake, const char *path, gpointer unused)
{
  if (g_str_has_suffix (path, "checklistSteps(r-1)"))
    fake_service_set (&fake->record, STEP ("1", "Read the help", "true", "W/2"));
}

static void
on_changed (FerryChecklist *checklist, guint *n)
{
  ++*n;
}

static void
test_of_service (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryChecklist) checklist = NULL;
  g_autoptr (FerryChecklist) later = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (GError) error = NULL;
  guint n_changed = 0;

  open_environment (fixture, OFFER ("true", ""));
  fake_service_set (&fixture->fake->record, STEP ("1", "Read the help", "false", "W/1"));
  fixture->fake->action = take_tick;
  checklist = open_checklist (fixture);
  g_assert_false (ferry_checklist_is_kept_here (checklist));
  g_assert_cmpuint (ferry_checklist_get_n_entries (checklist), ==, 1);
  g_assert_cmpstr (ferry_checklist_get_entry (checklist, 0)->help_url, ==, "https://help.example/1");
  g_signal_connect (checklist, "changed", G_CALLBACK (on_changed), &n_changed);
  g_assert_true (tick (checklist, 1, TRUE, &error));
  g_assert_no_error (error);
  assert_completed (checklist, 0, TRUE);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpstr (fake_service_get_body (fixture->fake, "PATCH", "checklistSteps(r-1)"), ==,
                   "{\"completed\":true}");

  /* Out of reach: what was last known, to be looked at. */
  fixture->fake->outage = TRUE;
  g_assert_false (read_ticks (checklist, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  assert_completed (checklist, 0, TRUE);
  g_assert_false (ferry_checklist_check_writable (checklist, &reason));
  g_assert_nonnull (reason);
  g_assert_false (tick (checklist, 1, FALSE, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_RULE);
  g_clear_error (&error);
  ferry_fixture_wait_until (environment_fixture_get_connection (fixture) == FERRY_CONNECTION_OFFLINE);
  later = open_checklist (fixture);
  g_assert_false (ferry_checklist_is_kept_here (later));
  g_assert_false (ferry_checklist_check_writable (later, NULL));
  g_assert_cmpuint (ferry_checklist_count_completed (later), ==, 1);
}

/* Steps that we don't know have the service's words, and the order is that of their numbers. */
static void
test_unknown_step (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryChecklist) checklist = NULL;

  open_environment (fixture, OFFER ("true", ""));
  fake_service_set (&fixture->fake->record,
                    STEP ("9", "Feed the cat", "true", "W/1") "," STEP ("2", "Anything", "false", "W/1"));
  checklist = open_checklist (fixture);
  g_assert_cmpuint (ferry_checklist_get_n_entries (checklist), ==, 2);
  g_assert_cmpint (ferry_checklist_get_entry (checklist, 0)->number, ==, 2);
  g_assert_cmpstr (ferry_checklist_get_entry (checklist, 0)->title, !=, "Anything");
  g_assert_cmpstr (ferry_checklist_get_entry (checklist, 1)->title, ==, "Feed the cat");
  g_assert_cmpint (ferry_checklist_get_entry (checklist, 1)->action, ==, -1);
  assert_completed (checklist, 1, TRUE);
}

/* A tick that is refused: the steps are as the service has them. */
static void
test_refused (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryChecklist) checklist = NULL;
  g_autoptr (GError) error = NULL;

  open_environment (fixture, OFFER ("true", ""));
  fake_service_set (&fixture->fake->record, STEP ("1", "Read the help", "false", "W/1"));
  checklist = open_checklist (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_REFUSED;
  fake_service_set (&fixture->fake->record, STEP ("2", "Disable", "true", "W/1"));
  g_assert_false (tick (checklist, 1, TRUE, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_cmpint (ferry_checklist_get_entry (checklist, 0)->number, ==, 2);
  assert_completed (checklist, 0, TRUE);
}

/* Offered, but not now: ticks that nobody else sees would be worse than none. */
static void
test_obstacle (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryChecklist) checklist = NULL;
  g_autofree char *reason = NULL;

  open_environment (fixture, OFFER ("false", "The list is being moved."));
  checklist = open_checklist (fixture);
  g_assert_false (ferry_checklist_check_writable (checklist, &reason));
  g_assert_cmpstr (reason, ==, "The list is being moved.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  environment_fixture_add ("checklist/here", test_here);
  environment_fixture_add ("checklist/here-in-journal", test_here_in_journal);
  environment_fixture_add ("checklist/of-service", test_of_service);
  environment_fixture_add ("checklist/unknown-step", test_unknown_step);
  environment_fixture_add ("checklist/refused", test_refused);
  environment_fixture_add ("checklist/obstacle", test_obstacle);
  return g_test_run ();
}
