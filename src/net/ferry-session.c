/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-session-private.h"

#include "ferry-error.h"
#include "ferry-exchange.h"
#include "ferry-json.h"
#include "ferry-request-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (FerrySession, ferry_session, G_TYPE_OBJECT)

static void
ferry_session_finalize (GObject *object)
{
  FerrySession *self = FERRY_SESSION (object);

  g_free (self->base_url);
  g_clear_pointer (&self->base_uri, g_uri_unref);
  g_free (self->host);
  g_clear_object (&self->authorizer);
  g_clear_object (&self->pool);

  G_OBJECT_CLASS (ferry_session_parent_class)->finalize (object);
}

static void
ferry_session_class_init (FerrySessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_session_finalize;
}

static void
ferry_session_init (FerrySession *self)
{
  self->retry = (FerryRetryPolicy){ .attempts = 4, .base_ms = 500, .max_ms = 30000 };
  self->read_timeout_ms = 60 * 1000;
  self->start_timeout_ms = 630 * 1000;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

/* The address, checked, without what doesn't belong into one; %NULL with an error. */
static GUri *
parse_base_url (const char *base_url, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) cause = NULL;
  const char *scheme, *host;

  uri = g_uri_parse (base_url, SOUP_HTTP_URI_FLAGS & ~G_URI_FLAGS_PARSE_RELAXED, &cause);
  if (uri == NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID, _ ("This isn’t an address: %s"), cause->message);
      return NULL;
    }
  scheme = g_uri_get_scheme (uri);
  host = g_uri_get_host (uri);
  if ((!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")) || host == NULL || *host == '\0')
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                           _ ("The address has to begin with “https://” and the name of a host."));
      return NULL;
    }
  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                           _ ("The address must not hold a user name, a password, “?” or “#”."));
      return NULL;
    }
  if (g_str_equal (scheme, "http") && !is_loopback (host))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_TLS,
                   /* Translators: %s is a host name */
                   _ ("“%s” has to be addressed with “https://”: only on this computer may the token travel "
                      "unencrypted."),
                   host);
      return NULL;
    }
  return g_steal_pointer (&uri);
}

FerrySession *
ferry_session_new (const char *base_url, FerryAuthorizer *authorizer, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  FerrySession *self;

  g_return_val_if_fail (base_url != NULL, NULL);
  g_return_val_if_fail (authorizer == NULL || FERRY_IS_AUTHORIZER (authorizer), NULL);

  uri = parse_base_url (base_url, error);
  if (uri == NULL)
    return NULL;

  self = g_object_new (FERRY_TYPE_SESSION, NULL);
  self->base_url = g_str_has_suffix (base_url, "/") ? g_strdup (base_url) : g_strconcat (base_url, "/", NULL);
  self->pool = ferry_pool_get (uri, authorizer);
  self->host = ferry_session_name_host (uri);
  self->base_uri = g_steal_pointer (&uri);
  self->authorizer = authorizer != NULL ? g_object_ref (authorizer) : NULL;
  return self;
}

FerryPool *
ferry_session_update_pool (FerrySession *self)
{
  g_autoptr (FerryPool) pool = ferry_pool_get (self->base_uri, self->authorizer);

  g_set_object (&self->pool, pool);
  return self->pool;
}

gboolean
ferry_session_is_local (FerrySession *self)
{
  g_return_val_if_fail (FERRY_IS_SESSION (self), FALSE);

  return ferry_pool_is_local (self->pool);
}

const char *
ferry_session_get_base_url (FerrySession *self)
{
  g_return_val_if_fail (FERRY_IS_SESSION (self), NULL);

  return self->base_url;
}

void
ferry_session_set_retry (FerrySession *self, guint attempts, guint base_ms, guint max_ms)
{
  g_return_if_fail (FERRY_IS_SESSION (self));
  g_return_if_fail (attempts > 0);

  self->retry = (FerryRetryPolicy){ .attempts = attempts, .base_ms = base_ms, .max_ms = max_ms };
}

void
ferry_session_set_timeouts (FerrySession *self, guint read_ms, guint start_ms)
{
  g_return_if_fail (FERRY_IS_SESSION (self));
  g_return_if_fail (read_ms > 0 && start_ms > 0);

  self->read_timeout_ms = read_ms;
  self->start_timeout_ms = start_ms;
}

static int
default_port (GUri *uri)
{
  return g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
}

static int
port_of (GUri *uri)
{
  return g_uri_get_port (uri) != -1 ? g_uri_get_port (uri) : default_port (uri);
}

gboolean
ferry_session_is_own (FerrySession *self, GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  return host != NULL && g_str_equal (g_uri_get_scheme (uri), g_uri_get_scheme (self->base_uri))
         && g_ascii_strcasecmp (host, g_uri_get_host (self->base_uri)) == 0
         && port_of (uri) == port_of (self->base_uri);
}

char *
ferry_session_name_host (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0')
    return g_strdup (g_uri_get_scheme (uri));
  if (port_of (uri) == default_port (uri))
    return g_strdup (host);
  if (strchr (host, ':') != NULL)
    return g_strdup_printf ("[%s]:%d", host, g_uri_get_port (uri));
  return g_strdup_printf ("%s:%d", host, g_uri_get_port (uri));
}

static gpointer
read_json (FerryAnswer *answer, gpointer user_data, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (answer->body, &size);

  return size == 0 ? NULL : ferry_json_parse (data, size, error);
}

static void
exchanged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  JsonNode *root = ferry_exchange_run_finish (FERRY_SESSION (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, root, (GDestroyNotify) json_node_unref);
}

void
ferry_session_send_async (FerrySession *self,
                          FerryRequest *request,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GUri) uri = NULL;
  GError *error = NULL;

  g_return_if_fail (FERRY_IS_SESSION (self));
  g_return_if_fail (FERRY_IS_REQUEST (request));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_session_send_async);
  uri = ferry_request_create_uri (request, self->base_url, &error);
  if (uri == NULL)
    g_task_return_error (task, error);
  else
    ferry_exchange_run_async (self, request, uri, read_json, NULL, (GDestroyNotify) json_node_unref,
                              cancellable, exchanged_cb, g_steal_pointer (&task));
}

JsonNode *
ferry_session_send_finish (FerrySession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
