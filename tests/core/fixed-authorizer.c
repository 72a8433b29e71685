/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixed-authorizer.h"

struct _FixedAuthorizer
{
  GObject parent_instance;

  char *header;
};

static void
fixed_authorizer_authorize_async (FerryAuthorizer *authorizer,
                                  const char *refused,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (authorizer, cancellable, callback, user_data);

  g_task_return_pointer (task, g_strdup (FIXED_AUTHORIZER (authorizer)->header), g_free);
}

static char *
fixed_authorizer_authorize_finish (FerryAuthorizer *authorizer, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fixed_authorizer_authorizer_init (FerryAuthorizerInterface *iface)
{
  iface->authorize_async = fixed_authorizer_authorize_async;
  iface->authorize_finish = fixed_authorizer_authorize_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FixedAuthorizer,
                               fixed_authorizer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FERRY_TYPE_AUTHORIZER,
                                                      fixed_authorizer_authorizer_init))

static void
fixed_authorizer_finalize (GObject *object)
{
  g_free (FIXED_AUTHORIZER (object)->header);

  G_OBJECT_CLASS (fixed_authorizer_parent_class)->finalize (object);
}

static void
fixed_authorizer_class_init (FixedAuthorizerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fixed_authorizer_finalize;
}

static void
fixed_authorizer_init (FixedAuthorizer *self)
{
}

FerryAuthorizer *
fixed_authorizer_new (const char *token)
{
  FixedAuthorizer *self = g_object_new (FIXED_TYPE_AUTHORIZER, NULL);

  self->header = g_strconcat ("Bearer ", token, NULL);
  return FERRY_AUTHORIZER (self);
}
