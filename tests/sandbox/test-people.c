/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Users, their mapping and their permissions: domain §2.1 and §2.9. */
#include "face-fixture.h"

#include "sandbox-people.h"
#include "sandbox-users.h"

#include <string.h>

#define SETUP_TABLE "My Company$User Setup$437dbf0e-84ff-417a-965d-ed2bb9650972"
#define LOG_TABLE   "My Company$Change Log Entry$437dbf0e-84ff-417a-965d-ed2bb9650972"
#define N_SOURCE    14

static void
change_cloud (FaceFixture *face, const char *format, const char *one, const char *two)
{
  g_autoptr (SandboxDb) cloud = face_open_db (face, "cloud.db");
  g_autoptr (GError) error = NULL;

  sandbox_sql_exec (cloud, &error, format, one, two);
  g_assert_no_error (error);
}

static gint64
count_cloud (FaceFixture *face, const char *format, const char *one, const char *two)
{
  g_autoptr (SandboxDb) cloud = face_open_db (face, "cloud.db");

  return sandbox_sql_int (cloud, -1, format, one, two);
}

/* The row of the user of the source that is number @index in the list. */
static char *
mapping_path (FaceFixture *face, guint index)
{
  g_autoptr (FaceAnswer) list = face_get (face, "ferry:userMappings", NULL);

  return g_strdup_printf ("ferry:userMappings(%s)", face_row_text (list, index, "id"));
}

static char *
mapping_text (FaceFixture *face, guint index, const char *member)
{
  g_autoptr (FaceAnswer) list = face_get (face, "ferry:userMappings", NULL);

  return g_strdup (face_row_text (list, index, member));
}

static FaceAnswer *
map (FaceFixture *face, guint index, const char *name)
{
  g_autofree char *path = mapping_path (face, index);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *body = NULL;

  json_object_set_string_member (object, "destinationUserId", name);
  body = json_to_string (node, FALSE);
  return face_patch (face, path, body, "*");
}

static void
test_suggestions (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) before = NULL;
  g_autoptr (FaceAnswer) list = NULL;
  guint by_object_id = 0, by_name_identifier = 0, by_email = 0, by_nothing = 0;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 1);
  before = face_get (&face, "ferry:userMappings", NULL);
  g_assert_cmpuint (json_array_get_length (face_value (before)), ==, 0);
  g_free (face_run (&face));

  list = face_get (&face, "ferry:userMappings", NULL);
  g_assert_cmpuint (json_array_get_length (face_value (list)), ==, N_SOURCE);
  for (guint i = 0; i < N_SOURCE; i++)
    {
      const char *by = face_row_text (list, i, "suggestedBy");

      g_assert_cmpstr (face_row_text (list, i, "sourceUserId"), !=, "");
      g_assert_nonnull (strchr (face_row_text (list, i, "sourceEmail"), '@'));
      g_assert_true (g_str_equal (by, " ") == g_str_equal (face_row_text (list, i, "destinationUserId"), ""));
      by_object_id += g_str_equal (by, "Object ID");
      by_name_identifier += g_str_equal (by, "Name Identifier");
      by_email += g_str_equal (by, "E-mail");
      by_nothing += g_str_equal (by, " ");
    }
  g_assert_cmpuint (by_object_id, ==, 4);
  g_assert_cmpuint (by_name_identifier, ==, 3);
  g_assert_cmpuint (by_email, ==, 3);
  g_assert_cmpuint (by_nothing, ==, 4);
}

/* Three people online who could each be the one: the surest wins, and each is suggested once. */
static void
test_suggestion_order (void)
{
  static const struct
  {
    const char *without;
    const char *name;
    const char *by;
  } STEPS[] = {
    { NULL, "A.OBJECT", "Object ID" },
    { "A.OBJECT", "B.NAME", "Name Identifier" },
    { "B.NAME", "C.EMAIL", "E-mail" },
    { "C.EMAIL", "", " " },
  };
  g_auto (FaceFixture) face = { 0 };

  face_open_replicated (&face);
  change_cloud (&face, "DELETE FROM sys_users", NULL, NULL);
  change_cloud (
    &face,
    "INSERT INTO sys_users SELECT '10000000-0000-4000-8000-00000000000' || n.value, iif (n.value = 1,"
    " 'C.EMAIL', iif (n.value = 2, 'B.NAME', 'A.OBJECT')), 'N', iif (n.value = 1, upper"
    " (u.\"Authentication Email\"), ''), iif (n.value = 3, upper (p.\"Authentication Object ID\"), ''),"
    " iif (n.value = 2, p.\"Name Identifier\", ''), 'Enabled' FROM json_each ('[1, 2, 3]') n, (SELECT *"
    " FROM \"User\" ORDER BY \"User Name\" LIMIT 1) u JOIN \"User Property\" p USING (\"User Security"
    " ID\")",
    NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (STEPS); i++)
    {
      g_autofree char *name = NULL;
      g_autofree char *by = NULL;

      if (STEPS[i].without != NULL)
        change_cloud (&face, "DELETE FROM sys_users WHERE user_name = %Q", STEPS[i].without, NULL);
      face_execute (&face, "DELETE FROM user_mappings");
      name = mapping_text (&face, 0, "destinationUserId");
      by = mapping_text (&face, 0, "suggestedBy");
      g_assert_cmpstr (name, ==, STEPS[i].name);
      g_assert_cmpstr (by, ==, STEPS[i].by);
    }
}

