/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-confirmation.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-command-button.h"
#include "ferry-format.h"
#include "ferry-run-findings.h"

#define CONFIRM "do"
#define ENTRY   "ferry-confirmation-entry"

static AdwMessageDialog *
new_dialog (GtkWindow *parent,
            const char *heading,
            const char *body,
            const char *label,
            AdwResponseAppearance appearance)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), CONFIRM, label, NULL);
  adw_message_dialog_set_response_appearance (dialog, CONFIRM, appearance);
  adw_message_dialog_set_default_response (dialog,
                                           appearance == ADW_RESPONSE_DESTRUCTIVE ? "cancel" : CONFIRM);
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  return dialog;
}

static char *
dup_companies_text (FerryEnvironment *environment)
{
  GListModel *companies = ferry_environment_get_companies (environment);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *size = NULL;
  double total = 0;

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);

      if (!ferry_company_get_replicate (company))
        continue;
      g_strv_builder_add (builder, ferry_company_get_display_name (company));
      total += MAX (ferry_company_get_estimated_size (company), 0);
    }
  names = g_strv_builder_end (builder);
  joined = ferry_migration_state_join_names (names);
  size = ferry_format_gigabytes (total);
  /* Translators: names of companies, their size together */
  return g_strdup_printf (ngettext ("Company: %s (%s)", "Companies: %s (%s together)", g_strv_length (names)),
                          joined, size);
}

/* Return runs it, as ever: what should be looked at is a step away. */
static void
on_mapped (GtkWindow *dialog)
{
  gtk_window_set_focus (dialog, gtk_window_get_default_widget (dialog));
}

static AdwMessageDialog *
add_findings (AdwMessageDialog *dialog, FerryEnvironment *environment, FerryLintOccasion occasion)
{
  adw_message_dialog_set_extra_child (dialog, ferry_run_findings_new (environment, occasion));
  g_signal_connect_after (dialog, "map", G_CALLBACK (on_mapped), NULL);
  return dialog;
}

/* How long it will take, where earlier runs tell. */
static void
add_expectation (char **body, FerryEnvironment *environment, FerryAction action)
{
  g_autofree char *expectation = ferry_environment_dup_expectation (environment, action);
  char *longer;

  if (expectation == NULL)
    return;
  longer = g_strdup_printf ("%s\n\n%s", *body, expectation);
  g_free (*body);
  *body = longer;
}

static AdwMessageDialog *
new_replication (GtkWindow *parent, FerryEnvironment *environment)
{
  const FerryMigrationState *state = ferry_environment_get_state (environment);
  g_autofree char *companies = dup_companies_text (environment);
  g_autofree char *body = NULL;

  if (ferry_action_rules_next_run_is_full (state))
    body = g_strdup_printf (_ ("This run is a full one: all data of the selected companies is copied and "
                               "replaces what they hold online. That can take long.\n\n%s"),
                            companies);
  else
    body = g_strdup_printf (_ ("This run is a normal one: only what has changed since the last run is "
                               "copied, and tables that failed are tried again.\n\n%s"),
                            companies);
  add_expectation (&body, environment, FERRY_ACTION_RUN_REPLICATION);
  return add_findings (
    new_dialog (parent, _ ("Run Data Replication?"), body, _ ("_Run Replication"), ADW_RESPONSE_SUGGESTED),
    environment, FERRY_LINT_REPLICATION);
}

static AdwMessageDialog *
new_diagnostic (GtkWindow *parent, FerryEnvironment *environment)
{
  g_autofree char *companies = dup_companies_text (environment);
  g_autofree char *body = NULL;

  body = g_strdup_printf (_ ("The run makes the same checks as a replication, but copies no data. What it "
                             "finds is in the migration log.\n\n%s"),
                          companies);
  add_expectation (&body, environment, FERRY_ACTION_RUN_DIAGNOSTIC);
  return add_findings (
    new_dialog (parent, _ ("Create Diagnostic Run?"), body, _ ("C_reate Run"), ADW_RESPONSE_SUGGESTED),
    environment, FERRY_LINT_DIAGNOSTIC);
}

