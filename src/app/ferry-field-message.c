/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-field-message.h"

#include "ferry-accessible.h"
#include "ferry-screen-reader.h"

struct _FerryFieldMessage
{
  AdwPreferencesRow parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (FerryFieldMessage, ferry_field_message, ADW_TYPE_PREFERENCES_ROW)

void
ferry_field_message_show (FerryFieldMessage *self, AdwEntryRow *row, const char *message)
{
  if (message == NULL && !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  gtk_label_set_label (self->label, message != NULL ? message : "");
  ferry_accessible_set_label (self, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self), message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");

  ferry_screen_reader_tell_problem (row, self->label, message);
}

static void
on_changed (AdwEntryRow *row, FerryFieldMessage *self)
{
  ferry_field_message_show (self, row, NULL);
}

void
ferry_field_message_attach (FerryFieldMessage *self, AdwEntryRow *row)
{
  g_return_if_fail (FERRY_IS_FIELD_MESSAGE (self));

  ferry_accessible_name_entry_row (row);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), self, 0);
}

static void
ferry_field_message_class_init (FerryFieldMessageClass *klass)
{
}

static void
ferry_field_message_init (FerryFieldMessage *self)
{
  self->label = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "error");

  gtk_widget_add_css_class (GTK_WIDGET (self), "ferry-message");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (self->label));
}
