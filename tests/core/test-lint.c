/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said before the set-up and before a run, and why tables failed. */

#include <json-glib/json-glib.h>
#include <string.h>

#include "ferry-failure-cause.h"
#include "ferry-lint.h"
#include "ferry-table-mapping.h"

#define NOW (20000 * G_TIME_SPAN_DAY)

typedef struct
{
  FerryLintInput input;
  FerryMigrationState *state;
  GPtrArray *companies;
  GPtrArray *causes;
  GPtrArray *mappings;
} Case;

static void
add_company (Case *c, const char *name, double size, FerryInitStatus init_status)
{
  g_ptr_array_add (c->companies, ferry_lint_company_new (name, size, init_status, TRUE));
}

static void
begin (Case *c, FerryLintOccasion occasion)
{
  memset (c, 0, sizeof *c);
  c->state = ferry_migration_state_new ();
  c->state->now = NOW;
  c->state->has_run = TRUE;
  c->state->last_start = NOW - G_TIME_SPAN_DAY;
  c->state->last_status = FERRY_RUN_STATUS_COMPLETED;
  c->companies = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_lint_company_free);
  c->causes = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_failure_cause_free);
  c->mappings = g_ptr_array_new_with_free_func (g_object_unref);
  c->input.occasion = occasion;
  c->input.companies = c->companies;
  c->input.causes = c->causes;
  c->input.mappings = c->mappings;
  c->input.state = c->state;
}

static void
end (Case *c)
{
  ferry_migration_state_free (c->state);
  g_ptr_array_unref (c->companies);
  g_ptr_array_unref (c->causes);
  g_ptr_array_unref (c->mappings);
}

