/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A client as the vendor's documentation suggests one: it knows captions and nothing finer, patches with
 * `If-Match: *`, posts actions with an empty body, and asks for the newest run until it likes its status. With it,
 * a whole migration goes through the real program. */
#include "program-fixture.h"

#include <signal.h>
#include <string.h>

#define POLL_MS 20

typedef struct
{
  ProgramFixture program;
  char *company_prefix;
} Client;

static void
client_clear (Client *self)
{
  program_fixture_clear (&self->program);
  g_free (self->company_prefix);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Client, client_clear)

static gboolean
on_time (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* As the script's pauses between two looks, and on the main context. */
static void
pause_a_little (void)
{
  gboolean over = FALSE;

  g_timeout_add (POLL_MS, on_time, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static JsonObject *
call (Client *self,
      const char *method,
      const char *path,
      const char *body,
      const char *if_match,
      guint expected)
{
  g_autofree char *whole = g_strconcat (self->company_prefix, path, NULL);
  guint status;
  JsonObject *object = program_request (&self->program, method, whole, body, if_match, &status);

  if (status != expected)
    g_error ("%s %s: %u %s", method, path, status,
             object != NULL && json_object_has_member (object, "error")
               ? json_object_get_string_member (json_object_get_object_member (object, "error"), "message")
               : "");
  return object;
}

static JsonArray *
list (Client *self, const char *set)
{
  g_autoptr (JsonObject) object = call (self, "GET", set, NULL, NULL, 200);

  return json_array_ref (json_object_get_array_member (object, "value"));
}

static void
act (Client *self, const char *set, const char *id, const char *action, guint expected)
{
  g_autofree char *path = g_strdup_printf ("%s(%s)/Microsoft.NAV.%s", set, id, action);
  g_autoptr (JsonObject) nothing = call (self, "POST", path, NULL, NULL, expected);

  g_assert_null (nothing);
}

static const char *
text (JsonObject *object, const char *member)
{
  return json_object_get_string_member (object, member);
}

static JsonObject *
get_last_status (Client *self)
{
  g_autoptr (JsonArray) rows = list (self, "cloudMigrationStatus?$orderby=startTime%20desc&$top=1");

  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  return json_object_ref (json_array_get_object_element (rows, 0));
}

static void
connect_to_company (Client *self)
{
  g_autoptr (JsonObject) object = NULL;
  JsonArray *companies;
  guint status;

  object = program_request (&self->program, "GET", "companies", NULL, NULL, &status);
  g_assert_cmpuint (status, ==, 200);
  companies = json_object_get_array_member (object, "value");
  self->company_prefix = g_strdup_printf ("%scompanies(%s)/", self->program.prefix,
                                          text (json_array_get_object_element (companies, 0), "id"));
}

/* The first time POST, then PATCH: what is there decides. */
static JsonObject *
set_up (Client *self, const char *runtime_name)
{
  g_autoptr (JsonArray) existing = list (self, "setupCloudMigration");
  g_autofree char *body = g_strdup_printf (
    "{\"productId\":\"DynamicsBCLast\",\"sqlServerType\":\"SQLServer\",\"runtimeName\":\"%s\","
    "\"sqlConnectionString\":\"Server=HOST\\\\INSTANCE;Database=BC;User Id=U;Password=P;\"}",
    runtime_name);
  g_autofree char *path = NULL;

  if (json_array_get_length (existing) == 0)
    return call (self, "POST", "setupCloudMigration", body, NULL, 201);
  path
    = g_strdup_printf ("setupCloudMigration(%s)", text (json_array_get_object_element (existing, 0), "id"));
  return call (self, "PATCH", path, body, "*", 200);
}

static guint
mark_companies (Client *self)
{
  g_autoptr (JsonArray) companies = list (self, "cloudMigrationCompanies");
  guint marked = 0;

  for (guint i = 0; i < json_array_get_length (companies); i++)
    {
      JsonObject *company = json_array_get_object_element (companies, i);
      g_autofree char *path
        = g_strdup_printf ("%scloudMigrationCompanies(%s)", self->company_prefix, text (company, "id"));
      g_autoptr (JsonObject) changed = NULL;
      guint status;

      changed = program_request (&self->program, "PATCH", path, "{\"replicate\":true}", "*", &status);
      /* The sample has one whose name is refused. */
      if (status == 200)
        marked++;
      else
        g_assert_cmpuint (status, ==, 400);
    }
  return marked;
}

static void
create_companies (Client *self)
{
  g_autoptr (JsonArray) companies = list (self, "cloudMigrationCompanies");
  gboolean waiting = TRUE;

  act (self, "cloudMigrationCompanies", text (json_array_get_object_element (companies, 0), "id"),
       "createCompaniesMarkedForReplication", 200);
  while (waiting)
    {
      waiting = FALSE;
      json_array_unref (companies);
      companies = list (self, "cloudMigrationCompanies");
      for (guint i = 0; i < json_array_get_length (companies); i++)
        {
          JsonObject *company = json_array_get_object_element (companies, i);
          const char *status = text (company, "status");

          if (!json_object_get_boolean_member (company, "replicate"))
            continue;
          if (strcmp (status, " ") == 0 || strcmp (status, "In Progress") == 0)
            waiting = TRUE;
          else
            g_assert_cmpstr (status, ==, "Completed");
        }
      if (waiting)
        pause_a_little ();
    }
}

static JsonObject *
replicate (Client *self)
{
  g_autoptr (JsonObject) before = get_last_status (self);
  g_autoptr (JsonObject) run = NULL;

  g_assert_cmpstr (text (before, "status"), !=, "In Progress");
  act (self, "cloudMigrationStatus", text (before, "id"), "runReplication", 204);
  run = get_last_status (self);
  g_assert_cmpstr (text (run, "id"), !=, text (before, "id"));
  while (strcmp (text (run, "status"), "Completed") != 0 && strcmp (text (run, "status"), "Failed") != 0
         && strcmp (text (run, "status"), "Upgrade Pending") != 0)
    {
      pause_a_little ();
      act (self, "cloudMigrationStatus", text (run, "id"), "refreshStatus", 204);
      json_object_unref (run);
      run = get_last_status (self);
    }
  return g_steal_pointer (&run);
}

/* Returns how often there was no answer: the environment is offline meanwhile. */
static guint
wait_for_upgrade (Client *self)
{
  g_autofree char *path
    = g_strconcat (self->company_prefix, "cloudMigrationStatus?$orderby=startTime%20desc&$top=1", NULL);
  guint cut = 0;

  for (;;)
    {
      g_autoptr (JsonObject) object = NULL;
      JsonObject *run;
      guint status;

      object = program_request (&self->program, "GET", path, NULL, NULL, &status);
      cut += status == 0;
      g_assert_true (status == 0 || status == 200);
      if (status == 200)
        {
          run = json_array_get_object_element (json_object_get_array_member (object, "value"), 0);
          if (strcmp (text (run, "status"), "Upgrade in Progress") != 0
              && strcmp (text (run, "status"), "Upgrade Pending") != 0)
            {
              g_assert_cmpstr (text (run, "status"), ==, "Completed");
              return cut;
            }
        }
      pause_a_little ();
    }
}

static void
fix_source (Client *self)
{
  g_autofree char *output = NULL;
  const char *arguments[] = { "--data", self->program.folder, "--fix-source", NULL };
  int status = program_run (arguments, &output);

  if (status != 0)
    g_error ("%s", output);
}

static void
test_whole_migration (void)
{
  static const char *const OPTIONS[]
    = { "--companies", "3", "--tables", "26", "--rows", "2000", "--outage", "500", NULL };
  g_auto (Client) client = { 0 };
  g_autoptr (JsonObject) made = NULL;
  g_autoptr (JsonObject) named = NULL;
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;
  g_autoptr (JsonObject) last = NULL;
  g_autoptr (JsonArray) failed = NULL;
  g_autofree char *path = NULL;

  program_fixture_start (&client.program, NULL, OPTIONS);
  connect_to_company (&client);
  made = set_up (&client, "");
  g_assert_true (g_str_has_prefix (text (made, "runtimeKey"), "IR@"));
  named = set_up (&client, text (made, "runtimeName"));
  act (&client, "setupCloudMigration", text (named, "id"), "completeSetup", 204);
  g_assert_cmpuint (mark_companies (&client), ==, 2);
  create_companies (&client);

  first = replicate (&client);
  g_assert_cmpstr (text (first, "replicationType"), ==, "Full");
  g_assert_cmpint (json_object_get_int_member (first, "tablesFailed"), >, 0);
  g_assert_cmpint (json_object_get_int_member (first, "tablesRemaining"), ==, 0);
  path = g_strdup_printf (
    "cloudMigrationStatus(%s)/cloudMigrationStatusDetails?$filter=status%%20eq%%20'Failed'",
    text (first, "id"));
  failed = list (&client, path);
  g_assert_cmpuint (json_array_get_length (failed), ==,
                    (guint) json_object_get_int_member (first, "tablesFailed"));
  for (guint i = 0; i < json_array_get_length (failed); i++)
    g_assert_cmpstr (text (json_array_get_object_element (failed, i), "errors"), !=, "");
  /* A table is failed: the upgrade is refused by the service itself. */
  {
    g_autofree char *address
      = g_strdup_printf ("cloudMigrationStatus(%s)/Microsoft.NAV.runDataUpgrade", text (first, "id"));
    g_autoptr (JsonObject) refused = call (&client, "POST", address, NULL, NULL, 400);

    g_assert_cmpstr (text (json_object_get_object_member (refused, "error"), "code"), ==,
                     "Application_DialogException");
  }

  fix_source (&client);
  second = replicate (&client);
  g_assert_cmpstr (text (second, "replicationType"), ==, "Normal");
  g_assert_cmpint (json_object_get_int_member (second, "tablesFailed"), ==, 0);
  g_assert_cmpstr (text (second, "status"), ==, "Upgrade Pending");

  act (&client, "cloudMigrationStatus", text (second, "id"), "runDataUpgrade", 204);
  g_assert_cmpuint (wait_for_upgrade (&client), >, 0);
  act (&client, "cloudMigrationStatus", text (second, "id"), "disableReplication", 204);
  last = get_last_status (&client);
  g_assert_cmpstr (text (last, "status"), ==, "Completed");
  g_assert_nonnull (strstr (text (last, "details"), "disabled"));
  program_fixture_end (&client.program, SIGTERM);
}

/* What was, is there again after an ordinary end. */
static void
test_restart (void)
{
  static const char *const OPTIONS[] = { "--companies", "2", "--tables", "6", "--rows", "200", NULL };
  g_auto (Client) client = { 0 };
  g_autoptr (JsonObject) made = NULL;
  g_autoptr (JsonObject) run = NULL;
  g_autoptr (JsonObject) again = NULL;
  g_autofree char *folder = NULL;
  ProgramFixture next = { 0 };

  program_fixture_start (&client.program, NULL, OPTIONS);
  connect_to_company (&client);
  made = set_up (&client, "mine");
  act (&client, "setupCloudMigration", text (made, "id"), "completeSetup", 204);
  mark_companies (&client);
  create_companies (&client);
  run = replicate (&client);
  program_fixture_end (&client.program, SIGINT);

  folder = g_strdup (client.program.folder);
  program_fixture_start (&next, folder, OPTIONS);
  {
    g_autoptr (JsonObject) object = NULL;
    g_autofree char *log
      = g_strconcat (strstr (client.company_prefix, "companies("), "cloudMigrationStatus?$top=1", NULL);
    guint status;

    object = program_request (&next, "GET", log, NULL, NULL, &status);
    g_assert_cmpuint (status, ==, 200);
    again
      = json_object_ref (json_array_get_object_element (json_object_get_array_member (object, "value"), 0));
  }
  g_assert_cmpstr (text (again, "id"), ==, text (run, "id"));
  g_assert_cmpstr (text (again, "status"), ==, text (run, "status"));
  g_assert_cmpint (json_object_get_int_member (again, "tablesSuccessful"), ==,
                   json_object_get_int_member (run, "tablesSuccessful"));
  program_fixture_end (&next, SIGTERM);
  program_fixture_clear (&next);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/vendor-client/whole-migration", test_whole_migration);
  g_test_add_func ("/sandbox/vendor-client/restart", test_restart);
  return g_test_run ();
}
