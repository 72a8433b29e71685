/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-action-performer.h"

#include <glib/gi18n-lib.h>

#include "ferry-error-dialog.h"
#include "ferry-error.h"
#include "ferry-windows.h"

typedef struct
{
  GWeakRef parent;
  FerryAction action;
} Performance;

const char *
ferry_action_get_failure (FerryAction action)
{
  switch ((int) action)
    {
    case FERRY_ACTION_RUN_REPLICATION:
      return _ ("The Replication Wasn’t Started");
    case FERRY_ACTION_RUN_DIAGNOSTIC:
      return _ ("The Diagnostic Run Wasn’t Started");
    case FERRY_ACTION_RUN_UPGRADE:
      return _ ("The Data Upgrade Wasn’t Started");
    case FERRY_ACTION_COMPLETE:
      return _ ("The Migration Wasn’t Completed");
    case FERRY_ACTION_PAUSE:
      return _ ("The Migration Wasn’t Paused");
    case FERRY_ACTION_ABANDON:
      return _ ("The Migration Wasn’t Abandoned");
    case FERRY_ACTION_RESET_CLOUD_DATA:
      return _ ("The Cloud Data Wasn’t Reset");
    case FERRY_ACTION_CREATE_COMPANIES:
      return _ ("The Companies Weren’t Created");
    case FERRY_ACTION_INITIALIZE_COMPANY:
      return _ ("The Company Wasn’t Initialized");
    case FERRY_ACTION_RESET_RUNTIME_KEY:
      return _ ("The Key Wasn’t Reset");
    case FERRY_ACTION_UPDATE_SERVICE:
      return _ ("The Service Wasn’t Updated");
    case FERRY_ACTION_REPAIR_COMPANION_TABLES:
      return _ ("The Companion Tables Weren’t Repaired");
    case FERRY_ACTION_SANITIZE_TABLES:
      return _ ("The Table Wasn’t Sanitized");
    case FERRY_ACTION_MIGRATE_RECORD_LINKS:
      return _ ("The Record Links Weren’t Migrated");
    case FERRY_ACTION_WARNINGS:
      return _ ("The Warning Wasn’t Ignored");
    case FERRY_ACTION_REFRESH:
      return _ ("The Status Wasn’t Refreshed");
    default:
      return _ ("That Didn’t Work");
    }
}

static void
tell_in_main_window (FerryEnvironment *environment, const char *heading, const GError *error)
{
  GApplication *application = g_application_get_default ();
  FerryWindow *window
    = application != NULL ? ferry_windows_get_last_used (GTK_APPLICATION (application)) : NULL;
  g_autofree char *whose = NULL;
  AdwToast *toast;

  /* Nobody is there to be told when the application ends; the journal has it. */
  if (window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  whose = g_strdup_printf ("%s · %s", ferry_profile_get_name (ferry_environment_get_profile (environment)),
                           heading);
  toast = ferry_error_toast_new (GTK_WINDOW (window), whose, error);
  adw_toast_set_timeout (toast, 0);
  ferry_window_add_toast (window, toast);
}

void
ferry_action_show_failure (GtkWindow *dialog,
                           FerryErrorBar *bar,
                           FerryEnvironment *environment,
                           const char *heading,
                           const GError *error)
{
  g_return_if_fail (GTK_IS_WINDOW (dialog));
  g_return_if_fail (FERRY_IS_ERROR_BAR (bar));
  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));
  g_return_if_fail (heading != NULL);
  g_return_if_fail (error != NULL);

  /* A closed window isn't disposed of while somebody holds it: what it no longer has is its surface. */
  if (gtk_widget_get_realized (GTK_WIDGET (dialog)))
    ferry_error_bar_show (bar, heading, error);
  else
    tell_in_main_window (environment, heading, error);
}

static void
on_performed (GObject *source, GAsyncResult *result, gpointer data)
{
  Performance *performance = data;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&performance->parent);
  g_autoptr (GError) error = NULL;

  if (!ferry_environment_perform_finish (FERRY_ENVIRONMENT (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_error_dialog_present (parent,
                                g_error_matches (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS)
                                  ? _ ("The Outcome Isn’t Known")
                                  : ferry_action_get_failure (performance->action),
                                error);
  g_weak_ref_clear (&performance->parent);
  g_free (performance);
}

void
ferry_action_perform (GtkWindow *parent,
                      FerryEnvironment *environment,
                      FerryAction action,
                      const char *subject)
{
  Performance *performance;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));

  /* Once started it isn't cancelled by a closed window: it goes on in the service anyway. */
  performance = g_new0 (Performance, 1);
  g_weak_ref_init (&performance->parent, parent);
  performance->action = action;
  ferry_environment_perform_async (environment, action, subject, NULL, on_performed, performance);
}
