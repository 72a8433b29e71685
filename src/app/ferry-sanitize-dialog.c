/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-sanitize-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-action-performer.h"
#include "ferry-adaptive-bin.h"
#include "ferry-command-button.h"
#include "ferry-error-bar.h"
#include "ferry-error.h"
#include "ferry-format.h"
#include "ferry-record-table.h"
#include "ferry-search.h"
#include "ferry-toast-overlay.h"

/* So many companies are looked through without a search. */
#define FEW 12

struct _FerrySanitizeDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  FerryCommandButton *command_button;
  GtkButton *sanitize_button;
  GtkSpinner *spinner;
  FerryErrorBar *error_bar;
  GtkStack *stack;
  GtkWidget *form;
  GtkDropDown *company_drop_down;
  GtkSearchEntry *search_entry;
  GtkStack *table_stack;
  FerryRecordTable *table;
  AdwStatusPage *result_page;

  FerryEnvironment *environment;
  FerryRecordList *list;
  FerryRecordSelection *selection;
  GCancellable *cancellable;
  const char *command_tables[2]; /* of the command copied last */
  gboolean loaded;
  gboolean working;
};

G_DEFINE_FINAL_TYPE (FerrySanitizeDialog, ferry_sanitize_dialog, ADW_TYPE_WINDOW)

/* ---- Tables ---- */

static char *
dup_table (FerryRecord *record)
{
  return g_strdup (ferry_source_table_get_table_name (FERRY_SOURCE_TABLE (record)));
}

static char *
dup_number (FerryRecord *record)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, ferry_source_table_get_table_id (FERRY_SOURCE_TABLE (record)));
}

static char *
dup_app (FerryRecord *record)
{
  return g_strdup (ferry_source_table_get_app_name (FERRY_SOURCE_TABLE (record)));
}

static char *
dup_summary (FerryRecord *record)
{
  g_autofree char *number = dup_number (record);

  return g_strjoin (" · ", number, ferry_source_table_get_app_name (FERRY_SOURCE_TABLE (record)), NULL);
}

static char *
dup_table_tooltip (FerryRecord *record)
{
  return ferry_record_table_dup_tooltip (dup_table (record));
}

static char *
dup_app_tooltip (FerryRecord *record)
{
  return ferry_record_table_dup_tooltip (dup_app (record));
}

static const FerryRecordColumn columns[] = {
  { N_ ("Table"), "table-name", 200, TRUE, FALSE, dup_table, NULL, dup_table_tooltip },
  { N_ ("Number"), "table-id", 124, FALSE, TRUE, dup_number, NULL, NULL },
  { N_ ("App"), "app-name", 150, FALSE, FALSE, dup_app, NULL, dup_app_tooltip },
};

static const FerryRecordShape shape = {
  .name = N_ ("Tables to choose from"),
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
  .summary_title = N_ ("Table"),
  .dup_heading = dup_table,
  .dup_summary = dup_summary,
};

static FerrySourceTable *
ref_chosen_table (FerrySanitizeDialog *self)
{
  g_autoptr (GPtrArray) chosen = ferry_record_selection_dup_records (self->selection);

  return chosen->len == 1 ? g_object_ref (chosen->pdata[0]) : NULL;
}

static const char *
get_company (FerrySanitizeDialog *self)
{
  gpointer item = gtk_drop_down_get_selected_item (self->company_drop_down);

  return item != NULL ? gtk_string_object_get_string (item) : NULL;
}

static void
on_fill_command (FerryCommandButton *button, gpointer pointer, FerrySanitizeDialog *self)
{
  FerryCommandDetails *details = pointer;
  g_autoptr (FerrySourceTable) table = ref_chosen_table (self);

  details->company = get_company (self);
  if (table == NULL)
    return;
  /* The list holds it. */
  self->command_tables[0] = ferry_source_table_get_table_name (table);
  details->tables = self->command_tables;
}

/* ---- What is shown ---- */

static const char *
choose_table_page (FerrySanitizeDialog *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    return "table";
  if (ferry_record_list_get_n_rows (self->list) > 0)
    return "no-match";
  return self->loaded ? "empty" : "loading";
}

static void
update (FerrySanitizeDialog *self)
{
  g_autofree char *reason = NULL;
  gboolean allowed
    = ferry_environment_check_action (self->environment, FERRY_ACTION_SANITIZE_TABLES, &reason);
  gboolean complete = ferry_record_selection_get_size (self->selection) == 1 && get_company (self) != NULL;
  gboolean form = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "form") == 0;

  gtk_stack_set_visible_child_name (self->table_stack, choose_table_page (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->sanitize_button), allowed && complete && !self->working);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sanitize_button), allowed ? NULL : reason);
  gtk_widget_set_visible (GTK_WIDGET (self->sanitize_button), form);
  ferry_accessible_set_sensitive (self->form, !self->working);
  gtk_spinner_set_spinning (self->spinner, self->working);
}

