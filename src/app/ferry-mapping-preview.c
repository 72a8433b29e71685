/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-mapping-preview.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ferry-accessible.h"
#include "ferry-error-bar.h"
#include "ferry-mapping-item.h"
#include "ferry-search.h"

typedef enum
{
  PURPOSE_IMPORT,
  PURPOSE_ADD,
  PURPOSE_DELETE,
} Purpose;

struct _FerryMappingPreview
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkButton *cancel_button;
  GtkButton *apply_button;
  FerryErrorBar *error_bar;
  GtkLabel *introduction;
  GtkWidget *mode_group;
  GtkCheckButton *merge_check;
  GtkCheckButton *replace_check;
  GtkLabel *counts_label;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *list_view;
  GtkRevealer *progress_revealer;
  GtkProgressBar *progress_bar;

  FerryEnvironment *environment;
  FerryMappingSet *set;
  Purpose purpose;
  GPtrArray *mappings; /* wanted, or to be deleted */
  GPtrArray *changes;  /* all that there is to do, and what stays */
  GListStore *store;   /* what differs */
  GtkCustomFilter *filter;
  GtkFilterListModel *shown;
  char *search;
  GCancellable *cancellable;
  gboolean applying;
  gboolean gone;
};

G_DEFINE_FINAL_TYPE (FerryMappingPreview, ferry_mapping_preview, ADW_TYPE_WINDOW)

static guint changed_signal;

/* ---- Rows ---- */

static const char *
get_icon (FerryMappingChangeKind kind)
{
  switch (kind)
    {
    case FERRY_MAPPING_CHANGE_ADD:
      return "list-add-symbolic";
    case FERRY_MAPPING_CHANGE_DELETE:
      return "list-remove-symbolic";
    case FERRY_MAPPING_CHANGE_EDIT:
    case FERRY_MAPPING_CHANGE_NONE:
    default:
      return "document-edit-symbolic";
    }
}

static const char *
get_word (FerryMappingChangeKind kind)
{
  switch (kind)
    {
    case FERRY_MAPPING_CHANGE_ADD:
      return _ ("Added");
    case FERRY_MAPPING_CHANGE_DELETE:
      return _ ("Deleted");
    case FERRY_MAPPING_CHANGE_EDIT:
    case FERRY_MAPPING_CHANGE_NONE:
    default:
      return C_ ("table mapping", "Changed");
    }
}

static char *
describe_edit (FerryTableMapping *was, FerryTableMapping *wanted)
{
  const char *before = ferry_table_mapping_get_source_table_name (was);
  const char *after = ferry_table_mapping_get_source_table_name (wanted);

  if (!g_str_equal (before, after))
    /* Translators: names of source tables, before and after */
    return g_strdup_printf (_ ("from “%s” instead of “%s”"), after, before);
  if (ferry_table_mapping_is_extension (wanted)
      && ferry_table_mapping_get_data_per_company (was) != ferry_table_mapping_get_data_per_company (wanted))
    return g_strdup (ferry_table_mapping_get_data_per_company (wanted) ? _ ("data per company")
                                                                       : _ ("data for all companies"));
  if (ferry_table_mapping_get_table_id (was) != ferry_table_mapping_get_table_id (wanted))
    return g_strdup_printf (/* Translators: the new number, the old one */
                            _ ("table ID %d instead of %d"), (int) ferry_table_mapping_get_table_id (wanted),
                            (int) ferry_table_mapping_get_table_id (was));
  return g_strdup_printf (_ ("the name is spelled “%s”"), ferry_table_mapping_get_table_name (wanted));
}

/* One that isn't sent yet has no name of its extension. */
static const char *
get_app_label (FerryMappingPreview *self, FerryTableMapping *mapping)
{
  const char *name = ferry_mapping_set_get_app_name (self->set, ferry_table_mapping_get_app_id (mapping));

  return *name != '\0' ? name : ferry_mapping_get_app_label (mapping);
}

static char *
describe_change (FerryMappingPreview *self, FerryMappingChange *change)
{
  FerryTableMapping *mapping = ferry_mapping_change_get_mapping (change);
  g_autofree char *what = NULL;

  if (ferry_mapping_change_get_kind (change) == FERRY_MAPPING_CHANGE_EDIT)
    what = describe_edit (ferry_mapping_change_get_was (change), mapping);
  else
    /* Translators: the name of a source table */
    what = g_strdup_printf (_ ("from “%s”"), ferry_table_mapping_get_source_table_name (mapping));
  /* Translators: what changes, a table's type, the name of an extension */
  return g_strdup_printf (_ ("%s (%s, %s)"), what,
                          ferry_mapping_type_to_label (ferry_table_mapping_is_extension (mapping)),
                          get_app_label (self, mapping));
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "caption");
    }
  return label;
}

