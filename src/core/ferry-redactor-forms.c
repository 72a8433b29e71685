/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-redactor-private.h"

#include "ferry-standard-tables.h"

#include <string.h>

/*
 * A form of which something is known to be nobody else's business. Where the expression has a group `keep`, that stays
 * before the placeholder; the group `name` is what is replaced, or all of it where there is none.
 */
typedef struct
{
  const char *pattern;
  FerryRedaction kind;
  gboolean (*is_meant) (const char *name, const char *keep);
} Form;

typedef struct
{
  const Form *forms;
  guint n_forms;
  GRegex **regexes;
  gsize once;
} Forms;

/* ---- What is meant, and what only looks so ---- */

/* Keys are as if thrown by dice: digits among letters, or capitals beside each other now and then. */
static gboolean
is_key (const char *name, const char *keep)
{
  guint digits = 0, small = 0, capitals = 0, runs = 0, run = 0;
  gsize length = strlen (name);

  /* One that was left is a public one. */
  if (g_uuid_string_is_valid (name))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      digits += g_ascii_isdigit (name[i]) ? 1 : 0;
      small += g_ascii_islower (name[i]) ? 1 : 0;
      capitals += g_ascii_isupper (name[i]) ? 1 : 0;
      run = g_ascii_isupper (name[i]) ? run + 1 : 0;
      runs += run == 2 ? 1 : 0;
    }
  return (digits > 0 && small + capitals > 0) || length >= 40 || (small > 0 && runs >= 3);
}

/* Names of classes and of the interface have dots as well, and say nothing of anybody. */
static gboolean
is_host (const char *name, const char *keep)
{
  static const char *const prefixes[] = { "Microsoft.", "System.", "e.g", "i.e", "z.B" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]))
      return FALSE;
  return TRUE;
}

/* Those that the vendor gave to its own applications. */
static gboolean
is_private_id (const char *name, const char *keep)
{
  static const char *const public_ids[] = {
    "437dbf0e-84ff-417a-965d-ed2bb9650972", /* Base Application */
    "63ca2fa4-4f03-4f2b-a480-172fef340d3f", /* System Application */
    "00000000-0000-0000-0000-000000000000",
  };

  for (guint i = 0; i < G_N_ELEMENTS (public_ids); i++)
    if (g_ascii_strcasecmp (name, public_ids[i]) == 0)
      return FALSE;
  return TRUE;
}

/* A word after "user" or "server" may be a name or the next word of the sentence. */
static gboolean
is_name (const char *name, const char *keep)
{
  static const char ordinary[]
    = " a already an and are as at be been before by can cannot can’t can't changed could couldn’t couldn't "
      "created credentials data denied did disabled do does doesn’t doesn't don’t don't enabled error exists "
      "expired failed for found from group had has hasn’t hasn't have haven’t id in info information into is "
      "isn’t isn't "
      "it keeps key keys known list locked mapping mappings may missing must name names needs no not of on "
      "one or "
      "over permission permissions records rejected requires service settings setup should signed so status "
      "such "
      "table tables that the there these this timeout to token type under used was wasn’t wasn't were when "
      "which "
      "while who whose will with without would der die das des ein hat im ist kann konnte nicht oder und von "
      "war "
      "wird wurde zu ";
  g_autofree char *lowered = g_utf8_strdown (name, -1);
  g_autofree char *lower = g_strconcat (" ", lowered, " ", NULL);
  gboolean told = strpbrk (keep, ":=") != NULL;
  gboolean people = g_ascii_strncasecmp (keep, "user", 4) == 0 || g_ascii_strncasecmp (keep, "login", 5) == 0
                    || g_ascii_strncasecmp (keep, "benutzer", 8) == 0
                    || g_ascii_strncasecmp (keep, "account", 7) == 0;
  gboolean like_a_name = FALSE;

  if (ferry_redactor_is_placeholder (name))
    return FALSE;
  if (told)
    return TRUE;
  if (strstr (ordinary, lower) != NULL)
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      like_a_name = like_a_name || g_unichar_isupper (c) || g_unichar_isdigit (c) || c == '_' || c == '-';
    }
  return people || like_a_name;
}

