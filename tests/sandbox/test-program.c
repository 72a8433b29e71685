/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program from outside: its options, the line it prints, and how it ends. */
#include "program-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define SMALL "--companies", "1", "--tables", "2", "--rows", "20"
#define TOKEN "a-token-of-our-own"

static void
test_help (void)
{
  static const char *const HELP[] = { "--help", NULL };
  static const char *const VERSION[] = { "--version", NULL };
  static const char *const WORDS[] = { "--data",
                                       "--port",
                                       "--listen",
                                       "--outage",
                                       "--tenant",
                                       "--token-fd",
                                       "--token-file",
                                       "--pace",
                                       "--fault",
                                       "--enum-style",
                                       "--published-only",
                                       "--exit-with-stdin",
                                       "--fix-source",
                                       "retry-after=",
                                       "truncate",
                                       "FERRY_SANDBOX_TOKEN",
                                       "--without",
                                       "--delegated",
                                       "--register-runtime",
                                       "--client-id",
                                       "--client-secret-fd",
                                       "--client-secret-file",
                                       "FERRY_SANDBOX_CLIENT_SECRET",
                                       "--sign-in-as",
                                       "--token-lifetime",
                                       "--code-lifetime",
                                       "--device-lifetime",
                                       "--device-interval",
                                       "--single-use-refresh-tokens",
                                       "--more-environments",
                                       "--no-admin-center",
                                       "authority",
                                       "clientId",
                                       "stall",
                                       "done" };
  g_autofree char *help = NULL;
  g_autofree char *version = NULL;

  g_assert_cmpint (program_run (HELP, &help), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (strstr (help, WORDS[i]) == NULL)
      g_error ("“%s” is not in the help", WORDS[i]);
  g_assert_cmpint (program_run (VERSION, &version), ==, 0);
  g_assert_true (g_str_has_prefix (version, "ferry-sandbox "));
}

static void
test_wrong_options (void)
{
  static const char *const CASES[][3] = {
    { "--nonsense" },
    { "stray" },
    { "--port", "70000" },
    { "--port", "x" },
    { "--companies", "0" },
    { "--rows", "-1" },
    { "--rate", "-1" },
    { "--page-size", "0" },
    { "--pace", "-2" },
    { "--pace", "nan" },
    { "--outage", "-1" },
    { "--tenant", "a/b" },
    { "--environment", "" },
    { "--enum-style", "roman" },
    { "--fault", "nonsense" },
    { "--without", "nonsense" },
    { "--without", "cloudUsers," },
    { "--without", "" },
    { "--token-fd", "77" },
    { "--client-id", "a b" },
    { "--client-secret-fd", "77" },
    { "--client-secret-file", "/nonexistent/file" },
    { "--token-lifetime", "-1" },
    { "--code-lifetime", "86401" },
    { "--device-interval", "3601" },
    { "--more-environments", "" },
    { "--more-environments", "A,a" },
    { "--more-environments", "Sandbox" },
    { "--more-environments", "A*0" },
    { "--more-environments", "A*101" },
    { "--more-environments", "A*100" },
    { "--more-environments", "A/b" },
    { "--token-file", "/nonexistent/file" },
    { "--token-file", "/dev/null" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *output = NULL;

      g_test_message ("%s %s", CASES[i][0], CASES[i][1] != NULL ? CASES[i][1] : "");
      g_assert_cmpint (program_run (CASES[i], &output), ==, 2);
      g_assert_true (g_str_has_prefix (output, "ferry-sandbox: "));
    }
}

static void
test_unusable_folder (void)
{
  static const char *const ARGUMENTS[] = { "--data", "/proc/nowhere", SMALL, NULL };
  g_autofree char *output = NULL;

  g_assert_cmpint (program_run (ARGUMENTS, &output), ==, 1);
  g_assert_nonnull (strstr (output, "ferry-sandbox: "));
}

static void
test_ready_line (void)
{
  static const char *const OPTIONS[] = { SMALL, "--environment", "Rehearsal-1", NULL };
  g_auto (ProgramFixture) program = { 0 };
  g_autoptr (JsonObject) companies = NULL;
  guint status;

  program_fixture_start (&program, NULL, OPTIONS);
  g_assert_cmpuint (json_object_get_size (program.ready), ==, 7);
  g_assert_true (
    g_str_has_prefix (json_object_get_string_member (program.ready, "url"), "http://127.0.0.1:"));
  g_assert_cmpstr (json_object_get_string_member (program.ready, "environment"), ==, "Rehearsal-1");
  g_assert_cmpuint (strlen (program.token), >=, 40);
  g_assert_cmpint (json_object_get_int_member (program.ready, "pid"), ==,
                   g_ascii_strtoll (g_subprocess_get_identifier (program.process), NULL, 10));
  companies = program_request (&program, "GET", "companies", NULL, NULL, &status);
  g_assert_cmpuint (status, ==, 200);
  /* The end of standard input is its end. */
  program_fixture_end (&program, 0);
}

static char *
post_form (ProgramFixture *program, const char *path, GHashTable *form, guint *status)
{
  g_autofree char *url
    = g_strconcat (json_object_get_string_member (program->ready, "authority"), path, NULL);
  g_autofree char *body = soup_form_encode_hash (form);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *data;

  soup_message_set_request_body_from_bytes (message, SOUP_FORM_MIME_TYPE_URLENCODED, bytes);
  answer = soup_session_send_and_read (program->session, message, NULL, &error);
  g_assert_no_error (error);
  *status = soup_message_get_status (message);
  data = g_bytes_get_data (answer, &length);
  return g_strndup (data, length);
}

/* With a secret from a file, as an application, and again after the sandbox was killed. */
static void
test_signing_in (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "ferry-secret-XXXXXX", NULL);
  g_autofree char *option = NULL;
  g_autofree char *client = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *authority = NULL;
  g_autofree char *environments = NULL;
  g_autoptr (GHashTable) form = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonObject) companies = NULL;
  g_autoptr (JsonObject) list = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (ProgramFixture) program = { 0 };
  int fd = g_mkstemp (path);
  guint status;

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_file_set_contents (path, "the-secret\n", -1, NULL));
  option = g_strdup_printf ("--client-secret-file=%s", path);
  {
    const char *const options[]
      = { SMALL, option, "--client-id=our-application", "--more-environments=Production,Fleet*2", NULL };

    program_fixture_start (&program, NULL, options);
    authority = g_strdup_printf ("%s/%s", json_object_get_string_member (program.ready, "url"),
                                 json_object_get_string_member (program.ready, "tenant"));
    g_assert_cmpstr (json_object_get_string_member (program.ready, "authority"), ==, authority);
    g_assert_cmpstr (json_object_get_string_member (program.ready, "clientId"), ==, "our-application");
    g_hash_table_insert (form, (char *) "grant_type", (char *) "client_credentials");
    g_hash_table_insert (form, (char *) "client_id", (char *) "our-application");
    g_hash_table_insert (form, (char *) "client_secret", (char *) "the-secret");
    g_hash_table_insert (form, (char *) "scope",
                         (char *) "https://api.businesscentral.dynamics.com/.default");
    answer = post_form (&program, "/oauth2/v2.0/token", form, &status);
    g_assert_cmpuint (status, ==, 200);
    environments = g_strdup_printf ("%s/admin/v2.29/applications/businesscentral/environments",
                                    json_object_get_string_member (program.ready, "url"));
    list = program_request (&program, "GET", environments, NULL, NULL, &status);
    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (list, "value")), ==, 4);

    program_fixture_restart (&program, options);
    node = json_from_string (answer, &error);
    g_assert_no_error (error);
    g_free (program.token);
    program.token = g_strdup (json_object_get_string_member (json_node_get_object (node), "access_token"));
    companies = program_request (&program, "GET", "companies", NULL, NULL, &status);
    g_assert_cmpuint (status, ==, 200);
    program_fixture_end (&program, SIGTERM);
  }
  {
    g_autofree char *folder = g_build_filename (program.folder, "environments", NULL);
    static const char *const NAMES[] = { "Production", "Fleet-01", "Fleet-02" };

    for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
      {
        g_autofree char *place = g_build_filename (folder, NAMES[i], NULL);

        g_assert_true (g_file_test (place, G_FILE_TEST_IS_DIR));
        program_remove_folder (place);
      }
    program_remove_folder (folder);
  }
  g_close (fd, NULL);
  g_unlink (path);
}

