/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-admin-center.h"

#include <string.h>

struct _FerryAdminCenter
{
  GObject parent_instance;

  FerrySession *session;
};

G_DEFINE_FINAL_TYPE (FerryAdminCenter, ferry_admin_center, G_TYPE_OBJECT)

static void
ferry_admin_center_finalize (GObject *object)
{
  g_clear_object (&FERRY_ADMIN_CENTER (object)->session);

  G_OBJECT_CLASS (ferry_admin_center_parent_class)->finalize (object);
}

static void
ferry_admin_center_class_init (FerryAdminCenterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_admin_center_finalize;
}

static void
ferry_admin_center_init (FerryAdminCenter *self)
{
}

FerryAdminCenter *
ferry_admin_center_new (const char *base_url, FerryAuthorizer *authorizer, GError **error)
{
  g_autoptr (FerryAdminCenter) self = NULL;
  g_autofree char *base = NULL;
  g_autofree char *url = NULL;

  g_return_val_if_fail (base_url != NULL, NULL);
  g_return_val_if_fail (authorizer == NULL || FERRY_IS_AUTHORIZER (authorizer), NULL);

  base = g_strdup (base_url);
  for (gsize length = strlen (base); length > 0 && base[length - 1] == '/'; length--)
    base[length - 1] = '\0';
  url = g_strdup_printf ("%s/admin/%s/applications/%s/", base, FERRY_ADMIN_CENTER_VERSION,
                         FERRY_ADMIN_CENTER_FAMILY);
  self = g_object_new (FERRY_TYPE_ADMIN_CENTER, NULL);
  self->session = ferry_session_new (url, authorizer, error);
  return self->session != NULL ? g_steal_pointer (&self) : NULL;
}

FerrySession *
ferry_admin_center_get_session (FerryAdminCenter *self)
{
  g_return_val_if_fail (FERRY_IS_ADMIN_CENTER (self), NULL);

  return self->session;
}

/* ---- Operations ---- */

static int
compare_age (gconstpointer a, gconstpointer b)
{
  gint64 first = ferry_admin_operation_get_created_time (*(FerryAdminOperation *const *) a);
  gint64 second = ferry_admin_operation_get_created_time (*(FerryAdminOperation *const *) b);

  return first == second ? 0 : first < second ? 1 : -1;
}

static void
on_operations (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr (GPtrArray) objects = ferry_session_collect_finish (FERRY_SESSION (source), result, &error);

  for (guint i = 0; objects != NULL && error == NULL && i < objects->len; i++)
    {
      FerryAdminOperation *operation
        = ferry_admin_operation_new_from_json (g_ptr_array_index (objects, i), &error);

      if (operation != NULL)
        g_ptr_array_add (operations, operation);
    }
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_sort (operations, compare_age);
  g_task_return_pointer (task, g_steal_pointer (&operations), (GDestroyNotify) g_ptr_array_unref);
}

void
ferry_admin_center_list_operations_async (FerryAdminCenter *self,
                                          const char *environment,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (FerryRequest) request = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (FERRY_IS_ADMIN_CENTER (self));
  g_return_if_fail (environment != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_admin_center_list_operations_async);
  name = g_uri_escape_string (environment, NULL, FALSE);
  path = g_strdup_printf ("environments/%s/operations", name);
  request = ferry_request_new (FERRY_REQUEST_READ, "GET", path);
  ferry_session_collect_async (self->session, request, cancellable, on_operations, g_object_ref (task));
}

GPtrArray *
ferry_admin_center_list_operations_finish (FerryAdminCenter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Environments ---- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  g_autofree char *first
    = g_utf8_collate_key (ferry_tenant_environment_get_name (*(FerryTenantEnvironment *const *) a), -1);
  g_autofree char *second
    = g_utf8_collate_key (ferry_tenant_environment_get_name (*(FerryTenantEnvironment *const *) b), -1);

  return strcmp (first, second);
}

static void
on_environments (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) environments = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr (GPtrArray) objects = ferry_session_collect_finish (FERRY_SESSION (source), result, &error);

  for (guint i = 0; objects != NULL && error == NULL && i < objects->len; i++)
    {
      FerryTenantEnvironment *environment
        = ferry_tenant_environment_new_from_json (g_ptr_array_index (objects, i), &error);

      if (environment != NULL)
        g_ptr_array_add (environments, environment);
    }
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_sort (environments, compare_names);
  g_task_return_pointer (task, g_steal_pointer (&environments), (GDestroyNotify) g_ptr_array_unref);
}

void
ferry_admin_center_list_environments_async (FerryAdminCenter *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_READ, "GET", "environments");
  GTask *task;

  g_return_if_fail (FERRY_IS_ADMIN_CENTER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_admin_center_list_environments_async);
  ferry_session_collect_async (self->session, request, cancellable, on_environments, task);
}

GPtrArray *
ferry_admin_center_list_environments_finish (FerryAdminCenter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
