/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-ui-session.h"

#include <glib/gstdio.h>
#include <string.h>

#include "ferry-ui-driver.h"

typedef struct
{
  FerryUiScript script;
  gpointer user_data;
  gboolean begun;
} Session;

static gboolean
has_window (gpointer user_data)
{
  return ferry_ui_window () != NULL;
}

static gboolean
run_script (gpointer user_data)
{
  Session *session = user_data;

  ferry_ui_wait (has_window, NULL, "the first window");
  session->script (session->user_data);
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "quit", NULL);
  return G_SOURCE_REMOVE;
}

static void
on_window_added (GtkApplication *application, GtkWindow *window, gpointer user_data)
{
  Session *session = user_data;

  if (session->begun)
    return;
  session->begun = TRUE;
  g_idle_add (run_script, session);
}

gboolean
ferry_ui_session_is_published_only (void)
{
  return g_getenv ("FERRY_TEST_PUBLISHED_ONLY") != NULL;
}

/* What ends while no window has the focus, as for a moment between two of them on a busy computer, is told by a
 * notification, and here is nobody to show it: GLib warns of that. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  return strstr (message, "unable to send notifications through org.freedesktop.Notifications") == NULL;
}

static void
take_warning (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  if (is_fatal (domain, level, message, NULL))
    g_log_default_handler (domain, level, message, NULL);
  else
    g_test_message ("%s", message);
}

static void
expect_no_notifications (void)
{
  g_log_set_handler ("GLib-GIO", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION, take_warning,
                     NULL);
  g_test_log_set_fatal_handler (is_fatal, NULL);
}

void
ferry_ui_session_run (const char *folder,
                      const char *const *arguments,
                      FerryUiScript script,
                      gpointer user_data)
{
  g_autoptr (FerryApplication) application = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  Session session = { script, user_data, FALSE };

  expect_no_notifications ();
  g_setenv ("FERRY_DATA_DIR", folder, TRUE);
  g_strv_builder_add (builder, "ferry");
  for (guint i = 0; arguments && arguments[i]; i++)
    g_strv_builder_add (builder, arguments[i]);
  if (ferry_ui_session_is_published_only ())
    g_strv_builder_add (builder, "--sandbox-option=--published-only");
  argv = g_strv_builder_end (builder);

  application = ferry_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           g_application_get_flags (G_APPLICATION (application)) | G_APPLICATION_NON_UNIQUE);
  g_signal_connect_after (application, "window-added", G_CALLBACK (on_window_added), &session);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), (int) g_strv_length (argv), argv), ==, 0);
  g_assert_true (session.begun);
}

char *
ferry_ui_session_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("ferry-ui-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
    file, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child;

  while (children && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child)
    remove_tree (child);
  g_file_delete (file, NULL, NULL);
}

void
ferry_ui_session_remove_folder (const char *folder)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  remove_tree (file);
}

void
ferry_ui_session_run_new (const char *const *arguments, FerryUiScript script, gpointer user_data)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, arguments, script, user_data);
  ferry_ui_session_remove_folder (folder);
}

static gboolean
has_environment (gpointer user_data)
{
  FerryWorkspace *workspace
    = ferry_application_get_workspace (FERRY_APPLICATION (g_application_get_default ()));

  return workspace && g_list_model_get_n_items (G_LIST_MODEL (workspace)) > 0;
}

FerryEnvironment *
ferry_ui_session_get_environment (void)
{
  g_autoptr (FerryEnvironment) environment = NULL;

  ferry_ui_wait (has_environment, NULL, "an environment");
  environment = g_list_model_get_item (
    G_LIST_MODEL (ferry_application_get_workspace (FERRY_APPLICATION (g_application_get_default ()))), 0);
  return environment; /* the workspace holds it */
}

static void
on_tool_done (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_set (gpointer user_data)
{
  return *(gboolean *) user_data;
}

void
ferry_ui_session_run_sandbox_tool (const char *option)
{
  FerryProfile *profile = ferry_environment_get_profile (ferry_ui_session_get_environment ());
  g_autoptr (GError) error = NULL;
  /* Where Ferry was installed, it is in the PATH. */
  const char *program = g_getenv ("FERRY_SANDBOX") ? g_getenv ("FERRY_SANDBOX") : "ferry-sandbox";
  g_autoptr (GSubprocess) tool = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--data",
                                                   ferry_profile_get_data_folder (profile), option, NULL);
  gboolean done = FALSE;

  g_assert_no_error (error);
  g_subprocess_wait_check_async (tool, NULL, on_tool_done, &done);
  ferry_ui_wait (is_set, &done, option);
}
