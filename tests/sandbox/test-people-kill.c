/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program is killed while it renames users and moves record links: all of it is done, or nothing, and the next
 * start tells which.
 *
 * FERRY_SANDBOX is the program, FERRY_KILL_ROUNDS says how often; `--seed` of g_test chooses the moments. */
#include "engine-fixture.h"
#include "program-fixture.h"

#include <signal.h>

#define ROUNDS      12
#define WITHIN_US   60000
#define N_RECORDS   "40000"
#define SETUP_TABLE "My Company$User Setup$437dbf0e-84ff-417a-965d-ed2bb9650972"
#define LOG_TABLE   "My Company$Change Log Entry$437dbf0e-84ff-417a-965d-ed2bb9650972"
#define CONNECTION  "Server=HOST;Database=BC;User Id=U;Password=P;"

static const char *const OPTIONS[]
  = { "--companies", "1", "--tables", "6", "--rows", "1000", "--seed", "7", "--rate", "0", NULL };

typedef struct
{
  guint before;
  guint after;
} Moments;

static SandboxDb *
open_cloud (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "cloud.db", NULL);
  g_autoptr (GError) error = NULL;
  SandboxDb *db = sandbox_sql_open (path, FALSE, &error);

  g_assert_no_error (error);
  return db;
}

static void
change_cloud (const char *folder, const char *sql)
{
  g_autoptr (SandboxDb) cloud = open_cloud (folder);
  g_autoptr (GError) error = NULL;

  sandbox_sql_exec (cloud, &error, "%s", sql);
  g_assert_no_error (error);
}

static void
start (ProgramFixture *program, const char *folder, gboolean management)
{
  g_autofree char *base = NULL;
  g_autofree char *company = NULL;
  g_autoptr (JsonObject) companies = NULL;
  guint status;

  program_fixture_start (program, folder, OPTIONS);
  companies = program_request (program, "GET", "companies", NULL, NULL, &status);
  g_assert_cmpuint (status, ==, 200);
  company = g_strdup (json_object_get_string_member (
    json_array_get_object_element (json_object_get_array_member (companies, "value"), 0), "id"));
  base = g_strdup_printf (
    "%s/v2.0/%s/%s/api/%s/v1.0/companies(%s)/", json_object_get_string_member (program->ready, "url"),
    json_object_get_string_member (program->ready, "tenant"),
    json_object_get_string_member (program->ready, "environment"),
    management ? "ferry/cloudMigrationManagement" : "microsoft/cloudMigration", company);
  g_free (program->prefix);
  program->prefix = g_steal_pointer (&base);
}

/* The folder stays. */
static void
leave (ProgramFixture *program)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_force_exit (program->process);
  g_subprocess_wait (program->process, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (program->process);
  g_object_unref (program->output);
  g_object_unref (program->session);
  json_object_unref (program->ready);
  g_free (program->folder);
  g_free (program->prefix);
  g_free (program->token);
}

static JsonObject *
must (ProgramFixture *program, const char *method, const char *path, const char *body)
{
  guint status;
  JsonObject *answer
    = program_request (program, method, path, body, g_str_equal (method, "PATCH") ? "*" : NULL, &status);

  if (status / 100 != 2)
    g_error ("%s %s: %u", method, path, status);
  return answer;
}

static char *
first (ProgramFixture *program, const char *path, const char *member)
{
  g_autoptr (JsonObject) answer = must (program, "GET", path, NULL);
  JsonArray *rows = json_object_get_array_member (answer, "value");

  if (json_array_get_length (rows) == 0)
    return NULL;
  return g_strdup (json_object_get_string_member (json_array_get_object_element (rows, 0), member));
}

static void
act (ProgramFixture *program, const char *set, const char *action)
{
  g_autofree char *id = first (program, set, "id");
  g_autofree char *path = g_strdup_printf ("%s(%s)/Microsoft.NAV.%s", set, id, action);
  g_autoptr (JsonObject) answer = must (program, "POST", path, NULL);
}

