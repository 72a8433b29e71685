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

#include <glib/gstdio.h>
#include <string.h>

#define CONNECT "Connect"
#define NEXT    "Next"
#define SIGN_IN "Sign In"
#define BACK    "Back to how to sign in"
#define NAME    "Contoso on trial"
/* The application that a sandbox knows unless it's told another one. */
#define CLIENT_ID "5a9d7c10-3e42-4b8f-9c61-f2d08e57a4b3"

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
  static const char *const arguments[]
    = { "--rows=500", "--tables=8", "--companies=1", "--device-interval=1", NULL };
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GError) error = NULL;

  g_setenv ("FERRY_SANDBOX_CLIENT_SECRET", "the-secret-of-the-application", TRUE);
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

/* One page or the other; neither while something is waited for. */
static gboolean
is_asking (gpointer user_data)
{
  return ferry_ui_peek (GTK_TYPE_BUTTON, CONNECT) != NULL || ferry_ui_peek (GTK_TYPE_BUTTON, NEXT) != NULL
         || ferry_ui_peek (GTK_TYPE_BUTTON, SIGN_IN) != NULL;
}

static void
go_to_form (void)
{
  if (ferry_ui_peek (GTK_TYPE_BUTTON, BACK) != NULL)
    {
      ferry_ui_click (BACK);
      ferry_ui_wait_gone (GTK_TYPE_BUTTON, BACK);
    }
}

static void
expand (const char *name)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (ferry_ui_find (ADW_TYPE_EXPANDER_ROW, name)), TRUE);
}

static char *environment_name;

static void
fill_in (const char *address, const char *tenant, const char *environment, const char *token)
{
  go_to_form ();
  ferry_ui_set_check ("With a token given by hand", TRUE);
  expand ("Advanced");
  ferry_ui_type ("Address", address);
  ferry_ui_type ("Tenant", tenant);
  ferry_ui_type ("Bearer token", token);
  g_free (environment_name);
  environment_name = g_strdup (environment);
}

static gboolean
is_marked (const char *field)
{
  GtkWidget *row = ferry_ui_peek (ADW_TYPE_ENTRY_ROW, field);

  return row != NULL && gtk_widget_has_css_class (row, "error");
}

/* Chooses from the list, or types what isn't in it. */
static void
choose_environment (void)
{
  if (ferry_ui_peek (GTK_TYPE_CHECK_BUTTON, environment_name) != NULL)
    ferry_ui_set_check (environment_name, TRUE);
  else
    {
      if (ferry_ui_peek (GTK_TYPE_CHECK_BUTTON, "Another one") != NULL)
        ferry_ui_set_check ("Another one", TRUE);
      ferry_ui_type ("Environment", environment_name);
    }
  ferry_ui_type ("Name", NAME);
}

/* Through both pages, as far as one gets. */
static void
try_to_connect (void)
{
  ferry_ui_click (NEXT);
  ferry_ui_wait (is_asking, NULL, "the dialog to ask something");
  if (ferry_ui_peek (GTK_TYPE_BUTTON, CONNECT) == NULL)
    return;
  choose_environment ();
  ferry_ui_assert_all_named ();
  ferry_ui_click (CONNECT);
}

/* @message comes, at @field alone, and nothing is kept. */
static void
expect_message (Place *place, const char *field, const char *message)
{
  static const char *const fields[] = { "Name",         "Address",   "Tenant", "Environment",
                                        "Bearer token", "Client id", "Secret", "Sign-in service" };
  g_autofree char *profiles = NULL;

  ferry_ui_wait_text (message);
  ferry_ui_wait (is_asking, NULL, "the dialog to ask something");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpint (is_marked (fields[i]), ==, g_strcmp0 (fields[i], field) == 0);
  ferry_ui_assert_all_named ();

  profiles = dup_profiles (place);
  g_assert_cmpuint (g_list_model_get_n_items (environments ()), ==, 0);
  g_assert_null (strstr (profiles, NAME));
}

static void
expect_refusal (Place *place, const char *field, const char *message)
{
  try_to_connect ();
  expect_message (place, field, message);
}

