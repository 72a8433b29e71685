/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-values.h"
#include "sandbox-random.h"
#include "sandbox-value-kinds.h"
#include "sandbox-words.h"

#include <string.h>

#define FIRST_DAY     17897 /* 2019-01-01, in days since 1970 */
#define DAYS          2555  /* seven years */
#define KEY_RADIX     4     /* rows below one value of the key's first parts */
#define PER_DOCUMENT  4
#define BLOB_BYTES    96
#define SECONDS_A_DAY 86400
#define FIRST_PEOPLE  7 /* step through the first names while the last names go on: no pair twice soon */

typedef struct
{
  const SandboxField *field;
  SandboxValueKind kind;
  const char *prefix;
  guint count;  /* of the table referred to */
  char **codes; /* to choose from */
  guint n_codes;
  guint divisor; /* of key parts: the row's number is divided by it … */
  guint modulus; /* … and the rest of this taken, 0 for none */
} Column;

struct _SandboxValues
{
  const SandboxTable *table;
  char *company;
  guint rows;
  guint64 seed;
  Column *columns;
  char **codes;
  guint n_codes;
  char code[32];  /* of the present row */
  char name[256]; /* of the present row */
  SandboxRandom random;
};

static void
choose_column (SandboxValues *self, guint i, SandboxCounts counts, gpointer user_data)
{
  Column *column = &self->columns[i];
  const SandboxField *field = self->table->fields->pdata[i];
  guint reference;

  column->field = field;
  column->kind = sandbox_value_kind (self->table, field);
  column->prefix = sandbox_value_number_prefix (self->table->id);
  reference = sandbox_value_reference (field->name, &column->prefix);
  if (field->key)
    {
      column->divisor = 1;
      for (guint below = i + 1; below < self->table->n_keys; below++)
        column->divisor *= KEY_RADIX;
      column->modulus = i == 0 ? 0 : KEY_RADIX;
      /* With a list, the list is gone through for each value of the second part. */
      if (self->codes != NULL && self->table->n_keys == 2)
        {
          column->divisor = i == 0 ? 1 : self->n_codes;
          column->modulus = i == 0 ? self->n_codes : 0;
        }
    }
  else if (column->kind == SANDBOX_VALUE_CODE_OF)
    {
      column->codes = g_strsplit (sandbox_value_codes (field->name), "|", -1);
      column->n_codes = g_strv_length (column->codes);
    }
  else if (reference != 0)
    {
      column->kind = SANDBOX_VALUE_NUMBERED;
      column->count = MAX (1, counts (reference, user_data));
    }
  else if (column->kind == SANDBOX_VALUE_NUMBERED)
    {
      column->prefix = "D";
      column->count = MAX (1, self->rows / PER_DOCUMENT);
    }
}

SandboxValues *
sandbox_values_new (const SandboxTable *table,
                    const char *company,
                    guint rows,
                    guint64 seed,
                    SandboxCounts counts,
                    gpointer user_data)
{
  SandboxValues *self = g_new0 (SandboxValues, 1);

  self->table = table;
  self->company = g_strdup (company != NULL ? company : "CRONUS International Ltd.");
  self->rows = MAX (rows, 1);
  self->seed = seed;
  if (table->spec->codes != NULL)
    {
      self->codes = g_strsplit (table->spec->codes, "|", -1);
      self->n_codes = g_strv_length (self->codes);
    }
  self->columns = g_new0 (Column, table->fields->len);
  for (guint i = 0; i < table->fields->len; i++)
    choose_column (self, i, counts, user_data);
  sandbox_random_init (&self->random, seed, ((guint64) g_str_hash (self->company) << 32) | table->id);
  return self;
}

void
sandbox_values_free (SandboxValues *self)
{
  for (guint i = 0; i < self->table->fields->len; i++)
    g_strfreev (self->columns[i].codes);
  g_strfreev (self->codes);
  g_free (self->columns);
  g_free (self->company);
  g_free (self);
}

static const char *
word (SandboxValues *self, const SandboxWords *words)
{
  return words->words[sandbox_random_below (&self->random, words->n)];
}

/* Of user number @number, everywhere the same. */
static void
user_guid (SandboxValues *self, guint number, char *out, gsize size)
{
  SandboxRandom random;
  g_autofree char *guid = NULL;

  sandbox_random_init (&random, self->seed, 0x55534552u + number);
  guid = sandbox_random_guid (&random);
  g_strlcpy (out, guid, size);
}

static void
person (guint number, const char **first, const char **last)
{
  *first = sandbox_first_names.words[(number * FIRST_PEOPLE) % sandbox_first_names.n];
  *last = sandbox_last_names.words[number % sandbox_last_names.n];
}