/* ---- The forms ---- */

#define QUOTED_OR(bare) "(?<name>\"[^\"]*\"|'[^']*'|" bare ")"
#define GUID            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

static const Form structures[] = {
  { "-----BEGIN .*?(?:-----END [^-]*-----|$)", FERRY_REDACTION_SECRET, NULL },
  /* The key of an integration runtime. */
  { "IR@[^\\s\"'<>]+", FERRY_REDACTION_SECRET, NULL },
  { "(?<keep>\\b(?:Bearer|Basic|Negotiate)\\s+)(?<name>[A-Za-z0-9._~+/=-]{6,})", FERRY_REDACTION_SECRET,
    NULL },
  { "\\beyJ[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)*", FERRY_REDACTION_SECRET, NULL },
  { "[a-z][a-z0-9+.-]*://[^\\s\"'<>“”‘’]+", FERRY_REDACTION_ADDRESS, NULL },
  { "(?<keep>\\b(?:password|passwort|kennwort|pwd|passwd|passphrase|secret|client[_ "
    "]?secret|(?:access|refresh|id|"
    "device|bearer)?[_ ]?token|api[-_ ]?key|account[-_ ]?key|shared[-_ ]?access[-_ ]?key|authentication[-_ "
    "]?key|"
    "runtime[-_ ]?(?:service[-_ ]?)?key|primary[-_ ]?key|secondary[-_ ]?key|sig|signature|client_assertion|"
    "code_verifier|authorization)[\"']?\\s*=\\s*)" QUOTED_OR ("[^;&\"']+"),
    FERRY_REDACTION_SECRET, NULL },
  { "(?<keep>\\b(?:password|passwort|kennwort|pwd|passwd|passphrase|secret|client[_ "
    "]?secret|(?:access|refresh|id|"
    "device|bearer)?[_ ]?token|api[-_ ]?key|account[-_ ]?key|authentication[-_ ]?key|runtime[-_ "
    "]?(?:service[-_ ]?)?"
    "key|primaryKey|secondaryKey|signature|authorization)[\"']?\\s*:\\s*)" QUOTED_OR ("[^\\s;,}]+"),
    FERRY_REDACTION_SECRET, NULL },
  { "(?<keep>\\b(?:server|data source|address|addr|network address|database|initial "
    "catalog|attachdbfilename|failover "
    "partner|workstation id|application name)\\s*=\\s*)" QUOTED_OR ("[^;\"']+"),
    FERRY_REDACTION_SERVER, NULL },
  { "(?<keep>\\b(?:user ?id|uid|user|user ?name)\\s*=\\s*)" QUOTED_OR ("[^;&\"']+"), FERRY_REDACTION_USER,
    NULL },
  { "(?:[^\\s@\"'<>“”‘’„«»,;:()\\[\\]=|]|(?<=\\w)['’](?=\\w))+@[^\\s@\"'<>“”‘’«»,;:()\\[\\]|]+[^\\s@\"'<>"
    "“”‘’«»,;:()\\[\\].|]",
    FERRY_REDACTION_EMAIL, NULL },
  { "(?<![\\w\\\\])\\\\{2,}[^\\s\\\\\"'<>|]+(?:\\\\+[^\\\\\"'<>|:*?]+)*(?=[\\s\"'<>|.,;]|$)",
    FERRY_REDACTION_ADDRESS, NULL },
  { "\\b[a-z]:\\\\(?:[^\\\\/:*?\"<>|]+\\\\)*[^\\s\\\\/:*?\"'<>|]*", FERRY_REDACTION_ADDRESS, NULL },
  { "(?<![\\w/.:])(?:~|/[\\w.@%+-]+)(?:/[^\\s/\"'<>“”:;,]+)+/?", FERRY_REDACTION_ADDRESS, NULL },
  { "(?<![\\w.])(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d+)?(?![\\w.]\\d)", FERRY_REDACTION_ADDRESS, NULL },
  { "(?<![\\w:])\\[?(?:(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,7}:(?:[0-9a-f]{1,4}(?::[0-"
    "9a-f]{1,4})*)?"
    "|::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*))(?:%\\w+)?\\]?(?![\\w:])",
    FERRY_REDACTION_ADDRESS, NULL },
};

