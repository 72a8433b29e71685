/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-explanation.h"

#include "ferry-column-issues.h"
#include "ferry-explanation-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define COLUMNS_SHOWN 8

void
ferry_explanation_free (FerryExplanation *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->meaning);
  g_free (self->remedy);
  g_free (self->snippet);
  g_free (self);
}

static gboolean
is_number (const char *text)
{
  if (text == NULL || *text == '\0')
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isdigit (*text))
      return FALSE;
  return TRUE;
}

/* Without the management API the code is only in the message. A bare number may be anything, so that one counts
 * only at the beginning or beside a word that makes it a code; in `error: 0 - …` it is the network library's own. */
char *
ferry_explanation_find_code (const char *message)
{
  static const char pattern[] = "(?:^\\s*(\\d{4,5})(?=\\s*[:.,;)\\]–-]))"
                                "|(?:\\b(?:sql\\s*error\\s*number|error\\s*number|error\\s*code|error)\\s*(?:"
                                "is\\s+)?[:=#(\"'“]?\\s*(-2|\\d{1,5})\\b(?!\\s[-–]\\s))"
                                "|(?:\\b(?:code|msg|number)\\s*(?:is\\s+)?[:=#(\"'“]?\\s*(\\d{3,5})\\b)"
                                "|(?:[\\[(](\\d{5})[\\])])";
  static gsize once = 0;
  static GRegex *regex;
  g_autoptr (GMatchInfo) match = NULL;

  if (g_once_init_enter (&once))
    {
      regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  if (message == NULL || !g_utf8_validate (message, -1, NULL))
    return NULL;
  g_regex_match (regex, message, 0, &match);
  while (g_match_info_matches (match))
    {
      for (int i = 1; i <= 4; i++)
        {
          g_autofree char *code = g_match_info_fetch (match, i);

          if (code != NULL && *code != '\0' && ferry_explanation_find_entry (code) != NULL)
            return g_steal_pointer (&code);
        }
      g_match_info_next (match, NULL);
    }
  return NULL;
}

/* ---- The line to copy ---- */

/* The server keeps a name with these characters replaced (the vendor's default). */
static char *
to_sql_name (const char *name)
{
  return g_strdelimit (g_strdup (name), ".\"\\/'%][", '_');
}

/* `]` doubled within the brackets. */
static char *
quote_identifier (const char *name)
{
  g_auto (GStrv) pieces = g_strsplit (name, "]", -1);
  g_autofree char *doubled = g_strjoinv ("]]", pieces);

  return g_strdup_printf ("[%s]", doubled);
}

/* For a literal of SQL or PowerShell, both of which double the quotation mark. */
static char *
double_quotes (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit (text, "'", -1);

  return g_strjoinv ("''", pieces);
}

static char *
dup_sql_table (const char *company, const char *table)
{
  g_autofree char *sql_company = NULL;
  g_autofree char *sql_table = NULL;

  /* A full SQL name already has its parts. */
  if (strchr (table, '$') != NULL)
    return g_strdup (table);
  sql_table = to_sql_name (table);
  if (company == NULL || *company == '\0')
    return g_strdup_printf ("%s$" FERRY_BASE_APPLICATION, sql_table);
  sql_company = to_sql_name (company);
  return g_strdup_printf ("%s$%s$" FERRY_BASE_APPLICATION, sql_company, sql_table);
}

static gboolean
is_line (const char *text)
{
  return text != NULL && *text != '\0' && strpbrk (text, "\r\n") == NULL;
}

/* Fills @pattern: {table} a bracketed SQL name, {literal} the same inside quotation marks, {name} the table's name and
 * {company} the company's inside quotation marks. NULL where a name is needed and not known. */
char *
ferry_explanation_fill (const char *pattern, const char *company, const char *table)
{
  g_autoptr (GString) text = g_string_new (pattern);
  gboolean needs_table = strstr (pattern, "{table}") != NULL || strstr (pattern, "{literal}") != NULL
                         || strstr (pattern, "{name}") != NULL;

  if (needs_table)
    {
      g_autofree char *sql_table = NULL;
      g_autofree char *identifier = NULL;
      g_autofree char *literal = NULL;
      g_autofree char *sql_name = NULL;
      g_autofree char *name = NULL;

      if (!is_line (table) || (company != NULL && *company != '\0' && !is_line (company)))
        return NULL;
      sql_table = dup_sql_table (company, table);
      identifier = quote_identifier (sql_table);
      literal = double_quotes (identifier);
      sql_name = to_sql_name (table);
      name = double_quotes (sql_name);
      g_string_replace (text, "{table}", identifier, 0);
      g_string_replace (text, "{literal}", literal, 0);
      g_string_replace (text, "{name}", name, 0);
    }
  else if (strstr (pattern, "{company}") != NULL)
    {
      /* The name at fault may be one with a line break: it is found by its place, then. */
      g_autofree char *name = is_line (company) ? double_quotes (company) : NULL;

      if (name == NULL)
        return NULL;
      g_string_replace (text, "{company}", name, 0);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- 50011 ---- */

static void
append_column (GString *text, const FerryColumnIssue *issue)
{
  const char *faults[4] = { NULL };
  g_autofree char *joined = NULL;
  guint n = 0;

  if (issue->flags & FERRY_COLUMN_KEY)
    /* Translators: said of a column of a table, as in “"Name": of another type” */
    faults[n++] = _ ("a part of the primary key that the source table lacks");
  if (issue->flags & FERRY_COLUMN_TYPE)
    /* Translators: said of a column of a table, as in “"Name": of another type” */
    faults[n++] = _ ("of another type");
  if (issue->flags & FERRY_COLUMN_LENGTH)
    /* Translators: said of a column of a table, as in “"Name": of another type” */
    faults[n++] = _ ("longer than the target takes");
  joined = g_strjoinv (_ (", "), (char **) faults);
  if (text->len > 0)
    /* Translators: stands between the columns of a list, of which each says what is wrong with it */
    g_string_append (text, _ ("; "));
  /* Translators: a column of a table, and what is wrong with it */
  g_string_append_printf (text, _ ("“%1$s”: %2$s"), issue->column, joined);
}

static char *
describe_columns (const char *message)
{
  g_autoptr (GPtrArray) issues = ferry_column_issues_parse (message);
  g_autoptr (GString) text = g_string_new (NULL);

  if (issues->len == 0)
    return NULL;
  for (guint i = 0; i < MIN (issues->len, COLUMNS_SHOWN); i++)
    append_column (text, g_ptr_array_index (issues, i));
  if (issues->len > COLUMNS_SHOWN)
    return g_strdup_printf (
      /* Translators: a list of columns and what is wrong with them, and how many there are besides */
      ngettext ("%1$s. And %2$u more column.", "%1$s. And %2$u more columns.", issues->len - COLUMNS_SHOWN),
      text->str, issues->len - COLUMNS_SHOWN);
  g_string_append_c (text, '.');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static FerryExplanation *
new_from_entry (const FerryExplanationEntry *entry,
                const char *message,
                const char *company,
                const char *table)
{
  FerryExplanation *self = g_new0 (FerryExplanation, 1);
  g_autofree char *columns = NULL;

  self->name = entry->title;
  self->title = g_strdup (_ (entry->title));
  self->remedy = g_strdup (_ (entry->remedy));
  if (entry->snippet != NULL)
    self->snippet = ferry_explanation_fill (entry->snippet, company, table);
  if (entry->kind == FERRY_EXPLANATION_COLUMNS && (columns = describe_columns (message)) != NULL)
    self->meaning = g_strdup_printf ("%s %s", _ (entry->meaning), columns);
  else
    self->meaning = g_strdup (_ (entry->meaning));
  return self;
}

/* The entry of a code or of what @message says; NULL where nothing is known. */
static const FerryExplanationEntry *
find (const char *code, const char *message)
{
  g_autofree char *stripped = g_strstrip (g_strdup (code != NULL ? code : ""));
  g_autofree char *found = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  const FerryExplanationEntry *entry = NULL;
  gboolean has_message = message != NULL && *message != '\0';

  if (*stripped != '\0')
    {
      /* A code of 0 beside no word of a connection only says that there is none. */
      if (!is_number (stripped) || g_ascii_strtoull (stripped, NULL, 10) != 0 || has_message)
        entry = ferry_explanation_find_entry (stripped);
    }
  if (entry == NULL && has_message && (found = ferry_explanation_find_code (message)) != NULL)
    entry = ferry_explanation_find_entry (found);
  if (entry != NULL || !has_message)
    return entry;

  issues = ferry_column_issues_parse (message);
  return issues->len > 0 ? ferry_explanation_find_entry ("50011") : ferry_explanation_match_message (message);
}

/* The service's outer message says only that copying failed: SQL Server's, inside it, says why. */
static const FerryExplanationEntry *
find_inner (const FerryExplanationEntry *entry, const char *message)
{
  return entry->kind == FERRY_EXPLANATION_OUTER ? ferry_explanation_match_message (message) : NULL;
}

FerryExplanation *
ferry_explanation_new (const char *code, const char *message, const char *company, const char *table)
{
  const FerryExplanationEntry *entry = find (code, message);
  const FerryExplanationEntry *inner = entry == NULL ? NULL : find_inner (entry, message);
  FerryExplanation *self;

  if (entry == NULL)
    return NULL;
  if (inner == NULL)
    return new_from_entry (entry, message, company, table);

  self = new_from_entry (inner, message, company, table);
  g_free (self->meaning);
  self->meaning = g_strdup_printf ("%s %s", _ (entry->meaning), _ (inner->meaning));
  return self;
}

char *
ferry_explanation_dup_title (const char *code, const char *message)
{
  const FerryExplanationEntry *entry = find (code, message);
  const FerryExplanationEntry *inner = entry == NULL ? NULL : find_inner (entry, message);

  return entry == NULL ? NULL : g_strdup (_ ((inner != NULL ? inner : entry)->title));
}
