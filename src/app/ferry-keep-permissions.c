/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-keep-permissions.h"

#include <glib/gi18n-lib.h>

#include "ferry-error-dialog.h"

typedef struct
{
  GWeakRef parent;
  FerryEnvironment *environment;
} Question;

static Question *
question_new (GtkWindow *parent, FerryEnvironment *environment)
{
  Question *question = g_new0 (Question, 1);

  g_weak_ref_init (&question->parent, parent);
  question->environment = g_object_ref (environment);
  return question;
}

static void
question_free (Question *question)
{
  g_weak_ref_clear (&question->parent);
  g_object_unref (question->environment);
  g_free (question);
}

const char *
ferry_keep_permissions_get_warning (void)
{
  return _ (
    "Set-up otherwise takes the permission sets of cloud users away, so that nobody but administrators "
    "changes data while it is being replicated. Users who keep them can go on working in the migrated "
    "companies, and the next run may overwrite what they enter.");
}

static void
on_ordered (GObject *source, GAsyncResult *result, gpointer data)
{
  Question *question = data;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&question->parent);
  g_autoptr (GError) error = NULL;

  if (!ferry_environment_order_finish (FERRY_ENVIRONMENT (source), result, NULL, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_error_dialog_present (parent, _ ("The Setting Wasn’t Changed"), error);
  question_free (question);
}

static void
send (GtkWindow *parent, FerryEnvironment *environment, gboolean keep)
{
  ferry_environment_order_async (environment, ferry_order_new_keep_permissions (keep), NULL, on_ordered,
                                 question_new (parent, environment));
}

static void
on_answered (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Question *question = data;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&question->parent);

  if (g_str_equal (response, "keep"))
    send (parent, question->environment, TRUE);
}

static void
free_with_closure (gpointer data, GClosure *closure)
{
  question_free (data);
}

void
ferry_keep_permissions_present (GtkWindow *parent, FerryEnvironment *environment, gboolean keep)
{
  AdwMessageDialog *dialog;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));

  if (!keep)
    {
      send (parent, environment, FALSE);
      return;
    }
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _ ("Keep User Permissions?"), NULL));
  adw_message_dialog_format_body (
    dialog, "%s\n\n%s", ferry_keep_permissions_get_warning (),
    _ ("The setting holds for the next set-up; what users have at present isn’t changed by it."));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "keep", _ ("_Keep Permissions"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "keep", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Keep User Permissions?"));
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answered), question_new (parent, environment),
                         free_with_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