static void
open_dialog (void)
{
  ferry_ui_click ("Connect to an environment");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, SIGN_IN);
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
  try_to_connect ();
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Cancel");
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
  /* As it comes up: in the browser, and the addresses are the services' own. */
  ferry_ui_click (SIGN_IN);
  expect_message (place, "Tenant", "Enter the tenant");
  ferry_ui_type ("Tenant", "contoso.com");
  g_assert_false (is_marked ("Tenant"));
  ferry_ui_click (SIGN_IN);
  expect_message (place, "Client id", "Enter the application (client) ID");
  ferry_ui_type ("Client id", "not an id");
  ferry_ui_click (SIGN_IN);
  expect_message (place, "Client id", "Enter the application (client) ID");
  ferry_ui_type ("Client id", CLIENT_ID);
  expand ("Advanced");
  ferry_ui_type ("Sign-in service", "http://login.example.com");
  ferry_ui_click (SIGN_IN);
  expect_message (place, "Sign-in service", "https://");
  ferry_ui_type ("Sign-in service", "");
  ferry_ui_set_check ("As an application", TRUE);
  ferry_ui_click (SIGN_IN);
  expect_message (place, "Secret", "Enter the application’s secret");

  ferry_ui_set_check ("With a token given by hand", TRUE);
  ferry_ui_click (NEXT);
  expect_message (place, "Bearer token", "Enter a bearer token");

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      fill_in (addresses[i].address, "contoso.com", "Production", "0123456789abcdef");
      expect_refusal (place, "Address", addresses[i].message);
    }
  fill_in ("https://api.example.com", "contoso com/..", "Production", "0123456789abcdef");
  expect_refusal (place, "Tenant", "This can’t be a tenant.");

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
  g_free (environment_name);
  environment_name = g_strdup ("");
  expect_refusal (place, "Environment", "Enter the name of the environment");
  ferry_ui_type ("Environment", "Production/../Other");
  ferry_ui_click (CONNECT);
  expect_message (place, "Environment", "This can’t be the name of an environment.");

  fill_in_right (place);
  g_free (environment_name);
  environment_name = g_strdup ("Elsewhere");
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

/* ---- In the browser, with a code ---- */

static char *browser_file;

