/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-column-issues.h"

#include <string.h>

static void
issue_free (gpointer data)
{
  FerryColumnIssue *issue = data;

  g_free (issue->column);
  g_free (issue);
}

/* `[name]`, with `]]` for a bracket of the name. */
static char *
read_name (const char **p)
{
  g_autoptr (GString) name = g_string_new (NULL);

  if (**p != '[')
    return NULL;
  for (const char *q = *p + 1; *q != '\0'; q++)
    {
      if (*q == ']' && q[1] == ']')
        q++;
      else if (*q == ']')
        {
          *p = q + 1;
          return name->len > 0 ? g_string_free (g_steal_pointer (&name), FALSE) : NULL;
        }
      g_string_append_c (name, *q);
    }
  return NULL;
}

static FerryColumnFlags
read_flag (const char **p)
{
  static const struct
  {
    const char *text;
    FerryColumnFlags flag;
  } flags[] = { { "PK", FERRY_COLUMN_KEY }, { "T", FERRY_COLUMN_TYPE }, { "L", FERRY_COLUMN_LENGTH } };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      gsize length = strlen (flags[i].text);

      if (strncmp (*p, flags[i].text, length) == 0 && !g_ascii_isalnum ((*p)[length]))
        {
          *p += length;
          return flags[i].flag;
        }
    }
  return 0;
}

static gboolean
read_issue (const char **p, FerryColumnIssue **issue)
{
  const char *q = *p;
  g_autofree char *name = read_name (&q);
  FerryColumnFlags all = 0;
  FerryColumnFlags flag;

  if (name == NULL)
    return FALSE;
  while ((flag = read_flag (&q)) != 0)
    {
      all |= flag;
      if (*q != ',')
        break;
      q++;
    }
  /* Brackets without a flag are something else, such as a table's name. */
  if (all == 0)
    return FALSE;
  *issue = g_new0 (FerryColumnIssue, 1);
  (*issue)->column = g_steal_pointer (&name);
  (*issue)->flags = all;
  *p = q;
  return TRUE;
}

GPtrArray *
ferry_column_issues_parse (const char *message)
{
  GPtrArray *issues = g_ptr_array_new_with_free_func (issue_free);
  const char *p = message;

  while (p != NULL && (p = strchr (p, '[')) != NULL)
    {
      FerryColumnIssue *issue;

      if (read_issue (&p, &issue))
        g_ptr_array_add (issues, issue);
      else
        p++;
    }
  return issues;
}
