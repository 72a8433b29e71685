/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-random.h"

#include <string.h>
#include <unistd.h>

#define TOKEN_SIZE 32

char *
ferry_base64url_encode (const guchar *data, gsize size)
{
  char *text = g_base64_encode (data, size);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

GBytes *
ferry_base64url_decode (const char *text)
{
  gsize length = strcspn (text, "="), size;
  g_autoptr (GString) plain = NULL;
  guchar *data;

  if (length + strspn (text + length, "=") != strlen (text) || length % 4 == 1)
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '_')
      return NULL;

  plain = g_string_new_len (text, (gssize) length);
  g_strdelimit (plain->str, "-", '+');
  g_strdelimit (plain->str, "_", '/');
  while (plain->len % 4 != 0)
    g_string_append_c (plain, '=');
  data = g_base64_decode (plain->str, &size);
  return g_bytes_new_take (data, size);
}

char *
ferry_random_token (void)
{
  guchar bytes[TOKEN_SIZE];

  /* Fails only for more than 256 bytes, or on a kernel older than all we run on. */
  if (getentropy (bytes, sizeof bytes) != 0)
    g_error ("The system gives no random numbers");
  return ferry_base64url_encode (bytes, sizeof bytes);
}

char *
ferry_code_challenge (const char *verifier)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) verifier, -1);
  g_checksum_get_digest (checksum, digest, &size);
  return ferry_base64url_encode (digest, size);
}
