/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-mapping-editor.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-error-bar.h"
#include "ferry-error.h"
#include "ferry-mapping-target.h"
#include "ferry-screen-reader.h"
#include "ferry-sql-name.h"
#include "ferry-target-picker.h"

struct _FerryMappingEditor
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkButton *save_button;
  GtkSpinner *spinner;
  GtkWidget *form;
  FerryErrorBar *error_bar;
  AdwEntryRow *source_row;
  GtkWidget *source_message;
  GtkLabel *source_label;
  GtkBox *target_box;
  GtkButton *choose_button;
  GtkButton *another_button;
  GtkLabel *no_tables_label;

  FerryEnvironment *environment;
  FerryMappingSet *set;
  FerryTableMapping *existing;
  char **companies;
  GPtrArray *targets; /* FerryMappingTarget, the box owns them */
  GPtrArray *changes;
  GCancellable *cancellable;
  gboolean changed;
  gboolean filling;
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (FerryMappingEditor, ferry_mapping_editor, ADW_TYPE_WINDOW)

static guint changed_signal;

static void
update (FerryMappingEditor *self)
{
  g_autofree char *reason = NULL;
  gboolean allowed
    = ferry_environment_check_action (self->environment, FERRY_ACTION_MANAGE_MAPPINGS, &reason);

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), allowed && !self->saving && self->changed);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->save_button), reason);
  ferry_accessible_set_sensitive (self->form, !self->saving);
  gtk_spinner_set_spinning (self->spinner, self->saving);
}

static void
set_changed (FerryMappingEditor *self)
{
  if (self->filling)
    return;
  self->changed = TRUE;
  update (self);
}

/* ---- The source ---- */

static char *
describe_source (const FerrySqlName *name)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (*name->company == '\0' && *name->schema == '\0' && *name->app_id == '\0')
    return NULL;
  g_string_append_printf (text, _ ("Table: %s"), name->table);
  if (*name->app_id != '\0')
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("App: %s"), name->app_id);
    }
  if (*name->company != '\0')
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Company: %s, left out, since a mapping is for all companies"),
                              name->company);
    }
  if (name->guessed)
    {
      g_string_append_c (text, '\n');
      g_string_append (text, _ ("Check where the company’s name ends: there is more than one “$”."));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
on_source_changed (FerryMappingEditor *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->source_row));
  g_autoptr (GError) error = NULL;
  g_autoptr (FerrySqlName) name = ferry_sql_name_parse (text, (const char *const *) self->companies, &error);
  g_autofree char *message = NULL;

  if (*text != '\0')
    message = name != NULL ? describe_source (name) : g_strdup (error->message);
  gtk_label_set_label (self->source_label, message != NULL ? message : "");
  gtk_widget_set_visible (self->source_message, message != NULL);
  if (name == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->source_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->source_label), "error");
  ferry_screen_reader_tell_problem (self->source_row, self->source_label, name == NULL ? message : NULL);
  set_changed (self);
}

/* ---- The targets ---- */

static void
number_targets (FerryMappingEditor *self)
{
  gboolean several = self->targets->len > 1;

  for (guint i = 0; i < self->targets->len; i++)
    ferry_mapping_target_set_number (g_ptr_array_index (self->targets, i), several ? i + 1 : 0, several);
}

static void
remove_target (FerryMappingEditor *self, FerryMappingTarget *target)
{
  g_ptr_array_remove (self->targets, target);
  gtk_box_remove (self->target_box, GTK_WIDGET (target));
  number_targets (self);
}

static void
on_target_removed (FerryMappingTarget *target, FerryMappingEditor *self)
{
  remove_target (self, target);
  set_changed (self);
}

