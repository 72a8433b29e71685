/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-answer.h"

#include "ferry-error.h"
#include "ferry-retry.h"

#include <glib/gi18n-lib.h>

/* The largest page of the service is some 5 MB; this only keeps a hostile answer from eating all memory. */
#define MAX_DECODED (512u * 1024 * 1024)
#define DECODE_STEP (256u * 1024)

FerryAnswer *
ferry_answer_new (SoupMessage *message, GBytes *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  FerryAnswer *self = g_new0 (FerryAnswer, 1);
  const char *media_type = soup_message_headers_get_content_type (headers, NULL);

  self->status = soup_message_get_status (message);
  self->secure = soup_message_get_tls_peer_certificate (message) != NULL;
  self->media_type = media_type != NULL ? g_ascii_strdown (media_type, -1) : NULL;
  self->encoding = g_strdup (soup_message_headers_get_one (headers, "Content-Encoding"));
  self->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  self->retry_after = ferry_retry_parse_after (soup_message_headers_get_one (headers, "Retry-After"),
                                               g_get_real_time () / G_USEC_PER_SEC);
  self->body = body;
  return self;
}

void
ferry_answer_free (FerryAnswer *self)
{
  g_free (self->media_type);
  g_free (self->encoding);
  g_free (self->location);
  g_bytes_unref (self->body);
  g_free (self);
}

static GBytes *
gunzip (GBytes *packed, GError **error)
{
  g_autoptr (GZlibDecompressor) zip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  const guint8 *data;
  gsize size, used = 0;

  data = g_bytes_get_data (packed, &size);
  while (result != G_CONVERTER_FINISHED)
    {
      guint length = plain->len;
      gsize bytes_read, bytes_written;

      g_byte_array_set_size (plain, length + DECODE_STEP);
      result
        = g_converter_convert (G_CONVERTER (zip), data + used, size - used, plain->data + length, DECODE_STEP,
                               G_CONVERTER_INPUT_AT_END, &bytes_read, &bytes_written, error);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      used += bytes_read;
      g_byte_array_set_size (plain, length + (guint) bytes_written);
      if (plain->len > MAX_DECODED)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _ ("it is too large"));
          return NULL;
        }
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&plain));
}

gboolean
ferry_answer_decode (FerryAnswer *self, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GBytes *plain;

  if (self->encoding == NULL || g_ascii_strcasecmp (self->encoding, "identity") == 0
      || g_bytes_get_size (self->body) == 0)
    return TRUE;
  if (g_ascii_strcasecmp (self->encoding, "gzip") != 0 && g_ascii_strcasecmp (self->encoding, "x-gzip") != 0)
    {
      g_autofree char *encoding = g_utf8_make_valid (self->encoding, -1);

      g_set_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                   /* Translators: %s is the name of a compression */
                   _ ("The service’s answer is encoded as “%s”, which wasn’t asked for."), encoding);
      return FALSE;
    }
  plain = gunzip (self->body, &cause);
  if (plain == NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                   _ ("The service’s compressed answer can’t be unpacked: %s"), cause->message);
      return FALSE;
    }
  g_bytes_unref (self->body);
  self->body = plain;
  g_clear_pointer (&self->encoding, g_free);
  return TRUE;
}

static gboolean
is_json (const char *media_type)
{
  return g_str_equal (media_type, "application/json") || g_str_equal (media_type, "text/json")
         || g_str_has_suffix (media_type, "+json");
}

static gboolean
starts_like_html (GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  while (size > 0 && g_ascii_isspace (*data))
    {
      data++;
      size--;
    }
  return size > 0 && *data == '<';
}

gboolean
ferry_answer_check (FerryAnswer *self, const char *host, gboolean may_be_empty, GError **error)
{
  if (g_bytes_get_size (self->body) == 0)
    {
      if (may_be_empty || self->status == SOUP_STATUS_NO_CONTENT)
        return TRUE;
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                   /* Translators: %s is a host name */
                   _ ("“%s” gave an empty answer. Check address, tenant and environment."), host);
      return FALSE;
    }
  if (starts_like_html (self->body))
    {
      g_set_error (
        error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
        /* Translators: %s is a host name */
        _ ("“%s” answered with a web page instead of data. Check the address, and whether the network "
           "asks for a sign-in."),
        host);
      return FALSE;
    }
  if (self->media_type != NULL && !is_json (self->media_type))
    {
      g_autofree char *media_type = g_utf8_make_valid (self->media_type, -1);

      g_set_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                   /* Translators: %1$s is a host name, %2$s a media type such as “text/plain” */
                   _ ("“%1$s” answered with “%2$s” instead of JSON. Check the address."), host, media_type);
      return FALSE;
    }
  return TRUE;
}
