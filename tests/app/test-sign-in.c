/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in with the connection dialog, out and in again: in the browser, which is played over HTTP, and with a code. */

#include "connect-place.h"

#include "ferry-fixture-await.h"
#include "ferry-fixture-keyring.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-session.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>

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

/* Returns: (transfer full): what a page gets that sends Ferry an answer it hasn't asked for */
static char *
forge_answer (void)
{
  g_autofree char *asked = take_browsed ();
  g_autoptr (GUri) uri = g_uri_parse (asked, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GHashTable) query = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL);
  g_autofree char *answer
    = g_strconcat (g_hash_table_lookup (query, "redirect_uri"), "/?code=injected&state=another", NULL);

  return visit (answer, NULL);
}

static void
fill_in_registration (ConnectPlace *place, const char *how)
{
  ferry_ui_set_check (how, TRUE);
  connect_expand ("Advanced");
  ferry_ui_type ("Address", ferry_sandbox_process_get_url (place->sandbox));
  ferry_ui_type ("Sign-in service", ferry_sandbox_process_get_url (place->sandbox));
  ferry_ui_type ("Tenant", ferry_sandbox_process_get_tenant (place->sandbox));
  ferry_ui_type ("Client ID", CLIENT_ID);
  g_free (connect_environment_name);
  connect_environment_name = g_strdup (ferry_sandbox_process_get_environment (place->sandbox));
}

static void
finish_rightly (ConnectPlace *place)
{
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, CONNECT);
  /* The Admin Center lists it, and says what it is. */
  ferry_ui_find (GTK_TYPE_CHECK_BUTTON, connect_environment_name);
  ferry_ui_wait_text ("Sandbox ·");
  /* So does the title say who was signed in: browsers like to take another account. */
  ferry_ui_wait_text ("admin@");
  ferry_ui_assert_all_named ();
  ferry_ui_look ("connect-environment");
  connect_choose_environment ();
  ferry_ui_click (CONNECT);
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Cancel");
  ferry_ui_wait (connect_is_online, NULL, "the environment to be online");
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
  ConnectPlace *place = user_data;
  g_autofree char *first = NULL, *declined = NULL, *second = NULL, *page = NULL, *given_up = NULL,
                  *third = NULL, *forged = NULL;
  g_autofree char *again = NULL;

  connect_open_dialog ();
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
  connect_expect_message (place, NULL, "The consent was declined in the browser.");

  /* An answer of something else: refused, and that isn't laid at the address's door. */
  ferry_ui_click (SIGN_IN);
  ferry_ui_wait_text ("Waiting for the browser…");
  forged = forge_answer ();
  connect_expect_message (place, NULL, "The browser’s answer doesn’t belong to this sign-in");

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

  ferry_ui_wait_text (" · admin@");

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
  ferry_ui_wait (connect_is_online, NULL, "the environment to be online again");
}

static void
stay_signed_in (gpointer user_data)
{
  ferry_ui_wait (connect_is_online, NULL, "the environment to be online with what the keyring has");
  g_assert_false (was_browsed (NULL));
}

static void
test_browser (ConnectPlace *place, gconstpointer unused)
{
  ferry_ui_session_run (place->folder, NULL, sign_in_with_browser, place);
  g_assert_true (connect_has_token (place, NULL));
  ferry_ui_session_run (place->folder, NULL, stay_signed_in, place);
}

/* ---- The second environment of a tenant ---- */

static gboolean
are_two (gpointer user_data)
{
  FerryConnection *wanted = user_data;
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (connect_environments ()); i++)
    {
      g_autoptr (FerryEnvironment) environment = g_list_model_get_item (connect_environments (), i);

      n += ferry_environment_get_connection (environment) == *wanted;
    }
  return n == 2;
}

static void
activate (const char *action, GVariant *parameter)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (g_application_get_default ()));

  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (window), action, parameter));
}

