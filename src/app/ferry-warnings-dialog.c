/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-warnings-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-action-catalog.h"
#include "ferry-action-performer.h"
#include "ferry-error-bar.h"
#include "ferry-management.h"
#include "ferry-warning-row.h"

struct _FerryWarningsDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  FerryErrorBar *error_bar;
  GtkToggleButton *open_button;
  GtkToggleButton *ignored_button;
  GtkStack *stack;
  GtkListBox *list;
  AdwStatusPage *empty_page;
  GtkSpinner *spinner;

  FerryEnvironment *environment;
  GListStore *warnings;
  GtkFilterListModel *shown;
  GtkCustomFilter *filter;
  GCancellable *cancellable;
  gboolean reading;
  gboolean read_once;
  gboolean read_again;
  gboolean ignoring;
};

G_DEFINE_FINAL_TYPE (FerryWarningsDialog, ferry_warnings_dialog, ADW_TYPE_WINDOW)

static void read_warnings (FerryWarningsDialog *self);

static gboolean
shows_ignored (FerryWarningsDialog *self)
{
  return gtk_toggle_button_get_active (self->ignored_button);
}

static gboolean
match (gpointer item, gpointer data)
{
  return ferry_migration_warning_get_ignored (item) == shows_ignored (data);
}

/* ---- What is shown ---- */

static void
update_counts (FerryWarningsDialog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->warnings));
  guint n_ignored = 0;
  g_autofree char *open = NULL;
  g_autofree char *ignored = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryMigrationWarning) warning = g_list_model_get_item (G_LIST_MODEL (self->warnings), i);

      n_ignored += ferry_migration_warning_get_ignored (warning) ? 1 : 0;
    }
  /* Translators: warnings that nobody has taken off the list, and their number */
  open = g_strdup_printf (_ ("Open (%u)"), n - n_ignored);
  /* Translators: warnings that somebody has taken off the list, and their number */
  ignored = g_strdup_printf (_ ("Ignored (%u)"), n_ignored);
  gtk_button_set_label (GTK_BUTTON (self->open_button), open);
  gtk_button_set_label (GTK_BUTTON (self->ignored_button), ignored);
}

static void
update (FerryWarningsDialog *self)
{
  gboolean ignored = shows_ignored (self);
  const char *page = "list";

  gtk_spinner_set_spinning (self->spinner, self->reading || self->ignoring);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !self->ignoring);
  update_counts (self);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (FERRY_IS_WARNING_ROW (row))
      ferry_warning_row_update (FERRY_WARNING_ROW (row));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0)
    page = self->read_once ? "empty" : self->reading ? "busy" : "unknown";
  adw_status_page_set_title (self->empty_page, ignored ? _ ("No Ignored Warnings") : _ ("No Warnings"));
  adw_status_page_set_description (self->empty_page, ignored
                                                       ? _ ("What you ignore is kept here.")
                                                       : _ ("Nothing of the migration needs a look now."));
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
on_filter_changed (FerryWarningsDialog *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

/* ---- What can be done about one ---- */

static void
on_fix (FerryWarningsDialog *self, FerryWarningRow *row)
{
  FerryAction action;
  g_autofree char *name = NULL;

  if (!ferry_migration_warning_get_remedy (ferry_warning_row_get_warning (row), &action))
    return;
  /* The action's own dialog belongs to the main window. */
  name = ferry_action_catalog_dup_action_name (action);
  gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), name, NULL);
}

static void
on_help_shown (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryWarningsDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error)
      && !g_cancellable_is_cancelled (self->cancellable))
    ferry_error_bar_show (self->error_bar, _ ("The Help Couldn’t Be Opened"), error);
}

static void
on_help (FerryWarningsDialog *self, FerryWarningRow *row)
{
  gtk_show_uri_full (GTK_WINDOW (self),
                     ferry_migration_warning_get_help_url (ferry_warning_row_get_warning (row)),
                     GDK_CURRENT_TIME, self->cancellable, on_help_shown, g_object_ref (self));
}

static void
on_ignored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryWarningsDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_environment_order_finish (FERRY_ENVIRONMENT (source), result, NULL, &error);

  self->ignoring = FALSE;
  /* Also when it failed: perhaps it isn't there any more. */
  read_warnings (self);
  if (!done)
    ferry_action_show_failure (GTK_WINDOW (self), self->error_bar, self->environment,
                               ferry_action_get_failure (FERRY_ACTION_WARNINGS), error);
}