static void
test_sign_in_as_nobody (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ferry-program-XXXXXX", NULL);
  const char *const arguments[] = { "--data", folder, SMALL, "--sign-in-as", "nobody", NULL };
  g_autofree char *output = NULL;

  g_assert_cmpint (program_run (arguments, &output), ==, 1);
  g_assert_nonnull (strstr (output, "“nobody”"));
  program_remove_folder (folder);
}

static void
test_given_tokens (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "ferry-token-XXXXXX", NULL);
  g_autofree char *option = NULL;
  int fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_file_set_contents (path, TOKEN "\n", -1, NULL));
  option = g_strdup_printf ("--token-file=%s", path);
  {
    const char *const options[] = { SMALL, option, NULL };
    g_auto (ProgramFixture) program = { 0 };

    program_fixture_start (&program, NULL, options);
    g_assert_cmpstr (program.token, ==, TOKEN);
    program_fixture_end (&program, SIGTERM);
  }
  {
    const char *const options[] = { SMALL, NULL };
    g_auto (ProgramFixture) program = { 0 };

    g_setenv ("FERRY_SANDBOX_TOKEN", TOKEN "-2", TRUE);
    program_fixture_start (&program, NULL, options);
    g_unsetenv ("FERRY_SANDBOX_TOKEN");
    g_assert_cmpstr (program.token, ==, TOKEN "-2");
    program_fixture_end (&program, SIGTERM);
  }
  {
    /* Standard input is a descriptor like others. */
    const char *const arguments[] = { "--token-fd", "0", "--rows", "-1", NULL };
    g_autofree char *output = NULL;

    g_assert_cmpint (program_run (arguments, &output), ==, 2);
    g_assert_null (strstr (output, "token"));
  }
  g_close (fd, NULL);
  g_unlink (path);
}

