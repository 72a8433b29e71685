/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-checklist-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-action-catalog.h"
#include "ferry-checklist.h"
#include "ferry-error-bar.h"
#include "ferry-fit.h"

struct _FerryChecklistDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  FerryErrorBar *error_bar;
  FerryErrorBar *state_bar;
  GtkLabel *progress_label;
  GtkSpinner *spinner;
  AdwPreferencesGroup *steps;
  GtkLabel *companies_label;
  GtkLabel *keeper_label;

  FerryEnvironment *environment;
  FerryChecklist *checklist;
  GPtrArray *rows; /* of StepRow, in the order of the entries */
  GCancellable *cancellable;
  gboolean reading;
  gboolean ticking;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (FerryChecklistDialog, ferry_checklist_dialog, ADW_TYPE_WINDOW)

/* The group holds the widgets. */
typedef struct
{
  gint64 number;
  GtkWidget *row;
  GtkWidget *check;
  GtkWidget *start; /* (nullable) */
} StepRow;

static void update (FerryChecklistDialog *self);

/* ---- The rows ---- */

static void
on_ticked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryChecklistDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_checklist_tick_finish (FERRY_CHECKLIST (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->ticking = FALSE;
  update (self);
  if (!done)
    ferry_error_bar_show (self->error_bar, _ ("The Step Wasn’t Ticked"), error);
}

static void
on_check_toggled (GtkCheckButton *check, FerryChecklistDialog *self)
{
  gint64 *number = g_object_get_data (G_OBJECT (check), "number");

  if (self->updating || self->ticking)
    return;
  self->ticking = TRUE;
  ferry_error_bar_clear (self->error_bar);
  ferry_checklist_tick_async (self->checklist, *number, gtk_check_button_get_active (check), NULL, on_ticked,
                              g_object_ref (self));
}

static void
on_help_shown (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryChecklistDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error)
      && !g_cancellable_is_cancelled (self->cancellable))
    ferry_error_bar_show (self->error_bar, _ ("The Help Couldn’t Be Opened"), error);
}

static void
on_help_clicked (GtkButton *button, FerryChecklistDialog *self)
{
  gtk_show_uri_full (GTK_WINDOW (self), g_object_get_data (G_OBJECT (button), "uri"), GDK_CURRENT_TIME,
                     self->cancellable, on_help_shown, g_object_ref (self));
}

static void
on_start_clicked (GtkButton *button, FerryChecklistDialog *self)
{
  FerryAction action = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "action"));
  g_autofree char *name = ferry_action_catalog_dup_action_name (action);

  /* The action's own dialog belongs to the main window. */
  gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), name, NULL);
}

static GtkWidget *
new_check (FerryChecklistDialog *self, const FerryChecklistEntry *entry)
{
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *name = NULL;

  /* Translators: a step of the checklist, as “Done: Read the help” */
  name = g_strdup_printf (_ ("Done: %s"), entry->title);
  ferry_accessible_set_label (check, name);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (check), "number", g_memdup2 (&entry->number, sizeof entry->number),
                          g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled), self, 0);
  return check;
}

static GtkWidget *
new_help_button (FerryChecklistDialog *self, const FerryChecklistEntry *entry)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("help-browser-symbolic");
  g_autofree char *name = NULL;

  /* Translators: a step of the checklist, as “Help: Read the help” */
  name = g_strdup_printf (_ ("Help: %s"), entry->title);
  ferry_accessible_set_label (button, name);
  gtk_widget_set_tooltip_text (button, _ ("Opens the help in the browser"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "uri", g_strdup (entry->help_url), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_help_clicked), self, 0);
  return button;
}

