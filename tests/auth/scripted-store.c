/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scripted-store.h"

struct _ScriptedStore
{
  GObject parent_instance;

  guint lookups;
  GQueue pending;
};

static void
scripted_store_lookup_async (FerrySecretStore *store,
                             FerrySecretKind kind,
                             const char *environment_id,
                             const char *name,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ScriptedStore *self = SCRIPTED_STORE (store);

  g_assert_cmpint (kind, ==, FERRY_SECRET_TOKEN);
  g_assert_cmpstr (environment_id, ==, "environment");
  g_assert_cmpstr (name, ==, "");
  self->lookups++;
  g_queue_push_tail (&self->pending, g_task_new (self, cancellable, callback, user_data));
}

static char *
scripted_store_lookup_finish (FerrySecretStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
scripted_store_secret_store_init (FerrySecretStoreInterface *iface)
{
  iface->lookup_async = scripted_store_lookup_async;
  iface->lookup_finish = scripted_store_lookup_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ScriptedStore,
                               scripted_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FERRY_TYPE_SECRET_STORE,
                                                      scripted_store_secret_store_init))

static void
scripted_store_class_init (ScriptedStoreClass *klass)
{
}

static void
scripted_store_init (ScriptedStore *self)
{
  g_queue_init (&self->pending);
}

ScriptedStore *
scripted_store_new (void)
{
  return g_object_new (SCRIPTED_TYPE_STORE, NULL);
}

guint
scripted_store_get_lookups (ScriptedStore *self)
{
  return self->lookups;
}

guint
scripted_store_get_pending (ScriptedStore *self)
{
  return self->pending.length;
}

void
scripted_store_answer (ScriptedStore *self, const char *secret, GError *error)
{
  g_autoptr (GTask) task = g_queue_pop_head (&self->pending);

  g_assert_nonnull (task);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_strdup (secret), (GDestroyNotify) ferry_secret_free);
}
