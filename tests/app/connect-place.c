/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "connect-place.h"

#include "ferry-fixture-await.h"
#include "ferry-keyring.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-session.h"

#include <string.h>

void
connect_place_set_up (ConnectPlace *place, gconstpointer unused)
{
  static const char *const arguments[] = { "--rows=500",          "--tables=8",
                                           "--companies=1",       "--more-environments=Second",
                                           "--device-interval=1", NULL };
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
is_running (ConnectPlace *place)
{
  gboolean running;

  g_object_get (place->sandbox, "running", &running, NULL);
  return running;
}

void
connect_place_tear_down (ConnectPlace *place, gconstpointer unused)
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

gboolean
connect_is_kept (ConnectPlace *place, const char *text)
{
  g_autoptr (GFile) folder = g_file_new_for_path (place->folder);

  return is_in_tree (folder, text);
}

void
connect_assert_not_stored (ConnectPlace *place)
{
  const char *token = ferry_sandbox_process_get_token (place->sandbox);

  g_assert_cmpuint (strlen (token), >=, 16);
  g_assert_false (connect_is_kept (place, token));
}

char *
connect_dup_profiles (ConnectPlace *place)
{
  g_autofree char *path = g_build_filename (place->folder, "environments.ini", NULL);
  char *contents = NULL;

  return g_file_get_contents (path, &contents, NULL, NULL) ? contents : g_strdup ("");
}

/* Returns: (nullable): the token in the keyring */
char *
connect_look_up_token (const char *id, GError **error)
{
  g_autoptr (FerrySecretStore) keyring = ferry_keyring_new ();
  g_autoptr (GAsyncResult) found = NULL;

  ferry_secret_store_lookup_async (keyring, FERRY_SECRET_TOKEN, id, "", NULL, ferry_fixture_await_cb, &found);
  return ferry_secret_store_lookup_finish (keyring, ferry_fixture_await (&found), error);
}

gboolean
connect_has_token (ConnectPlace *place, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  char *token = connect_look_up_token (place->id, &error);
  gboolean same = g_strcmp0 (token, wanted) == 0;

  g_assert_no_error (error);
  ferry_secret_free (token);
  return same;
}

/* ---- The dialog ---- */

GListModel *
connect_environments (void)
{
  return G_LIST_MODEL (ferry_application_get_workspace (FERRY_APPLICATION (g_application_get_default ())));
}

/* One page or the other; neither while something is waited for. */
gboolean
connect_is_asking (gpointer user_data)
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

void
connect_expand (const char *name)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (ferry_ui_find (ADW_TYPE_EXPANDER_ROW, name)), TRUE);
}

char *connect_environment_name;

void
connect_fill_in (const char *address, const char *tenant, const char *environment, const char *token)
{
  go_to_form ();
  ferry_ui_set_check ("With a token given by hand", TRUE);
  connect_expand ("Advanced");
  ferry_ui_type ("Address", address);
  ferry_ui_type ("Tenant", tenant);
  ferry_ui_type ("Bearer token", token);
  g_free (connect_environment_name);
  connect_environment_name = g_strdup (environment);
}

gboolean
connect_is_marked (const char *field)
{
  GtkWidget *row = ferry_ui_peek (ADW_TYPE_ENTRY_ROW, field);

  return row != NULL && gtk_widget_has_css_class (row, "error");
}

/* Chooses from the list, or types what isn't in it. */
void
connect_choose_environment (void)
{
  if (ferry_ui_peek (GTK_TYPE_CHECK_BUTTON, connect_environment_name) != NULL)
    ferry_ui_set_check (connect_environment_name, TRUE);
  else
    {
      if (ferry_ui_peek (GTK_TYPE_CHECK_BUTTON, "Another one") != NULL)
        ferry_ui_set_check ("Another one", TRUE);
      ferry_ui_type ("Environment", connect_environment_name);
    }
  ferry_ui_type ("Name", NAME);
}

/* Through both pages, as far as one gets. */
void
connect_try_to_connect (void)
{
  ferry_ui_click (NEXT);
  ferry_ui_wait (connect_is_asking, NULL, "the dialog to ask something");
  if (ferry_ui_peek (GTK_TYPE_BUTTON, CONNECT) == NULL)
    return;
  connect_choose_environment ();
  ferry_ui_assert_all_named ();
  ferry_ui_click (CONNECT);
}

/* @message comes, at @field alone, and nothing is kept. */
void
connect_expect_message (ConnectPlace *place, const char *field, const char *message)
{
  static const char *const fields[] = { "Name",         "Address",   "Tenant", "Environment",
                                        "Bearer token", "Client ID", "Secret", "Sign-in service" };
  g_autofree char *profiles = NULL;

  ferry_ui_wait_text (message);
  ferry_ui_wait (connect_is_asking, NULL, "the dialog to ask something");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpint (connect_is_marked (fields[i]), ==, g_strcmp0 (fields[i], field) == 0);
  ferry_ui_assert_all_named ();

  profiles = connect_dup_profiles (place);
  g_assert_cmpuint (g_list_model_get_n_items (connect_environments ()), ==, 0);
  g_assert_null (strstr (profiles, NAME));
}

void
connect_expect_refusal (ConnectPlace *place, const char *field, const char *message)
{
  connect_try_to_connect ();
  connect_expect_message (place, field, message);
}

void
connect_open_dialog (void)
{
  ferry_ui_click ("Connect to an environment");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, SIGN_IN);
  ferry_ui_assert_all_named ();
}

void
connect_fill_in_right (ConnectPlace *place)
{
  connect_fill_in (
    ferry_sandbox_process_get_url (place->sandbox), ferry_sandbox_process_get_tenant (place->sandbox),
    ferry_sandbox_process_get_environment (place->sandbox), ferry_sandbox_process_get_token (place->sandbox));
}

gboolean
connect_is_online (gpointer user_data)
{
  return g_list_model_get_n_items (connect_environments ()) == 1
         && ferry_environment_get_connection (ferry_ui_session_get_environment ()) == FERRY_CONNECTION_ONLINE;
}

void
connect_rightly (ConnectPlace *place)
{
  connect_fill_in_right (place);
  connect_try_to_connect ();
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Cancel");
  ferry_ui_wait (connect_is_online, NULL, "the environment to be online");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Set up cloud migration…");
  ferry_ui_assert_all_named ();
  place->id
    = g_strdup (ferry_profile_get_id (ferry_environment_get_profile (ferry_ui_session_get_environment ())));
}
