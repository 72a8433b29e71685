/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-actions.h"

#include "ferry-checklist-step.h"

/* ---- Reading ---- */

static GError *
run_read (FaultStage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  ferry_environment_refresh_async (stage->environment, NULL, ferry_fixture_await_cb, &result);
  ferry_environment_refresh_finish (stage->environment, ferry_fixture_await (&result), &error);
  return error;
}

static GError *
run_look (FaultStage *stage)
{
  FerryRunMonitor *monitor = stage->environment->monitor;

  ferry_clock_advance (stage->clock, (guint) ferry_run_monitor_get_next_look (monitor));
  ferry_fixture_wait_until (ferry_run_monitor_get_next_look (monitor) >= 0);
  /* Nobody is told but by the page. */
  return NULL;
}

static GError *
run_details (FaultStage *stage)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (FerryRun) run = ferry_environment_get_newest_run (stage->environment);
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  ferry_environment_load_details_async (stage->environment, run, list, NULL, ferry_fixture_await_cb, &result);
  ferry_environment_load_details_finish (stage->environment, ferry_fixture_await (&result), &error);
  return error;
}

/* ---- Starting a run ---- */

static guint
count_runs (FaultStage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;

  ferry_migration_service_list_runs_async (stage->service, 0, NULL, ferry_fixture_await_cb, &result);
  runs = ferry_migration_service_list_runs_finish (stage->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return runs->len;
}

static gboolean
is_ready (FaultStage *stage)
{
  g_autofree char *reason = NULL;
  g_autoptr (GError) error = run_read (stage);

  g_assert_no_error (error);
  return ferry_environment_check_action (stage->environment, FERRY_ACTION_RUN_REPLICATION, &reason);
}

/* The run that the last fault started ends first. */
static void
prepare_start (FaultStage *stage)
{
  sandbox_fixture_poll_until (is_ready (stage));
  stage->before = GUINT_TO_POINTER (count_runs (stage));
}

static GError *
run_start (FaultStage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  ferry_environment_perform_async (stage->environment, FERRY_ACTION_RUN_REPLICATION, NULL, NULL,
                                   ferry_fixture_await_cb, &result);
  ferry_environment_perform_finish (stage->environment, ferry_fixture_await (&result), &error);
  return error;
}

static guint
count_started (FaultStage *stage)
{
  return count_runs (stage) - GPOINTER_TO_UINT (stage->before);
}

/* ---- An order of the management API ---- */

static gboolean
get_layout (FaultStage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonObject) overview = NULL;
  g_autoptr (GError) error = NULL;

  ferry_migration_service_read_management_async (stage->service, NULL, ferry_fixture_await_cb, &result);
  overview = ferry_migration_service_read_management_finish (stage->service, ferry_fixture_await (&result),
                                                             NULL, &error);
  g_assert_no_error (error);
  return json_object_get_boolean_member (overview, "useNewUi");
}

static void
prepare_order (FaultStage *stage)
{
  stage->before = GUINT_TO_POINTER (get_layout (stage));
}

static GError *
run_order (FaultStage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  ferry_environment_order_async (stage->environment,
                                 ferry_order_new_use_new_layout (!GPOINTER_TO_UINT (stage->before)), NULL,
                                 ferry_fixture_await_cb, &result);
  ferry_environment_order_finish (stage->environment, ferry_fixture_await (&result), NULL, &error);
  return error;
}

static guint
count_ordered (FaultStage *stage)
{
  return (guint) get_layout (stage) != GPOINTER_TO_UINT (stage->before);
}

/* ---- Changing an entity ---- */

static FerryRecord *
read_step (FaultStage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GError) error = NULL;

  ferry_migration_service_list_records_async (stage->service, FERRY_TYPE_CHECKLIST_STEP, NULL,
                                              ferry_fixture_await_cb, &result);
  steps = ferry_migration_service_list_records_finish (stage->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return g_object_ref (g_ptr_array_index (steps, 0));
}

static gboolean
is_completed (FerryRecord *step)
{
  gboolean completed;

  g_object_get (step, "completed", &completed, NULL);
  return completed;
}

