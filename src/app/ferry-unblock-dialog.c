/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-unblock-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-action-performer.h"
#include "ferry-command-button.h"
#include "ferry-error-bar.h"
#include "ferry-format.h"
#include "ferry-search.h"
#include "ferry-table-row.h"
#include "ferry-table-unblocker.h"
#include "ferry-toast-overlay.h"

struct _FerryUnblockDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  FerryCommandButton *command_button;
  FerryErrorBar *error_bar;
  GtkSearchEntry *search_entry;
  GtkCheckButton *all_check;
  GtkStack *stack;
  GtkListView *list_view;
  GtkLabel *chosen_label;
  GtkLabel *consequence_label;
  GtkProgressBar *progress;
  GtkButton *unblock_button;

  FerryEnvironment *environment;
  GListStore *choices;
  GtkFilterListModel *filtered;
  GtkCustomFilter *filter;
  FerryTableUnblocker *unblocker; /* while it is at it */
  GCancellable *cancellable;
  char *wanted; /* the detail that is chosen from the beginning */
  char *search;
  char **command_tables; /* of the command copied last */
  gboolean loading;
  gboolean updating;
};

enum
{
  UNBLOCKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryUnblockDialog, ferry_unblock_dialog, ADW_TYPE_WINDOW)

/* ---- What is chosen ---- */

static FerryTableChoice *
choice_at (FerryUnblockDialog *self, guint position)
{
  FerryTableChoice *choice = g_list_model_get_item (G_LIST_MODEL (self->choices), position);

  g_object_unref (choice); /* the list holds it */
  return choice;
}

static guint
get_n_choices (FerryUnblockDialog *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->choices));
}

static GPtrArray *
get_chosen (FerryUnblockDialog *self)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < get_n_choices (self); i++)
    if (ferry_table_choice_get_chosen (choice_at (self, i)))
      g_ptr_array_add (chosen, g_object_ref (ferry_table_choice_get_result (choice_at (self, i))));
  return chosen;
}

/* A command is about one company's tables, or about tables of that name wherever they are. */
static void
on_fill_command (FerryCommandButton *button, gpointer pointer, FerryUnblockDialog *self)
{
  FerryCommandDetails *details = pointer;
  g_autoptr (GPtrArray) chosen = get_chosen (self);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  gboolean same = TRUE;

  for (guint i = 0; i < chosen->len; i++)
    {
      g_strv_builder_add (names, ferry_table_result_get_table (chosen->pdata[i]));
      same = same
             && g_str_equal (ferry_table_result_get_company (chosen->pdata[i]),
                             ferry_table_result_get_company (chosen->pdata[0]));
    }
  g_strfreev (self->command_tables);
  self->command_tables = g_strv_builder_end (names);
  details->tables = (const char *const *) self->command_tables;
  /* The list holds it. */
  if (chosen->len > 0 && same)
    details->company = ferry_table_result_get_company (chosen->pdata[0]);
}

/* Returns: the companies of which no table is blocked any more then; tables per database are nobody's */
static char **
dup_freed_companies (FerryUnblockDialog *self)
{
  g_autoptr (GHashTable) blocked = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < get_n_choices (self); i++)
    if (!ferry_table_choice_get_chosen (choice_at (self, i)))
      g_hash_table_add (blocked, (gpointer) ferry_table_result_get_company (
                                   ferry_table_choice_get_result (choice_at (self, i))));
  for (guint i = 0; i < get_n_choices (self); i++)
    {
      const char *company
        = ferry_table_result_get_company (ferry_table_choice_get_result (choice_at (self, i)));

      if (*company != '\0' && !g_hash_table_contains (blocked, company)
          && g_hash_table_add (seen, (gpointer) company))
        g_strv_builder_add (builder, company);
    }
  return g_strv_builder_end (builder);
}

