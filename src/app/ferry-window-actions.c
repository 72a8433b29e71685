/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-window-actions.h"

#include <glib/gi18n-lib.h>

#include "ferry-action-catalog.h"
#include "ferry-action-dialog.h"
#include "ferry-actions-dialog.h"
#include "ferry-checklist-dialog.h"
#include "ferry-companies-dialog.h"
#include "ferry-compare-window.h"
#include "ferry-connect-dialog.h"
#include "ferry-error-dialog.h"
#include "ferry-journal-window.h"
#include "ferry-mappings-dialog.h"
#include "ferry-record-links-dialog.h"
#include "ferry-keep-permissions.h"
#include "ferry-layout.h"
#include "ferry-removal-dialog.h"
#include "ferry-repair-dialog.h"
#include "ferry-report-dialog.h"
#include "ferry-rules-dialog.h"
#include "ferry-runtime-key-dialog.h"
#include "ferry-sanitize-dialog.h"
#include "ferry-setup-assistant.h"
#include "ferry-shortcuts-window.h"
#include "ferry-sign-out-dialog.h"
#include "ferry-support-dialog.h"
#include "ferry-unblock-dialog.h"
#include "ferry-update-dialog.h"
#include "ferry-user-mappings-dialog.h"
#include "ferry-warnings-dialog.h"

struct _FerryWindowActions
{
  GObject parent_instance;

  FerryWindow *window; /* not owned: it owns this */
  GSignalGroup *signals;
  GSignalGroup *layout_signals;
  GCancellable *cancellable;
  gboolean refreshing;
};

G_DEFINE_FINAL_TYPE (FerryWindowActions, ferry_window_actions, G_TYPE_OBJECT)

static GtkWindow *
parent (FerryWindowActions *self)
{
  return GTK_WINDOW (self->window);
}

static FerryEnvironment *
environment (FerryWindowActions *self)
{
  return ferry_window_get_environment (self->window);
}

static GSimpleAction *
lookup (FerryWindowActions *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->window), name));
}

static void
present (FerryWindowActions *self, GtkWindow *dialog)
{
  gtk_window_set_transient_for (dialog, parent (self));
  gtk_window_present (dialog);
}

/* ---- What the rules say ---- */

static void
update (FerryWindowActions *self)
{
  static const char *const of_environment[]
    = { "show-actions", "open-web-client", "reconnect", "sign-in", "export-report", "support-bundle" };
  FerryEnvironment *current;
  gboolean sandbox;

  if (self->window == NULL)
    return;

  current = environment (self);
  sandbox = current != NULL && ferry_profile_is_sandbox (ferry_environment_get_profile (current));

  for (FerryAction action = 0; action < FERRY_N_ACTIONS; action++)
    {
      g_autofree char *reason = NULL;
      gboolean allowed;

      if (!ferry_action_catalog_has_dialog (action))
        continue;

      allowed = current != NULL && ferry_action_catalog_check (current, action, &reason);
      if (action == FERRY_ACTION_REFRESH)
        allowed = allowed && !self->refreshing;
      g_simple_action_set_enabled (lookup (self, ferry_action_to_nick (action)), allowed);
      if (current != NULL && ferry_action_catalog_toggles (action))
        g_simple_action_set_state (lookup (self, ferry_action_to_nick (action)),
                                   g_variant_new_boolean (ferry_action_catalog_is_on (current, action)));
      ferry_window_set_action_hint (self->window, action,
                                    allowed || reason == NULL ? ferry_action_get_sentence (action) : reason);
    }

  for (guint i = 0; i < G_N_ELEMENTS (of_environment); i++)
    g_simple_action_set_enabled (lookup (self, of_environment[i]), current != NULL);
  g_simple_action_set_enabled (lookup (self, "compare-runs"),
                               current != NULL && ferry_compare_window_is_possible (current));
  /* A sandbox has no web client. */
  g_simple_action_set_enabled (lookup (self, "open-web-client"), current != NULL && !sandbox);
}

static void
on_environment_changed (FerryWindowActions *self)
{
  FerryEnvironment *current = environment (self);

  g_signal_group_set_target (self->signals, current);
  g_signal_group_set_target (self->layout_signals, current != NULL ? ferry_layout_get (current) : NULL);
  update (self);
}