static void
test_choose (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *path = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *by = NULL;
  g_autoptr (FaceAnswer) row = NULL;
  g_autoptr (FaceAnswer) chosen = NULL;
  g_autoptr (FaceAnswer) stale = NULL;
  g_autoptr (FaceAnswer) without = NULL;
  g_autoptr (FaceAnswer) unknown_id = NULL;
  g_autoptr (FaceAnswer) unknown = NULL;
  g_autoptr (FaceAnswer) number = NULL;
  g_autoptr (FaceAnswer) longer = NULL;
  g_autoptr (FaceAnswer) read_only = NULL;
  g_autofree char *name = NULL;
  g_autofree char *long_body = g_strdup_printf ("{\"destinationUserId\":\"%0*d\"}", 51, 7);

  face_open_replicated (&face);
  first = mapping_text (&face, 0, "destinationUserId");
  path = mapping_path (&face, 13);
  face_expect_refusal (map (&face, 13, first), "can be mapped once");
  row = face_get (&face, path, NULL);
  etag = g_strdup (json_object_get_string_member (row->object, "@odata.etag"));

  /* Business Central's codes know no case. */
  chosen = face_patch (&face, path, "{\"destinationUserId\":\"trainee\"}", etag);
  g_assert_cmpuint (chosen->status, ==, 200);
  g_assert_cmpstr (face_text (chosen, "destinationUserId"), ==, "TRAINEE");
  g_assert_cmpstr (face_text (chosen, "suggestedBy"), ==, " ");
  stale = face_patch (&face, path, "{\"destinationUserId\":\"ADMIN\"}", etag);
  face_assert_error (stale, 409, "Request_EntityChanged", NULL);
  without = face_patch (&face, path, "{\"destinationUserId\":\"ADMIN\"}", NULL);
  face_assert_error (without, 400, "BadRequest_InvalidToken", NULL);
  unknown_id
    = face_patch (&face, "ferry:userMappings(" FACE_NO_GUID ")", "{\"destinationUserId\":\"ADMIN\"}", "*");
  face_assert_error (unknown_id, 404, "Internal_RecordNotFound", NULL);
  unknown = face_patch (&face, path, "{\"destinationUserId\":\"NOBODY\"}", "*");
  face_assert_error (unknown, 400, "Application_FieldValidationException", "NOBODY");
  number = face_patch (&face, path, "{\"destinationUserId\":7}", "*");
  face_assert_error (number, 400, "BadRequest", "destinationUserId");
  longer = face_patch (&face, path, long_body, "*");
  face_assert_error (longer, 400, "Application_StringExceededLength", NULL);
  read_only = face_patch (&face, path, "{\"destinationUserId\":\"ADMIN\",\"sourceUserId\":\"X\"}", "*");
  face_assert_error (read_only, 400, "BadRequest_InvalidOperation", "sourceUserId");
  name = mapping_text (&face, 13, "destinationUserId");
  g_assert_cmpstr (name, ==, "TRAINEE");

  /* Taken back, another can have them; what was suggested comes back by nobody's doing. */
  face_expect_done (map (&face, 0, ""), 200);
  face_expect_done (map (&face, 13, first), 200);
  g_free (name);
  name = mapping_text (&face, 0, "destinationUserId");
  g_assert_cmpstr (name, ==, "");
  by = mapping_text (&face, 0, "suggestedBy");
  g_assert_cmpstr (by, ==, " ");
}

