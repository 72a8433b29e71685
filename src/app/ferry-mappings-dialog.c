/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-mappings-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-adaptive-bin.h"
#include "ferry-commands.h"
#include "ferry-error-bar.h"
#include "ferry-extension-question.h"
#include "ferry-file-choice.h"
#include "ferry-fit.h"
#include "ferry-mapping-editor.h"
#include "ferry-mapping-preview.h"
#include "ferry-mapping-table.h"
#include "ferry-search.h"
#include "ferry-toast-overlay.h"

struct _FerryMappingsDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkMenuButton *menu_button;
  GtkSpinner *spinner;
  FerryToastOverlay *toasts;
  FerryErrorBar *refusal_bar;
  FerryErrorBar *error_bar;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  FerryMappingTable *table;
  FerryAdaptiveBin *bin;
  GtkBox *footer;
  GtkLabel *count_label;
  GtkButton *edit_button;
  GtkButton *delete_button;

  FerryEnvironment *environment;
  FerryMappingSet *set; /* NULL until it was read */
  char *no_tables_reason;
  GSimpleActionGroup *actions;
  GCancellable *cancellable;
  guint busy;
};

G_DEFINE_FINAL_TYPE (FerryMappingsDialog, ferry_mappings_dialog, ADW_TYPE_WINDOW)

static GPtrArray *
get_mappings (FerryMappingsDialog *self)
{
  return ferry_mapping_set_get_mappings (self->set);
}

static void
show_counts (FerryMappingsDialog *self, guint n_selected)
{
  guint n = self->set != NULL ? get_mappings (self)->len : 0;
  guint n_shown = ferry_mapping_table_get_n_shown (self->table);
  g_autofree char *text = NULL;

  if (n_selected > 0)
    text = g_strdup_printf (
      /* Translators: the plural goes by the second number */
      ngettext ("%u of %u table mapping selected", "%u of %u table mappings selected", n), n_selected, n);
  else if (n_shown < n)
    /* Translators: the plural goes by the second number */
    text = g_strdup_printf (ngettext ("%u of %u table mapping", "%u of %u table mappings", n), n_shown, n);
  else if (n > 0)
    text = g_strdup_printf (ngettext ("%u table mapping", "%u table mappings", n), n);
  gtk_label_set_label (self->count_label, text != NULL ? text : "");
}

static void
update (FerryMappingsDialog *self)
{
  g_autoptr (GPtrArray) selected = ferry_mapping_table_list_selected (self->table);
  g_autofree char *reason = NULL;
  gboolean allowed
    = ferry_environment_check_action (self->environment, FERRY_ACTION_MANAGE_MAPPINGS, &reason);
  gboolean ready = self->set != NULL && self->busy == 0;
  gboolean changeable = ready && allowed;

  if (allowed)
    ferry_error_bar_clear (self->refusal_bar);
  else
    ferry_error_bar_warn (self->refusal_bar, _ ("The Table Mappings Can’t Be Changed Now"), reason);

  ferry_commands_set_enabled (self->actions, "add", changeable);
  ferry_commands_set_enabled (self->actions, "edit", changeable && selected->len == 1);
  ferry_commands_set_enabled (self->actions, "delete", changeable && selected->len > 0);
  ferry_commands_set_enabled (self->actions, "populate", changeable);
  ferry_commands_set_enabled (self->actions, "delete-extension", changeable && get_mappings (self)->len > 0);
  ferry_commands_set_enabled (self->actions, "restore", changeable);
  ferry_commands_set_enabled (self->actions, "import", changeable);
  ferry_commands_set_enabled (self->actions, "export", ready && get_mappings (self)->len > 0);
  ferry_commands_set_enabled (self->actions, "refresh", self->busy == 0);
  gtk_spinner_set_spinning (self->spinner, self->busy > 0);
  show_counts (self, selected->len);

  if (self->set == NULL)
    gtk_stack_set_visible_child_name (self->stack, self->busy > 0 ? "loading" : "failed");
  else if (get_mappings (self)->len == 0)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else
    gtk_stack_set_visible_child_name (
      self->stack, ferry_mapping_table_get_n_shown (self->table) > 0 ? "list" : "no-match");
}

static void
begin_work (FerryMappingsDialog *self)
{
  self->busy++;
  ferry_error_bar_clear (self->error_bar);
  update (self);
}

/* Returns: whether the window is still there */
static gboolean
end_work (FerryMappingsDialog *self)
{
  self->busy--;
  return !g_cancellable_is_cancelled (self->cancellable);
}

