/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-support-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-commands.h"
#include "ferry-error-bar.h"
#include "ferry-error-dialog.h"
#include "ferry-file-choice.h"
#include "ferry-format.h"
#include "ferry-support-bundle.h"
#include "ferry-toast-overlay.h"

/* More matches than anybody goes through. */
#define MOST_MATCHES 10000

struct _FerrySupportDialog
{
  AdwWindow parent_instance;

  FerryToastOverlay *toasts;
  FerryErrorBar *error_bar;
  GtkStack *stack;
  AdwExpanderRow *redacted_row;
  GtkSearchEntry *search_entry;
  GtkLabel *matches_label;
  GtkTextView *text_view;
  GtkTextTag *match_tag;

  FerryEnvironment *environment;
  FerryDatabase *database;
  FerrySupportBundle *bundle; /* (nullable) */
  GSimpleActionGroup *actions;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (FerrySupportDialog, ferry_support_dialog, ADW_TYPE_WINDOW)

/* ---- What was taken out ---- */

static void
add_redaction (FerrySupportDialog *self, FerryRedaction kind, guint names, guint places)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label;
  g_autofree char *names_text = ferry_format_count (names);
  g_autofree char *places_text = ferry_format_count (places);
  g_autofree char *place_words = g_strdup_printf (ngettext ("%s place", "%s places", places), places_text);
  /* Translators: so many different names, and in how many places they stood */
  g_autofree char *text = g_strdup_printf (_ ("%s in %s"), names_text, place_words);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ferry_redaction_to_label (kind));
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_expander_row_add_row (self->redacted_row, row);
}

static void
show_redactions (FerrySupportDialog *self)
{
  guint total = 0;
  g_autofree char *count = NULL;
  g_autofree char *title = NULL;

  for (FerryRedaction kind = 0; kind < FERRY_N_REDACTIONS; kind++)
    {
      guint places;
      guint names = ferry_support_bundle_count (self->bundle, kind, &places);

      if (names == 0)
        continue;
      total += names;
      add_redaction (self, kind, names, places);
    }
  count = ferry_format_count (total);
  title = g_strdup_printf (ngettext ("%s name was replaced", "%s names were replaced", total), count);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->redacted_row), title);
}

/* ---- Searching ---- */

static void
select_match (FerrySupportDialog *self, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_select_range (gtk_text_view_get_buffer (self->text_view), start, end);
  gtk_text_view_scroll_to_iter (self->text_view, start, 0.2, FALSE, 0, 0);
}

static void
show_matches (FerrySupportDialog *self, guint matches, gboolean searched)
{
  g_autofree char *count = ferry_format_count (matches);
  g_autofree char *text = g_strdup_printf (ngettext ("%s match", "%s matches", matches), count);

  gtk_label_set_label (self->matches_label, !searched ? "" : matches > 0 ? text : _ ("No match"));
  ferry_commands_set_enabled (self->actions, "find-next", matches > 0);
}

static void
on_search_changed (FerrySupportDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  const char *wanted = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  GtkTextIter begin, end, start, stop;
  guint matches = 0;

  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  gtk_text_buffer_remove_tag (buffer, self->match_tag, &begin, &end);
  gtk_text_buffer_select_range (buffer, &begin, &begin);
  while (
    *wanted != '\0' && matches < MOST_MATCHES
    && gtk_text_iter_forward_search (&begin, wanted, GTK_TEXT_SEARCH_CASE_INSENSITIVE, &start, &stop, NULL))
    {
      gtk_text_buffer_apply_tag (buffer, self->match_tag, &start, &stop);
      if (matches++ == 0)
        select_match (self, &start, &stop);
      begin = stop;
    }
  show_matches (self, matches, *wanted != '\0');
}

/* From the selected one on, and from the end to the beginning. */
static void
on_find_next (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerrySupportDialog *self = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  const char *wanted = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  GtkTextIter from, start, stop;

  gtk_text_buffer_get_selection_bounds (buffer, NULL, &from);
  if (!gtk_text_iter_forward_search (&from, wanted, GTK_TEXT_SEARCH_CASE_INSENSITIVE, &start, &stop, NULL))
    {
      gtk_text_buffer_get_start_iter (buffer, &from);
      if (!gtk_text_iter_forward_search (&from, wanted, GTK_TEXT_SEARCH_CASE_INSENSITIVE, &start, &stop,
                                         NULL))
        return;
    }
  select_match (self, &start, &stop);
}

