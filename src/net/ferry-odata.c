/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-odata.h"

#include <string.h>

/* The character of an `_xHHHH_` at @text, or 0 where there is none. */
static gunichar
decode_escape (const char *text)
{
  gunichar character = 0;

  if (text[0] != '_' || text[1] != 'x')
    return 0;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return 0;
      character = character * 16 + (gunichar) g_ascii_xdigit_value (text[i]);
    }
  if (text[6] != '_' || !g_unichar_validate (character))
    return 0;
  return character;
}

char *
ferry_odata_decode_name (const char *name)
{
  GString *decoded;

  g_return_val_if_fail (name != NULL, NULL);

  decoded = g_string_sized_new (strlen (name));
  while (*name != '\0')
    {
      gunichar character = decode_escape (name);

      if (character != 0)
        {
          g_string_append_unichar (decoded, character);
          name += strlen ("_xHHHH_");
        }
      else
        g_string_append_c (decoded, *name++);
    }
  return g_string_free (decoded, FALSE);
}

char *
ferry_odata_fold_option (const char *value)
{
  g_autofree char *decoded = NULL;
  g_autofree char *folded = NULL;
  GString *compact;

  g_return_val_if_fail (value != NULL, NULL);

  decoded = ferry_odata_decode_name (value);
  folded = g_utf8_casefold (decoded, -1);
  compact = g_string_sized_new (strlen (folded));
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (compact, g_utf8_get_char (p));
  return g_string_free (compact, FALSE);
}

char *
ferry_odata_quote (const char *text)
{
  GString *quoted;

  g_return_val_if_fail (text != NULL, NULL);

  quoted = g_string_new ("'");
  for (; *text != '\0'; text++)
    {
      if (*text == '\'')
        g_string_append_c (quoted, '\'');
      g_string_append_c (quoted, *text);
    }
  g_string_append_c (quoted, '\'');
  return g_string_free (quoted, FALSE);
}

/* Reads exactly @count digits and moves on. */
static gboolean
read_digits (const char **text, guint count, int *value)
{
  *value = 0;
  for (guint i = 0; i < count; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + (**text - '0');
    }
  return TRUE;
}

static gboolean
read_character (const char **text, char wanted)
{
  if (**text != wanted)
    return FALSE;
  (*text)++;
  return TRUE;
}

/* 0 to 7 digits come; what is finer than a microsecond is dropped. */
static gboolean
read_fraction (const char **text, int *microseconds)
{
  int scale = 100000;

  *microseconds = 0;
  if (**text != '.')
    return TRUE;
  (*text)++;
  if (!g_ascii_isdigit (**text))
    return FALSE;
  for (; g_ascii_isdigit (**text); (*text)++, scale /= 10)
    *microseconds += (**text - '0') * scale;
  return TRUE;
}

/* The offset from UTC in minutes; no zone is taken for UTC. */
static gboolean
read_zone (const char **text, int *minutes)
{
  int sign, hour, minute;

  *minutes = 0;
  if (**text == '\0')
    return TRUE;
  if (read_character (text, 'Z') || read_character (text, 'z'))
    return TRUE;
  if (**text != '+' && **text != '-')
    return FALSE;
  sign = *(*text)++ == '-' ? -1 : 1;
  if (!read_digits (text, 2, &hour) || !read_character (text, ':') || !read_digits (text, 2, &minute)
      || hour > 14 || minute > 59)
    return FALSE;
  *minutes = sign * (hour * 60 + minute);
  return TRUE;
}

gboolean
ferry_odata_parse_time (const char *text, gint64 *value)
{
  int year, month, day, hour, minute, second = 0, microseconds = 0, offset;
  g_autoptr (GDateTime) time = NULL;
  GTimeZone *utc;

  g_return_val_if_fail (value != NULL, FALSE);

  *value = 0;
  if (text == NULL || *text == '\0')
    return TRUE;
  if (!read_digits (&text, 4, &year) || !read_character (&text, '-') || !read_digits (&text, 2, &month)
      || !read_character (&text, '-') || !read_digits (&text, 2, &day)
      || !(read_character (&text, 'T') || read_character (&text, 't')) || !read_digits (&text, 2, &hour)
      || !read_character (&text, ':') || !read_digits (&text, 2, &minute))
    return FALSE;
  if (read_character (&text, ':')
      && (!read_digits (&text, 2, &second) || !read_fraction (&text, &microseconds)))
    return FALSE;
  if (!read_zone (&text, &offset) || *text != '\0')
    return FALSE;
  /* A leap second is the last instant GDateTime knows of its minute. */
  if (second == 60)
    second = 59;
  if (year == 1 && month == 1 && day == 1)
    return TRUE;

  utc = g_time_zone_new_utc ();
  time = g_date_time_new (utc, year, month, day, hour, minute, second);
  g_time_zone_unref (utc);
  if (time == NULL)
    return FALSE;
  *value = (g_date_time_to_unix (time) - offset * 60) * G_USEC_PER_SEC + microseconds;
  return TRUE;
}

gboolean
ferry_odata_is_null_guid (const char *guid)
{
  if (guid == NULL)
    return TRUE;
  return strspn (guid, "0-{}") == strlen (guid);
}
