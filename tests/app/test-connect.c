/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The connection dialog against what can be wrong with a connection, and what is kept of a right one: once with a
 * keyring, and with `--no-keyring` once without. Both have a session bus and a home of their own. */

#include "connect-place.h"

#include "ferry-fixture-await.h"
#include "ferry-fixture-keyring.h"
#include "ferry-fixture-server.h"
#include "ferry-keyring.h"
#include "ferry-sandbox-process.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-session.h"

#include <string.h>

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
  ConnectPlace *place = user_data;

  connect_open_dialog ();
  /* As it comes up: in the browser, and the addresses are the services' own. */
  ferry_ui_click (SIGN_IN);
  connect_expect_message (place, "Tenant", "Enter the tenant");
  ferry_ui_type ("Tenant", "contoso.com");
  g_assert_false (connect_is_marked ("Tenant"));
  ferry_ui_click (SIGN_IN);
  connect_expect_message (place, "Client ID", "Enter the application (client) ID");
  ferry_ui_type ("Client ID", "not an id");
  ferry_ui_click (SIGN_IN);
  connect_expect_message (place, "Client ID", "Enter the application (client) ID");
  ferry_ui_type ("Client ID", CLIENT_ID);
  connect_expand ("Advanced");
  ferry_ui_type ("Sign-in service", "http://login.example.com");
  ferry_ui_click (SIGN_IN);
  connect_expect_message (place, "Sign-in service", "https://");
  ferry_ui_type ("Sign-in service", "");
  ferry_ui_set_check ("As an application", TRUE);
  ferry_ui_click (SIGN_IN);
  connect_expect_message (place, "Secret", "Enter the application’s secret");

  ferry_ui_set_check ("With a token given by hand", TRUE);
  ferry_ui_click (NEXT);
  connect_expect_message (place, "Bearer token", "Enter a bearer token");

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      connect_fill_in (addresses[i].address, "contoso.com", "Production", "0123456789abcdef");
      connect_expect_refusal (place, "Address", addresses[i].message);
    }
  connect_fill_in ("https://api.example.com", "contoso com/..", "Production", "0123456789abcdef");
  connect_expect_refusal (place, "Tenant", "This can’t be a tenant.");

  ferry_ui_click ("Cancel");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Connect to an environment");
  g_assert_cmpuint (g_list_model_get_n_items (connect_environments ()), ==, 0);
}

static void
test_wrong_form (ConnectPlace *place, gconstpointer unused)
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
  ConnectPlace *place = user_data;
  g_autofree char *closed = dup_closed_address ();

  connect_open_dialog ();
  connect_fill_in (closed, "contoso.com", "Production", "0123456789abcdef");
  connect_expect_refusal (place, "Address", "can’t be reached: nothing answers at this address.");

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (FerryFixtureServer) server = ferry_fixture_server_new ();
      FerryFixtureReply *reply = ferry_fixture_server_reply (server, 200, answers[i].body);

      ferry_fixture_reply_set_header (reply, "Content-Type", answers[i].type);
      ferry_fixture_reply_always (reply);
      ferry_ui_type ("Address", ferry_fixture_server_get_url (server));
      connect_expect_refusal (place, "Address", answers[i].message);
      g_assert_cmpuint (ferry_fixture_server_get_n_requests (server), >, 0);
    }

  connect_fill_in_right (place);
  ferry_ui_type ("Bearer token", "not-the-token-of-this-sandbox");
  connect_expect_refusal (place, "Bearer token", "The service didn’t accept the sign-in.");

  connect_fill_in_right (place);
  ferry_ui_type ("Tenant", "fabrikam.example.com");
  connect_expect_refusal (place, "Tenant", "The service doesn’t know the tenant “fabrikam.example.com”.");

  connect_fill_in_right (place);
  g_free (connect_environment_name);
  connect_environment_name = g_strdup ("");
  connect_expect_refusal (place, "Environment", "Enter the name of the environment");
  ferry_ui_type ("Environment", "Production/../Other");
  ferry_ui_click (CONNECT);
  connect_expect_message (place, "Environment", "This can’t be the name of an environment.");

  connect_fill_in_right (place);
  g_free (connect_environment_name);
  connect_environment_name = g_strdup ("Elsewhere");
  connect_expect_refusal (place, "Environment", "There is no environment “Elsewhere” in the tenant");

  connect_rightly (place);
}

