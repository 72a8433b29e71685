/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-request-private.h"

#include "ferry-error.h"

#include <glib/gi18n-lib.h>

/* What OData writes plainly in a query; `&`, `=`, `+`, `;` and `#` would change its meaning. */
#define PLAIN_IN_QUERY "$'(),*:/@!"

struct _FerryRequest
{
  GObject parent_instance;

  FerryRequestKind kind;
  char *method;
  char *path;
  GString *query;
  char *if_match;
  GBytes *body;
  const char *body_type;
  guint page_size;
};

G_DEFINE_FINAL_TYPE (FerryRequest, ferry_request, G_TYPE_OBJECT)

static void
ferry_request_finalize (GObject *object)
{
  FerryRequest *self = FERRY_REQUEST (object);

  g_free (self->method);
  g_free (self->path);
  g_string_free (self->query, TRUE);
  g_free (self->if_match);
  g_clear_pointer (&self->body, g_bytes_unref);

  G_OBJECT_CLASS (ferry_request_parent_class)->finalize (object);
}

static void
ferry_request_class_init (FerryRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_request_finalize;
}

static void
ferry_request_init (FerryRequest *self)
{
  self->query = g_string_new (NULL);
}

FerryRequest *
ferry_request_new (FerryRequestKind kind, const char *method, const char *path)
{
  FerryRequest *self;

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (FERRY_TYPE_REQUEST, NULL);
  self->kind = kind;
  self->method = g_strdup (method);
  self->path = g_strdup (path);
  return self;
}

void
ferry_request_add_query (FerryRequest *self, const char *name, const char *value)
{
  g_return_if_fail (FERRY_IS_REQUEST (self));
  g_return_if_fail (name != NULL && value != NULL);

  if (self->query->len > 0)
    g_string_append_c (self->query, '&');
  g_string_append_uri_escaped (self->query, name, PLAIN_IN_QUERY, FALSE);
  g_string_append_c (self->query, '=');
  g_string_append_uri_escaped (self->query, value, PLAIN_IN_QUERY, FALSE);
}

void
ferry_request_set_if_match (FerryRequest *self, const char *etag)
{
  g_return_if_fail (FERRY_IS_REQUEST (self));

  g_free (self->if_match);
  self->if_match = g_strdup (etag);
}

/* The body may hold a connection string or a token: it isn't left lying in freed memory. */
static void
free_body (gpointer data)
{
  GString *body = data;

  explicit_bzero (body->str, body->allocated_len);
  g_string_free (body, TRUE);
}

void
ferry_request_set_body (FerryRequest *self, JsonNode *body)
{
  g_autoptr (JsonGenerator) generator = NULL;
  GString *text;

  g_return_if_fail (FERRY_IS_REQUEST (self));
  g_return_if_fail (body != NULL);

  generator = json_generator_new ();
  json_generator_set_root (generator, body);
  text = json_generator_to_gstring (generator, g_string_sized_new (1024));
  json_node_unref (body);

  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_new_with_free_func (text->str, text->len, free_body, text);
  self->body_type = "application/json";
}

void
ferry_request_set_form (FerryRequest *self, ...)
{
  GString *text;
  va_list arguments;
  const char *name;

  g_return_if_fail (FERRY_IS_REQUEST (self));

  /* Roomy, so that no half of a secret stays where the text has grown out of. */
  text = g_string_sized_new (16 * 1024);
  va_start (arguments, self);
  while ((name = va_arg (arguments, const char *)) != NULL)
    {
      const char *value = va_arg (arguments, const char *);

      if (value == NULL)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '&');
      g_string_append_uri_escaped (text, name, NULL, FALSE);
      g_string_append_c (text, '=');
      g_string_append_uri_escaped (text, value, NULL, FALSE);
    }
  va_end (arguments);

  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_new_with_free_func (text->str, text->len, free_body, text);
  self->body_type = "application/x-www-form-urlencoded";
}

void
ferry_request_set_page_size (FerryRequest *self, guint size)
{
  g_return_if_fail (FERRY_IS_REQUEST (self));

  self->page_size = size;
}

FerryRequestKind
ferry_request_get_kind (FerryRequest *self)
{
  g_return_val_if_fail (FERRY_IS_REQUEST (self), FERRY_REQUEST_READ);

  return self->kind;
}

const char *
ferry_request_get_method (FerryRequest *self)
{
  g_return_val_if_fail (FERRY_IS_REQUEST (self), NULL);

  return self->method;
}

const char *
ferry_request_get_path (FerryRequest *self)
{
  g_return_val_if_fail (FERRY_IS_REQUEST (self), NULL);

  return self->path;
}

GUri *
ferry_request_create_uri (FerryRequest *self, const char *base_url, GError **error)
{
  g_autofree char *address = NULL;
  g_autoptr (GError) cause = NULL;
  GUri *uri;

  address = g_strconcat (base_url, self->path, self->query->len > 0 ? "?" : "", self->query->str, NULL);
  uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, &cause);
  if (uri == NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID, _ ("“%s” isn’t an address: %s"), address,
                 cause->message);
  return uri;
}

SoupMessage *
ferry_request_create_message (FerryRequest *self, GUri *uri, const char *authorization)
{
  SoupMessage *message = soup_message_new_from_uri (self->method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  SoupMessageFlags flags = SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE;

  /* libsoup sends a request again by itself where a kept connection turns out to be dead, if it thinks the
   * method harmless. On a new connection it doesn't, so that what changes something goes out once. */
  if (self->kind != FERRY_REQUEST_READ)
    flags |= SOUP_MESSAGE_NEW_CONNECTION;
  soup_message_set_flags (message, flags);

  soup_message_headers_replace (headers, "Accept", "application/json");
  soup_message_headers_replace (headers, "Accept-Encoding", "gzip");
  if (authorization != NULL)
    soup_message_headers_replace (headers, "Authorization", authorization);
  if (self->if_match != NULL)
    soup_message_headers_replace (headers, "If-Match", self->if_match);
  if (self->page_size > 0)
    {
      g_autofree char *prefer = g_strdup_printf ("odata.maxpagesize=%u", self->page_size);

      soup_message_headers_replace (headers, "Prefer", prefer);
    }
  if (self->body != NULL)
    soup_message_set_request_body_from_bytes (message, self->body_type, self->body);
  return message;
}