/* What databases and clients stumble over, as the name of a user, there and back. */
static void
test_odd_names (void)
{
  static const char *const NAMES[]
    = { "O'BRIEN", "A\"B", "100%_", "משתמש", "😀 SMILE", "A\\B;--", "İSTANBUL" };
  g_auto (FaceFixture) face = { 0 };

  face_open_replicated (&face);
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autofree char *source = mapping_text (&face, 10, "sourceUserId");
      g_autofree char *filter = NULL;
      g_autofree char *quoted = NULL;
      g_auto (GStrv) parts = g_strsplit (NAMES[i], "'", -1);
      g_autofree char *id = NULL;
      g_autofree char *name = NULL;

      change_cloud (&face, "UPDATE sys_users SET user_name = %Q WHERE full_name = 'Former Trainee'", NAMES[i],
                    NULL);
      change_cloud (&face, "INSERT OR REPLACE INTO \"" SETUP_TABLE "\" (\"User ID\") VALUES (%Q)", NAMES[i],
                    NULL);
      face_expect_done (map (&face, 10, NAMES[i]), 200);
      name = mapping_text (&face, 10, "destinationUserId");
      g_assert_cmpstr (name, ==, NAMES[i]);
      quoted = g_strjoinv ("''", parts);
      filter = g_strdup_printf ("userName eq '%s'", quoted);
      id = face_first_id (&face, "ferry:cloudUsers", filter);
      g_assert_nonnull (id);

      face_expect_done (face_act (&face, "ferry:userMappings", NULL, "applyUserMappings", NULL), 200);
      g_assert_cmpint (
        count_cloud (&face, "SELECT count (*) FROM \"" SETUP_TABLE "\" WHERE \"User ID\" = %Q", source, NULL),
        ==, 1);
      g_assert_cmpint (count_cloud (&face, "SELECT count (*) FROM \"" SETUP_TABLE "\" WHERE \"User ID\" = %Q",
                                    NAMES[i], NULL),
                       ==, 0);

      /* And a name that somebody of the source has: it is the records' from then on. */
      change_cloud (&face, "UPDATE \"User\" SET \"User Name\" = %Q WHERE \"User Name\" = %Q", NAMES[i],
                    source);
      face_expect_done (face_act (&face, "ferry:userMappings", NULL, "applyUserMappings", NULL), 200);
      g_assert_cmpint (count_cloud (&face, "SELECT count (*) FROM \"" SETUP_TABLE "\" WHERE \"User ID\" = %Q",
                                    NAMES[i], NULL),
                       ==, 1);
      change_cloud (&face, "UPDATE \"User\" SET \"User Name\" = %Q WHERE \"User Name\" = %Q", source,
                    NAMES[i]);
      change_cloud (&face, "UPDATE sys_users SET user_name = 'BETWEEN' WHERE user_name = %Q", NAMES[i], NULL);
    }
}

static gint64
count_of (FaceAnswer *answer)
{
  g_assert_cmpuint (answer->status, ==, 200);
  return json_object_get_int_member (answer->object, "count");
}

static void
test_apply (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *before = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *path = NULL;
  g_autoptr (FaceAnswer) overview = NULL;
  g_autoptr (FaceAnswer) row = NULL;
  g_autoptr (FaceAnswer) stale = NULL;
  g_autoptr (FaceAnswer) applied = NULL;
  g_autoptr (FaceAnswer) again = NULL;

  face_open_replicated (&face);
  old = mapping_text (&face, 0, "destinationUserId");
  new = mapping_text (&face, 0, "sourceUserId");
  path = mapping_path (&face, 0);
  row = face_get (&face, path, NULL);
  etag = g_strdup (json_object_get_string_member (row->object, "@odata.etag"));
  /* One record came with the replication, and one says the same of the same user: the first stays. */
  change_cloud (&face,
                "INSERT INTO \"" SETUP_TABLE "\" (\"User ID\", \"E-Mail\") VALUES (%Q, 'from the source')",
                new, NULL);
  g_assert_cmpint (
    count_cloud (&face, "SELECT count (*) FROM \"" LOG_TABLE "\" WHERE \"User ID\" = %Q", old, NULL), ==, 3);

  applied = face_act (&face, "ferry:userMappings", NULL, "applyUserMappings", NULL);
  g_assert_cmpint (count_of (applied), ==, 10);
  g_assert_cmpint (count_cloud (&face, "SELECT count (*) FROM sys_users WHERE user_name = %Q", new, NULL), ==,
                   1);
  g_assert_cmpint (count_cloud (&face, "SELECT count (*) FROM sys_users WHERE user_name = %Q", old, NULL), ==,
                   0);
  g_assert_cmpint (
    count_cloud (&face, "SELECT count (*) FROM \"" LOG_TABLE "\" WHERE \"User ID\" = %Q", new, NULL), ==, 3);
  g_assert_cmpint (
    count_cloud (&face, "SELECT count (*) FROM \"" SETUP_TABLE "\" WHERE \"User ID\" = %Q", old, NULL), ==,
    0);
  g_assert_cmpint (count_cloud (&face,
                                "SELECT count (*) FROM \"" SETUP_TABLE
                                "\" WHERE \"User ID\" = %Q AND \"E-Mail\" = 'from the source'",
                                new, NULL),
                   ==, 1);
  shown = mapping_text (&face, 0, "destinationUserId");
  g_assert_cmpstr (shown, ==, new);
  stale = face_patch (&face, path, "{\"destinationUserId\":\"\"}", etag);
  face_assert_error (stale, 409, "Request_EntityChanged", NULL);
  overview = face_get (&face, "ferry:migrationOverview", NULL);
  before = g_strdup (face_row_text (overview, 0, "userMappingCompletedAt"));
  g_assert_false (g_str_has_prefix (before, "0001"));

  /* The client warns, the service does it. */
  again = face_act (&face, "ferry:userMappings", NULL, "applyUserMappings", NULL);
  g_assert_cmpint (count_of (again), ==, 0);
}