static void
test_behaviour_options (void)
{
  static const char *const OPTIONS[] = { SMALL,
                                         "--published-only",
                                         "--enum-style=encoded",
                                         "--tenant",
                                         "contoso.example",
                                         "--fault",
                                         "GET sourceProductTypes n=2 status=503",
                                         "--verbose",
                                         NULL };
  g_auto (ProgramFixture) program = { 0 };
  g_autoptr (JsonObject) root = NULL;
  g_autoptr (JsonObject) hidden = NULL;
  g_autoptr (JsonObject) styled = NULL;
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;
  g_autofree char *management = NULL;
  g_autofree char *companies = NULL;
  g_autofree char *products = NULL;
  const char *id;
  guint status;

  program_fixture_start (&program, NULL, OPTIONS);
  root = program_request (&program, "GET", "companies", NULL, NULL, &status);
  g_assert_cmpuint (status, ==, 200);
  id = json_object_get_string_member (
    json_array_get_object_element (json_object_get_array_member (root, "value"), 0), "id");
  management = g_strdup_printf (
    "%s/v2.0/contoso.example/Sandbox/api/ferry/cloudMigrationManagement/v1.0/companies(%s)/capabilities",
    json_object_get_string_member (program.ready, "url"), id);
  hidden = program_request (&program, "GET", management, NULL, NULL, &status);
  g_assert_cmpuint (status, ==, 404);
  companies = g_strdup_printf ("companies(%s)/cloudMigrationCompanies", id);
  styled = program_request (&program, "GET", companies, NULL, NULL, &status);
  g_assert_cmpstr (
    json_object_get_string_member (
      json_array_get_object_element (json_object_get_array_member (styled, "value"), 0), "status"),
    ==, "_x0020_");
  products = g_strdup_printf ("companies(%s)/sourceProductTypes", id);
  first = program_request (&program, "GET", products, NULL, NULL, &status);
  g_assert_cmpuint (status, ==, 200);
  second = program_request (&program, "GET", products, NULL, NULL, &status);
  g_assert_cmpuint (status, ==, 503);
  program_fixture_end (&program, SIGTERM);
}