static void
take_set (FerryMappingsDialog *self, FerryMappingSet *set)
{
  g_set_object (&self->set, set);
  ferry_mapping_table_set_mappings (self->table, get_mappings (self));
  update (self);
}

static void
on_set_changed (FerryMappingsDialog *self, FerryMappingSet *set)
{
  take_set (self, set);
}

static void
tell (FerryMappingsDialog *self, const char *text)
{
  AdwToast *toast = adw_toast_new ("");
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  /* Short, so that old news doesn't keep what is new waiting. */
  adw_toast_set_timeout (toast, 2);
  adw_toast_set_title (toast, escaped);
  ferry_toast_overlay_add_toast (self->toasts, toast);
}

static void
present (FerryMappingsDialog *self, GtkWindow *window)
{
  gtk_window_set_transient_for (window, GTK_WINDOW (self));
  gtk_window_present (window);
}

/* Windows that change the mappings tell so. */
static void
present_changing (FerryMappingsDialog *self, GtkWindow *window)
{
  g_signal_connect_object (window, "changed", G_CALLBACK (on_set_changed), self, G_CONNECT_SWAPPED);
  present (self, window);
}

/* ---- Reading ---- */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryMappingsDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (FerryMappingSet) set
    = ferry_environment_load_mappings_finish (FERRY_ENVIRONMENT (source), result, &reason, &error);

  if (!end_work (self))
    return;
  if (set != NULL)
    {
      g_free (self->no_tables_reason);
      self->no_tables_reason = g_steal_pointer (&reason);
      take_set (self, set);
      return;
    }
  update (self);
  ferry_error_bar_show (self->error_bar,
                        self->set != NULL ? _ ("What Is Shown May Be Out of Date")
                                          : _ ("The Table Mappings Couldn’t Be Read"),
                        error);
}

static void
load (FerryMappingsDialog *self)
{
  begin_work (self);
  ferry_environment_load_mappings_async (self->environment, self->cancellable, on_loaded,
                                         g_object_ref (self));
}

static void
on_refresh (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  load (data);
}

/* ---- Adding, editing, deleting ---- */

static void
on_add (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryMappingsDialog *self = data;

  present_changing (self,
                    ferry_mapping_editor_new (self->environment, self->set, NULL, self->no_tables_reason));
}

static void
edit (FerryMappingsDialog *self, FerryTableMapping *mapping)
{
  present_changing (self,
                    ferry_mapping_editor_new (self->environment, self->set, mapping, self->no_tables_reason));
}

static void
on_edit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryMappingsDialog *self = data;
  g_autoptr (GPtrArray) selected = ferry_mapping_table_list_selected (self->table);

  if (selected->len == 1)
    edit (self, g_ptr_array_index (selected, 0));
}

static void
on_activated (FerryMappingsDialog *self, FerryTableMapping *mapping)
{
  if (g_action_group_get_action_enabled (G_ACTION_GROUP (self->actions), "add"))
    edit (self, mapping);
}

static void
on_delete (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryMappingsDialog *self = data;
  g_autoptr (GPtrArray) selected = ferry_mapping_table_list_selected (self->table);

  if (selected->len > 0)
    present_changing (self, ferry_mapping_preview_new_deletion (self->environment, self->set, selected));
}

/* ---- Extensions and defaults ---- */

static void
explain (FerryMappingsDialog *self, const char *heading, const char *body)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), heading, body));

  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_message_dialog_set_default_response (dialog, "close");
  adw_message_dialog_set_close_response (dialog, "close");
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_populate_answered (AdwMessageDialog *dialog, const char *response, FerryMappingsDialog *self)
{
  g_autoptr (GPtrArray) wanted = NULL;
  const char *app_id = ferry_extension_question_get_app_id (dialog);

  if (!g_str_equal (response, "do"))
    return;
  wanted = ferry_mapping_set_populate (self->set, app_id);
  present_changing (self, ferry_mapping_preview_new_addition (self->environment, self->set, wanted,
                                                              ferry_extension_question_get_name (dialog)));
}

