/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-detail-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ferry-error.h"
#include "ferry-odata.h"

#define MAX_DEPTH 64

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  FerryDetailStore *store;
  FerryStringTable *strings;
  GString *scratch;   /* a text that had escapes */
  const char *member; /* the known member being read, or NULL */
  char *next_link;
  gboolean has_value;
  GError **error;
} Reader;

/* A text of the input; valid until the next one is read where it had escapes. */
typedef struct
{
  const char *text;
  gsize length;
} Slice;

static gboolean
fail (Reader *self, const char *wanted)
{
  guint detail = ferry_detail_store_get_size (self->store) + 1;

  if (self->error && *self->error)
    return FALSE;
  if (self->member)
    g_set_error (
      self->error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
      /* Translators: “%s” is a word of the wire, such as recordsCopied; the last %s tells what should be there,
       * such as “a number” */
      _ ("Table detail %u can’t be read: at byte %lu, in “%s”: expected %s"), detail,
      (gulong) (self->at - self->start), self->member, wanted);
  else
    g_set_error (self->error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                 /* Translators: the last %s tells what should be there, such as “a number” */
                 _ ("The page of table details can’t be read: at byte %lu, near detail %u: expected %s"),
                 (gulong) (self->at - self->start), detail, wanted);
  return FALSE;
}

static void
skip_blanks (Reader *self)
{
  while (self->at < self->end
         && (*self->at == ' ' || *self->at == '\n' || *self->at == '\r' || *self->at == '\t'))
    self->at++;
}

/* Whether the next thing is @c; passes over it. */
static gboolean
accept (Reader *self, char c)
{
  skip_blanks (self);
  if (self->at == self->end || *self->at != c)
    return FALSE;
  self->at++;
  return TRUE;
}

static char
peek (Reader *self)
{
  skip_blanks (self);
  return self->at < self->end ? *self->at : '\0';
}

static gboolean
read_word (Reader *self, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->at) < length || memcmp (self->at, word, length) != 0)
    return fail (self, _ ("a JSON value"));
  self->at += length;
  return TRUE;
}

static gboolean
read_hex (Reader *self, guint32 *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++)
    {
      int value = self->at < self->end ? g_ascii_xdigit_value (*self->at) : -1;

      if (value < 0)
        return fail (self, _ ("four hexadecimal digits"));
      *unit = *unit << 4 | (guint32) value;
      self->at++;
    }
  return TRUE;
}

static gboolean
read_escape (Reader *self)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *known;
  guint32 unit, low;

  if (self->at == self->end)
    return fail (self, _ ("the end of a text"));
  known = *self->at ? strchr (from, *self->at) : NULL;
  if (known)
    {
      g_string_append_c (self->scratch, to[known - from]);
      self->at++;
      return TRUE;
    }
  if (*self->at++ != 'u' || !read_hex (self, &unit))
    return fail (self, _ ("an escape that JSON knows"));
  if (unit >= 0xd800 && unit < 0xdc00)
    {
      if (self->end - self->at < 2 || self->at[0] != '\\' || self->at[1] != 'u')
        return fail (self, _ ("the second half of a character"));
      self->at += 2;
      if (!read_hex (self, &low))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return fail (self, _ ("the second half of a character"));
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  else if (unit >= 0xdc00 && unit < 0xe000)
    return fail (self, _ ("the first half of a character"));
  if (unit == 0) /* C strings can't hold it, and no name does */
    return fail (self, _ ("text without a null character"));
  g_string_append_unichar (self->scratch, unit);
  return TRUE;
}

static gboolean
read_text (Reader *self, Slice *slice)
{
  const char *begin;

  if (!accept (self, '"'))
    return fail (self, _ ("a text"));

  begin = self->at;
  while (self->at < self->end && *self->at != '"' && *self->at != '\\' && (guchar) *self->at >= 0x20)
    self->at++;
  slice->text = begin;
  slice->length = (gsize) (self->at - begin);

  if (self->at < self->end && *self->at == '\\')
    {
      g_string_truncate (self->scratch, 0);
      g_string_append_len (self->scratch, begin, self->at - begin);
      while (self->at < self->end && *self->at != '"' && (guchar) *self->at >= 0x20)
        {
          if (*self->at != '\\')
            g_string_append_c (self->scratch, *self->at++);
          else if (self->at++, !read_escape (self))
            return FALSE;
        }
      slice->text = self->scratch->str;
      slice->length = self->scratch->len;
    }
  if (self->at == self->end || *self->at != '"')
    return fail (self, _ ("the end of a text"));
  self->at++;
  if (!g_utf8_validate_len (slice->text, slice->length, NULL))
    return fail (self, _ ("text in UTF-8"));
  return TRUE;
}