static GtkWidget *
new_start_button (FerryChecklistDialog *self, FerryAction action)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Start…"));
  g_autofree char *name = NULL;

  /* Translators: what a button does, and the action it does it to, as "Start: Run data replication" */
  name = g_strdup_printf (_ ("%s: %s"), _ ("Start…"), ferry_action_get_label (action));
  ferry_accessible_set_label (button, name);
  ferry_fit_shorten (GTK_BUTTON (button), 8);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "action", GUINT_TO_POINTER (action));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_start_clicked), self, 0);
  return button;
}

static void
add_row (FerryChecklistDialog *self, const FerryChecklistEntry *entry)
{
  StepRow *row = g_new0 (StepRow, 1);

  row->number = entry->number;
  row->row = adw_action_row_new ();
  row->check = new_check (self, entry);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->row), entry->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row->row), entry->explanation);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row->row), row->check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row->row), row->check);
  if (entry->action >= 0 && ferry_action_catalog_has_dialog (entry->action))
    {
      row->start = new_start_button (self, entry->action);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row->row), row->start);
    }
  if (*entry->help_url != '\0')
    adw_action_row_add_suffix (ADW_ACTION_ROW (row->row), new_help_button (self, entry));
  adw_preferences_group_add (self->steps, row->row);
  g_ptr_array_add (self->rows, row);
}

static void
update_row (FerryChecklistDialog *self, StepRow *row, const FerryChecklistEntry *entry, gboolean writable)
{
  g_autofree char *reason = NULL;
  gboolean allowed;

  gtk_check_button_set_active (GTK_CHECK_BUTTON (row->check), entry->completed);
  gtk_widget_set_sensitive (row->check, writable);
  if (row->start == NULL)
    return;
  allowed = ferry_action_catalog_check (self->environment, entry->action, &reason);
  gtk_widget_set_sensitive (row->start, allowed);
  gtk_widget_set_tooltip_text (row->start, allowed ? ferry_action_get_sentence (entry->action) : reason);
}

/* Rows that stay keep the focus. */
static void
update_rows (FerryChecklistDialog *self, gboolean writable)
{
  guint n = ferry_checklist_get_n_entries (self->checklist);
  gboolean same = self->rows->len == n;

  for (guint i = 0; same && i < n; i++)
    {
      const FerryChecklistEntry *entry = ferry_checklist_get_entry (self->checklist, i);
      StepRow *row = self->rows->pdata[i];

      same = row->number == entry->number
             && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row->row)), entry->title);
    }
  if (!same)
    {
      for (guint i = 0; i < self->rows->len; i++)
        adw_preferences_group_remove (self->steps, ((StepRow *) self->rows->pdata[i])->row);
      g_ptr_array_set_size (self->rows, 0);
      for (guint i = 0; i < n; i++)
        add_row (self, ferry_checklist_get_entry (self->checklist, i));
    }
  self->updating = TRUE;
  for (guint i = 0; i < n; i++)
    update_row (self, self->rows->pdata[i], ferry_checklist_get_entry (self->checklist, i), writable);
  self->updating = FALSE;
}

/* ---- The whole ---- */

static char *
dup_companies (FerryChecklistDialog *self)
{
  GListModel *companies = ferry_environment_get_companies (self->environment);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);

      if (ferry_company_get_replicate (company))
        g_strv_builder_add (builder, ferry_company_get_display_name (company));
    }
  names = g_strv_builder_end (builder);
  if (*names == NULL)
    return g_strdup (_ ("A tick counts for all migrated companies."));
  joined = ferry_migration_state_join_names (names);
  /* Translators: names of companies */
  return g_strdup_printf (_ ("A tick counts for all migrated companies: %s"), joined);
}