static void
wait_while (ProgramFixture *program, const char *path)
{
  char *id;

  while ((id = first (program, path, "id")) != NULL)
    g_free (id);
}

/* A company, replicated, and a target with many records that carry names. */
static void
prepare (const char *folder)
{
  ProgramFixture program;
  g_autoptr (JsonObject) made = NULL;
  g_autoptr (JsonObject) chosen = NULL;
  g_autofree char *company = NULL;
  g_autofree char *path = NULL;

  start (&program, folder, FALSE);
  made = must (
    &program, "POST", "setupCloudMigration",
    "{\"productId\":\"DynamicsBC\",\"sqlServerType\":\"AzureSQL\",\"sqlConnectionString\":\"" CONNECTION
    "\"}");
  act (&program, "setupCloudMigration", "completeSetup");
  company = first (&program, "cloudMigrationCompanies", "id");
  path = g_strdup_printf ("cloudMigrationCompanies(%s)", company);
  chosen = must (&program, "PATCH", path, "{\"replicate\":true}");
  act (&program, "cloudMigrationCompanies", "createCompaniesMarkedForReplication");
  wait_while (&program, "cloudMigrationCompanies?$filter=status%20eq%20'In%20Progress'");
  act (&program, "cloudMigrationStatus", "runReplication");
  wait_while (&program, "cloudMigrationStatus?$filter=status%20eq%20'In%20Progress'");
  leave (&program);

  change_cloud (
    folder,
    "DELETE FROM \"" LOG_TABLE "\";"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " N_RECORDS "), u AS (SELECT"
    " user_name, row_number () OVER (ORDER BY id) - 1 AS r, count (*) OVER () AS c FROM sys_users)"
    " INSERT INTO \"" LOG_TABLE "\" SELECT i, user_name, 79, 2, '', 'x' FROM n JOIN u ON r = i % c;"
    "CREATE TABLE sys_test_names AS SELECT id, user_name FROM sys_users;"
    "CREATE TABLE sys_test_links AS SELECT * FROM \"Replication Record Link Buffer\"");
}

/* As before the first round. */
static void
restore (const char *folder)
{
  change_cloud (
    folder,
    "BEGIN; UPDATE \"" LOG_TABLE
    "\" SET \"User ID\" = (SELECT t.user_name FROM sys_test_names t JOIN sys_users "
    "u USING (id) WHERE u.user_name = \"User ID\");"
    "UPDATE sys_users SET user_name = (SELECT t.user_name FROM sys_test_names t WHERE t.id = sys_users.id);"
    "DELETE FROM \"" SETUP_TABLE "\"; INSERT INTO \"" SETUP_TABLE "\" (\"User ID\") SELECT user_name FROM "
    "sys_users; DROP TABLE IF EXISTS \"Record Link\"; DELETE FROM \"Replication Record Link Buffer\"; INSERT "
    "INTO \"Replication Record Link Buffer\" SELECT * FROM sys_test_links;"
    "DELETE FROM sys_properties WHERE name IN ('user_mapping_at', 'record_links_at'); COMMIT");
}

static void
on_wrote_body (gboolean *sent)
{
  *sent = TRUE;
}