static FerryMappingTarget *
add_target (FerryMappingEditor *self)
{
  GtkWidget *target = ferry_mapping_target_new (self->set);

  g_signal_connect_object (target, "changed", G_CALLBACK (set_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "removed", G_CALLBACK (on_target_removed), self, 0);
  gtk_box_append (self->target_box, target);
  g_ptr_array_add (self->targets, target);
  number_targets (self);
  return FERRY_MAPPING_TARGET (target);
}

static void
on_another_clicked (FerryMappingEditor *self)
{
  FerryMappingTarget *target = add_target (self);

  gtk_widget_child_focus (GTK_WIDGET (target), GTK_DIR_TAB_FORWARD);
  set_changed (self);
}

static void
on_picked (FerryTargetPicker *picker, GPtrArray *tables, FerryMappingEditor *self)
{
  for (guint i = 0; i < tables->len; i++)
    {
      FerryMappingTarget *target = NULL;

      for (guint j = 0; j < self->targets->len && target == NULL; j++)
        if (self->existing != NULL || ferry_mapping_target_is_blank (g_ptr_array_index (self->targets, j)))
          target = g_ptr_array_index (self->targets, j);
      if (target == NULL)
        target = add_target (self);
      ferry_mapping_target_set_table (target, g_ptr_array_index (tables, i));
    }
  set_changed (self);
}

static void
on_choose_clicked (FerryMappingEditor *self)
{
  GtkWindow *picker = ferry_target_picker_new (self->set, self->existing == NULL);

  g_signal_connect_object (picker, "picked", G_CALLBACK (on_picked), self, 0);
  gtk_window_set_transient_for (picker, GTK_WINDOW (self));
  gtk_window_present (picker);
}

/* ---- Saving ---- */

/* What was made goes from the form; what wasn't stays in it, to be saved again. */
static void
drop_applied (FerryMappingEditor *self)
{
  for (guint i = self->changes->len; i > 0; i--)
    if (ferry_mapping_change_get_fate (g_ptr_array_index (self->changes, i - 1))
        == FERRY_MAPPING_FATE_APPLIED)
      remove_target (self, g_ptr_array_index (self->targets, i - 1));
}

static FerryTableMapping *
find_by_id (FerryMappingSet *set, const char *id)
{
  GPtrArray *mappings = ferry_mapping_set_get_mappings (set);

  for (guint i = 0; i < mappings->len; i++)
    if (g_str_equal (ferry_table_mapping_get_id (g_ptr_array_index (mappings, i)), id))
      return g_ptr_array_index (mappings, i);
  return NULL;
}

/* Saving again is then done knowing what somebody else wrote. */
/* Details keep what the service said. */
static void
tell_change (FerryMappingEditor *self, const GError *error, const char *message)
{
  g_autoptr (GError) change = g_error_copy (error);

  g_free (change->message);
  change->message = g_strdup (message);
  ferry_error_bar_show (self->error_bar, _ ("The Mapping Has Changed"), change);
}

static void
tell_unsaved (FerryMappingEditor *self, guint n, const GError *error)
{
  ferry_error_bar_show (self->error_bar,
                        ngettext ("The Mapping Wasn’t Saved", "These Mappings Weren’t Saved", n), error);
}

static void
take_theirs (FerryMappingEditor *self, const GError *error)
{
  FerryTableMapping *theirs = find_by_id (self->set, ferry_table_mapping_get_id (self->existing));
  g_autofree char *message = NULL;

  if (theirs == NULL)
    {
      g_clear_object (&self->existing);
      tell_change (self, error, _ ("Somebody else deleted it. Saving adds it again."));
      return;
    }
  if (ferry_table_mapping_equal (theirs, self->existing))
    {
      tell_unsaved (self, 1, error);
      return;
    }
  message = g_strdup_printf (
    /* Translators: the names of a source table and of a target table */
    _ ("Somebody else made it “%s” → “%s” meanwhile. Saving replaces that."),
    ferry_table_mapping_get_source_table_name (theirs), ferry_table_mapping_get_table_name (theirs));
  g_set_object (&self->existing, theirs);
  tell_change (self, error, message);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryMappingEditor) self = data;
  g_autoptr (FerryMappingSet) now = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_environment_apply_mappings_finish (FERRY_ENVIRONMENT (source), result, &now, &error);

  if (now != NULL)
    {
      g_set_object (&self->set, now);
      g_signal_emit (self, changed_signal, 0, now);
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->saving = FALSE;
  if (done)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  drop_applied (self);
  if (self->existing != NULL && now != NULL)
    take_theirs (self, error);
  else
    tell_unsaved (self, self->targets->len, error);
  update (self);
}

/* Returns: (nullable): what is entered */
static GPtrArray *
list_wanted (FerryMappingEditor *self, GError **error)
{
  g_autoptr (FerrySqlName) name = ferry_sql_name_parse (
    gtk_editable_get_text (GTK_EDITABLE (self->source_row)), (const char *const *) self->companies, error);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *source = NULL;

  if (name == NULL)
    return NULL;
  source = ferry_sql_name_dup_source (name);
  for (guint i = 0; i < self->targets->len; i++)
    {
      FerryTableMapping *mapping
        = ferry_mapping_target_dup_mapping (g_ptr_array_index (self->targets, i), source, error);

      if (mapping == NULL)
        return NULL;
      g_ptr_array_add (wanted, mapping);
    }
  return g_steal_pointer (&wanted);
}

static void
on_save_clicked (FerryMappingEditor *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) wanted = list_wanted (self, &error);

  if (self->saving)
    return;
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  if (wanted != NULL)
    self->changes = ferry_mapping_set_plan (self->set, self->existing, wanted, &error);
  if (self->changes == NULL)
    {
      ferry_error_bar_show (self->error_bar, _ ("This Can’t Be Saved Yet"), error);
      return;
    }
  self->saving = TRUE;
  ferry_error_bar_clear (self->error_bar);
  update (self);
  ferry_environment_apply_mappings_async (self->environment, self->set, self->changes, NULL, NULL,
                                          self->cancellable, on_saved, g_object_ref (self));
}