/* One line a finding: E, W or A, and the title. */
static void
assert_titles (GPtrArray *findings, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const FerryLintFinding *finding = findings->pdata[i];

      g_string_append_printf (text, "%c %s\n", "AWE"[finding->severity], finding -> title);
      g_assert_cmpuint (strlen (finding->explanation), >, 10);
      g_assert_cmpuint (strlen (finding->fix), >, 10);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_case (Case *c, const char *expected)
{
  g_autoptr (GPtrArray) findings = ferry_lint_check (&c->input);

  assert_titles (findings, expected);
}

static void
test_nothing_wrong (void)
{
  Case c;

  begin (&c, FERRY_LINT_REPLICATION);
  add_company (&c, "CRONUS International Ltd.", 1, FERRY_INIT_STATUS_INITIALIZED);
  assert_case (&c, "");
  c.input.occasion = FERRY_LINT_DIAGNOSTIC;
  assert_case (&c, "");
  end (&c);
}

static void
test_first_run (void)
{
  Case c;

  begin (&c, FERRY_LINT_REPLICATION);
  add_company (&c, "CRONUS", 1, FERRY_INIT_STATUS_NOT_INITIALIZED);
  c.state->has_run = FALSE;
  assert_case (&c, "A 1 company isn’t initialized\nA Keep changes for at least 3 days\n");

  /* Where nothing is known nothing is said. */
  c.input.state = NULL;
  c.input.causes = NULL;
  c.input.mappings = NULL;
  assert_case (&c, "A 1 company isn’t initialized\n");
  end (&c);
}

static void
test_names (void)
{
  Case c;
  g_autoptr (GPtrArray) findings = NULL;

  begin (&c, FERRY_LINT_SETUP);
  add_company (&c, "A/S Fisk", 1, FERRY_INIT_STATUS_UNKNOWN);
  add_company (&c, "Cronus", 1, FERRY_INIT_STATUS_UNKNOWN);
  add_company (&c, "CRONUS", 1, FERRY_INIT_STATUS_UNKNOWN);
  add_company (&c, "Bell's\a", 1, FERRY_INIT_STATUS_UNKNOWN);
  assert_case (&c, "E Company “A/S Fisk” can’t be migrated\n"
                   "E Company “Bell's\a” can’t be migrated\n"
                   "W “Cronus” and “CRONUS” count as one name\n"
                   "A Keep changes for at least 3 days\n");
  findings = ferry_lint_check (&c.input);
  g_assert_nonnull (strstr (((FerryLintFinding *) findings->pdata[0])->snippet, "-CompanyName 'A/S Fisk'"));
  g_assert_nonnull (strstr (((FerryLintFinding *) findings->pdata[1])->snippet, "-CompanyName 'Bell''s\a'"));
  g_assert_cmpint (((FerryLintFinding *) findings->pdata[1])->subject, ==, FERRY_LINT_COMPANIES);
  end (&c);
}

static void
test_many_bad_names (void)
{
  Case c;
  g_autoptr (GPtrArray) findings = NULL;

  begin (&c, FERRY_LINT_REPLICATION);
  for (int i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("bad/%d", i);

      add_company (&c, name, 0, FERRY_INIT_STATUS_INITIALIZED);
    }
  findings = ferry_lint_check (&c.input);
  g_assert_cmpuint (findings->len, ==, 6);
  g_assert_cmpstr (((FerryLintFinding *) findings->pdata[5])->title, ==,
                   "3 more companies can’t be migrated");
  end (&c);
}

static void
test_amount (void)
{
  Case c;

  begin (&c, FERRY_LINT_REPLICATION);
  assert_case (&c, "E No company is selected\n");
  for (int i = 0; i < FERRY_LINT_MANY_COMPANIES - 1; i++)
    {
      g_autofree char *name = g_strdup_printf ("C%d", i);

      add_company (&c, name, 0.1, FERRY_INIT_STATUS_INITIALIZED);
    }
  assert_case (&c, "");
  add_company (&c, "One more", 20.1, FERRY_INIT_STATUS_INITIALIZED);
  assert_case (&c, "W 300 companies in one go\nW 50.0 GB is a lot to copy\n");
  end (&c);
}

static void
test_initialized (void)
{
  Case c;

  begin (&c, FERRY_LINT_REPLICATION);
  add_company (&c, "A", 1, FERRY_INIT_STATUS_NOT_INITIALIZED);
  add_company (&c, "B", 1, FERRY_INIT_STATUS_NOT_INITIALIZED);
  add_company (&c, "C", 1, FERRY_INIT_STATUS_FAILED);
  assert_case (&c, "W Initializing 1 company failed\nA 2 companies aren’t initialized\n");
  /* A diagnostic run copies nothing. */
  c.input.occasion = FERRY_LINT_DIAGNOSTIC;
  assert_case (&c, "");
  end (&c);
}

static void
test_change_tracking (void)
{
  Case c;

  begin (&c, FERRY_LINT_REPLICATION);
  add_company (&c, "A", 1, FERRY_INIT_STATUS_INITIALIZED);
  c.state->last_start = NOW - FERRY_LINT_RETENTION_DAYS * G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR;
  assert_case (&c, "");
  c.state->last_start = NOW - FERRY_LINT_RETENTION_DAYS * G_TIME_SPAN_DAY;
  assert_case (&c, "W Last run was 3 days ago\n");
  /* All is copied anyhow. */
  c.state->cloud_data_reset = TRUE;
  assert_case (&c, "W Everything is copied again\nA Keep changes for at least 3 days\n");
  end (&c);
}

static void
test_last_run (void)
{
  Case c;

  begin (&c, FERRY_LINT_REPLICATION);
  add_company (&c, "A", 1, FERRY_INIT_STATUS_INITIALIZED);
  c.state->last_details = g_strdup ("50001: The compatibility level is 120.");
  assert_case (&c, "");
  c.state->last_status = FERRY_RUN_STATUS_FAILED;
  assert_case (&c, "W Last run failed: Compatibility level too low\n");
  g_free (c.state->last_details);
  c.state->last_details = g_strdup ("Nobody knows why.");
  assert_case (&c, "");
  end (&c);
}

static void
test_product (void)
{
  Case c;

  begin (&c, FERRY_LINT_SETUP);
  add_company (&c, "A", 1, FERRY_INIT_STATUS_UNKNOWN);
  c.state->last_status = FERRY_RUN_STATUS_FAILED;
  c.state->last_details = g_strdup ("Error 50018");
  c.input.product_id = "DynamicsBC";
  assert_case (&c,
               "W Last run failed: Source has another major version\nA Keep changes for at least 3 days\n");
  /* The product for earlier versions settles that; it upgrades, though. */
  c.input.product_id = "DynamicsBCLast";
  assert_case (&c, "A Keep changes for at least 3 days\nA A data upgrade follows the copy\n");
  g_free (c.state->last_details);
  c.state->last_details = g_strdup ("Error 50017");
  assert_case (&c, "W Last run failed: Source version not supported\nA Keep changes for at least 3 days\n"
                   "A A data upgrade follows the copy\n");
  end (&c);
}

static void
add_cause (Case *c, const char *message, guint count)
{
  FerryFailureCause *cause = ferry_failure_cause_new (NULL, message, "CRONUS", "Item");

  cause->count = count;
  g_ptr_array_add (c->causes, cause);
}

static void
test_causes (void)
{
  Case c;
  g_autoptr (GPtrArray) findings = NULL;

  begin (&c, FERRY_LINT_REPLICATION);
  add_company (&c, "A", 1, FERRY_INIT_STATUS_INITIALIZED);
  c.state->tables_failed = 1209;
  add_cause (&c, "[Description]L,", 1200);
  add_cause (&c, "50020: no change tracking", 1);
  add_cause (&c, "Deadlock", 1);
  add_cause (&c, "Invalid column name 'x'.", 4);
  add_cause (&c, "nobody knows", 3);
  assert_case (&c, "W Columns don’t fit: 1200 tables\n"
                   "W Change tracking is off: 1 table\n"
                   "W Deadlock at the source: 1 table\n"
                   "W 7 more tables failed in the last run\n"
                   "A 1209 tables are blocked\n");
  findings = ferry_lint_check (&c.input);
  g_assert_nonnull (strstr (((FerryLintFinding *) findings->pdata[0])->snippet, "[CRONUS$Item$"));
  end (&c);
}

static void
test_warnings (void)
{
  Case c;

  begin (&c, FERRY_LINT_DIAGNOSTIC);
  add_company (&c, "A", 1, FERRY_INIT_STATUS_INITIALIZED);
  c.state->warnings = 2;
  assert_case (&c, "A 2 warnings need a look\n");
  end (&c);
}

static void
test_mappings (void)
{
  static const char app[] = "11111111-0000-0000-0000-00000000000A";
  static const char same_app[] = "11111111-0000-0000-0000-00000000000a";
  Case c;

  begin (&c, FERRY_LINT_REPLICATION);
  add_company (&c, "A", 1, FERRY_INIT_STATUS_INITIALIZED);
  g_ptr_array_add (c.mappings, ferry_table_mapping_new (FALSE, app, 50000, "Fish", "Old Fish", TRUE));
  g_ptr_array_add (c.mappings, ferry_table_mapping_new (FALSE, app, 50001, "Boat", "Old Fish", TRUE));
  assert_case (&c, "");
  g_ptr_array_add (c.mappings, ferry_table_mapping_new (FALSE, same_app, 50000, "fish", "Older Fish", TRUE));
  assert_case (&c, "W Custom table “fish” has two sources\n");
  end (&c);
}

static void
test_address (void)
{
  Case c;

  begin (&c, FERRY_LINT_SETUP);
  add_company (&c, "A", 1, FERRY_INIT_STATUS_UNKNOWN);
  c.state->has_run = TRUE;
  c.input.state = NULL;
  c.input.server_type = FERRY_SQL_SERVER_TYPE_SQL_SERVER;
  c.input.server = "srv01\\BC";
  c.input.database = "BC";
  assert_case (&c, "");
  c.input.server = "LocalHost\\BC";
  assert_case (&c, "A “LocalHost\\BC” is the integration runtime’s own machine\n");
  c.input.server = "x.database.windows.net";
  assert_case (&c, "W “x.database.windows.net” is an Azure SQL server\n");
  c.input.server_type = FERRY_SQL_SERVER_TYPE_AZURE_SQL;
  assert_case (&c, "");
  c.input.server = "srv01";
  c.input.database = "Master";
  assert_case (&c, "W “srv01” isn’t an address of Azure SQL\nW “Master” holds no companies\n");
  end (&c);
}

static void
assert_connection (const char *text, FerrySqlServerType type, const char *expected)
{
  g_autoptr (GPtrArray) findings = ferry_lint_check_connection_string (text, type);

  assert_titles (findings, expected);
  for (guint i = 0; i < findings->len; i++)
    {
      const FerryLintFinding *finding = findings->pdata[i];

      g_assert_null (strstr (finding->title, "s3cret"));
      g_assert_null (strstr (finding->explanation, "s3cret"));
    }
}

static void
test_connection (void)
{
  const FerrySqlServerType sql = FERRY_SQL_SERVER_TYPE_SQL_SERVER, azure = FERRY_SQL_SERVER_TYPE_AZURE_SQL;

  assert_connection ("Server=srv01;Database=BC;User Id=bc;Password=s3cret;", sql, "");
  assert_connection ("Server=srv01;Database=BC;User Id=SA;Password=s3cret;", sql,
                     "A Login “sa” may do everything\n");
  assert_connection ("Server=srv01;Database=BC;Password=s3cret;", sql, "E Connection string isn’t right\n");
  assert_connection ("Server=.;Database=msdb;User Id=sa;Password=s3cret;", sql,
                     "W “msdb” holds no companies\nA “.” is the integration runtime’s own machine\n"
                     "A Login “sa” may do everything\n");
  assert_connection ("Server=tcp:x.database.windows.net,1433;Initial Catalog=BC;User ID=bc;Password=s3cret;"
                     "Encrypt=True;",
                     azure, "");
  assert_connection ("Server=tcp:x.database.windows.net,1433;Initial Catalog=BC;User ID=bc;Password=s3cret;",
                     azure, "W Connection isn’t encrypted\n");
  assert_connection ("Server=tcp:x.database.windows.net,1433;Initial Catalog=BC;User ID=bc;Password=s3cret;"
                     "Encrypt=False",
                     azure, "W Connection isn’t encrypted\n");
  assert_connection ("Server=tcp:x.database.windows.net,1433;Initial Catalog=BC;UserID=bc;Password=s3cret;",
                     sql, "W “x.database.windows.net” is an Azure SQL server\n");
}

/* ---- Why tables failed ---- */

static FerryDetailList *
new_details (void)
{
  static const char json[]
    = "{\"value\":["
      "{\"id\":\"00000000-0000-0000-0000-000000000001\",\"companyName\":\"A\",\"tableName\":\"One\","
      "\"status\":\"Failed\",\"errors\":\"nobody knows\"},"
      "{\"id\":\"00000000-0000-0000-0000-000000000002\",\"companyName\":\"A\",\"tableName\":\"Two\","
      "\"status\":\"Failed\",\"errorCode\":\"50007\",\"errors\":\"Arithmetic overflow error\"},"
      "{\"id\":\"00000000-0000-0000-0000-000000000003\",\"companyName\":\"A\",\"tableName\":\"Three\","
      "\"status\":\"Failed\",\"errors\":\"[Name]L,\"},"
      "{\"id\":\"00000000-0000-0000-0000-000000000004\",\"companyName\":\"B\",\"tableName\":\"Three\","
      "\"status\":\"Failed\",\"errors\":\"[Other]T,\"},"
      "{\"id\":\"00000000-0000-0000-0000-000000000005\",\"companyName\":\"B\",\"tableName\":\"Four\","
      "\"status\":\"Warning\",\"errorCode\":\"50004\",\"errors\":\"missing\"},"
      "{\"id\":\"00000000-0000-0000-0000-000000000006\",\"companyName\":\"C\",\"tableName\":\"One\","
      "\"status\":\"Failed\",\"errors\":\"nobody knows\"},"
      "{\"id\":\"00000000-0000-0000-0000-000000000007\",\"companyName\":\"C\",\"tableName\":\"Five\","
      "\"status\":\"Failed\",\"errors\":\"nobody knows\"}]}";
  FerryDetailList *list = ferry_detail_list_new ();
  g_autoptr (GBytes) page = g_bytes_new_static (json, strlen (json));
  g_autofree char *next = NULL;
  GError *error = NULL;

  ferry_detail_list_begin_load (list);
  ferry_detail_list_parse_page (page, list, &next, &error);
  g_assert_no_error (error);
  ferry_detail_list_end_load (list, TRUE);
  return list;
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  *(GPtrArray **) data = ferry_failure_causes_find_finish (FERRY_DETAIL_LIST (source), result, &error);
  g_assert_no_error (error);
}

static GPtrArray *
find_causes (FerryDetailList *list)
{
  GPtrArray *causes = NULL;

  ferry_failure_causes_find_async (list, NULL, on_found, &causes);
  while (causes == NULL)
    g_main_context_iteration (NULL, TRUE);
  return causes;
}

static void
test_find_causes (void)
{
  g_autoptr (FerryDetailList) list = new_details ();
  g_autoptr (FerryDetailList) empty = ferry_detail_list_new ();
  g_autoptr (GPtrArray) causes = find_causes (list);
  g_autoptr (GPtrArray) none = find_causes (empty);
  g_autoptr (GString) text = g_string_new (NULL);
  const FerryFailureCause *columns;

  for (guint i = 0; i < causes->len; i++)
    {
      const FerryFailureCause *cause = causes->pdata[i];

      g_string_append_printf (text, "%s %u; ", ferry_failure_cause_get_label (cause), cause->count);
    }
  g_assert_cmpstr (text->str, ==, "Columns don’t fit 2; Number too large 1; Other reasons 3; ");
  columns = causes->pdata[0];
  g_assert_cmpstr (columns->company, ==, "A");
  g_assert_cmpstr (columns->table, ==, "Three");
  g_assert_cmpstr (columns->message, ==, "[Name]L,");
  g_assert_null (columns->code);
  g_assert_cmpstr (((FerryFailureCause *) causes->pdata[1])->code, ==, "50007");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
assert_tables (FerryDetailList *list, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (FerryTableDetail) detail = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (text, "%s/%s ", ferry_table_detail_get_company (detail),
                              ferry_table_detail_get_table (detail));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_show_cause (void)
{
  g_autoptr (FerryDetailList) list = new_details ();

  ferry_detail_list_set_cause (list, "Columns don’t fit");
  assert_tables (list, "A/Three B/Three ");
  /* With the other filter, and after it. */
  ferry_detail_list_set_filter (list, 0, "B", NULL);
  assert_tables (list, "B/Three ");
  ferry_detail_list_set_cause (list, "");
  assert_tables (list, "");
  ferry_detail_list_set_filter (list, 0, NULL, NULL);
  assert_tables (list, "A/One C/One C/Five ");
  ferry_detail_list_set_cause (list, NULL);

  /* What is shown of it is found, too; not what only others have. */
  ferry_detail_list_set_filter (list, 0, NULL, "NUMBER too");
  assert_tables (list, "A/Two ");
  ferry_detail_list_set_filter (list, 0, NULL, "Table missing at");
  assert_tables (list, "B/Four ");
  ferry_detail_list_set_filter (list, 0, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 7);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lint/nothing-wrong", test_nothing_wrong);
  g_test_add_func ("/lint/first-run", test_first_run);
  g_test_add_func ("/lint/names", test_names);
  g_test_add_func ("/lint/many-bad-names", test_many_bad_names);
  g_test_add_func ("/lint/amount", test_amount);
  g_test_add_func ("/lint/initialized", test_initialized);
  g_test_add_func ("/lint/change-tracking", test_change_tracking);
  g_test_add_func ("/lint/last-run", test_last_run);
  g_test_add_func ("/lint/product", test_product);
  g_test_add_func ("/lint/causes", test_causes);
  g_test_add_func ("/lint/warnings", test_warnings);
  g_test_add_func ("/lint/mappings", test_mappings);
  g_test_add_func ("/lint/address", test_address);
  g_test_add_func ("/lint/connection", test_connection);
  g_test_add_func ("/causes/find", test_find_causes);
  g_test_add_func ("/causes/show", test_show_cause);
  return g_test_run ();
}