static void
write_user_name (guint number, gboolean mail, char *out, gsize size)
{
  const char *first;
  const char *last;
  g_autofree char *first_ascii = NULL;
  g_autofree char *last_ascii = NULL;

  person (number, &first, &last);
  first_ascii = g_str_to_ascii (first, "C");
  last_ascii = g_str_to_ascii (last, "C");
  if (mail)
    {
      g_autofree char *lower = g_strdup_printf ("%s.%s", first_ascii, last_ascii);
      g_autofree char *down = g_ascii_strdown (lower, -1);

      g_snprintf (out, size, "%s@cronus.example", down);
    }
  else
    {
      g_autofree char *both = g_strdup_printf ("%s%.3s", first_ascii, last_ascii);
      g_autofree char *up = g_ascii_strup (both, -1);

      g_snprintf (out, size, "%s", up);
    }
}

static void
write_date (guint day, guint second, char *out, gsize size)
{
  /* Days to a civil date, by counting years from March. */
  guint z = day + 719468;
  guint era = z / 146097;
  guint doe = z - era * 146097;
  guint yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  guint doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  guint mp = (5 * doy + 2) / 153;
  guint month = mp < 10 ? mp + 3 : mp - 9;
  guint year = yoe + era * 400 + (month <= 2 ? 1 : 0);

  g_snprintf (out, size, "%04u-%02u-%02u %02u:%02u:%02u", year, month, doy - (153 * mp + 2) / 5 + 1,
              second / 3600, second / 60 % 60, second % 60);
}

/* Code fields have no small letters: the exceptions are defects, and made on purpose. */
static void
upcase (char *text, gsize size)
{
  gboolean ascii = TRUE;

  for (char *at = text; *at != '\0'; at++)
    {
      ascii = ascii && (guchar) *at < 0x80;
      *at = g_ascii_toupper (*at);
    }
  if (!ascii)
    {
      g_autofree char *upper = g_utf8_strup (text, -1);

      g_strlcpy (text, upper, size);
    }
}

static gsize
bind_text (SandboxValues *self, const Column *column, SandboxStmt *stmt, int position, const char *text)
{
  gsize length = strlen (text);

  if (column->field->length > 0 && length > column->field->length
      && (gsize) g_utf8_strlen (text, -1) > column->field->length)
    length = g_utf8_offset_to_pointer (text, column->field->length) - text;
  sqlite3_bind_text (stmt, position, text, (int) length, SQLITE_TRANSIENT);
  return length;
}

static gsize
bind_blob (SandboxValues *self, SandboxStmt *stmt, int position)
{
  guint64 bytes[BLOB_BYTES / sizeof (guint64)];

  for (guint i = 0; i < G_N_ELEMENTS (bytes); i++)
    bytes[i] = GUINT64_TO_LE (sandbox_random_next (&self->random));
  sqlite3_bind_blob (stmt, position, bytes, sizeof bytes, SQLITE_TRANSIENT);
  return sizeof bytes;
}

/* Few are large: the sum of a document is not evenly spread. */
static double
amount (SandboxValues *self)
{
  guint scale = sandbox_random_below (&self->random, 100);
  guint cents = sandbox_random_below (&self->random, scale < 70 ? 50000 : scale < 95 ? 500000 : 10000000);
  double value = cents / 100.0;

  return sandbox_random_below (&self->random, 5) == 0 ? -value : value;
}

static gsize
bind_number (SandboxValues *self, const Column *column, guint number, SandboxStmt *stmt, int position)
{
  switch (column->kind)
    {
    case SANDBOX_VALUE_LINE:
      sqlite3_bind_int64 (stmt, position, (gint64) (number + 1) * 10000);
      break;
    case SANDBOX_VALUE_ORDINAL:
      sqlite3_bind_int64 (
        stmt, position, column->field->type == SANDBOX_FIELD_OPTION ? (gint64) number : (gint64) number + 1);
      break;
    case SANDBOX_VALUE_SMALL:
      sqlite3_bind_int64 (stmt, position, sandbox_random_below (&self->random, 1000));
      break;
    case SANDBOX_VALUE_AMOUNT:
      sqlite3_bind_double (stmt, position, amount (self));
      break;
    case SANDBOX_VALUE_QUANTITY:
      sqlite3_bind_double (stmt, position, 1 + sandbox_random_below (&self->random, 120));
      break;
    case SANDBOX_VALUE_PERCENT:
      sqlite3_bind_double (stmt, position, sandbox_random_below (&self->random, 26));
      break;
    case SANDBOX_VALUE_RATE:
      sqlite3_bind_double (stmt, position, (5000 + sandbox_random_below (&self->random, 90000)) / 10000.0);
      break;
    case SANDBOX_VALUE_SELDOM:
      sqlite3_bind_int (stmt, position, sandbox_random_below (&self->random, 50) == 0);
      break;
    case SANDBOX_VALUE_BOOLEAN:
      sqlite3_bind_int (stmt, position, sandbox_random_below (&self->random, 4) == 0);
      break;
    case SANDBOX_VALUE_OPTION:
      sqlite3_bind_int (stmt, position, (int) sandbox_random_below (&self->random, 4));
      break;
    default:
      g_return_val_if_reached (0);
    }
  return sizeof (gint64);
}