static void
on_layout_not_told (FerryWindowActions *self, const GError *error)
{
  if (self->window != NULL)
    ferry_window_add_toast (
      self->window,
      ferry_error_toast_new (parent (self), _ ("The service wasn’t told which layout is used"), error));
}

/* ---- Actions of the environment ---- */

static void
on_refreshed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryWindowActions) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_environment_refresh_finish (FERRY_ENVIRONMENT (object), result, &error);

  self->refreshing = FALSE;
  if (self->window == NULL)
    return;

  ferry_window_set_refreshing (self->window, FALSE);
  update (self);

  /* The banner tells of a lost connection; what else went wrong is told here. */
  if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && ferry_environment_get_connection (FERRY_ENVIRONMENT (object)) == FERRY_CONNECTION_ONLINE)
    ferry_window_add_toast (
      self->window, ferry_error_toast_new (parent (self), _ ("The state couldn’t be read again"), error));
}

static void
refresh (FerryWindowActions *self)
{
  if (self->refreshing || environment (self) == NULL)
    return;

  self->refreshing = TRUE;
  ferry_window_set_refreshing (self->window, TRUE);
  update (self);
  ferry_environment_refresh_async (environment (self), self->cancellable, on_refreshed, g_object_ref (self));
}

static void
on_action (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  FerryWindowActions *self = user_data;
  FerryEnvironment *current = environment (self);
  FerrySecretStore *secrets = ferry_workspace_get_secrets (ferry_window_get_workspace (self->window));
  FerryAction action;

  if (current == NULL || !ferry_action_from_nick (g_action_get_name (G_ACTION (simple)), &action))
    return;

  switch (action)
    {
    case FERRY_ACTION_REFRESH:
      refresh (self);
      break;
    case FERRY_ACTION_SETUP:
      present (self, ferry_setup_assistant_new (current, secrets));
      break;
    case FERRY_ACTION_TABLE_RULES:
      present (self, ferry_rules_dialog_new (current));
      break;
    case FERRY_ACTION_REPAIR_COMPANION_TABLES:
      present (self, ferry_repair_dialog_new (current));
      break;
    case FERRY_ACTION_SANITIZE_TABLES:
      present (self, ferry_sanitize_dialog_new (current));
      break;
    case FERRY_ACTION_SELECT_COMPANIES:
    case FERRY_ACTION_CREATE_COMPANIES:
    case FERRY_ACTION_INITIALIZE_COMPANY:
    case FERRY_ACTION_MARK_INITIALIZED:
      present (self, ferry_companies_dialog_new (current));
      break;
    case FERRY_ACTION_UNBLOCK_TABLE:
      present (self, ferry_unblock_dialog_new (current, NULL));
      break;
    case FERRY_ACTION_MANAGE_MAPPINGS:
      present (self, ferry_mappings_dialog_new (current));
      break;
    case FERRY_ACTION_GET_RUNTIME_KEY:
      present (self, ferry_runtime_key_dialog_new (current, secrets));
      break;
    case FERRY_ACTION_RESET_RUNTIME_KEY:
      present (self, ferry_runtime_key_dialog_new_reset (current, secrets));
      break;
    case FERRY_ACTION_UPDATE_SERVICE:
      present (self, ferry_update_dialog_new (current));
      break;
    case FERRY_ACTION_MIGRATE_RECORD_LINKS:
      present (self, ferry_record_links_dialog_new (current));
      break;
    case FERRY_ACTION_CHECKLIST:
      present (self, ferry_checklist_dialog_new (current));
      break;
    case FERRY_ACTION_WARNINGS:
      present (self, ferry_warnings_dialog_new (current));
      break;
    case FERRY_ACTION_USER_MAPPINGS:
      present (self, ferry_user_mappings_dialog_new (current));
      break;
    default:
      ferry_action_dialog_present (parent (self), current, action);
    }
}

/* The state follows when it has changed, and not because somebody asks. */
static void
on_toggle (GSimpleAction *simple, GVariant *value, gpointer user_data)
{
  FerryWindowActions *self = user_data;
  FerryEnvironment *current = environment (self);
  gboolean on = g_variant_get_boolean (value);

  if (current == NULL)
    return;
  if (g_str_equal (g_action_get_name (G_ACTION (simple)), ferry_action_to_nick (FERRY_ACTION_USE_NEW_LAYOUT)))
    ferry_layout_choose (ferry_layout_get (current), on);
  else
    ferry_keep_permissions_present (parent (self), current, on);
}

