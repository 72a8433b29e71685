/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-actions-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-action-catalog.h"
#include "ferry-command-button.h"
#include "ferry-search.h"
#include "ferry-toast-overlay.h"

struct _FerryActionsDialog
{
  AdwWindow parent_instance;

  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkBox *groups;

  FerryEnvironment *environment;
  GtkWidget *rows[FERRY_N_ACTIONS];
  GtkWidget *icons[FERRY_N_ACTIONS];
  GtkWidget *buttons[FERRY_N_ACTIONS];
  GtkWidget *links[FERRY_N_ACTIONS];
  GtkWidget *commands[FERRY_N_ACTIONS];
  GtkWidget *states[FERRY_N_ACTIONS]; /* of those that toggle, else NULL */
};

G_DEFINE_FINAL_TYPE (FerryActionsDialog, ferry_actions_dialog, ADW_TYPE_WINDOW)

static void
on_link_shown (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gtk_show_uri_full_finish (GTK_WINDOW (object), result, NULL);
}

static void
on_link_clicked (GtkButton *button, FerryActionsDialog *self)
{
  FerryAction action = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "action"));
  FerryMigrationService *service = ferry_environment_get_service (self->environment);
  g_autofree char *uri = ferry_profile_dup_web_client_uri (
    ferry_environment_get_profile (self->environment),
    service != NULL ? ferry_migration_service_get_company_name (service) : NULL,
    ferry_action_get_web_page (action));

  gtk_show_uri_full (GTK_WINDOW (self), uri, GDK_CURRENT_TIME, NULL, on_link_shown, NULL);
}

static void
on_button_clicked (GtkButton *button, FerryActionsDialog *self)
{
  FerryAction action = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "action"));
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *name = ferry_action_catalog_dup_action_name (action);

  /* The action's own dialog belongs to the main window. */
  g_object_ref (parent);
  gtk_window_destroy (GTK_WINDOW (self));
  gtk_widget_activate_action (GTK_WIDGET (parent), name, NULL);
  g_object_unref (parent);
}

/* What a button does, and to which action. */
static void
label_button (GtkWidget *button, FerryAction action, const char *label)
{
  /* Translators: what a button does, and the action it does it to, as "Start: Run data replication" */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), label, ferry_action_get_label (action));

  gtk_button_set_label (GTK_BUTTON (button), label);
  ferry_accessible_set_label (button, name);
}

static void
update_toggle (FerryActionsDialog *self, FerryAction action)
{
  gboolean on = ferry_action_catalog_is_on (self->environment, action);

  gtk_label_set_label (GTK_LABEL (self->states[action]), on ? C_ ("setting", "On") : C_ ("setting", "Off"));
  label_button (self->buttons[action], action, on ? _ ("Turn Off") : _ ("Turn On"));
}

static void
update (FerryActionsDialog *self)
{
  gboolean sandbox = ferry_profile_is_sandbox (ferry_environment_get_profile (self->environment));

  for (FerryAction action = 0; action < FERRY_N_ACTIONS; action++)
    {
      gboolean has_dialog = ferry_action_catalog_has_dialog (action);
      g_autofree char *reason = NULL;
      g_autofree char *subtitle = NULL;
      gboolean allowed = ferry_action_catalog_check (self->environment, action, &reason);

      /* Told as it is: the rules may allow what there is no dialog for. */
      if (allowed && !has_dialog)
        reason = g_strdup (sandbox ? _ ("Ferry has no page for this yet.")
                                   : _ ("Ferry has no page for this yet. Do it in Business Central."));

      subtitle = reason != NULL && !(allowed && has_dialog)
                   ? g_strdup_printf ("%s\n%s", ferry_action_get_sentence (action), reason)
                   : g_strdup (ferry_action_get_sentence (action));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[action]), subtitle);

      allowed = allowed && has_dialog;
      gtk_image_set_from_icon_name (GTK_IMAGE (self->icons[action]),
                                    allowed ? "emblem-ok-symbolic" : "action-unavailable-symbolic");
      gtk_widget_set_tooltip_text (self->icons[action], allowed ? _ ("Available") : _ ("Not available now"));
      ferry_accessible_set_label (self->icons[action], allowed ? _ ("Available") : _ ("Not available now"));
      if (allowed)
        gtk_widget_remove_css_class (self->icons[action], "dim-label");
      else
        gtk_widget_add_css_class (self->icons[action], "dim-label");
      if (self->states[action] != NULL)
        update_toggle (self, action);
      gtk_widget_set_visible (self->buttons[action], has_dialog);
      gtk_widget_set_sensitive (self->buttons[action], allowed);
      gtk_widget_set_tooltip_text (self->buttons[action], reason);
      gtk_widget_set_visible (self->links[action],
                              (!has_dialog && !sandbox && ferry_action_get_web_page (action) != 0)
                                || ferry_action_catalog_is_elsewhere (self->environment, action));
    }
}

