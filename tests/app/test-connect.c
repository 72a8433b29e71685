/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The connection dialog against what can be wrong with a connection, and what is kept of a right one: once with a
 * keyring, and with `--no-keyring` once without. Both have a session bus and a home of their own. */

#include "ferry-fixture-await.h"
#include "ferry-fixture-keyring.h"
#include "ferry-fixture-server.h"
#include "ferry-keyring.h"
#include "ferry-sandbox-process.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-session.h"

#include <string.h>

#define CONNECT "Check and Connect"
#define NAME    "Contoso on trial"

typedef struct
{
  char *folder;
  char *sandbox_folder;
  FerrySandboxProcess *sandbox;
  char *id; /* of the environment that was connected */
} Place;

static void
place_set_up (Place *place, gconstpointer unused)
{
  static const char *const arguments[] = { "--rows=500", "--tables=8", "--companies=1", NULL };
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GError) error = NULL;

  place->folder = ferry_ui_session_make_folder ();
  place->sandbox_folder = ferry_ui_session_make_folder ();
  place->sandbox = ferry_sandbox_process_new (NULL, place->sandbox_folder, arguments);
  ferry_sandbox_process_start_async (place->sandbox, NULL, ferry_fixture_await_cb, &started);
  ferry_sandbox_process_start_finish (place->sandbox, ferry_fixture_await (&started), &error);
  g_assert_no_error (error);
}

static gboolean
is_running (Place *place)
{
  gboolean running;

  g_object_get (place->sandbox, "running", &running, NULL);
  return running;
}

static void
place_tear_down (Place *place, gconstpointer unused)
{
  ferry_sandbox_process_stop (place->sandbox);
  ferry_fixture_wait_until (!is_running (place));
  g_clear_object (&place->sandbox);
  ferry_ui_session_remove_folder (place->folder);
  ferry_ui_session_remove_folder (place->sandbox_folder);
  g_free (place->folder);
  g_free (place->sandbox_folder);
  g_free (place->id);
}

/* ---- What is on the disk and in the keyring ---- */