/* Sends the request and doesn't wait for what comes of it. */
static void
send_and_kill (ProgramFixture *program, const char *path)
{
  g_autofree char *url = g_strconcat (program->prefix, path, NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", program->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  gboolean sent = FALSE;
  gint64 deadline;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
  g_signal_connect_swapped (message, "wrote-body", G_CALLBACK (on_wrote_body), &sent);
  soup_session_send_async (program->session, message, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  while (!sent)
    g_main_context_iteration (NULL, TRUE);
  deadline = g_get_monotonic_time () + g_test_rand_int_range (0, WITHIN_US);
  while (g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  leave (program);
}

static gint64
count (SandboxDb *cloud, const char *sql)
{
  gint64 n = sandbox_sql_int (cloud, -1, "%s", sql);

  g_assert_cmpint (n, >=, 0);
  return n;
}

/* The service's own account agrees with what the target holds. */
static void
check_told (const char *folder, const char *member, gboolean done)
{
  ProgramFixture program;
  g_autofree char *at = NULL;

  start (&program, folder, TRUE);
  at = first (&program, "migrationOverview", member);
  g_assert_true (done != g_str_has_prefix (at, "0001-"));
  leave (&program);
}

static void
check_names (const char *folder, Moments *moments)
{
  g_autoptr (SandboxDb) cloud = open_cloud (folder);
  gint64 renamed = count (
    cloud,
    "SELECT count (*) FROM sys_users u JOIN sys_test_names t USING (id) WHERE u.user_name <> t.user_name");
  gboolean done = count (cloud, "SELECT count (*) FROM sys_properties WHERE name = 'user_mapping_at'") > 0;

  g_assert_cmpint (renamed, ==, done ? 10 : 0);
  g_assert_cmpint (count (cloud, "SELECT count (*) FROM \"" LOG_TABLE
                                 "\" WHERE \"User ID\" NOT IN (SELECT user_name FROM "
                                 "sys_users)"),
                   ==, 0);
  g_assert_cmpint (count (cloud, "SELECT count (*) FROM \"" SETUP_TABLE
                                 "\" WHERE \"User ID\" IN (SELECT user_name FROM "
                                 "sys_users)"),
                   ==, 14);
  g_clear_pointer (&cloud, sqlite3_close_v2);
  moments->before += !done;
  moments->after += done;
  check_told (folder, "userMappingCompletedAt", done);
}

static void
check_links (const char *folder, Moments *moments)
{
  g_autoptr (SandboxDb) cloud = open_cloud (folder);
  gint64 all = count (cloud, "SELECT count (*) FROM sys_test_links");
  gint64 waiting = count (cloud, "SELECT count (*) FROM \"Replication Record Link Buffer\"");
  gint64 moved = sandbox_sql_int (cloud, 0, "SELECT count (*) FROM \"Record Link\"");
  gboolean done = count (cloud, "SELECT count (*) FROM sys_properties WHERE name = 'record_links_at'") > 0;

  g_assert_cmpint (all, >, 0);
  g_assert_cmpint (waiting, ==, done ? 0 : all);
  g_assert_cmpint (moved, ==, done ? all : 0);
  g_clear_pointer (&cloud, sqlite3_close_v2);
  moments->before += !done;
  moments->after += done;
  check_told (folder, "recordLinksMigratedAt", done);
}

static void
forget_times (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxStore) store = sandbox_store_open (folder, &error);

  g_assert_no_error (error);
  sandbox_store_exec (store, &error,
                      "DELETE FROM settings WHERE key IN ('user-mapping-at', 'record-links-at')", "");
  g_assert_no_error (error);
}

static void
test_kill (void)
{
  const char *wanted = g_getenv ("FERRY_KILL_ROUNDS");
  guint rounds = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : ROUNDS;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ferry-people-XXXXXX", &error);
  Moments moments = { 0 };

  g_assert_no_error (error);
  prepare (folder);
  for (guint round = 0; round < rounds; round++)
    {
      gboolean links = round % 3 == 2;
      const char *set = links ? "migrationOverview" : "userMappings";
      ProgramFixture program;
      g_autofree char *id = NULL;
      g_autofree char *path = NULL;

      restore (folder);
      forget_times (folder);
      start (&program, folder, TRUE);
      id = first (&program, set, "id");
      path = g_strdup_printf ("%s(%s)/Microsoft.NAV.%s", set, id,
                              links ? "migrateRecordLinks" : "applyUserMappings");
      send_and_kill (&program, path);
      engine_fixture_assert_integrity (folder);
      if (links)
        check_links (folder, &moments);
      else
        check_names (folder, &moments);
    }
  engine_fixture_remove_folder (folder);
  g_test_message ("%u kills: %u before it was done, %u after", rounds, moments.before, moments.after);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/program/people-kill", test_kill);
  return g_test_run ();
}
