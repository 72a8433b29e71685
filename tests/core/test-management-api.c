/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The client and docs/management-api.yaml: each operation is called, served as it is described, and understood. */

#include "core-fixture.h"
#include "ferry-order.h"

#include <string.h>

static JsonArray *operations;

/* ---- The description ---- */

static JsonObject *
find_operation (const char *id)
{
  for (guint i = 0; i < json_array_get_length (operations); i++)
    {
      JsonObject *operation = json_array_get_object_element (operations, i);

      if (g_str_equal (json_object_get_string_member (operation, "id"), id))
        return operation;
    }
  g_error ("the description has no operation “%s”", id);
}

/* The only entity in the answer of @id, which lists some, or the answer itself. */
static JsonObject *
get_entity (const char *id)
{
  JsonObject *answer = json_object_get_object_member (find_operation (id), "answer");

  return json_object_has_member (answer, "value")
           ? json_array_get_object_element (json_object_get_array_member (answer, "value"), 0)
           : answer;
}

static void check_schema (JsonNode *node, JsonObject *schema, const char *where);

static void
check_object (JsonObject *object, JsonObject *schema, const char *where)
{
  JsonObject *known = json_object_get_object_member (schema, "properties");
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      g_test_message ("%s: %s", where, (char *) l->data);
      if (json_object_has_member (known, l->data))
        check_schema (json_object_get_member (object, l->data),
                      json_object_get_object_member (known, l->data), l->data);
      else
        g_assert_true (json_object_get_boolean_member_with_default (schema, "additionalProperties", TRUE));
    }
  g_assert_cmpint (json_object_get_size (object), >=,
                   json_object_get_int_member_with_default (schema, "minProperties", 0));
  if (json_object_has_member (schema, "required"))
    {
      JsonArray *required = json_object_get_array_member (schema, "required");

      for (guint i = 0; i < json_array_get_length (required); i++)
        g_assert_true (json_object_has_member (object, json_array_get_string_element (required, i)));
    }
}

/* Of JSON Schema what the description uses for bodies; more than that fails, so that nothing passes unchecked. */
static void
check_schema (JsonNode *node, JsonObject *schema, const char *where)
{
  static const char *const keywords[]
    = { "type",    "properties", "required",  "additionalProperties", "minProperties",
        "minimum", "minLength",  "maxLength", "description",          NULL };
  g_autoptr (GList) members = json_object_get_members (schema);
  const char *type = json_object_get_string_member (schema, "type");

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (keywords, l->data))
      g_error ("%s: this test doesn’t know the keyword “%s”", where, (char *) l->data);

  if (g_str_equal (type, "object"))
    {
      g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
      check_object (json_node_get_object (node), schema, where);
    }
  else if (g_str_equal (type, "string"))
    {
      glong length;

      g_assert_true (json_node_get_value_type (node) == G_TYPE_STRING);
      length = g_utf8_strlen (json_node_get_string (node), -1);
      g_assert_cmpint (length, >=, json_object_get_int_member_with_default (schema, "minLength", 0));
      g_assert_cmpint (length, <=, json_object_get_int_member_with_default (schema, "maxLength", G_MAXINT));
    }
  else if (g_str_equal (type, "integer"))
    {
      g_assert_true (json_node_get_value_type (node) == G_TYPE_INT64);
      g_assert_cmpint (json_node_get_int (node), >=,
                       json_object_get_int_member_with_default (schema, "minimum", G_MININT64));
    }
  else
    {
      g_assert_cmpstr (type, ==, "boolean");
      g_assert_true (json_node_get_value_type (node) == G_TYPE_BOOLEAN);
    }
}

/* ---- Serving it, and what was sent ---- */

/* The path as the service is asked, with the id of the examples. */
static char *
dup_path (const char *id)
{
  const char *template = json_object_get_string_member (find_operation (id), "path");
  g_auto (GStrv) parts = g_strsplit (template, "{id}", 2);
  g_autofree char *path
    = g_strjoinv (json_object_get_string_member (get_entity ("getOverview"), "id"), parts);

  g_assert_true (*path == '/');
  return g_strconcat (CORE_MANAGEMENT_PATH (""), path + 1, NULL);
}

static void
serve (CoreFixture *fixture, const char *id)
{
  JsonObject *operation = find_operation (id);
  g_autofree char *path = dup_path (id);
  g_autofree char *answer = NULL;

  if (!json_object_get_null_member (operation, "answer"))
    answer = json_to_string (json_object_get_member (operation, "answer"), FALSE);
  ferry_fixture_server_reply_to (fixture->server, json_object_get_string_member (operation, "method"), path,
                                 (guint) json_object_get_int_member (operation, "status"), answer);
}

