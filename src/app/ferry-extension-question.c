/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-extension-question.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-mapping-item.h"

#define QUESTION "ferry-extension-question"

typedef struct
{
  char *app_id;
  char *name;
  guint n;
} Extension;

typedef struct
{
  GPtrArray *extensions;
  GtkDropDown *drop_down;
  gboolean deletes;
} Question;

static void
extension_free (gpointer data)
{
  Extension *self = data;

  g_free (self->app_id);
  g_free (self->name);
  g_free (self);
}

static void
question_free (gpointer data)
{
  Question *self = data;

  g_ptr_array_unref (self->extensions);
  g_free (self);
}

static void
count_one (GPtrArray *extensions, const char *app_id, const char *name)
{
  Extension *extension;

  for (guint i = 0; i < extensions->len; i++)
    {
      extension = g_ptr_array_index (extensions, i);
      if (ferry_mapping_set_same_app (extension->app_id, app_id))
        {
          extension->n++;
          return;
        }
    }
  extension = g_new0 (Extension, 1);
  extension->app_id = g_strdup (app_id);
  extension->name = g_strdup (*name != '\0' ? name : app_id);
  extension->n = 1;
  g_ptr_array_add (extensions, extension);
}

static int
compare_extensions (gconstpointer a, gconstpointer b)
{
  const Extension *first = *(const Extension *const *) a;
  const Extension *second = *(const Extension *const *) b;

  return g_utf8_collate (first->name, second->name);
}

static Extension *
get_chosen (Question *question)
{
  guint position = gtk_drop_down_get_selected (question->drop_down);

  return g_ptr_array_index (question->extensions, MIN (position, question->extensions->len - 1));
}

static void
update (AdwMessageDialog *dialog)
{
  Question *question = g_object_get_data (G_OBJECT (dialog), QUESTION);
  Extension *extension = get_chosen (question);
  g_autofree char *body = NULL;

  if (question->deletes)
    body = g_strdup_printf (
      ngettext (
        /* Translators: how many table mappings, the name of an extension */
        "%u table mapping with a target in “%s” is deleted. The next run doesn’t copy into it any more; "
        "what was copied stays.",
        "All %u table mappings with targets in “%s” are deleted. The next run doesn’t copy into them any "
        "more; what was copied stays.",
        extension->n),
      extension->n, extension->name);
  else
    body = g_strdup_printf (
      /* Translators: how many tables, the name of an extension */
      ngettext ("%u table of “%s” has no source yet. It gets a table mapping; you see it first.",
                "%u tables of “%s” have no source yet. They get a table mapping each; you see them first.",
                extension->n),
      extension->n, extension->name);
  adw_message_dialog_set_body (dialog, body);
}

static GtkWidget *
new_drop_down (GPtrArray *extensions)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkExpression *expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *drop_down;

  g_ptr_array_sort (extensions, compare_extensions);
  for (guint i = 0; i < extensions->len; i++)
    gtk_string_list_append (names, ((Extension *) g_ptr_array_index (extensions, i))->name);
  drop_down = gtk_drop_down_new (G_LIST_MODEL (names), expression);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop_down), extensions->len > 8);
  ferry_accessible_name_drop_down (GTK_DROP_DOWN (drop_down), _ ("Extension"));
  return drop_down;
}

static AdwMessageDialog *
create (GtkWindow *parent, GPtrArray *extensions, const char *heading, const char *label, gboolean deletes)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, NULL));
  Question *question = g_new0 (Question, 1);

  question->extensions = g_ptr_array_ref (extensions);
  question->deletes = deletes;
  question->drop_down = GTK_DROP_DOWN (new_drop_down (extensions));
  g_object_set_data_full (G_OBJECT (dialog), QUESTION, question, question_free);
  adw_message_dialog_set_extra_child (dialog, GTK_WIDGET (question->drop_down));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "do", label, NULL);
  adw_message_dialog_set_response_appearance (dialog, "do",
                                              deletes ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, deletes ? "cancel" : "do");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  g_signal_connect_object (question->drop_down, "notify::selected", G_CALLBACK (update), dialog,
                           G_CONNECT_SWAPPED);
  update (dialog);
  return dialog;
}

AdwMessageDialog *
ferry_extension_question_new_populate (GtkWindow *parent, FerryMappingSet *set)
{
  g_autoptr (GPtrArray) extensions = g_ptr_array_new_with_free_func (extension_free);
  GPtrArray *tables;

  g_return_val_if_fail (FERRY_IS_MAPPING_SET (set), NULL);

  tables = ferry_mapping_set_get_tables (set);
  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      FerrySourceTable *table = g_ptr_array_index (tables, i);

      if (ferry_source_table_get_mappable (table) && ferry_mapping_set_find_table (set, table) == NULL)
        count_one (extensions, ferry_source_table_get_app_id (table),
                   ferry_source_table_get_app_name (table));
    }
  if (extensions->len == 0)
    return NULL;
  return create (parent, extensions, _ ("Populate from Which Extension?"), _ ("_Show"), FALSE);
}

AdwMessageDialog *
ferry_extension_question_new_deletion (GtkWindow *parent, FerryMappingSet *set)
{
  g_autoptr (GPtrArray) extensions = g_ptr_array_new_with_free_func (extension_free);
  GPtrArray *mappings;

  g_return_val_if_fail (FERRY_IS_MAPPING_SET (set), NULL);

  mappings = ferry_mapping_set_get_mappings (set);
  g_return_val_if_fail (mappings->len > 0, NULL);
  for (guint i = 0; i < mappings->len; i++)
    count_one (extensions, ferry_table_mapping_get_app_id (g_ptr_array_index (mappings, i)),
               ferry_mapping_get_app_label (g_ptr_array_index (mappings, i)));
  return create (parent, extensions, _ ("Delete All of Which Extension?"), _ ("_Delete All"), TRUE);
}

const char *
ferry_extension_question_get_app_id (AdwMessageDialog *dialog)
{
  Question *question = g_object_get_data (G_OBJECT (dialog), QUESTION);

  g_return_val_if_fail (question != NULL, "");
  return get_chosen (question)->app_id;
}

const char *
ferry_extension_question_get_name (AdwMessageDialog *dialog)
{
  Question *question = g_object_get_data (G_OBJECT (dialog), QUESTION);

  g_return_val_if_fail (question != NULL, "");
  return get_chosen (question)->name;
}
