/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-enums.h"

#include <string.h>

#define assert_parses(type, expected, ...)                                                                   \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    static const char *const spellings[] = { __VA_ARGS__ };                                                  \
    for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)                                                     \
      g_assert_cmpint (ferry_##type##_parse (spellings[i]), ==, expected);                                   \
  }                                                                                                          \
  G_STMT_END

static void
test_run_status (void)
{
  assert_parses (run_status, FERRY_RUN_STATUS_FAILED, "Failed", "failed", " FAILED ");
  assert_parses (run_status, FERRY_RUN_STATUS_IN_PROGRESS, "In Progress", "InProgress", "In_x0020_Progress");
  assert_parses (run_status, FERRY_RUN_STATUS_COMPLETED, "Completed");
  assert_parses (run_status, FERRY_RUN_STATUS_UPGRADE_PENDING, "Upgrade Pending", "UpgradePending",
                 "Upgrade_x0020_Pending");
  assert_parses (run_status, FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS, "Upgrade in Progress", "UpgradeInProgress",
                 "Upgrade_x0020_in_x0020_Progress");
  assert_parses (run_status, FERRY_RUN_STATUS_UPGRADE_FAILED, "Upgrade Failed", "UpgradeFailed",
                 "Upgrade_x0020_Failed");
  /* The caption has its words in another order than the name, and a blank before them. */
  assert_parses (run_status, FERRY_RUN_STATUS_REPAIR_DATA_PENDING, " Data Repair Pending",
                 "RepairDataPending", "_x0020_Data_x0020_Repair_x0020_Pending");
  assert_parses (run_status, FERRY_RUN_STATUS_UNKNOWN, "", " ", "_x0020_", "Sleeping", "Fail", "-", "unknown",
                 NULL);
}

static void
test_types (void)
{
  assert_parses (replication_type, FERRY_REPLICATION_TYPE_NORMAL, "Normal");
  assert_parses (replication_type, FERRY_REPLICATION_TYPE_FULL, "Full", "FULL");
  assert_parses (replication_type, FERRY_REPLICATION_TYPE_DIAGNOSTIC, "Diagnostic");
  assert_parses (replication_type, FERRY_REPLICATION_TYPE_AZURE_DATA_LAKE, "Azure Data Lake", "AzureDataLake",
                 "Azure_x0020_Data_x0020_Lake");
  assert_parses (replication_type, FERRY_REPLICATION_TYPE_UNKNOWN, "Fuller", "");
  assert_parses (trigger_type, FERRY_TRIGGER_TYPE_SCHEDULED, "Scheduled");
  assert_parses (trigger_type, FERRY_TRIGGER_TYPE_MANUAL, "Manual");
  assert_parses (trigger_type, FERRY_TRIGGER_TYPE_UNKNOWN, "", "By the moon");
  assert_parses (sql_server_type, FERRY_SQL_SERVER_TYPE_SQL_SERVER, "SQLServer", "SQL Server",
                 "SQL_x0020_Server");
  assert_parses (sql_server_type, FERRY_SQL_SERVER_TYPE_AZURE_SQL, "AzureSQL", "Azure SQL",
                 "Azure_x0020_SQL");
}

static void
test_table_status (void)
{
  assert_parses (table_status, FERRY_TABLE_STATUS_NOT_STARTED, "Not Started", "NotStarted",
                 "Not_x0020_Started");
  assert_parses (table_status, FERRY_TABLE_STATUS_IN_PROGRESS, "In Progress", "InProgress");
  assert_parses (table_status, FERRY_TABLE_STATUS_SUCCESSFUL, "Successful");
  assert_parses (table_status, FERRY_TABLE_STATUS_WARNING, "Warning");
  assert_parses (table_status, FERRY_TABLE_STATUS_FAILED, "Failed");
  assert_parses (table_status, FERRY_TABLE_STATUS_UNKNOWN, "Skipped", "");
}

static void
test_company (void)
{
  assert_parses (company_status, FERRY_COMPANY_STATUS_BLANK, " ", "", "_x0020_");
  assert_parses (company_status, FERRY_COMPANY_STATUS_IN_PROGRESS, "In Progress", "InProgress");
  assert_parses (company_status, FERRY_COMPANY_STATUS_COMPLETED, "Completed");
  assert_parses (company_status, FERRY_COMPANY_STATUS_ERROR, "Error");
  assert_parses (company_status, FERRY_COMPANY_STATUS_MISSING_PERMISSION, "Missing Permission",
                 "MissingPermission", "Missing_x0020_Permission");
  assert_parses (company_status, FERRY_COMPANY_STATUS_UNKNOWN, "Lost");
  assert_parses (init_status, FERRY_INIT_STATUS_NOT_INITIALIZED, "Not Initialized", "NotInitialized",
                 "Not_x0020_Initialized");
  assert_parses (init_status, FERRY_INIT_STATUS_FAILED, "Initialization Failed", "InitializationFailed",
                 "Initialization_x0020_Failed");
  assert_parses (init_status, FERRY_INIT_STATUS_INITIALIZED, "Initialized");
  assert_parses (init_status, FERRY_INIT_STATUS_UNKNOWN, "Unknown", "", "Half");
}

