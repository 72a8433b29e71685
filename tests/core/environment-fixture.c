/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "environment-fixture.h"


static void
on_run_ended (EnvironmentFixture *fixture, FerryRun *run)
{
  g_ptr_array_add (fixture->ended, g_strdup (ferry_run_get_run_id (run)));
}

static void
on_settled (EnvironmentFixture *fixture, FerryJournalEntry *entry)
{
  g_ptr_array_add (fixture->settled, g_strdup_printf ("%s %d", ferry_journal_entry_get_action (entry),
                                                      ferry_journal_entry_get_outcome (entry)));
}

static void
on_actions_changed (EnvironmentFixture *fixture)
{
  fixture->actions_changed++;
}

void
environment_fixture_make_environment (EnvironmentFixture *fixture)
{
  g_autoptr (FerryAuthorizer) authorizer = fixed_authorizer_new ("token");

  fixture->environment = ferry_environment_new (fixture->profile, authorizer, fixture->database);
  ferry_run_monitor_set_intervals (ferry_environment_get_monitor (fixture->environment), 5, 40, 20);
  g_signal_connect_swapped (fixture->environment, "run-ended", G_CALLBACK (on_run_ended), fixture);
  g_signal_connect_swapped (fixture->environment, "settled", G_CALLBACK (on_settled), fixture);
  g_signal_connect_swapped (fixture->environment, "actions-changed", G_CALLBACK (on_actions_changed),
                            fixture);
}

void
environment_fixture_set_up (EnvironmentFixture *fixture, gconstpointer unused)
{
  fixture->fake = fake_service_new ();
  fixture->profile = ferry_profile_new ("Test", fixture->fake->url, CORE_TENANT, CORE_ENVIRONMENT);
  fixture->database = ferry_database_new (":memory:");
  fixture->ended = g_ptr_array_new_with_free_func (g_free);
  fixture->settled = g_ptr_array_new_with_free_func (g_free);
  fake_service_set (&fixture->fake->setup, SETUP);
  fake_service_set (&fixture->fake->companies, CRONUS "," LARGE);
  environment_fixture_make_environment (fixture);
}

/* Whatever is under way ends with the environment, and nothing holds it any longer. */
void
environment_fixture_drop_environment (EnvironmentFixture *fixture)
{
  gpointer environment = fixture->environment;

  g_object_add_weak_pointer (environment, &environment);
  ferry_environment_close (fixture->environment);
  g_clear_object (&fixture->environment);
  ferry_fixture_wait_until (environment == NULL);
}

void
environment_fixture_tear_down (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (fixture->environment != NULL)
    environment_fixture_drop_environment (fixture);
  ferry_database_close_async (fixture->database, ferry_fixture_await_cb, &result);
  ferry_database_close_finish (fixture->database, ferry_fixture_await (&result), NULL);
  g_clear_object (&result);
  g_object_unref (fixture->database);
  g_object_unref (fixture->profile);
  g_ptr_array_unref (fixture->ended);
  g_ptr_array_unref (fixture->settled);
  fake_service_free (fixture->fake);
}

gboolean
environment_fixture_try_open (EnvironmentFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_open_async (fixture->environment, NULL, ferry_fixture_await_cb, &result);
  return ferry_environment_open_finish (fixture->environment, ferry_fixture_await (&result), error);
}

void
environment_fixture_set_quick_retry (EnvironmentFixture *fixture)
{
  FerryMigrationService *service = ferry_environment_get_service (fixture->environment);

  if (service != NULL)
    ferry_session_set_retry (ferry_migration_service_get_session (service), 1, 1, 1);
}

void
environment_fixture_open_environment (EnvironmentFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  environment_fixture_try_open (fixture, &error);
  g_assert_no_error (error);
  environment_fixture_set_quick_retry (fixture);
}

gboolean
environment_fixture_perform (EnvironmentFixture *fixture,
                             FerryAction action,
                             const char *subject,
                             GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_perform_async (fixture->environment, action, subject, NULL, ferry_fixture_await_cb,
                                   &result);
  return ferry_environment_perform_finish (fixture->environment, ferry_fixture_await (&result), error);
}

void
environment_fixture_refresh (EnvironmentFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_environment_refresh_async (fixture->environment, NULL, ferry_fixture_await_cb, &result);
  ferry_environment_refresh_finish (fixture->environment, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
}

FerryOutcome
environment_fixture_get_last_outcome (EnvironmentFixture *fixture, const char *action)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  ferry_database_list_journal_async (fixture->database, ferry_profile_get_id (fixture->profile), FALSE, NULL,
                                     ferry_fixture_await_cb, &result);
  entries = ferry_database_list_journal_finish (fixture->database, ferry_fixture_await (&result), NULL);
  g_assert_nonnull (entries);
  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (ferry_journal_entry_get_action (g_ptr_array_index (entries, i)), action))
      return ferry_journal_entry_get_outcome (g_ptr_array_index (entries, i));
  g_error ("“%s” isn't in the journal", action);
}

gint64
environment_fixture_intend (EnvironmentFixture *fixture, const char *action, const char *before)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  ferry_database_intend_async (fixture->database, ferry_profile_get_id (fixture->profile), "Test", "tester",
                               action, "", before, NULL, ferry_fixture_await_cb, &result);
  id = ferry_database_intend_finish (fixture->database, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return id;
}

const FerryMigrationState *
environment_fixture_get_state (EnvironmentFixture *fixture)
{
  return ferry_environment_get_state (fixture->environment);
}

FerryConnection
environment_fixture_get_connection (EnvironmentFixture *fixture)
{
  return ferry_environment_get_connection (fixture->environment);
}

FerryRun *
environment_fixture_get_run (EnvironmentFixture *fixture, guint position)
{
  g_autoptr (FerryRun) run
    = g_list_model_get_item (ferry_environment_get_runs (fixture->environment), position);

  return run;
}

guint
environment_fixture_count_runs (EnvironmentFixture *fixture)
{
  return g_list_model_get_n_items (ferry_environment_get_runs (fixture->environment));
}

gboolean
environment_fixture_has_status (EnvironmentFixture *fixture, const char *title)
{
  g_autofree char *text = NULL;

  g_object_get (fixture->environment, "status-title", &text, NULL);
  return g_strcmp0 (text, title) == 0;
}