/* ---- Actions of the window ---- */

static void
on_show_actions (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  FerryWindowActions *self = user_data;

  gtk_window_present (ferry_actions_dialog_new (parent (self), environment (self)));
}

static void
on_web_client_shown (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (object), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_window_add_toast (
      FERRY_WINDOW (object),
      ferry_error_toast_new (GTK_WINDOW (object), _ ("The web client couldn’t be opened"), error));
}

static void
on_open_web_client (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  FerryWindowActions *self = user_data;
  FerryMigrationService *service = ferry_environment_get_service (environment (self));
  /* The page "Cloud Migration Management" itself (api-contract §C). */
  g_autofree char *uri = ferry_profile_dup_web_client_uri (
    ferry_environment_get_profile (environment (self)),
    service != NULL ? ferry_migration_service_get_company_name (service) : NULL, 40063);

  gtk_show_uri_full (parent (self), uri, GDK_CURRENT_TIME, self->cancellable, on_web_client_shown, NULL);
}

static void
on_connected (FerryConnectDialog *dialog, FerryEnvironment *connected, FerryWindow *window)
{
  ferry_window_show_environment (window, connected);
}

static GtkWindow *
present_connect_dialog (FerryWindowActions *self, FerryEnvironment *edited)
{
  GtkWindow *dialog = ferry_connect_dialog_new (ferry_window_get_workspace (self->window), edited);

  g_signal_connect_object (dialog, "connected", G_CALLBACK (on_connected), self->window, 0);
  present (self, dialog);
  return dialog;
}

static void
on_add_environment (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  present_connect_dialog (user_data, NULL);
}

static void
on_edit_environment (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  FerryWindowActions *self = user_data;
  FerryEnvironment *edited = ferry_workspace_lookup (ferry_window_get_workspace (self->window),
                                                     g_variant_get_string (parameter, NULL));

  if (edited != NULL)
    present_connect_dialog (self, edited);
}

static void
on_remove_environment (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  FerryWindowActions *self = user_data;
  FerryWorkspace *workspace = ferry_window_get_workspace (self->window);
  FerryEnvironment *removed = ferry_workspace_lookup (workspace, g_variant_get_string (parameter, NULL));

  if (removed != NULL)
    ferry_removal_dialog_present (parent (self), workspace, removed);
}

static void
on_sign_in (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  FerryWindowActions *self = user_data;

  if (ferry_profile_is_sandbox (ferry_environment_get_profile (environment (self))))
    ferry_window_start_sandbox (self->window);
  else
    ferry_connect_dialog_sign_in (FERRY_CONNECT_DIALOG (present_connect_dialog (self, environment (self))));
}

static void
on_sign_in_environment (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  FerryWindowActions *self = user_data;
  FerryEnvironment *entered = ferry_workspace_lookup (ferry_window_get_workspace (self->window),
                                                      g_variant_get_string (parameter, NULL));

  if (entered != NULL && !ferry_profile_is_sandbox (ferry_environment_get_profile (entered)))
    ferry_connect_dialog_sign_in (FERRY_CONNECT_DIALOG (present_connect_dialog (self, entered)));
}

static void
on_sign_out (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  FerryWindowActions *self = user_data;
  FerryWorkspace *workspace = ferry_window_get_workspace (self->window);
  FerryEnvironment *left = ferry_workspace_lookup (workspace, g_variant_get_string (parameter, NULL));

  if (left != NULL)
    ferry_sign_out_dialog_present (parent (self), workspace, left);
}

static void
on_reconnect (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  FerryWindowActions *self = user_data;

  /* Somebody may have signed in with the command line meanwhile, or unlocked the keyring. */
  ferry_workspace_look_again (ferry_window_get_workspace (self->window), environment (self));
  ferry_workspace_open (ferry_window_get_workspace (self->window), environment (self));
  refresh (self);
}

static void
on_show_overview (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  ferry_window_show_environment (FERRY_WINDOW_ACTIONS (user_data)->window, NULL);
}

static void
on_compare_runs (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  FerryWindowActions *self = user_data;

  present (self, ferry_compare_window_new (environment (self), ferry_window_get_run (self->window)));
}

static FerryDatabase *
database (FerryWindowActions *self)
{
  return ferry_workspace_get_database (ferry_window_get_workspace (self->window));
}