static gboolean
skip_digits (Reader *self)
{
  const char *begin = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  return self->at > begin || fail (self, _ ("a digit"));
}

/* @value is set where the number is whole and fits; @whole tells. */
static gboolean
read_number (Reader *self, gint64 *value, gboolean *whole)
{
  gboolean negative, fits = TRUE;
  guint64 sum = 0;
  const char *begin;

  skip_blanks (self);
  negative = self->at < self->end && *self->at == '-';
  self->at += negative;
  begin = self->at;
  if (!skip_digits (self))
    return FALSE;
  if (*begin == '0' && self->at - begin > 1)
    return fail (self, _ ("a number without leading zeros"));
  for (const char *p = begin; p < self->at && fits; p++)
    {
      fits = sum <= (G_MAXINT64 - 9) / 10;
      sum = fits ? sum * 10 + (guint64) (*p - '0') : sum;
    }
  *whole = fits;
  if (self->at < self->end && *self->at == '.')
    {
      *whole = FALSE;
      self->at++;
      if (!skip_digits (self))
        return FALSE;
    }
  if (self->at < self->end && (*self->at == 'e' || *self->at == 'E'))
    {
      *whole = FALSE;
      self->at++;
      if (self->at < self->end && (*self->at == '+' || *self->at == '-'))
        self->at++;
      if (!skip_digits (self))
        return FALSE;
    }
  *value = negative ? -(gint64) sum : (gint64) sum;
  return TRUE;
}

static gboolean skip_value (Reader *self, guint depth);

static gboolean
skip_members (Reader *self, guint depth)
{
  Slice name;

  if (accept (self, '}'))
    return TRUE;
  do
    {
      if (!read_text (self, &name))
        return FALSE;
      if (!accept (self, ':'))
        return fail (self, "“:”");
      if (!skip_value (self, depth))
        return FALSE;
    }
  while (accept (self, ','));
  return accept (self, '}') || fail (self, "“,” / “}”");
}

static gboolean
skip_elements (Reader *self, guint depth)
{
  if (accept (self, ']'))
    return TRUE;
  do
    if (!skip_value (self, depth))
      return FALSE;
  while (accept (self, ','));
  return accept (self, ']') || fail (self, "“,” / “]”");
}

static gboolean
skip_value (Reader *self, guint depth)
{
  Slice text;
  gint64 number;
  gboolean whole;

  if (depth > MAX_DEPTH)
    return fail (self, _ ("fewer levels"));
  switch (peek (self))
    {
    case '{':
      self->at++;
      return skip_members (self, depth + 1);
    case '[':
      self->at++;
      return skip_elements (self, depth + 1);
    case '"':
      return read_text (self, &text);
    case 't':
      return read_word (self, "true");
    case 'f':
      return read_word (self, "false");
    case 'n':
      return read_word (self, "null");
    default:
      return read_number (self, &number, &whole);
    }
}

/* ---- Members of a detail ---- */

static gboolean
read_null_or_text (Reader *self, Slice *slice)
{
  *slice = (Slice){ "", 0 };
  return peek (self) == 'n' ? read_word (self, "null") : read_text (self, slice);
}

static gboolean
read_interned (Reader *self, guint32 *number)
{
  Slice slice;

  if (!read_null_or_text (self, &slice))
    return FALSE;
  *number = ferry_string_table_intern (self->strings, slice.text, slice.length);
  return TRUE;
}

