/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-ui-words.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* Of `man 5 mo`, or GNU gettext's manual, "The Format of GNU MO Files". */
#define MAGIC 0x950412deu

typedef struct
{
  char *english;      /* without context and mnemonic */
  GStrv translations; /* one for each number */
} Message;

static GPtrArray *the_messages;  /* Message; NULL: English */
static GHashTable *the_patterns; /* English → GPtrArray of GPatternSpec */

char *
ferry_ui_words_strip_mnemonic (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; p && *p; p++)
    if (*p != '_' || p[1] == '_')
      g_string_append_c (plain, *p);
  return g_string_free (plain, FALSE);
}

/* ---- The catalog ---- */

static guint32
number_at (const char *contents, gsize position)
{
  guint32 number;

  memcpy (&number, contents + position, sizeof number);
  return number;
}

static void
add_message (const char *english, const char *translation, gsize length)
{
  const char *context_end = strchr (english, '\004');
  Message *message = g_new0 (Message, 1);
  g_autoptr (GStrvBuilder) forms = g_strv_builder_new ();

  for (const char *form = translation; form < translation + length; form += strlen (form) + 1)
    {
      g_autofree char *plain = ferry_ui_words_strip_mnemonic (form);

      g_strv_builder_add (forms, plain);
    }
  message->english = ferry_ui_words_strip_mnemonic (context_end ? context_end + 1 : english);
  message->translations = g_strv_builder_end (forms);
  g_ptr_array_add (the_messages, message);
}

static void
read_catalog (const char *contents)
{
  guint32 n, originals, translations;

  g_assert_cmphex (number_at (contents, 0), ==, MAGIC);
  n = number_at (contents, 8);
  originals = number_at (contents, 12);
  translations = number_at (contents, 16);
  the_messages = g_ptr_array_new ();
  for (guint32 i = 0; i < n; i++)
    {
      const char *english = contents + number_at (contents, originals + 8 * i + 4);
      gsize english_length = number_at (contents, originals + 8 * i);
      const char *translation = contents + number_at (contents, translations + 8 * i + 4);
      gsize length = number_at (contents, translations + 8 * i);

      if (english_length == 0)
        continue; /* the header */
      add_message (english, translation, length);
      /* What is said of many has words of its own in English, too. */
      if (strlen (english) < english_length)
        add_message (english + strlen (english) + 1, translation, length);
    }
}