static void
prepare_patch (FaultStage *stage)
{
  stage->before = read_step (stage);
}

static GError *
run_patch (FaultStage *stage)
{
  JsonObject *members = json_object_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GObject) changed = NULL;
  GError *error = NULL;

  json_object_set_boolean_member (members, "completed", !is_completed (stage->before));
  ferry_environment_change_record_async (stage->environment, FERRY_ACTION_CHECKLIST, stage->before, members,
                                         NULL, ferry_fixture_await_cb, &result);
  changed
    = ferry_environment_change_record_finish (stage->environment, ferry_fixture_await (&result), &error);
  return error;
}

static guint
count_patched (FaultStage *stage)
{
  g_autoptr (FerryRecord) now = read_step (stage);

  return is_completed (now) != is_completed (stage->before);
}

static void
forget_object (FaultStage *stage)
{
  g_object_unref (stage->before);
}

/* ---- Selecting companies ---- */

typedef struct
{
  gboolean was;
  char **ids; /* as they shall be */
} Selection;

static GPtrArray *
list_companies (FaultStage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *companies;

  ferry_migration_service_list_companies_async (stage->service, NULL, ferry_fixture_await_cb, &result);
  companies
    = ferry_migration_service_list_companies_finish (stage->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return companies;
}

/* One is taken in, or out, that no run needs; the last one's name is none that can be copied. */
#define TURNED 1

static void
prepare_select (FaultStage *stage)
{
  g_autoptr (GPtrArray) companies = list_companies (stage);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  Selection *selection = g_new0 (Selection, 1);

  for (guint i = 0; i < companies->len; i++)
    {
      FerryCompany *company = g_ptr_array_index (companies, i);

      if (ferry_company_get_replicate (company) != (i == TURNED))
        g_strv_builder_add (builder, ferry_company_get_id (company));
      if (i == TURNED)
        selection->was = ferry_company_get_replicate (company);
    }
  selection->ids = g_strv_builder_end (builder);
  stage->before = selection;
}

static GError *
run_select (FaultStage *stage)
{
  Selection *selection = stage->before;
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  ferry_environment_select_companies_async (stage->environment, (const char *const *) selection->ids, FALSE,
                                            NULL, ferry_fixture_await_cb, &result);
  ferry_environment_select_companies_finish (stage->environment, ferry_fixture_await (&result), &error);
  return error;
}

static guint
count_selected (FaultStage *stage)
{
  Selection *selection = stage->before;
  g_autoptr (GPtrArray) companies = list_companies (stage);

  return ferry_company_get_replicate (g_ptr_array_index (companies, TURNED)) != selection->was;
}

static void
forget_selection (FaultStage *stage)
{
  Selection *selection = stage->before;

  g_strfreev (selection->ids);
  g_free (selection);
}

/* ---- Table mappings ---- */

#define MAPPED "Faulty Table"

static GPtrArray *
list_mapped (FaultStage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) all = NULL;
  GPtrArray *mapped = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  ferry_migration_service_list_mappings_async (stage->service, NULL, ferry_fixture_await_cb, &result);
  all = ferry_migration_service_list_mappings_finish (stage->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (ferry_table_mapping_get_table_name (g_ptr_array_index (all, i)), MAPPED))
      g_ptr_array_add (mapped, g_object_ref (g_ptr_array_index (all, i)));
  return mapped;
}

static void
prepare_mapping (FaultStage *stage)
{
  g_autoptr (GPtrArray) mapped = list_mapped (stage);

  for (guint i = 0; i < mapped->len; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      ferry_migration_service_delete_mapping_async (stage->service, g_ptr_array_index (mapped, i), NULL,
                                                    ferry_fixture_await_cb, &result);
      ferry_migration_service_delete_mapping_finish (stage->service, ferry_fixture_await (&result), &error);
      g_assert_no_error (error);
    }
  {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GError) error = NULL;

    ferry_environment_load_mappings_async (stage->environment, NULL, ferry_fixture_await_cb, &result);
    stage->before = ferry_environment_load_mappings_finish (stage->environment, ferry_fixture_await (&result),
                                                            NULL, &error);
    g_assert_no_error (error);
  }
}