static gboolean
read_count (Reader *self, gint64 *value)
{
  gboolean whole;
  char first = peek (self);

  *value = 0;
  if (first == 'n')
    return read_word (self, "null");
  if (first != '-' && !g_ascii_isdigit (first))
    return fail (self, _ ("a number"));
  if (!read_number (self, value, &whole))
    return FALSE;
  return (whole && ferry_detail_count_is_sane (*value)) || fail (self, _ ("a whole number of records"));
}

/* Days from 1970 to a day of the proleptic Gregorian calendar. */
static gint64
days_since_epoch (gint64 year, int month, int day)
{
  gint64 shifted = year - (month <= 2);
  gint64 era = shifted / 400;
  gint64 year_of_era = shifted - era * 400;
  gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static int
two_digits (const char *text)
{
  return g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) ? (text[0] - '0') * 10 + text[1] - '0' : -1;
}

/* The one spelling the service uses, "2026-01-31T08:00:00Z" with up to six digits of a second: a tenth of the
 * cost. */
static gboolean
parse_plain_time (Slice slice, gint64 *value)
{
  const char *t = slice.text;
  int century, year, month, day, hour, minute, second;
  gint64 fraction = 0, unit = G_USEC_PER_SEC;

  if (slice.length < 20 || slice.length > 27 || t[slice.length - 1] != 'Z' || t[4] != '-' || t[7] != '-'
      || t[10] != 'T' || t[13] != ':' || t[16] != ':')
    return FALSE;
  century = two_digits (t);
  year = two_digits (t + 2);
  month = two_digits (t + 5);
  day = two_digits (t + 8);
  hour = two_digits (t + 11);
  minute = two_digits (t + 14);
  second = two_digits (t + 17);
  /* What is near an edge is left to the careful one. */
  if (century < 19 || year < 0 || month < 1 || month > 12 || day < 1 || day > 28 || hour < 0 || hour > 23
      || minute < 0 || minute > 59 || second < 0 || second > 59)
    return FALSE;
  if (slice.length > 20)
    {
      if (t[19] != '.' || slice.length == 21)
        return FALSE;
      for (const char *p = t + 20; *p != 'Z'; p++)
        {
          if (!g_ascii_isdigit (*p))
            return FALSE;
          unit /= 10;
          fraction += (*p - '0') * unit;
        }
    }
  *value = (((days_since_epoch (century * 100 + year, month, day) * 24 + hour) * 60 + minute) * 60 + second)
             * G_USEC_PER_SEC
           + fraction;
  return TRUE;
}

static gboolean
read_time (Reader *self, gint64 *value)
{
  Slice slice;
  char text[64];

  if (!read_null_or_text (self, &slice))
    return FALSE;
  if (parse_plain_time (slice, value))
    return TRUE;
  if (slice.length >= sizeof text)
    return fail (self, _ ("a time"));
  memcpy (text, slice.text, slice.length);
  text[slice.length] = '\0';
  return ferry_odata_parse_time (text, value) || fail (self, _ ("a time"));
}

static gboolean
read_flag (Reader *self, guint8 *value)
{
  switch (peek (self))
    {
    case 't':
      *value = TRUE;
      return read_word (self, "true");
    case 'f':
      *value = FALSE;
      return read_word (self, "false");
    default:
      return fail (self, _ ("true or false"));
    }
}

static gboolean
read_id (Reader *self, guint8 id[16])
{
  Slice slice;

  return read_text (self, &slice)
         && (ferry_detail_id_parse (slice.text, slice.length, id) || fail (self, _ ("a GUID")));
}

typedef enum
{
  SEEN_ID = 1 << 0,
  SEEN_COMPANY = 1 << 1,
  SEEN_TABLE = 1 << 2,
  SEEN_STATUS = 1 << 3,
  SEEN_ALL = SEEN_ID | SEEN_COMPANY | SEEN_TABLE | SEEN_STATUS,
} Seen;

#define IS(name)                                                                                             \
  (slice.length == sizeof name - 1 && memcmp (slice.text, name, sizeof name - 1) == 0                        \
   && (self->member = name))

