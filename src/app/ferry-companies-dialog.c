/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-companies-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-action-catalog.h"
#include "ferry-action-performer.h"
#include "ferry-command-button.h"
#include "ferry-commands.h"
#include "ferry-company-initializer.h"
#include "ferry-company-list.h"
#include "ferry-error-bar.h"
#include "ferry-toast-overlay.h"

struct _FerryCompaniesDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  FerryErrorBar *refusal_bar;
  FerryErrorBar *error_bar;
  FerryCompanyList *list;
  GtkButton *apply_button;
  FerryCommandButton *command_button;
  GtkSpinner *spinner;
  GtkWidget *all_box;
  GtkLabel *all_label;
  GtkWidget *all_button;
  GtkWidget *stop_button;
  GtkProgressBar *all_progress;
  GtkWidget *mark_box;
  GtkLabel *mark_label;
  GtkWidget *mark_link;

  FerryEnvironment *environment;
  FerryCompanySelection *selection;
  GSimpleActionGroup *actions;
  GCancellable *cancellable;
  FerryCompanyInitializer *initializer; /* while all are being initialized */
  GCancellable *stop;
  char **command_names; /* of the command copied last */
  gboolean applying;
  gboolean only_create; /* nothing was changed, but the companies selected before don't exist yet */
};

G_DEFINE_FINAL_TYPE (FerryCompaniesDialog, ferry_companies_dialog, ADW_TYPE_WINDOW)

/* ---- Initializing ---- */

static char *
dup_all_text (FerryCompaniesDialog *self, guint waiting)
{
  guint total, done;

  if (self->initializer == NULL)
    return g_strdup_printf (
      ngettext ("%u company waits to be initialized", "%u companies wait to be initialized", waiting),
      waiting);
  total = ferry_company_initializer_get_total (self->initializer);
  done = ferry_company_initializer_get_done (self->initializer);
  /* Translators: “Initializing 2 of 5: CRONUS” */
  return g_strdup_printf (_ ("Initializing %u of %u: %s"), MIN (done + 1, total), total,
                          ferry_company_initializer_get_current (self->initializer));
}

static void
update_initializing (FerryCompaniesDialog *self)
{
  gboolean running = self->initializer != NULL;
  guint waiting = ferry_company_initializer_count (self->environment);
  g_autofree char *text = dup_all_text (self, waiting);
  gboolean allowed
    = !self->applying && !running
      && ferry_environment_check_action (self->environment, FERRY_ACTION_INITIALIZE_COMPANY, NULL);

  gtk_widget_set_visible (self->all_box, running || waiting > 0);
  gtk_label_set_label (self->all_label, text);
  gtk_widget_set_visible (self->all_button, !running);
  gtk_widget_set_visible (self->stop_button, running);
  gtk_widget_set_visible (GTK_WIDGET (self->all_progress), running);
  if (running)
    gtk_progress_bar_set_fraction (self->all_progress,
                                   (double) ferry_company_initializer_get_done (self->initializer)
                                     / MAX (ferry_company_initializer_get_total (self->initializer), 1));
  ferry_commands_set_enabled (self->actions, "initialize", allowed);
  ferry_commands_set_enabled (self->actions, "initialize-all", allowed);
  ferry_commands_set_enabled (self->actions, "stop", running);
}

/* Marking by hand is the management API's: where it isn't there, that is said once and not in each row. */
static void
update_marking (FerryCompaniesDialog *self)
{
  g_autofree char *reason = NULL;
  gboolean allowed
    = ferry_environment_check_action (self->environment, FERRY_ACTION_MARK_INITIALIZED, &reason);
  gboolean elsewhere = ferry_action_catalog_is_elsewhere (self->environment, FERRY_ACTION_MARK_INITIALIZED);
  gboolean offered = ferry_environment_check_offer (self->environment, "markAsInitialized", NULL)
                     || ferry_environment_get_connection (self->environment) != FERRY_CONNECTION_ONLINE;

  gtk_widget_set_visible (self->mark_box, !allowed && !offered);
  gtk_label_set_label (self->mark_label, reason == NULL ? "" : reason);
  gtk_widget_set_visible (self->mark_link, elsewhere);
  ferry_commands_set_enabled (self->actions, "mark-initialized", allowed && !self->applying);
  ferry_commands_set_enabled (self->actions, "mark-not-initialized", allowed && !self->applying);
}