static void
test_source_commands (void)
{
  static const char *const OPTIONS[] = { "--companies", "1", "--tables", "26", "--rows", "500", NULL };
  g_auto (ProgramFixture) program = { 0 };

  program_fixture_start (&program, NULL, OPTIONS);
  {
    const char *const touch[] = { "--data", program.folder, "--touch-source", "9", NULL };
    const char *const fix[] = { "--data", program.folder, "--fix-source", NULL };
    const char *const unknown[] = { "--data", program.folder, "--fix-source", "No Such Table", NULL };
    const char *const joined[] = { "--data", program.folder, "--fix-source=No Such Table", NULL };
    g_autofree char *touched = NULL;
    g_autofree char *fixed = NULL;
    g_autofree char *missing = NULL;
    g_autofree char *missing_too = NULL;

    /* While it runs. */
    g_assert_cmpint (program_run (touch, &touched), ==, 0);
    g_assert_cmpint (program_run (fix, &fixed), ==, 0);
    g_assert_cmpint (program_run (unknown, &missing), ==, 1);
    g_assert_nonnull (strstr (missing, "No Such Table"));
    g_assert_cmpint (program_run (joined, &missing_too), ==, 1);
  }
  program_fixture_end (&program, SIGTERM);
}

/* Addresses below a company of the environment, in either group. */
static JsonObject *
request (ProgramFixture *program,
         const char *method,
         gboolean management,
         const char *path,
         const char *body,
         const char *if_match)
{
  guint status;
  g_autoptr (JsonObject) companies = program_request (program, "GET", "companies", NULL, NULL, &status);
  g_auto (GStrv) parts = g_strsplit (program->prefix, "microsoft/cloudMigration", 2);
  g_autofree char *url = NULL;
  JsonObject *answer;

  g_assert_cmpuint (status, ==, 200);
  url = g_strdup_printf (
    "%s%s%scompanies(%s)/%s", parts[0],
    management ? "ferry/cloudMigrationManagement" : "microsoft/cloudMigration", parts[1],
    json_object_get_string_member (
      json_array_get_object_element (json_object_get_array_member (companies, "value"), 0), "id"),
    path);
  answer = program_request (program, method, url, body, if_match, &status);
  if (status / 100 != 2)
    g_error ("%s %s: %u", method, path, status);
  return answer;
}

static JsonObject *
first_of (JsonObject *list)
{
  JsonArray *rows = json_object_get_array_member (list, "value");

  return json_array_get_length (rows) > 0 ? json_array_get_object_element (rows, 0) : NULL;
}

static void
act (ProgramFixture *program, const char *set, const char *name)
{
  g_autoptr (JsonObject) list = request (program, "GET", FALSE, set, NULL, NULL);
  g_autofree char *path = g_strdup_printf ("%s(%s)/Microsoft.NAV.%s", set,
                                           json_object_get_string_member (first_of (list), "id"), name);
  g_autoptr (JsonObject) answer = request (program, "POST", FALSE, path, NULL, NULL);
}

