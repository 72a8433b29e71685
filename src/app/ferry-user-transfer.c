/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-user-transfer.h"

#include <glib/gi18n-lib.h>

#include "ferry-format.h"
#include "ferry-user-pairing-file.h"

typedef struct
{
  GtkWindow *parent;
  GFile *file;
  GHashTable *choices;
} Import;

static void
import_free (gpointer data)
{
  Import *self = data;

  g_object_unref (self->parent);
  g_object_unref (self->file);
  g_clear_pointer (&self->choices, g_hash_table_unref);
  g_free (self);
}

/* ---- What would change ---- */

static char *
describe_change (FerryUserPair *pair, const char *name)
{
  const char *before = ferry_user_pair_get_choice_name (pair);

  /* Each name is isolated, so that one written from right to left leaves the others in their places. */
  if (*before == '\0')
    /* Translators: an on-premises user, and the cloud user it gets */
    return g_strdup_printf (_ ("\u2068%s\u2069: gets \u2068%s\u2069"), ferry_user_pair_get_name (pair), name);
  if (*name == '\0')
    /* Translators: an on-premises user, and the cloud user it loses */
    return g_strdup_printf (_ ("\u2068%s\u2069: nobody instead of \u2068%s\u2069"),
                            ferry_user_pair_get_name (pair), before);
  /* Translators: an on-premises user, the cloud user it gets, and the one it had */
  return g_strdup_printf (_ ("\u2068%s\u2069: \u2068%s\u2069 instead of \u2068%s\u2069"),
                          ferry_user_pair_get_name (pair), name, before);
}

static GtkStringList *
list_changes (FerryUserPairing *pairing, GHashTable *choices)
{
  GListModel *pairs = ferry_user_pairing_get_pairs (pairing);
  GtkStringList *changes = gtk_string_list_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (pairs); i++)
    {
      g_autoptr (FerryUserPair) pair = g_list_model_get_item (pairs, i);
      const char *name = g_hash_table_lookup (
        choices, ferry_record_get_id (FERRY_RECORD (ferry_user_pair_get_mapping (pair))));

      if (name != NULL && !g_str_equal (name, ferry_user_pair_get_choice_name (pair)))
        gtk_string_list_take (changes, describe_change (pair, name));
    }
  return changes;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_item_set_child (item, label);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
new_preview (GtkStringList *changes)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *rows = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (changes)));
  GtkWidget *view, *scroller;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (rows), factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "ferry-card-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the file changes"), -1);

  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  /* A list is asked for its height before it has its rows. */
  gtk_scrolled_window_set_min_content_height (
    GTK_SCROLLED_WINDOW (scroller),
    48 * (int) CLAMP (g_list_model_get_n_items (G_LIST_MODEL (changes)), 1, 5));
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (scroller, "card");
  return scroller;
}

static void
on_answered (GTask *task, const char *response)
{
  Import *import = g_task_get_task_data (task);

  g_task_return_pointer (task, g_str_equal (response, "take") ? g_steal_pointer (&import->choices) : NULL,
                         (GDestroyNotify) g_hash_table_unref);
}

static void
unref_task (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

static void
ask (GTask *task, GtkStringList *changes)
{
  Import *import = g_task_get_task_data (task);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (changes));
  g_autofree char *number = ferry_format_count (n);
  g_autofree char *name = g_file_get_basename (import->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *heading
    = g_strdup_printf (ngettext ("Change %s Choice?", "Change %s Choices?", n), number);
  g_autofree char *body = g_strdup_printf (
    /* Translators: the name of a file */
    _ ("This is what “%s” changes. Nothing is saved until you do so."), shown);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (import->parent, heading, body));

  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  adw_message_dialog_set_extra_child (dialog, new_preview (changes));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "take", _ ("C_hange Choices"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "take", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "take");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answered), g_object_ref (task), unref_task,
                         G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- Import ---- */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  FerryUserPairing *pairing = g_task_get_source_object (task);
  g_autoptr (GtkStringList) changes = NULL;
  g_autofree char *contents = NULL;
  GError *error = NULL;
  gsize size;

  if (!g_file_load_contents_finish (G_FILE (source), result, &contents, &size, NULL, &error)
      || (import->choices = ferry_user_pairing_file_parse (pairing, contents, size, &error)) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  changes = list_changes (pairing, import->choices);
  if (g_list_model_get_n_items (G_LIST_MODEL (changes)) > 0)
    {
      ask (task, changes);
      return;
    }
  g_hash_table_remove_all (import->choices);
  g_task_return_pointer (task, g_steal_pointer (&import->choices), (GDestroyNotify) g_hash_table_unref);
}

void
ferry_user_transfer_import_async (GtkWindow *parent,
                                  FerryUserPairing *pairing,
                                  GFile *file,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Import *import;
  GTask *task;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (FERRY_IS_USER_PAIRING (pairing));
  g_return_if_fail (G_IS_FILE (file));

  import = g_new0 (Import, 1);
  import->parent = g_object_ref (parent);
  import->file = g_object_ref (file);
  task = g_task_new (pairing, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_user_transfer_import_async);
  g_task_set_task_data (task, import, import_free);
  g_file_load_contents_async (file, cancellable, on_loaded, task);
}

GHashTable *
ferry_user_transfer_import_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Export ---- */

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
ferry_user_transfer_export_async (FerryUserPairing *pairing,
                                  GFile *file,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GBytes) bytes = NULL;
  GTask *task;
  char *text;

  g_return_if_fail (FERRY_IS_USER_PAIRING (pairing));
  g_return_if_fail (G_IS_FILE (file));

  text = ferry_user_pairing_file_format (pairing);
  bytes = g_bytes_new_take (text, strlen (text));
  task = g_task_new (pairing, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_user_transfer_export_async);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, on_written,
                                       task);
}

gboolean
ferry_user_transfer_export_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
