/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-accessible.h"

void
ferry_accessible_set_label (gpointer widget, const char *label)
{
  g_return_if_fail (GTK_IS_ACCESSIBLE (widget));
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* A mnemonic's underscore isn't spoken. */
static char *
without_mnemonic (const char *title)
{
  GString *plain = g_string_new (NULL);

  for (const char *at = title; *at != '\0'; at++)
    if (*at != '_' || *++at != '\0')
      g_string_append_c (plain, *at);
  return g_string_free (plain, FALSE);
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

  label = adw_preferences_row_get_use_underline (ADW_PREFERENCES_ROW (row)) ? without_mnemonic (title)
                                                                            : g_strdup (title);
  ferry_accessible_set_label (gtk_editable_get_delegate (GTK_EDITABLE (row)), label);
  name_buttons (GTK_WIDGET (row));
}

void
ferry_accessible_name_entry_row (AdwEntryRow *row)
{
  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  update_name (row);
  g_signal_connect (row, "notify::title", G_CALLBACK (update_name), NULL);
}

void
ferry_accessible_name_drop_down (GtkDropDown *drop_down, const char *label)
{
  GtkWidget *button;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));
  ferry_accessible_set_label (drop_down, label);
  if (GTK_IS_BUTTON (button))
    ferry_accessible_set_label (button, label);
}

void
ferry_accessible_name_menu_button (GtkMenuButton *button, const char *label)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  ferry_accessible_set_label (button, label);
  ferry_accessible_set_label (gtk_widget_get_first_child (GTK_WIDGET (button)), label);
}