static void
update (FerryChecklistDialog *self)
{
  guint n = ferry_checklist_get_n_entries (self->checklist);
  g_autofree char *reason = NULL;
  g_autofree char *progress = NULL;
  g_autofree char *companies = dup_companies (self);
  gboolean writable = ferry_checklist_check_writable (self->checklist, &reason);

  update_rows (self, writable && !self->reading);
  progress = g_strdup_printf (
    /* Translators: “3 of 8 steps are done”; the plural goes by the second number */
    ngettext ("%u of %u step is done", "%u of %u steps are done", n),
    ferry_checklist_count_completed (self->checklist), n);
  gtk_label_set_label (self->progress_label, progress);
  gtk_label_set_label (self->companies_label, companies);
  gtk_label_set_label (
    self->keeper_label,
    ferry_checklist_is_kept_here (self->checklist)
      ? _ ("This environment doesn’t keep a checklist: the ticks stay on this computer, and "
           "others don’t see them.")
      : _ ("The environment keeps the ticks: everybody who works on the migration sees "
           "them."));
  gtk_spinner_set_spinning (self->spinner, self->reading || self->ticking);
  if (writable || self->reading)
    ferry_error_bar_clear (self->state_bar);
  else
    ferry_error_bar_warn (self->state_bar, _ ("Nothing Can Be Ticked Now"), reason);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryChecklistDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_checklist_read_finish (FERRY_CHECKLIST (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->reading = FALSE;
  update (self);
  if (!done)
    ferry_error_bar_show (self->error_bar, _ ("The Checklist Couldn’t Be Read"), error);
}

static void
read_steps (FerryChecklistDialog *self)
{
  self->reading = TRUE;
  ferry_error_bar_clear (self->error_bar);
  ferry_checklist_read_async (self->checklist, self->cancellable, on_read, g_object_ref (self));
  update (self);
}

/* Another connection: the ticks are others', or can be changed again. */
static void
on_connection_changed (FerryChecklistDialog *self)
{
  if (!self->reading && !self->ticking
      && ferry_environment_get_connection (self->environment) != FERRY_CONNECTION_CONNECTING)
    read_steps (self);
}

GtkWindow *
ferry_checklist_dialog_new (FerryEnvironment *environment)
{
  FerryChecklistDialog *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (FERRY_TYPE_CHECKLIST_DIALOG, NULL);
  self->environment = g_object_ref (environment);
  self->checklist = ferry_checklist_new (environment);
  adw_window_title_set_subtitle (self->title,
                                 ferry_profile_get_name (ferry_environment_get_profile (environment)));
  g_signal_connect_object (self->checklist, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (environment, "actions-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (environment, "notify::connection", G_CALLBACK (on_connection_changed), self,
                           G_CONNECT_SWAPPED);
  read_steps (self);
  return GTK_WINDOW (self);
}

static void
ferry_checklist_dialog_dispose (GObject *object)
{
  FerryChecklistDialog *self = FERRY_CHECKLIST_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->environment != NULL)
    g_signal_handlers_disconnect_by_data (self->environment, self);
  if (self->checklist != NULL)
    g_signal_handlers_disconnect_by_data (self->checklist, self);
  G_OBJECT_CLASS (ferry_checklist_dialog_parent_class)->dispose (object);
}

static void
ferry_checklist_dialog_finalize (GObject *object)
{
  FerryChecklistDialog *self = FERRY_CHECKLIST_DIALOG (object);

  g_ptr_array_unref (self->rows);
  g_clear_object (&self->checklist);
  g_clear_object (&self->environment);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ferry_checklist_dialog_parent_class)->finalize (object);
}

static void
ferry_checklist_dialog_class_init (FerryChecklistDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_checklist_dialog_dispose;
  object_class->finalize = ferry_checklist_dialog_finalize;

  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-checklist-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryChecklistDialog, title);
  gtk_widget_class_bind_template_child (widget_class, FerryChecklistDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryChecklistDialog, state_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryChecklistDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, FerryChecklistDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, FerryChecklistDialog, steps);
  gtk_widget_class_bind_template_child (widget_class, FerryChecklistDialog, companies_label);
  gtk_widget_class_bind_template_child (widget_class, FerryChecklistDialog, keeper_label);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_checklist_dialog_init (FerryChecklistDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
