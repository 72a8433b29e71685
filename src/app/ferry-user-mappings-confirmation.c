/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-user-mappings-confirmation.h"

#include <glib/gi18n-lib.h>

#include "ferry-format.h"

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

static void
add_warning (GtkWidget *box, const char *text)
{
  add_remark (box, "dialog-warning-symbolic", "warning", text);
}

static char *
dup_consequence (FerryUserPairing *pairing)
{
  guint n = ferry_user_pairing_get_n_renamed (pairing);
  g_autofree char *number = ferry_format_count (n);

  if (n == 0)
    return g_strdup (_ ("The cloud users chosen already have the names of their on-premises users: nobody is "
                        "renamed."));
  return g_strdup_printf (
    ngettext ("%s cloud user is renamed: it gets the name of its on-premises user, and so do the records "
              "that carry its name. This can’t be undone here.",
              "%s cloud users are renamed: they get the names of their on-premises users, and so do the "
              "records that carry their names. This can’t be undone here.",
              n),
    number);
}

static void
add_unsaved (GtkWidget *box, FerryUserPairing *pairing)
{
  guint n = ferry_user_pairing_get_n_changed (pairing);
  g_autofree char *number = ferry_format_count (n);
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (ngettext ("%s choice is saved first.", "%s choices are saved first.", n), number);
  add_remark (box, "dialog-information-symbolic", "accent", text);
}

static void
add_unmapped (GtkWidget *box, FerryUserPairing *pairing)
{
  guint n = ferry_user_pairing_get_n_unmapped (pairing);
  g_autofree char *number = ferry_format_count (n);
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (ngettext ("%s on-premises user has no cloud user. Its records keep a name that "
                                    "nobody has online.",
                                    "%s on-premises users have no cloud user. Their records keep names that "
                                    "nobody has online.",
                                    n),
                          number);
  add_warning (box, text);
}

static void
add_second_time (GtkWidget *box, const FerryMigrationState *state)
{
  g_autofree char *time = ferry_format_time (state->user_mapping_completed_at);
  g_autofree char *text = NULL;

  if (state->user_mapping_completed_at == 0)
    return;
  text = g_strdup_printf (
    _ ("The mappings were already applied on %s. That is meant to be done once a migration."), time);
  add_warning (box, text);
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
  AdwMessageDialog *dialog;
  gboolean links_first;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (FERRY_IS_USER_PAIRING (pairing), NULL);

  state = ferry_environment_get_state (environment);
  links_first = ferry_action_rules_record_links_first (state);
  consequence = dup_consequence (pairing);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, consequence));
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  add_second_time (warnings, state);
  if (links_first)
    add_warning (warnings, _ ("Record links and notes weren’t migrated since the last run. Do that first, so "
                              "that the names in them are changed, too."));
  add_unmapped (warnings, pairing);
  add_unsaved (warnings, pairing);
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
