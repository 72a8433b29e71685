/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-user-mappings-confirmation.h"

#include <glib/gi18n-lib.h>

#include "ferry-user-pairing-words.h"

static void
add_remark (GtkWidget *box, const char *icon_name, const char *css_class, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  /* A little higher than a line of text, whose height GTK rounds now up, now down, and then complains. */
  gtk_widget_set_margin_top (icon, 2);
  gtk_widget_set_margin_bottom (icon, 2);
  gtk_widget_add_css_class (icon, css_class);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (box), row);
}

/* @text: (transfer full) (nullable): nothing is added without one */
static void
add_warning (GtkWidget *box, char *text)
{
  g_autofree char *taken = text;

  if (taken != NULL)
    add_remark (box, "dialog-warning-symbolic", "warning", taken);
}

static gboolean
can_migrate_links (GtkWindow *parent, FerryEnvironment *environment)
{
  GtkWindow *main_window = gtk_window_get_transient_for (parent);
  GAction *action = G_IS_ACTION_MAP (main_window) ? g_action_map_lookup_action (
                      G_ACTION_MAP (main_window), ferry_action_to_nick (FERRY_ACTION_MIGRATE_RECORD_LINKS))
                                                  : NULL;

  return action != NULL && g_action_get_enabled (action)
         && ferry_environment_check_action (environment, FERRY_ACTION_MIGRATE_RECORD_LINKS, NULL);
}

AdwMessageDialog *
ferry_user_mappings_confirmation_new (GtkWindow *parent,
                                      FerryEnvironment *environment,
                                      FerryUserPairing *pairing)
{
  const FerryMigrationState *state;
  const char *heading = _ ("Apply the User Mappings?");
  GtkWidget *warnings = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *consequence = NULL;
  g_autofree char *unsaved = NULL;
  AdwMessageDialog *dialog;
  gboolean links_first;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (FERRY_IS_USER_PAIRING (pairing), NULL);

  state = ferry_environment_get_state (environment);
  links_first = ferry_action_rules_record_links_first (state);
  unsaved = ferry_user_pairing_dup_unsaved (pairing);
  consequence = ferry_user_pairing_dup_consequence (pairing);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, consequence));
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  add_warning (warnings, ferry_user_pairing_dup_second_time (state));
  add_warning (warnings, g_strdup (ferry_user_pairing_get_links_first (state)));
  add_warning (warnings, ferry_user_pairing_dup_unmapped (pairing));
  if (unsaved != NULL)
    add_remark (warnings, "dialog-information-symbolic", "accent", unsaved);
  if (gtk_widget_get_first_child (warnings) != NULL)
    adw_message_dialog_set_extra_child (dialog, warnings);
  else
    g_object_ref_sink (warnings), g_object_unref (warnings);

  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  if (links_first && can_migrate_links (parent, environment))
    adw_message_dialog_add_response (dialog, "links", _ ("_Migrate Record Links First…"));
  adw_message_dialog_add_response (dialog, "apply", _ ("_Apply Mappings"));
  adw_message_dialog_set_response_appearance (dialog, "apply", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  return dialog;
}