static void
on_setup (FerryMappingPreview *self, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *word = new_label ("dim-label");

  gtk_box_append (GTK_BOX (texts), new_label (NULL));
  gtk_box_append (GTK_BOX (texts), new_label ("dim-label"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_margin_top (row, 6);
  gtk_widget_set_margin_bottom (row, 6);
  gtk_box_append (GTK_BOX (row), gtk_image_new ());
  gtk_box_append (GTK_BOX (row), texts);
  gtk_label_set_ellipsize (GTK_LABEL (word), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (row), word);
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
on_bind (FerryMappingPreview *self, GtkListItem *item)
{
  FerryMappingChange *change = gtk_list_item_get_item (item);
  FerryMappingChangeKind kind = ferry_mapping_change_get_kind (change);
  GtkWidget *image = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *texts = gtk_widget_get_next_sibling (image);
  GtkWidget *word = gtk_widget_get_next_sibling (texts);
  g_autofree char *description = describe_change (self, change);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), get_icon (kind));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (texts)),
                       ferry_table_mapping_get_table_name (ferry_mapping_change_get_mapping (change)));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (texts)), description);
  gtk_widget_set_tooltip_text (texts, description);
  gtk_label_set_label (GTK_LABEL (word), get_word (kind));
}

static gboolean
matches (gpointer item, gpointer data)
{
  FerryMappingPreview *self = data;
  FerryTableMapping *mapping = ferry_mapping_change_get_mapping (item);
  g_autofree char *words = NULL;
  g_autofree char *folded = NULL;

  if (self->search == NULL)
    return TRUE;
  words = g_strjoin ("\n", ferry_table_mapping_get_table_name (mapping),
                     ferry_table_mapping_get_source_table_name (mapping),
                     ferry_mapping_get_app_label (mapping), NULL);
  folded = g_utf8_casefold (words, -1);
  return strstr (folded, self->search) != NULL;
}

static void
update_page (FerryMappingPreview *self)
{
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->store)) == 0)
    gtk_stack_set_visible_child_name (self->stack, "same");
  else
    gtk_stack_set_visible_child_name (self->stack, n_shown > 0 ? "list" : "no-match");
}

static void
on_search_changed (FerryMappingPreview *self)
{
  g_free (self->search);
  self->search = ferry_search_dup (self->search_entry);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_page (self);
}

/* ---- What there is to do ---- */

static GPtrArray *
find_again (FerryMappingSet *set, GPtrArray *mappings)
{
  GPtrArray *all = ferry_mapping_set_get_mappings (set);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < mappings->len; i++)
    g_hash_table_add (ids, (gpointer) ferry_table_mapping_get_id (g_ptr_array_index (mappings, i)));
  for (guint i = 0; i < all->len; i++)
    if (g_hash_table_contains (ids, ferry_table_mapping_get_id (g_ptr_array_index (all, i))))
      g_ptr_array_add (found, g_object_ref (g_ptr_array_index (all, i)));
  return found;
}

static gboolean
is_stopping (FerryMappingPreview *self)
{
  return self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable);
}

static void
update (FerryMappingPreview *self)
{
  g_autofree char *reason = NULL;
  gboolean allowed
    = ferry_environment_check_action (self->environment, FERRY_ACTION_MANAGE_MAPPINGS, &reason);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));

  gtk_widget_set_sensitive (GTK_WIDGET (self->apply_button), allowed && n > 0 && !self->applying);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->apply_button), reason);
  gtk_widget_set_sensitive (self->mode_group, !self->applying);
  gtk_button_set_label (self->cancel_button, !self->applying      ? _ ("_Cancel")
                                             : is_stopping (self) ? _ ("Stopping…")
                                                                  : _ ("_Stop"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), !self->applying || !is_stopping (self));
  gtk_revealer_set_reveal_child (self->progress_revealer, self->applying);
}

static char *
dup_counts (FerryMappingPreview *self)
{
  guint added = ferry_mapping_change_count (self->changes, FERRY_MAPPING_CHANGE_ADD);
  guint edited = ferry_mapping_change_count (self->changes, FERRY_MAPPING_CHANGE_EDIT);
  guint deleted = ferry_mapping_change_count (self->changes, FERRY_MAPPING_CHANGE_DELETE);
  guint same = ferry_mapping_set_get_mappings (self->set)->len - edited - deleted;

  switch (self->purpose)
    {
    case PURPOSE_ADD:
      /* Translators: counts of table mappings */
      return g_strdup_printf (_ ("%u added, %u stay as they are"), added, same);
    case PURPOSE_DELETE:
      /* Translators: counts of table mappings */
      return g_strdup_printf (_ ("%u deleted, %u stay as they are"), deleted, same);
    case PURPOSE_IMPORT:
    default:
      /* Translators: counts of table mappings */
      return g_strdup_printf (_ ("%u added, %u changed, %u deleted, %u stay as they are"), added, edited,
                              deleted, same);
    }
}