static const Form forms[] = {
  { GUID, FERRY_REDACTION_ID, is_private_id },
  { "(?<![\\w\\\\])[\\w.-]+\\\\+[\\w.$-]+", FERRY_REDACTION_SERVER, NULL },
  { "(?<![\\w.])(?:[\\w-]+\\.)+[\\p{L}][\\p{L}\\d-]+(?::\\d+)?(?![\\w($])", FERRY_REDACTION_SERVER, is_host },
  { "(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{20,}={0,2}(?![A-Za-z0-9+/_=-])", FERRY_REDACTION_SECRET, is_key },
};

/* After what is in quotation marks. */
static const Form neighbours[] = {
  { "(?<keep>\\b(?:users?|user "
    "?names?|logins?|accounts?|benutzer|anmeldung|konto)(?:\\s*[:=]\\s*|\\s+))(?<name>[\\w$@\\\\-]+(?:\\.["
    "\\w$@\\\\-]+)*)",
    FERRY_REDACTION_USER, is_name },
  { "(?<keep>\\b(?:servers?|hosts?|hostname|databases?|instances?|machines?|computers?|datenbank|rechner|"
    "runtimes?)(?:\\s*[:=]\\s*|\\s+))"
    "(?<name>[\\w$\\\\-]+(?:\\.[\\w$\\\\-]+)*)",
    FERRY_REDACTION_SERVER, is_name },
  { "(?<keep>\\b(?:tenants?|domains?)(?:\\s*[:=]\\s*|\\s+))(?<name>[\\w-]+(?:\\.[\\w-]+)*)",
    FERRY_REDACTION_TENANT, is_name },
  { "(?<keep>\\b(?:environments?|umgebung)(?:\\s*[:=]\\s*|\\s+))(?<name>[\\w-]+(?:\\.[\\w-]+)*)",
    FERRY_REDACTION_ENVIRONMENT, is_name },
  { "(?<keep>\\b(?:company|companies|mandant|firma)(?:\\s*[:=]\\s*|\\s+))(?<name>[\\w&-]+(?:\\.[\\w&-]+)*(?:"
    "\\s+\\p{Lu}[\\w&-]*)*)",
    FERRY_REDACTION_COMPANY, is_name },
};

static Forms all_structures = { structures, G_N_ELEMENTS (structures), NULL, 0 };
static Forms all_forms = { forms, G_N_ELEMENTS (forms), NULL, 0 };
static Forms all_neighbours = { neighbours, G_N_ELEMENTS (neighbours), NULL, 0 };

static GRegex *
make_regex (const char *pattern)
{
  g_autoptr (GError) error = NULL;
  GRegex *regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE | G_REGEX_DOTALL, 0, &error);

  if (regex == NULL)
    g_error ("%s: %s", pattern, error->message);
  return regex;
}

static void
prepare (Forms *self)
{
  if (!g_once_init_enter (&self->once))
    return;
  self->regexes = g_new (GRegex *, self->n_forms);
  for (guint i = 0; i < self->n_forms; i++)
    self->regexes[i] = make_regex (self->forms[i].pattern);
  g_once_init_leave (&self->once, 1);
}

typedef struct
{
  FerryRedactor *redactor;
  const Form *form;
} Replacement;

static gboolean
on_match (const GMatchInfo *match, GString *out, gpointer data)
{
  Replacement *replacement = data;
  g_autofree char *all = g_match_info_fetch (match, 0);
  g_autofree char *named = g_match_info_fetch_named (match, "name");
  g_autofree char *keep = g_match_info_fetch_named (match, "keep");
  const char *name = named != NULL && *named != '\0' ? named : all;

  if (ferry_redactor_is_placeholder (name)
      || (replacement->form->is_meant != NULL
          && !replacement->form->is_meant (name, keep != NULL ? keep : "")))
    {
      g_string_append (out, all);
      return FALSE;
    }
  if (keep != NULL)
    g_string_append (out, keep);
  ferry_redactor_put (replacement->redactor, out, replacement->form->kind, name);
  return FALSE;
}

