/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-runtime-key-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-error-bar.h"
#include "ferry-json.h"
#include "ferry-secret-row.h"

struct _FerryRuntimeKeyDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  FerryErrorBar *error_bar;
  GtkStack *stack;
  AdwActionRow *name_row;
  FerrySecretRow *primary_row;
  FerrySecretRow *secondary_row;
  GtkLabel *source_label;
  AdwStatusPage *none_page;

  FerryEnvironment *environment;
  FerrySecretStore *secrets;
  GCancellable *cancellable;
  char *runtime_name;
};

G_DEFINE_FINAL_TYPE (FerryRuntimeKeyDialog, ferry_runtime_key_dialog, ADW_TYPE_WINDOW)

static void
show_keys (FerryRuntimeKeyDialog *self, const char *primary, const char *secondary, const char *source)
{
  gboolean has_name = self->runtime_name != NULL && *self->runtime_name != '\0';

  adw_action_row_set_subtitle (self->name_row, has_name ? self->runtime_name : "");
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), has_name);
  ferry_secret_row_set_secret (self->primary_row, primary);
  ferry_secret_row_set_secret (self->secondary_row, secondary);
  gtk_widget_set_visible (GTK_WIDGET (self->secondary_row), secondary != NULL && *secondary != '\0');
  gtk_label_set_label (self->source_label, source);
  gtk_stack_set_visible_child_name (self->stack, "key");
}

static void
show_none (FerryRuntimeKeyDialog *self, const char *why)
{
  adw_status_page_set_description (self->none_page, why);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
on_key_looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryRuntimeKeyDialog) self = data;
  g_autoptr (GError) error = NULL;
  char *key = ferry_secret_store_lookup_finish (FERRY_SECRET_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      ferry_secret_free (key);
      return;
    }
  if (key != NULL)
    show_keys (self, key, NULL, _ ("From your keyring, where the set-up put it."));
  else if (error != NULL)
    {
      show_none (self, _ ("The keyring may have the key, but it can’t be read."));
      ferry_error_bar_show (self->error_bar, _ ("The Keyring Can’t Be Used"), error);
    }
  else
    show_none (self, _ ("Without the management interface the key is only told when the integration runtime "
                        "is made, and the set-up that made it didn’t put it into this keyring."));
  ferry_secret_free (key);
}

static void
look_in_keyring (FerryRuntimeKeyDialog *self)
{
  if (self->secrets == NULL)
    {
      show_none (self, _ ("There is no keyring to look in."));
      return;
    }
  ferry_secret_store_lookup_async (self->secrets, FERRY_SECRET_RUNTIME_KEY,
                                   ferry_profile_get_id (ferry_environment_get_profile (self->environment)),
                                   self->runtime_name, self->cancellable, on_key_looked_up,
                                   g_object_ref (self));
}

static void
on_keys_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryRuntimeKeyDialog) self = data;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *keys = NULL;
  const char *primary = NULL, *secondary = NULL;

  if (ferry_migration_service_manage_finish (FERRY_MIGRATION_SERVICE (source), result, &answer, &error)
      && (keys = ferry_json_get_object (answer, _ ("the keys"), &error)) != NULL
      && (primary = ferry_json_get_string (keys, "primaryKey", _ ("the keys"), &error)) != NULL)
    secondary = ferry_json_get_optional_string (keys, "secondaryKey", _ ("the keys"), "", &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (primary != NULL && *primary != '\0')
    {
      show_keys (self, primary, secondary, _ ("As the service has it at present."));
      return;
    }
  if (error != NULL)
    ferry_error_bar_show (self->error_bar, _ ("The Service Didn’t Tell the Key"), error);
  look_in_keyring (self);
}

/* From the service where it offers that, else from the keyring (api-contract §C). */
static void
read_key (FerryRuntimeKeyDialog *self)
{
  const FerryMigrationState *state = ferry_environment_get_state (self->environment);
  const char *capability = ferry_action_get_capability (FERRY_ACTION_GET_RUNTIME_KEY);
  const char *obstacle
    = state->capabilities == NULL ? NULL : g_hash_table_lookup (state->capabilities, capability);

  if (obstacle != NULL && *obstacle == '\0')
    ferry_migration_service_manage_async (ferry_environment_get_service (self->environment), "getRuntimeKeys",
                                          NULL, self->cancellable, on_keys_answered, g_object_ref (self));
  else
    look_in_keyring (self);
}

static void
on_setup_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryRuntimeKeyDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FerrySetup) setup = NULL;

  setup = ferry_migration_service_get_setup_finish (FERRY_MIGRATION_SERVICE (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  /* Offline, the keyring still tells the newest key of this environment. */
  if (setup != NULL)
    self->runtime_name = g_strdup (ferry_setup_get_runtime_name (setup));
  read_key (self);
}

GtkWindow *
ferry_runtime_key_dialog_new (FerryEnvironment *environment, FerrySecretStore *secrets)
{
  FerryRuntimeKeyDialog *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (secrets == NULL || FERRY_IS_SECRET_STORE (secrets), NULL);

  self = g_object_new (FERRY_TYPE_RUNTIME_KEY_DIALOG, NULL);
  self->environment = g_object_ref (environment);
  g_set_object (&self->secrets, secrets);
  adw_window_title_set_subtitle (self->title,
                                 ferry_profile_get_name (ferry_environment_get_profile (environment)));
  if (ferry_environment_get_connection (environment) == FERRY_CONNECTION_ONLINE)
    ferry_migration_service_get_setup_async (ferry_environment_get_service (environment), self->cancellable,
                                             on_setup_read, g_object_ref (self));
  else
    look_in_keyring (self);
  return GTK_WINDOW (self);
}

static void
ferry_runtime_key_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (FERRY_RUNTIME_KEY_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (ferry_runtime_key_dialog_parent_class)->dispose (object);
}

static void
ferry_runtime_key_dialog_finalize (GObject *object)
{
  FerryRuntimeKeyDialog *self = FERRY_RUNTIME_KEY_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->environment);
  g_clear_object (&self->secrets);
  g_free (self->runtime_name);
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
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, primary_row);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, secondary_row);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, source_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimeKeyDialog, none_page);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_runtime_key_dialog_init (FerryRuntimeKeyDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
