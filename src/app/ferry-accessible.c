/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-accessible.h"

#include "ferry-screen-reader.h"

#define NAMED "ferry-accessible-named"

void
ferry_accessible_set_label (gpointer widget, const char *label)
{
  g_return_if_fail (GTK_IS_ACCESSIBLE (widget));
  /* With a label that names it, too, both would be told. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (widget, NAMED, widget);
}

gboolean
ferry_accessible_is_named (gpointer widget)
{
  g_return_val_if_fail (GTK_IS_ACCESSIBLE (widget), FALSE);
  return g_object_get_data (widget, NAMED) != NULL;
}

char *
ferry_accessible_strip_mnemonic (const char *title)
{
  GString *plain = g_string_new (NULL);

  for (const char *at = title; *at != '\0'; at++)
    if (*at != '_' || *++at != '\0')
      g_string_append_c (plain, *at);
  return g_string_free (plain, FALSE);
}

void
ferry_accessible_set_plain_label (gpointer widget, const char *label)
{
  g_autofree char *plain = NULL;

  g_return_if_fail (label != NULL);

  plain = ferry_accessible_strip_mnemonic (label);
  ferry_accessible_set_label (widget, plain);
}

static void
name_buttons (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (GTK_IS_BUTTON (widget) && tooltip != NULL)
    ferry_accessible_set_label (widget, tooltip);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_buttons (child);
}

static void
update_name (AdwEntryRow *row)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_autofree char *label = NULL;

  label = adw_preferences_row_get_use_underline (ADW_PREFERENCES_ROW (row))
            ? ferry_accessible_strip_mnemonic (title)
            : g_strdup (title);
  ferry_accessible_set_label (gtk_editable_get_delegate (GTK_EDITABLE (row)), label);
  name_buttons (GTK_WIDGET (row));
}

void
ferry_accessible_name_entry_row (AdwEntryRow *row)
{
  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  ferry_screen_reader_tell_entry (row);
  update_name (row);
  g_signal_connect (row, "notify::title", G_CALLBACK (update_name), NULL);
}

/* The name alone would hide what is chosen, which is within the button. */
static void
tell_choice (GtkDropDown *drop_down, GParamSpec *pspec, GtkWidget *button)
{
  GObject *chosen = gtk_drop_down_get_selected_item (drop_down);
  GtkExpression *expression = gtk_drop_down_get_expression (drop_down);
  g_auto (GValue) value = G_VALUE_INIT;
  const char *text = NULL;

  if (GTK_IS_STRING_OBJECT (chosen))
    text = gtk_string_object_get_string (GTK_STRING_OBJECT (chosen));
  else if (chosen != NULL && expression != NULL && gtk_expression_evaluate (expression, chosen, &value)
           && G_VALUE_HOLDS_STRING (&value))
    text = g_value_get_string (&value);
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

void
ferry_accessible_name_drop_down (GtkDropDown *drop_down, const char *label)
{
  GtkWidget *button;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));
  ferry_accessible_set_label (drop_down, label);
  if (!GTK_IS_BUTTON (button))
    return;
  ferry_accessible_set_label (button, label);
  g_signal_handlers_disconnect_by_func (drop_down, tell_choice, button);
  g_signal_connect_object (drop_down, "notify::selected-item", G_CALLBACK (tell_choice), button, 0);
  tell_choice (drop_down, NULL, button);
}

void
ferry_accessible_name_menu_button (GtkMenuButton *button, const char *label)
{
  g_autofree char *own = NULL;
  GtkWidget *toggle;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (label != NULL || gtk_menu_button_get_label (button) != NULL);

  if (label == NULL)
    label = own = ferry_accessible_strip_mnemonic (gtk_menu_button_get_label (button));

  toggle = gtk_widget_get_first_child (GTK_WIDGET (button));
  ferry_accessible_set_label (button, label);
  /* It is labelled by the one around it, too, once GTK gave that an icon: both names would be told. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  ferry_accessible_set_label (toggle, label);
}

static void
on_page_shown (GtkStack *stack)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (stack));

  if (root != NULL && gtk_widget_get_mapped (GTK_WIDGET (stack)) && gtk_root_get_focus (root) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (stack), GTK_DIR_TAB_FORWARD);
}

void
ferry_accessible_keep_focus (GtkStack *stack)
{
  g_return_if_fail (GTK_IS_STACK (stack));

  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (on_page_shown), NULL);
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

void
ferry_accessible_set_sensitive (GtkWidget *part, gboolean sensitive)
{
  static const char *const key = "ferry-resting-text";
  GtkRoot *root;
  GtkWidget *focus;
  GWeakRef *resting;

  g_return_if_fail (GTK_IS_WIDGET (part));

  root = gtk_widget_get_root (part);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (!sensitive && GTK_IS_TEXT (focus) && gtk_widget_is_ancestor (focus, part))
    {
      resting = g_new0 (GWeakRef, 1);
      g_weak_ref_init (resting, focus);
      g_object_set_data_full (G_OBJECT (part), key, resting, free_weak_ref);
      gtk_root_set_focus (root, NULL);
    }
  gtk_widget_set_sensitive (part, sensitive);
  if (sensitive && (resting = g_object_get_data (G_OBJECT (part), key)) != NULL)
    {
      g_autoptr (GtkWidget) text = g_weak_ref_get (resting);

      if (focus == NULL && text != NULL && gtk_widget_get_mapped (text))
        gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
      g_object_set_data (G_OBJECT (part), key, NULL);
    }
}