static GtkWidget *
new_button (FerryActionsDialog *self, FerryAction action, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new ();

  label_button (button, action, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "action", GUINT_TO_POINTER (action));
  g_signal_connect_object (button, "clicked", callback, self, 0);
  return button;
}

static void
add_row (FerryActionsDialog *self, AdwPreferencesGroup *group, FerryAction action)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ferry_action_get_label (action));

  self->rows[action] = row;
  self->icons[action] = gtk_image_new ();
  self->buttons[action]
    = new_button (self, action, ferry_action_catalog_asks (action) ? _ ("Start…") : C_ ("button", "Start"),
                  G_CALLBACK (on_button_clicked));
  self->links[action] = new_button (self, action, _ ("Business Central"), G_CALLBACK (on_link_clicked));
  gtk_widget_set_tooltip_text (self->links[action], _ ("Opens the page in the web client"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), self->icons[action]);
  if (ferry_action_catalog_toggles (action))
    {
      self->states[action] = gtk_label_new (NULL);
      gtk_label_set_wrap (GTK_LABEL (self->states[action]), TRUE);
      gtk_widget_add_css_class (self->states[action], "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->states[action]);
    }
  self->commands[action] = g_object_new (FERRY_TYPE_COMMAND_BUTTON, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->buttons[action]);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->links[action]);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->commands[action]);
  adw_preferences_group_add (group, row);
}

static void
on_search_changed (FerryActionsDialog *self)
{
  g_autofree char *text = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), -1);
  gboolean any = FALSE;

  for (GtkWidget *group = gtk_widget_get_first_child (GTK_WIDGET (self->groups)); group != NULL;
       group = gtk_widget_get_next_sibling (group))
    gtk_widget_set_visible (group, FALSE);

  for (FerryAction action = 0; action < FERRY_N_ACTIONS; action++)
    {
      g_autofree char *words
        = g_strconcat (ferry_action_get_label (action), " ", ferry_action_get_sentence (action), NULL);
      g_autofree char *folded = g_utf8_casefold (words, -1);
      gboolean match = strstr (folded, text) != NULL;

      gtk_widget_set_visible (self->rows[action], match);
      if (match)
        gtk_widget_set_visible (gtk_widget_get_ancestor (self->rows[action], ADW_TYPE_PREFERENCES_GROUP),
                                TRUE);
      any = any || match;
    }

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "empty");
}

static void
ferry_actions_dialog_dispose (GObject *object)
{
  FerryActionsDialog *self = FERRY_ACTIONS_DIALOG (object);

  if (self->environment != NULL)
    g_signal_handlers_disconnect_by_data (self->environment, self);
  g_clear_object (&self->environment);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_ACTIONS_DIALOG);
  G_OBJECT_CLASS (ferry_actions_dialog_parent_class)->dispose (object);
}

/* Not before: a focus that is set on a window not yet shown gives it a role that assistive technology passes over. */
static void
ferry_actions_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ferry_actions_dialog_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (FERRY_ACTIONS_DIALOG (widget)->search_entry));
}

static void
ferry_actions_dialog_class_init (FerryActionsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_actions_dialog_dispose;
  widget_class->map = ferry_actions_dialog_map;

  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-actions-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryActionsDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryActionsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryActionsDialog, groups);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, ferry_search_stop);
  /* GTK gives a plain window a role that assistive technology passes over. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_actions_dialog_init (FerryActionsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (FerryActionGroup i = FERRY_ACTION_GROUP_RUN; i <= FERRY_ACTION_GROUP_FINISH; i++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), ferry_action_group_get_label (i));
      gtk_box_append (self->groups, group);
      for (FerryAction action = 0; action < FERRY_N_ACTIONS; action++)
        {
          if (ferry_action_get_group (action) == i)
            add_row (self, ADW_PREFERENCES_GROUP (group), action);
        }
    }
}

GtkWindow *
ferry_actions_dialog_new (GtkWindow *parent, FerryEnvironment *environment)
{
  FerryActionsDialog *self = g_object_new (FERRY_TYPE_ACTIONS_DIALOG, "transient-for", parent, NULL);
  g_autofree char *title = g_strdup_printf (
    _ ("Actions for %s"), ferry_profile_get_name (ferry_environment_get_profile (environment)));

  gtk_window_set_title (GTK_WINDOW (self), title);
  self->environment = g_object_ref (environment);
  for (FerryAction action = 0; action < FERRY_N_ACTIONS; action++)
    ferry_command_button_set_up (FERRY_COMMAND_BUTTON (self->commands[action]), environment, action);
  g_signal_connect_object (environment, "actions-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WINDOW (self);
}