static void
wait_while (ProgramFixture *program, const char *path)
{
  gboolean there = TRUE;

  while (there)
    {
      g_autoptr (JsonObject) list = request (program, "GET", FALSE, path, NULL, NULL);

      there = first_of (list) != NULL;
    }
}

static void
prepare_migration (ProgramFixture *program)
{
  g_autoptr (JsonObject) made
    = request (program, "POST", FALSE, "setupCloudMigration",
               "{\"productId\":\"DynamicsBC\",\"sqlServerType\":\"AzureSQL\",\"sqlConnectionString\":"
               "\"Server=HOST;Database=BC;User Id=U;Password=P;\"}",
               NULL);
  g_autoptr (JsonObject) companies = NULL;
  g_autoptr (JsonObject) selected = NULL;
  g_autofree char *path = NULL;

  act (program, "setupCloudMigration", "completeSetup");
  companies = request (program, "GET", FALSE, "cloudMigrationCompanies", NULL, NULL);
  path = g_strdup_printf ("cloudMigrationCompanies(%s)",
                          json_object_get_string_member (first_of (companies), "id"));
  selected = request (program, "PATCH", FALSE, path, "{\"replicate\":true}", "*");
  act (program, "cloudMigrationCompanies", "createCompaniesMarkedForReplication");
  wait_while (program,
              "cloudMigrationCompanies?$filter=replicate%20eq%20true%20and%20status%20ne%20'Completed'");
}

/* How tables are replicated is kept through the end of the process, however it comes. */
static void
test_settings_survive_kill (void)
{
  static const char *const OPTIONS[]
    = { "--companies", "1", "--tables", "26", "--rows", "2000", "--pace", "2000", "--rate", "0", NULL };
  static const char *const AGAIN[] = { "--rate", "0", NULL };
  static const char SETTING[]
    = "tableReplicationSettings?$filter=companyName%20ne%20''%20and%20tableId%20eq%2018";
  g_auto (ProgramFixture) program = { 0 };
  g_autoptr (JsonObject) before = NULL;
  g_autoptr (JsonObject) changed = NULL;
  g_autoptr (JsonObject) after = NULL;
  g_autoptr (JsonObject) changes = NULL;
  g_autoptr (JsonObject) excluded = NULL;
  g_autoptr (JsonObject) others = NULL;
  g_autofree char *path = NULL;

  program_fixture_start (&program, NULL, OPTIONS);
  prepare_migration (&program);
  before = request (&program, "GET", TRUE, SETTING, NULL, NULL);
  path = g_strdup_printf ("tableReplicationSettings(%s)",
                          json_object_get_string_member (first_of (before), "id"));
  changed = request (&program, "PATCH", TRUE, path, "{\"replicateData\":false}",
                     json_object_get_string_member (first_of (before), "@odata.etag"));
  act (&program, "cloudMigrationStatus", "runReplication");
  program_fixture_restart (&program, AGAIN);

  after = request (&program, "GET", TRUE, SETTING, NULL, NULL);
  g_assert_false (json_object_get_boolean_member (first_of (after), "replicateData"));
  g_assert_true (json_object_get_boolean_member (first_of (after), "changed"));
  g_assert_cmpstr (json_object_get_string_member (first_of (after), "@odata.etag"), ==,
                   json_object_get_string_member (changed, "@odata.etag"));
  changes = request (&program, "GET", TRUE, "tableReplicationChanges", NULL, NULL);
  g_assert_cmpstr (json_object_get_string_member (first_of (changes), "tableName"), ==, "Customer");
  act (&program, "cloudMigrationStatus", "runReplication");
  wait_while (&program, "cloudMigrationStatus?$filter=status%20eq%20'In%20Progress'");
  excluded = request (&program, "GET", TRUE, "runDetails?$filter=tableName%20eq%20'Customer'", NULL, NULL);
  g_assert_null (first_of (excluded));
  others
    = request (&program, "GET", TRUE,
               "runDetails?$filter=tableName%20eq%20'Item'%20and%20status%20eq%20'Successful'", NULL, NULL);
  g_assert_nonnull (first_of (others));
  program_fixture_end (&program, SIGTERM);
}

