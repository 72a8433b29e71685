/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-fault.h"

#include <libsoup/soup.h>
#include <glib/gi18n.h>
#include <string.h>

#define MAX_DELAY_MS (60 * 60 * 1000)

static gboolean
fail (GError **error, const char *rule, const char *word)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,

               /* Translators: a rule as it was given, a word of it */
               _ ("The fault rule “%1$s” isn’t understood at “%2$s”."), rule, word);
  return FALSE;
}

static gboolean
set_kind (SandboxFault *self, SandboxFaultKind kind)
{
  /* “html status=504” is one fault, in either order. */
  if (self->kind == SANDBOX_FAULT_NONE || (self->kind == SANDBOX_FAULT_STATUS && kind == SANDBOX_FAULT_HTML))
    self->kind = kind;
  else if (self->kind != SANDBOX_FAULT_HTML || kind != SANDBOX_FAULT_STATUS)
    return FALSE;
  return TRUE;
}

static gboolean
read_number (const char *text, guint minimum, guint maximum, guint *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, minimum, maximum, &value, NULL))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static gboolean
read_word (SandboxFault *self, const char *word)
{
  const char *equals = strchr (word, '=');
  const char *value = equals != NULL ? equals + 1 : NULL;
  g_autofree char *key = g_strndup (word, equals != NULL ? (gsize) (equals - word) : strlen (word));

  if (value == NULL)
    {
      if (strcmp (key, "cut") == 0)
        return set_kind (self, SANDBOX_FAULT_CUT);
      if (strcmp (key, "lost") == 0)
        return set_kind (self, SANDBOX_FAULT_LOST);
      if (strcmp (key, "truncate") == 0)
        return set_kind (self, SANDBOX_FAULT_TRUNCATE);
      if (strcmp (key, "stall") == 0)
        return set_kind (self, SANDBOX_FAULT_STALL);
      if (strcmp (key, "done") == 0)
        return self->after = TRUE;
      if (strcmp (key, "garble") == 0)
        return set_kind (self, SANDBOX_FAULT_GARBLE);
      return strcmp (key, "html") == 0 && set_kind (self, SANDBOX_FAULT_HTML);
    }
  if (strcmp (key, "status") == 0)
    return set_kind (self, SANDBOX_FAULT_STATUS) && read_number (value, 200, 599, &self->status);
  if (strcmp (key, "n") == 0)
    return read_number (value, 1, G_MAXINT, &self->nth);
  if (strcmp (key, "every") == 0)
    return read_number (value, 1, G_MAXINT, &self->every);
  if (strcmp (key, "times") == 0)
    return read_number (value, 1, G_MAXINT, &self->times);
  if (strcmp (key, "delay") == 0)
    return read_number (value, 0, MAX_DELAY_MS, &self->delay);
  if (strcmp (key, "retry-after") == 0)
    {
      g_free (self->retry_after);
      self->retry_after = g_strdup (value);
      return TRUE;
    }
  if (strcmp (key, "code") == 0)
    {
      g_free (self->code);
      self->code = g_strdup (value);
      return TRUE;
    }
  if (strcmp (key, "message") == 0)
    {
      g_free (self->message);
      self->message = g_strdup (value);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_method (const char *word)
{
  for (; *word != '\0'; word++)
    if (!g_ascii_isupper (*word))
      return FALSE;
  return TRUE;
}

SandboxFault *
sandbox_fault_parse (const char *rule, GError **error)
{
  g_autoptr (SandboxFault) self = g_new0 (SandboxFault, 1);
  g_auto (GStrv) words = NULL;

  g_atomic_ref_count_init (&self->references);
  self->rule = g_strdup (rule);
  if (!g_shell_parse_argv (rule, NULL, &words, NULL))
    {
      fail (error, rule, rule);
      return NULL;
    }
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = words[i];

      if (self->pattern == NULL && self->method == NULL && is_method (word))
        self->method = g_strdup (word);
      else if (self->pattern == NULL)
        {
          g_autofree char *pattern = g_strconcat ("*", word, NULL);

          self->pattern = g_pattern_spec_new (pattern);
        }
      else if (!read_word (self, word))
        {
          fail (error, rule, word);
          return NULL;
        }
    }
  if (self->pattern == NULL || (self->kind == SANDBOX_FAULT_NONE && self->delay == 0)
      || (self->after && self->kind != SANDBOX_FAULT_STATUS && self->kind != SANDBOX_FAULT_HTML))
    {
      fail (error, rule, "its end");
      return NULL;
    }
  if (self->kind == SANDBOX_FAULT_HTML && self->status == 0)
    self->status = 502;
  if (self->nth > 0 && self->every == 0 && self->times == 0)
    self->times = 1;
  if (self->every == 0)
    self->every = 1;
  if (self->nth == 0)
    self->nth = self->every;
  return g_steal_pointer (&self);
}

SandboxFault *
sandbox_fault_ref (SandboxFault *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
sandbox_fault_unref (SandboxFault *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->rule);
  g_free (self->method);
  g_clear_pointer (&self->pattern, g_pattern_spec_free);
  g_free (self->retry_after);
  g_free (self->code);
  g_free (self->message);
  g_free (self);
}

char *
sandbox_fault_get_retry_after (const SandboxFault *self)
{
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) then = NULL;

  if (self->retry_after == NULL || *self->retry_after != '@')
    return g_strdup (self->retry_after);
  now = g_date_time_new_now_utc ();
  then = g_date_time_add_seconds (now, g_ascii_strtod (self->retry_after + 1, NULL));
  return soup_date_time_to_string (then, SOUP_DATE_HTTP);
}

gboolean
sandbox_fault_hits (SandboxFault *self, const char *method, const char *path)
{
  if (self->method != NULL && strcmp (self->method, method) != 0)
    return FALSE;
  if (!g_pattern_spec_match_string (self->pattern, path))
    return FALSE;
  self->seen++;
  if (self->seen < self->nth || (self->seen - self->nth) % self->every != 0)
    return FALSE;
  if (self->times > 0 && self->done >= self->times)
    return FALSE;
  self->done++;
  return TRUE;
}
