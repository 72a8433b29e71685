/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-connect-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-error-bar.h"
#include "ferry-error.h"

enum
{
  FIELD_NAME,
  FIELD_ADDRESS,
  FIELD_TENANT,
  FIELD_ENVIRONMENT,
  FIELD_TOKEN,
  N_FIELDS,
};

struct _FerryConnectDialog
{
  AdwWindow parent_instance;

  AdwEntryRow *name_row;
  AdwEntryRow *address_row;
  AdwEntryRow *tenant_row;
  AdwEntryRow *environment_row;
  AdwEntryRow *token_row;
  GtkWidget *name_message;
  GtkWidget *address_message;
  GtkWidget *tenant_message;
  GtkWidget *environment_message;
  GtkWidget *token_message;
  GtkLabel *name_label;
  GtkLabel *address_label;
  GtkLabel *tenant_label;
  GtkLabel *environment_label;
  GtkLabel *token_label;
  GtkLabel *token_hint;
  GtkWidget *connect_button;
  GtkWidget *cancel_button;
  GtkStack *button_stack;
  GtkWidget *form;
  FerryErrorBar *error_bar;

  FerryWorkspace *workspace;
  FerryEnvironment *environment;
  GCancellable *cancellable;
};

enum
{
  CONNECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryConnectDialog, ferry_connect_dialog, ADW_TYPE_WINDOW)

/* ---- Fields ---- */

static AdwEntryRow *
row_of (FerryConnectDialog *self, guint field)
{
  AdwEntryRow *const rows[N_FIELDS]
    = { self->name_row, self->address_row, self->tenant_row, self->environment_row, self->token_row };

  return rows[field];
}

static void
set_message (FerryConnectDialog *self, guint field, const char *message)
{
  GtkWidget *const messages[N_FIELDS] = { self->name_message, self->address_message, self->tenant_message,
                                          self->environment_message, self->token_message };
  GtkLabel *const labels[N_FIELDS] = { self->name_label, self->address_label, self->tenant_label,
                                       self->environment_label, self->token_label };
  GtkWidget *row = GTK_WIDGET (row_of (self, field));
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  if (message == NULL && !gtk_widget_get_visible (messages[field]))
    return;

  gtk_label_set_label (labels[field], message != NULL ? message : "");
  gtk_widget_set_visible (messages[field], message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");

  gtk_accessible_update_state (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, labels[field],
                                  NULL, -1);
}

static void
show_at (FerryConnectDialog *self, guint field, const char *message)
{
  set_message (self, field, message);
  gtk_widget_grab_focus (GTK_WIDGET (row_of (self, field)));
}

static void
clear_messages (FerryConnectDialog *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    set_message (self, i, NULL);
  ferry_error_bar_clear (self->error_bar);
}

static void
on_changed (AdwEntryRow *row, FerryConnectDialog *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      if (row_of (self, i) == row)
        set_message (self, i, NULL);
    }
}

static char *
dup_text (FerryConnectDialog *self, guint field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row_of (self, field)))));
}

static guint
field_of_property (const char *property)
{
  static const char *const names[N_FIELDS] = { "name", "base-url", "tenant", "environment", "token" };

  for (guint i = 0; i < N_FIELDS; i++)
    {
      if (g_strcmp0 (names[i], property) == 0)
        return i;
    }

  return FIELD_ADDRESS;
}

/* ---- Checking and connecting ---- */

static void
set_busy (FerryConnectDialog *self, gboolean busy)
{
  /* An entry that turns insensitive must not have the focus. */
  if (busy)
    gtk_widget_grab_focus (self->cancel_button);
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_stack_set_visible_child_name (self->button_stack, busy ? "busy" : "connect");
}

/* The message says which of the two the service doesn't know, and names the environment only where it may be that. */
static gboolean
is_about_environment (FerryConnectDialog *self, const GError *error)
{
  g_autofree char *environment = dup_text (self, FIELD_ENVIRONMENT);

  return strstr (error->message, environment) != NULL;
}

static void
show_error (FerryConnectDialog *self, const GError *error)
{
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED))
    show_at (self, FIELD_TOKEN, error->message);
  else if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNREACHABLE)
           || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_TIMED_OUT)
           || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_TLS)
           || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL))
    show_at (self, FIELD_ADDRESS, error->message);
  else if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND))
    show_at (self, is_about_environment (self, error) ? FIELD_ENVIRONMENT : FIELD_TENANT, error->message);
  else
    ferry_error_bar_show (self->error_bar, _ ("The environment couldn’t be connected to"), error);
}

static void
on_added (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryConnectDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  FerryEnvironment *environment
    = ferry_workspace_add_profile_finish (FERRY_WORKSPACE (object), result, &error);

  /* The dialog was closed. */
  if (self->workspace == NULL)
    return;

  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  if (environment != NULL)
    {
      g_signal_emit (self, signals[CONNECTED], 0, environment);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_error (self, error);
    }
}