/* Two users whose names are each the other's new one. */
static void
test_swap (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *id = NULL;
  g_autoptr (FaceAnswer) applied = NULL;

  face_open_replicated (&face);
  one = mapping_text (&face, 0, "sourceUserId");
  two = mapping_text (&face, 1, "sourceUserId");
  face_expect_done (face_act (&face, "ferry:userMappings", NULL, "applyUserMappings", NULL), 200);
  face_expect_done (map (&face, 0, ""), 200);
  face_expect_done (map (&face, 1, one), 200);
  face_expect_done (map (&face, 0, two), 200);
  change_cloud (&face, "UPDATE \"" SETUP_TABLE "\" SET \"E-Mail\" = \"User ID\"", NULL, NULL);
  applied = face_act (&face, "ferry:userMappings", NULL, "applyUserMappings", NULL);
  g_assert_cmpint (count_of (applied), ==, 2);
  g_assert_cmpint (count_cloud (&face,
                                "SELECT count (*) FROM \"" SETUP_TABLE
                                "\" WHERE \"User ID\" = %Q AND \"E-Mail\" = %Q",
                                one, two),
                   ==, 1);
  g_assert_cmpint (count_cloud (&face,
                                "SELECT count (*) FROM \"" SETUP_TABLE
                                "\" WHERE \"User ID\" = %Q AND \"E-Mail\" = %Q",
                                two, one),
                   ==, 1);
  g_assert_cmpint (
    count_cloud (&face, "SELECT count (*) FROM sys_users WHERE instr (user_name, char (1)) > 0", NULL, NULL),
    ==, 0);
}

static void
test_apply_refused (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *name = NULL;
  g_autofree char *user = NULL;
  g_autoptr (FaceAnswer) overview = NULL;
  g_autoptr (FaceAnswer) unknown = NULL;

  face_open_replicated (&face);
  unknown = face_act (&face, "ferry:userMappings", FACE_NO_GUID, "applyUserMappings", NULL);
  face_assert_error (unknown, 404, "Internal_RecordNotFound", NULL);

  /* A name that somebody has who isn't renamed: nobody is. */
  name = mapping_text (&face, 9, "sourceUserId");
  user = mapping_text (&face, 0, "destinationUserId");
  change_cloud (&face, "UPDATE sys_users SET user_name = %Q WHERE user_name = 'TRAINEE'", name, NULL);
  face_expect_refusal (face_act (&face, "ferry:userMappings", NULL, "applyUserMappings", NULL), name);
  g_assert_cmpint (count_cloud (&face, "SELECT count (*) FROM sys_users WHERE user_name = %Q", user, NULL),
                   ==, 1);
  g_assert_cmpint (
    count_cloud (&face, "SELECT count (*) FROM \"" LOG_TABLE "\" WHERE \"User ID\" = %Q", user, NULL), ==, 3);
  overview = face_get (&face, "ferry:migrationOverview", NULL);
  g_assert_true (g_str_has_prefix (face_row_text (overview, 0, "userMappingCompletedAt"), "0001"));
  change_cloud (&face, "UPDATE sys_users SET user_name = 'TRAINEE' WHERE user_name = %Q", name, NULL);

  /* Two people of one name at the source. */
  g_free (user);
  user = mapping_text (&face, 1, "sourceUserId");
  change_cloud (&face, "UPDATE \"User\" SET \"User Name\" = %Q WHERE \"User Name\" = %Q", name, user);
  face_expect_refusal (face_act (&face, "ferry:userMappings", NULL, "applyUserMappings", NULL),
                       "would be called");
  change_cloud (&face, "DELETE FROM \"User\" WHERE \"User Name\" = %Q", name, NULL);

  sandbox_engine_set_pace (face.engine, 1);
  face_expect_done (face_act (&face, "cloudMigrationStatus", NULL, "runReplication", NULL), 204);
  face_expect_refusal (face_act (&face, "ferry:userMappings", NULL, "applyUserMappings", NULL),
                       "in progress");
  sandbox_engine_set_pace (face.engine, 0);
  sandbox_engine_wait_idle (face.engine);

  face_execute (&face, "UPDATE user_mappings SET destination_id = ''");
  face_expect_refusal (face_act (&face, "ferry:userMappings", NULL, "applyUserMappings", NULL),
                       "No user is mapped");
}

