/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-fixture.h"

#include "fixed-authorizer.h"

#include <string.h>

FerryMigrationService *
sandbox_fixture_create_service (SandboxFixture *fixture,
                                const char *tenant,
                                const char *environment,
                                const char *token)
{
  g_autoptr (FerryProfile) profile = ferry_profile_new (
    "Sandbox", ferry_sandbox_process_get_url (fixture->process),
    tenant != NULL ? tenant : ferry_sandbox_process_get_tenant (fixture->process),
    environment != NULL ? environment : ferry_sandbox_process_get_environment (fixture->process));
  g_autoptr (FerryAuthorizer) authorizer
    = fixed_authorizer_new (token != NULL ? token : ferry_sandbox_process_get_token (fixture->process));
  g_autoptr (GError) error = NULL;
  FerryMigrationService *service = ferry_migration_service_new (profile, authorizer, &error);

  g_assert_no_error (error);
  ferry_session_set_retry (ferry_migration_service_get_session (service), 2, 10, 50);
  return service;
}

void
sandbox_fixture_set_up (SandboxFixture *fixture, gconstpointer arguments)
{
  static const char *const small[] = { "--rows", "6000", "--rate", "0", NULL };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_strv_builder_addv (builder, (const char **) small);
  if (arguments != NULL)
    g_strv_builder_addv (builder, (const char **) arguments);
  all = g_strv_builder_end (builder);
  fixture->folder = core_fixture_folder ();
  fixture->process = ferry_sandbox_process_new (NULL, fixture->folder, (const char *const *) all);
  ferry_sandbox_process_start_async (fixture->process, NULL, ferry_fixture_await_cb, &result);
  ferry_sandbox_process_start_finish (fixture->process, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  fixture->service = sandbox_fixture_create_service (fixture, NULL, NULL, NULL);
}

static gboolean
is_running (FerrySandboxProcess *process)
{
  gboolean running;

  g_object_get (process, "running", &running, NULL);
  return running;
}

void
sandbox_fixture_tear_down (SandboxFixture *fixture, gconstpointer arguments)
{
  g_assert_finalize_object (fixture->service);
  ferry_sandbox_process_stop (fixture->process);
  ferry_fixture_wait_until (!is_running (fixture->process));
  g_assert_finalize_object (fixture->process);
  core_fixture_remove_folder (fixture->folder);
}

void
sandbox_fixture_work_on_source (SandboxFixture *fixture, const char *option)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                        g_getenv ("FERRY_SANDBOX"), "--data", fixture->folder, option, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
on_due (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
sandbox_fixture_pause (gint64 *deadline, const char *condition)
{
  gint64 now = g_get_monotonic_time ();
  gboolean due = FALSE;

  if (*deadline == 0)
    *deadline = now + 60 * G_USEC_PER_SEC;
  if (now >= *deadline)
    g_error ("Waited in vain for: %s", condition);
  g_timeout_add (20, on_due, &due);
  while (!due)
    g_main_context_iteration (NULL, TRUE);
}

GPtrArray *
sandbox_fixture_list_companies (SandboxFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *companies;

  ferry_migration_service_list_companies_async (fixture->service, NULL, ferry_fixture_await_cb, &result);
  companies
    = ferry_migration_service_list_companies_finish (fixture->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return companies;
}

FerryCompany *
sandbox_fixture_find_company (SandboxFixture *fixture, const char *name)
{
  g_autoptr (GPtrArray) companies = sandbox_fixture_list_companies (fixture);

  for (guint i = 0; i < companies->len; i++)
    if (g_str_equal (ferry_company_get_name (g_ptr_array_index (companies, i)), name))
      return g_object_ref (g_ptr_array_index (companies, i));
  g_error ("There is no company “%s”", name);
}

static FerryRun *
try_get_last_run (SandboxFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) runs = NULL;

  ferry_migration_service_list_runs_async (fixture->service, 1, NULL, ferry_fixture_await_cb, &result);
  runs = ferry_migration_service_list_runs_finish (fixture->service, ferry_fixture_await (&result), error);
  if (runs == NULL)
    return NULL;
  g_assert_cmpuint (runs->len, ==, 1);
  return g_object_ref (g_ptr_array_index (runs, 0));
}

FerryRun *
sandbox_fixture_get_last_run (SandboxFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  FerryRun *run = try_get_last_run (fixture, &error);

  g_assert_no_error (error);
  return run;
}

gboolean
sandbox_fixture_try_action (SandboxFixture *fixture, const char *name, GError **error)
{
  g_autoptr (FerryRun) run = sandbox_fixture_get_last_run (fixture);
  g_autoptr (GAsyncResult) result = NULL;

  ferry_migration_service_start_async (fixture->service, run, name, NULL, ferry_fixture_await_cb, &result);
  return ferry_migration_service_start_finish (fixture->service, ferry_fixture_await (&result), error);
}

void
sandbox_fixture_start_action (SandboxFixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;

  sandbox_fixture_try_action (fixture, name, &error);
  g_assert_no_error (error);
}

static gboolean
try_replicate (SandboxFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  if (sandbox_fixture_try_action (fixture, "runReplication", &error))
    return TRUE;
  /* The background task ends a little later than the last company is there. */
  if (!g_error_matches (error, FERRY_ERROR, FERRY_ERROR_REFUSED)
      || strstr (error->message, "Companies are being created") == NULL)
    g_assert_no_error (error);
  return FALSE;
}

void
sandbox_fixture_replicate (SandboxFixture *fixture)
{
  sandbox_fixture_poll_until (try_replicate (fixture));
}

void
sandbox_fixture_select (SandboxFixture *fixture, const char *name, gboolean replicate)
{
  g_autoptr (FerryCompany) company = sandbox_fixture_find_company (fixture, name);
  g_autoptr (FerryCompany) changed = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_migration_service_set_replicate_async (fixture->service, company, replicate, NULL,
                                               ferry_fixture_await_cb, &result);
  changed
    = ferry_migration_service_set_replicate_finish (fixture->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (ferry_company_get_replicate (changed), ==, replicate);
}

FerrySetup *
sandbox_fixture_set_up_migration (SandboxFixture *fixture, const char *product_id)
{
  g_autoptr (GAsyncResult) saved = NULL, verified = NULL, completed = NULL;
  g_autoptr (GError) error = NULL;
  FerrySetup *setup;

  ferry_migration_service_save_setup_async (fixture->service, NULL, product_id,
                                            FERRY_SQL_SERVER_TYPE_SQL_SERVER, SANDBOX_CONNECTION_STRING, NULL,
                                            NULL, ferry_fixture_await_cb, &saved);
  setup = ferry_migration_service_save_setup_finish (fixture->service, ferry_fixture_await (&saved), &error);
  g_assert_no_error (error);
  ferry_migration_service_verify_runtime_async (fixture->service, setup, NULL, ferry_fixture_await_cb,
                                                &verified);
  ferry_migration_service_verify_runtime_finish (fixture->service, ferry_fixture_await (&verified), &error);
  g_assert_no_error (error);
  ferry_migration_service_complete_setup_async (fixture->service, setup, NULL, ferry_fixture_await_cb,
                                                &completed);
  ferry_migration_service_complete_setup_finish (fixture->service, ferry_fixture_await (&completed), &error);
  g_assert_no_error (error);
  return setup;
}

static gboolean
is_creating (SandboxFixture *fixture)
{
  g_autoptr (GPtrArray) companies = sandbox_fixture_list_companies (fixture);

  for (guint i = 0; i < companies->len; i++)
    {
      FerryCompany *company = g_ptr_array_index (companies, i);

      if (ferry_company_get_status (company) == FERRY_COMPANY_STATUS_IN_PROGRESS
          || (ferry_company_get_replicate (company) && !ferry_company_get_created (company)))
        return TRUE;
    }
  return FALSE;
}

void
sandbox_fixture_wait_created (SandboxFixture *fixture)
{
  sandbox_fixture_poll_until (!is_creating (fixture));
}

static FerryRun *
poll_run (SandboxFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FerryRun) run = try_get_last_run (fixture, &error);

  if (run == NULL)
    {
      if (!ferry_error_is_transient (error))
        g_assert_no_error (error);
      return NULL;
    }
  return ferry_run_is_running (run) ? NULL : g_steal_pointer (&run);
}

FerryRun *
sandbox_fixture_wait_run (SandboxFixture *fixture)
{
  FerryRun *run = NULL;

  sandbox_fixture_poll_until ((run = poll_run (fixture)) != NULL);
  return run;
}

FerryDetailList *
sandbox_fixture_load_details (SandboxFixture *fixture, FerryMigrationService *service, FerryRun *run)
{
  FerryDetailList *list = ferry_detail_list_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (service == NULL)
    service = fixture->service;
  ferry_migration_service_load_details_async (service, run, list, NULL, ferry_fixture_await_cb, &result);
  ferry_migration_service_load_details_finish (service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return list;
}