static void
write_text (SandboxValues *self, const Column *column, guint row, guint number, char *out, gsize size)
{
  const SandboxField *field = column->field;
  const char *first;
  const char *last;

  switch (column->kind)
    {
    case SANDBOX_VALUE_NUMBERED:
      g_snprintf (out, size, "%s%05u", column->prefix, number + 1);
      break;
    case SANDBOX_VALUE_LISTED:
      if (number < self->n_codes)
        g_strlcpy (out, self->codes[number], size);
      else
        g_snprintf (out, size, "%s%u", self->codes[number % self->n_codes], number / self->n_codes + 100);
      break;
    case SANDBOX_VALUE_SEARCH_NAME:
      g_strlcpy (out, self->name, size);
      break;
    case SANDBOX_VALUE_CODE_OF:
      g_strlcpy (out, column->codes[sandbox_random_below (&self->random, column->n_codes)], size);
      break;
    case SANDBOX_VALUE_VAT_NUMBER:
      g_snprintf (out, size, "%s%09u", word (self, &sandbox_countries),
                  sandbox_random_below (&self->random, 1000000000));
      break;
    case SANDBOX_VALUE_FORMULA:
      g_snprintf (out, size, "%uD", 7 * (1 + sandbox_random_below (&self->random, 8)));
      break;
    case SANDBOX_VALUE_ACCOUNT:
      g_snprintf (out, size, "%s, %s", word (self, &sandbox_accounts), word (self, &sandbox_account_kinds));
      break;
    case SANDBOX_VALUE_POSTING:
      g_snprintf (out, size, "%s %05u", word (self, &sandbox_postings),
                  1 + sandbox_random_below (&self->random, self->rows));
      break;
    case SANDBOX_VALUE_TITLE:
      g_snprintf (out, size, "%s %s", self->table->name, self->code);
      break;
    case SANDBOX_VALUE_COMPANY_NAME:
      g_snprintf (out, size, "%s %s %s", word (self, &sandbox_cities), word (self, &sandbox_trades),
                  word (self, &sandbox_legal_forms));
      break;
    case SANDBOX_VALUE_PERSON:
      person (field->name[0] == 'F' ? row : sandbox_random_below (&self->random, 500), &first, &last);
      g_snprintf (out, size, "%s %s", first, last);
      break;
    case SANDBOX_VALUE_FIRST_NAME:
      g_strlcpy (out, word (self, &sandbox_first_names), size);
      break;
    case SANDBOX_VALUE_LAST_NAME:
      g_strlcpy (out, word (self, &sandbox_last_names), size);
      break;
    case SANDBOX_VALUE_GOODS:
      g_snprintf (out, size, "%s %s", word (self, &sandbox_adjectives), word (self, &sandbox_goods));
      break;
    case SANDBOX_VALUE_CITY:
      g_snprintf (out, size, "%s",
                  field->key ? sandbox_cities.words[number % sandbox_cities.n]
                             : word (self, &sandbox_cities));
      break;
    case SANDBOX_VALUE_STREET:
      g_snprintf (out, size, "%s %u", word (self, &sandbox_streets),
                  1 + sandbox_random_below (&self->random, 180));
      break;
    case SANDBOX_VALUE_POST_CODE:
      g_snprintf (out, size, "%05u", 1000 + sandbox_random_below (&self->random, 98000));
      break;
    case SANDBOX_VALUE_PHONE:
      g_snprintf (out, size, "+%02u %03u %06u", 30 + sandbox_random_below (&self->random, 20),
                  100 + sandbox_random_below (&self->random, 800),
                  sandbox_random_below (&self->random, 1000000));
      break;
    case SANDBOX_VALUE_EMAIL:
      write_user_name (self->rows < 100 ? row : sandbox_random_below (&self->random, 500), TRUE, out, size);
      break;
    case SANDBOX_VALUE_COUNTRY:
      g_strlcpy (out, word (self, &sandbox_countries), size);
      break;
    case SANDBOX_VALUE_CURRENCY:
      g_strlcpy (out, word (self, &sandbox_currencies), size);
      break;
    case SANDBOX_VALUE_DATE:
      write_date (FIRST_DAY + (field->key ? number * 30 : (guint) ((guint64) row * DAYS / self->rows)), 0,
                  out, size);
      break;
    case SANDBOX_VALUE_DATETIME:
      write_date (FIRST_DAY + (guint) ((guint64) row * DAYS / self->rows),
                  sandbox_random_below (&self->random, SECONDS_A_DAY), out, size);
      break;
    case SANDBOX_VALUE_USER:
      write_user_name (
        field->key || g_str_equal (field->name, "User Name") ? row : sandbox_random_below (&self->random, 14),
        FALSE, out, size);
      break;
    case SANDBOX_VALUE_USER_GUID:
      user_guid (self, self->table->n_keys == 1 ? row : number, out, size);
      break;
    case SANDBOX_VALUE_GUID:
      {
        g_autofree char *guid = sandbox_random_guid (&self->random);

        g_strlcpy (out, guid, size);
        break;
      }
    case SANDBOX_VALUE_THIS_COMPANY:
      g_strlcpy (out, self->company, size);
      break;
    case SANDBOX_VALUE_WORD:
      g_strlcpy (out, word (self, &sandbox_code_words), size);
      break;
    case SANDBOX_VALUE_RECORD:
      g_snprintf (out, size, "Customer: C%05u", 1 + sandbox_random_below (&self->random, 40));
      break;
    case SANDBOX_VALUE_URL:
      g_snprintf (out, size, "https://intranet.cronus.example/records/%u",
                  sandbox_random_below (&self->random, 100000));
      break;
    default:
      *out = '\0';
      break;
    }
}