/* The databases hold zero bytes, so this is no search in a string. */
static gboolean
holds (const char *bytes, gsize length, const char *text)
{
  gsize n = strlen (text);

  for (gsize i = 0; i + n <= length; i++)
    if (memcmp (bytes + i, text, n) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_in_tree (GFile *file, const char *text)
{
  g_autoptr (GFileEnumerator) children
    = g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                 G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFileInfo *info;
  GFile *child;

  while (children && g_file_enumerator_iterate (children, &info, &child, NULL, NULL) && child)
    {
      g_autofree char *contents = NULL;
      gsize length;

      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        {
          if (is_in_tree (child, text))
            return TRUE;
        }
      /* A file that goes meanwhile, as a database's journal does, holds nothing any more. */
      else if (g_file_load_contents (child, NULL, &contents, &length, NULL, NULL)
               && holds (contents, length, text))
        {
          g_test_message ("“%s” holds it", g_file_peek_path (child));
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_kept (Place *place, const char *text)
{
  g_autoptr (GFile) folder = g_file_new_for_path (place->folder);

  return is_in_tree (folder, text);
}

static void
assert_not_stored (Place *place)
{
  const char *token = ferry_sandbox_process_get_token (place->sandbox);

  g_assert_cmpuint (strlen (token), >=, 16);
  g_assert_false (is_kept (place, token));
}

static char *
dup_profiles (Place *place)
{
  g_autofree char *path = g_build_filename (place->folder, "environments.ini", NULL);
  char *contents = NULL;

  return g_file_get_contents (path, &contents, NULL, NULL) ? contents : g_strdup ("");
}

/* Returns: (nullable): the token in the keyring */
static char *
look_up_token (const char *id, GError **error)
{
  g_autoptr (FerrySecretStore) keyring = ferry_keyring_new ();
  g_autoptr (GAsyncResult) found = NULL;

  ferry_secret_store_lookup_async (keyring, FERRY_SECRET_TOKEN, id, "", NULL, ferry_fixture_await_cb, &found);
  return ferry_secret_store_lookup_finish (keyring, ferry_fixture_await (&found), error);
}

static gboolean
has_token (Place *place, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  char *token = look_up_token (place->id, &error);
  gboolean same = g_strcmp0 (token, wanted) == 0;

  g_assert_no_error (error);
  ferry_secret_free (token);
  return same;
}

/* ---- The dialog ---- */

static GListModel *
environments (void)
{
  return G_LIST_MODEL (ferry_application_get_workspace (FERRY_APPLICATION (g_application_get_default ())));
}

static void
fill_in (const char *address, const char *tenant, const char *environment, const char *token)
{
  ferry_ui_type ("Name", NAME);
  ferry_ui_type ("Address", address);
  ferry_ui_type ("Tenant", tenant);
  ferry_ui_type ("Environment", environment);
  ferry_ui_type ("Bearer token", token);
}

static gboolean
is_marked (const char *field)
{
  return gtk_widget_has_css_class (ferry_ui_find (ADW_TYPE_ENTRY_ROW, field), "error");
}

/* Tries to connect with what is filled in: @message comes, at @field alone, and nothing is kept. */
static void
expect_refusal (Place *place, const char *field, const char *message)
{
  static const char *const fields[] = { "Name", "Address", "Tenant", "Environment", "Bearer token" };
  g_autofree char *profiles = NULL;

  ferry_ui_click (CONNECT);
  ferry_ui_wait_text (message);
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, CONNECT);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_assert_cmpint (is_marked (fields[i]), ==, g_str_equal (fields[i], field));
      g_assert_true (gtk_widget_is_sensitive (ferry_ui_find (ADW_TYPE_ENTRY_ROW, fields[i])));
    }
  ferry_ui_assert_all_named ();

  profiles = dup_profiles (place);
  g_assert_cmpuint (g_list_model_get_n_items (environments ()), ==, 0);
  g_assert_null (strstr (profiles, NAME));
}

static void
open_dialog (void)
{
  ferry_ui_click ("Connect to an environment");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, CONNECT);
  ferry_ui_assert_all_named ();
}

static void
fill_in_right (Place *place)
{
  fill_in (ferry_sandbox_process_get_url (place->sandbox), ferry_sandbox_process_get_tenant (place->sandbox),
           ferry_sandbox_process_get_environment (place->sandbox),
           ferry_sandbox_process_get_token (place->sandbox));
}

static gboolean
is_online (gpointer user_data)
{
  return g_list_model_get_n_items (environments ()) == 1
         && ferry_environment_get_connection (ferry_ui_session_get_environment ()) == FERRY_CONNECTION_ONLINE;
}

static void
connect_rightly (Place *place)
{
  fill_in_right (place);
  ferry_ui_click (CONNECT);
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, CONNECT);
  ferry_ui_wait (is_online, NULL, "the environment to be online");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Set up cloud migration…");
  ferry_ui_assert_all_named ();
  place->id
    = g_strdup (ferry_profile_get_id (ferry_environment_get_profile (ferry_ui_session_get_environment ())));
}

/* ---- What is wrong in the form already ---- */

static void
wrong_form (gpointer user_data)
{
  static const struct
  {
    const char *address;
    const char *message;
  } addresses[] = {
    { "", "Enter the address of the service" },
    { "Business Central", "This isn’t a web address." },
    { "https://", "This isn’t a web address." },
    { "ftp://api.example.com", "should begin with “https://”" },
    { "http://192.0.2.1:7048", "has to begin with “https://”, so that nobody can read along" },
    { "http://localhost.example.com", "has to begin with “https://”, so that nobody can read along" },
    { "https://me:secret@api.example.com", "must not hold a user name or password" },
    { "https://api.example.com/?tenant=1", "must not have a “?” or “#” in it" },
  };
  Place *place = user_data;

  open_dialog ();
  /* As it comes up: the address is the service's own. */
  expect_refusal (place, "Tenant", "Enter the tenant");
  ferry_ui_type ("Tenant", "contoso.com");
  g_assert_false (is_marked ("Tenant"));
  expect_refusal (place, "Environment", "Enter the name of the environment");
  ferry_ui_type ("Environment", "Production");
  expect_refusal (place, "Bearer token", "Enter a bearer token");

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      fill_in (addresses[i].address, "contoso.com", "Production", "0123456789abcdef");
      expect_refusal (place, "Address", addresses[i].message);
    }
  fill_in ("https://api.example.com", "contoso com/..", "Production", "0123456789abcdef");
  expect_refusal (place, "Tenant", "This can’t be a tenant.");
  fill_in ("https://api.example.com", "contoso.com", "Production/../Other", "0123456789abcdef");
  expect_refusal (place, "Environment", "This can’t be the name of an environment.");

  ferry_ui_click ("Cancel");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Connect to an environment");
  g_assert_cmpuint (g_list_model_get_n_items (environments ()), ==, 0);
}

