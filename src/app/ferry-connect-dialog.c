/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-connect-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-admin-center.h"
#include "ferry-environment-choice.h"
#include "ferry-error-bar.h"
#include "ferry-error.h"
#include "ferry-sign-in-form.h"
#include "ferry-sign-in-wait.h"

/* What is under way: what an error means depends on it. */
typedef enum
{
  STEP_SIGN_IN,
  STEP_LIST,
  STEP_CONNECT,
} Step;

struct _FerryConnectDialog
{
  AdwWindow parent_instance;

  GtkWidget *cancel_button;
  GtkWidget *back_button;
  GtkWidget *help_button;
  GtkButton *next_button;
  AdwWindowTitle *window_title;
  GtkStack *pages;
  FerryErrorBar *error_bar;
  FerrySignInForm *form;
  FerrySignInWait *wait;
  FerryEnvironmentChoice *choice;

  FerryWorkspace *workspace;
  FerryEnvironment *environment; /* (nullable): the one that is edited */
  char *id;                      /* of the profile, whatever is tried */
  gboolean again;                /* signs in to what is known: no environment is chosen */
  FerryProfile *profile;         /* what is tried */
  FerryAccess *access;
  gboolean
    reused; /* the access is one that is there: of the environment, or of another one with the same registration */
  gboolean anew; /* that one wasn't it: whoever is at the keyboard says who signs in */
  FerryAdminCenter *center;
  GCancellable *cancellable;
};

enum
{
  CONNECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryConnectDialog, ferry_connect_dialog, ADW_TYPE_WINDOW)

/* ---- Pages ---- */

static gboolean
is_on (FerryConnectDialog *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), page) == 0;
}

static void
update_buttons (FerryConnectDialog *self)
{
  gboolean form = is_on (self, "sign-in");
  gboolean token = ferry_sign_in_form_get_sign_in (self->form) == FERRY_SIGN_IN_TOKEN;
  const char *label = _ ("C_onnect");

  if (form && !(self->again && token))
    label = token ? _ ("_Next") : _ ("Sign I_n");
  gtk_button_set_label (self->next_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), !is_on (self, "wait"));
  gtk_widget_set_visible (self->back_button, is_on (self, "environment"));
  gtk_widget_set_visible (self->help_button, form);
  /* Who has several accounts sees at once that the browser took the wrong one. */
  adw_window_title_set_subtitle (self->window_title, is_on (self, "environment") && self->access != NULL
                                                       ? ferry_access_get_account (self->access)
                                                       : "");
}

static void
show_page (FerryConnectDialog *self, const char *page)
{
  /* What goes away must not have the focus. */
  gtk_widget_grab_focus (self->cancel_button);
  gtk_stack_set_visible_child_name (self->pages, page);
  update_buttons (self);
  if (g_str_equal (page, "sign-in"))
    ferry_sign_in_form_focus (self->form);
  else if (g_str_equal (page, "environment"))
    ferry_environment_choice_focus (self->choice);
}

static void
clear_messages (FerryConnectDialog *self)
{
  ferry_sign_in_form_clear_messages (self->form);
  ferry_environment_choice_clear_messages (self->choice);
  ferry_error_bar_clear (self->error_bar);
}

static void
show_at (FerryConnectDialog *self, const char *field, const char *message)
{
  if (ferry_environment_choice_show_message (self->choice, field, message))
    {
      show_page (self, "environment");
      ferry_environment_choice_show_message (self->choice, field, message);
    }
  else
    {
      show_page (self, "sign-in");
      ferry_sign_in_form_show_message (self->form, field, message);
    }
}

/* ---- What went wrong ---- */

static gboolean
is_about_connection (const GError *error)
{
  return g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNREACHABLE)
         || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_TIMED_OUT)
         || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_TLS);
}

/* The field that an error of the sign-in is about; %NULL where it is none. */
static const char *
field_of_sign_in (FerryConnectDialog *self, const GError *error)
{
  static const struct
  {
    const char *code;
    const char *field;
  } codes[] = {
    { "AADSTS700016", "client-id" }, { "AADSTS700038", "client-id" }, { "AADSTS90002", "tenant" },
    { "AADSTS900023", "tenant" },    { "AADSTS500011", "tenant" },    { "AADSTS650052", "tenant" },
    { "AADSTS7000215", "secret" },   { "AADSTS7000222", "secret" },
  };
  const char *code = ferry_error_get_odata_code (error);
  gboolean browser = ferry_profile_get_sign_in (self->profile) == FERRY_SIGN_IN_BROWSER;

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (codes[i].code, code) == 0)
      return codes[i].field;
  /* A browser that brought a wrong answer, or none in time, says nothing about the service's address. */
  if (browser
      && (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL)
          || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_TIMED_OUT)))
    return NULL;
  if (code == NULL
      && (is_about_connection (error) || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL))
      && !g_str_equal (ferry_profile_get_authority (self->profile), FERRY_DEFAULT_AUTHORITY))
    return "authority";
  return NULL;
}