static void
on_ignore_answered (AdwMessageDialog *dialog, const char *response, FerryWarningsDialog *self)
{
  FerryMigrationWarning *warning = g_object_get_data (G_OBJECT (dialog), "warning");

  if (!g_str_equal (response, "do") || self->ignoring)
    return;
  self->ignoring = TRUE;
  ferry_error_bar_clear (self->error_bar);
  update (self);
  ferry_environment_order_async (self->environment, ferry_order_new_ignore (warning), NULL, on_ignored,
                                 g_object_ref (self));
}

static void
on_ignore (FerryWarningsDialog *self, FerryWarningRow *row)
{
  const char *heading = _ ("Ignore This Warning?");
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (GTK_WINDOW (self), heading,
                            _ ("It is no longer counted, for anybody who works on the migration. That can’t "
                               "be undone, but it stays among the ignored ones to be looked up.")));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "do", _ ("_Ignore"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  g_object_set_data_full (G_OBJECT (dialog), "warning", g_object_ref (ferry_warning_row_get_warning (row)),
                          g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_ignore_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  FerryWarningsDialog *self = data;
  GtkWidget *row = ferry_warning_row_new (self->environment, item);

  g_signal_connect_object (row, "fix", G_CALLBACK (on_fix), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "help", G_CALLBACK (on_help), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "ignore", G_CALLBACK (on_ignore), self, G_CONNECT_SWAPPED);
  return row;
}

/* ---- Reading ---- */

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryWarningsDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records
    = ferry_migration_service_list_records_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->reading = FALSE;
  if (records != NULL)
    {
      self->read_once = TRUE;
      g_list_store_splice (self->warnings, 0, g_list_model_get_n_items (G_LIST_MODEL (self->warnings)),
                           records->pdata, records->len);
    }
  update (self);
  if (error != NULL)
    ferry_error_bar_show (self->error_bar, _ ("The Warnings Couldn’t Be Read"), error);
  else if (self->read_again)
    read_warnings (self);
  self->read_again = FALSE;
}

static void
read_warnings (FerryWarningsDialog *self)
{
  if (self->reading)
    {
      self->read_again = TRUE;
      return;
    }
  self->reading = TRUE;
  update (self);
  ferry_migration_service_list_records_async (ferry_environment_get_service (self->environment),
                                              FERRY_TYPE_MIGRATION_WARNING, self->cancellable, on_listed,
                                              g_object_ref (self));
}

GtkWindow *
ferry_warnings_dialog_new (FerryEnvironment *environment)
{
  FerryWarningsDialog *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (FERRY_TYPE_WARNINGS_DIALOG, NULL);
  self->environment = g_object_ref (environment);
  adw_window_title_set_subtitle (self->title,
                                 ferry_profile_get_name (ferry_environment_get_profile (environment)));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), create_row, self, NULL);
  g_signal_connect_object (environment, "actions-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  /* One was fixed, or has come. */
  g_signal_connect_object (environment, "notify::warnings", G_CALLBACK (read_warnings), self,
                           G_CONNECT_SWAPPED);
  read_warnings (self);
  return GTK_WINDOW (self);
}

static void
ferry_warnings_dialog_dispose (GObject *object)
{
  FerryWarningsDialog *self = FERRY_WARNINGS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->environment != NULL)
    g_signal_handlers_disconnect_by_data (self->environment, self);
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  self->list = NULL;
  G_OBJECT_CLASS (ferry_warnings_dialog_parent_class)->dispose (object);
}

static void
ferry_warnings_dialog_finalize (GObject *object)
{
  FerryWarningsDialog *self = FERRY_WARNINGS_DIALOG (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->warnings);
  g_clear_object (&self->environment);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ferry_warnings_dialog_parent_class)->finalize (object);
}

static void
ferry_warnings_dialog_class_init (FerryWarningsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_warnings_dialog_dispose;
  object_class->finalize = ferry_warnings_dialog_finalize;

  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-warnings-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryWarningsDialog, title);
  gtk_widget_class_bind_template_child (widget_class, FerryWarningsDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryWarningsDialog, open_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWarningsDialog, ignored_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWarningsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryWarningsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, FerryWarningsDialog, empty_page);
  gtk_widget_class_bind_template_child (widget_class, FerryWarningsDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, read_warnings);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_warnings_dialog_init (FerryWarningsDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->warnings = g_list_store_new (FERRY_TYPE_MIGRATION_WARNING);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (match, self, NULL);
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->warnings)),
                                           GTK_FILTER (g_object_ref (self->filter)));
}