static gboolean
holds (JsonArray *names, const char *name)
{
  for (guint i = 0; i < json_array_get_length (names); i++)
    if (g_str_equal (json_array_get_string_element (names, i), name))
      return TRUE;
  return FALSE;
}

static void
check_query (const FerryFixtureRequest *request, JsonArray *described)
{
  g_autoptr (GHashTable) query
    = g_uri_parse_params (request->query != NULL ? request->query : "", -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!holds (described, name))
      g_error ("%s %s: “%s” isn’t described", request->method, request->path, (char *) name);
}

/* Method and path: that a reply of the server was for it. */
static void
check_sent (CoreFixture *fixture, const char *id)
{
  JsonObject *operation = find_operation (id);
  guint index = ferry_fixture_server_get_n_requests (fixture->server) - 1;
  const FerryFixtureRequest *request = ferry_fixture_server_get_request (fixture->server, index);
  g_autofree char *path = dup_path (id);
  g_autofree char *body = core_fixture_get_sent (fixture, index);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpstr (request->method, ==, json_object_get_string_member (operation, "method"));
  g_assert_cmpstr (request->path, ==, path);
  check_query (request, json_object_get_array_member (operation, "query"));
  g_assert_cmpint (soup_message_headers_get_one (request->headers, "If-Match") != NULL, ==,
                   holds (json_object_get_array_member (operation, "headers"), "If-Match"));
  if (json_object_get_null_member (operation, "request"))
    {
      g_assert_true (*body == '\0' || g_str_equal (body, "{}"));
      return;
    }
  node = json_from_string (body, &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);
  check_schema (node, json_object_get_object_member (operation, "request"), id);
}

/* ---- Calling ---- */

typedef struct
{
  const char *id;
  void (*call) (CoreFixture *fixture, const char *id);
  GType (*type) (void); /* of the records of the set, where it has some */
} Case;

static const Case *the_case;

static void
read_management (CoreFixture *fixture, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GHashTable) capabilities = NULL;
  g_autoptr (JsonObject) overview = NULL;
  g_autoptr (JsonNode) expected = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) read = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GError) error = NULL;

  serve (fixture, "listCapabilities");
  serve (fixture, "getOverview");
  ferry_migration_service_read_management_async (fixture->service, NULL, ferry_fixture_await_cb, &result);
  overview = ferry_migration_service_read_management_finish (fixture->service, ferry_fixture_await (&result),
                                                             &capabilities, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (capabilities), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (
                     capabilities, json_object_get_string_member (get_entity ("listCapabilities"), "name")),
                   ==, "");
  json_node_set_object (expected, get_entity ("getOverview"));
  json_node_set_object (read, overview);
  g_assert_true (json_node_equal (expected, read));
  check_sent (fixture, "getOverview");
}

static void
list_details (CoreFixture *fixture, const char *id)
{
  JsonObject *expected = get_entity (id);
  g_autoptr (FerryRun) run = core_fixture_run ("aaaaaaaa-0000-0000-0000-000000000001");
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (FerryTableDetail) detail = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  serve (fixture, id);
  ferry_migration_service_load_details_async (fixture->service, run, list, NULL, ferry_fixture_await_cb,
                                              &result);
  core_fixture_await_action (fixture, &result, ferry_migration_service_load_details_finish, &error);
  g_assert_no_error (error);
  detail = ferry_detail_list_get_row (list, json_object_get_string_member (expected, "id"));
  g_assert_nonnull (detail);
  g_assert_cmpstr (ferry_table_detail_get_company (detail), ==,
                   json_object_get_string_member (expected, "companyName"));
  g_assert_cmpstr (ferry_table_detail_get_table (detail), ==,
                   json_object_get_string_member (expected, "tableName"));
  g_assert_cmpint (ferry_table_detail_get_status (detail), !=, FERRY_TABLE_STATUS_UNKNOWN);
  g_assert_cmpint (ferry_table_detail_get_records_copied (detail), ==,
                   json_object_get_int_member (expected, "recordsCopied"));
  g_assert_cmpint (ferry_table_detail_get_total_records (detail), ==,
                   json_object_get_int_member (expected, "totalRecords"));
  g_assert_cmpstr (ferry_table_detail_get_message (detail), ==,
                   json_object_get_string_member (expected, "errors"));
  g_assert_cmpstr (ferry_table_detail_get_error_code (detail), ==,
                   json_object_get_string_member (expected, "errorCode"));
  g_assert_cmpint (ferry_table_detail_get_start_time (detail), ==, 1769848215250000);
  g_assert_cmpint (ferry_table_detail_get_end_time (detail), ==, 1769848215250000);
  g_assert_true (ferry_table_detail_get_blocked (detail));
  check_sent (fixture, id);
}