static GError *
run_mapping (FaultStage *stage)
{
  FerryMappingSet *set = stage->before;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  g_ptr_array_add (wanted, ferry_table_mapping_new (FALSE, "437dbf0e-84ff-417a-965d-ed2bb9650972", 0, MAPPED,
                                                    "Its Source", TRUE));
  changes = ferry_mapping_set_plan (set, NULL, wanted, &error);
  g_assert_no_error (error);
  ferry_environment_apply_mappings_async (stage->environment, set, changes, NULL, NULL, NULL,
                                          ferry_fixture_await_cb, &result);
  ferry_environment_apply_mappings_finish (stage->environment, ferry_fixture_await (&result), NULL, &error);
  return error;
}

static guint
count_mapped (FaultStage *stage)
{
  g_autoptr (GPtrArray) mapped = list_mapped (stage);

  return mapped->len;
}

/* ---- The set-up ---- */

static GError *
run_setup (FaultStage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FerrySetup) setup = NULL;
  GError *error = NULL;

  ferry_environment_save_setup_async (stage->environment, "DynamicsBCLast", FERRY_SQL_SERVER_TYPE_SQL_SERVER,
                                      SANDBOX_CONNECTION_STRING, NULL, NULL, ferry_fixture_await_cb, &result);
  setup = ferry_environment_save_setup_finish (stage->environment, ferry_fixture_await (&result), &error);
  return error;
}

static guint
count_setups (FaultStage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (GError) error = NULL;

  ferry_migration_service_get_setup_async (stage->service, NULL, ferry_fixture_await_cb, &result);
  setup = ferry_migration_service_get_setup_finish (stage->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return setup != NULL;
}

/* In this order: those after the runs leave the selection and the mappings as they please. */
const FaultAction fault_actions[] = {
  { .name = "look",
    .method = "GET",
    .pattern = "cloudMigrationStatus",
    .route = "/cloudMigrationStatus",
    .run = run_look },
  { .name = "read all",
    .method = "GET",
    .pattern = "cloudMigrationStatus",
    .route = "/cloudMigrationStatus",
    .run = run_read },
  { .name = "details", .method = "GET", .pattern = "runDetails", .route = "/runDetails", .run = run_details },
  { .name = "start a run",
    .method = "POST",
    .pattern = "*NAV.runReplication",
    .route = "NAV.runReplication",
    .changes = TRUE,
    .prepare = prepare_start,
    .run = run_start,
    .count_done = count_started },
  { .name = "order",
    .method = "POST",
    .pattern = "*NAV.setUseNewUi",
    .route = "NAV.setUseNewUi",
    .changes = TRUE,
    .prepare = prepare_order,
    .run = run_order,
    .count_done = count_ordered },
  { .name = "change",
    .method = "PATCH",
    .pattern = "checklistSteps*",
    .route = "/checklistSteps({id})",
    .changes = TRUE,
    .prepare = prepare_patch,
    .run = run_patch,
    .count_done = count_patched,
    .forget = forget_object },
  { .name = "select",
    .method = "PATCH",
    .pattern = "cloudMigrationCompanies*",
    .route = "/cloudMigrationCompanies({id})",
    .changes = TRUE,
    .prepare = prepare_select,
    .run = run_select,
    .count_done = count_selected,
    .forget = forget_selection },
  { .name = "map",
    .method = "POST",
    .pattern = "tableMappings",
    .route = "/tableMappings",
    .changes = TRUE,
    .prepare = prepare_mapping,
    .run = run_mapping,
    .count_done = count_mapped,
    .forget = forget_object },
  { .name = "set up",
    .method = "POST",
    .pattern = "setupCloudMigration",
    .route = "/setupCloudMigration",
    .fresh = TRUE,
    .changes = TRUE,
    .run = run_setup,
    .count_done = count_setups },
};
const guint fault_n_actions = G_N_ELEMENTS (fault_actions);