static void
on_populate (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryMappingsDialog *self = data;
  AdwMessageDialog *dialog;

  if (ferry_mapping_set_get_tables (self->set) == NULL)
    {
      explain (self, _ ("Populating Isn’t Possible Here"),
               self->no_tables_reason != NULL ? self->no_tables_reason : "");
      return;
    }
  dialog = ferry_extension_question_new_populate (GTK_WINDOW (self), self->set);
  if (dialog == NULL)
    {
      explain (self, _ ("Nothing to Populate"),
               _ ("Every table that may be a target has a source already. Edit those whose source is called "
                  "differently."));
      return;
    }
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_populate_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_reset (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryMappingsDialog) self = data;
  g_autoptr (FerryMappingSet) now = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_environment_reset_mappings_finish (FERRY_ENVIRONMENT (source), result, &now, &error);

  if (!end_work (self))
    return;
  if (now != NULL)
    take_set (self, now);
  update (self);
  if (!done)
    ferry_error_bar_show (self->error_bar, _ ("The Table Mappings Weren’t Changed"), error);
  else
    tell (self, _ ("Table mappings changed"));
}

static void
reset (FerryMappingsDialog *self, FerryTableMapping *mapping, gboolean for_extension)
{
  begin_work (self);
  ferry_environment_reset_mappings_async (self->environment, self->set, mapping, for_extension,
                                          self->cancellable, on_reset, g_object_ref (self));
}

static void
on_delete_extension_answered (AdwMessageDialog *dialog, const char *response, FerryMappingsDialog *self)
{
  g_autoptr (GPtrArray) mappings
    = ferry_mapping_set_list_extension (self->set, ferry_extension_question_get_app_id (dialog));

  if (g_str_equal (response, "do") && mappings->len > 0)
    reset (self, g_ptr_array_index (mappings, 0), TRUE);
}

static void
on_delete_extension (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryMappingsDialog *self = data;
  AdwMessageDialog *dialog = ferry_extension_question_new_deletion (GTK_WINDOW (self), self->set);

  g_signal_connect_object (dialog, "response", G_CALLBACK (on_delete_extension_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_restore_answered (AdwMessageDialog *dialog, const char *response, FerryMappingsDialog *self)
{
  if (g_str_equal (response, "do") && get_mappings (self)->len > 0)
    reset (self, g_ptr_array_index (get_mappings (self), 0), FALSE);
}

static void
on_restore (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryMappingsDialog *self = data;
  guint n = get_mappings (self)->len;
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;

  /* The service's action belongs to a mapping (api-contract §A). */
  if (n == 0)
    {
      explain (
        self, _ ("The Defaults Can’t Be Restored Now"),
        _ ("The service restores them by way of a table mapping, and there is none. Add any one first: it "
           "is replaced by the defaults."));
      return;
    }
  body
    = g_strdup_printf (ngettext ("The only table mapping is deleted and replaced by the "
                                 "defaults. Export it first to be able to bring it back.",
                                 "All %u table mappings that there are now are deleted and replaced by the "
                                 "defaults. Export them first to be able to bring them back.",
                                 n),
                       n);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), _ ("Restore the Defaults?"), body));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "do", _ ("_Restore Defaults"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Restore the Defaults?"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_restore_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- Files ---- */

static char *
dup_display_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL ? g_filename_display_name (name) : g_strdup ("");
}

static void
on_file_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryMappingsDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) wanted = ferry_mapping_file_load_finish (G_FILE (source), result, &error);
  g_autofree char *name = dup_display_name (G_FILE (source));
  g_autofree char *heading = NULL;

  if (!end_work (self))
    return;
  update (self);
  if (wanted != NULL)
    {
      present_changing (self, ferry_mapping_preview_new_import (self->environment, self->set, wanted, name));
      return;
    }
  /* Translators: the name of a file */
  heading = g_strdup_printf (_ ("Nothing of “%s” Was Imported"), name);
  ferry_error_bar_show (self->error_bar, heading, error);
}

void
ferry_mappings_dialog_import (FerryMappingsDialog *self, GFile *file)
{
  g_auto (GStrv) companies = NULL;

  g_return_if_fail (FERRY_IS_MAPPINGS_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (self->set != NULL);

  companies = ferry_environment_dup_company_names (self->environment);
  begin_work (self);
  ferry_mapping_file_load_async (file, self->set, (const char *const *) companies, self->cancellable,
                                 on_file_loaded, g_object_ref (self));
}

static void
on_file_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryMappingsDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_mapping_file_save_finish (G_FILE (source), result, &error);
  g_autofree char *name = dup_display_name (G_FILE (source));
  g_autofree char *text = NULL;

  if (!end_work (self))
    return;
  update (self);
  if (!done)
    {
      ferry_error_bar_show (self->error_bar, _ ("The Export Failed"), error);
      return;
    }
  /* Translators: the name of a file */
  text = g_strdup_printf (_ ("Exported to “%s”"), name);
  tell (self, text);
}

