/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-redactor.h"

#include "ferry-redactor-private.h"
#include "ferry-standard-tables.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/*
 * While a text is worked at, a placeholder is MARK, its kind and its number, all in characters of private use: they are
 * neither letters nor digits, so that nothing takes a part of a placeholder for a name. A text's own such characters go.
 */
#define MARK         0xe000
#define MARK_KIND    0xe010
#define MARK_DIGIT   0xe040
#define PRIVATE_LOW  0xe000
#define PRIVATE_HIGH 0xf8ff

/* Shorter ones are only taken for a name where they stand alone. */
#define LONG_ENOUGH 5
#define TOO_SHORT   2

/* In English, as the bundle is. */
static const char *const words[FERRY_N_REDACTIONS] = {
  [FERRY_REDACTION_ENVIRONMENT] = "Environment",
  [FERRY_REDACTION_TENANT] = "Tenant",
  [FERRY_REDACTION_COMPANY] = "Company",
  [FERRY_REDACTION_USER] = "User",
  [FERRY_REDACTION_SERVER] = "Server",
  [FERRY_REDACTION_ADDRESS] = "Address",
  [FERRY_REDACTION_EMAIL] = "E-mail",
  [FERRY_REDACTION_TABLE] = "Name",
  [FERRY_REDACTION_ID] = "ID",
  [FERRY_REDACTION_TEXT] = "Text",
  [FERRY_REDACTION_SECRET] = "Secret",
};

typedef struct
{
  gunichar *letters; /* in lower case, ended by 0 */
  guint length;
  gboolean exact; /* upper and lower case matter, and it stands alone */
  gboolean alone;
  gboolean part; /* of a name: the whole name of another goes before */
  FerryRedaction kind;
  char *key; /* of the name that it is a spelling of */
} Spelling;

struct _FerryRedactor
{
  GHashTable *numbers[FERRY_N_REDACTIONS]; /* name, case-folded → number */
  guint places[FERRY_N_REDACTIONS];
  GHashTable *spellings; /* first letter → GPtrArray of Spelling, the longest first once they are sorted */
  GHashTable *known;     /* name, case-folded → kind + 1 */
  gboolean sorted;
};

const char *
ferry_redaction_to_label (FerryRedaction kind)
{
  switch (kind)
    {
    case FERRY_REDACTION_ENVIRONMENT:
      return _ ("Environments");
    case FERRY_REDACTION_TENANT:
      return _ ("Tenants and domains");
    case FERRY_REDACTION_COMPANY:
      return _ ("Companies");
    case FERRY_REDACTION_USER:
      return _ ("Users");
    case FERRY_REDACTION_SERVER:
      return _ ("Servers, databases and runtimes");
    case FERRY_REDACTION_ADDRESS:
      return _ ("Addresses and file paths");
    case FERRY_REDACTION_EMAIL:
      return _ ("E-mail addresses");
    case FERRY_REDACTION_TABLE:
      return _ ("Tables of extensions and other names");
    case FERRY_REDACTION_ID:
      return _ ("IDs");
    case FERRY_REDACTION_TEXT:
      return _ ("Texts that people wrote");
    case FERRY_REDACTION_SECRET:
      return _ ("Keys, tokens and passwords");
    case FERRY_N_REDACTIONS:
    default:
      g_return_val_if_reached ("");
    }
}

static void
spelling_free (gpointer data)
{
  Spelling *self = data;

  g_free (self->letters);
  g_free (self->key);
  g_free (self);
}

FerryRedactor *
ferry_redactor_new (void)
{
  FerryRedactor *self = g_new0 (FerryRedactor, 1);

  for (guint i = 0; i < FERRY_N_REDACTIONS; i++)
    self->numbers[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->spellings = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
ferry_redactor_free (FerryRedactor *self)
{
  for (guint i = 0; i < FERRY_N_REDACTIONS; i++)
    g_hash_table_unref (self->numbers[i]);
  g_hash_table_unref (self->spellings);
  g_hash_table_unref (self->known);
  g_free (self);
}

/* ---- Texts as they are compared ---- */

/* One line, one form of each letter, nothing of private use, nothing that can't be seen. */
static char *
clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *cleaned = g_string_new (NULL);

  for (const char *p = composed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c >= PRIVATE_LOW && c <= PRIVATE_HIGH) || g_unichar_type (c) == G_UNICODE_FORMAT)
        continue;
      g_string_append_unichar (cleaned, g_unichar_iscntrl (c) || g_unichar_isspace (c) ? ' ' : c);
    }
  return g_strstrip (g_string_free (cleaned, FALSE));
}

static char *
dup_key (const char *name)
{
  g_autofree char *cleaned = clean (name);

  return g_utf8_casefold (cleaned, -1);
}

/* ---- Placeholders ---- */