static void
test_overview (void)
{
  assert_parses (repair_status, FERRY_REPAIR_STATUS_NONE, "", " ", "_x0020_", "None");
  assert_parses (repair_status, FERRY_REPAIR_STATUS_PENDING, "Pending");
  assert_parses (repair_status, FERRY_REPAIR_STATUS_IN_PROGRESS, "In Progress", "InProgress",
                 "In_x0020_Progress");
  assert_parses (repair_status, FERRY_REPAIR_STATUS_COMPLETED, "Completed");
  assert_parses (repair_status, FERRY_REPAIR_STATUS_UNKNOWN, "Broken");
  assert_parses (disabled_reason, FERRY_DISABLED_REASON_NONE, "", " ", "None");
  assert_parses (disabled_reason, FERRY_DISABLED_REASON_NOT_SET_UP, "Not Set Up", "NotSetUp");
  assert_parses (disabled_reason, FERRY_DISABLED_REASON_PAUSED, "Paused");
  assert_parses (disabled_reason, FERRY_DISABLED_REASON_ABANDONED, "Abandoned");
  assert_parses (disabled_reason, FERRY_DISABLED_REASON_COMPLETED, "Completed");
  assert_parses (disabled_reason, FERRY_DISABLED_REASON_OTHER, "Struck by lightning");
}

/* Each value has a nick that reads as itself again, and a label of its own. */
static void
test_nicks_and_labels (void)
{
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = FERRY_RUN_STATUS_FAILED; i <= FERRY_RUN_STATUS_REPAIR_DATA_PENDING; i++)
    {
      const char *label = ferry_run_status_to_label ((FerryRunStatus) i);

      g_assert_nonnull (ferry_run_status_to_nick ((FerryRunStatus) i));
      g_assert_true (g_hash_table_add (labels, (gpointer) label));
    }
  g_assert_cmpstr (ferry_run_status_to_nick (FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS), ==,
                   "upgrade-in-progress");
  g_assert_cmpstr (ferry_table_status_to_nick (FERRY_TABLE_STATUS_NOT_STARTED), ==, "not-started");
  g_assert_cmpstr (ferry_replication_type_to_nick (FERRY_REPLICATION_TYPE_AZURE_DATA_LAKE), ==,
                   "azure-data-lake");
  g_assert_cmpstr (ferry_sql_server_type_to_wire (FERRY_SQL_SERVER_TYPE_SQL_SERVER), ==, "SQLServer");
  g_assert_cmpstr (ferry_sql_server_type_to_wire (FERRY_SQL_SERVER_TYPE_AZURE_SQL), ==, "AzureSQL");
  /* A value from elsewhere doesn't reach beyond the table. */
  g_assert_cmpstr (ferry_run_status_to_nick ((FerryRunStatus) 99), ==, "unknown");
}

static void
test_styles (void)
{
  g_autoptr (GHashTable) icons = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_true (ferry_run_status_is_running (FERRY_RUN_STATUS_IN_PROGRESS));
  g_assert_true (ferry_run_status_is_running (FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS));
  g_assert_false (ferry_run_status_is_running (FERRY_RUN_STATUS_UPGRADE_PENDING));
  g_assert_false (ferry_run_status_is_running (FERRY_RUN_STATUS_UNKNOWN));
  g_assert_cmpint (ferry_run_status_to_style (FERRY_RUN_STATUS_UPGRADE_FAILED), ==, FERRY_STYLE_BAD);
  g_assert_cmpint (ferry_run_status_to_style (FERRY_RUN_STATUS_UPGRADE_PENDING), ==, FERRY_STYLE_ATTENTION);
  g_assert_cmpint (ferry_table_status_to_style (FERRY_TABLE_STATUS_WARNING), ==, FERRY_STYLE_ATTENTION);
  g_assert_cmpint (ferry_table_status_to_style (FERRY_TABLE_STATUS_NOT_STARTED), ==, FERRY_STYLE_NEUTRAL);

  /* Without colour each still looks different. */
  for (int i = FERRY_STYLE_NEUTRAL; i <= FERRY_STYLE_BAD; i++)
    g_assert_true (g_hash_table_add (icons, (gpointer) ferry_style_to_icon_name ((FerryStyle) i)));
  g_assert_null (ferry_style_to_css_class (FERRY_STYLE_NEUTRAL));
  g_assert_cmpstr (ferry_style_to_css_class (FERRY_STYLE_BAD), ==, "error");
}

static void
test_long (void)
{
  g_autofree char *value = g_strnfill (10000, 'x');

  g_assert_cmpint (ferry_run_status_parse (value), ==, FERRY_RUN_STATUS_UNKNOWN);
  memset (value, ' ', 10000);
  memcpy (value + 5000, "Failed", strlen ("Failed"));
  g_assert_cmpint (ferry_run_status_parse (value), ==, FERRY_RUN_STATUS_FAILED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/enums/run-status", test_run_status);
  g_test_add_func ("/enums/types", test_types);
  g_test_add_func ("/enums/table-status", test_table_status);
  g_test_add_func ("/enums/company", test_company);
  g_test_add_func ("/enums/overview", test_overview);
  g_test_add_func ("/enums/nicks-and-labels", test_nicks_and_labels);
  g_test_add_func ("/enums/styles", test_styles);
  g_test_add_func ("/enums/long", test_long);
  return g_test_run ();
}
