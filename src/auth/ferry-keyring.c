/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

struct _FerryKeyring
{
  GObject parent_instance;
};

static const SecretSchema schema = {
  .name = FERRY_APP_ID,
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "environment-id", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "name", SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

static gboolean
is_unavailable (const GError *cause)
{
  if (cause->domain == G_DBUS_ERROR)
    switch (cause->code)
      {
      case G_DBUS_ERROR_SERVICE_UNKNOWN:
      case G_DBUS_ERROR_NAME_HAS_NO_OWNER:
      case G_DBUS_ERROR_NO_SERVER:
      case G_DBUS_ERROR_NO_REPLY:
      case G_DBUS_ERROR_DISCONNECTED:
      case G_DBUS_ERROR_ACCESS_DENIED:
      case G_DBUS_ERROR_SPAWN_EXEC_FAILED:
      case G_DBUS_ERROR_SPAWN_FORK_FAILED:
      case G_DBUS_ERROR_SPAWN_CHILD_EXITED:
      case G_DBUS_ERROR_SPAWN_CHILD_SIGNALED:
      case G_DBUS_ERROR_SPAWN_FAILED:
      case G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND:
      case G_DBUS_ERROR_UNKNOWN_METHOD:
      case G_DBUS_ERROR_UNKNOWN_INTERFACE:
      case G_DBUS_ERROR_UNKNOWN_OBJECT:
        return TRUE;
      default:
        return FALSE;
      }
  /* What GIO says where there is no session bus at all, or where it went away. */
  return cause->domain == G_IO_ERROR && cause->code != G_IO_ERROR_DBUS_ERROR;
}

/* Fails @task with what became of @cause. Takes @cause. */
static void
fail (GTask *task, GError *cause)
{
  g_autoptr (GError) error = cause;

  if (g_task_return_error_if_cancelled (task))
    return;
  /* libsecret says "cancelled" of a prompt that was dismissed, too. */
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_new_error (task, FERRY_SECRET_ERROR, FERRY_SECRET_ERROR_LOCKED,
                             _ ("The keyring is locked and was not unlocked."));
  else if (is_unavailable (error))
    g_task_return_new_error (
      task, FERRY_SECRET_ERROR, FERRY_SECRET_ERROR_UNAVAILABLE,
      _ ("There is no keyring service in this session, so that no secret can be kept."));
  else
    {
      g_dbus_error_strip_remote_error (error);
      g_task_return_new_error (task, FERRY_SECRET_ERROR, FERRY_SECRET_ERROR_FAILED,
                               /* Translators: %s is the reason as the keyring gives it */
                               _ ("The keyring failed: %s"), error->message);
    }
}

/* The members of a table live as long as the strings given; libsecret copies them. */
static GHashTable *
create_attributes (const char *kind, const char *environment_id, const char *name)
{
  GHashTable *attributes = secret_attributes_build (&schema, "environment-id", environment_id, NULL);

  if (kind != NULL)
    g_hash_table_insert (attributes, g_strdup ("kind"), g_strdup (kind));
  if (name != NULL)
    g_hash_table_insert (attributes, g_strdup ("name"), g_strdup (name));
  return attributes;
}

/* Storing */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    fail (task, error);
  else
    fail (task, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, ""));
}

static void
ferry_keyring_store_async (FerrySecretStore *store,
                           FerrySecretKind kind,
                           const char *environment_id,
                           const char *name,
                           const char *label,
                           const char *secret,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  g_autoptr (GHashTable) attributes
    = create_attributes (ferry_secret_kind_to_nick (kind), environment_id, name);

  g_task_set_source_tag (task, ferry_keyring_store_async);
  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, secret, cancellable,
                          stored_cb, task);
}

static gboolean
finish_boolean (FerrySecretStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Looking up */

static void
retrieved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SecretValue *value
    = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);

  if (value == NULL && error != NULL)
    {
      fail (task, error);
      return;
    }
  if (value == NULL || secret_value_get_text (value) == NULL)
    {
      g_clear_pointer (&value, secret_value_unref);
      g_task_return_new_error (
        task, FERRY_SECRET_ERROR, FERRY_SECRET_ERROR_FAILED,
        _ ("The keyring holds something that isn’t text where a secret was expected."));
      return;
    }
  g_task_return_pointer (task, secret_value_unref_to_password (value, NULL),
                         (GDestroyNotify) ferry_secret_free);
}