static char *
replace_all (FerryRedactor *self, Forms *all, const char *text)
{
  char *current = g_strdup (text);

  prepare (all);
  for (guint i = 0; i < all->n_forms; i++)
    {
      Replacement replacement = { self, &all->forms[i] };
      g_autofree char *before = current;

      current = g_regex_replace_eval (all->regexes[i], before, -1, 0, 0, on_match, &replacement, NULL);
      /* A text that takes the expression too long to be looked through isn't given away at all. */
      if (current == NULL)
        {
          g_autoptr (GString) out = g_string_new (NULL);

          ferry_redactor_put (self, out, FERRY_REDACTION_TEXT, before);
          current = g_strdup (out->str);
        }
    }
  return current;
}

/* ---- What stands in quotation marks ---- */

static gboolean
is_harmless (const char *name)
{
  static const char *const harmless[]
    = { "dbo", "Microsoft", "SQL Server", "Cloud Migration Management", "SUPER" };
  gboolean letters = FALSE;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    letters = letters || g_unichar_isalpha (g_utf8_get_char (p));
  if (!letters || strstr (name, "ODBC Driver") != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (harmless); i++)
    if (g_str_equal (name, harmless[i]))
      return TRUE;
  return ferry_redactor_is_placeholder (name) || ferry_standard_tables_contain (name);
}

/* The database's name of a table has parts (domain §1). */
static gboolean
on_quoted (const GMatchInfo *match, GString *out, gpointer data)
{
  g_autofree char *open = g_match_info_fetch_named (match, "open");
  g_autofree char *name = g_match_info_fetch_named (match, "name");
  g_autofree char *close = g_match_info_fetch_named (match, "close");
  g_auto (GStrv) parts = g_strsplit (name, "$", -1);

  g_string_append (out, open);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, '$');
      if (*parts[i] == '\0' || is_harmless (parts[i]) || !is_private_id (parts[i], NULL))
        g_string_append (out, parts[i]);
      else
        ferry_redactor_put (data, out, FERRY_REDACTION_TABLE, parts[i]);
    }
  g_string_append (out, close);
  return FALSE;
}

static char *
replace_quoted (FerryRedactor *self, const char *text)
{
  static const char *const patterns[] = {
    "(?<open>\")(?<name>[^\"]+)(?<close>\")",
    "(?<open>[“„«‹])(?<name>[^“”„«»‹›]+)(?<close>[”“»›])",
    "(?<open>\\[)(?<name>(?:[^\\[\\]]|\\]\\])+)(?<close>\\])",
    /* An apostrophe may be in a name, and in a word. */
    "(?<![\\p{L}\\p{N}])(?<open>['‘‚])(?<name>(?:[^'‘’‚]|['’](?=\\p{L}))+)(?<close>['’‘])(?!\\p{L})",
    "(?<open>`)(?<name>[^`]+)(?<close>`)",
  };
  static GRegex *regexes[G_N_ELEMENTS (patterns)];
  static gsize once;
  char *current = g_strdup (text);

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
        regexes[i] = make_regex (patterns[i]);
      g_once_init_leave (&once, 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autofree char *before = current;

      current = g_regex_replace_eval (regexes[i], before, -1, 0, 0, on_quoted, self, NULL);
      if (current == NULL)
        {
          g_autoptr (GString) out = g_string_new (NULL);

          ferry_redactor_put (self, out, FERRY_REDACTION_TEXT, before);
          current = g_strdup (out->str);
        }
    }
  return current;
}

char *
ferry_redactor_replace_structures (FerryRedactor *self, const char *text)
{
  return replace_all (self, &all_structures, text);
}

char *
ferry_redactor_replace_forms (FerryRedactor *self, const char *text)
{
  g_autofree char *without_forms = replace_all (self, &all_forms, text);
  g_autofree char *without_quoted = replace_quoted (self, without_forms);

  return replace_all (self, &all_neighbours, without_quoted);
}