/* Each member of the schema is one that its class reads, with the value that was sent. */
static void
check_record (FerryRecord *record, JsonObject *expected)
{
  FerryRecordClass *klass = FERRY_RECORD_GET_CLASS (record);
  g_autoptr (GList) members = json_object_get_members (expected);

  for (GList *l = members; l != NULL; l = l->next)
    {
      gboolean known = g_str_equal (l->data, "id") || g_str_equal (l->data, "@odata.etag");

      for (guint i = 0; i < klass->n_fields; i++)
        known = known || g_str_equal (klass->fields[i].member, l->data);
      if (!known)
        g_error ("%s: the client doesn’t read “%s”", klass->set, (char *) l->data);
    }
  g_assert_cmpstr (ferry_record_get_id (record), ==,
                   json_object_get_string_member_with_default (expected, "id", ""));
  g_assert_cmpstr (ferry_record_get_etag (record), ==,
                   json_object_get_string_member_with_default (expected, "@odata.etag", ""));
  g_assert_true (ferry_record_agrees (record, expected));
}

static void
list_records (CoreFixture *fixture, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  serve (fixture, id);
  ferry_migration_service_list_records_async (fixture->service, the_case->type (), NULL,
                                              ferry_fixture_await_cb, &result);
  records
    = ferry_migration_service_list_records_finish (fixture->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  check_record (records->pdata[0], get_entity (id));
  check_sent (fixture, id);
}

static FerryRecord *
make_record (GType type, const char *id)
{
  g_autoptr (GError) error = NULL;
  FerryRecord *record = ferry_record_new_from_json (type, get_entity (id), &error);

  g_assert_no_error (error);
  return record;
}

/* The members that the description lets be changed, each with another value than it has. */
static JsonObject *
make_change (const char *id, JsonObject *before)
{
  JsonObject *request = json_object_get_object_member (find_operation (id), "request");
  g_autoptr (GList) members = json_object_get_members (json_object_get_object_member (request, "properties"));
  JsonObject *change = json_object_new ();

  for (GList *l = members; l != NULL; l = l->next)
    if (json_node_get_value_type (json_object_get_member (before, l->data)) == G_TYPE_BOOLEAN)
      json_object_set_boolean_member (change, l->data, !json_object_get_boolean_member (before, l->data));
    else
      json_object_set_string_member (change, l->data, "Another");
  return change;
}

static FerryRecord *
change_record (CoreFixture *fixture, const char *id)
{
  g_autoptr (FerryRecord) record = make_record (the_case->type (), id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FerryRecord *changed;

  ferry_migration_service_change_record_async (fixture->service, record, make_change (id, get_entity (id)),
                                               NULL, ferry_fixture_await_cb, &result);
  changed
    = ferry_migration_service_change_record_finish (fixture->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return changed;
}

static void
change (CoreFixture *fixture, const char *id)
{
  g_autoptr (FerryRecord) changed = NULL;

  serve (fixture, id);
  changed = change_record (fixture, id);
  check_record (changed, get_entity (id));
  check_sent (fixture, id);
}

/* The version was an old one: it is read again, by itself, and the change is sent once more. */
static void
read_again (CoreFixture *fixture, const char *id)
{
  static const char refusal[] = "{\"error\":{\"code\":\"Request_EntityChanged\",\"message\":\"Changed.\"}}";
  g_autofree char *path = dup_path (id);
  g_autofree char *patch = NULL;
  g_autoptr (FerryRecord) changed = NULL;

  for (guint i = 0; patch == NULL && i < json_array_get_length (operations); i++)
    {
      JsonObject *operation = json_array_get_object_element (operations, i);

      if (g_str_equal (json_object_get_string_member (operation, "method"), "PATCH")
          && g_str_equal (json_object_get_string_member (operation, "path"),
                          json_object_get_string_member (find_operation (id), "path")))
        patch = g_strdup (json_object_get_string_member (operation, "id"));
    }
  g_assert_nonnull (patch);
  ferry_fixture_server_reply_to (fixture->server, "PATCH", path, 412, refusal);
  serve (fixture, id);
  serve (fixture, patch);
  changed = change_record (fixture, patch);
  check_record (changed, get_entity (patch));
}

/* ---- Orders ---- */

static void
check_answer (const char *id, JsonNode *answer)
{
  JsonObject *operation = find_operation (id);
  JsonObject *expected;
  g_autofree char *primary = NULL, *secondary = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first = 0, second = 0;

  if (json_object_get_null_member (operation, "answer"))
    {
      g_assert_null (answer);
      return;
    }
  expected = json_object_get_object_member (operation, "answer");
  if (json_object_has_member (expected, "count"))
    {
      g_assert_true (ferry_order_read_count (answer, &first, &error));
      g_assert_cmpint (first, ==, json_object_get_int_member (expected, "count"));
    }
  else if (json_object_has_member (expected, "rows"))
    {
      g_assert_true (ferry_order_read_sanitized (answer, &first, &second, &error));
      g_assert_cmpint (first, ==, json_object_get_int_member (expected, "rows"));
      g_assert_cmpint (second, ==, json_object_get_int_member (expected, "values"));
    }
  else
    {
      g_assert_true (ferry_order_read_keys (answer, &primary, &secondary, &error));
      g_assert_cmpstr (primary, ==, json_object_get_string_member (expected, "primaryKey"));
      g_assert_cmpstr (secondary, ==, json_object_get_string_member (expected, "secondaryKey"));
    }
  g_assert_no_error (error);
}

static FerryCompany *
make_company (void)
{
  g_autoptr (GError) error = NULL;
  FerryCompany *company = ferry_company_new_from_json (get_entity ("listMigrationCompanies"), &error);

  g_assert_no_error (error);
  return company;
}

static FerryOrder *
make_order (const char *id)
{
  g_autoptr (FerrySourceTable) table
    = FERRY_SOURCE_TABLE (make_record (FERRY_TYPE_SOURCE_TABLE, "listSourceTables"));
  g_autoptr (FerryTableSetting) setting
    = FERRY_TABLE_SETTING (make_record (FERRY_TYPE_TABLE_SETTING, "listTableReplicationSettings"));
  g_autoptr (FerryUserMapping) mapping
    = FERRY_USER_MAPPING (make_record (FERRY_TYPE_USER_MAPPING, "listUserMappings"));
  g_autoptr (FerryMigrationWarning) warning
    = FERRY_MIGRATION_WARNING (make_record (FERRY_TYPE_MIGRATION_WARNING, "listMigrationWarnings"));
  g_autoptr (FerryCompany) company = make_company ();

  if (g_str_equal (id, "repairCompanionTables"))
    return ferry_order_new_repair ();
  if (g_str_equal (id, "sanitizeTable"))
    return ferry_order_new_sanitize ("CRONUS", table);
  if (g_str_equal (id, "migrateRecordLinks"))
    return ferry_order_new_record_links ();
  if (g_str_equal (id, "updateService"))
    return ferry_order_new_update ("25.1.0.0");
  if (g_str_equal (id, "resetRuntimeKeys"))
    return ferry_order_new_reset_keys ();
  if (g_str_equal (id, "applyUserMappings"))
    return ferry_order_new_apply_users (mapping);
  if (g_str_equal (id, "ignoreWarning"))
    return ferry_order_new_ignore (warning);
  if (g_str_equal (id, "resetTableReplicationSetting"))
    return ferry_order_new_reset_rule (setting);
  if (g_str_equal (id, "unblockTable"))
    return ferry_order_new_unblock (json_object_get_string_member (get_entity ("listRunDetails"), "id"),
                                    "CRONUS", "Customer");
  if (g_str_equal (id, "markAsInitialized"))
    return ferry_order_new_mark (company, TRUE);
  if (g_str_equal (id, "markAsNotInitialized"))
    return ferry_order_new_mark (company, FALSE);
  if (g_str_equal (id, "setUseNewUi"))
    return ferry_order_new_use_new_layout (FALSE);
  g_assert_cmpstr (id, ==, "setKeepUserPermissions");
  return ferry_order_new_keep_permissions (TRUE);
}

static void
order (CoreFixture *fixture, const char *id)
{
  g_autoptr (FerryOrder) made = make_order (id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *arguments = NULL;

  if (made->arguments != NULL)
    arguments = json_node_init_object (json_node_alloc (), made->arguments);
  if (made->set == NULL)
    serve (fixture, "getOverview");
  serve (fixture, id);
  ferry_migration_service_order_async (fixture->service, made->set, made->id, made->name, arguments, NULL,
                                       NULL, ferry_fixture_await_cb, &result);
  ferry_migration_service_order_finish (fixture->service, ferry_fixture_await (&result), &answer, &error);
  g_assert_no_error (error);
  check_answer (id, answer);
  check_sent (fixture, id);
}

/* What has no order of its own: the operation's id is the action's name. */
static void
manage (CoreFixture *fixture, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *arguments = NULL;

  if (!json_object_get_null_member (find_operation (id), "request"))
    arguments = json_from_string ("{\"reason\":\"The auditor comes first\"}", NULL);
  serve (fixture, "getOverview");
  serve (fixture, id);
  ferry_migration_service_manage_async (fixture->service, id, arguments, NULL, ferry_fixture_await_cb,
                                        &result);
  ferry_migration_service_manage_finish (fixture->service, ferry_fixture_await (&result), &answer, &error);
  g_assert_no_error (error);
  check_answer (id, answer);
  check_sent (fixture, id);
}

static const Case cases[] = {
  { "listCapabilities", read_management, NULL },
  { "getOverview", read_management, NULL },
  { "runDiagnostic", manage, NULL },
  { "pauseMigration", manage, NULL },
  { "abandonMigration", manage, NULL },
  { "getRuntimeKeys", manage, NULL },
  { "repairCompanionTables", order, NULL },
  { "sanitizeTable", order, NULL },
  { "resetRuntimeKeys", order, NULL },
  { "updateService", order, NULL },
  { "migrateRecordLinks", order, NULL },
  { "setUseNewUi", order, NULL },
  { "setKeepUserPermissions", order, NULL },
  { "listRunDetails", list_details, NULL },
  { "unblockTable", order, NULL },
  { "listTableReplicationSettings", list_records, ferry_table_setting_get_type },
  { "getTableReplicationSetting", read_again, ferry_table_setting_get_type },
  { "changeTableReplicationSetting", change, ferry_table_setting_get_type },
  { "resetTableReplicationSetting", order, NULL },
  { "listTableReplicationChanges", list_records, ferry_table_change_get_type },
  { "listUserMappings", list_records, ferry_user_mapping_get_type },
  { "getUserMapping", read_again, ferry_user_mapping_get_type },
  { "changeUserMapping", change, ferry_user_mapping_get_type },
  { "applyUserMappings", order, NULL },
  { "listCloudUsers", list_records, ferry_cloud_user_get_type },
  { "listChecklistSteps", list_records, ferry_checklist_step_get_type },
  { "getChecklistStep", read_again, ferry_checklist_step_get_type },
  { "tickChecklistStep", change, ferry_checklist_step_get_type },
  { "listMigrationWarnings", list_records, ferry_migration_warning_get_type },
  { "ignoreWarning", order, NULL },
  { "listSourceTables", list_records, ferry_source_table_get_type },
  { "markAsInitialized", order, NULL },
  { "markAsNotInitialized", order, NULL },
};

/* The client has the same from the published API, or from the list that the entity is in. */
static const char *const not_called[] = {
  "listCompanies",
  "getCompany",
  "getCapability",
  "getOverviewById",
  "getRunDetail",
  "getTableReplicationChange",
  "getCloudUser",
  "getMigrationWarning",
  "getSourceTable",
  "getMigrationCompany",
  "listMigrationCompanies",
  "changeMigrationCompany",
  NULL,
};

static void
run_case (CoreFixture *fixture, gconstpointer data)
{
  the_case = data;
  the_case->call (fixture, the_case->id);
}

/* An operation that is described is called above, or said not to be; and there are no others. */
static void
test_complete (void)
{
  for (guint i = 0; i < json_array_get_length (operations); i++)
    {
      const char *id = json_object_get_string_member (json_array_get_object_element (operations, i), "id");
      guint n = g_strv_contains (not_called, id) ? 1 : 0;

      for (guint j = 0; j < G_N_ELEMENTS (cases); j++)
        n += g_str_equal (cases[j].id, id) ? 1 : 0;
      if (n != 1)
        g_error ("“%s” is described, and called %u times by this test", id, n);
    }
  for (guint i = 0; not_called[i] != NULL; i++)
    find_operation (not_called[i]);
}

static void
read_description (JsonParser *parser, const char *script, const char *description)
{
  char *argv[] = { (char *) "python3", (char *) script, (char *) description, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  json_parser_load_from_data (parser, output, -1, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  read_description (parser, argv[1], argv[2]);
  operations
    = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "operations");

  g_test_add_func ("/management-api/complete", test_complete);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/management-api/", cases[i].id, NULL);

      g_test_add (path, CoreFixture, &cases[i], core_fixture_set_up, run_case, core_fixture_tear_down);
    }
  return g_test_run ();
}
