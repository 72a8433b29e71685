/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How tables are replicated: what may be changed, what is asked, what is sent, and what a failure in the middle leaves. */

#include "environment-fixture.h"
#include "ferry-rule-changes.h"
#include "ferry-rule-words.h"

#define OFFERS(name) "{'name':'" name "','available':true,'reason':''}"
#define SETTING(id, company, table, number, replicate, preserve, view_only, changed)                         \
  "{'@odata.etag':'W/1','id':'" id "','companyName':'" company "','tableName':'" table "','tableId':" number \
  ",'replicateData':" replicate ",'preserveCloudData':" preserve ",'viewOnly':" view_only                    \
  ",'changed':" changed "}"

static gpointer
read_record (GType type, const char *text)
{
  g_autofree char *json = core_fixture_json (text);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GError) error = NULL;
  gpointer record = ferry_record_new_from_json (type, json_node_get_object (node), &error);

  g_assert_no_error (error);
  return record;
}

static GPtrArray *
read_settings (const char *first, ...)
{
  GPtrArray *settings = g_ptr_array_new_with_free_func (g_object_unref);
  va_list more;

  va_start (more, first);
  for (const char *text = first; text != NULL; text = va_arg (more, const char *))
    g_ptr_array_add (settings, read_record (FERRY_TYPE_TABLE_SETTING, text));
  va_end (more);
  return settings;
}

#define CUSTOMER SETTING ("r-1", "CRONUS", "Customer", "18", "true", "false", "false", "false")
#define VENDOR   SETTING ("r-2", "CRONUS", "Vendor", "23", "true", "false", "false", "false")
#define ITEM     SETTING ("r-3", "CRONUS", "Item", "27", "true", "false", "false", "false")
#define EXCLUDED SETTING ("r-1", "CRONUS", "Customer", "18", "false", "false", "false", "true")
#define PRINTER  SETTING ("r-4", "", "Printer Selection", "78", "true", "true", "false", "false")
#define USER     SETTING ("r-5", "", "User", "2000000120", "true", "true", "true", "false")
#define MEDIA    SETTING ("r-6", "", "Tenant Media", "2000000184", "true", "true", "false", "false")
#define CLEARED  SETTING ("r-7", "", "User Group", "9000", "true", "false", "false", "true")

/* ---- The rules ---- */

static const struct
{
  const char *name;
  FerryRuleEdit edit;
  const char *setting;
  FerryRuleVerdict verdict;
} judgements[] = {
  { "include-included", FERRY_RULE_EDIT_INCLUDE, CUSTOMER, FERRY_RULE_VERDICT_SAME },
  { "include-excluded", FERRY_RULE_EDIT_INCLUDE, EXCLUDED, FERRY_RULE_VERDICT_CHANGE },
  { "exclude", FERRY_RULE_EDIT_EXCLUDE, CUSTOMER, FERRY_RULE_VERDICT_CHANGE },
  { "exclude-excluded", FERRY_RULE_EDIT_EXCLUDE, EXCLUDED, FERRY_RULE_VERDICT_SAME },
  { "exclude-view-only", FERRY_RULE_EDIT_EXCLUDE, USER, FERRY_RULE_VERDICT_VIEW_ONLY },
  { "exclude-media", FERRY_RULE_EDIT_EXCLUDE, MEDIA, FERRY_RULE_VERDICT_CHANGE },
  { "keep-of-company", FERRY_RULE_EDIT_KEEP, CUSTOMER, FERRY_RULE_VERDICT_OF_COMPANY },
  { "keep-kept", FERRY_RULE_EDIT_KEEP, PRINTER, FERRY_RULE_VERDICT_SAME },
  { "keep-cleared", FERRY_RULE_EDIT_KEEP, CLEARED, FERRY_RULE_VERDICT_CHANGE },
  { "clear", FERRY_RULE_EDIT_CLEAR, PRINTER, FERRY_RULE_VERDICT_CHANGE },
  { "clear-cleared", FERRY_RULE_EDIT_CLEAR, CUSTOMER, FERRY_RULE_VERDICT_SAME },
  { "clear-view-only", FERRY_RULE_EDIT_CLEAR, USER, FERRY_RULE_VERDICT_VIEW_ONLY },
  { "clear-media", FERRY_RULE_EDIT_CLEAR, MEDIA, FERRY_RULE_VERDICT_TENANT_MEDIA },
  { "reset-unchanged", FERRY_RULE_EDIT_RESET, CUSTOMER, FERRY_RULE_VERDICT_SAME },
  { "reset-changed", FERRY_RULE_EDIT_RESET, EXCLUDED, FERRY_RULE_VERDICT_CHANGE },
};

