/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-secret.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "ferry-cli-exit.h"
#include "ferry-secret-store.h"

/* Tokens of people with many groups are long; no secret is as long as this. */
#define MAX_LENGTH (64 * 1024)

gboolean
ferry_cli_secret_is_given (const FerryCliSecret *self)
{
  return self->from_stdin || self->fd != NULL;
}

typedef struct
{
  char *buffer;
  gsize length;
  GError *error;
  gboolean done;
} Reading;

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;

  g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &reading->length, &reading->error);
  reading->done = TRUE;
}

char *
ferry_cli_secret_read (const FerryCliSecret *self,
                       const char *what,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GInputStream) input = NULL;
  Reading reading = { NULL, 0, NULL, FALSE };
  guint64 fd = STDIN_FILENO;

  if (self->fd != NULL && !g_ascii_string_to_unsigned (self->fd, 10, 0, G_MAXINT, &fd, NULL))
    {
      g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                   _ ("“%s” is no number of a file descriptor."), self->fd);
      return NULL;
    }
  input = g_unix_input_stream_new ((int) fd, FALSE);

  reading.buffer = g_malloc0 (MAX_LENGTH + 1);
  g_input_stream_read_all_async (input, reading.buffer, MAX_LENGTH, G_PRIORITY_DEFAULT, cancellable, on_read,
                                 &reading);
  while (!reading.done)
    g_main_context_iteration (NULL, TRUE);

  if (reading.error == NULL)
    {
      while (reading.length > 0 && strchr ("\r\n", reading.buffer[reading.length - 1]) != NULL)
        reading.buffer[--reading.length] = '\0';
      if (reading.length > 0 && reading.length < MAX_LENGTH
          && g_utf8_validate (reading.buffer, (gssize) reading.length, NULL))
        return reading.buffer;
      reading.error = g_error_new (FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                                   /* Translators: %s is such as “the token” */
                                   _ ("There is nothing usable on the input where %s should be."), what);
    }
  else if (!g_error_matches (reading.error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      GError *cause = reading.error;

      reading.error = g_error_new (FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                                   /* Translators: %1$s is such as “the token”, %2$d a number, %3$s why */
                                   _ ("Descriptor %2$d should give %1$s, but can’t be read: %3$s"), what,
                                   (int) fd, cause->message);
      g_error_free (cause);
    }
  explicit_bzero (reading.buffer, MAX_LENGTH);
  g_free (reading.buffer);
  g_propagate_error (error, reading.error);
  return NULL;
}

/* ---- Where secrets don't belong ---- */

/* A JSON Web Token begins with `{"` in base64url, and so does its payload. */
static gboolean
is_token (const char *text)
{
  const char *dot = strchr (text, '.');

  return strlen (text) > 60 && g_str_has_prefix (text, "eyJ") && dot != NULL
         && g_str_has_prefix (dot, ".eyJ");
}

static gboolean
holds_password (const char *text)
{
  g_autofree char *folded = g_ascii_strdown (text, -1);

  for (const char *p = folded; (p = strpbrk (p, "p")) != NULL; p++)
    {
      const char *rest = g_str_has_prefix (p, "password") ? p + 8
                         : g_str_has_prefix (p, "pwd")    ? p + 3
                                                          : NULL;

      if (rest == NULL || (p > folded && g_ascii_isalnum (p[-1])))
        continue;
      while (*rest == ' ')
        rest++;
      if (*rest == '=' && rest[1] != '\0' && strchr (folded, ';') != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
refuse (GError **error, const char *where)
{
  g_set_error (
    error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
    /* Translators: %s says where, such as “an argument” */
    _ ("There is a secret in %s, where other programs can read it. Nothing was done. Consider it known: "
       "replace it, and hand the new one over on standard input or a file descriptor."),
    where);
  return FALSE;
}

gboolean
ferry_cli_secret_refuse_arguments (char **arguments, GError **error)
{
  static const char *const variables[]
    = { "FERRY_TOKEN", "FERRY_CLIENT_SECRET", "FERRY_CONNECTION_STRING", "FERRY_RUNTIME_KEY" };

  for (guint i = 0; arguments != NULL && arguments[i] != NULL; i++)
    {
      const char *value = strchr (arguments[i], '=');

      if (is_token (arguments[i]) || (value != NULL && is_token (value + 1)) || holds_password (arguments[i])
          || strstr (arguments[i], "Bearer ") != NULL)
        return refuse (error, _ ("an argument"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      if (value != NULL && *value != '\0')
        return refuse (error, variables[i]);
    }
  return TRUE;
}
