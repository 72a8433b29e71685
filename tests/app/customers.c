/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers.h"

#include "ferry-fixture-await.h"
#include "ferry-sandbox-process.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-session.h"

struct _Customers
{
  char *folder;
  FerrySandboxProcess *sandbox;
};

/* Which are set up, and have had a run. */
static const struct
{
  const char *name;
  gboolean set_up;
  gboolean has_run;
} all[] = {
  { "Adatum", TRUE, TRUE },    { "Contoso", TRUE, FALSE },   { "Fabrikam", TRUE, TRUE },
  { "Litware", FALSE, FALSE }, { "Northwind", TRUE, FALSE },
};

#define RUNNING 4 /* of them */

static gboolean
can (FerryEnvironment *environment, FerryAction action)
{
  return ferry_environment_check_action (environment, action, NULL);
}

static FerryEnvironment *
add (Customers *self, guint i)
{
  FerryWorkspace *workspace
    = ferry_application_get_workspace (FERRY_APPLICATION (g_application_get_default ()));
  g_autoptr (FerryProfile) profile
    = ferry_profile_new (all[i].name, ferry_sandbox_process_get_url (self->sandbox),
                         ferry_sandbox_process_get_tenant (self->sandbox), all[i].name);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FerryEnvironment *environment;

  ferry_workspace_add_profile_async (workspace, profile, ferry_sandbox_process_get_token (self->sandbox),
                                     NULL, ferry_fixture_await_cb, &result);
  environment = ferry_workspace_add_profile_finish (workspace, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  ferry_run_monitor_set_intervals (ferry_environment_get_monitor (environment), 300, 2000, 2000);
  return environment;
}

static void
set_up (FerryEnvironment *environment)
{
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) selected = NULL;
  g_autoptr (GAsyncResult) completed = NULL;
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (FerryCompany) company = NULL;
  g_autoptr (GError) error = NULL;
  const char *ids[] = { NULL, NULL };

  ferry_environment_save_setup_async (environment, "DynamicsBCLast", FERRY_SQL_SERVER_TYPE_SQL_SERVER,
                                      "Server=SQL01\\BC;Database=BC;User Id=bc;Password=not-so-secret;",
                                      "SHIR-1", NULL, ferry_fixture_await_cb, &saved);
  setup = ferry_environment_save_setup_finish (environment, ferry_fixture_await (&saved), &error);
  g_assert_no_error (error);

  company = g_list_model_get_item (ferry_environment_get_companies (environment), 0);
  g_assert_nonnull (company);
  ids[0] = ferry_company_get_id (company);
  ferry_environment_select_companies_async (environment, ids, FALSE, NULL, ferry_fixture_await_cb, &selected);
  ferry_environment_select_companies_finish (environment, ferry_fixture_await (&selected), &error);
  g_assert_no_error (error);

  ferry_environment_complete_setup_async (environment, setup, NULL, ferry_fixture_await_cb, &completed);
  ferry_environment_complete_setup_finish (environment, ferry_fixture_await (&completed), &error);
  g_assert_no_error (error);
  ferry_fixture_wait_until (can (environment, FERRY_ACTION_RUN_REPLICATION));
}

static void
run (FerryEnvironment *environment)
{
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GError) error = NULL;

  ferry_environment_perform_async (environment, FERRY_ACTION_RUN_REPLICATION, NULL, NULL,
                                   ferry_fixture_await_cb, &started);
  ferry_environment_perform_finish (environment, ferry_fixture_await (&started), &error);
  g_assert_no_error (error);
  ferry_fixture_wait_until (!can (environment, FERRY_ACTION_RUN_REPLICATION));
}

static gboolean
is_online (FerryEnvironment *environment)
{
  gint64 last_seen;

  g_object_get (environment, "last-seen", &last_seen, NULL);
  return last_seen != 0 && ferry_environment_get_connection (environment) == FERRY_CONNECTION_ONLINE;
}

Customers *
customers_new (void)
{
  static const char *const arguments[] = { "--tenant=partner.example",
                                           "--environment=Adatum",
                                           "--more-environments=Contoso,Fabrikam,Litware,Northwind",
                                           "--rows=4000",
                                           "--tables=24",
                                           "--companies=1",
                                           "--pace=1500",
                                           NULL };
  Customers *self = g_new0 (Customers, 1);
  FerryEnvironment *environments[G_N_ELEMENTS (all)];
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = ferry_ui_session_make_folder ();
  self->sandbox = ferry_sandbox_process_new (NULL, self->folder, arguments);
  ferry_sandbox_process_start_async (self->sandbox, NULL, ferry_fixture_await_cb, &started);
  ferry_sandbox_process_start_finish (self->sandbox, ferry_fixture_await (&started), &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    environments[i] = add (self, i);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      ferry_fixture_wait_until (is_online (environments[i]));
      if (all[i].set_up)
        set_up (environments[i]);
      if (all[i].has_run)
        run (environments[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].has_run)
      ferry_fixture_wait_until (can (environments[i], FERRY_ACTION_RUN_REPLICATION));
  run (environments[RUNNING]);
  return self;
}

void
customers_free (Customers *self)
{
  gboolean running = TRUE;

  ferry_sandbox_process_stop (self->sandbox);
  while (running)
    {
      g_object_get (self->sandbox, "running", &running, NULL);
      if (running)
        g_main_context_iteration (NULL, TRUE);
    }
  g_object_unref (self->sandbox);
  ferry_ui_session_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}