static void
test_judge (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (FerryTableSetting) setting = read_record (FERRY_TYPE_TABLE_SETTING, judgements[i].setting);

  g_assert_cmpint (ferry_rule_edit_judge (judgements[i].edit, setting), ==, judgements[i].verdict);
}

static void
test_plan (void)
{
  g_autoptr (GPtrArray) settings = read_settings (CUSTOMER, VENDOR, USER, EXCLUDED, NULL);
  g_autoptr (FerryRulePlan) exclude = ferry_rule_plan_new (FERRY_RULE_EDIT_EXCLUDE, settings);
  g_autoptr (FerryRulePlan) include = ferry_rule_plan_new (FERRY_RULE_EDIT_INCLUDE, settings);
  g_autoptr (FerryRulePlan) keep = ferry_rule_plan_new (FERRY_RULE_EDIT_KEEP, settings);
  g_autofree char *heading = ferry_rule_plan_dup_heading (exclude);
  g_autofree char *consequence = ferry_rule_plan_dup_consequence (exclude);
  g_autofree char *nothing = ferry_rule_plan_dup_nothing (keep);

  g_assert_cmpuint (exclude->settings->len, ==, 2);
  g_assert_cmpuint (exclude->refused->len, ==, 1);
  g_assert_true (ferry_rule_plan_needs_answer (exclude));
  g_assert_cmpstr (heading, ==, "Exclude 2 Tables?");
  g_assert_nonnull (strstr (consequence, "history"));
  g_assert_nonnull (strstr (consequence, "“CRONUS: Customer”, “CRONUS: Vendor”"));
  g_assert_nonnull (strstr (consequence, "1 table is view-only"));

  /* To copy more harms nobody. */
  g_assert_cmpuint (include->settings->len, ==, 1);
  g_assert_false (ferry_rule_plan_needs_answer (include));

  g_assert_cmpuint (keep->settings->len, ==, 0);
  g_assert_nonnull (strstr (nothing, "3 tables belong to a company"));
}

static void
test_history (void)
{
  static const char *const texts[] = {
    "{'id':'h-1','at':'2026-03-04T05:06:07.8Z','user':'ADMIN','companyName':'=1+1 \\\"& Söhne\\\"',"
    "'tableName':'Customer','property':'replicateData','oldValue':'True','newValue':'false'}",
    "{'id':'h-2','at':'0001-01-01T00:00:00Z','user':'ADMIN','companyName':'','tableName':'User Group',"
    "'property':'PreserveCloudData','oldValue':'Yes','newValue':'No'}",
    "{'id':'h-3','at':'2026-03-04T05:06:07Z','user':'ADMIN','companyName':'','tableName':'User Group',"
    "'property':'somethingNew','oldValue':'true','newValue':'7'}",
  };
  static const char *const words[][3] = {
    { "Replicate data", "Replicated", "Excluded" },
    { "Cloud data", "Kept", "Cleared first" },
    { "somethingNew", "true", "7" },
  };
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) csv = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      FerryTableChange *change = read_record (FERRY_TYPE_TABLE_CHANGE, texts[i]);
      g_autofree char *what = ferry_rule_change_dup_what (change);
      g_autofree char *from = ferry_rule_change_dup_value (change, ferry_table_change_get_old_value (change));
      g_autofree char *to = ferry_rule_change_dup_value (change, ferry_table_change_get_new_value (change));

      g_assert_cmpstr (what, ==, words[i][0]);
      g_assert_cmpstr (from, ==, words[i][1]);
      g_assert_cmpstr (to, ==, words[i][2]);
      g_ptr_array_add (changes, change);
    }
  csv = ferry_rule_history_to_csv (changes);
  text = g_strndup (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));
  g_assert_cmpstr (
    text, ==,
    "at,user,company,table,property,oldValue,newValue\r\n"
    "\"2026-03-04T05:06:07Z\",\"ADMIN\",\"'=1+1 \"\"& "
    "Söhne\"\"\",\"Customer\",\"replicateData\",\"True\",\"false\"\r\n"
    "\"\",\"ADMIN\",\"\",\"User Group\",\"PreserveCloudData\",\"Yes\",\"No\"\r\n"
    "\"2026-03-04T05:06:07Z\",\"ADMIN\",\"\",\"User Group\",\"somethingNew\",\"true\",\"7\"\r\n");
}

/* ---- The reading ---- */