static void
test_wrong_form (Place *place, gconstpointer unused)
{
  ferry_ui_session_run (place->folder, NULL, wrong_form, place);
}

/* ---- What is wrong with the other side ---- */

static char *
dup_closed_address (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  g_socket_listener_close (listener);
  return g_strdup_printf ("http://127.0.0.1:%u", port);
}

static void
wrong_service (gpointer user_data)
{
  static const struct
  {
    const char *type;
    const char *body;
    const char *message;
  } answers[] = {
    { "text/html", "<!DOCTYPE html><title>Sign in to the guest network</title>",
      "a web page instead of data" },
    { "text/plain", "OK", "instead of JSON" },
    { "application/json", "", "an empty answer" },
    { "application/json", "{\"value\":[{\"id\":\"a\",", "it breaks off before its end" },
    { "application/json", "[]", "should be an object, but is a list" },
    { "application/json", "{\"value\":\"none\"}", "should be a list, but is a text" },
    { "application/json", "{\"value\":[{\"id\":7,\"name\":\"My Company\"}]}",
      "should be a text, but is a number" },
    { "application/json", "{\"value\":[{\"name\":\"My Company\"}]}", "“id” is missing" },
  };
  Place *place = user_data;
  g_autofree char *closed = dup_closed_address ();

  open_dialog ();
  fill_in (closed, "contoso.com", "Production", "0123456789abcdef");
  expect_refusal (place, "Address", "can’t be reached: nothing answers at this address.");

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (FerryFixtureServer) server = ferry_fixture_server_new ();
      FerryFixtureReply *reply = ferry_fixture_server_reply (server, 200, answers[i].body);

      ferry_fixture_reply_set_header (reply, "Content-Type", answers[i].type);
      ferry_fixture_reply_always (reply);
      ferry_ui_type ("Address", ferry_fixture_server_get_url (server));
      expect_refusal (place, "Address", answers[i].message);
      g_assert_cmpuint (ferry_fixture_server_get_n_requests (server), >, 0);
    }

  fill_in_right (place);
  ferry_ui_type ("Bearer token", "not-the-token-of-this-sandbox");
  expect_refusal (place, "Bearer token", "The service didn’t accept the sign-in.");

  fill_in_right (place);
  ferry_ui_type ("Tenant", "fabrikam.example.com");
  expect_refusal (place, "Tenant", "The service doesn’t know the tenant “fabrikam.example.com”.");

  fill_in_right (place);
  ferry_ui_type ("Environment", "Elsewhere");
  expect_refusal (place, "Environment", "There is no environment “Elsewhere” in the tenant");

  connect_rightly (place);
}

static void
test_wrong_service (Place *place, gconstpointer unused)
{
  ferry_ui_session_run (place->folder, NULL, wrong_service, place);
  assert_not_stored (place);
}

/* ---- What is kept ---- */

static void
connect_new (gpointer user_data)
{
  Place *place = user_data;
  g_autofree char *profiles = NULL;

  open_dialog ();
  connect_rightly (place);
  profiles = dup_profiles (place);
  g_assert_nonnull (strstr (profiles, NAME));
  /* The search finds what is there. */
  g_assert_true (is_kept (place, NAME));
  assert_not_stored (place);
}