static void
update (FerryCompaniesDialog *self)
{
  gboolean changed = ferry_company_selection_get_changed (self->selection);
  g_autofree char *reason = NULL;
  gboolean allowed
    = ferry_environment_check_action (self->environment, FERRY_ACTION_SELECT_COMPANIES, &reason);

  if (allowed)
    ferry_error_bar_clear (self->refusal_bar);
  else
    ferry_error_bar_warn (self->refusal_bar, _ ("The Selection Can’t Be Changed Now"), reason);

  self->only_create
    = !changed && ferry_environment_check_action (self->environment, FERRY_ACTION_CREATE_COMPANIES, NULL);
  gtk_button_set_label (self->apply_button, self->only_create ? _ ("_Create Companies") : _ ("_Apply"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply_button),
                            allowed && (changed || self->only_create) && !self->applying);
  ferry_accessible_set_sensitive (GTK_WIDGET (self->list), !self->applying);
  gtk_spinner_set_spinning (self->spinner, self->applying);
  update_initializing (self);
  update_marking (self);
}

/* What the service was asked for goes on in it when the window is closed. */
static void
show_failure (FerryCompaniesDialog *self, const char *heading, const GError *error)
{
  ferry_action_show_failure (GTK_WINDOW (self), self->error_bar, self->environment, heading, error);
}

static void
on_applied (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryCompaniesDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_environment_select_companies_finish (FERRY_ENVIRONMENT (source), result, &error);

  if (done)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  self->applying = FALSE;
  update (self);
  show_failure (self, _ ("The Selection Wasn’t Applied"), error);
}

static void
on_apply_clicked (FerryCompaniesDialog *self)
{
  g_auto (GStrv) ids = NULL;

  ferry_company_list_complain (self->list);
  if (self->applying || !ferry_company_list_get_valid (self->list))
    return;

  ids = ferry_company_selection_dup_ids (self->selection);
  self->applying = TRUE;
  ferry_error_bar_clear (self->error_bar);
  update (self);
  ferry_environment_select_companies_async (self->environment, (const char *const *) ids, TRUE,
                                            self->cancellable, on_applied, g_object_ref (self));
}

static void
on_initialized (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryCompaniesDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!ferry_environment_perform_finish (FERRY_ENVIRONMENT (source), result, &error))
    show_failure (self, _ ("The Company Wasn’t Initialized"), error);
}

static void
on_initialize (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryCompaniesDialog *self = data;

  ferry_error_bar_clear (self->error_bar);
  ferry_environment_perform_async (self->environment, FERRY_ACTION_INITIALIZE_COMPANY,
                                   g_variant_get_string (parameter, NULL), NULL, on_initialized,
                                   g_object_ref (self));
}

static void
on_all_initialized (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryCompaniesDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_company_initializer_run_finish (FERRY_COMPANY_INITIALIZER (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  g_signal_handlers_disconnect_by_data (source, self);
  g_clear_object (&self->initializer);
  g_clear_object (&self->stop);
  update (self);
  if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_error_bar_show (self->error_bar, _ ("Not All Companies Were Initialized"), error);
}

static void
on_initialize_all (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryCompaniesDialog *self = data;

  if (self->initializer != NULL)
    return;
  ferry_error_bar_clear (self->error_bar);
  self->initializer = ferry_company_initializer_new (self->environment);
  self->stop = g_cancellable_new ();
  g_signal_connect_object (self->initializer, "notify", G_CALLBACK (update_initializing), self,
                           G_CONNECT_SWAPPED);
  ferry_company_initializer_run_async (self->initializer, self->stop, on_all_initialized,
                                       g_object_ref (self));
  update (self);
}

static void
on_stop (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryCompaniesDialog *self = data;

  if (self->stop != NULL)
    g_cancellable_cancel (self->stop);
}

/* ---- Marking ---- */

static FerryCompany *
find_company (FerryCompaniesDialog *self, const char *id)
{
  GListModel *companies = ferry_environment_get_companies (self->environment);

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);

      if (g_str_equal (ferry_company_get_id (company), id))
        return g_steal_pointer (&company);
    }
  return NULL;
}

