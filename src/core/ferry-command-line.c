/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-command-line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PROGRAM "ferryctl"
/* What a shell takes for itself nowhere in a word. */
#define PLAIN                                                                                                \
  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"                                           \
  "-_./:@%+,"

/* A line that is being made: options first, then what they don't belong to. */
typedef struct
{
  GString *text;
  GPtrArray *arguments;
} Line;

/* ---- Words ---- */

/* A terminal would obey to control characters that are pasted, quoted or not; a name with them isn't found without. */
static char *
tame (const char *word)
{
  g_autofree char *valid = g_utf8_make_valid (word, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
        g_string_append_c (out, ' ');
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static void
add_word (Line *line, const char *word)
{
  g_autofree char *tamed = tame (word);
  g_autofree char *quoted = g_shell_quote (tamed);
  gboolean plain = *tamed != '\0' && strspn (tamed, PLAIN) == strlen (tamed);

  g_string_append_printf (line->text, " %s", plain ? tamed : quoted);
}

static void
add_option (Line *line, const char *option, const char *value)
{
  g_string_append_printf (line->text, " --%s", option);
  add_word (line, value);
}

static void
add_flag (Line *line, const char *option)
{
  g_string_append_printf (line->text, " --%s", option);
}

static void
add_argument (Line *line, const char *argument)
{
  g_ptr_array_add (line->arguments, (gpointer) argument);
}

static void
add_arguments (Line *line, const char *const *arguments)
{
  for (; arguments != NULL && *arguments != NULL; arguments++)
    add_argument (line, *arguments);
}

static gboolean
is_empty (const char *const *words)
{
  return words == NULL || *words == NULL;
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* ---- Actions ---- */

static const struct
{
  const char *words;
  const char *flag; /* or NULL */
} commands[FERRY_N_ACTIONS] = {
  [FERRY_ACTION_RUN_REPLICATION] = { "replicate", "wait" },
  [FERRY_ACTION_RUN_DIAGNOSTIC] = { "diagnose", "wait" },
  [FERRY_ACTION_RUN_UPGRADE] = { "upgrade", "wait" },
  [FERRY_ACTION_REFRESH] = { "status", NULL },
  [FERRY_ACTION_MANAGE_MAPPINGS] = { "mappings list", NULL },
  [FERRY_ACTION_TABLE_RULES] = { "rules list", NULL },
  [FERRY_ACTION_REPAIR_COMPANION_TABLES] = { "repair", NULL },
  [FERRY_ACTION_SANITIZE_TABLES] = { "sanitize", NULL },
  [FERRY_ACTION_MIGRATE_RECORD_LINKS] = { "links", NULL },
  [FERRY_ACTION_UNBLOCK_TABLE] = { "unblock", NULL },
  [FERRY_ACTION_WARNINGS] = { "warnings list", NULL },
  [FERRY_ACTION_RESET_CLOUD_DATA] = { "reset", NULL },
  [FERRY_ACTION_SELECT_COMPANIES] = { "companies select", NULL },
  [FERRY_ACTION_CREATE_COMPANIES] = { "companies create", "wait" },
  [FERRY_ACTION_INITIALIZE_COMPANY] = { "companies init", "wait" },
  [FERRY_ACTION_MARK_INITIALIZED] = { "companies mark", NULL },
  [FERRY_ACTION_USER_MAPPINGS] = { "users list", NULL },
  [FERRY_ACTION_KEEP_USER_PERMISSIONS] = { "users permissions", NULL },
  [FERRY_ACTION_SETUP] = { "setup", NULL },
  [FERRY_ACTION_GET_RUNTIME_KEY] = { "key get", "show" },
  [FERRY_ACTION_RESET_RUNTIME_KEY] = { "key reset", NULL },
  [FERRY_ACTION_UPDATE_SERVICE] = { "update", NULL },
  [FERRY_ACTION_CHECKLIST] = { "checklist list", NULL },
  [FERRY_ACTION_COMPLETE] = { "complete", NULL },
  [FERRY_ACTION_PAUSE] = { "pause", NULL },
  [FERRY_ACTION_ABANDON] = { "abandon", NULL },
};

static void
add_setup (Line *line, const FerryCommandDetails *details)
{
  if (is_given (details->product_id))
    add_option (line, "product", details->product_id);
  if (details->server_type == FERRY_SQL_SERVER_TYPE_AZURE_SQL)
    add_flag (line, "azure");
  else if (is_given (details->runtime_name))
    add_option (line, "runtime", details->runtime_name);
  add_flag (line, "connection-string-stdin");
  for (guint i = 0; !is_empty (details->companies) && details->companies[i] != NULL; i++)
    add_option (line, "company", details->companies[i]);
}

static void
add_details (Line *line, FerryAction action, const FerryCommandDetails *details)
{
  switch ((int) action)
    {
    case FERRY_ACTION_SANITIZE_TABLES:
      add_option (line, "company", details->company != NULL ? details->company : "COMPANY");
      add_option (line, "table", is_empty (details->tables) ? "TABLE" : details->tables[0]);
      break;
    case FERRY_ACTION_UNBLOCK_TABLE:
      /* Without a table it lists those that are blocked. */
      if (!is_empty (details->tables) && details->company != NULL)
        add_option (line, "company", details->company);
      add_arguments (line, details->tables);
      break;
    case FERRY_ACTION_SELECT_COMPANIES:
      add_arguments (line, details->companies);
      break;
    case FERRY_ACTION_INITIALIZE_COMPANY:
      if (is_empty (details->companies))
        add_flag (line, "all");
      add_arguments (line, details->companies);
      break;
    case FERRY_ACTION_MARK_INITIALIZED:
      add_argument (line, details->on ? "initialized" : "not-initialized");
      if (is_empty (details->companies))
        add_argument (line, "COMPANY");
      add_arguments (line, details->companies);
      break;
    case FERRY_ACTION_KEEP_USER_PERMISSIONS:
      add_argument (line, details->on ? "keep" : "remove");
      break;
    case FERRY_ACTION_SETUP:
      add_setup (line, details);
      break;
    case FERRY_ACTION_PAUSE:
    case FERRY_ACTION_ABANDON:
      if (is_given (details->reason))
        add_option (line, "reason", details->reason);
      break;
    default:
      break;
    }
}

static void
end_line (Line *line)
{
  gboolean dashes = FALSE;

  for (guint i = 0; i < line->arguments->len; i++)
    dashes = dashes || ((const char *) g_ptr_array_index (line->arguments, i))[0] == '-';
  if (dashes)
    g_string_append (line->text, " --");
  for (guint i = 0; i < line->arguments->len; i++)
    add_word (line, g_ptr_array_index (line->arguments, i));
}

char *
ferry_command_line_dup (FerryAction action, const FerryCommandDetails *details, char **reason)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GPtrArray) arguments = NULL;
  const char *words;
  Line line;

  g_return_val_if_fail ((int) action >= 0 && action < FERRY_N_ACTIONS, NULL);
  g_return_val_if_fail (details != NULL && details->environment != NULL, NULL);

  if (reason != NULL)
    *reason = NULL;
  words = commands[action].words;
  if (words == NULL)
    {
      if (reason != NULL)
        *reason = g_strdup (_ ("How Ferry’s window is laid out means nothing to a command."));
      return NULL;
    }
  /* Nothing chosen is no selection to be sent. */
  if (action == FERRY_ACTION_SELECT_COMPANIES && is_empty (details->companies))
    words = "companies list";

  text = g_string_new (PROGRAM);
  arguments = g_ptr_array_new ();
  line = (Line){ text, arguments };
  g_string_append_printf (text, " %s", words);
  add_option (&line, "environment", details->environment);
  if (commands[action].flag != NULL)
    add_flag (&line, commands[action].flag);
  add_details (&line, action, details);
  end_line (&line);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
