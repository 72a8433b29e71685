/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-sign-out-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-error-dialog.h"

typedef struct
{
  FerryWorkspace *workspace;
  FerryEnvironment *environment;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->workspace);
  g_object_unref (question->environment);
  g_free (question);
}

static void
on_signed_out (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (!ferry_workspace_sign_out_finish (FERRY_WORKSPACE (object), result, &error))
    ferry_error_dialog_present (parent, _ ("The sign-in couldn’t be taken out of the keyring"), error);
}

static void
sign_out (GtkWindow *parent, FerryWorkspace *workspace, FerryEnvironment *environment)
{
  ferry_workspace_sign_out_async (workspace, environment, NULL, on_signed_out, g_object_ref (parent));
}

static void
on_response (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;

  if (g_str_equal (response, "sign-out"))
    sign_out (gtk_window_get_transient_for (GTK_WINDOW (dialog)), question->workspace, question->environment);
}

/* More would be higher than a screen; the heading has their number. */
#define MAX_NAMES 20

/* Returns: (transfer full): who it is, and which environments they are signed in to */
static char *
dup_body (GPtrArray *mates)
{
  FerryProfile *first = ferry_environment_get_profile (g_ptr_array_index (mates, 0));
  GString *body = g_string_new (ferry_profile_get_account (first));

  g_string_append_c (body, '\n');
  for (guint i = 0; i < MIN (mates->len, MAX_NAMES); i++)
    g_string_append_printf (
      body, "\n%s", ferry_profile_get_name (ferry_environment_get_profile (g_ptr_array_index (mates, i))));
  if (mates->len > MAX_NAMES)
    g_string_append (body, "\n…");
  return g_string_free (body, FALSE);
}

void
ferry_sign_out_dialog_present (GtkWindow *parent, FerryWorkspace *workspace, FerryEnvironment *environment)
{
  g_autoptr (GPtrArray) mates = ferry_workspace_dup_sign_in_mates (workspace, environment);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  Question *question;
  GtkWidget *dialog;

  if (mates->len == 1)
    {
      sign_out (parent, workspace, environment);
      return;
    }
  heading = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "Sign Out of %u Environment?", "Sign Out of %u Environments?", mates->len),
    mates->len);
  body = dup_body (mates);
  question = g_new0 (Question, 1);
  question->workspace = g_object_ref (workspace);
  question->environment = g_object_ref (environment);
  dialog = adw_message_dialog_new (parent, heading, body);
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "sign-out",
                                    _ ("Sign _Out"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "sign-out",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
