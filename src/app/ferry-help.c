/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-help.h"

#include "ferry-guide-text.h"
#include "ferry-help-window.h"

#define TOPIC  "ferry-help-topic"
#define START  "index.md"
#define ERRORS "errors.md"

static const struct
{
  const char *type;
  const char *topic;
} types[] = {
  /* Windows. */
  { "FerryActionsDialog", "management.md#actions" },
  { "FerryBatchDialog", "many-environments.md#several-at-once" },
  { "FerryChecklistDialog", "finishing.md#the-setup-checklist" },
  { "FerryCompaniesDialog", "companies.md" },
  { "FerryCompareWindow", "comparing.md" },
  { "FerryCompleteGuide", "finishing.md#completing" },
  { "FerryConnectDialog", "connecting.md#sign-in" },
  { "FerryHelpWindow", "index.md" },
  { "FerryJournalWindow", "records.md#the-journal" },
  { "FerryMappingEditor", "tables.md#custom-tables" },
  { "FerryMappingPreview", "tables.md#mappings-from-a-file" },
  { "FerryMappingsDialog", "tables.md#custom-tables" },
  { "FerryPreferences", "troubleshooting.md#preferences" },
  { "FerryProfileImportDialog", "profiles.md#importing" },
  { "FerryRecordLinksDialog", "companies.md#record-links-and-notes" },
  { "FerryRepairDialog", "tables.md#repairing-companion-tables" },
  { "FerryReportDialog", "records.md#the-report" },
  { "FerryRulesDialog", "tables.md#how-data-is-replicated" },
  { "FerryRuntimeKeyDialog", "connecting.md#runtime-keys" },
  { "FerryRuntimesDialog", "many-environments.md#integration-runtimes" },
  { "FerrySanitizeDialog", "tables.md#sanitizing" },
  { "FerrySetupAssistant", "setting-up.md" },
  { "FerryShortcutsWindow", "keyboard.md" },
  { "FerrySupportDialog", "records.md#the-support-bundle" },
  { "FerryTableHistory", "runs.md#one-table-in-all-runs" },
  { "FerryTargetPicker", "tables.md#custom-tables" },
  { "FerryTaskDialog", "management.md#actions" },
  { "FerryUnblockDialog", "runs.md#unblocking" },
  { "FerryUpdateDialog", "management.md#updates-of-the-service" },
  { "FerryUserMappingsDialog", "companies.md#user-mappings" },
  { "FerryWarningsDialog", "management.md#warnings" },
  { "FerryWindow", "index.md" },
  { "AdwAboutWindow", "index.md" },
  /* Pages of the main window. */
  { "FerryWelcomePage", "index.md#where-to-begin" },
  { "FerryFleetPage", "many-environments.md" },
  { "FerryManagementPage", "management.md" },
  { "FerryRunPage", "runs.md" },
  /* Steps of the assistant. */
  { "FerrySetupApprovalStep", "setting-up.md#approval" },
  { "FerrySetupCompaniesStep", "setting-up.md#companies" },
  { "FerrySetupConnectionStep", "setting-up.md#sql-connection" },
  { "FerrySetupIntroductionStep", "setting-up.md#introduction" },
  { "FerrySetupProductStep", "setting-up.md#product" },
  { "FerrySetupRuntimeStep", "setting-up.md#integration-runtime" },
  { "FerrySetupSummaryStep", "setting-up.md#summary" },
  /* Parts with something to explain of their own. */
  { "FerryEnvironmentChoice", "connecting.md#choose-the-environment" },
  { "FerryProgressCard", "replicating.md#progress" },
  { "FerryRunChart", "management.md#the-chart" },
  { "FerryRuleHistory", "tables.md#who-changed-what" },
  { "FerryUserPairList", "companies.md#user-mappings" },
};