static const char *
field_of_service (FerryConnectDialog *self, const GError *error, Step step)
{
  FerrySignIn sign_in = ferry_profile_get_sign_in (self->profile);

  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED))
    return sign_in == FERRY_SIGN_IN_TOKEN || sign_in == FERRY_SIGN_IN_APPLICATION ? "secret" : NULL;
  if (is_about_connection (error) || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL))
    return "base-url";
  /* The message says which of the two the service doesn't know, and names the environment only where it may be that. */
  if (step == STEP_CONNECT && g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND))
    return strstr (error->message, ferry_profile_get_environment (self->profile)) != NULL ? "environment"
                                                                                          : "tenant";
  return NULL;
}

static void
show_error (FerryConnectDialog *self, const GError *error, Step step)
{
  const char *field
    = step == STEP_SIGN_IN ? field_of_sign_in (self, error) : field_of_service (self, error, step);
  const char *heading
    = step == STEP_CONNECT ? _ ("The environment couldn’t be connected to") : _ ("You aren’t signed in");

  show_page (self, step == STEP_CONNECT && !self->again
                       && !g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED)
                     ? "environment"
                     : "sign-in");
  if (field != NULL)
    show_at (self, field, error->message);
  else
    ferry_error_bar_show (self->error_bar, heading, error);
}

/* The end of a step that failed. Returns whether the dialog still is there, and takes what is over. */
static gboolean
end_step (FerryConnectDialog *self)
{
  if (self->workspace == NULL)
    return FALSE;
  g_clear_object (&self->cancellable);
  ferry_sign_in_wait_watch (self->wait, NULL);
  return TRUE;
}

static void
fail_step (FerryConnectDialog *self, const GError *error, Step step)
{
  self->anew |= self->reused && g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_page (self, step == STEP_CONNECT && !self->again ? "environment" : "sign-in");
  else
    show_error (self, error, step);
}

/* ---- Connecting ---- */

static void
on_connected (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryConnectDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  FerryEnvironment *environment
    = ferry_workspace_add_access_finish (FERRY_WORKSPACE (object), result, &error);

  if (!end_step (self))
    return;
  if (environment == NULL)
    {
      fail_step (self, error, STEP_CONNECT);
      return;
    }
  g_signal_emit (self, signals[CONNECTED], 0, environment);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
connect_environment (FerryConnectDialog *self)
{
  self->cancellable = g_cancellable_new ();
  ferry_sign_in_wait_say (self->wait, _ ("Connecting…"));
  show_page (self, "wait");
  if (self->reused)
    ferry_workspace_add_profile_async (self->workspace, self->profile, NULL, self->cancellable, on_connected,
                                       g_object_ref (self));
  else
    ferry_workspace_add_access_async (self->workspace, self->access, self->cancellable, on_connected,
                                      g_object_ref (self));
}

static void
on_environment_chosen (FerryConnectDialog *self)
{
  g_autofree char *environment = ferry_environment_choice_dup_environment (self->choice);
  g_autofree char *name = ferry_environment_choice_dup_name (self->choice);
  g_autoptr (GError) error = NULL;
  const char *property = NULL;

  /* Without either, it is the environment that is missing. */
  g_object_set (self->profile, "environment", environment, "name", *name != '\0' ? name : _ ("Environment"),
                NULL);
  if (ferry_profile_check (self->profile, &property, &error))
    connect_environment (self);
  else
    show_at (self, property != NULL ? property : "base-url", error->message);
}

/* ---- Which environments there are ---- */

static gboolean
is_person (FerryConnectDialog *self)
{
  FerrySignIn sign_in = ferry_profile_get_sign_in (self->profile);

  return sign_in == FERRY_SIGN_IN_BROWSER || sign_in == FERRY_SIGN_IN_DEVICE_CODE;
}

static void sign_in (FerryConnectDialog *self);

static void
on_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryConnectDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) environments
    = ferry_admin_center_list_environments_finish (FERRY_ADMIN_CENTER (object), result, &error);

  if (!end_step (self))
    return;
  /* The sign-in that was there is over. */
  if (self->reused && is_person (self) && g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED))
    {
      self->anew = TRUE;
      sign_in (self);
      return;
    }
  /* That the list can't be read is the rule for many; that nobody is there, or that the sign-in isn't good, is not. */
  if (error != NULL
      && (is_about_connection (error) || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED)
          || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    {
      fail_step (self, error, STEP_LIST);
      return;
    }
  ferry_environment_choice_offer (self->choice, environments, error);
  show_page (self, "environment");
}