static void
open_environment (EnvironmentFixture *fixture)
{
  fake_service_set (&fixture->fake->capabilities,
                    OFFERS ("tableReplicationSettings") "," OFFERS ("resetToDefault"));
  fake_service_set (&fixture->fake->overview, "{'id':'o-1','enabled':true}");
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fake_service_set (&fixture->fake->record, EXCLUDED);
  environment_fixture_open_environment (fixture);
}

static GPtrArray *
list_settings (EnvironmentFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  FerryMigrationService *service = ferry_environment_get_service (fixture->environment);

  ferry_migration_service_list_records_async (service, FERRY_TYPE_TABLE_SETTING, NULL, ferry_fixture_await_cb,
                                              &result);
  return ferry_migration_service_list_records_finish (service, ferry_fixture_await (&result), error);
}

/* So many that they are made in a worker; one that is wrong is told as it is of few. */
static void
test_many (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) settings = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (
      text,
      "%s{'@odata.etag':'W/1','id':'r-%u','companyName':'CRONUS','tableName':'Table %u',"
      "'tableId':%u,'replicateData':true,'preserveCloudData':false,'viewOnly':false,"
      "'changed':false}",
      i > 0 ? "," : "", i, i, i);
  open_environment (fixture);
  fake_service_set (&fixture->fake->record, text->str);
  settings = list_settings (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (settings->len, ==, 3000);
  g_assert_cmpint (ferry_table_setting_get_table_id (settings->pdata[2999]), ==, 2999);

  g_string_append (text, ",{'id':'r-3000','companyName':'CRONUS','tableName':7}");
  fake_service_set (&fixture->fake->record, text->str);
  g_assert_null (list_settings (fixture, &error));
  core_assert_error (error, FERRY_ERROR_PROTOCOL, "tableName");
}

/* ---- The changing ---- */

static void
on_changed (FerryRuleChanges *changes, FerryTableSetting *setting, GPtrArray *seen)
{
  g_ptr_array_add (seen, g_object_ref (setting));
}

static FerryRuleChanges *
new_changes (EnvironmentFixture *fixture, FerryRuleEdit edit, GPtrArray *settings, GPtrArray *seen)
{
  FerryRuleChanges *changes
    = ferry_rule_changes_new (fixture->environment, ferry_rule_plan_new (edit, settings));

  g_signal_connect (changes, "changed", G_CALLBACK (on_changed), seen);
  return changes;
}

static gboolean
run (FerryRuleChanges *changes, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_rule_changes_run_async (changes, NULL, ferry_fixture_await_cb, &result);
  return ferry_rule_changes_run_finish (changes, ferry_fixture_await (&result), error);
}

static void
test_change (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) settings = read_settings (CUSTOMER, VENDOR, ITEM, NULL);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FerryRuleChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *report = NULL;

  open_environment (fixture);
  changes = new_changes (fixture, FERRY_RULE_EDIT_EXCLUDE, settings, seen);
  g_assert_true (run (changes, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fake_service_count (fixture->fake, "PATCH", "tableReplicationSettings("), ==, 3);
  g_assert_cmpstr (fake_service_get_body (fixture->fake, "PATCH", "(r-3)"), ==, "{\"replicateData\":false}");
  g_assert_cmpuint (seen->len, ==, 3);
  report = ferry_rule_changes_dup_report (changes);
  g_assert_cmpstr (report, ==, "3 tables were changed.");
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "table-rules"), ==, FERRY_OUTCOME_DONE);
}

/* A reset is an action without an answer: what it made of the table is read. */
static void
test_reset (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) settings = read_settings (EXCLUDED, NULL);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FerryRuleChanges) changes = NULL;
  g_autoptr (GError) error = NULL;

  open_environment (fixture);
  fake_service_set (&fixture->fake->record, CUSTOMER);
  changes = new_changes (fixture, FERRY_RULE_EDIT_RESET, settings, seen);
  g_assert_true (run (changes, &error));
  g_assert_no_error (error);
  assert_posts (fixture, "resetToDefault", 1);
  g_assert_cmpuint (seen->len, ==, 1);
  g_assert_true (ferry_table_setting_get_replicate_data (seen->pdata[0]));
}

static void
refuse_next (FerryRuleChanges *changes, FerryTableSetting *setting, FakeService *fake)
{
  g_signal_handlers_disconnect_by_func (changes, refuse_next, fake);
  fake->next_post = FAKE_TROUBLE_REFUSED;
}

