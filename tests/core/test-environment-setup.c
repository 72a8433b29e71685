/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "environment-fixture.h"

/* ---- Set-up ---- */

static void
save_setup (FakeService *fake, const char *path, gpointer unused)
{
  if (g_str_has_suffix (path, "/setupCloudMigration"))
    fake_service_set (&fake->setup, "{'id':'s-1','productId':'DynamicsBCLast','sqlServerType':'SQLServer','"
                                    "runtimeName':'rt','runtimeKey':'IR@secret-key'}");
  if (g_str_has_suffix (path, "NAV.completeSetup"))
    fake_service_add_run (fake, "10", "", "Completed", ",'details':'Cloud migration has been set up.'");
}

#define CONNECTION "Server=H;Database=D;User Id=U;Password=very-secret;"

static FerrySetup *
run_save_setup (EnvironmentFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_save_setup_async (fixture->environment, "DynamicsBCLast",
                                      FERRY_SQL_SERVER_TYPE_SQL_SERVER, CONNECTION, NULL, NULL,
                                      ferry_fixture_await_cb, &result);
  return ferry_environment_save_setup_finish (fixture->environment, ferry_fixture_await (&result), error);
}

static void
test_setup (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) verified = NULL;
  g_autoptr (GAsyncResult) completed = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;

  fake_service_set (&fixture->fake->setup, NULL);
  fixture->fake->action = save_setup;
  environment_fixture_open_environment (fixture);
  setup = run_save_setup (fixture, &error);
  g_assert_no_error (error);
  key = ferry_setup_take_runtime_key (setup);
  g_assert_cmpstr (key, ==, "IR@secret-key");

  ferry_environment_verify_runtime_async (fixture->environment, setup, NULL, ferry_fixture_await_cb,
                                          &verified);
  g_assert_true (
    ferry_environment_verify_runtime_finish (fixture->environment, ferry_fixture_await (&verified), &error));
  ferry_environment_complete_setup_async (fixture->environment, setup, NULL, ferry_fixture_await_cb,
                                          &completed);
  g_assert_true (
    ferry_environment_complete_setup_finish (fixture->environment, ferry_fixture_await (&completed), &error));
  g_assert_true (environment_fixture_get_state (fixture)->set_up);

  /* Each step is in the journal, and no secret. */
  ferry_database_list_journal_async (fixture->database, NULL, FALSE, NULL, ferry_fixture_await_cb, &listed);
  entries = ferry_database_list_journal_finish (fixture->database, ferry_fixture_await (&listed), NULL);
  g_assert_cmpuint (entries->len, ==, 3);
  for (guint i = 0; i < entries->len; i++)
    {
      FerryJournalEntry *entry = g_ptr_array_index (entries, i);

      g_assert_cmpint (ferry_journal_entry_get_outcome (entry), ==, FERRY_OUTCOME_DONE);
      g_assert_null (strstr (ferry_journal_entry_get_subject (entry), "secret"));
      g_assert_null (strstr (ferry_journal_entry_get_message (entry), "secret"));
    }
}

/* The answer with the key got lost: that can't be made good, and is said. */
static void
test_setup_lost (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (GError) error = NULL;

  fake_service_set (&fixture->fake->setup, NULL);
  fixture->fake->action = save_setup;
  environment_fixture_open_environment (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  setup = run_save_setup (fixture, &error);
  g_assert_null (setup);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  assert_settled (fixture, 1, "save-setup 4");
  g_assert_cmpuint (fake_service_count (fixture->fake, "POST", "setupCloudMigration"), ==, 1);
}

static void
test_setup_refused (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (GError) error = NULL;

  fake_service_set (&fixture->fake->setup, NULL);
  environment_fixture_open_environment (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_REFUSED;
  setup = run_save_setup (fixture, &error);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "save-setup"), ==, FERRY_OUTCOME_REFUSED);
}

/* ---- Companies ---- */

static gboolean
select_companies (EnvironmentFixture *fixture,
                  const char *first,
                  const char *second,
                  gboolean create,
                  GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  const char *ids[] = { first, second, NULL };

  ferry_environment_select_companies_async (fixture->environment, ids, create, NULL, ferry_fixture_await_cb,
                                            &result);
  return ferry_environment_select_companies_finish (fixture->environment, ferry_fixture_await (&result),
                                                    error);
}

static void
take_selection (FakeService *fake, const char *path, gpointer unused)
{
  /* The answer of a change is the company, that of a list is all of them: one is enough here. */
  if (g_str_has_suffix (path, "(c-2)"))
    fake_service_set (&fake->companies, "{'id':'c-2','name':'Large','replicate':true,'created':false,'status'"
                                        ":' ','companyInitializationStatus':'Unknown','@odata.etag':'2'}");
}