/* A browser that goes nowhere: it writes down where it was sent, and the test goes there. */
static void
install_browser (const char *home)
{
  g_autofree char *folder = g_build_filename (g_getenv ("XDG_DATA_HOME"), "applications", NULL);
  g_autofree char *desktop = g_build_filename (folder, "ferry-test-browser.desktop", NULL);
  g_autofree char *defaults = g_build_filename (g_getenv ("XDG_CONFIG_HOME"), "mimeapps.list", NULL);
  g_autofree char *program = g_build_filename (home, "browser", NULL);
  g_autofree char *script = NULL, *entry = NULL;
  g_autoptr (GError) error = NULL;

  browser_file = g_build_filename (home, "browsed", NULL);
  script = g_strdup_printf ("#!/bin/sh\nprintf %%s \"$1\" >'%s.new' && mv '%s.new' '%s'\n", browser_file,
                            browser_file, browser_file);
  entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\nExec=%s %%u\n"
                           "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n",
                           program);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents_full (program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
  g_file_set_contents (desktop, entry, -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (defaults,
                       "[Default Applications]\nx-scheme-handler/http=ferry-test-browser.desktop\n"
                       "x-scheme-handler/https=ferry-test-browser.desktop\n",
                       -1, &error);
  g_assert_no_error (error);
}

static gboolean
was_browsed (gpointer user_data)
{
  return g_file_test (browser_file, G_FILE_TEST_EXISTS);
}

static char *
take_browsed (void)
{
  char *uri;

  ferry_ui_wait (was_browsed, NULL, "the browser to be opened");
  g_assert_true (g_file_get_contents (browser_file, &uri, NULL, NULL));
  g_unlink (browser_file);
  return uri;
}

/* Returns: (transfer full): the page at @uri, or where that leads; @form: (nullable): posted there */
static char *
visit (const char *uri, const char *form)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = form != NULL
                                      ? soup_message_new_from_encoded_form ("POST", uri, g_strdup (form))
                                      : soup_message_new ("GET", uri);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (message);
  soup_session_set_proxy_resolver (session, NULL);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, ferry_fixture_await_cb,
                                    &result);
  bytes = soup_session_send_and_read_finish (session, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
cut_out (const char *page, const char *before)
{
  const char *start = strstr (page, before);

  g_assert_nonnull (start);
  start += strlen (before);
  return g_strndup (start, strcspn (start, "\""));
}

/* The page that asks who one is; @answer: `accept` or `deny`; Returns: (transfer full): what comes of it */
static char *
answer_browser (const char *uri, const char *answer)
{
  g_autofree char *page = visit (uri, NULL);
  g_autofree char *flow = cut_out (page, "name=\"flow\" value=\"");
  g_autofree char *account = cut_out (page, "name=\"account\" value=\"");
  g_autofree char *form = soup_form_encode ("flow", flow, "account", account, "answer", answer, NULL);
  g_autofree char *where = g_strndup (uri, strcspn (uri, "?"));

  return visit (where, form);
}

static void
fill_in_registration (Place *place, const char *how)
{
  ferry_ui_set_check (how, TRUE);
  expand ("Advanced");
  ferry_ui_type ("Address", ferry_sandbox_process_get_url (place->sandbox));
  ferry_ui_type ("Sign-in service", ferry_sandbox_process_get_url (place->sandbox));
  ferry_ui_type ("Tenant", ferry_sandbox_process_get_tenant (place->sandbox));
  ferry_ui_type ("Client id", CLIENT_ID);
  g_free (environment_name);
  environment_name = g_strdup (ferry_sandbox_process_get_environment (place->sandbox));
}

static void
finish_rightly (Place *place)
{
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, CONNECT);
  /* The Admin Center lists it, and says what it is. */
  ferry_ui_find (GTK_TYPE_CHECK_BUTTON, environment_name);
  ferry_ui_wait_text ("Sandbox ·");
  ferry_ui_assert_all_named ();
  ferry_ui_look ("connect-environment");
  choose_environment ();
  ferry_ui_click (CONNECT);
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Cancel");
  ferry_ui_wait (is_online, NULL, "the environment to be online");
  place->id
    = g_strdup (ferry_profile_get_id (ferry_environment_get_profile (ferry_ui_session_get_environment ())));
}

static gboolean
is_signed_out (gpointer user_data)
{
  return ferry_environment_get_connection (ferry_ui_session_get_environment ())
         == FERRY_CONNECTION_SIGNED_OUT;
}

static void
sign_in_with_browser (gpointer user_data)
{
  Place *place = user_data;
  g_autofree char *first = NULL, *declined = NULL, *second = NULL, *page = NULL, *given_up = NULL,
                  *third = NULL;
  g_autofree char *again = NULL;

  open_dialog ();
  ferry_ui_look ("connect-sign-in");
  fill_in_registration (place, "Microsoft Entra ID in the browser");

  /* Somebody declines: said there and here. */
  ferry_ui_click (SIGN_IN);
  ferry_ui_wait_text ("Waiting for the browser…");
  ferry_ui_assert_all_named ();
  ferry_ui_look ("connect-browser");
  first = take_browsed ();
  declined = answer_browser (first, "deny");
  g_assert_nonnull (strstr (declined, "You aren’t signed in"));
  expect_message (place, NULL, "The consent was declined in the browser.");

  /* Closes the browser, comes back and cancels. */
  ferry_ui_click (SIGN_IN);
  ferry_ui_wait_text ("Waiting for the browser…");
  given_up = take_browsed ();
  ferry_ui_click ("Open the Browser Again");
  again = take_browsed ();
  g_assert_cmpstr (again, ==, given_up);
  ferry_ui_click ("Cancel");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, SIGN_IN);

  /* And signs in. */
  ferry_ui_click (SIGN_IN);
  second = take_browsed ();
  page = answer_browser (second, "accept");
  g_assert_nonnull (strstr (page, "You can close this window."));
  finish_rightly (place);
  g_assert_true (g_str_has_prefix (
    ferry_profile_get_account (ferry_environment_get_profile (ferry_ui_session_get_environment ())),
    "admin@"));

  /* Signs out, which leaves what is known, and in again: with nothing to enter. */
  gtk_widget_activate_action (
    GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (g_application_get_default ()))),
    "win.sign-out", "s", place->id);
  ferry_ui_wait (is_signed_out, NULL, "the environment to be signed out");
  ferry_ui_wait_text ("Nobody is signed in to this environment.");
  ferry_ui_look ("signed-out");
  ferry_ui_click ("Sign In…");
  third = take_browsed ();
  g_free (answer_browser (third, "accept"));
  ferry_ui_wait (is_online, NULL, "the environment to be online again");
}

