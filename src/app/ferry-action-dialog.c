/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-action-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-action-catalog.h"
#include "ferry-action-performer.h"
#include "ferry-complete-guide.h"
#include "ferry-confirmation.h"
#include "ferry-help.h"

typedef struct
{
  GWeakRef parent;
  FerryEnvironment *environment;
  FerryAction action;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_weak_ref_clear (&question->parent);
  g_object_unref (question->environment);
  g_free (question);
}

static Question *
question_new (GtkWindow *parent, FerryEnvironment *environment, FerryAction action)
{
  Question *question = g_new0 (Question, 1);

  g_weak_ref_init (&question->parent, parent);
  question->environment = g_object_ref (environment);
  question->action = action;
  return question;
}

static void
on_answered (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Question *question = data;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&question->parent);
  g_autofree char *subject = NULL;

  if (!g_str_equal (response, "do"))
    return;
  subject = ferry_confirmation_dup_subject (dialog);
  ferry_action_perform (parent, question->environment, question->action, subject);
}

static void
on_refusal_answered (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Question *question = data;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&question->parent);
  g_autofree char *uri = NULL;

  if (!g_str_equal (response, "open"))
    return;
  uri = ferry_profile_dup_web_client_uri (
    ferry_environment_get_profile (question->environment),
    ferry_migration_service_get_company_name (ferry_environment_get_service (question->environment)),
    ferry_action_get_web_page (question->action));
  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
}

static void
present_refusal (GtkWindow *parent, FerryEnvironment *environment, FerryAction action, const char *reason)
{
  AdwMessageDialog *dialog;
  g_autofree char *heading = NULL;

  /* Translators: the name of an action */
  heading = g_strdup_printf (_ ("“%s” Isn’t Possible Now"), ferry_action_get_label (action));
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, reason));
  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_message_dialog_set_default_response (dialog, "close");
  adw_message_dialog_set_close_response (dialog, "close");
  if (ferry_action_catalog_is_elsewhere (environment, action))
    adw_message_dialog_add_response (dialog, "open", _ ("_Open in Business Central"));
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_refusal_answered),
                         question_new (parent, environment, action), question_free, 0);
  ferry_help_set_topic (GTK_WIDGET (dialog), ferry_help_get_action_topic (action));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
ferry_action_dialog_present (GtkWindow *parent, FerryEnvironment *environment, FerryAction action)
{
  g_autofree char *reason = NULL;
  AdwMessageDialog *dialog;
  GtkWindow *guide;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));

  if (!ferry_environment_check_action (environment, action, &reason))
    {
      present_refusal (parent, environment, action, reason);
      return;
    }
  if (action == FERRY_ACTION_COMPLETE)
    {
      guide = ferry_complete_guide_new (environment);
      gtk_window_set_transient_for (guide, parent);
      gtk_window_set_modal (guide, TRUE);
      gtk_window_present (guide);
      return;
    }

  dialog = ferry_confirmation_new (parent, environment, action);
  g_return_if_fail (dialog != NULL);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answered),
                         question_new (parent, environment, action), question_free, 0);
  ferry_help_set_topic (GTK_WIDGET (dialog), ferry_help_get_action_topic (action));
  gtk_window_present (GTK_WINDOW (dialog));
}