gsize
sandbox_values_bind (SandboxValues *self, guint row, SandboxStmt *stmt)
{
  gsize bytes = 0;
  char text[256];

  for (guint i = 0; i < self->table->fields->len; i++)
    {
      const Column *column = &self->columns[i];
      int position = (int) i + 1;
      guint number = row;

      if (column->field->key)
        {
          number = row / column->divisor;
          if (column->modulus > 0)
            number %= column->modulus;
        }
      else if (column->kind == SANDBOX_VALUE_NUMBERED)
        {
          number = sandbox_random_below (&self->random, column->count);
        }

      switch (column->kind)
        {
        case SANDBOX_VALUE_LINE:
        case SANDBOX_VALUE_ORDINAL:
        case SANDBOX_VALUE_SMALL:
        case SANDBOX_VALUE_AMOUNT:
        case SANDBOX_VALUE_QUANTITY:
        case SANDBOX_VALUE_PERCENT:
        case SANDBOX_VALUE_RATE:
        case SANDBOX_VALUE_SELDOM:
        case SANDBOX_VALUE_BOOLEAN:
        case SANDBOX_VALUE_OPTION:
          bytes += bind_number (self, column, number, stmt, position);
          break;
        case SANDBOX_VALUE_BLOB:
          bytes += bind_blob (self, stmt, position);
          break;
        default:
          write_text (self, column, row, number, text, sizeof text);
          if (column->field->type == SANDBOX_FIELD_CODE)
            upcase (text, sizeof text);
          if (i == 0)
            g_strlcpy (self->code, text, sizeof self->code);
          else if (g_str_equal (column->field->name, "Name")
                   || g_str_equal (column->field->name, "Description"))
            g_strlcpy (self->name, text, sizeof self->name);
          bytes += bind_text (self, column, stmt, position, text);
          break;
        }
    }
  return bytes;
}

char *
sandbox_values_company_name (guint index)
{
  /* The third is how a Danish company is spelt, and what a migration refuses: a slash. */
  static const char *const FIRST[]
    = { "CRONUS International Ltd.", "Nordhavn Logistik GmbH", "Fjord & Sønner A/S", "Tulip Trading B.V." };
  guint city;
  guint trade;
  guint round;

  if (index < G_N_ELEMENTS (FIRST))
    return g_strdup (FIRST[index]);
  index -= G_N_ELEMENTS (FIRST);
  city = index % sandbox_cities.n;
  trade = index / sandbox_cities.n % sandbox_trades.n;
  round = index / sandbox_cities.n / sandbox_trades.n;
  if (round == 0)
    return g_strdup_printf ("%s %s Ltd", sandbox_cities.words[city], sandbox_trades.words[trade]);
  return g_strdup_printf ("%s %s %u", sandbox_cities.words[city], sandbox_trades.words[trade], round + 1);
}