static void
compute (FerryMappingPreview *self)
{
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) differing = g_ptr_array_new ();
  g_autofree char *counts = NULL;

  g_clear_pointer (&self->changes, g_ptr_array_unref);
  if (self->purpose == PURPOSE_DELETE)
    {
      left = find_again (self->set, self->mappings);
      self->changes = ferry_mapping_set_plan_deletion (self->set, left);
    }
  else
    self->changes = ferry_mapping_set_diff (self->set, self->mappings,
                                            self->purpose == PURPOSE_IMPORT
                                              && gtk_check_button_get_active (self->replace_check));
  for (guint i = 0; i < self->changes->len; i++)
    if (ferry_mapping_change_get_kind (g_ptr_array_index (self->changes, i)) != FERRY_MAPPING_CHANGE_NONE)
      g_ptr_array_add (differing, g_ptr_array_index (self->changes, i));
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)),
                       differing->pdata, differing->len);
  counts = dup_counts (self);
  gtk_label_set_label (self->counts_label, counts);
  update_page (self);
  update (self);
}

static void
on_mode_toggled (FerryMappingPreview *self)
{
  if (self->set != NULL)
    compute (self);
}

/* ---- Making it so ---- */

static void
on_progress (guint done, guint total, gpointer data)
{
  FerryMappingPreview *self = data;
  g_autofree char *text = NULL;

  if (self->gone)
    return;
  /* Translators: how many changes were made, of how many */
  text = g_strdup_printf (_ ("%u of %u"), done, total);
  gtk_progress_bar_set_fraction (self->progress_bar, total > 0 ? (double) done / total : 0);
  gtk_progress_bar_set_text (self->progress_bar, text);
}

static void
tell_failure (FerryMappingPreview *self, GPtrArray *changes, const GError *error)
{
  guint done = 0;
  guint total = 0;
  g_autofree char *message = NULL;

  for (guint i = 0; i < changes->len; i++)
    if (ferry_mapping_change_get_kind (g_ptr_array_index (changes, i)) != FERRY_MAPPING_CHANGE_NONE)
      {
        total++;
        if (ferry_mapping_change_get_fate (g_ptr_array_index (changes, i)) == FERRY_MAPPING_FATE_APPLIED)
          done++;
      }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      message = g_strdup_printf (
        ngettext (
          /* Translators: “3 of 12 changes were made”; the plural goes by the second number */
          "%u of %u change was made before you stopped. The others are shown: go on with them, or cancel.",
          "%u of %u changes were made before you stopped. The others are shown: go on with them, or cancel.",
          total),
        done, total);
      ferry_error_bar_warn (self->error_bar, _ ("Stopped"), message);
    }
  else if (done == 0)
    ferry_error_bar_show (self->error_bar, _ ("Nothing Was Changed"), error);
  else
    {
      message = g_strdup_printf (
        /* Translators: “3 of 12 Changes Were Made”; the plural goes by the second number */
        ngettext ("%u of %u Change Was Made; the Others Are Shown",
                  "%u of %u Changes Were Made; the Others Are Shown", total),
        done, total);
      ferry_error_bar_show (self->error_bar, message, error);
    }
}

static void
on_applied (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryMappingPreview) self = data;
  g_autoptr (FerryMappingSet) now = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_environment_apply_mappings_finish (FERRY_ENVIRONMENT (source), result, &now, &error);

  self->applying = FALSE;
  if (now != NULL)
    {
      g_set_object (&self->set, now);
      g_signal_emit (self, changed_signal, 0, now);
    }
  if (self->gone)
    return;
  if (done)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  tell_failure (self, self->changes, error);
  g_clear_object (&self->cancellable);
  if (now != NULL)
    compute (self);
  else
    update (self);
}

static void
on_apply_clicked (FerryMappingPreview *self)
{
  if (self->applying)
    return;
  self->applying = TRUE;
  ferry_error_bar_clear (self->error_bar);
  on_progress (0, g_list_model_get_n_items (G_LIST_MODEL (self->store)), self);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  update (self);
  ferry_environment_apply_mappings_async (self->environment, self->set, self->changes, on_progress, self,
                                          self->cancellable, on_applied, g_object_ref (self));
}

