/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-runtime-row.h"

#include <glib/gi18n-lib.h>

#include "ferry-runtime-keys.h"
#include "ferry-secret-row.h"

struct _FerryRuntimeRow
{
  AdwExpanderRow parent_instance;

  FerryEnvironment *environment;
  FerrySecretStore *secrets;
  FerryRuntimeKeys *keys; /* while it is open */
  GCancellable *cancellable;
  GtkSpinner *spinner;
  FerrySecretRow *primary_row;
  FerrySecretRow *secondary_row;
  AdwActionRow *words_row;
};

G_DEFINE_FINAL_TYPE (FerryRuntimeRow, ferry_runtime_row, ADW_TYPE_EXPANDER_ROW)

static void
show_words (FerryRuntimeRow *self, const char *words, const char *more)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->words_row), words);
  adw_action_row_set_subtitle (self->words_row, more != NULL ? more : "");
}

static void
forget (FerryRuntimeRow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->keys);
  gtk_spinner_stop (self->spinner);
  ferry_secret_row_set_secret (self->primary_row, NULL);
  ferry_secret_row_set_secret (self->secondary_row, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->primary_row), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->secondary_row), FALSE);
  show_words (self, _ ("Reading the key…"), NULL);
}

static void
show_keys (FerryRuntimeRow *self)
{
  const char *secondary = ferry_runtime_keys_get_secondary (self->keys);
  const GError *service_error = ferry_runtime_keys_get_service_error (self->keys);
  gboolean from_service = ferry_runtime_keys_get_source (self->keys) == FERRY_KEY_SOURCE_SERVICE;

  ferry_secret_row_set_secret (self->primary_row, ferry_runtime_keys_get_primary (self->keys));
  gtk_widget_set_visible (GTK_WIDGET (self->primary_row), TRUE);
  ferry_secret_row_set_secret (self->secondary_row, secondary);
  gtk_widget_set_visible (GTK_WIDGET (self->secondary_row), secondary != NULL && *secondary != '\0');
  show_words (self, from_service ? _ ("As the service has it at present") : _ ("From your keyring"),
              service_error != NULL ? service_error->message
              : from_service        ? NULL
                                    : _ ("Where it was kept when the service told it"));
}

static void
show_none (FerryRuntimeRow *self)
{
  const GError *service_error = ferry_runtime_keys_get_service_error (self->keys);
  const GError *keyring_error = ferry_runtime_keys_get_keyring_error (self->keys);

  show_words (self, _ ("The key isn’t known"),
              service_error != NULL   ? service_error->message
              : keyring_error != NULL ? keyring_error->message
                                      : _ ("The service doesn’t tell it, and it isn’t in this keyring."));
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryRuntimeRow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean found = ferry_runtime_keys_read_finish (FERRY_RUNTIME_KEYS (object), result, &error);

  /* Closed meanwhile, and perhaps opened again. */
  if (self->keys != FERRY_RUNTIME_KEYS (object))
    return;
  gtk_spinner_stop (self->spinner);
  if (found)
    show_keys (self);
  else
    show_none (self);
}

static void
on_expanded (FerryRuntimeRow *self)
{
  forget (self);
  if (!adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  self->keys = ferry_runtime_keys_new (self->environment, self->secrets);
  self->cancellable = g_cancellable_new ();
  gtk_spinner_start (self->spinner);
  ferry_runtime_keys_read_async (self->keys, self->cancellable, on_read, g_object_ref (self));
}

FerryEnvironment *
ferry_runtime_row_get_environment (FerryRuntimeRow *self)
{
  g_return_val_if_fail (FERRY_IS_RUNTIME_ROW (self), NULL);
  return self->environment;
}

static void
ferry_runtime_row_dispose (GObject *object)
{
  FerryRuntimeRow *self = FERRY_RUNTIME_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->keys);
  G_OBJECT_CLASS (ferry_runtime_row_parent_class)->dispose (object);
}

static void
ferry_runtime_row_finalize (GObject *object)
{
  FerryRuntimeRow *self = FERRY_RUNTIME_ROW (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->secrets);
  G_OBJECT_CLASS (ferry_runtime_row_parent_class)->finalize (object);
}

static void
ferry_runtime_row_class_init (FerryRuntimeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_runtime_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = ferry_runtime_row_finalize;
}

static FerrySecretRow *
add_secret_row (FerryRuntimeRow *self, const char *title)
{
  GtkWidget *row = g_object_new (FERRY_TYPE_SECRET_ROW, "use-markup", FALSE, "title", title, NULL);

  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  return FERRY_SECRET_ROW (row);
}

static void
ferry_runtime_row_init (FerryRuntimeRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->spinner));
  self->words_row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->words_row), FALSE);
  adw_action_row_set_subtitle_lines (self->words_row, 0);
}

GtkWidget *
ferry_runtime_row_new (FerryEnvironment *environment, FerrySecretStore *secrets)
{
  FerryRuntimeRow *self = g_object_new (FERRY_TYPE_RUNTIME_ROW, NULL);
  FerryProfile *profile = ferry_environment_get_profile (environment);
  const char *name = ferry_profile_get_name (profile);
  /* Translators: titles of secrets; %s is an environment's name */
  g_autofree char *primary = g_strdup_printf (_ ("Key of %s"), name);
  g_autofree char *secondary = g_strdup_printf (_ ("Second key of %s"), name);
  g_autofree char *place = NULL;

  self->environment = g_object_ref (environment);
  g_set_object (&self->secrets, secrets);
  if (ferry_profile_is_sandbox (profile))
    place = g_strdup (_ ("On this computer"));
  else
    place = g_strdup_printf ("%s · %s", ferry_profile_get_environment (profile),
                             ferry_profile_get_tenant (profile));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), place);
  self->primary_row = add_secret_row (self, primary);
  self->secondary_row = add_secret_row (self, secondary);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->words_row));
  forget (self);
  g_signal_connect_object (self, "notify::expanded", G_CALLBACK (on_expanded), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