/* Domain §2.4: what comes of it for the upgrade. */
static char *
dup_consequence (FerryUnblockDialog *self, guint n_chosen)
{
  const FerryMigrationState *state = ferry_environment_get_state (self->environment);
  g_auto (GStrv) freed = NULL;
  g_autofree char *names = NULL;

  if (n_chosen == 0 || !state->product_needs_upgrade)
    return g_strdup ("");
  if (n_chosen == get_n_choices (self))
    return g_strdup (_ ("Then no table is failed any more, and the last run waits for the data upgrade."));
  freed = dup_freed_companies (self);
  names = ferry_migration_state_join_names (freed);
  if (*names == '\0')
    return g_strdup (_ ("Other tables stay failed and go on blocking the data upgrade."));
  /* Translators: names of companies */
  return g_strdup_printf (_ ("Ready for the data upgrade then: %s."), names);
}

static const char *
choose_page (FerryUnblockDialog *self)
{
  if (get_n_choices (self) == 0)
    return self->loading ? "loading" : "empty";
  return g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0 ? "no-match" : "list";
}

static void
update (FerryUnblockDialog *self)
{
  g_autoptr (GPtrArray) chosen = get_chosen (self);
  guint n = get_n_choices (self);
  g_autofree char *some = ferry_format_count (chosen->len);
  g_autofree char *all = ferry_format_count (n);
  g_autofree char *text = g_strdup_printf (
    /* Translators: “2 of 3 blocked tables selected” */
    ngettext ("%s of %s blocked table selected", "%s of %s blocked tables selected", n), some, all);
  g_autofree char *consequence = dup_consequence (self, chosen->len);
  gboolean busy = self->unblocker != NULL;
  g_autofree char *reason = NULL;
  gboolean allowed = ferry_environment_check_action (self->environment, FERRY_ACTION_UNBLOCK_TABLE, &reason);

  gtk_stack_set_visible_child_name (self->stack, choose_page (self));
  gtk_label_set_label (self->chosen_label, n > 0 ? text : "");
  gtk_label_set_label (self->consequence_label, consequence);
  gtk_widget_set_visible (GTK_WIDGET (self->consequence_label), *consequence != '\0');
  self->updating = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->all_check), n > 1);
  gtk_check_button_set_active (self->all_check, n > 0 && chosen->len == n);
  gtk_check_button_set_inconsistent (self->all_check, chosen->len > 0 && chosen->len < n);
  self->updating = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->all_check), !busy);
  ferry_accessible_set_sensitive (GTK_WIDGET (self->stack), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->unblock_button), !busy && chosen->len > 0 && allowed);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->unblock_button), reason);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  if (busy)
    gtk_progress_bar_set_fraction (self->progress, (double) ferry_table_unblocker_get_done (self->unblocker)
                                                     / ferry_table_unblocker_get_total (self->unblocker));
}

/* ---- Reading ---- */

static gboolean
was_chosen (FerryUnblockDialog *self, const char *id)
{
  if (g_strcmp0 (self->wanted, id) == 0)
    return TRUE;
  for (guint i = 0; i < get_n_choices (self); i++)
    if (g_str_equal (ferry_table_result_get_id (ferry_table_choice_get_result (choice_at (self, i))), id))
      return ferry_table_choice_get_chosen (choice_at (self, i));
  return FALSE;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryUnblockDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) results
    = ferry_migration_service_list_blocked_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->loading = FALSE;
  if (results == NULL)
    {
      ferry_error_bar_show (self->error_bar, _ ("The Blocked Tables Can’t Be Read"), error);
      update (self);
      return;
    }
  for (guint i = 0; i < results->len; i++)
    {
      FerryTableChoice *choice = ferry_table_choice_new (g_ptr_array_index (results, i));

      ferry_table_choice_set_chosen (
        choice, was_chosen (self, ferry_table_result_get_id (g_ptr_array_index (results, i))));
      g_signal_connect_object (choice, "notify::chosen", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (choices, choice);
    }
  g_clear_pointer (&self->wanted, g_free);
  g_list_store_splice (self->choices, 0, get_n_choices (self), choices->pdata, choices->len);
  update (self);
}

static void
read_blocked (FerryUnblockDialog *self)
{
  self->loading = TRUE;
  update (self);
  ferry_migration_service_list_blocked_async (ferry_environment_get_service (self->environment),
                                              self->cancellable, on_read, g_object_ref (self));
}

