/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-removal-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-error-dialog.h"

typedef struct
{
  FerryWorkspace *workspace;
  FerryEnvironment *environment;
  GtkCheckButton *delete_check;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_clear_object (&question->workspace);
  g_clear_object (&question->environment);
  g_free (question);
}

static void
on_removed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (!ferry_workspace_remove_finish (FERRY_WORKSPACE (object), result, &error))
    ferry_error_dialog_present (parent, _ ("Not everything of the environment could be removed"), error);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));
  gboolean delete_data
    = question->delete_check != NULL && gtk_check_button_get_active (question->delete_check);

  if (g_str_equal (response, "remove"))
    ferry_workspace_remove_async (question->workspace, question->environment, delete_data, on_removed,
                                  g_object_ref (parent));
}

void
ferry_removal_dialog_present (GtkWindow *parent, FerryWorkspace *workspace, FerryEnvironment *environment)
{
  FerryProfile *profile = ferry_environment_get_profile (environment);
  gboolean running = ferry_run_monitor_get_active (ferry_environment_get_monitor (environment));
  Question *question = g_new0 (Question, 1);
  g_autofree char *heading = g_strdup_printf (_ ("Remove “%s”?"), ferry_profile_get_name (profile));
  const char *body;
  GtkWidget *dialog;

  question->workspace = g_object_ref (workspace);
  question->environment = g_object_ref (environment);

  if (ferry_profile_is_sandbox (profile))
    body
      = running ? _ ("The sandbox ends, and the run that goes on is interrupted.") : _ ("The sandbox ends.");
  else
    body = _ ("Ferry forgets the connection, its token and runtime keys, and the history of its runs. "
              "Nothing changes "
              "in Business Central.");

  dialog = adw_message_dialog_new (parent, heading, body);
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");

  if (ferry_profile_is_sandbox (profile))
    {
      question->delete_check
        = GTK_CHECK_BUTTON (gtk_check_button_new_with_mnemonic (_ ("_Delete its databases, too")));
      gtk_check_button_set_active (question->delete_check, TRUE);
      adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), GTK_WIDGET (question->delete_check));
    }

  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
