/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-help.h"

#include <string.h>

#include "ferry-cli-parse.h"

static void
offer (GString *out, const char *candidate, const char *typed)
{
  if (g_str_has_prefix (candidate, typed))
    g_string_append_printf (out, "%s\n", candidate);
}

static void
offer_words (GString *out, const char *const *words, const char *typed)
{
  for (; *words != NULL; words++)
    offer (out, *words, typed);
}

/* The profile file only: no keyring and no database is touched between two key strokes. */
static void
offer_environments (GString *out, const char *typed)
{
  g_autofree char *folder = ferry_cli_dup_data_folder ();
  g_autofree char *path = g_build_filename (folder, "environments.ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *name = g_key_file_get_string (file, groups[i], "name", NULL);

      if (name != NULL)
        offer (out, name, typed);
    }
}

static void
offer_values (GString *out, const GOptionEntry *entry, const char *typed)
{
  static const char *const formats[] = { "table", "json", "csv", NULL };
  static const char *const colors[] = { "auto", "always", "never", NULL };

  if (g_str_equal (entry->long_name, "environment") || g_str_equal (entry->long_name, "confirm"))
    offer_environments (out, typed);
  else if (g_str_equal (entry->long_name, "output"))
    offer_words (out, formats, typed);
  else if (g_str_equal (entry->long_name, "color"))
    offer_words (out, colors, typed);
  else if (entry->arg == G_OPTION_ARG_FILENAME)
    g_string_append (out, ":file\n");
}

static const GOptionEntry *
find_option (const GOptionEntry *entry, const char *word)
{
  for (; entry != NULL && entry->long_name != NULL; entry++)
    {
      if (g_str_has_prefix (word, "--") && g_str_equal (word + 2, entry->long_name))
        return entry;
      if (word[0] == '-' && word[1] != '\0' && word[1] == entry->short_name && word[2] == '\0')
        return entry;
    }
  return NULL;
}

static void
offer_options (GString *out, const GOptionEntry *entry, const char *typed)
{
  for (; entry != NULL && entry->long_name != NULL; entry++)
    if (!(entry->flags & G_OPTION_FLAG_HIDDEN))
      {
        g_autofree char *option = g_strconcat ("--", entry->long_name, NULL);

        offer (out, option, typed);
      }
}

/* The next word of each command that begins with what is there. */
static void
offer_commands (GString *out, char **words, guint n, const char *typed)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const FerryCliCommand *command;

  for (guint i = 0; (command = ferry_cli_commands_get (i)) != NULL; i++)
    {
      g_auto (GStrv) own = g_strsplit (command->words, " ", -1);
      guint same = 0;

      while (same < n && own[same] != NULL && g_str_equal (own[same], words[same]))
        same++;
      if (same < n || own[n] == NULL || (command->flags & FERRY_CLI_HIDDEN)
          || !g_hash_table_add (seen, g_strdup (own[n])))
        continue;
      offer (out, own[n], typed);
    }
}

/* Words to choose from, such as `keep|clear`. */
static gboolean
offer_choices (GString *out, const char *takes, const char *typed)
{
  g_auto (GStrv) places = g_strsplit (takes, " ", 2);
  g_auto (GStrv) choices = NULL;

  if (places[0] == NULL || strchr (places[0], '|') == NULL)
    return FALSE;
  choices = g_strsplit (places[0], "|", -1);
  offer_words (out, (const char *const *) choices, typed);
  return TRUE;
}

/* @n_before: how many arguments are there already */
static void
offer_arguments (GString *out, const FerryCliCommand *command, guint n_before, const char *typed)
{
  const char *takes = command->arguments != NULL ? command->arguments : "";

  if (n_before == 0 && offer_choices (out, takes, typed))
    return;
  if (strstr (takes, "FILE") != NULL)
    g_string_append (out, ":file\n");
  else if (strstr (takes, "FOLDER") != NULL)
    g_string_append (out, ":folder\n");
  else if (strstr (takes, "NAME") != NULL)
    offer_environments (out, typed);
}

/* Words without options and their values, so that the command among them is found. */
static char **
strip_options (char **words, guint n, const GOptionEntry *entries, const GOptionEntry *more)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      const GOptionEntry *entry = find_option (more, words[i]);

      if (entry == NULL)
        entry = find_option (entries, words[i]);
      if (words[i][0] != '-')
        g_ptr_array_add (rest, g_strdup (words[i]));
      else if (entry != NULL && entry->arg != G_OPTION_ARG_NONE)
        i++;
    }
  g_ptr_array_add (rest, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&rest), FALSE);
}

void
ferry_cli_complete (char **words)
{
  guint n = g_strv_length (words);
  const char *typed = n > 0 ? words[n - 1] : "";
  const char *before = n > 1 ? words[n - 2] : "";
  GOptionEntry *common;
  g_autoptr (GOptionContext) context = ferry_cli_create_context (NULL, NULL, &common);
  g_auto (GStrv) plain = strip_options (words, n > 0 ? n - 1 : 0, common, NULL);
  const FerryCliCommand *command;
  const GOptionEntry *option;
  g_autoptr (GString) out = g_string_new (NULL);
  guint n_words;

  command = ferry_cli_commands_find (plain, &n_words);
  if (command != NULL)
    {
      g_strfreev (plain);
      plain = strip_options (words, n > 0 ? n - 1 : 0, common, command->options);
    }
  option = command != NULL ? find_option (command->options, before) : NULL;
  if (option == NULL)
    option = find_option (common, before);
  if (option != NULL && option->arg != G_OPTION_ARG_NONE)
    offer_values (out, option, typed);
  else if (*typed == '-')
    {
      GOptionEntry *entries;
      g_autoptr (GOptionContext) own = ferry_cli_create_context (command, NULL, &entries);

      if (command != NULL)
        offer_options (out, command->options, typed);
      offer_options (out, entries, typed);
      g_clear_pointer (&own, g_option_context_free);
      g_free (entries);
    }
  else
    {
      offer_commands (out, plain, g_strv_length (plain), typed);
      if (command != NULL)
        offer_arguments (out, command, g_strv_length (plain) - n_words, typed);
    }
  g_print ("%s", out->str);
  g_clear_pointer (&context, g_option_context_free);
  g_free (common);
}