/* ---- Unblocking ---- */

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryUnblockDialog) self = data;
  g_autoptr (GError) error = NULL;
  FerryTableUnblocker *unblocker = FERRY_TABLE_UNBLOCKER (source);
  gboolean done = ferry_table_unblocker_run_finish (unblocker, result, &error);

  if (ferry_table_unblocker_get_done (unblocker) > 0)
    g_signal_emit (self, signals[UNBLOCKED], 0);
  g_signal_handlers_disconnect_by_data (unblocker, self);
  g_clear_object (&self->unblocker);
  if (done)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  ferry_action_show_failure (GTK_WINDOW (self), self->error_bar, self->environment,
                             _ ("Not All Tables Were Unblocked"), error);
  /* Those that were are no longer among them. */
  read_blocked (self);
}

static void
on_confirmed (FerryUnblockDialog *self, const char *response)
{
  g_autoptr (GPtrArray) chosen = get_chosen (self);

  if (!g_str_equal (response, "unblock") || self->unblocker != NULL)
    return;
  ferry_error_bar_clear (self->error_bar);
  self->unblocker = ferry_table_unblocker_new (self->environment, chosen);
  g_signal_connect_object (self->unblocker, "notify::done", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  ferry_table_unblocker_run_async (self->unblocker, self->cancellable, on_done, g_object_ref (self));
}

static void
on_unblock_clicked (FerryUnblockDialog *self)
{
  g_autoptr (GPtrArray) chosen = get_chosen (self);
  g_autofree char *heading = NULL;
  g_autofree char *count = ferry_format_count (chosen->len);
  g_autofree char *consequence = dup_consequence (self, chosen->len);
  g_autofree char *missing = NULL;
  g_autofree char *text = NULL;
  AdwMessageDialog *dialog;
  gint64 records = 0;

  for (guint i = 0; i < chosen->len; i++)
    {
      FerryTableResult *result = g_ptr_array_index (chosen, i);

      records += MAX (
        ferry_table_result_get_total_records (result) - ferry_table_result_get_records_copied (result), 0);
    }
  missing = ferry_format_count (records);
  heading = g_strdup_printf (ngettext ("Unblock %s Table?", "Unblock %s Tables?", chosen->len), count);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), heading, NULL));
  if (records > 0)
    text = g_strdup_printf (
      ngettext (
        "%s record wasn’t copied and stays missing online: it is yours to bring, by hand or by another run.",
        "%s records weren’t copied and stay missing online: they are yours to bring, by hand or by another "
        "run.",
        (gulong) records),
      missing);
  else
    text = g_strdup (
      _ ("What wasn’t copied stays missing online: it is yours to bring, by hand or by another run."));
  adw_message_dialog_format_body (dialog, "%s %s\n\n%s", text,
                                  ngettext ("The table can be read from now on, and counts as successful.",
                                            "The tables can be read from now on, and count as successful.",
                                            chosen->len),
                                  consequence);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "unblock", _ ("_Unblock"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "unblock", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_confirmed), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- The list ---- */

static gboolean
matches (gpointer item, gpointer data)
{
  FerryUnblockDialog *self = data;
  FerryTableResult *result = ferry_table_choice_get_result (item);

  return self->search == NULL || ferry_search_contains (ferry_table_result_get_table (result), self->search)
         || ferry_search_contains (ferry_table_result_get_company (result), self->search)
         || ferry_search_contains (ferry_table_result_get_message (result), self->search);
}

static void
on_search_changed (FerryUnblockDialog *self)
{
  g_free (self->search);
  self->search = ferry_search_dup (self->search_entry);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

/* Those that the search shows. */
static void
on_all_toggled (FerryUnblockDialog *self)
{
  gboolean chosen = gtk_check_button_get_active (self->all_check);

  if (self->updating)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->filtered)); i++)
    {
      g_autoptr (FerryTableChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->filtered), i);

      g_signal_handlers_block_by_func (choice, update, self);
      ferry_table_choice_set_chosen (choice, chosen);
      g_signal_handlers_unblock_by_func (choice, update, self);
    }
  update (self);
}