void
ferry_mappings_dialog_export (FerryMappingsDialog *self, GFile *file, FerryMappingFormat format)
{
  g_return_if_fail (FERRY_IS_MAPPINGS_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (self->set != NULL);

  begin_work (self);
  ferry_mapping_file_save_async (file, get_mappings (self), format, self->cancellable, on_file_saved,
                                 g_object_ref (self));
}

static void
on_import_chosen (gpointer owner, GFile *file, const char *format)
{
  ferry_mappings_dialog_import (owner, file);
}

static void
on_export_chosen (gpointer owner, GFile *file, const char *format)
{
  ferry_mappings_dialog_export (
    owner, file, g_str_equal (format, "json") ? FERRY_MAPPING_FORMAT_JSON : FERRY_MAPPING_FORMAT_CSV);
}

static void
on_import (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("JSON and CSV"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_filter_add_suffix (filter, "csv");
  ferry_file_choice_open (data, _ ("Import Table Mappings"), filter, on_import_chosen);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *format = g_variant_get_string (parameter, NULL);
  g_autofree char *name = g_strdup_printf ("ferry-table-mappings.%s", format);

  ferry_file_choice_save (data, _ ("Export Table Mappings"), name, format, on_export_chosen);
}

/* ---- Search ---- */

static void
on_search_changed (FerryMappingsDialog *self)
{
  ferry_mapping_table_set_search (self->table, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  update (self);
}

/* ---- Class ---- */

static const GActionEntry entries[] = {
  { .name = "add", .activate = on_add },
  { .name = "edit", .activate = on_edit },
  { .name = "delete", .activate = on_delete },
  { .name = "populate", .activate = on_populate },
  { .name = "delete-extension", .activate = on_delete_extension },
  { .name = "restore", .activate = on_restore },
  { .name = "import", .activate = on_import },
  { .name = "export", .activate = on_export, .parameter_type = "s" },
  { .name = "refresh", .activate = on_refresh },
};

GtkWindow *
ferry_mappings_dialog_new (FerryEnvironment *environment)
{
  FerryMappingsDialog *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (FERRY_TYPE_MAPPINGS_DIALOG, NULL);
  self->environment = g_object_ref (environment);
  adw_window_title_set_subtitle (self->title,
                                 ferry_profile_get_name (ferry_environment_get_profile (environment)));
  g_signal_connect_object (environment, "actions-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WINDOW (self);
}

static void
ferry_mappings_dialog_dispose (GObject *object)
{
  FerryMappingsDialog *self = FERRY_MAPPINGS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->environment != NULL)
    g_signal_handlers_disconnect_by_data (self->environment, self);
  if (self->table != NULL)
    g_signal_handlers_disconnect_by_data (self->table, self);
  G_OBJECT_CLASS (ferry_mappings_dialog_parent_class)->dispose (object);
}

static void
ferry_mappings_dialog_finalize (GObject *object)
{
  FerryMappingsDialog *self = FERRY_MAPPINGS_DIALOG (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->set);
  g_clear_object (&self->actions);
  g_clear_object (&self->cancellable);
  g_free (self->no_tables_reason);
  G_OBJECT_CLASS (ferry_mappings_dialog_parent_class)->finalize (object);
}

static void
ferry_mappings_dialog_class_init (FerryMappingsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_mappings_dialog_dispose;
  object_class->finalize = ferry_mappings_dialog_finalize;

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_MAPPING_TABLE);
  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-mappings-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryMappingsDialog, title);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingsDialog, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingsDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingsDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingsDialog, refusal_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingsDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingsDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingsDialog, table);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingsDialog, bin);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingsDialog, footer);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingsDialog, count_label);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingsDialog, edit_button);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingsDialog, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, ferry_search_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "mappings.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "mappings.add", NULL);
}

static void
on_narrow_changed (FerryMappingsDialog *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->footer), ferry_adaptive_bin_get_narrow (self->bin)
                                                                   ? GTK_ORIENTATION_VERTICAL
                                                                   : GTK_ORIENTATION_HORIZONTAL);
}

static void
ferry_mappings_dialog_init (FerryMappingsDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "mappings", G_ACTION_GROUP (self->actions));
  ferry_accessible_name_menu_button (self->menu_button, _ ("More actions"));
  ferry_fit_shorten (self->edit_button, 4);
  ferry_fit_shorten (self->delete_button, 4);
  g_signal_connect_swapped (self->bin, "notify::narrow", G_CALLBACK (on_narrow_changed), self);
  on_narrow_changed (self);
}
