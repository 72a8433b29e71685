/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"
#include "ferry-action.h"

static void
test_products (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) known
    = core_fixture_object ("{'id':'DynamicsBCLast','displayName':'Earlier versions'}");
  g_autoptr (JsonObject) unknown = core_fixture_object ("{'id':'DynamicsXY','displayName':''}");
  g_autoptr (JsonObject) nameless = core_fixture_object ("{'displayName':'x'}");
  g_autoptr (FerryProduct) product = ferry_product_new_from_json (known, &error);
  g_autoptr (FerryProduct) other = ferry_product_new_from_json (unknown, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ferry_product_get_display_name (product), ==, "Earlier versions");
  g_assert_cmpstr (ferry_product_get_description (product), !=, "");
  g_assert_cmpstr (ferry_product_get_display_name (other), ==, "DynamicsXY");
  g_assert_cmpstr (ferry_product_get_description (other), ==, "");
  g_assert_null (ferry_product_new_from_json (nameless, &error));
  core_assert_error (error, FERRY_ERROR_PROTOCOL, "“id”");

  g_assert_true (ferry_product_id_needs_upgrade ("DynamicsBCLast"));
  g_assert_true (ferry_product_id_needs_upgrade ("dynamicsbclast"));
  g_assert_false (ferry_product_id_needs_upgrade ("DynamicsBC"));
  g_assert_false (ferry_product_id_needs_upgrade (NULL));
}

/* The key is handed out once; a blank one, as later answers have it, is none. */
static void
test_runtime_key (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) fresh
    = core_fixture_object ("{'id':'s1','productId':'DynamicsBC','sqlServerType':'AzureSQL',"
                           "'runtimeName':'','runtimeKey':'key-1','@odata.etag':'e'}");
  g_autoptr (JsonObject) later = core_fixture_object ("{'id':'s1','productId':'DynamicsBC','runtimeKey':''}");
  g_autoptr (FerrySetup) setup = ferry_setup_new_from_json (fresh, &error);
  g_autoptr (FerrySetup) again = ferry_setup_new_from_json (later, &error);
  g_autofree char *key = ferry_setup_take_runtime_key (setup);

  g_assert_no_error (error);
  g_assert_cmpstr (key, ==, "key-1");
  g_assert_null (ferry_setup_take_runtime_key (setup));
  g_assert_null (ferry_setup_take_runtime_key (again));
  g_assert_cmpint (ferry_setup_get_server_type (setup), ==, FERRY_SQL_SERVER_TYPE_AZURE_SQL);
  g_assert_cmpint (ferry_setup_get_server_type (again), ==, FERRY_SQL_SERVER_TYPE_SQL_SERVER);
  g_assert_cmpstr (ferry_setup_get_etag (setup), ==, "e");
}

static void
test_mappings (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = core_fixture_object (
    "{'id':'m1','targetTableType':'Table Extension','appId':'A-1','extensionName':'My App',"
    "'tableId':50100,'tableName':'Customer','sourceTableName':'Old Customer',"
    "'dataPerCompany':false,'@odata.etag':'e'}");
  g_autoptr (FerryTableMapping) read = ferry_table_mapping_new_from_json (object, &error);
  g_autoptr (FerryTableMapping) made
    = ferry_table_mapping_new (TRUE, "a-1", 50100, "Customer", "Old Customer", FALSE);
  g_autoptr (FerryTableMapping) table
    = ferry_table_mapping_new (FALSE, NULL, 0, "Customer", "Old Customer", FALSE);
  g_autoptr (JsonNode) extension_body = ferry_table_mapping_to_json (made);
  g_autoptr (JsonNode) table_body = ferry_table_mapping_to_json (table);

  g_assert_no_error (error);
  g_assert_true (ferry_table_mapping_is_extension (read));
  g_assert_cmpstr (ferry_table_mapping_get_extension_name (read), ==, "My App");
  g_assert_true (ferry_table_mapping_equal (read, made));
  g_assert_false (ferry_table_mapping_equal (read, table));
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (extension_body), "targetTableType"),
                   ==, "Table_x0020_Extension");
  g_assert_true (json_object_has_member (json_node_get_object (extension_body), "dataPerCompany"));
  /* Settable for extensions only, and the extension's name never. */
  g_assert_false (json_object_has_member (json_node_get_object (table_body), "dataPerCompany"));
  g_assert_false (json_object_has_member (json_node_get_object (extension_body), "extensionName"));
}

static void
test_actions (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 0; i < FERRY_N_ACTIONS; i++)
    {
      FerryAction action = (FerryAction) i, found;
      const char *nick = ferry_action_to_nick (action);

      g_assert_true (g_action_name_is_valid (nick));
      g_assert_true (ferry_action_from_nick (nick, &found));
      g_assert_cmpint (found, ==, action);
      g_assert_true (g_hash_table_add (seen, (gpointer) nick));
      g_assert_true (g_hash_table_add (seen, (gpointer) ferry_action_get_label (action)));
      g_assert_true (g_str_has_suffix (ferry_action_get_sentence (action), "."));
      g_assert_cmpstr (ferry_action_group_get_label (ferry_action_get_group (action)), !=, "");
      g_assert_cmpuint (ferry_action_get_web_page (action), !=, 0);
    }
  g_assert_false (ferry_action_from_nick ("dance", NULL));
  /* What the published API does whole needs no capability (§C). */
  g_assert_null (ferry_action_get_capability (FERRY_ACTION_RUN_REPLICATION));
  g_assert_null (ferry_action_get_capability (FERRY_ACTION_COMPLETE));
  g_assert_cmpstr (ferry_action_get_capability (FERRY_ACTION_RUN_DIAGNOSTIC), ==, "runDiagnostic");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/setup/products", test_products);
  g_test_add_func ("/setup/runtime-key", test_runtime_key);
  g_test_add_func ("/setup/mappings", test_mappings);
  g_test_add_func ("/setup/actions", test_actions);
  return g_test_run ();
}