/* What was applied while the process ended is told by the next. */
static void
test_recovered (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) overview = NULL;
  g_autoptr (SandboxEngine) next = NULL;
  g_autoptr (GError) error = NULL;
  SandboxSeed seed = SANDBOX_SEED_DEFAULT;

  face_open_replicated (&face);
  face_expect_done (face_act (&face, "ferry:userMappings", NULL, "applyUserMappings", NULL), 200);
  face_expect_done (face_act (&face, "ferry:migrationOverview", NULL, "migrateRecordLinks", NULL), 200);
  face_execute (&face, "UPDATE settings SET value = '' WHERE key IN ('user-mapping-at', 'record-links-at')");
  next = sandbox_engine_new (face.folder, &seed, 0, &error);
  g_assert_no_error (error);
  overview = face_get (&face, "ferry:migrationOverview", NULL);
  g_assert_false (g_str_has_prefix (face_row_text (overview, 0, "userMappingCompletedAt"), "0001"));
  g_assert_false (g_str_has_prefix (face_row_text (overview, 0, "recordLinksMigratedAt"), "0001"));
}

static guint
count_default_sets (FaceFixture *face)
{
  g_autoptr (FaceAnswer) users = face_get (face, "ferry:cloudUsers", NULL);
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (face_value (users)); i++)
    {
      const char *sets = face_row_text (users, i, "permissionSets");

      g_assert_cmpstr (sets, !=, "");
      if (g_str_equal (face_row_text (users, i, "userName"), "ADMIN"))
        g_assert_cmpstr (sets, ==, "SUPER");
      count += g_str_equal (sets, SANDBOX_DEFAULT_PERMISSION_SET);
    }
  return count;
}

static void
test_permissions (void)
{
  g_auto (FaceFixture) cleared = { 0 };
  g_auto (FaceFixture) kept = { 0 };
  g_autoptr (FaceAnswer) users = NULL;

  face_fixture_open (&cleared);
  g_assert_cmpuint (count_default_sets (&cleared), ==, 0);
  face_set_up (&cleared, "DynamicsBC");
  users = face_get (&cleared, "ferry:cloudUsers", NULL);
  g_assert_cmpuint (count_default_sets (&cleared), ==, json_array_get_length (face_value (users)) - 1);

  face_fixture_open (&kept);
  face_expect_done (
    face_act (&kept, "ferry:migrationOverview", NULL, "setKeepUserPermissions", "{\"value\":true}"), 204);
  face_set_up (&kept, "DynamicsBC");
  g_assert_cmpuint (count_default_sets (&kept), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/people/suggestions", test_suggestions);
  g_test_add_func ("/sandbox/people/suggestion-order", test_suggestion_order);
  g_test_add_func ("/sandbox/people/choose", test_choose);
  g_test_add_func ("/sandbox/people/odd-names", test_odd_names);
  g_test_add_func ("/sandbox/people/apply", test_apply);
  g_test_add_func ("/sandbox/people/swap", test_swap);
  g_test_add_func ("/sandbox/people/apply-refused", test_apply_refused);
  g_test_add_func ("/sandbox/people/recovered", test_recovered);
  g_test_add_func ("/sandbox/people/permissions", test_permissions);
  return g_test_run ();
}