static gboolean
is_locked (gpointer item)
{
  return SECRET_IS_ITEM (item) && secret_item_get_locked (item);
}

static SecretRetrievable *
find_newest (GList *items)
{
  SecretRetrievable *newest = NULL;

  for (GList *l = items; l != NULL; l = l->next)
    if (!is_locked (l->data)
        && (newest == NULL
            || secret_retrievable_get_modified (l->data) > secret_retrievable_get_modified (newest)))
      newest = l->data;
  return newest;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  SecretRetrievable *newest;
  GError *error = NULL;
  GList *items = secret_password_search_finish (result, &error);

  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  newest = find_newest (items);
  if (newest != NULL)
    secret_retrievable_retrieve_secret (newest, cancellable, retrieved_cb, g_steal_pointer (&task));
  else if (items != NULL)
    fail (task, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, ""));
  else
    g_task_return_pointer (task, NULL, NULL);
  g_list_free_full (items, g_object_unref);
}

/* A search and not libsecret's own lookup, which can't tell "locked" from "not there". */
static void
ferry_keyring_lookup_async (FerrySecretStore *store,
                            FerrySecretKind kind,
                            const char *environment_id,
                            const char *name,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  g_autoptr (GHashTable) attributes
    = create_attributes (ferry_secret_kind_to_nick (kind), environment_id, name);

  g_task_set_source_tag (task, ferry_keyring_lookup_async);
  secret_password_searchv (&schema, attributes, SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK, cancellable,
                           found_cb, task);
}

static char *
ferry_keyring_lookup_finish (FerrySecretStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Clearing */

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    fail (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
found_to_clear_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GHashTable *attributes = g_task_get_task_data (task);
  GError *error = NULL;
  GList *items = secret_password_search_finish (result, &error);
  gboolean locked = FALSE;

  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  for (GList *l = items; l != NULL; l = l->next)
    locked |= is_locked (l->data);
  if (locked)
    fail (task, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, ""));
  else if (items == NULL)
    g_task_return_boolean (task, TRUE);
  else
    secret_password_clearv (&schema, attributes, cancellable, cleared_cb, g_steal_pointer (&task));
  g_list_free_full (items, g_object_unref);
}

/* Unlocks first: libsecret passes over what is locked without a word. Takes @attributes. */
static void
clear (FerrySecretStore *store,
       GHashTable *attributes,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, clear);
  g_task_set_task_data (task, attributes, (GDestroyNotify) g_hash_table_unref);
  secret_password_searchv (&schema, attributes, SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK, cancellable,
                           found_to_clear_cb, task);
}

static void
ferry_keyring_clear_async (FerrySecretStore *store,
                           const char *environment_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  clear (store, create_attributes (NULL, environment_id, NULL), cancellable, callback, user_data);
}

static void
ferry_keyring_forget_async (FerrySecretStore *store,
                            FerrySecretKind kind,
                            const char *environment_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  clear (store, create_attributes (ferry_secret_kind_to_nick (kind), environment_id, NULL), cancellable,
         callback, user_data);
}

static void
ferry_keyring_secret_store_init (FerrySecretStoreInterface *iface)
{
  iface->store_async = ferry_keyring_store_async;
  iface->store_finish = finish_boolean;
  iface->lookup_async = ferry_keyring_lookup_async;
  iface->lookup_finish = ferry_keyring_lookup_finish;
  iface->clear_async = ferry_keyring_clear_async;
  iface->clear_finish = finish_boolean;
  iface->forget_async = ferry_keyring_forget_async;
  iface->forget_finish = finish_boolean;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryKeyring,
                               ferry_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FERRY_TYPE_SECRET_STORE,
                                                      ferry_keyring_secret_store_init))

static void
ferry_keyring_class_init (FerryKeyringClass *klass)
{
}

static void
ferry_keyring_init (FerryKeyring *self)
{
}

FerrySecretStore *
ferry_keyring_new (void)
{
  return g_object_new (FERRY_TYPE_KEYRING, NULL);
}