static GtkWidget *
new_wrapping_check (const char *text)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), check);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  ferry_accessible_set_label (check, gtk_label_get_text (GTK_LABEL (label)));
  return check;
}

static void
on_check_toggled (AdwMessageDialog *dialog, GtkCheckButton *check)
{
  adw_message_dialog_set_response_enabled (dialog, CONFIRM, gtk_check_button_get_active (check));
}

static AdwMessageDialog *
new_upgrade (GtkWindow *parent, FerryEnvironment *environment)
{
  AdwMessageDialog *dialog;
  GtkWidget *check = new_wrapping_check (_ ("I _understand that the upgrade can’t be undone"));
  g_autofree char *companies = dup_companies_text (environment);
  g_autofree char *body = NULL;

  body = g_strdup_printf (
    _ ("This is the point of no return: the copied data is turned into the form of the online version, and "
       "once begun that can be neither stopped nor undone. If it fails, the environment is put back to where "
       "it was before.\n\nAll connections are cut meanwhile and nobody can work in the environment; errors "
       "are to be expected until it has ended. Ferry goes on watching and tells you.\n\n%s"),
    companies);
  dialog = new_dialog (parent, _ ("Run Data Upgrade?"), body, _ ("_Run Upgrade"), ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_extra_child (dialog, check);
  adw_message_dialog_set_response_enabled (dialog, CONFIRM, FALSE);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled), dialog, G_CONNECT_SWAPPED);
  return dialog;
}

static AdwEntryRow *
add_entry (AdwMessageDialog *dialog, const char *title, const char *note)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  ferry_accessible_name_entry_row (ADW_ENTRY_ROW (row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  if (note != NULL)
    {
      GtkWidget *label = gtk_label_new (note);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_margin_top (label, 6);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), label);
    }
  adw_message_dialog_set_extra_child (dialog, group);
  g_object_set_data (G_OBJECT (dialog), ENTRY, row);
  return ADW_ENTRY_ROW (row);
}

/* Whether the service itself takes the reason (api-contract §C). */
static gboolean
service_keeps_reason (FerryEnvironment *environment, FerryAction action)
{
  const FerryMigrationState *state = ferry_environment_get_state (environment);
  const char *obstacle;

  if (state->capabilities == NULL)
    return FALSE;
  obstacle = g_hash_table_lookup (state->capabilities, ferry_action_get_capability (action));
  return obstacle != NULL && *obstacle == '\0';
}

static AdwMessageDialog *
new_disabling (GtkWindow *parent, FerryEnvironment *environment, FerryAction action)
{
  AdwMessageDialog *dialog;

  if (action == FERRY_ACTION_PAUSE)
    dialog = new_dialog (parent, _ ("Pause the Migration?"),
                         _ ("Migration is switched off and nothing is replicated any more. To go on where it "
                            "was, set it up again."),
                         _ ("_Pause Migration"), ADW_RESPONSE_SUGGESTED);
  else
    dialog = new_dialog (parent, _ ("Abandon the Migration?"),
                         _ ("Migration is given up and switched off. What was copied stays online, in "
                            "companies that nobody brought to an end. To begin again, set it up again."),
                         _ ("_Abandon Migration"), ADW_RESPONSE_DESTRUCTIVE);
  add_entry (
    dialog, _ ("_Reason (optional)"),
    service_keeps_reason (environment, action)
      ? NULL
      : _ ("This environment doesn’t take a reason: it stays in Ferry’s own journal on this computer."));
  adw_message_dialog_set_default_response (dialog, "do");
  return dialog;
}

static void
on_name_changed (AdwMessageDialog *dialog, GtkEditable *entry)
{
  const char *name = g_object_get_data (G_OBJECT (dialog), "ferry-name");
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, CONFIRM, g_str_equal (text, name));
}