/* Nothing is asked but which one; signing out asks, and is from both. */
static void
connect_second (gpointer user_data)
{
  ConnectPlace *place = user_data;
  FerryConnection online = FERRY_CONNECTION_ONLINE, signed_out = FERRY_CONNECTION_SIGNED_OUT;
  g_autofree char *first = NULL, *third = NULL;

  connect_open_dialog ();
  fill_in_registration (place, "Microsoft Entra ID in the browser");
  ferry_ui_click (SIGN_IN);
  first = take_browsed ();
  g_free (answer_browser (first, "accept"));
  finish_rightly (place);

  activate ("win.add-environment", NULL);
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, SIGN_IN);
  fill_in_registration (place, "Microsoft Entra ID in the browser");
  ferry_ui_click (SIGN_IN);
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, CONNECT);
  ferry_ui_wait_text ("admin@");
  g_assert_false (was_browsed (NULL));
  ferry_ui_look ("connect-second");

  /* Who wants to be somebody else goes back, and says who. */
  ferry_ui_click (BACK);
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, BACK);
  ferry_ui_click (SIGN_IN);
  third = take_browsed ();
  g_free (answer_browser (third, "accept"));
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, CONNECT);
  ferry_ui_set_check ("Second", TRUE);
  ferry_ui_type ("Name", "Second");
  ferry_ui_click (CONNECT);
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Cancel");
  ferry_ui_wait (are_two, &online, "both to be online");

  activate ("win.sign-out", g_variant_new_string (place->id));
  ferry_ui_wait_text ("Sign Out of 2 Environments?");
  ferry_ui_wait_text (NAME);
  ferry_ui_assert_all_named ();
  ferry_ui_look ("sign-out");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Cancel");
  g_assert_true (are_two (&online));
  activate ("win.sign-out", g_variant_new_string (place->id));
  ferry_ui_click ("Sign Out");
  ferry_ui_wait (are_two, &signed_out, "both to be signed out");
}

static void
test_second (ConnectPlace *place, gconstpointer unused)
{
  ferry_ui_session_run (place->folder, NULL, connect_second, place);
}

static void
sign_in_with_code (gpointer user_data)
{
  ConnectPlace *place = user_data;
  g_autofree char *uri = NULL, *code = NULL, *page = NULL, *account = NULL, *form = NULL;
  GtkWidget *label;

  connect_open_dialog ();
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
test_code (ConnectPlace *place, gconstpointer unused)
{
  ferry_ui_session_run (place->folder, NULL, sign_in_with_code, place);
}

static void
wrong_registration (gpointer user_data)
{
  ConnectPlace *place = user_data;

  connect_open_dialog ();
  fill_in_registration (place, "With a code on another device");
  ferry_ui_type ("Client ID", "00000000-1111-2222-3333-444444444444");
  ferry_ui_click (SIGN_IN);
  connect_expect_message (place, "Client ID", "The tenant doesn’t know this client ID.");
  ferry_ui_type ("Client ID", CLIENT_ID);
  ferry_ui_type ("Tenant", "nobody.example.com");
  ferry_ui_click (SIGN_IN);
  connect_expect_message (place, "Tenant", "There is no such tenant.");

  fill_in_registration (place, "As an application");
  connect_expand ("How to make a registration");
  ferry_ui_look ("connect-steps");
  ferry_ui_type ("Secret", "not-it");
  ferry_ui_click (SIGN_IN);
  connect_expect_message (place, "Secret", "secret is wrong");
  ferry_ui_click ("Cancel");
}

static void
test_wrong_registration (ConnectPlace *place, gconstpointer unused)
{
  ferry_ui_session_run (place->folder, NULL, wrong_registration, place);
}

static void
add (const char *path, void (*function) (ConnectPlace *, gconstpointer))
{
  g_test_add (path, ConnectPlace, NULL, connect_place_set_up, function, connect_place_tear_down);
}

int
main (int argc, char **argv)
{
  /* Before anything asks where the user's folders are. */
  g_autoptr (FerryFixtureKeyring) keyring = ferry_fixture_keyring_new (TRUE);

  install_browser (ferry_fixture_keyring_get_home (keyring));
  gtk_test_init (&argc, &argv, NULL);
  add ("/app/sign-in/wrong-registration", test_wrong_registration);
  add ("/app/sign-in/browser", test_browser);
  add ("/app/sign-in/second", test_second);
  add ("/app/sign-in/code", test_code);
  return g_test_run ();
}