static guint
follow_link (ProgramFixture *program, const char *method, const char *link, const char *part)
{
  g_autoptr (SoupMessage) message = soup_message_new (method, link);
  g_autoptr (GBytes) page = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  page = soup_session_send_and_read (program->session, message, NULL, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (page, NULL), g_bytes_get_size (page));
  if (part != NULL && strstr (text, part) == NULL)
    g_error ("“%s” is not in: %s", part, text);
  return soup_message_get_status (message);
}

static char *
get_link (ProgramFixture *program, const char *company, gboolean *required)
{
  g_autofree char *path
    = g_strdup_printf ("%s/v2.0/%s/%s/api/ferry/cloudMigrationManagement/v1.0/companies(%s)/"
                       "migrationOverview",
                       json_object_get_string_member (program->ready, "url"),
                       json_object_get_string_member (program->ready, "tenant"),
                       json_object_get_string_member (program->ready, "environment"), company);
  guint status;
  g_autoptr (JsonObject) answer = program_request (program, "GET", path, NULL, NULL, &status);
  JsonObject *overview;

  g_assert_cmpuint (status, ==, 200);
  overview = json_array_get_object_element (json_object_get_array_member (answer, "value"), 0);
  *required = json_object_get_boolean_member (overview, "approvalRequired");
  return g_strdup (json_object_get_string_member (overview, "approvalUrl"));
}

/* A delegated administrator waits for somebody who follows the link. */
static void
test_delegated (void)
{
  static const char *const OPTIONS[] = { SMALL, "--delegated", NULL };
  static const char BODY[]
    = "{\"productId\":\"DynamicsBC\",\"sqlServerType\":\"AzureSQL\",\"sqlConnectionString\":"
      "\"Server=HOST;Database=BC;User Id=U;Password=P;\"}";
  g_autofree char *company = NULL;
  g_autofree char *path = NULL;
  g_autofree char *link = NULL;
  g_autofree char *wrong = NULL;
  g_autofree char *no_link = NULL;
  g_auto (ProgramFixture) program = { 0 };
  gboolean required;
  guint status;

  program_fixture_start (&program, NULL, OPTIONS);
  {
    g_autoptr (JsonObject) companies = program_request (&program, "GET", "companies", NULL, NULL, &status);

    company = g_strdup (json_object_get_string_member (
      json_array_get_object_element (json_object_get_array_member (companies, "value"), 0), "id"));
  }
  path = g_strdup_printf ("companies(%s)/setupCloudMigration", company);
  link = get_link (&program, company, &required);
  g_assert_true (required);
  g_assert_true (g_str_has_prefix (link, json_object_get_string_member (program.ready, "url")));
  {
    g_autoptr (JsonObject) refused = program_request (&program, "POST", path, BODY, NULL, &status);

    g_assert_cmpuint (status, ==, 400);
    g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (refused, "error"), "code"),
                     ==, "Application_DialogException");
  }

  /* No token, but the link. Looking at it approves nothing. */
  wrong = g_strconcat (link, "0", NULL);
  g_assert_cmpuint (follow_link (&program, "POST", wrong, "not valid"), ==, 404);
  g_assert_cmpuint (follow_link (&program, "GET", link, "<button"), ==, 200);
  g_assert_cmpuint (follow_link (&program, "DELETE", link, NULL), ==, 405);
  g_free (get_link (&program, company, &required));
  g_assert_true (required);
  g_assert_cmpuint (follow_link (&program, "POST", link, "Approved"), ==, 200);
  g_assert_cmpuint (follow_link (&program, "POST", link, "Approved"), ==, 200);
  g_assert_cmpuint (follow_link (&program, "GET", link, "Approved"), ==, 200);
  no_link = get_link (&program, company, &required);
  g_assert_false (required);
  g_assert_cmpstr (no_link, ==, "");
  {
    g_autoptr (JsonObject) made = program_request (&program, "POST", path, BODY, NULL, &status);

    g_assert_cmpuint (status, ==, 201);
  }
}