void
ferry_redactor_put (FerryRedactor *self, GString *out, FerryRedaction kind, const char *name)
{
  g_autofree char *key = dup_key (name);
  gpointer known = g_hash_table_lookup (self->known, key);
  g_autofree char *digits = NULL;
  guint number;

  /* Something that was told under another heading keeps that. */
  if (known != NULL)
    kind = (FerryRedaction) (GPOINTER_TO_UINT (known) - 1);
  number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers[kind], key));
  if (number == 0)
    {
      number = g_hash_table_size (self->numbers[kind]) + 1;
      g_hash_table_insert (self->numbers[kind], g_steal_pointer (&key), GUINT_TO_POINTER (number));
    }
  self->places[kind]++;
  g_string_append_unichar (out, MARK);
  g_string_append_unichar (out, MARK_KIND + kind);
  digits = g_strdup_printf ("%u", number);
  for (const char *p = digits; *p != '\0'; p++)
    g_string_append_unichar (out, MARK_DIGIT + (gunichar) (*p - '0'));
}

/* Returns: (transfer full): with the placeholders as people read them */
static char *
spell_out (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);

      p = g_utf8_next_char (p);
      if (c != MARK)
        {
          g_string_append_unichar (out, c);
          continue;
        }
      c = g_utf8_get_char (p);
      p = g_utf8_next_char (p);
      g_string_append_printf (out, "%s ", words[c - MARK_KIND]);
      for (c = g_utf8_get_char (p); c >= MARK_DIGIT && c < MARK_DIGIT + 10; c = g_utf8_get_char (p))
        {
          g_string_append_c (out, (char) ('0' + (c - MARK_DIGIT)));
          p = g_utf8_next_char (p);
        }
    }
  return g_string_free (out, FALSE);
}

gboolean
ferry_redactor_is_placeholder (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!(c >= PRIVATE_LOW && c <= PRIVATE_HIGH) && g_unichar_isalnum (c))
        return FALSE;
    }
  return TRUE;
}

/* ---- Names that are known ---- */

static int
compare_spellings (gconstpointer a, gconstpointer b)
{
  const Spelling *x = *(const Spelling *const *) a, *y = *(const Spelling *const *) b;

  if (x->length == y->length)
    return x->part - y->part;
  return x->length > y->length ? -1 : 1;
}

static void
add_spelling (FerryRedactor *self, FerryRedaction kind, const char *key, const char *text, gboolean part)
{
  g_autofree char *cleaned = clean (text);
  Spelling *spelling;
  GPtrArray *bucket;
  glong length;
  gpointer first;

  if (*cleaned == '\0')
    return;
  spelling = g_new0 (Spelling, 1);
  spelling->letters = g_utf8_to_ucs4_fast (cleaned, -1, &length);
  spelling->length = (guint) length;
  spelling->exact = length <= TOO_SHORT;
  spelling->alone = length < LONG_ENOUGH;
  spelling->part = part;
  spelling->kind = kind;
  spelling->key = g_strdup (key);
  first = GUINT_TO_POINTER (g_unichar_tolower (spelling->letters[0]));
  for (guint i = 0; !spelling->exact && i < spelling->length; i++)
    spelling->letters[i] = g_unichar_tolower (spelling->letters[i]);
  bucket = g_hash_table_lookup (self->spellings, first);
  if (bucket == NULL)
    {
      bucket = g_ptr_array_new_with_free_func (spelling_free);
      g_hash_table_insert (self->spellings, first, bucket);
    }
  g_ptr_array_add (bucket, spelling);
  self->sorted = FALSE;
}

/* People leave out the rest of a long name. A word that anybody uses isn't whose. */
static void
add_first_word (FerryRedactor *self, FerryRedaction kind, const char *key, const char *text)
{
  static const char ordinary[]
    = " business central cloud company customer dynamics environment microsoft migration "
      "production sandbox server table tables tenant training vendor ";
  g_autofree char *cleaned = clean (text);
  const char *end = strpbrk (cleaned, " ,-_.");
  g_autofree char *first = end != NULL ? g_strndup (cleaned, (gsize) (end - cleaned)) : NULL;
  g_autofree char *lowered = first != NULL ? g_utf8_strdown (first, -1) : NULL;
  g_autofree char *word = g_strconcat (" ", lowered, " ", NULL);

  if (first == NULL || g_utf8_strlen (first, -1) < LONG_ENOUGH || strstr (ordinary, word) != NULL
      || ferry_standard_tables_contain (first))
    return;
  add_spelling (self, kind, key, first, TRUE);
}

