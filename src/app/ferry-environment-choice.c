/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-choice.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-field-message.h"

/* From how many on a search is offered. */
#define MANY 8

struct _FerryEnvironmentChoice
{
  AdwBin parent_instance;

  GtkSearchEntry *search_entry;
  GtkListBox *list;
  GtkWidget *list_group;
  GtkLabel *reason_label;
  AdwEntryRow *environment_row;
  AdwEntryRow *name_row;
  FerryFieldMessage *environment_message;
  FerryFieldMessage *name_message;
  GtkCheckButton *other_check; /* (nullable): “another one”, the last row of the list */
};

G_DEFINE_FINAL_TYPE (FerryEnvironmentChoice, ferry_environment_choice, ADW_TYPE_BIN)

/* ---- The list ---- */

static void
update (FerryEnvironmentChoice *self)
{
  gboolean typed = self->other_check == NULL || gtk_check_button_get_active (self->other_check);

  gtk_widget_set_visible (GTK_WIDGET (self->environment_row), typed);
  if (!typed)
    ferry_field_message_show (self->environment_message, self->environment_row, NULL);
}

static GtkCheckButton *
append_row (FerryEnvironmentChoice *self, const char *title, const char *subtitle, GtkCheckButton *group)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), group);
  ferry_accessible_set_label (check, title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
  return GTK_CHECK_BUTTON (check);
}

static gboolean
filter (GtkListBoxRow *row, gpointer user_data)
{
  FerryEnvironmentChoice *self = user_data;
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autofree char *text = NULL;

  if (*words == '\0' || gtk_list_box_row_get_index (row) < 0)
    return TRUE;
  text = g_strdup_printf ("%s %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                          adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));
  return g_str_match_string (words, text, TRUE);
}

static void
on_search_changed (FerryEnvironmentChoice *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static void
on_stop_search (FerryEnvironmentChoice *self)
{
  /* What was searched for goes first; the dialog with the next one. */
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "window.close", NULL);
}

static void
clear_list (FerryEnvironmentChoice *self)
{
  GtkWidget *row;

  self->other_check = NULL;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

void
ferry_environment_choice_offer (FerryEnvironmentChoice *self, GPtrArray *environments, const GError *error)
{
  g_autofree char *wanted = NULL, *reason = NULL;
  GtkCheckButton *first = NULL, *chosen = NULL;
  guint n = environments != NULL ? environments->len : 0;

  g_return_if_fail (FERRY_IS_ENVIRONMENT_CHOICE (self));

  wanted = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->environment_row))));
  clear_list (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  for (guint i = 0; i < n; i++)
    {
      FerryTenantEnvironment *environment = g_ptr_array_index (environments, i);
      const char *name = ferry_tenant_environment_get_name (environment);
      g_autofree char *description = ferry_tenant_environment_dup_description (environment);
      GtkCheckButton *check = append_row (self, name, description, first);

      g_object_set_data_full (G_OBJECT (check), "environment", g_strdup (name), g_free);
      if (first == NULL)
        first = check;
      if (g_ascii_strcasecmp (name, wanted) == 0)
        chosen = check;
    }
  if (n > 0)
    self->other_check = append_row (self, _ ("Another one"), _ ("Whose name you know"), first);
  if (chosen == NULL)
    chosen = *wanted != '\0' ? self->other_check : first;
  if (chosen != NULL)
    gtk_check_button_set_active (chosen, TRUE);

  if (error != NULL)
    reason = g_strdup_printf (
      /* Translators: %s is the reason, one or more sentences */
      _ ("The tenant’s environments can’t be listed, so enter the name as it stands in the admin "
         "center. %s"),
      error->message);
  else if (n == 0)
    reason = g_strdup (_ ("The admin center lists no environment of this tenant."));
  gtk_label_set_label (self->reason_label, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), reason != NULL);
  gtk_widget_set_visible (self->list_group, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->search_entry), n > MANY);
  update (self);
}

/* ---- What was chosen ---- */

void
ferry_environment_choice_set (FerryEnvironmentChoice *self, const char *name, const char *environment)
{
  g_return_if_fail (FERRY_IS_ENVIRONMENT_CHOICE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  gtk_editable_set_text (GTK_EDITABLE (self->environment_row), environment);
}

char *
ferry_environment_choice_dup_environment (FerryEnvironmentChoice *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_CHOICE (self), NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *check = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row));
      const char *name = g_object_get_data (G_OBJECT (check), "environment");

      if (name != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        return g_strdup (name);
    }
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->environment_row))));
}

char *
ferry_environment_choice_dup_name (FerryEnvironmentChoice *self)
{
  char *name;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_CHOICE (self), NULL);

  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  if (*name == '\0')
    {
      g_free (name);
      name = ferry_environment_choice_dup_environment (self);
    }
  return name;
}

void
ferry_environment_choice_clear_messages (FerryEnvironmentChoice *self)
{
  ferry_field_message_show (self->environment_message, self->environment_row, NULL);
  ferry_field_message_show (self->name_message, self->name_row, NULL);
}

gboolean
ferry_environment_choice_show_message (FerryEnvironmentChoice *self, const char *field, const char *message)
{
  gboolean name = g_str_equal (field, "name");
  AdwEntryRow *row = name ? self->name_row : self->environment_row;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_CHOICE (self), FALSE);

  if ((!name && !g_str_equal (field, "environment")) || !gtk_widget_get_visible (GTK_WIDGET (row)))
    return FALSE;
  ferry_field_message_show (name ? self->name_message : self->environment_message, row, message);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return TRUE;
}

void
ferry_environment_choice_focus (FerryEnvironmentChoice *self)
{
  g_return_if_fail (FERRY_IS_ENVIRONMENT_CHOICE (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self->environment_row)))
    gtk_widget_grab_focus (GTK_WIDGET (self->environment_row));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/* ---- The object ---- */

static void
ferry_environment_choice_dispose (GObject *object)
{
  FERRY_ENVIRONMENT_CHOICE (object)->other_check = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_ENVIRONMENT_CHOICE);
  G_OBJECT_CLASS (ferry_environment_choice_parent_class)->dispose (object);
}

static void
ferry_environment_choice_class_init (FerryEnvironmentChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_environment_choice_dispose;

  g_type_ensure (FERRY_TYPE_FIELD_MESSAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-environment-choice.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, FerryEnvironmentChoice, name)
  CHILD (search_entry);
  CHILD (list);
  CHILD (list_group);
  CHILD (reason_label);
  CHILD (environment_row);
  CHILD (name_row);
  CHILD (environment_message);
  CHILD (name_message);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
}

static void
ferry_environment_choice_init (FerryEnvironmentChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_field_message_attach (self->environment_message, self->environment_row);
  ferry_field_message_attach (self->name_message, self->name_row);
  ferry_accessible_set_label (self->search_entry, _ ("Search the environments"));
  ferry_accessible_set_label (self->list, _ ("Environments of the tenant"));
  gtk_list_box_set_filter_func (self->list, filter, self, NULL);
}
