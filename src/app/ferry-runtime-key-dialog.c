/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-runtime-key-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-action-performer.h"
#include "ferry-error-bar.h"
#include "ferry-error.h"
#include "ferry-runtime-keys.h"
#include "ferry-secret-row.h"

struct _FerryRuntimeKeyDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  FerryErrorBar *error_bar;
  FerryErrorBar *keyring_bar;
  GtkStack *stack;
  GtkLabel *busy_label;
  AdwActionRow *name_row;
  FerrySecretRow *primary_row;
  FerrySecretRow *secondary_row;
  GtkLabel *source_label;
  GtkButton *reset_button;
  AdwStatusPage *none_page;

  FerryEnvironment *environment;
  FerryRuntimeKeys *keys;
  GCancellable *cancellable;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (FerryRuntimeKeyDialog, ferry_runtime_key_dialog, ADW_TYPE_WINDOW)

static void
update_reset (FerryRuntimeKeyDialog *self)
{
  g_autofree char *reason = NULL;
  gboolean allowed
    = ferry_environment_check_action (self->environment, FERRY_ACTION_RESET_RUNTIME_KEY, &reason);

  gtk_widget_set_sensitive (GTK_WIDGET (self->reset_button), allowed && !self->busy);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reset_button),
                               allowed ? ferry_action_get_sentence (FERRY_ACTION_RESET_RUNTIME_KEY) : reason);
}

static void
set_busy (FerryRuntimeKeyDialog *self, const char *what)
{
  self->busy = what != NULL;
  if (what != NULL)
    {
      gtk_label_set_label (self->busy_label, what);
      gtk_stack_set_visible_child_name (self->stack, "busy");
    }
  update_reset (self);
}

/* ---- What was found ---- */

static void
show_none (FerryRuntimeKeyDialog *self)
{
  const char *why = _ ("Without the management interface the key is only told when the integration runtime "
                       "is made, and the set-up that made it didn’t put it into this keyring.");

  if (ferry_runtime_keys_get_service_error (self->keys) != NULL)
    why = _ ("The service didn’t tell it, and it isn’t in this keyring.");
  else if (ferry_runtime_keys_get_keyring_error (self->keys) != NULL)
    why = _ ("The keyring may have the key, but it can’t be read.");
  adw_status_page_set_description (self->none_page, why);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
show_keys (FerryRuntimeKeyDialog *self, const char *source)
{
  const char *name = ferry_runtime_keys_get_runtime_name (self->keys);
  const char *secondary = ferry_runtime_keys_get_secondary (self->keys);
  gboolean has_name = name != NULL && *name != '\0';

  adw_action_row_set_subtitle (self->name_row, has_name ? name : "");
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), has_name);
  ferry_secret_row_set_secret (self->primary_row, ferry_runtime_keys_get_primary (self->keys));
  ferry_secret_row_set_secret (self->secondary_row, secondary);
  gtk_widget_set_visible (GTK_WIDGET (self->secondary_row), secondary != NULL && *secondary != '\0');
  gtk_label_set_label (self->source_label, source);
  gtk_stack_set_visible_child_name (self->stack, "key");
}

