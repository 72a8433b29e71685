/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory-store.h"

struct _MemoryStore
{
  GObject parent_instance;

  GHashTable *secrets;
  gboolean missing;
  guint lookups;
};

static char *
make_key (FerrySecretKind kind, const char *environment)
{
  return g_strdup_printf ("%s %s", ferry_secret_kind_to_nick (kind), environment);
}

static gboolean
fail_if_missing (MemoryStore *self, GTask *task)
{
  if (self->missing)
    g_task_return_new_error (task, FERRY_SECRET_ERROR, FERRY_SECRET_ERROR_UNAVAILABLE, "There is none.");
  return self->missing;
}

static void
memory_store_store_async (FerrySecretStore *store,
                          FerrySecretKind kind,
                          const char *environment_id,
                          const char *name,
                          const char *label,
                          const char *secret,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  if (fail_if_missing (MEMORY_STORE (store), task))
    return;
  memory_store_put (MEMORY_STORE (store), kind, environment_id, secret);
  g_task_return_boolean (task, TRUE);
}

static gboolean
finish_boolean (FerrySecretStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
memory_store_lookup_async (FerrySecretStore *store,
                           FerrySecretKind kind,
                           const char *environment_id,
                           const char *name,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  MEMORY_STORE (store)->lookups++;
  if (!fail_if_missing (MEMORY_STORE (store), task))
    g_task_return_pointer (task, g_strdup (memory_store_get (MEMORY_STORE (store), kind, environment_id)),
                           (GDestroyNotify) ferry_secret_free);
}

static char *
memory_store_lookup_finish (FerrySecretStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_of (gpointer key, gpointer value, gpointer environment)
{
  return g_str_has_suffix (key, environment);
}

static void
memory_store_clear_async (FerrySecretStore *store,
                          const char *environment_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  if (fail_if_missing (MEMORY_STORE (store), task))
    return;
  g_hash_table_foreach_remove (MEMORY_STORE (store)->secrets, is_of, (gpointer) environment_id);
  g_task_return_boolean (task, TRUE);
}

static void
memory_store_forget_async (FerrySecretStore *store,
                           FerrySecretKind kind,
                           const char *environment_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  if (fail_if_missing (MEMORY_STORE (store), task))
    return;
  memory_store_put (MEMORY_STORE (store), kind, environment_id, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
memory_store_secret_store_init (FerrySecretStoreInterface *iface)
{
  iface->store_async = memory_store_store_async;
  iface->store_finish = finish_boolean;
  iface->lookup_async = memory_store_lookup_async;
  iface->lookup_finish = memory_store_lookup_finish;
  iface->clear_async = memory_store_clear_async;
  iface->clear_finish = finish_boolean;
  iface->forget_async = memory_store_forget_async;
  iface->forget_finish = finish_boolean;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MemoryStore,
                               memory_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FERRY_TYPE_SECRET_STORE,
                                                      memory_store_secret_store_init))

static void
memory_store_finalize (GObject *object)
{
  g_hash_table_unref (MEMORY_STORE (object)->secrets);
  G_OBJECT_CLASS (memory_store_parent_class)->finalize (object);
}

static void
memory_store_class_init (MemoryStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = memory_store_finalize;
}

static void
memory_store_init (MemoryStore *self)
{
  self->secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

MemoryStore *
memory_store_new (void)
{
  return g_object_new (MEMORY_TYPE_STORE, NULL);
}

void
memory_store_set_missing (MemoryStore *self, gboolean missing)
{
  self->missing = missing;
}

void
memory_store_put (MemoryStore *self, FerrySecretKind kind, const char *environment, const char *secret)
{
  g_autofree char *key = make_key (kind, environment);

  if (secret != NULL)
    g_hash_table_insert (self->secrets, g_steal_pointer (&key), g_strdup (secret));
  else
    g_hash_table_remove (self->secrets, key);
}

const char *
memory_store_get (MemoryStore *self, FerrySecretKind kind, const char *environment)
{
  g_autofree char *key = make_key (kind, environment);

  return g_hash_table_lookup (self->secrets, key);
}

guint
memory_store_get_lookups (MemoryStore *self)
{
  return self->lookups;
}
