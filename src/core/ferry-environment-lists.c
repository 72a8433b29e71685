/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-private.h"

#include <string.h>

/* Lists on show keep selection and scroll position only if what stays isn't touched: rows are updated in place,
 * and only what lies between the common beginning and end is replaced. */

typedef const char *(*GetId) (gpointer item);
typedef gboolean (*Update) (gpointer item, gpointer other);

static GHashTable *
index_items (GListStore *store, GetId get_id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
  GHashTable *items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      GObject *item = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_hash_table_insert (items, g_strdup (get_id (item)), item);
    }
  return items;
}

static void
replace (GListStore *store, GPtrArray *wanted)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint head = 0;
  guint tail = 0;

  for (; head < MIN (n, wanted->len); head++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), head);

      if (item != g_ptr_array_index (wanted, head))
        break;
    }
  for (; tail < MIN (n, wanted->len) - head; tail++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), n - 1 - tail);

      if (item != g_ptr_array_index (wanted, wanted->len - 1 - tail))
        break;
    }
  if (head + tail < n || head + tail < wanted->len)
    g_list_store_splice (store, head, n - head - tail, wanted->pdata + head, wanted->len - head - tail);
}

/* Returns: how many of @fresh were known */
static guint
merge (GListStore *store, GPtrArray *fresh, gboolean complete, GetId get_id, Update update)
{
  g_autoptr (GHashTable) known = index_items (store, get_id);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_known = 0;

  for (guint i = 0; i < fresh->len; i++)
    {
      gpointer item = g_ptr_array_index (fresh, i);
      gpointer old = g_hash_table_lookup (known, get_id (item));

      /* The same entity twice, as when the log grew between two pages. */
      if (!g_hash_table_add (seen, (gpointer) get_id (item)))
        continue;
      if (old != NULL)
        {
          update (old, item);
          n_known++;
        }
      g_ptr_array_add (wanted, g_object_ref (old != NULL ? old : item));
    }
  if (!complete)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (store));

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), i);

          if (!g_hash_table_contains (seen, get_id (item)))
            g_ptr_array_add (wanted, g_steal_pointer (&item));
        }
    }
  replace (store, wanted);
  return n_known;
}

static const char *
get_run_id (gpointer item)
{
  return ferry_run_get_id (item);
}

static gboolean
update_run (gpointer item, gpointer other)
{
  return ferry_run_update (item, other);
}

static const char *
get_company_id (gpointer item)
{
  return ferry_company_get_id (item);
}

static gboolean
update_company (gpointer item, gpointer other)
{
  return ferry_company_update (item, other);
}

gboolean
ferry_environment_merge_runs (FerryEnvironment *self, GPtrArray *runs, gboolean complete)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->runs));
  guint known = merge (self->runs, runs, complete, get_run_id, update_run);

  return complete || known > 0 || n == 0 || runs->len == 0;
}

void
ferry_environment_merge_companies (FerryEnvironment *self, GPtrArray *companies)
{
  merge (self->companies, companies, TRUE, get_company_id, update_company);
}
