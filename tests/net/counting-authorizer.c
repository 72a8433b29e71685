/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "counting-authorizer.h"

#include "ferry-error.h"

struct _CountingAuthorizer
{
  GObject parent_instance;

  char *first;
  char *second;
  char *user;
  guint asked;
  guint renewed;
};

static void
counting_authorizer_authorize_async (FerryAuthorizer *authorizer,
                                     const char *refused,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  CountingAuthorizer *self = COUNTING_AUTHORIZER (authorizer);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->asked++;
  self->renewed += refused != NULL ? 1 : 0;
  if (self->renewed == 0 && self->first != NULL)
    g_task_return_pointer (task, g_strdup (self->first), g_free);
  else if (self->renewed > 0 && self->second != NULL)
    g_task_return_pointer (task, g_strdup (self->second), g_free);
  else
    g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED, "nobody is signed in");
}

static char *
counting_authorizer_authorize_finish (FerryAuthorizer *authorizer, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
counting_authorizer_dup_user (FerryAuthorizer *authorizer)
{
  return g_strdup (COUNTING_AUTHORIZER (authorizer)->user);
}

static void
counting_authorizer_authorizer_init (FerryAuthorizerInterface *iface)
{
  iface->dup_user = counting_authorizer_dup_user;
  iface->authorize_async = counting_authorizer_authorize_async;
  iface->authorize_finish = counting_authorizer_authorize_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CountingAuthorizer,
                               counting_authorizer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FERRY_TYPE_AUTHORIZER,
                                                      counting_authorizer_authorizer_init))

static void
counting_authorizer_finalize (GObject *object)
{
  CountingAuthorizer *self = COUNTING_AUTHORIZER (object);

  g_free (self->first);
  g_free (self->second);
  g_free (self->user);
  G_OBJECT_CLASS (counting_authorizer_parent_class)->finalize (object);
}

static void
counting_authorizer_class_init (CountingAuthorizerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = counting_authorizer_finalize;
}

static void
counting_authorizer_init (CountingAuthorizer *self)
{
}

CountingAuthorizer *
counting_authorizer_new (const char *first, const char *second)
{
  CountingAuthorizer *self = g_object_new (COUNTING_TYPE_AUTHORIZER, NULL);

  self->first = g_strdup (first);
  self->second = g_strdup (second);
  return self;
}

guint
counting_authorizer_get_asked (CountingAuthorizer *self)
{
  return self->asked;
}

guint
counting_authorizer_get_renewed (CountingAuthorizer *self)
{
  return self->renewed;
}

void
counting_authorizer_set_user (CountingAuthorizer *self, const char *user)
{
  g_free (self->user);
  self->user = g_strdup (user);
}