static gboolean
is_extension (FerrySourceTable *table)
{
  g_autofree char *type = g_ascii_strdown (ferry_source_table_get_target_table_type (table), -1);

  return strstr (type, "extension") != NULL;
}

/* A table's extensions are sanitized with it. */
static GPtrArray *
leave_extensions_out (GPtrArray *records)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < records->len; i++)
    if (!is_extension (records->pdata[i]))
      g_ptr_array_add (tables, g_object_ref (records->pdata[i]));
  return tables;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerrySanitizeDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records
    = ferry_migration_service_list_records_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->loaded = TRUE;
  if (records != NULL)
    {
      g_autoptr (GPtrArray) tables = leave_extensions_out (records);

      ferry_record_list_set_records (self->list, tables);
    }
  else
    ferry_error_bar_show (self->error_bar, _ ("The Tables Can’t Be Read"), error);
  update (self);
}

/* ---- Sanitizing ---- */

static void
show_result (FerrySanitizeDialog *self, const char *company, const char *table, gint64 rows, gint64 values)
{
  g_autofree char *rows_text = ferry_format_count (rows);
  g_autofree char *values_text = ferry_format_count (values);
  g_autofree char *rows_part = NULL;
  g_autofree char *values_part = NULL;
  g_autofree char *text = NULL;

  if (rows < 0)
    text = g_strdup (_ ("The answer got lost, but the service has done it. How much there was isn’t known."));
  else if (rows == 0)
    /* Translators: a table, a company */
    text = g_strdup_printf (_ ("No code field of “%s” of “%s” had anything to sanitize."), table, company);
  else
    {
      rows_part = g_strdup_printf (
        /* Translators: how many records, a table, a company; further sentences follow */
        ngettext ("%s record of “%s” of “%s” was changed.", "%s records of “%s” of “%s” were changed.",
                  (gulong) rows),
        rows_text, table, company);
      values_part = g_strdup_printf (
        /* Translators: follows “3 records … were changed.” */
        ngettext ("%s value of a code field was sanitized, and the companion tables are repaired, too.",
                  "%s values of code fields were sanitized, and the companion tables are repaired, too.",
                  (gulong) values),
        values_text);
      text = g_strdup_printf ("%s %s", rows_part, values_part);
    }
  adw_status_page_set_title (self->result_page,
                             rows == 0 ? _ ("Nothing to Sanitize") : _ ("Table Sanitized"));
  /* The description is markup. */
  g_free (rows_part);
  rows_part = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->result_page, rows_part);
  gtk_stack_set_visible_child_name (self->stack, "result");
  update (self);
}

typedef struct
{
  FerrySanitizeDialog *self;
  char *company;
  char *table;
} Work;