static void
test_wrong_service (ConnectPlace *place, gconstpointer unused)
{
  ferry_ui_session_run (place->folder, NULL, wrong_service, place);
  connect_assert_not_stored (place);
}

/* ---- What is kept ---- */

static void
connect_new (gpointer user_data)
{
  ConnectPlace *place = user_data;
  g_autofree char *profiles = NULL;

  connect_open_dialog ();
  connect_rightly (place);
  profiles = connect_dup_profiles (place);
  g_assert_nonnull (strstr (profiles, NAME));
  /* The search finds what is there. */
  g_assert_true (connect_is_kept (place, NAME));
  connect_assert_not_stored (place);
}

static void
connect_again (gpointer user_data)
{
  ferry_ui_wait (connect_is_online, NULL, "the environment to be online with the token from the keyring");
  connect_assert_not_stored (user_data);
}

static gboolean
is_empty (gpointer user_data)
{
  return g_list_model_get_n_items (connect_environments ()) == 0;
}

static void
ask_to_remove (ConnectPlace *place)
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
  ConnectPlace *place = user_data;
  g_autofree char *profiles = NULL;

  ferry_ui_wait (connect_is_online, NULL, "the environment to be online");
  ask_to_remove (place);
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Remove");
  g_assert_true (connect_is_online (NULL));
  g_assert_true (connect_has_token (place, ferry_sandbox_process_get_token (place->sandbox)));

  ask_to_remove (place);
  ferry_ui_click ("Remove");
  ferry_ui_wait (is_empty, NULL, "the environment to be removed");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Connect to an environment");
  ferry_fixture_wait_until (connect_has_token (place, NULL));
  profiles = connect_dup_profiles (place);
  g_assert_null (strstr (profiles, place->id));
  g_assert_null (strstr (profiles, NAME));
}

static void
test_keyring (ConnectPlace *place, gconstpointer unused)
{
  ferry_ui_session_run (place->folder, NULL, connect_new, place);
  ferry_fixture_wait_until (connect_has_token (place, ferry_sandbox_process_get_token (place->sandbox)));
  ferry_ui_session_run (place->folder, NULL, connect_again, place);
  ferry_ui_session_run (place->folder, NULL, remove_it, place);
  connect_assert_not_stored (place);
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
  ConnectPlace *place = user_data;

  ferry_ui_wait_text ("There is no keyring in this session.");
  ferry_ui_click (NAME "*");
  ferry_ui_click ("Sign In…");
  ferry_ui_type ("Bearer token", ferry_sandbox_process_get_token (place->sandbox));
  ferry_ui_assert_all_named ();
  ferry_ui_click (CONNECT);
  ferry_ui_wait (connect_is_online, NULL, "the environment to be online after the sign-in");
  connect_assert_not_stored (place);

  ask_to_remove (place);
  ferry_ui_click ("Remove");
  ferry_ui_wait (is_empty, NULL, "the environment to be removed");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Connect to an environment");
}

static void
test_no_keyring (ConnectPlace *place, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  ferry_ui_session_run (place->folder, NULL, connect_without_keyring, place);
  g_assert_null (connect_look_up_token (place->id, &error));
  g_assert_error (error, FERRY_SECRET_ERROR, FERRY_SECRET_ERROR_UNAVAILABLE);
  connect_assert_not_stored (place);
  ferry_ui_session_run (place->folder, NULL, sign_in_again, place);
  connect_assert_not_stored (place);
}

static void
add (const char *path, void (*function) (ConnectPlace *, gconstpointer))
{
  g_test_add (path, ConnectPlace, NULL, connect_place_set_up, function, connect_place_tear_down);
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
  gtk_test_init (&argc, &argv, NULL);
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