static void
on_marked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryCompaniesDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!ferry_environment_order_finish (FERRY_ENVIRONMENT (source), result, NULL, &error))
    show_failure (self, _ ("The Company Wasn’t Marked"), error);
}

static void
on_mark (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryCompaniesDialog *self = data;
  gboolean initialized = g_str_equal (g_action_get_name (G_ACTION (action)), "mark-initialized");
  g_autoptr (FerryCompany) company = find_company (self, g_variant_get_string (parameter, NULL));

  if (company == NULL)
    return;
  ferry_error_bar_clear (self->error_bar);
  ferry_environment_order_async (self->environment, ferry_order_new_mark (company, initialized), NULL,
                                 on_marked, g_object_ref (self));
}

static void
on_fill_command (FerryCommandButton *button, gpointer pointer, FerryCompaniesDialog *self)
{
  FerryCommandDetails *details = pointer;

  g_strfreev (self->command_names);
  self->command_names = ferry_company_selection_dup_names (self->selection);
  details->companies = (const char *const *) self->command_names;
}

static void
on_copy_error (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryCompaniesDialog *self = data;
  g_autoptr (FerryCompany) company = find_company (self, g_variant_get_string (parameter, NULL));

  if (company != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                            ferry_company_get_init_error (company));
}

static void
on_link_shown (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryCompaniesDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error)
      && !g_cancellable_is_cancelled (self->cancellable))
    ferry_error_bar_show (self->error_bar, _ ("The Web Client Couldn’t Be Opened"), error);
}

static void
on_mark_link_clicked (FerryCompaniesDialog *self)
{
  g_autofree char *uri = ferry_profile_dup_web_client_uri (
    ferry_environment_get_profile (self->environment),
    ferry_migration_service_get_company_name (ferry_environment_get_service (self->environment)),
    ferry_action_get_web_page (FERRY_ACTION_MARK_INITIALIZED));

  gtk_show_uri_full (GTK_WINDOW (self), uri, GDK_CURRENT_TIME, self->cancellable, on_link_shown,
                     g_object_ref (self));
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryCompaniesDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (ferry_environment_refresh_finish (FERRY_ENVIRONMENT (source), result, &error)
      || g_cancellable_is_cancelled (self->cancellable))
    return;
  ferry_error_bar_show (self->error_bar, _ ("What Is Shown May Be Out of Date"), error);
}