static const char *const actions[FERRY_N_ACTIONS] = {
  [FERRY_ACTION_RUN_REPLICATION] = "replicating.md",
  [FERRY_ACTION_RUN_DIAGNOSTIC] = "replicating.md#diagnostic-runs",
  [FERRY_ACTION_RUN_UPGRADE] = "finishing.md#the-data-upgrade",
  [FERRY_ACTION_REFRESH] = "management.md",
  [FERRY_ACTION_MANAGE_MAPPINGS] = "tables.md#custom-tables",
  [FERRY_ACTION_TABLE_RULES] = "tables.md#how-data-is-replicated",
  [FERRY_ACTION_REPAIR_COMPANION_TABLES] = "tables.md#repairing-companion-tables",
  [FERRY_ACTION_SANITIZE_TABLES] = "tables.md#sanitizing",
  [FERRY_ACTION_MIGRATE_RECORD_LINKS] = "companies.md#record-links-and-notes",
  [FERRY_ACTION_UNBLOCK_TABLE] = "runs.md#unblocking",
  [FERRY_ACTION_WARNINGS] = "management.md#warnings",
  [FERRY_ACTION_RESET_CLOUD_DATA] = "finishing.md#starting-over",
  [FERRY_ACTION_SELECT_COMPANIES] = "companies.md",
  [FERRY_ACTION_CREATE_COMPANIES] = "companies.md#creating-and-initializing",
  [FERRY_ACTION_INITIALIZE_COMPANY] = "companies.md#creating-and-initializing",
  [FERRY_ACTION_MARK_INITIALIZED] = "companies.md#creating-and-initializing",
  [FERRY_ACTION_USER_MAPPINGS] = "companies.md#user-mappings",
  [FERRY_ACTION_KEEP_USER_PERMISSIONS] = "companies.md#permissions",
  [FERRY_ACTION_SETUP] = "setting-up.md",
  [FERRY_ACTION_GET_RUNTIME_KEY] = "connecting.md#runtime-keys",
  [FERRY_ACTION_RESET_RUNTIME_KEY] = "connecting.md#runtime-keys",
  [FERRY_ACTION_UPDATE_SERVICE] = "management.md#updates-of-the-service",
  [FERRY_ACTION_USE_NEW_LAYOUT] = "management.md#the-legacy-layout",
  [FERRY_ACTION_CHECKLIST] = "finishing.md#the-setup-checklist",
  [FERRY_ACTION_COMPLETE] = "finishing.md#completing",
  [FERRY_ACTION_PAUSE] = "finishing.md#pausing-and-abandoning",
  [FERRY_ACTION_ABANDON] = "finishing.md#pausing-and-abandoning",
};

const char *
ferry_help_get_nth_type (guint i, const char **topic)
{
  if (i >= G_N_ELEMENTS (types))
    return NULL;
  *topic = types[i].topic;
  return types[i].type;
}

const char *
ferry_help_get_type_topic (GType type)
{
  for (; type != G_TYPE_INVALID && type != GTK_TYPE_WIDGET; type = g_type_parent (type))
    for (guint i = 0; i < G_N_ELEMENTS (types); i++)
      if (g_str_equal (g_type_name (type), types[i].type))
        return types[i].topic;
  return NULL;
}

const char *
ferry_help_get_action_topic (FerryAction action)
{
  g_return_val_if_fail (action < FERRY_N_ACTIONS, START);
  return actions[action];
}

char *
ferry_help_dup_error_topic (const char *name)
{
  g_autofree char *anchor = ferry_guide_text_dup_anchor (name);

  return g_strconcat (ERRORS, "#", anchor, NULL);
}

void
ferry_help_set_topic (GtkWidget *widget, const char *topic)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_object_set_data (G_OBJECT (widget), TOPIC, (gpointer) topic);
}

static const char *
get_own_topic (GtkWidget *widget)
{
  const char *topic = g_object_get_data (G_OBJECT (widget), TOPIC);

  return topic != NULL ? topic : ferry_help_get_type_topic (G_OBJECT_TYPE (widget));
}

/* What has a topic within @widget, as far as it is on screen: a page, before the parts of that. */
static const char *
find_within (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *topic = NULL;

      /* A page on its way out is still mapped. */
      if (!gtk_widget_get_mapped (child) || !gtk_widget_get_child_visible (child)
          || (GTK_IS_STACK (widget) && gtk_stack_get_visible_child (GTK_STACK (widget)) != child))
        continue;
      topic = get_own_topic (child);
      if (topic == NULL)
        topic = find_within (child);
      if (topic != NULL)
        return topic;
    }
  return NULL;
}

const char *
ferry_help_get_topic (GtkWindow *window)
{
  const char *topic = NULL;

  for (; window != NULL && topic == NULL; window = gtk_window_get_transient_for (window))
    {
      GtkWidget *focus = gtk_window_get_focus (window);

      for (; focus != NULL && focus != GTK_WIDGET (window) && topic == NULL;
           focus = gtk_widget_get_parent (focus))
        if (gtk_widget_get_mapped (focus))
          topic = get_own_topic (focus);
      if (topic == NULL)
        topic = find_within (GTK_WIDGET (window));
      if (topic == NULL)
        topic = get_own_topic (GTK_WIDGET (window));
    }
  return topic != NULL ? topic : START;
}

const char *
ferry_help_get_active_topic (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_is_active (window))
        return ferry_help_get_topic (window);
    }
  return START;
}

void
ferry_help_show (const char *topic)
{
  ferry_help_window_present (GTK_APPLICATION (g_application_get_default ()), topic);
}

static gboolean
on_help_key (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  ferry_help_show (ferry_help_get_topic (GTK_WINDOW (widget)));
  return TRUE;
}

static void
on_windows_changed (GListModel *windows, guint position, guint removed, guint added, gpointer unused)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      GtkEventController *keys;

      if (GTK_IS_APPLICATION_WINDOW (window))
        continue;
      keys = gtk_shortcut_controller_new ();
      gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F1, 0),
                                                          gtk_callback_action_new (on_help_key, NULL, NULL)));
      gtk_widget_add_controller (window, keys);
    }
}

void
ferry_help_watch_windows (void)
{
  /* Which there is one of, whatever becomes of the application. */
  static gboolean watching = FALSE;

  if (watching)
    return;
  watching = TRUE;
  g_signal_connect (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (on_windows_changed), NULL);
}
