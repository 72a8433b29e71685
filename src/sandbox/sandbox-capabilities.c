/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-capabilities.h"

#include "sandbox-lifecycle.h"

#include <string.h>

#define REASON "This environment doesn’t offer it."

/* Sets first, in the order of their list, then the actions of each. */
static GPtrArray *
list_names (void)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const SandboxEntitySet *const *sets = sandbox_entity_set_list ();

  for (guint i = 0; sets[i] != NULL; i++)
    {
      if ((sets[i]->groups & SANDBOX_GROUP_MANAGEMENT) != 0)
        g_ptr_array_add (names, g_strdup (sets[i]->name));
    }
  for (guint i = 0; sets[i] != NULL; i++)
    {
      g_auto (GStrv) actions = sandbox_lifecycle_list_actions (SANDBOX_GROUP_MANAGEMENT, sets[i]);

      for (guint j = 0; actions[j] != NULL; j++)
        g_ptr_array_add (names, g_strdup (actions[j]));
    }
  return names;
}

gboolean
sandbox_capabilities_is_known (const char *name)
{
  g_autoptr (GPtrArray) names = list_names ();

  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

static gboolean
fill (SandboxStore *store, GError **error)
{
  g_autoptr (GPtrArray) names = list_names ();

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("6361706d-0000-4000-8000-%012x", i + 1);

      if (!sandbox_store_exec (store, error, "INSERT INTO temp.capabilities VALUES (NULL, ?, 1, ?, 1, '')",
                               "ss", id, names->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

gboolean
sandbox_capabilities_prepare (SandboxStore *store, GError **error)
{
  if (sandbox_store_query_int (store, 0,
                               "SELECT count (*) FROM temp.sqlite_schema WHERE name = 'capabilities'", "")
      > 0)
    return TRUE;
  return sandbox_store_exec (
           store, error,
           "CREATE TEMP TABLE capabilities (seq INTEGER PRIMARY KEY, id TEXT, version INTEGER, "
           "name TEXT, available INTEGER, reason TEXT)",
           "")
         && fill (store, error);
}

gboolean
sandbox_capabilities_withdraw (SandboxStore *store, const char *const *names, GError **error)
{
  if (!sandbox_capabilities_prepare (store, error)
      || !sandbox_store_exec (store, error, "UPDATE temp.capabilities SET available = 1, reason = ''", ""))
    return FALSE;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (!sandbox_store_exec (
            store, error,
            "UPDATE temp.capabilities SET available = 0, reason = ?, version = 2 WHERE name = ?", "ss",
            REASON, names[i]))
        return FALSE;
    }
  return TRUE;
}