/* The second of three is refused: the first and the third are changed, and the second is named. */
static void
test_one_refused (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) settings = read_settings (CUSTOMER, VENDOR, ITEM, NULL);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FerryRuleChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *report = NULL;

  open_environment (fixture);
  changes = new_changes (fixture, FERRY_RULE_EDIT_EXCLUDE, settings, seen);
  g_signal_connect (changes, "changed", G_CALLBACK (refuse_next), fixture->fake);
  g_assert_false (run (changes, &error));
  core_assert_error (error, FERRY_ERROR_REFUSED, "Not now.");
  g_assert_cmpuint (fake_service_count (fixture->fake, "PATCH", "tableReplicationSettings("), ==, 3);
  /* The one refused is read again. */
  g_assert_cmpuint (fake_service_count (fixture->fake, "GET", "tableReplicationSettings(r-2)"), ==, 1);
  report = ferry_rule_changes_dup_report (changes);
  g_assert_cmpstr (report, ==, "2 of 3 tables were changed. Not changed: “CRONUS: Vendor”.");
}

static void
on_request_read (SoupServer *server, SoupServerMessage *message, FakeService *fake)
{
  fake->next_post = g_str_equal (soup_server_message_get_method (message), "PATCH") ? FAKE_TROUBLE_STALE
                                                                                    : FAKE_TROUBLE_NONE;
}

/* Somebody else changes it again and again: said, and the row shows what it is now. */
static void
test_stale (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) settings = read_settings (CUSTOMER, NULL);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FerryRuleChanges) changes = NULL;
  g_autoptr (GError) error = NULL;

  open_environment (fixture);
  fake_service_set (&fixture->fake->record,
                    SETTING ("r-1", "CRONUS", "Customer", "18", "true", "true", "false", "true"));
  g_signal_connect (fixture->fake->server, "request-read", G_CALLBACK (on_request_read), fixture->fake);
  changes = new_changes (fixture, FERRY_RULE_EDIT_EXCLUDE, settings, seen);
  g_assert_false (run (changes, &error));
  core_assert_error (error, FERRY_ERROR_CHANGED, "Somebody else changed how “Customer” is replicated");
  g_assert_cmpuint (seen->len, ==, 1);
  g_assert_true (ferry_table_setting_get_preserve_cloud_data (seen->pdata[0]));
}

static void
fall_silent (FerryRuleChanges *changes, FerryTableSetting *setting, FakeService *fake)
{
  fake->outage = TRUE;
}

/* Without a connection there is no use in going on. */
static void
test_outage (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) settings = read_settings (CUSTOMER, VENDOR, ITEM, NULL);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FerryRuleChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *report = NULL;

  environment_fixture_set_quick_retry (fixture);
  open_environment (fixture);
  changes = new_changes (fixture, FERRY_RULE_EDIT_EXCLUDE, settings, seen);
  g_signal_connect (changes, "changed", G_CALLBACK (fall_silent), fixture->fake);
  g_assert_false (run (changes, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (fake_service_count (fixture->fake, "PATCH", "(r-3)"), ==, 0);
  report = ferry_rule_changes_dup_report (changes);
  g_assert_cmpstr (report, ==,
                   "1 of 3 tables were changed. Not changed: “CRONUS: Vendor”. 1 table was left as it is.");
  fixture->fake->outage = FALSE;
}

static void
stop (FerryRuleChanges *changes)
{
  ferry_rule_changes_stop (changes);
}

static void
test_stop (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) settings = read_settings (CUSTOMER, VENDOR, ITEM, NULL);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FerryRuleChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *report = NULL;

  open_environment (fixture);
  changes = new_changes (fixture, FERRY_RULE_EDIT_EXCLUDE, settings, seen);
  g_signal_connect (changes, "changed", G_CALLBACK (stop), NULL);
  g_assert_false (run (changes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fake_service_count (fixture->fake, "PATCH", "tableReplicationSettings("), ==, 1);
  report = ferry_rule_changes_dup_report (changes);
  g_assert_cmpstr (report, ==, "1 of 3 tables were changed. 2 tables were left as they are.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (judgements); i++)
    {
      g_autofree char *path = g_strconcat ("/table-rules/judge/", judgements[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_judge);
    }
  g_test_add_func ("/table-rules/plan", test_plan);
  g_test_add_func ("/table-rules/history", test_history);
  environment_fixture_add ("table-rules/many", test_many);
  environment_fixture_add ("table-rules/change", test_change);
  environment_fixture_add ("table-rules/reset", test_reset);
  environment_fixture_add ("table-rules/one-refused", test_one_refused);
  environment_fixture_add ("table-rules/stale", test_stale);
  environment_fixture_add ("table-rules/outage", test_outage);
  environment_fixture_add ("table-rules/stop", test_stop);
  return g_test_run ();
}
