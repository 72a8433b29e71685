/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-response.h"

#include <string.h>

/* Smaller ones gain nothing. */
#define MIN_COMPRESSED 1024

static const char GATEWAY_PAGE[] = "<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head>\n"
                                   "<body><h1>Bad gateway</h1><p>The server behind it can't be reached.</p>"
                                   "</body></html>\n";

char *
sandbox_response_get_origin (SoupServerMessage *message, const char *fallback)
{
  const char *host = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");
  gboolean usable = host != NULL && *host != '\0';

  for (const char *p = host; usable && *p != '\0'; p++)
    usable = g_ascii_isalnum (*p) || strchr (".:-_[]", *p) != NULL;
  return usable ? g_strconcat ("http://", host, NULL) : g_strdup (fallback);
}

static gboolean
accepts_gzip (SoupServerMessage *message)
{
  const char *header
    = soup_message_headers_get_list (soup_server_message_get_request_headers (message), "Accept-Encoding");
  GSList *codings;
  gboolean found = FALSE;

  if (header == NULL)
    return FALSE;
  codings = soup_header_parse_quality_list (header, NULL);
  for (GSList *l = codings; l != NULL; l = l->next)
    found = found || g_ascii_strcasecmp (l->data, "gzip") == 0 || strcmp (l->data, "*") == 0;
  soup_header_free_list (codings);
  return found;
}

static GBytes *
compress (const GString *body)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 3);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  if (!g_output_stream_write_all (stream, body->str, body->len, NULL, NULL, NULL)
      || !g_output_stream_close (stream, NULL, NULL))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
replace_header (SoupMessageHeaders *headers, const char *name, const char *value)
{
  if (value != NULL)
    soup_message_headers_replace (headers, name, value);
}

/* Forms lead back here, and from here to the application that waits on this machine. */
static void
protect_page (SoupMessageHeaders *headers)
{
  replace_header (headers, "Referrer-Policy", "no-referrer");
  replace_header (headers, "Content-Security-Policy",
                  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http://127.0.0.1:* "
                  "http://localhost:* http://[::1]:*; frame-ancestors 'none'");
}

void
sandbox_response_send (SoupServerMessage *message, const SandboxReply *reply, const char *correlation_id)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GBytes) packed = NULL;

  soup_server_message_set_status (message, reply->status, NULL);
  if (g_strcmp0 (reply->content_type, SANDBOX_CONTENT_TYPE_HTML) == 0)
    protect_page (headers);
  else if (g_strcmp0 (reply->content_type, SANDBOX_CONTENT_TYPE_PLAIN_JSON) != 0)
    replace_header (headers, "OData-Version", "4.0");
  replace_header (headers, "ms-correlation-x", correlation_id);
  replace_header (headers, "Cache-Control", "no-store");
  replace_header (headers, "Location", reply->location);
  replace_header (headers, "ETag", reply->etag);
  replace_header (headers, "Allow", reply->allow);
  replace_header (headers, "Preference-Applied", reply->preference_applied);
  if (reply->content_type == NULL)
    return;

  replace_header (headers, "Vary", "Accept-Encoding");
  if (reply->body->len >= MIN_COMPRESSED && accepts_gzip (message))
    packed = compress (reply->body);
  if (packed != NULL)
    {
      gsize length;
      const char *data = g_bytes_get_data (packed, &length);

      replace_header (headers, "Content-Encoding", "gzip");
      soup_server_message_set_response (message, reply->content_type, SOUP_MEMORY_COPY, data, length);
    }
  else
    soup_server_message_set_response (message, reply->content_type, SOUP_MEMORY_COPY, reply->body->str,
                                      reply->body->len);
}

void
sandbox_response_send_fault (SoupServerMessage *message, const SandboxFault *fault, const char *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *retry_after = sandbox_fault_get_retry_after (fault);

  soup_server_message_set_status (message, fault->status, NULL);
  replace_header (headers, "Retry-After", retry_after);
  if (fault->status == 401)
    replace_header (headers, "WWW-Authenticate", SANDBOX_CHALLENGE);
  if (fault->kind == SANDBOX_FAULT_HTML)
    soup_server_message_set_response (message, SANDBOX_CONTENT_TYPE_HTML, SOUP_MEMORY_STATIC, GATEWAY_PAGE,
                                      strlen (GATEWAY_PAGE));
  else if (fault->status != 204 && fault->status != 304)
    soup_server_message_set_response (message, SANDBOX_CONTENT_TYPE_JSON, SOUP_MEMORY_COPY, body,
                                      strlen (body));
}

void
sandbox_response_send_half (SoupServerMessage *message, const SandboxReply *reply)
{
  GSocket *socket = soup_server_message_get_socket (message);
  g_autoptr (GString) raw = g_string_new (NULL);
  gsize sent = 0;

  if (socket == NULL)
    return;
  g_string_append_printf (raw,
                          "HTTP/1.1 %u Injected\r\nContent-Type: " SANDBOX_CONTENT_TYPE_JSON "\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          reply->status, MAX (reply->body->len, 2));
  g_string_append_len (raw, reply->body->str, (gssize) (reply->body->len / 2));
  /* What doesn't fit into the socket's buffer is cut off as well. */
  while (sent < raw->len)
    {
      gssize written
        = g_socket_send_with_blocking (socket, raw->str + sent, raw->len - sent, FALSE, NULL, NULL);

      if (written <= 0)
        break;
      sent += (gsize) written;
    }
}

void
sandbox_response_garble (SandboxReply *reply)
{
  for (gsize i = 0; i < reply->body->len; i += 7)
    reply->body->str[i] = (char) (i % 2 == 0 ? '\xff' : '}');
  if (reply->content_type == NULL)
    {
      reply->content_type = SANDBOX_CONTENT_TYPE_JSON;
      reply->status = 200;
      g_string_assign (reply->body, "{\"value\":[}");
    }
}
