/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

void
core_fixture_set_up_unconnected (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  fixture->server = ferry_fixture_server_new ();
  profile = ferry_profile_new ("Test", ferry_fixture_server_get_url (fixture->server), CORE_TENANT,
                               CORE_ENVIRONMENT);
  fixture->service = ferry_migration_service_new (profile, NULL, &error);
  g_assert_no_error (error);
  ferry_session_set_retry (ferry_migration_service_get_session (fixture->service), 2, 1, 1);
}

void
core_fixture_set_up (CoreFixture *fixture, gconstpointer unused)
{
  core_fixture_set_up_unconnected (fixture, unused);
  ferry_fixture_server_reply_to (fixture->server, "GET", CORE_ROOT, 200, CORE_COMPANIES);
}

void
core_fixture_tear_down (CoreFixture *fixture, gconstpointer unused)
{
  ferry_fixture_server_assert_done (fixture->server);
  g_assert_finalize_object (fixture->service);
  g_clear_object (&fixture->server);
}

char *
core_fixture_get_sent (CoreFixture *fixture, guint index)
{
  GBytes *body = ferry_fixture_server_get_request (fixture->server, index)->body;

  if (body == NULL)
    return g_strdup ("");
  return g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

gboolean
core_fixture_await_action (CoreFixture *fixture, GAsyncResult **result, CoreFinish finish, GError **error)
{
  gboolean done = finish (fixture->service, ferry_fixture_await (result), error);

  g_clear_object (result);
  return done;
}

void
core_fixture_reply (CoreFixture *fixture,
                    const char *method,
                    const char *path,
                    guint status,
                    const char *text)
{
  g_autofree char *json = text != NULL ? core_fixture_json (text) : NULL;

  ferry_fixture_server_reply_to (fixture->server, method, path, status, json);
}

const char *
core_fixture_header (CoreFixture *fixture, guint index, const char *name)
{
  return soup_message_headers_get_one (ferry_fixture_server_get_request (fixture->server, index)->headers,
                                       name);
}

void
core_fixture_assert_query (CoreFixture *fixture, guint index, const char *name, const char *value)
{
  const char *query = ferry_fixture_server_get_request (fixture->server, index)->query;
  g_autoptr (GHashTable) parameters
    = g_uri_parse_params (query != NULL ? query : "", -1, "&", G_URI_PARAMS_WWW_FORM, NULL);

  g_assert_nonnull (parameters);
  g_assert_cmpstr (g_hash_table_lookup (parameters, name), ==, value);
}

char *
core_fixture_json (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

JsonObject *
core_fixture_object (const char *text)
{
  g_autofree char *json = core_fixture_json (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);

  g_assert_no_error (error);
  return json_node_dup_object (node);
}

FerryRun *
core_fixture_run (const char *id)
{
  g_autofree char *text = g_strdup_printf ("{'id':'%s','runId':'%s','startTime':'2026-01-31T08:00:00Z',"
                                           "'replicationType':'Normal','status':'Completed'}",
                                           id, id);
  g_autoptr (JsonObject) object = core_fixture_object (text);
  g_autoptr (GError) error = NULL;
  FerryRun *run = ferry_run_new_from_json (object, &error);

  g_assert_no_error (error);
  return run;
}

FerryCompany *
core_fixture_company (const char *id, gboolean replicate, const char *etag)
{
  g_autofree char *text = g_strdup_printf ("{'id':'%s','name':'CRONUS','replicate':%s,'@odata.etag':'%s'}",
                                           id, replicate ? "true" : "false", etag);
  g_autoptr (JsonObject) object = core_fixture_object (text);
  g_autoptr (GError) error = NULL;
  FerryCompany *company = ferry_company_new_from_json (object, &error);

  g_assert_no_error (error);
  return company;
}

char *
core_fixture_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("ferry-core-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
core_fixture_remove_folder (char *folder)
{
  remove_tree (folder);
  g_free (folder);
}