/* ---- Closing ---- */

static void
on_discard_answered (FerryMappingEditor *self, const char *response, GtkWindow *dialog)
{
  if (!g_str_equal (response, "discard"))
    return;

  /* It outlives this window by a moment and must not look for it then. */
  gtk_window_set_transient_for (dialog, NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
ferry_mapping_editor_close_request (GtkWindow *window)
{
  FerryMappingEditor *self = FERRY_MAPPING_EDITOR (window);
  AdwMessageDialog *dialog;

  if (!self->changed)
    return GTK_WINDOW_CLASS (ferry_mapping_editor_parent_class)->close_request (window);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, _ ("Discard the Table Mapping?"),
                                                       _ ("What you have entered isn’t saved.")));
  adw_message_dialog_add_responses (dialog, "stay", _ ("_Go On"), "discard", _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Discard the Table Mapping?"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_discard_answered), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

/* ---- Class ---- */

GtkWindow *
ferry_mapping_editor_new (FerryEnvironment *environment,
                          FerryMappingSet *set,
                          FerryTableMapping *existing,
                          const char *no_tables_reason)
{
  FerryMappingEditor *self;
  FerryMappingTarget *target;
  const char *title = existing != NULL ? _ ("Edit Table Mapping") : _ ("Add Table Mappings");
  gboolean has_tables = ferry_mapping_set_get_tables (set) != NULL;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (FERRY_IS_MAPPING_SET (set), NULL);

  self = g_object_new (FERRY_TYPE_MAPPING_EDITOR, NULL);
  self->environment = g_object_ref (environment);
  self->set = g_object_ref (set);
  self->existing = existing != NULL ? g_object_ref (existing) : NULL;
  self->companies = ferry_environment_dup_company_names (environment);
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->title, title);

  self->filling = TRUE;
  target = add_target (self);
  if (existing != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->source_row),
                             ferry_table_mapping_get_source_table_name (existing));
      ferry_mapping_target_set_mapping (target, existing);
    }
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->another_button), existing == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->choose_button), has_tables);
  gtk_widget_set_visible (GTK_WIDGET (self->no_tables_label), !has_tables && no_tables_reason != NULL);
  gtk_label_set_label (self->no_tables_label, no_tables_reason != NULL ? no_tables_reason : "");
  g_signal_connect_object (environment, "actions-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WINDOW (self);
}

static void
ferry_mapping_editor_dispose (GObject *object)
{
  FerryMappingEditor *self = FERRY_MAPPING_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  if (self->environment != NULL)
    g_signal_handlers_disconnect_by_data (self->environment, self);
  G_OBJECT_CLASS (ferry_mapping_editor_parent_class)->dispose (object);
}

static void
ferry_mapping_editor_finalize (GObject *object)
{
  FerryMappingEditor *self = FERRY_MAPPING_EDITOR (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->set);
  g_clear_object (&self->existing);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_strfreev (self->companies);
  g_ptr_array_unref (self->targets);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ferry_mapping_editor_parent_class)->finalize (object);
}

static void
ferry_mapping_editor_class_init (FerryMappingEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_mapping_editor_dispose;
  object_class->finalize = ferry_mapping_editor_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ferry_mapping_editor_close_request;

  changed_signal = g_signal_new ("changed", FERRY_TYPE_MAPPING_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, FERRY_TYPE_MAPPING_SET);

  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-mapping-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryMappingEditor, title);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingEditor, spinner);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingEditor, form);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingEditor, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingEditor, source_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingEditor, source_message);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingEditor, source_label);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingEditor, target_box);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingEditor, choose_button);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingEditor, another_button);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingEditor, no_tables_label);
  gtk_widget_class_bind_template_callback (widget_class, on_source_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_another_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_mapping_editor_init (FerryMappingEditor *self)
{
  self->targets = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_accessible_name_entry_row (self->source_row);
}
