/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "access-fixture.h"

#include "ferry-json.h"

static void
open_workspace (AccessFixture *fixture)
{
  fixture->workspace = ferry_workspace_new (fixture->folder, FERRY_SECRET_STORE (fixture->store));
}

static void
close_workspace (AccessFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer workspace = fixture->workspace;

  ferry_workspace_close_async (fixture->workspace, ferry_fixture_await_cb, &result);
  ferry_workspace_close_finish (fixture->workspace, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  g_object_add_weak_pointer (workspace, &workspace);
  g_clear_object (&fixture->workspace);
  ferry_fixture_wait_until (workspace == NULL);
}

void
access_fixture_set_up (AccessFixture *fixture, gconstpointer arguments)
{
  g_setenv ("FERRY_SANDBOX_CLIENT_SECRET", ACCESS_CLIENT_SECRET, TRUE);
  sandbox_fixture_set_up (&fixture->sandbox, arguments);
  g_unsetenv ("FERRY_SANDBOX_CLIENT_SECRET");
  fixture->store = memory_store_new ();
  fixture->folder = core_fixture_folder ();
  fixture->browser = soup_session_new ();
  soup_session_set_proxy_resolver (fixture->browser, NULL);
  fixture->cancellable = g_cancellable_new ();
  open_workspace (fixture);
}

void
access_fixture_tear_down (AccessFixture *fixture, gconstpointer arguments)
{
  close_workspace (fixture);
  ferry_fixture_drain ();
  g_object_unref (fixture->browser);
  g_object_unref (fixture->cancellable);
  g_object_unref (fixture->store);
  g_free (fixture->page);
  core_fixture_remove_folder (fixture->folder);
  sandbox_fixture_tear_down (&fixture->sandbox, arguments);
}

void
access_fixture_reopen (AccessFixture *fixture)
{
  close_workspace (fixture);
  open_workspace (fixture);
  ferry_workspace_resume (fixture->workspace);
}

FerryProfile *
access_fixture_create_profile (AccessFixture *fixture, FerrySignIn sign_in)
{
  FerrySandboxProcess *process = fixture->sandbox.process;
  FerryProfile *profile = ferry_profile_new ("Contoso", ferry_sandbox_process_get_url (process),
                                             ferry_sandbox_process_get_tenant (process),
                                             ferry_sandbox_process_get_environment (process));

  g_object_set (profile, "sign-in", sign_in, "client-id", ACCESS_CLIENT_ID, "authority",
                ferry_sandbox_process_get_url (process), NULL);
  return profile;
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AccessFixture *fixture = user_data;
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  g_autoptr (GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  g_free (fixture->page);
  fixture->page
    = bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : g_strdup ("");
  fixture->status = bytes != NULL ? soup_message_get_status (message) : 0;
}

void
access_fixture_visit (AccessFixture *fixture, const char *uri, const char *form)
{
  g_autoptr (SoupMessage) message = form != NULL
                                      ? soup_message_new_from_encoded_form ("POST", uri, g_strdup (form))
                                      : soup_message_new ("GET", uri);

  g_assert_nonnull (message);
  g_clear_pointer (&fixture->page, g_free);
  soup_session_send_and_read_async (fixture->browser, message, G_PRIORITY_DEFAULT, NULL, on_page, fixture);
}

static void
on_open_uri (AccessFixture *fixture, const char *uri, FerryAccess *access)
{
  g_assert_cmpstr (uri, ==, ferry_access_get_uri (access));
  fixture->opened++;
  if (!fixture->by_hand)
    access_fixture_visit (fixture, uri, NULL);
}

FerryAccess *
access_fixture_create (AccessFixture *fixture, FerryProfile *profile)
{
  g_autoptr (GError) error = NULL;
  FerryAccess *access = ferry_access_new (profile, NULL, &error);

  g_assert_no_error (error);
  g_signal_connect_swapped (access, "open-uri", G_CALLBACK (on_open_uri), fixture);
  return access;
}

gboolean
access_fixture_sign_in (AccessFixture *fixture, FerryAccess *access, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_access_sign_in_async (access, FALSE, fixture->cancellable, ferry_fixture_await_cb, &result);
  return ferry_access_sign_in_finish (access, ferry_fixture_await (&result), error);
}

FerryEnvironment *
access_fixture_add (AccessFixture *fixture, FerryAccess *access, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_workspace_add_access_async (fixture->workspace, access, NULL, ferry_fixture_await_cb, &result);
  return ferry_workspace_add_access_finish (fixture->workspace, ferry_fixture_await (&result), error);
}

/* Returns: (transfer full): what the sandbox's own @route answers */
static GBytes *
ask_console (AccessFixture *fixture, const char *method, const char *route, guint expected)
{
  g_autofree char *uri
    = g_strdup_printf ("%s/sandbox/%s", ferry_sandbox_process_get_url (fixture->sandbox.process), route);
  g_autofree char *authorization
    = g_strconcat ("Bearer ", ferry_sandbox_process_get_token (fixture->sandbox.process), NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  /* Not the browser's: what it does at the moment is its own business. */
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *answer;

  soup_session_set_proxy_resolver (session, NULL);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, ferry_fixture_await_cb,
                                    &result);
  answer = soup_session_send_and_read_finish (session, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, expected);
  return answer;
}

void
access_fixture_control (AccessFixture *fixture, const char *route)
{
  g_bytes_unref (ask_console (fixture, "POST", route, 204));
}

guint
access_fixture_count_token_requests (AccessFixture *fixture)
{
  g_autoptr (GBytes) answer = ask_console (fixture, "GET", "requests", 200);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root
    = ferry_json_parse (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), &error);
  JsonArray *routes;
  guint count = 0;

  g_assert_no_error (error);
  routes = json_object_get_array_member (json_node_get_object (root), "routes");
  for (guint i = 0; i < json_array_get_length (routes); i++)
    {
      JsonObject *route = json_array_get_object_element (routes, i);

      if (g_str_has_suffix (json_object_get_string_member (route, "route"), "/token"))
        count += (guint) json_object_get_int_member (route, "count");
    }
  return count;
}

void
access_fixture_wait_connection (FerryEnvironment *environment, FerryConnection connection)
{
  ferry_fixture_wait_until (ferry_environment_get_connection (environment) == connection);
}
