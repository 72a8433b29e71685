/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lists of the management API: what their readers make of an entity, and what they refuse. */

#include "core-fixture.h"
#include "ferry-management.h"

static gpointer
read_record (GType type, const char *text, GError **error)
{
  g_autofree char *json = core_fixture_json (text);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  return ferry_record_new_from_json (type, json_node_get_object (node), error);
}

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FerryUserMapping) mapping
    = read_record (FERRY_TYPE_USER_MAPPING,
                   "{'@odata.etag':'W/1','id':'u-1','sourceUserId':'DOM\\\\ANNA','sourceEmail':null,"
                   "'destinationUserId':'anna','suggestedBy':'Name_x0020_Identifier','more':[1]}",
                   &error);
  g_autoptr (FerryMigrationWarning) warning = read_record (
    FERRY_TYPE_MIGRATION_WARNING,
    "{'id':'w-1','type':'RecordLinks','message':'“50 %” of it','createdAt':'2026-01-02T03:04:05.5Z',"
    "'helpUrl':'','ignored':true}",
    &error);
  g_autofree char *property = NULL;
  gint64 at;
  gboolean ignored;

  g_assert_no_error (error);
  g_assert_cmpstr (ferry_record_get_id (FERRY_RECORD (mapping)), ==, "u-1");
  g_assert_cmpstr (ferry_record_get_etag (FERRY_RECORD (mapping)), ==, "W/1");
  g_assert_cmpstr (ferry_record_get_name (FERRY_RECORD (mapping)), ==, "DOM\\ANNA");
  g_assert_cmpstr (ferry_user_mapping_get_source_email (mapping), ==, "");
  g_assert_cmpstr (ferry_user_mapping_get_suggested_by (mapping), ==, "Name Identifier");
  g_object_get (mapping, "destination-user-id", &property, NULL);
  g_assert_cmpstr (property, ==, "anna");

  g_object_get (warning, "created-at", &at, "ignored", &ignored, NULL);
  g_assert_cmpint (at, ==, G_GINT64_CONSTANT (1767323045500000));
  g_assert_cmpint (ferry_migration_warning_get_created_at (warning), ==, at);
  g_assert_true (ignored);
}

/* One line a way to be wrong; the message has to name the entity and the member. */
static const struct
{
  const char *name;
  const char *json;
  const char *word;
} wrongs[] = {
  { "id-missing", "{'number':1,'title':'T','helpUrl':'','completed':true}", "id" },
  { "id-empty", "{'id':'','number':1,'title':'T','helpUrl':'','completed':true}", "ID" },
  { "number-missing", "{'id':'c-1','title':'T','helpUrl':'','completed':true}", "number" },
  { "number-is-text", "{'id':'c-1','number':'1','title':'T','helpUrl':'','completed':true}", "number" },
  { "truth-is-number", "{'id':'c-1','number':1,'title':'T','helpUrl':'','completed':1}", "completed" },
  { "text-is-object", "{'id':'c-1','number':1,'title':{},'helpUrl':'','completed':true}", "title" },
};

static void
test_wrong (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_record (FERRY_TYPE_CHECKLIST_STEP, wrongs[i].json, &error));
  core_assert_error (error, FERRY_ERROR_PROTOCOL, wrongs[i].word);
  g_assert_nonnull (strstr (error->message, "a step of the checklist"));
}

static void
test_compare (void)
{
  g_autoptr (GError) error = NULL;
  const char *rest
    = "'companyName':'A','tableName':'T','tableId':3,'preserveCloudData':false,'viewOnly':false";
  g_autofree char *one = g_strdup_printf ("{'id':'1',%s,'replicateData':true,'changed':false}", rest);
  g_autofree char *two = g_strdup_printf ("{'id':'1',%s,'replicateData':false,'changed':true}", rest);
  g_autoptr (FerryRecord) was = read_record (FERRY_TYPE_TABLE_SETTING, one, &error);
  g_autoptr (FerryRecord) now = read_record (FERRY_TYPE_TABLE_SETTING, two, &error);
  g_autoptr (JsonObject) members = json_object_new ();

  g_assert_no_error (error);
  json_object_set_boolean_member (members, "preserveCloudData", TRUE);
  g_assert_true (ferry_record_shares (was, now, members));
  g_assert_false (ferry_record_agrees (now, members));
  json_object_set_boolean_member (members, "replicateData", FALSE);
  g_assert_false (ferry_record_shares (was, now, members));
  json_object_set_boolean_member (members, "preserveCloudData", FALSE);
  g_assert_true (ferry_record_agrees (now, members));
  g_assert_false (ferry_record_agrees (was, members));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/read", test_read);
  g_test_add_func ("/records/compare", test_compare);
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *path = g_strconcat ("/records/wrong/", wrongs[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_wrong);
    }
  return g_test_run ();
}