static void
list_environments (FerryConnectDialog *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->center);
  self->center = ferry_admin_center_new (ferry_profile_get_base_url (self->profile),
                                         ferry_access_get_authorizer (self->access), &error);
  if (self->center == NULL)
    {
      show_at (self, "base-url", error->message);
      return;
    }
  self->cancellable = g_cancellable_new ();
  ferry_sign_in_wait_say (self->wait, _ ("Reading the environments…"));
  ferry_admin_center_list_environments_async (self->center, self->cancellable, on_listed,
                                              g_object_ref (self));
}

/* ---- Signing in ---- */

static void
go_on (FerryConnectDialog *self)
{
  if (self->again)
    connect_environment (self);
  else
    list_environments (self);
}

static void
on_signed_in (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryConnectDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_access_sign_in_finish (FERRY_ACCESS (object), result, &error);

  if (!end_step (self))
    return;
  if (done)
    {
      /* From the browser back to where one was. */
      gtk_window_present (GTK_WINDOW (self));
      go_on (self);
    }
  else
    fail_step (self, error, STEP_SIGN_IN);
}

static FerryProfile *
create_profile (FerryConnectDialog *self)
{
  FerryProfile *known = self->environment != NULL ? ferry_environment_get_profile (self->environment) : NULL;
  FerryProfile *profile;

  /* Name and environment are asked for later; until then they are something that can be. */
  profile = g_object_new (FERRY_TYPE_PROFILE, "id", self->id, "name",
                          known != NULL ? ferry_profile_get_name (known) : _ ("Environment"), "environment",
                          known != NULL ? ferry_profile_get_environment (known) : "Production", "account",
                          known != NULL ? ferry_profile_get_account (known) : "", NULL);
  ferry_sign_in_form_write (self->form, profile);
  return profile;
}

/* The access that the environment has, or another one with the same registration, where it is good for what was entered. */
static FerryAccess *
find_access (FerryConnectDialog *self, const char *secret)
{
  FerryAccess *access = NULL;

  /* Whom a person's sign-in is asked for, they are to sign in. */
  if (secret != NULL || ((self->again || self->anew) && is_person (self)))
    return NULL;
  if (self->environment != NULL)
    access = ferry_workspace_get_access (self->workspace, self->environment);
  if (access == NULL || !ferry_profile_has_same_sign_in (self->profile, ferry_access_get_profile (access)))
    access = ferry_workspace_find_access (self->workspace, self->profile);
  if (access == NULL || ferry_access_get_needs_sign_in (access))
    return NULL;
  if (is_person (self))
    g_object_set (self->profile, "account", ferry_profile_get_account (ferry_access_get_profile (access)),
                  NULL);
  return access;
}

static void
sign_in (FerryConnectDialog *self)
{
  g_autoptr (GError) error = NULL;
  const char *property = NULL;
  FerryAccess *known;
  char *secret;
  FerrySignIn kind;

  clear_messages (self);
  g_clear_object (&self->profile);
  g_clear_object (&self->access);
  self->profile = create_profile (self);
  kind = ferry_profile_get_sign_in (self->profile);
  if (!ferry_profile_check (self->profile, &property, &error)
      || !ferry_access_check (self->profile, &property, &error))
    {
      show_at (self, property != NULL ? property : "base-url", error->message);
      return;
    }

  secret = ferry_sign_in_form_dup_secret (self->form);
  known = find_access (self, secret);
  self->reused = known != NULL;
  if (known != NULL)
    self->access = g_object_ref (known);
  else if (secret == NULL && kind == FERRY_SIGN_IN_TOKEN)
    show_at (self, "secret", _ ("Enter a bearer token for the service."));
  else if (secret == NULL && kind == FERRY_SIGN_IN_APPLICATION)
    show_at (self, "secret", _ ("Enter the application’s secret."));
  else
    {
      self->access = ferry_access_new (self->profile, NULL, &error);
      if (self->access != NULL && secret != NULL)
        ferry_access_set_secret (self->access, secret);
    }
  ferry_secret_free (secret);
  if (self->access == NULL)
    {
      if (error != NULL)
        ferry_error_bar_show (self->error_bar, _ ("You aren’t signed in"), error);
      return;
    }

  show_page (self, "wait");
  if (self->reused)
    {
      go_on (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  ferry_sign_in_wait_watch (self->wait, self->access);
  ferry_access_sign_in_async (self->access, FALSE, self->cancellable, on_signed_in, g_object_ref (self));
}

/* ---- Buttons ---- */

static void
on_next_clicked (FerryConnectDialog *self)
{
  if (self->cancellable != NULL)
    return;
  clear_messages (self);
  if (is_on (self, "environment"))
    on_environment_chosen (self);
  else
    sign_in (self);
}

static void
on_back_clicked (FerryConnectDialog *self)
{
  clear_messages (self);
  /* Who goes back may have seen there that it is the wrong account. */
  self->anew |= self->reused;
  show_page (self, "sign-in");
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
ferry_connect_dialog_sign_in (FerryConnectDialog *self)
{
  FerryProfile *profile;
  g_autofree char *title = NULL;

  g_return_if_fail (FERRY_IS_CONNECT_DIALOG (self));
  g_return_if_fail (self->environment != NULL);

  profile = ferry_environment_get_profile (self->environment);
  title = g_strdup_printf (_ ("Sign In to %s"), ferry_profile_get_name (profile));
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->window_title, _ ("Sign In"));
  adw_window_title_set_subtitle (self->window_title, ferry_profile_get_name (profile));
  self->again = TRUE;
  update_buttons (self);
  if (ferry_access_check (profile, NULL, NULL)
      && (ferry_profile_get_sign_in (profile) == FERRY_SIGN_IN_BROWSER
          || ferry_profile_get_sign_in (profile) == FERRY_SIGN_IN_DEVICE_CODE))
    sign_in (self);
  else
    ferry_sign_in_form_focus (self->form);
}

/* ---- The object ---- */

static void
ferry_connect_dialog_dispose (GObject *object)
{
  FerryConnectDialog *self = FERRY_CONNECT_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->center);
  g_clear_object (&self->access);
  g_clear_object (&self->profile);
  g_clear_object (&self->environment);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_CONNECT_DIALOG);
  G_OBJECT_CLASS (ferry_connect_dialog_parent_class)->dispose (object);
}