static int
register_runtime (const char *folder, const char *key, char **output)
{
  const char *const arguments[]
    = { g_getenv ("FERRY_SANDBOX"), "--data", folder, "--register-runtime", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
    arguments,
    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);

  g_assert_no_error (error);
  g_clear_pointer (output, g_free);
  g_subprocess_communicate_utf8 (process, key, NULL, output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

/* What an administrator does where the runtime is installed, beside the service; the key is never an argument. */
static void
test_register_runtime (void)
{
  static const char *const OPTIONS[] = { SMALL, NULL };
  static const char BODY[] = "{\"productId\":\"DynamicsBC\",\"sqlConnectionString\":\"Server=HOST;Database="
                             "BC;User Id=U;Password=P;\"}";
  g_auto (ProgramFixture) program = { 0 };
  g_autoptr (JsonObject) companies = NULL;
  g_autoptr (JsonObject) setup = NULL;
  g_autofree char *path = NULL;
  g_autofree char *key = NULL;
  g_autofree char *output = NULL;
  guint status;

  program_fixture_start (&program, NULL, OPTIONS);
  companies = program_request (&program, "GET", "companies", NULL, NULL, &status);
  path = g_strdup_printf (
    "companies(%s)/setupCloudMigration",
    json_object_get_string_member (
      json_array_get_object_element (json_object_get_array_member (companies, "value"), 0), "id"));
  g_assert_cmpint (register_runtime (program.folder, "", &output), ==, 1);
  setup = program_request (&program, "POST", path, BODY, NULL, &status);
  g_assert_cmpuint (status, ==, 201);
  key = g_strconcat (json_object_get_string_member (setup, "runtimeKey"), "\n", NULL);
  g_assert_cmpint (register_runtime (program.folder, "IR@somebody-elses", &output), ==, 1);
  g_assert_nonnull (strstr (output, "not valid"));
  g_assert_null (strstr (output, "somebody-elses"));
  g_assert_cmpint (register_runtime (program.folder, key, &output), ==, 0);
  g_assert_cmpstr (output, ==, "");
}

/* Where nobody is delegated, there is no link to guess. */
static void
test_not_delegated (void)
{
  static const char *const OPTIONS[] = { SMALL, NULL };
  g_auto (ProgramFixture) program = { 0 };
  g_autofree char *link = NULL;

  program_fixture_start (&program, NULL, OPTIONS);
  link = g_strconcat (json_object_get_string_member (program.ready, "url"), "/approve/", NULL);
  g_assert_cmpuint (follow_link (&program, "POST", link, "not valid"), ==, 404);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/program/help", test_help);
  g_test_add_func ("/sandbox/program/wrong-options", test_wrong_options);
  g_test_add_func ("/sandbox/program/unusable-folder", test_unusable_folder);
  g_test_add_func ("/sandbox/program/ready-line", test_ready_line);
  g_test_add_func ("/sandbox/program/given-tokens", test_given_tokens);
  g_test_add_func ("/sandbox/program/signing-in", test_signing_in);
  g_test_add_func ("/sandbox/program/sign-in-as-nobody", test_sign_in_as_nobody);
  g_test_add_func ("/sandbox/program/behaviour-options", test_behaviour_options);
  g_test_add_func ("/sandbox/program/source-commands", test_source_commands);
  g_test_add_func ("/sandbox/program/settings-survive-kill", test_settings_survive_kill);
  g_test_add_func ("/program/delegated", test_delegated);
  g_test_add_func ("/program/not-delegated", test_not_delegated);
  g_test_add_func ("/program/register-runtime", test_register_runtime);
  return g_test_run ();
}