static void
work_free (Work *work)
{
  g_object_unref (work->self);
  g_free (work->company);
  g_free (work->table);
  g_free (work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

static void
on_sanitized (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Work) work = data;
  FerrySanitizeDialog *self = work->self;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;
  gint64 rows = -1;
  gint64 values = -1;
  gboolean done = ferry_environment_order_finish (FERRY_ENVIRONMENT (source), result, &answer, &error)
                  && ferry_order_read_sanitized (answer, &rows, &values, &error);

  self->working = FALSE;
  update (self);
  if (done)
    show_result (self, work->company, work->table, rows, values);
  else
    ferry_action_show_failure (GTK_WINDOW (self), self->error_bar, self->environment,
                               g_error_matches (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS)
                                 ? _ ("The Outcome Isn’t Known")
                                 : ferry_action_get_failure (FERRY_ACTION_SANITIZE_TABLES),
                               error);
}

static void
on_answered (FerrySanitizeDialog *self, const char *response)
{
  g_autoptr (FerrySourceTable) table = ref_chosen_table (self);
  const char *company = get_company (self);
  Work *work;

  if (!g_str_equal (response, "do") || table == NULL || company == NULL || self->working)
    return;
  work = g_new0 (Work, 1);
  work->self = g_object_ref (self);
  work->company = g_strdup (company);
  work->table = g_strdup (ferry_source_table_get_table_name (table));
  self->working = TRUE;
  update (self);
  /* It goes on in the service, whether anybody waits for it or not. */
  ferry_environment_order_async (self->environment, ferry_order_new_sanitize (company, table), NULL,
                                 on_sanitized, work);
}

static void
on_sanitize_clicked (FerrySanitizeDialog *self)
{
  g_autoptr (FerrySourceTable) table = ref_chosen_table (self);
  const char *company = get_company (self);
  AdwMessageDialog *dialog;
  g_autofree char *heading = NULL;

  if (table == NULL || company == NULL)
    return;
  ferry_error_bar_clear (self->error_bar);
  heading = g_strdup_printf (
    /* Translators: a table, a company */
    _ ("Sanitize “%s” of “%s”?"), ferry_source_table_get_table_name (table), company);
  dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (GTK_WINDOW (self), heading,
                            _ ("The values of its code fields are changed online, and what is deleted from "
                               "them can’t be brought back. The source stays as it is.")));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "do", _ ("_Sanitize"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_another_clicked (FerrySanitizeDialog *self)
{
  ferry_record_selection_clear (self->selection);
  gtk_stack_set_visible_child_name (self->stack, "form");
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
apply_filter (FerrySanitizeDialog *self)
{
  if (self->list != NULL)
    ferry_record_list_set_search (self->list, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* ---- Class ---- */

static void
fill_companies (FerrySanitizeDialog *self)
{
  GListModel *companies = ferry_environment_get_companies (self->environment);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);

      if (ferry_company_get_replicate (company))
        gtk_string_list_append (names, ferry_company_get_name (company));
    }
  gtk_drop_down_set_model (self->company_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_enable_search (self->company_drop_down,
                                   g_list_model_get_n_items (G_LIST_MODEL (names)) > FEW);
}

GtkWindow *
ferry_sanitize_dialog_new (FerryEnvironment *environment)
{
  FerrySanitizeDialog *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (FERRY_TYPE_SANITIZE_DIALOG, NULL);
  self->environment = g_object_ref (environment);
  adw_window_title_set_subtitle (self->title,
                                 ferry_profile_get_name (ferry_environment_get_profile (environment)));
  ferry_command_button_set_up (self->command_button, environment, FERRY_ACTION_SANITIZE_TABLES);
  fill_companies (self);
  g_signal_connect_object (environment, "actions-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "chosen", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "reordered", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  ferry_migration_service_list_records_async (ferry_environment_get_service (environment),
                                              FERRY_TYPE_SOURCE_TABLE, self->cancellable, on_loaded,
                                              g_object_ref (self));
  return GTK_WINDOW (self);
}

static void
ferry_sanitize_dialog_dispose (GObject *object)
{
  FerrySanitizeDialog *self = FERRY_SANITIZE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->environment != NULL)
    g_signal_handlers_disconnect_by_data (self->environment, self);
  g_signal_handlers_disconnect_by_data (self->selection, self);
  g_signal_handlers_disconnect_by_data (self->list, self);
  G_OBJECT_CLASS (ferry_sanitize_dialog_parent_class)->dispose (object);
}

static void
ferry_sanitize_dialog_finalize (GObject *object)
{
  FerrySanitizeDialog *self = FERRY_SANITIZE_DIALOG (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->list);
  g_clear_object (&self->selection);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ferry_sanitize_dialog_parent_class)->finalize (object);
}

static void
ferry_sanitize_dialog_class_init (FerrySanitizeDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_sanitize_dialog_dispose;
  object_class->finalize = ferry_sanitize_dialog_finalize;

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  g_type_ensure (FERRY_TYPE_COMMAND_BUTTON);
  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_RECORD_TABLE);
  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-sanitize-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySanitizeDialog, title);
  gtk_widget_class_bind_template_child (widget_class, FerrySanitizeDialog, command_button);
  gtk_widget_class_bind_template_child (widget_class, FerrySanitizeDialog, sanitize_button);
  gtk_widget_class_bind_template_child (widget_class, FerrySanitizeDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, FerrySanitizeDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerrySanitizeDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FerrySanitizeDialog, form);
  gtk_widget_class_bind_template_child (widget_class, FerrySanitizeDialog, company_drop_down);
  gtk_widget_class_bind_template_child (widget_class, FerrySanitizeDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerrySanitizeDialog, table_stack);
  gtk_widget_class_bind_template_child (widget_class, FerrySanitizeDialog, table);
  gtk_widget_class_bind_template_child (widget_class, FerrySanitizeDialog, result_page);
  gtk_widget_class_bind_template_callback (widget_class, on_fill_command);
  gtk_widget_class_bind_template_callback (widget_class, on_sanitize_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_another_clicked);
  gtk_widget_class_bind_template_callback (widget_class, apply_filter);
  gtk_widget_class_bind_template_callback (widget_class, ferry_search_stop);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_sanitize_dialog_init (FerrySanitizeDialog *self)
{
  static const char *const searched[] = { "table-name", "table-id", "app-name", NULL };
  g_autoptr (GtkExpression) name = NULL;

  self->cancellable = g_cancellable_new ();
  self->list = ferry_record_list_new (FERRY_TYPE_SOURCE_TABLE, searched);
  self->selection = ferry_record_selection_new (self->list);
  ferry_record_selection_set_single (self->selection, TRUE);
  gtk_widget_init_template (GTK_WIDGET (self));
  name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  gtk_drop_down_set_expression (self->company_drop_down, name);
  ferry_accessible_name_drop_down (self->company_drop_down, _ ("Company"));
  ferry_record_table_set_up (self->table, &shape, self->list, self->selection);
}