static void
on_show_journal (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  FerryWindowActions *self = user_data;

  present (self, ferry_journal_window_new (ferry_window_get_workspace (self->window), environment (self)));
}

static void
on_show_help_overlay (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (ferry_shortcuts_window_new (parent (FERRY_WINDOW_ACTIONS (user_data))));
}

static void
on_export_report (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  FerryWindowActions *self = user_data;

  present (self, ferry_report_dialog_new (environment (self), database (self)));
}

static void
on_support_bundle (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  FerryWindowActions *self = user_data;

  present (self, ferry_support_dialog_new (environment (self), database (self)));
}

static void
on_back (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  ferry_window_back (FERRY_WINDOW_ACTIONS (user_data)->window);
}

static const GActionEntry entries[] = {
  { .name = "show-actions", .activate = on_show_actions },
  { .name = "open-web-client", .activate = on_open_web_client },
  { .name = "add-environment", .activate = on_add_environment },
  { .name = "edit-environment", .activate = on_edit_environment, .parameter_type = "s" },
  { .name = "remove-environment", .activate = on_remove_environment, .parameter_type = "s" },
  { .name = "sign-in", .activate = on_sign_in },
  { .name = "sign-in-environment", .activate = on_sign_in_environment, .parameter_type = "s" },
  { .name = "sign-out", .activate = on_sign_out, .parameter_type = "s" },
  { .name = "reconnect", .activate = on_reconnect },
  { .name = "show-overview", .activate = on_show_overview },
  { .name = "back", .activate = on_back },
  { .name = "compare-runs", .activate = on_compare_runs },
  { .name = "show-journal", .activate = on_show_journal },
  { .name = "show-help-overlay", .activate = on_show_help_overlay },
  { .name = "export-report", .activate = on_export_report },
  { .name = "support-bundle", .activate = on_support_bundle },
};

/* ---- The object ---- */

static void
on_window_gone (gpointer user_data, GObject *where_it_was)
{
  FERRY_WINDOW_ACTIONS (user_data)->window = NULL;
}

static void
ferry_window_actions_dispose (GObject *object)
{
  FerryWindowActions *self = FERRY_WINDOW_ACTIONS (object);

  g_cancellable_cancel (self->cancellable);
  if (self->window != NULL)
    g_object_weak_unref (G_OBJECT (self->window), on_window_gone, self);
  self->window = NULL;
  g_clear_object (&self->signals);
  g_clear_object (&self->layout_signals);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ferry_window_actions_parent_class)->dispose (object);
}

static void
ferry_window_actions_class_init (FerryWindowActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_window_actions_dispose;
}

static void
ferry_window_actions_init (FerryWindowActions *self)
{
  self->cancellable = g_cancellable_new ();
  self->signals = g_signal_group_new (FERRY_TYPE_ENVIRONMENT);
  g_signal_group_connect_swapped (self->signals, "actions-changed", G_CALLBACK (update), self);
  self->layout_signals = g_signal_group_new (FERRY_TYPE_LAYOUT);
  g_signal_group_connect_swapped (self->layout_signals, "notify::modern", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->layout_signals, "not-told", G_CALLBACK (on_layout_not_told), self);
}

FerryWindowActions *
ferry_window_actions_new (FerryWindow *window)
{
  FerryWindowActions *self = g_object_new (FERRY_TYPE_WINDOW_ACTIONS, NULL);

  self->window = window;
  g_object_weak_ref (G_OBJECT (window), on_window_gone, self);

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), self);
  for (FerryAction action = 0; action < FERRY_N_ACTIONS; action++)
    {
      g_autoptr (GSimpleAction) simple = NULL;

      if (!ferry_action_catalog_has_dialog (action))
        continue;

      if (ferry_action_catalog_toggles (action))
        {
          simple = g_simple_action_new_stateful (ferry_action_to_nick (action), NULL,
                                                 g_variant_new_boolean (FALSE));
          g_signal_connect (simple, "change-state", G_CALLBACK (on_toggle), self);
        }
      else
        {
          simple = g_simple_action_new (ferry_action_to_nick (action), NULL);
          g_signal_connect (simple, "activate", G_CALLBACK (on_action), self);
        }
      g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (simple));
    }

  g_signal_connect_object (window, "notify::environment", G_CALLBACK (on_environment_changed), self,
                           G_CONNECT_SWAPPED);
  on_environment_changed (self);
  return self;
}