static void
on_activate (FerrySupportDialog *self)
{
  if (g_action_get_enabled (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "find-next")))
    on_find_next (NULL, NULL, self);
}

static void
on_find (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (FERRY_SUPPORT_DIALOG (data)->search_entry));
}

static void
on_stop_search (FerrySupportDialog *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* ---- Making and saving ---- */

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerrySupportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FerrySupportBundle) bundle
    = ferry_support_bundle_make_finish (FERRY_ENVIRONMENT (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (bundle == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "failed");
      ferry_error_bar_show (self->error_bar, _ ("The Bundle Couldn’t Be Made"), error);
      return;
    }
  self->bundle = g_steal_pointer (&bundle);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view),
                            ferry_support_bundle_get_text (self->bundle), -1);
  show_redactions (self);
  ferry_commands_set_enabled (self->actions, "save", TRUE);
  gtk_stack_set_visible_child_name (self->stack, "text");
}

static void
make (FerrySupportDialog *self)
{
  g_autofree char *gtk = g_strdup_printf ("GTK: %u.%u.%u", gtk_get_major_version (), gtk_get_minor_version (),
                                          gtk_get_micro_version ());
  g_autofree char *adw = g_strdup_printf ("libadwaita: %u.%u.%u", adw_get_major_version (),
                                          adw_get_minor_version (), adw_get_micro_version ());
  const char *versions[] = { gtk, adw, NULL };

  ferry_support_bundle_make_async (self->environment, self->database, versions, self->cancellable, on_made,
                                   g_object_ref (self));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerrySupportDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_support_bundle_save_finish (FERRY_SUPPORT_BUNDLE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  ferry_toast_overlay_add_toast (
    self->toasts, done ? adw_toast_new (_ ("Bundle saved"))
                       : ferry_error_toast_new (GTK_WINDOW (self), _ ("The bundle wasn’t saved"), error));
}

void
ferry_support_dialog_save (FerrySupportDialog *self, GFile *file)
{
  g_return_if_fail (FERRY_IS_SUPPORT_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (self->bundle != NULL);

  ferry_support_bundle_save_async (self->bundle, file, self->cancellable, on_saved, g_object_ref (self));
}

static void
on_file_chosen (gpointer owner, GFile *file, const char *format)
{
  ferry_support_dialog_save (owner, file);
}

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "ferry-support-%Y-%m-%d.txt");

  ferry_file_choice_save (data, _ ("Save Support Bundle"), name, "txt", on_file_chosen);
}

/* ---- Class ---- */

GtkWindow *
ferry_support_dialog_new (FerryEnvironment *environment, FerryDatabase *database)
{
  FerrySupportDialog *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (FERRY_IS_DATABASE (database), NULL);

  self = g_object_new (FERRY_TYPE_SUPPORT_DIALOG, NULL);
  self->environment = g_object_ref (environment);
  self->database = g_object_ref (database);
  make (self);
  return GTK_WINDOW (self);
}

static void
ferry_support_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (FERRY_SUPPORT_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (ferry_support_dialog_parent_class)->dispose (object);
}

static void
ferry_support_dialog_finalize (GObject *object)
{
  FerrySupportDialog *self = FERRY_SUPPORT_DIALOG (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->database);
  g_clear_object (&self->bundle);
  g_clear_object (&self->actions);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ferry_support_dialog_parent_class)->finalize (object);
}

static void
ferry_support_dialog_class_init (FerrySupportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_support_dialog_dispose;
  object_class->finalize = ferry_support_dialog_finalize;

  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-support-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySupportDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, FerrySupportDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerrySupportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FerrySupportDialog, redacted_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySupportDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerrySupportDialog, matches_label);
  gtk_widget_class_bind_template_child (widget_class, FerrySupportDialog, text_view);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "support.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "support.find-next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "support.save", NULL);
}

static void
ferry_support_dialog_init (FerrySupportDialog *self)
{
  const GActionEntry entries[] = {
    { .name = "save", .activate = on_save },
    { .name = "find", .activate = on_find },
    { .name = "find-next", .activate = on_find_next },
  };

  self->cancellable = g_cancellable_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "support", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_accessible_keep_focus (self->stack);
  self->match_tag = gtk_text_buffer_create_tag (gtk_text_view_get_buffer (self->text_view), NULL, "underline",
                                                PANGO_UNDERLINE_SINGLE, "weight", PANGO_WEIGHT_BOLD, NULL);
  ferry_commands_set_enabled (self->actions, "save", FALSE);
  ferry_commands_set_enabled (self->actions, "find-next", FALSE);
}