void
ferry_redactor_know (FerryRedactor *self, FerryRedaction kind, const char *name)
{
  g_autofree char *key = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *plus = NULL;
  g_autofree char *upper = NULL;

  if (name == NULL)
    return;
  key = dup_key (name);
  if (*key == '\0' || g_hash_table_contains (self->known, key))
    return;
  g_hash_table_insert (self->known, g_strdup (key), GUINT_TO_POINTER ((guint) kind + 1));

  add_spelling (self, kind, key, name, FALSE);
  /* Some capitals are two letters. */
  upper = g_utf8_strup (key, -1);
  add_spelling (self, kind, key, upper, FALSE);
  /* As the database writes it, as an address does, and as a form does. */
  sql = g_strdelimit (g_strdup (name), ".\"\\/'%][", '_');
  if (!g_str_equal (sql, name))
    add_spelling (self, kind, key, sql, FALSE);
  uri = g_uri_escape_string (name, NULL, FALSE);
  if (!g_str_equal (uri, name))
    add_spelling (self, kind, key, uri, FALSE);
  plus = g_strdelimit (g_strdup (name), " ", '+');
  if (!g_str_equal (plus, name))
    add_spelling (self, kind, key, plus, FALSE);
  markup = g_markup_escape_text (name, -1);
  if (!g_str_equal (markup, name))
    add_spelling (self, kind, key, markup, FALSE);
  if (kind == FERRY_REDACTION_COMPANY || kind == FERRY_REDACTION_ENVIRONMENT
      || kind == FERRY_REDACTION_TENANT)
    add_first_word (self, kind, key, name);
}

static gboolean
is_word (gunichar c)
{
  return c != 0 && !(c >= PRIVATE_LOW && c <= PRIVATE_HIGH) && g_unichar_isalnum (c);
}

static gboolean
stands_here (const Spelling *spelling, const gunichar *text, gsize position)
{
  for (guint i = 0; i < spelling->length; i++)
    {
      gunichar c = text[position + i];

      if (c == 0 || (spelling->exact ? c : g_unichar_tolower (c)) != spelling->letters[i])
        return FALSE;
    }
  return !spelling->alone
         || (!(position > 0 && is_word (text[position - 1])) && !is_word (text[position + spelling->length]));
}

static const Spelling *
find_spelling (FerryRedactor *self, const gunichar *text, gsize position)
{
  GPtrArray *bucket
    = g_hash_table_lookup (self->spellings, GUINT_TO_POINTER (g_unichar_tolower (text[position])));

  for (guint i = 0; bucket != NULL && i < bucket->len; i++)
    if (stands_here (bucket->pdata[i], text, position))
      return bucket->pdata[i];
  return NULL;
}

static void
sort_spellings (FerryRedactor *self)
{
  GHashTableIter iter;
  gpointer bucket;

  if (self->sorted)
    return;
  g_hash_table_iter_init (&iter, self->spellings);
  while (g_hash_table_iter_next (&iter, NULL, &bucket))
    g_ptr_array_sort (bucket, compare_spellings);
  self->sorted = TRUE;
}

static char *
replace_known (FerryRedactor *self, const char *text)
{
  g_autofree gunichar *letters = g_utf8_to_ucs4_fast (text, -1, NULL);
  GString *out = g_string_new (NULL);

  sort_spellings (self);

  for (gsize i = 0; letters[i] != 0;)
    {
      const Spelling *spelling = find_spelling (self, letters, i);

      if (spelling == NULL)
        {
          g_string_append_unichar (out, letters[i++]);
          continue;
        }
      ferry_redactor_put (self, out, spelling->kind, spelling->key);
      i += spelling->length;
    }
  return g_string_free (out, FALSE);
}

/* ---- What is asked for ---- */

char *
ferry_redactor_name (FerryRedactor *self, FerryRedaction kind, const char *name)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *key = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  key = dup_key (name);
  if (*key != '\0')
    ferry_redactor_put (self, out, kind, name);
  return spell_out (out->str);
}

char *
ferry_redactor_table (FerryRedactor *self, const char *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  if (ferry_standard_tables_contain (table))
    return g_strdup (table);
  return ferry_redactor_name (self, FERRY_REDACTION_TABLE, table);
}

char *
ferry_redactor_correlation (FerryRedactor *self, const char *id)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  key = dup_key (id);
  if (g_uuid_string_is_valid (id) && !g_hash_table_contains (self->known, key))
    return g_strdup (id);
  return ferry_redactor_name (self, FERRY_REDACTION_ID, id);
}

char *
ferry_redactor_text (FerryRedactor *self, const char *text)
{
  g_autofree char *cleaned = NULL;
  g_autofree char *without_structures = NULL;
  g_autofree char *without_names = NULL;
  g_autofree char *without_forms = NULL;

  if (text == NULL)
    return g_strdup ("");
  cleaned = clean (text);
  /* What is around a name goes with it where it is an address; what remains is looked through for names, and then for
   * what only looks like one. */
  without_structures = ferry_redactor_replace_structures (self, cleaned);
  without_names = replace_known (self, without_structures);
  without_forms = ferry_redactor_replace_forms (self, without_names);
  return spell_out (without_forms);
}

guint
ferry_redactor_count (FerryRedactor *self, FerryRedaction kind, guint *places)
{
  g_return_val_if_fail (kind < FERRY_N_REDACTIONS, 0);

  if (places != NULL)
    *places = self->places[kind];
  return g_hash_table_size (self->numbers[kind]);
}