static void
test_select (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  environment_fixture_open_environment (fixture);
  fixture->fake->action = take_selection;
  g_assert_true (select_companies (fixture, "c-1", "c-2", TRUE, &error));
  g_assert_no_error (error);
  /* Only what differs is sent. */
  g_assert_cmpuint (fake_service_count (fixture->fake, "PATCH", ""), ==, 1);
  g_assert_cmpstr (fake_service_get_body (fixture->fake, "PATCH", "c-2"), ==, "{\"replicate\":true}");
  assert_posts (fixture, "createCompaniesMarkedForReplication", 1);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "select-companies"), ==,
                   FERRY_OUTCOME_DONE);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "create-companies"), ==,
                   FERRY_OUTCOME_DONE);
}

static void
test_select_nothing_new (EnvironmentFixture *fixture, gconstpointer unused)
{
  environment_fixture_open_environment (fixture);
  g_assert_true (select_companies (fixture, "c-1", NULL, FALSE, NULL));
  g_assert_cmpuint (fake_service_count (fixture->fake, "PATCH", ""), ==, 0);
  g_assert_cmpuint (fake_service_count (fixture->fake, "POST", ""), ==, 0);
}

static void
test_select_refused (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  environment_fixture_open_environment (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_REFUSED;
  g_assert_false (select_companies (fixture, "c-1", "c-2", TRUE, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "“Large”"));
  g_assert_nonnull (strstr (error->message, "Not now."));
  assert_posts (fixture, "createCompaniesMarkedForReplication", 0);
}

#define UNCREATED(status)                                                                                    \
  CRONUS ",{'id':'c-2','name':'Large','replicate':true,'created':false,'status':'" status                    \
         "','companyInitializationStatus':'Unknown','@odata.etag':'2'}"

static void
begin_creation (FakeService *fake, const char *path, gpointer unused)
{
  if (g_str_has_suffix (path, "NAV.createCompaniesMarkedForReplication"))
    fake_service_set (&fake->companies, UNCREATED ("In Progress"));
}

/* The answer got lost, but they are being created: all is well. */
static void
test_creation_lost (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fake_service_set (&fixture->fake->companies, UNCREATED (" "));
  environment_fixture_open_environment (fixture);
  fixture->fake->action = begin_creation;
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  g_assert_true (select_companies (fixture, "c-1", "c-2", TRUE, &error));
  g_assert_no_error (error);
  assert_posts (fixture, "createCompaniesMarkedForReplication", 1);
  assert_settled (fixture, 1, "create-companies 4");
}

/* The request got lost: in doubt for the moment, settled by what is read, and not sent again. */
static void
test_creation_cut (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fake_service_set (&fixture->fake->companies, UNCREATED (" "));
  environment_fixture_open_environment (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_CUT;
  g_assert_false (select_companies (fixture, "c-1", "c-2", TRUE, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  assert_posts (fixture, "createCompaniesMarkedForReplication", 1);
  assert_settled (fixture, 1, "create-companies 5");
}

static void
test_select_vanished (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  environment_fixture_open_environment (fixture);
  g_assert_false (select_companies (fixture, "c-1", "c-9", TRUE, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND);
  g_assert_cmpuint (fake_service_count (fixture->fake, "PATCH", ""), ==, 0);
}

/* Companies that are being created are followed to the end. */
static void
test_creation_is_watched (EnvironmentFixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "10", "", "Completed",
                        ",'details':'Cloud migration has been set up.'");
  fake_service_set (&fixture->fake->companies,
                    "{'id':'c-1','name':'CRONUS','replicate':true,'created':false,'status':'In Progress'}");
  environment_fixture_open_environment (fixture);
  g_assert_true (environment_fixture_has_status (fixture, "Creating companies"));
  fake_service_set (&fixture->fake->companies, CRONUS);
  ferry_fixture_wait_until (environment_fixture_has_status (fixture, "Ready for replication"));
  g_assert_false (ferry_run_monitor_get_active (ferry_environment_get_monitor (fixture->environment)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  environment_fixture_add ("setup", test_setup);
  environment_fixture_add ("setup-lost", test_setup_lost);
  environment_fixture_add ("setup-refused", test_setup_refused);
  environment_fixture_add ("select", test_select);
  environment_fixture_add ("select-nothing-new", test_select_nothing_new);
  environment_fixture_add ("select-refused", test_select_refused);
  environment_fixture_add ("select-vanished", test_select_vanished);
  environment_fixture_add ("creation-lost", test_creation_lost);
  environment_fixture_add ("creation-cut", test_creation_cut);
  environment_fixture_add ("creation-is-watched", test_creation_is_watched);
  return g_test_run ();
}