static void
ferry_connect_dialog_finalize (GObject *object)
{
  g_free (FERRY_CONNECT_DIALOG (object)->id);
  G_OBJECT_CLASS (ferry_connect_dialog_parent_class)->finalize (object);
}

/* Not before: a focus that is set on a window not yet shown gives it a role that assistive technology passes over. */
static void
ferry_connect_dialog_map (GtkWidget *widget)
{
  FerryConnectDialog *self = FERRY_CONNECT_DIALOG (widget);

  GTK_WIDGET_CLASS (ferry_connect_dialog_parent_class)->map (widget);
  if (is_on (self, "sign-in"))
    ferry_sign_in_form_focus (self->form);
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
  object_class->finalize = ferry_connect_dialog_finalize;
  widget_class->map = ferry_connect_dialog_map;

  signals[CONNECTED] = g_signal_new ("connected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, FERRY_TYPE_ENVIRONMENT);

  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_SIGN_IN_FORM);
  g_type_ensure (FERRY_TYPE_SIGN_IN_WAIT);
  g_type_ensure (FERRY_TYPE_ENVIRONMENT_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-connect-dialog.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, FerryConnectDialog, name)
  CHILD (cancel_button);
  CHILD (back_button);
  CHILD (help_button);
  CHILD (next_button);
  CHILD (window_title);
  CHILD (pages);
  CHILD (error_bar);
  CHILD (form);
  CHILD (wait);
  CHILD (choice);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  /* GTK gives a plain window a role that assistive technology passes over. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
ferry_connect_dialog_init (FerryConnectDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->next_button));
  ferry_accessible_set_label (self->back_button, _ ("Back to how to sign in"));
  g_signal_connect_object (self->form, "notify::sign-in", G_CALLBACK (update_buttons), self,
                           G_CONNECT_SWAPPED);
  update_buttons (self);
}

GtkWindow *
ferry_connect_dialog_new (FerryWorkspace *workspace, FerryEnvironment *environment)
{
  FerryConnectDialog *self = g_object_new (FERRY_TYPE_CONNECT_DIALOG, NULL);
  g_autoptr (FerryProfile) fresh = NULL;
  FerryProfile *profile;

  self->workspace = g_object_ref (workspace);
  if (environment != NULL)
    {
      g_autofree char *title = NULL;

      profile = ferry_environment_get_profile (environment);
      title = g_strdup_printf (_ ("Connection of %s"), ferry_profile_get_name (profile));
      self->environment = g_object_ref (environment);
      gtk_window_set_title (GTK_WINDOW (self), title);
      adw_window_title_set_subtitle (self->window_title, ferry_profile_get_name (profile));
      ferry_environment_choice_set (self->choice, ferry_profile_get_name (profile),
                                    ferry_profile_get_environment (profile));
    }
  else
    {
      profile = fresh = ferry_profile_new (_ ("Environment"), FERRY_DEFAULT_BASE_URL, "", "");
      g_object_set (profile, "sign-in", FERRY_SIGN_IN_BROWSER, NULL);
    }
  self->id = g_strdup (ferry_profile_get_id (profile));
  ferry_sign_in_form_read (self->form, profile, environment != NULL);
  clear_messages (self);
  update_buttons (self);
  return GTK_WINDOW (self);
}