static void
connect_again (gpointer user_data)
{
  ferry_ui_wait (is_online, NULL, "the environment to be online with the token from the keyring");
  assert_not_stored (user_data);
}

static gboolean
is_empty (gpointer user_data)
{
  return g_list_model_get_n_items (environments ()) == 0;
}

static void
ask_to_remove (Place *place)
{
  gtk_widget_activate_action (
    GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (g_application_get_default ()))),
    "win.remove-environment", "s", place->id);
  ferry_ui_wait_text ("Remove “" NAME "”?");
  ferry_ui_assert_all_named ();
}

static void
remove_it (gpointer user_data)
{
  Place *place = user_data;
  g_autofree char *profiles = NULL;

  ferry_ui_wait (is_online, NULL, "the environment to be online");
  ask_to_remove (place);
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Remove");
  g_assert_true (is_online (NULL));
  g_assert_true (has_token (place, ferry_sandbox_process_get_token (place->sandbox)));

  ask_to_remove (place);
  ferry_ui_click ("Remove");
  ferry_ui_wait (is_empty, NULL, "the environment to be removed");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Connect to an environment");
  ferry_fixture_wait_until (has_token (place, NULL));
  profiles = dup_profiles (place);
  g_assert_null (strstr (profiles, place->id));
  g_assert_null (strstr (profiles, NAME));
}

static void
test_keyring (Place *place, gconstpointer unused)
{
  ferry_ui_session_run (place->folder, NULL, connect_new, place);
  ferry_fixture_wait_until (has_token (place, ferry_sandbox_process_get_token (place->sandbox)));
  ferry_ui_session_run (place->folder, NULL, connect_again, place);
  ferry_ui_session_run (place->folder, NULL, remove_it, place);
  assert_not_stored (place);
}

/* ---- Without a keyring ---- */

static void
connect_without_keyring (gpointer user_data)
{
  connect_new (user_data);
  ferry_ui_wait_text ("There is no keyring in this session. Tokens and runtime keys aren’t kept");
}

static void
sign_in_again (gpointer user_data)
{
  Place *place = user_data;

  ferry_ui_wait_text ("There is no keyring in this session.");
  ferry_ui_click (NAME "*");
  ferry_ui_click ("Sign In…");
  ferry_ui_type ("Bearer token", ferry_sandbox_process_get_token (place->sandbox));
  ferry_ui_assert_all_named ();
  ferry_ui_click (CONNECT);
  ferry_ui_wait (is_online, NULL, "the environment to be online after the sign-in");
  assert_not_stored (place);

  ask_to_remove (place);
  ferry_ui_click ("Remove");
  ferry_ui_wait (is_empty, NULL, "the environment to be removed");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Connect to an environment");
}

static void
test_no_keyring (Place *place, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  ferry_ui_session_run (place->folder, NULL, connect_without_keyring, place);
  g_assert_null (look_up_token (place->id, &error));
  g_assert_error (error, FERRY_SECRET_ERROR, FERRY_SECRET_ERROR_UNAVAILABLE);
  assert_not_stored (place);
  ferry_ui_session_run (place->folder, NULL, sign_in_again, place);
  assert_not_stored (place);
}

static void
add (const char *path, void (*function) (Place *, gconstpointer))
{
  g_test_add (path, Place, NULL, place_set_up, function, place_tear_down);
}

int
main (int argc, char **argv)
{
  gboolean without = argc > 1 && g_str_equal (argv[argc - 1], "--no-keyring");
  g_autoptr (FerryFixtureKeyring) keyring = NULL;

  if (without)
    argv[--argc] = NULL;
  gtk_test_init (&argc, &argv, NULL);
  keyring = ferry_fixture_keyring_new (!without);
  if (without)
    {
      add ("/app/connect/no-keyring", test_no_keyring);
      return g_test_run ();
    }
  add ("/app/connect/wrong-form", test_wrong_form);
  add ("/app/connect/wrong-service", test_wrong_service);
  add ("/app/connect/keyring", test_keyring);
  return g_test_run ();
}