static gboolean
read_member (Reader *self, Slice slice, FerryDetailRow *row, guint *seen)
{
  if (IS ("id"))
    return *seen |= SEEN_ID, read_id (self, row->id);
  if (IS ("companyName"))
    return *seen |= SEEN_COMPANY, read_interned (self, &row->company);
  if (IS ("tableName"))
    return *seen |= SEEN_TABLE, read_interned (self, &row->table);
  if (IS ("status"))
    return *seen |= SEEN_STATUS, read_interned (self, &row->status_text);
  if (IS ("recordsCopied"))
    return read_count (self, &row->records_copied);
  if (IS ("totalRecords"))
    return read_count (self, &row->total_records);
  if (IS ("errors"))
    return read_interned (self, &row->message);
  if (IS ("errorCode"))
    return read_interned (self, &row->error_code);
  if (IS ("startTime"))
    return read_time (self, &row->start_time);
  if (IS ("endTime"))
    return read_time (self, &row->end_time);
  if (IS ("blocked"))
    return read_flag (self, &row->blocked);
  return skip_value (self, 2);
}

static gboolean
read_detail (Reader *self)
{
  FerryDetailRow row = { 0 };
  guint seen = 0;

  if (!accept (self, '{'))
    return fail (self, _ ("a table detail"));
  if (!accept (self, '}'))
    {
      do
        {
          Slice name;

          self->member = NULL;
          if (!read_text (self, &name))
            return FALSE;
          if (!accept (self, ':'))
            return fail (self, "“:”");
          /* The name may lie in the scratch space, which a value with escapes reuses: it is compared before.
           */
          if (!read_member (self, name, &row, &seen))
            return FALSE;
        }
      while (accept (self, ','));
      self->member = NULL;
      if (!accept (self, '}'))
        return fail (self, "“,” / “}”");
    }
  if ((seen & SEEN_ALL) != SEEN_ALL)
    return fail (self, _ ("id, companyName, tableName and status"));
  ferry_detail_store_append (self->store, &row);
  return TRUE;
}

static gboolean
read_details (Reader *self)
{
  if (self->has_value)
    return fail (self, _ ("one list of table details"));
  self->has_value = TRUE;
  if (!accept (self, '['))
    return fail (self, _ ("a list of table details"));
  if (accept (self, ']'))
    return TRUE;
  do
    if (!read_detail (self))
      return FALSE;
  while (accept (self, ','));
  return accept (self, ']') || fail (self, "“,” / “]”");
}

static gboolean
read_page (Reader *self)
{
  if (!accept (self, '{'))
    return fail (self, _ ("a JSON object"));
  if (!accept (self, '}'))
    {
      do
        {
          Slice slice;

          if (!read_text (self, &slice))
            return FALSE;
          if (!accept (self, ':'))
            return fail (self, "“:”");
          if (IS ("value"))
            {
              self->member = NULL;
              if (!read_details (self))
                return FALSE;
            }
          else if (IS ("@odata.nextLink"))
            {
              self->member = NULL;
              if (!read_null_or_text (self, &slice))
                return FALSE;
              g_free (self->next_link);
              self->next_link = slice.length > 0 ? g_strndup (slice.text, slice.length) : NULL;
            }
          else if (!skip_value (self, 1))
            return FALSE;
        }
      while (accept (self, ','));
      if (!accept (self, '}'))
        return fail (self, "“,” / “}”");
    }
  skip_blanks (self);
  if (self->at < self->end)
    return fail (self, _ ("the end of the page"));
  return self->has_value || fail (self, "“value”");
}

gboolean
ferry_detail_reader_read (const char *json,
                          gsize length,
                          FerryDetailStore *store,
                          char **next_link,
                          GError **error)
{
  g_autoptr (GError) local_error = NULL;
  Reader self = {
    .start = json,
    .at = json,
    .end = json + length,
    .store = store,
    .strings = ferry_detail_store_get_strings (store),
    .scratch = g_string_new (NULL),
    .error = &local_error,
  };
  gboolean good;

  /* As ferry_json_parse(): some gateways put a byte order mark before it. */
  if (length >= 3 && memcmp (json, "\xef\xbb\xbf", 3) == 0)
    self.at += 3;
  good = read_page (&self);

  g_string_free (self.scratch, TRUE);
  if (!good)
    {
      g_free (self.next_link);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *next_link = self.next_link;
  return TRUE;
}