static void
on_row_activated (FerryUnblockDialog *self, guint position)
{
  g_autoptr (FerryTableChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  if (choice != NULL)
    ferry_table_choice_set_chosen (choice, !ferry_table_choice_get_chosen (choice));
}

static void
on_setup (FerryUnblockDialog *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, ferry_table_row_new ());
}

static void
on_bind (FerryUnblockDialog *self, GtkListItem *item)
{
  ferry_table_row_set_choice (FERRY_TABLE_ROW (gtk_list_item_get_child (item)),
                              gtk_list_item_get_item (item));
}

static void
on_unbind (FerryUnblockDialog *self, GtkListItem *item)
{
  ferry_table_row_set_choice (FERRY_TABLE_ROW (gtk_list_item_get_child (item)), NULL);
}

/* ---- The object ---- */

GtkWindow *
ferry_unblock_dialog_new (FerryEnvironment *environment, const char *detail_id)
{
  FerryUnblockDialog *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (FERRY_TYPE_UNBLOCK_DIALOG, NULL);
  self->environment = g_object_ref (environment);
  self->wanted = g_strdup (detail_id);
  ferry_command_button_set_up (self->command_button, environment, FERRY_ACTION_UNBLOCK_TABLE);
  adw_window_title_set_subtitle (self->title,
                                 ferry_profile_get_name (ferry_environment_get_profile (environment)));
  g_signal_connect_object (environment, "actions-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  read_blocked (self);
  return GTK_WINDOW (self);
}

static void
ferry_unblock_dialog_dispose (GObject *object)
{
  FerryUnblockDialog *self = FERRY_UNBLOCK_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->environment != NULL)
    g_signal_handlers_disconnect_by_data (self->environment, self);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->filtered);
  G_OBJECT_CLASS (ferry_unblock_dialog_parent_class)->dispose (object);
}

static void
ferry_unblock_dialog_finalize (GObject *object)
{
  FerryUnblockDialog *self = FERRY_UNBLOCK_DIALOG (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->choices);
  g_clear_object (&self->unblocker);
  g_clear_object (&self->cancellable);
  g_free (self->wanted);
  g_strfreev (self->command_tables);
  g_free (self->search);
  G_OBJECT_CLASS (ferry_unblock_dialog_parent_class)->finalize (object);
}

static void
ferry_unblock_dialog_class_init (FerryUnblockDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_unblock_dialog_dispose;
  object_class->finalize = ferry_unblock_dialog_finalize;

  signals[UNBLOCKED] = g_signal_new ("unblocked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);

  g_type_ensure (FERRY_TYPE_COMMAND_BUTTON);
  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-unblock-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryUnblockDialog, title);
  gtk_widget_class_bind_template_child (widget_class, FerryUnblockDialog, command_button);
  gtk_widget_class_bind_template_callback (widget_class, on_fill_command);
  gtk_widget_class_bind_template_child (widget_class, FerryUnblockDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryUnblockDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryUnblockDialog, all_check);
  gtk_widget_class_bind_template_child (widget_class, FerryUnblockDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryUnblockDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, FerryUnblockDialog, chosen_label);
  gtk_widget_class_bind_template_child (widget_class, FerryUnblockDialog, consequence_label);
  gtk_widget_class_bind_template_child (widget_class, FerryUnblockDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, FerryUnblockDialog, unblock_button);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, ferry_search_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_all_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_unblock_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_unblock_dialog_init (FerryUnblockDialog *self)
{
  g_autoptr (GtkSelectionModel) rows = NULL;

  self->cancellable = g_cancellable_new ();
  self->choices = g_list_store_new (FERRY_TYPE_TABLE_CHOICE);
  gtk_widget_init_template (GTK_WIDGET (self));

  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->choices)),
                                              g_object_ref (GTK_FILTER (self->filter)));
  rows = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->filtered))));
  gtk_list_view_set_model (self->list_view, rows);
}