static void
on_connect_clicked (FerryConnectDialog *self)
{
  g_autoptr (FerryProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = dup_text (self, FIELD_NAME);
  g_autofree char *address = dup_text (self, FIELD_ADDRESS);
  g_autofree char *tenant = dup_text (self, FIELD_TENANT);
  g_autofree char *environment = dup_text (self, FIELD_ENVIRONMENT);
  char *token;
  const char *property = NULL;

  if (self->cancellable != NULL)
    return;

  clear_messages (self);
  /* Without either, it is the environment that is missing. */
  if (*name == '\0')
    {
      g_free (name);
      name = g_strdup (*environment != '\0' ? environment : _ ("Environment"));
    }
  if (self->environment != NULL)
    profile = g_object_new (FERRY_TYPE_PROFILE, "id",
                            ferry_profile_get_id (ferry_environment_get_profile (self->environment)), "name",
                            name, "base-url", address, "tenant", tenant, "environment", environment, NULL);
  else
    profile = ferry_profile_new (name, address, tenant, environment);

  if (!ferry_profile_check (profile, &property, &error))
    {
      show_at (self, field_of_property (property), error->message);
      return;
    }

  token = dup_text (self, FIELD_TOKEN);
  if (*token == '\0' && self->environment == NULL)
    {
      show_at (self, FIELD_TOKEN, _ ("Enter a bearer token for the service."));
      ferry_secret_free (token);
      return;
    }

  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  ferry_workspace_add_profile_async (self->workspace, profile, *token != '\0' ? token : NULL,
                                     self->cancellable, on_added, g_object_ref (self));
  ferry_secret_free (token);
}

static void
on_cancel_clicked (FerryConnectDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

void
ferry_connect_dialog_focus_token (FerryConnectDialog *self)
{
  g_return_if_fail (FERRY_IS_CONNECT_DIALOG (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->token_row));
}

/* ---- The object ---- */

static void
ferry_connect_dialog_dispose (GObject *object)
{
  FerryConnectDialog *self = FERRY_CONNECT_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->environment);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_CONNECT_DIALOG);
  G_OBJECT_CLASS (ferry_connect_dialog_parent_class)->dispose (object);
}

/* Not before: a focus that is set on a window not yet shown gives it a role that assistive technology passes over. */
static void
ferry_connect_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ferry_connect_dialog_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (FERRY_CONNECT_DIALOG (widget)->name_row));
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  on_cancel_clicked (FERRY_CONNECT_DIALOG (widget));
  return TRUE;
}

static void
ferry_connect_dialog_class_init (FerryConnectDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_connect_dialog_dispose;
  widget_class->map = ferry_connect_dialog_map;

  signals[CONNECTED] = g_signal_new ("connected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, FERRY_TYPE_ENVIRONMENT);

  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-connect-dialog.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, FerryConnectDialog, name)
  CHILD (name_row);
  CHILD (address_row);
  CHILD (tenant_row);
  CHILD (environment_row);
  CHILD (token_row);
  CHILD (name_message);
  CHILD (address_message);
  CHILD (tenant_message);
  CHILD (environment_message);
  CHILD (token_message);
  CHILD (name_label);
  CHILD (address_label);
  CHILD (tenant_label);
  CHILD (environment_label);
  CHILD (token_label);
  CHILD (token_hint);
  CHILD (connect_button);
  CHILD (cancel_button);
  CHILD (button_stack);
  CHILD (form);
  CHILD (error_bar);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_connect_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  /* GTK gives a plain window a role that assistive technology passes over. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
ferry_connect_dialog_init (FerryConnectDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->connect_button);
  for (guint i = 0; i < N_FIELDS; i++)
    ferry_accessible_name_entry_row (row_of (self, i));
}

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

GtkWindow *
ferry_connect_dialog_new (FerryWorkspace *workspace, FerryEnvironment *environment)
{
  FerryConnectDialog *self = g_object_new (FERRY_TYPE_CONNECT_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  if (environment != NULL)
    {
      FerryProfile *profile = ferry_environment_get_profile (environment);
      g_autofree char *title = g_strdup_printf (_ ("Connection of %s"), ferry_profile_get_name (profile));

      self->environment = g_object_ref (environment);
      gtk_window_set_title (GTK_WINDOW (self), title);
      set_text (self->name_row, ferry_profile_get_name (profile));
      set_text (self->address_row, ferry_profile_get_base_url (profile));
      set_text (self->tenant_row, ferry_profile_get_tenant (profile));
      set_text (self->environment_row, ferry_profile_get_environment (profile));
      gtk_label_set_label (self->token_hint, _ ("Leave the token empty to go on with the one Ferry has."));
    }
  else
    {
      set_text (self->address_row, FERRY_DEFAULT_BASE_URL);
    }

  clear_messages (self);
  return GTK_WINDOW (self);
}