void
ferry_ui_words_bind (const char *folder)
{
  const char *const *languages = g_get_language_names ();

  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  for (guint i = 0; languages[i] && !the_messages; i++)
    {
      g_autofree char *path
        = g_build_filename (folder, languages[i], "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);
      g_autofree char *contents = NULL;

      if (g_file_get_contents (path, &contents, NULL, NULL))
        read_catalog (contents);
    }
  the_patterns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

gboolean
ferry_ui_words_set_up (void)
{
  const char *folder = g_getenv ("FERRY_LOCALEDIR");

  if (folder == NULL)
    return FALSE;
  setlocale (LC_ALL, "");
  ferry_ui_words_bind (folder);
  return TRUE;
}

/* ---- Messages with arguments ---- */

/* Returns: where the directive at @text (a per cent sign) ends; @number: which argument it is, or -1 for "%%" */
static const char *
skip_directive (const char *text, int *number, int *next)
{
  const char *p = text + 1;
  gsize digits = strspn (p, "0123456789");

  if (*p == '%')
    {
      *number = -1;
      return p + 1;
    }
  *number = digits > 0 && p[digits] == '$' ? atoi (p) - 1 : (*next)++;
  p += strspn (p, "0123456789$-+ #'.*lhzjt");
  return *p ? p + 1 : p;
}

/* Returns: where the end of @text begins that is the beginning of @words; the end of @text where there is none */
static const char *
find_begun (const char *text, const char *words)
{
  while (*text != '\0' && !g_str_has_prefix (words, text))
    text++;
  return text;
}

/*
 * Whether @text could be what is made of @format, or, if it is @open, the beginning of that.
 *
 * Returns: how many bytes of it are the message's own words, or 0
 */
static gsize
parse (const char *format, const char *text, gboolean open, char *arguments[static 10])
{
  gsize own = 0;
  int next = 0;

  while (*format)
    {
      if (*format == '%')
        {
          int number;
          const char *after = skip_directive (format, &number, &next);
          gsize literal = strcspn (after, "%");
          g_autofree char *words = g_strndup (after, literal);
          const char *end = literal > 0 ? strstr (text, words) : *after ? text : text + strlen (text);

          if (number < 0 || number > 9)
            return 0;
          if (end == NULL && open)
            end = find_begun (text, words);
          if (end == NULL)
            return 0;
          g_free (arguments[number]);
          arguments[number] = g_strndup (text, (gsize) (end - text));
          text = end;
          format = after;
        }
      else if (*text == *format)
        {
          own++;
          text++;
          format++;
        }
      else
        return *text == '\0' && open ? own : 0;
    }
  return *text == '\0' ? own : 0;
}

static const char *find_only_translation (const char *english);

/* What is put in may have been put together itself, "Company: Table" for instance, with a colon as the language has it. */
static void
append_argument (GString *pattern, const char *argument)
{
  g_auto (GStrv) parts = g_strsplit (find_only_translation (argument) ?: argument, ": ", -1);
  g_autofree char *joined = g_strjoinv ("*: ", parts);

  g_string_append (pattern, joined);
}

/* @translation with @arguments put in, or where they aren't known, anything. */
static char *
fill (const char *translation, char *const arguments[static 10])
{
  GString *pattern = g_string_new (NULL);
  int next = 0;

  for (const char *p = translation; *p;)
    {
      if (*p == '%')
        {
          int number;

          p = skip_directive (p, &number, &next);
          if (number < 0)
            g_string_append_c (pattern, '%');
          else if (number > 9 || arguments[number] == NULL || *arguments[number] == '\0')
            g_string_append_c (pattern, '*');
          else
            append_argument (pattern, arguments[number]);
        }
      else
        g_string_append_c (pattern, *p++);
    }
  return g_string_free (pattern, FALSE);
}

/* Returns: (nullable): the translation of a message without arguments; "*" where there are several */
static const char *
find_only_translation (const char *english)
{
  const char *found = NULL;

  for (guint i = 0; i < the_messages->len; i++)
    {
      const Message *message = the_messages->pdata[i];

      if (!g_str_equal (message->english, english))
        continue;
      if (found != NULL && !g_str_equal (found, message->translations[0]))
        return "*";
      found = message->translations[0];
    }
  return found;
}

/* ---- From English ---- */

static void
add_pattern (GPtrArray *patterns, const char *pattern, gboolean part)
{
  g_autofree char *around = part ? g_strconcat ("*", pattern, "*", NULL) : NULL;

  g_ptr_array_add (patterns, g_pattern_spec_new (around ? around : pattern));
}

static void
clear_arguments (char *arguments[static 10])
{
  for (guint i = 0; i < 10; i++)
    g_clear_pointer (&arguments[i], g_free);
}

static void
add_translations (GPtrArray *patterns,
                  const Message *message,
                  char *const arguments[static 10],
                  gboolean part)
{
  for (guint i = 0; message->translations[i]; i++)
    {
      g_autofree char *pattern = fill (message->translations[i], arguments);

      add_pattern (patterns, pattern, part);
    }
}

static void
translate (GPtrArray *patterns, const char *english, gboolean part)
{
  gsize length = strlen (english);
  gboolean begins = length > 0 && english[length - 1] == '*';
  g_autofree char *text = g_strndup (english, begins ? length - 1 : length);
  char *arguments[10] = { NULL };
  const Message *best = NULL;
  gsize best_own = 0;

  for (guint i = 0; i < the_messages->len; i++)
    {
      const Message *message = the_messages->pdata[i];

      if (g_str_equal (message->english, text))
        add_translations (patterns, message, arguments, part);
    }
  if (patterns->len > 0)
    return;

  /* The message that has most of its words in common has it; of two, the one that has fewer others. */
  for (guint i = 0; i < the_messages->len; i++)
    {
      const Message *message = the_messages->pdata[i];
      gsize own
        = strchr (message->english, '%') ? parse (message->english, text, begins || part, arguments) : 0;

      if (own > best_own
          || (own > 0 && own == best_own && strlen (message->english) < strlen (best->english)))
        {
          best = message;
          best_own = own;
        }
      clear_arguments (arguments);
    }
  if (best != NULL)
    {
      parse (best->english, text, begins || part, arguments);
      add_translations (patterns, best, arguments, part);
      clear_arguments (arguments);
    }
  for (guint i = 0; i < the_messages->len; i++)
    {
      const Message *message = the_messages->pdata[i];
      gsize own = strlen (message->english);

      if (part && strstr (message->english, text))
        add_translations (patterns, message, arguments, TRUE);
      /* A message that a number was put behind, or the like. */
      else if (begins && g_str_has_prefix (text, message->english) && g_ascii_ispunct (text[own]))
        for (guint j = 0; message->translations[j]; j++)
          {
            g_autofree char *pattern = g_strconcat (message->translations[j], text + own, "*", NULL);

            add_pattern (patterns, pattern, FALSE);
          }
    }
}

static gboolean
matches (const char *english, const char *shown, gboolean part)
{
  g_autofree char *key = g_strconcat (part ? "…" : "", english, NULL);
  GPtrArray *patterns = g_hash_table_lookup (the_patterns, key);

  if (patterns == NULL)
    {
      patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_pattern_spec_free);
      translate (patterns, english, part);
      g_hash_table_insert (the_patterns, g_steal_pointer (&key), patterns);
    }
  for (guint i = 0; i < patterns->len; i++)
    if (g_pattern_spec_match_string (patterns->pdata[i], shown))
      return TRUE;
  return FALSE;
}

gboolean
ferry_ui_words_match (const char *english, const char *shown)
{
  gsize length = strlen (english);

  /* Names of the user's data are the same everywhere. */
  if (length > 0 && english[length - 1] == '*' ? strncmp (shown, english, length - 1) == 0
                                               : g_str_equal (shown, english))
    return TRUE;
  return the_messages != NULL && matches (english, shown, FALSE);
}

gboolean
ferry_ui_words_contained (const char *english, const char *shown)
{
  return strstr (shown, english) != NULL || (the_messages != NULL && matches (english, shown, TRUE));
}