static void
on_cancel_clicked (FerryMappingPreview *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
ferry_mapping_preview_close_request (GtkWindow *window)
{
  FerryMappingPreview *self = FERRY_MAPPING_PREVIEW (window);

  /* What is under way is stopped first, and then said; who can't wait for it closes once more. */
  if (self->applying && !is_stopping (self))
    {
      g_cancellable_cancel (self->cancellable);
      update (self);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (ferry_mapping_preview_parent_class)->close_request (window);
}

/* ---- Class ---- */

static FerryMappingPreview *
create (FerryEnvironment *environment, FerryMappingSet *set, GPtrArray *mappings, Purpose purpose)
{
  FerryMappingPreview *self = g_object_new (FERRY_TYPE_MAPPING_PREVIEW, NULL);

  self->environment = g_object_ref (environment);
  self->set = g_object_ref (set);
  self->mappings = g_ptr_array_ref (mappings);
  self->purpose = purpose;
  adw_window_title_set_subtitle (self->title,
                                 ferry_profile_get_name (ferry_environment_get_profile (environment)));
  g_signal_connect_object (environment, "actions-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->mode_group, purpose == PURPOSE_IMPORT);
  compute (self);
  return self;
}

static void
set_words (FerryMappingPreview *self, const char *title, const char *introduction, const char *button)
{
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->title, title);
  gtk_label_set_label (self->introduction, introduction);
  gtk_button_set_label (self->apply_button, button);
}

GtkWindow *
ferry_mapping_preview_new_import (FerryEnvironment *environment,
                                  FerryMappingSet *set,
                                  GPtrArray *wanted,
                                  const char *file_name)
{
  FerryMappingPreview *self = create (environment, set, wanted, PURPOSE_IMPORT);
  g_autofree char *introduction = g_strdup_printf (
    /* Translators: how many table mappings, the name of a file */
    ngettext ("There is %u table mapping in “%s”. Nothing is changed before you import it.",
              "There are %u table mappings in “%s”. Nothing is changed before you import them.", wanted->len),
    wanted->len, file_name);

  set_words (self, _ ("Import Table Mappings"), introduction, _ ("_Import"));
  return GTK_WINDOW (self);
}

GtkWindow *
ferry_mapping_preview_new_addition (FerryEnvironment *environment,
                                    FerryMappingSet *set,
                                    GPtrArray *wanted,
                                    const char *extension_name)
{
  FerryMappingPreview *self = create (environment, set, wanted, PURPOSE_ADD);
  g_autofree char *introduction = g_strdup_printf (
    /* Translators: the name of an extension */
    _ ("Every table of “%s” without a source yet gets the source table of the same name. Edit those that are "
       "called differently there afterwards."),
    extension_name);

  set_words (self, _ ("Populate from Extension"), introduction, _ ("_Add"));
  return GTK_WINDOW (self);
}

GtkWindow *
ferry_mapping_preview_new_deletion (FerryEnvironment *environment, FerryMappingSet *set, GPtrArray *mappings)
{
  FerryMappingPreview *self = create (environment, set, mappings, PURPOSE_DELETE);
  const char *introduction = ngettext (
    "The next run doesn’t copy into this target any more. What was copied stays there.",
    "The next run doesn’t copy into these targets any more. What was copied stays there.", mappings->len);

  set_words (self, _ ("Delete Table Mappings"), introduction, _ ("_Delete"));
  gtk_widget_remove_css_class (GTK_WIDGET (self->apply_button), "suggested-action");
  gtk_widget_add_css_class (GTK_WIDGET (self->apply_button), "destructive-action");
  return GTK_WINDOW (self);
}

static void
ferry_mapping_preview_dispose (GObject *object)
{
  FerryMappingPreview *self = FERRY_MAPPING_PREVIEW (object);

  self->gone = TRUE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->environment != NULL)
    g_signal_handlers_disconnect_by_data (self->environment, self);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  G_OBJECT_CLASS (ferry_mapping_preview_parent_class)->dispose (object);
}

static void
ferry_mapping_preview_finalize (GObject *object)
{
  FerryMappingPreview *self = FERRY_MAPPING_PREVIEW (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->set);
  g_clear_pointer (&self->mappings, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_free (self->search);
  G_OBJECT_CLASS (ferry_mapping_preview_parent_class)->finalize (object);
}

static void
ferry_mapping_preview_class_init (FerryMappingPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_mapping_preview_dispose;
  object_class->finalize = ferry_mapping_preview_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ferry_mapping_preview_close_request;

  changed_signal = g_signal_new ("changed", FERRY_TYPE_MAPPING_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, FERRY_TYPE_MAPPING_SET);

  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-mapping-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryMappingPreview, title);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingPreview, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingPreview, apply_button);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingPreview, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingPreview, introduction);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingPreview, mode_group);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingPreview, merge_check);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingPreview, replace_check);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingPreview, counts_label);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingPreview, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingPreview, list_view);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingPreview, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingPreview, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_apply_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, ferry_search_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_mapping_preview_init (FerryMappingPreview *self)
{
  GtkSelectionModel *rows;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->store = g_list_store_new (FERRY_TYPE_MAPPING_CHANGE);
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->store)),
                                           g_object_ref (GTK_FILTER (self->filter)));
  rows = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown))));
  gtk_list_view_set_model (self->list_view, rows);
  g_object_unref (rows);
}