static void
show_trouble (FerryRuntimeKeyDialog *self)
{
  const GError *service_error = ferry_runtime_keys_get_service_error (self->keys);
  const GError *keyring_error = ferry_runtime_keys_get_keyring_error (self->keys);

  if (service_error != NULL)
    ferry_error_bar_show (self->error_bar, _ ("The Service Didn’t Tell the Key"), service_error);
  if (keyring_error == NULL)
    ferry_error_bar_clear (self->keyring_bar);
  else if (ferry_runtime_keys_get_source (self->keys) == FERRY_KEY_SOURCE_SERVICE)
    {
      g_autofree char *message = g_strdup_printf (
        /* Translators: follows a sentence that says what the keyring has against it */
        _ ("%s Copy it now if you need it later."), keyring_error->message);

      ferry_error_bar_warn (self->keyring_bar, _ ("The Key Isn’t Kept in the Keyring"), message);
    }
  else
    ferry_error_bar_show (self->keyring_bar, _ ("The Keyring Can’t Be Used"), keyring_error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryRuntimeKeyDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean found = ferry_runtime_keys_read_finish (FERRY_RUNTIME_KEYS (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, NULL);
  show_trouble (self);
  if (!found)
    show_none (self);
  else if (ferry_runtime_keys_get_source (self->keys) == FERRY_KEY_SOURCE_SERVICE)
    show_keys (self, _ ("As the service has it at present."));
  else
    show_keys (self, _ ("From your keyring, where it was kept when the service told it."));
}

static void
read_keys (FerryRuntimeKeyDialog *self)
{
  set_busy (self, _ ("Reading the key…"));
  ferry_runtime_keys_read_async (self->keys, self->cancellable, on_read, g_object_ref (self));
}

/* ---- Resetting ---- */

static void
on_reset (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryRuntimeKeyDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_runtime_keys_reset_finish (FERRY_RUNTIME_KEYS (source), result, &error);

  set_busy (self, NULL);
  if (done)
    {
      show_trouble (self);
      show_keys (self,
                 _ ("This key is new, and the old one is refused from now on. A registered runtime gets "
                    "the new one by itself."));
      return;
    }
  ferry_action_show_failure (GTK_WINDOW (self), self->error_bar, self->environment,
                             g_error_matches (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS)
                               ? _ ("Whether the Key Was Reset Isn’t Known")
                               : ferry_action_get_failure (FERRY_ACTION_RESET_RUNTIME_KEY),
                             error);
  /* Whatever became of it, what the service has now is the key. */
  read_keys (self);
}

static void
reset (FerryRuntimeKeyDialog *self)
{
  ferry_error_bar_clear (self->error_bar);
  ferry_error_bar_clear (self->keyring_bar);
  ferry_secret_row_set_secret (self->primary_row, NULL);
  ferry_secret_row_set_secret (self->secondary_row, NULL);
  set_busy (self, _ ("Making a new key…"));
  ferry_runtime_keys_reset_async (self->keys, on_reset, g_object_ref (self));
}

static AdwMessageDialog *
new_question (GtkWindow *parent)
{
  const char *heading = _ ("Reset the Runtime Service Key?");
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
    parent, heading,
    _ ("A new authentication key is made and takes the place of the old one, also in your keyring. The old "
       "one is refused from then on.\n\nA registered integration runtime gets the new key by itself. Where "
       "one is being installed with the old key, it has to be given the new one.")));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "do", _ ("_Reset Key"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  return dialog;
}

static void
on_answered (FerryRuntimeKeyDialog *self, const char *response)
{
  if (g_str_equal (response, "do"))
    reset (self);
}

static void
on_reset_clicked (FerryRuntimeKeyDialog *self)
{
  AdwMessageDialog *dialog = new_question (GTK_WINDOW (self));

  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- The window ---- */

static FerryRuntimeKeyDialog *
create (FerryEnvironment *environment, FerrySecretStore *secrets)
{
  FerryRuntimeKeyDialog *self = g_object_new (FERRY_TYPE_RUNTIME_KEY_DIALOG, NULL);

  self->environment = g_object_ref (environment);
  self->keys = ferry_runtime_keys_new (environment, secrets);
  adw_window_title_set_subtitle (self->title,
                                 ferry_profile_get_name (ferry_environment_get_profile (environment)));
  g_signal_connect_object (environment, "actions-changed", G_CALLBACK (update_reset), self,
                           G_CONNECT_SWAPPED);
  return self;
}

GtkWindow *
ferry_runtime_key_dialog_new (FerryEnvironment *environment, FerrySecretStore *secrets)
{
  FerryRuntimeKeyDialog *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (secrets == NULL || FERRY_IS_SECRET_STORE (secrets), NULL);

  self = create (environment, secrets);
  read_keys (self);
  return GTK_WINDOW (self);
}

static void
on_first_answered (FerryRuntimeKeyDialog *self, const char *response, GtkWindow *question)
{
  if (!g_str_equal (response, "do"))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_window_set_transient_for (GTK_WINDOW (self), gtk_window_get_transient_for (question));
  gtk_window_present (GTK_WINDOW (self));
  reset (self);
}

GtkWindow *
ferry_runtime_key_dialog_new_reset (FerryEnvironment *environment, FerrySecretStore *secrets)
{
  AdwMessageDialog *question;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (secrets == NULL || FERRY_IS_SECRET_STORE (secrets), NULL);

  question = new_question (NULL);
  g_signal_connect_object (question, "response", G_CALLBACK (on_first_answered),
                           create (environment, secrets), G_CONNECT_SWAPPED);
  return GTK_WINDOW (question);
}

static void
ferry_runtime_key_dialog_dispose (GObject *object)
{
  FerryRuntimeKeyDialog *self = FERRY_RUNTIME_KEY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->environment != NULL)
    g_signal_handlers_disconnect_by_data (self->environment, self);
  G_OBJECT_CLASS (ferry_runtime_key_dialog_parent_class)->dispose (object);
}

static void
ferry_runtime_key_dialog_finalize (GObject *object)
{
  FerryRuntimeKeyDialog *self = FERRY_RUNTIME_KEY_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->environment);
  g_clear_object (&self->keys);
  G_OBJECT_CLASS (ferry_runtime_key_dialog_parent_class)->finalize (object);
}

static void
ferry_runtime_key_dialog_class_init (FerryRuntimeKeyDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_runtime_key_dialog_dispose;
  object_class->finalize = ferry_runtime_key_dialog_finalize;

  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_SECRET_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-runtime-key-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, title);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, keyring_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, busy_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, primary_row);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, secondary_row);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, source_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, reset_button);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, none_page);
  gtk_widget_class_bind_template_callback (widget_class, on_reset_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_runtime_key_dialog_init (FerryRuntimeKeyDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_accessible_keep_focus (self->stack);
}