static AdwMessageDialog *
new_reset (GtkWindow *parent, FerryEnvironment *environment)
{
  const char *profile_name = ferry_profile_get_name (ferry_environment_get_profile (environment));
  g_autofree char *name = g_strstrip (g_strdup (profile_name));
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;
  AdwEntryRow *row;

  body = g_strdup_printf (
    _ ("Ferry forgets how far each table was copied. The next run starts from the beginning: it is a full "
       "one, and replaces what the companies hold online, including what was changed there.\n\nType “%s”, "
       "the name of this environment, to confirm."),
    name);
  dialog
    = new_dialog (parent, _ ("Reset Cloud Data?"), body, _ ("_Reset Cloud Data"), ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), "ferry-name", g_steal_pointer (&name), g_free);
  row = add_entry (dialog, _ ("_Name of the environment"), NULL);
  adw_message_dialog_set_response_enabled (dialog, CONFIRM, FALSE);
  /* Return after the name does what was asked for; before, it does nothing. */
  adw_message_dialog_set_default_response (dialog, CONFIRM);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_name_changed), dialog, G_CONNECT_SWAPPED);
  return dialog;
}

/* The reason as it is typed at that moment. */
static void
on_fill (FerryCommandButton *button, gpointer pointer, AdwMessageDialog *dialog)
{
  FerryCommandDetails *details = pointer;
  GtkEditable *entry = g_object_get_data (G_OBJECT (dialog), ENTRY);

  /* The name that confirms a reset is no reason. */
  if (entry != NULL && g_object_get_data (G_OBJECT (dialog), "ferry-name") == NULL)
    details->reason = gtk_editable_get_text (entry);
}

/* Beneath all else: it is for who wants the next time to do it by itself. */
static void
add_command_button (AdwMessageDialog *dialog, FerryEnvironment *environment, FerryAction action)
{
  GtkWidget *button = ferry_command_button_new (environment, action);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *child = adw_message_dialog_get_extra_child (dialog);

  if (child != NULL)
    {
      g_object_ref (child);
      adw_message_dialog_set_extra_child (dialog, NULL);
      gtk_box_append (GTK_BOX (box), child);
      g_object_unref (child);
    }
  ferry_command_button_show_words (FERRY_COMMAND_BUTTON (button));
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "caption");
  g_signal_connect_object (button, "fill", G_CALLBACK (on_fill), dialog, 0);
  gtk_box_append (GTK_BOX (box), button);
  adw_message_dialog_set_extra_child (dialog, box);
}

static AdwMessageDialog *
new_question (GtkWindow *parent, FerryEnvironment *environment, FerryAction action)
{
  switch ((int) action)
    {
    case FERRY_ACTION_RUN_REPLICATION:
      return new_replication (parent, environment);
    case FERRY_ACTION_RUN_DIAGNOSTIC:
      return new_diagnostic (parent, environment);
    case FERRY_ACTION_RUN_UPGRADE:
      return new_upgrade (parent, environment);
    case FERRY_ACTION_PAUSE:
    case FERRY_ACTION_ABANDON:
      return new_disabling (parent, environment, action);
    case FERRY_ACTION_RESET_CLOUD_DATA:
      return new_reset (parent, environment);
    default:
      g_return_val_if_reached (NULL);
    }
}

AdwMessageDialog *
ferry_confirmation_new (GtkWindow *parent, FerryEnvironment *environment, FerryAction action)
{
  AdwMessageDialog *dialog;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  dialog = new_question (parent, environment, action);
  if (dialog != NULL)
    add_command_button (dialog, environment, action);
  return dialog;
}

char *
ferry_confirmation_dup_subject (AdwMessageDialog *dialog)
{
  GtkEditable *entry = g_object_get_data (G_OBJECT (dialog), ENTRY);

  /* The name that confirms a reset is no subject. */
  if (entry == NULL || g_object_get_data (G_OBJECT (dialog), "ferry-name") != NULL)
    return NULL;
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}