static void
stay_signed_in (gpointer user_data)
{
  ferry_ui_wait (is_online, NULL, "the environment to be online with what the keyring has");
  g_assert_false (was_browsed (NULL));
}

static void
test_browser (Place *place, gconstpointer unused)
{
  ferry_ui_session_run (place->folder, NULL, sign_in_with_browser, place);
  g_assert_true (has_token (place, NULL));
  ferry_ui_session_run (place->folder, NULL, stay_signed_in, place);
}

static void
sign_in_with_code (gpointer user_data)
{
  Place *place = user_data;
  g_autofree char *uri = NULL, *code = NULL, *page = NULL, *account = NULL, *form = NULL;
  GtkWidget *label;

  open_dialog ();
  fill_in_registration (place, "With a code on another device");
  ferry_ui_click (SIGN_IN);
  ferry_ui_wait_text ("Enter this code");
  label
    = gtk_widget_get_first_child (gtk_widget_get_parent (ferry_ui_find (GTK_TYPE_BUTTON, "Copy the Code")));
  while (!gtk_widget_has_css_class (label, "ferry-user-code"))
    label = gtk_widget_get_next_sibling (label);
  code = g_strdup (gtk_label_get_label (GTK_LABEL (label)));
  g_assert_cmpuint (strlen (code), >=, 6);
  ferry_ui_assert_all_named ();
  ferry_ui_look ("connect-code");
  ferry_ui_click ("Open in the Browser");
  uri = take_browsed ();
  form = soup_form_encode ("code", code, NULL);
  page = visit (uri, form);
  account = cut_out (page, "name=\"account\" value=\"");
  g_free (form);
  form = soup_form_encode ("code", code, "account", account, "answer", "accept", NULL);
  g_free (visit (uri, form));
  finish_rightly (place);
}

static void
test_code (Place *place, gconstpointer unused)
{
  ferry_ui_session_run (place->folder, NULL, sign_in_with_code, place);
}

static void
wrong_registration (gpointer user_data)
{
  Place *place = user_data;

  open_dialog ();
  fill_in_registration (place, "With a code on another device");
  ferry_ui_type ("Client id", "00000000-1111-2222-3333-444444444444");
  ferry_ui_click (SIGN_IN);
  expect_message (place, "Client id", "The tenant doesn’t know this client id.");
  ferry_ui_type ("Client id", CLIENT_ID);
  ferry_ui_type ("Tenant", "nobody.example.com");
  ferry_ui_click (SIGN_IN);
  expect_message (place, "Tenant", "There is no such tenant.");

  fill_in_registration (place, "As an application");
  ferry_ui_type ("Secret", "not-it");
  ferry_ui_click (SIGN_IN);
  expect_message (place, "Secret", "secret is wrong");
  ferry_ui_click ("Cancel");
}

static void
test_wrong_registration (Place *place, gconstpointer unused)
{
  ferry_ui_session_run (place->folder, NULL, wrong_registration, place);
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
  /* Before anything asks where the user's folders are. */
  keyring = ferry_fixture_keyring_new (!without);
  install_browser (ferry_fixture_keyring_get_home (keyring));
  gtk_test_init (&argc, &argv, NULL);
  if (without)
    {
      add ("/app/connect/no-keyring", test_no_keyring);
      return g_test_run ();
    }
  add ("/app/connect/wrong-form", test_wrong_form);
  add ("/app/connect/wrong-service", test_wrong_service);
  add ("/app/connect/wrong-registration", test_wrong_registration);
  add ("/app/connect/browser", test_browser);
  add ("/app/connect/code", test_code);
  add ("/app/connect/keyring", test_keyring);
  return g_test_run ();
}