static void
on_discard_answered (FerryCompaniesDialog *self, const char *response, GtkWindow *dialog)
{
  if (!g_str_equal (response, "discard"))
    return;

  /* It outlives this window by a moment and must not look for it then. */
  gtk_window_set_transient_for (dialog, NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
ferry_companies_dialog_close_request (GtkWindow *window)
{
  FerryCompaniesDialog *self = FERRY_COMPANIES_DIALOG (window);
  AdwMessageDialog *dialog;

  if (!ferry_company_selection_get_changed (self->selection))
    return GTK_WINDOW_CLASS (ferry_companies_dialog_parent_class)->close_request (window);

  dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (window, _ ("Discard the Changed Selection?"),
                            _ ("The companies you have selected or taken out stay as they were.")));
  adw_message_dialog_add_responses (dialog, "stay", _ ("_Go On"), "discard", _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Discard the Changed Selection?"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_discard_answered), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

GtkWindow *
ferry_companies_dialog_new (FerryEnvironment *environment)
{
  FerryCompaniesDialog *self;
  const char *signed_in;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (FERRY_TYPE_COMPANIES_DIALOG, NULL);
  self->environment = g_object_ref (environment);
  signed_in = ferry_migration_service_get_company_name (ferry_environment_get_service (environment));
  ferry_command_button_set_up (self->command_button, environment, FERRY_ACTION_SELECT_COMPANIES);
  self->selection = ferry_company_selection_new (ferry_environment_get_companies (environment), signed_in);
  ferry_company_list_set_selection (self->list, self->selection);
  adw_window_title_set_subtitle (self->title,
                                 ferry_profile_get_name (ferry_environment_get_profile (environment)));

  g_signal_connect_object (self->selection, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (environment, "actions-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (environment, "notify::companies-not-initialized", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  ferry_environment_refresh_async (environment, self->cancellable, on_refreshed, g_object_ref (self));
  return GTK_WINDOW (self);
}

static void
ferry_companies_dialog_dispose (GObject *object)
{
  FerryCompaniesDialog *self = FERRY_COMPANIES_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->stop != NULL)
    g_cancellable_cancel (self->stop);
  if (self->environment != NULL)
    g_signal_handlers_disconnect_by_data (self->environment, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  G_OBJECT_CLASS (ferry_companies_dialog_parent_class)->dispose (object);
}

static void
ferry_companies_dialog_finalize (GObject *object)
{
  FerryCompaniesDialog *self = FERRY_COMPANIES_DIALOG (object);

  g_strfreev (self->command_names);
  g_clear_object (&self->selection);
  g_clear_object (&self->environment);
  g_clear_object (&self->initializer);
  g_clear_object (&self->stop);
  g_clear_object (&self->actions);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ferry_companies_dialog_parent_class)->finalize (object);
}

static void
ferry_companies_dialog_class_init (FerryCompaniesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_companies_dialog_dispose;
  object_class->finalize = ferry_companies_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ferry_companies_dialog_close_request;

  g_type_ensure (FERRY_TYPE_COMMAND_BUTTON);
  g_type_ensure (FERRY_TYPE_COMPANY_LIST);
  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-companies-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryCompaniesDialog, title);
  gtk_widget_class_bind_template_child (widget_class, FerryCompaniesDialog, refusal_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryCompaniesDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryCompaniesDialog, list);
  gtk_widget_class_bind_template_child (widget_class, FerryCompaniesDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, FerryCompaniesDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, FerryCompaniesDialog, all_box);
  gtk_widget_class_bind_template_child (widget_class, FerryCompaniesDialog, all_label);
  gtk_widget_class_bind_template_child (widget_class, FerryCompaniesDialog, all_button);
  gtk_widget_class_bind_template_child (widget_class, FerryCompaniesDialog, stop_button);
  gtk_widget_class_bind_template_child (widget_class, FerryCompaniesDialog, all_progress);
  gtk_widget_class_bind_template_child (widget_class, FerryCompaniesDialog, mark_box);
  gtk_widget_class_bind_template_child (widget_class, FerryCompaniesDialog, mark_label);
  gtk_widget_class_bind_template_child (widget_class, FerryCompaniesDialog, mark_link);
  gtk_widget_class_bind_template_child (widget_class, FerryCompaniesDialog, command_button);
  gtk_widget_class_bind_template_callback (widget_class, on_fill_command);
  gtk_widget_class_bind_template_callback (widget_class, on_apply_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_mark_link_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_companies_dialog_init (FerryCompaniesDialog *self)
{
  const GActionEntry entries[] = {
    { .name = "initialize", .activate = on_initialize, .parameter_type = "s" },
    { .name = "initialize-all", .activate = on_initialize_all },
    { .name = "stop", .activate = on_stop },
    { .name = "mark-initialized", .activate = on_mark, .parameter_type = "s" },
    { .name = "mark-not-initialized", .activate = on_mark, .parameter_type = "s" },
    { .name = "copy-error", .activate = on_copy_error, .parameter_type = "s" },
  };

  self->cancellable = g_cancellable_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "companies", G_ACTION_GROUP (self->actions));
}
