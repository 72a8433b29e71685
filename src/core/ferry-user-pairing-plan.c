/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-user-pairing-private.h"

/* The service has each cloud user once at any moment. So a choice is sent when its cloud user is free there, and where
 * some wait for one another in a circle, as two that are swapped, one of them gives its cloud user up first. */

typedef struct
{
  GPtrArray *steps;
  GHashTable *holders; /* folded name → the pair that has it in the service as it will be then */
  GHashTable *waiting; /* folded name → the pair that waits for it */
  GQueue *ready;
} Plan;

static void
step_free (gpointer data)
{
  FerryUserStep *step = data;

  g_object_unref (step->pair);
  g_free (step->name);
  g_free (step);
}

static char *
dup_saved (FerryUserPair *pair)
{
  return ferry_user_fold (ferry_user_mapping_get_destination_user_id (ferry_user_pair_get_mapping (pair)));
}

static void
add_step (Plan *plan, FerryUserPair *pair, const char *name, gboolean final)
{
  FerryUserStep *step = g_new0 (FerryUserStep, 1);
  g_autofree char *saved = dup_saved (pair);
  FerryUserPair *next = g_hash_table_lookup (plan->waiting, saved);

  step->pair = g_object_ref (pair);
  step->name = g_strdup (name);
  step->final = final;
  g_ptr_array_add (plan->steps, step);

  if (*saved == '\0' || g_hash_table_lookup (plan->holders, saved) != pair)
    return;
  g_hash_table_remove (plan->holders, saved);
  if (next != NULL)
    {
      g_hash_table_remove (plan->waiting, saved);
      g_queue_push_tail (plan->ready, next);
    }
}

static void
send_ready (Plan *plan)
{
  FerryUserPair *pair;

  while ((pair = g_queue_pop_head (plan->ready)) != NULL)
    add_step (plan, pair, ferry_user_pair_get_choice_name (pair), TRUE);
}

static void
fill (Plan *plan, GListModel *pairs)
{
  guint n = g_list_model_get_n_items (pairs);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryUserPair) pair = g_list_model_get_item (pairs, i);
      char *saved = dup_saved (pair);

      if (*saved != '\0')
        g_hash_table_insert (plan->holders, saved, pair);
      else
        g_free (saved);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryUserPair) pair = g_list_model_get_item (pairs, i);
      g_autofree char *wanted = ferry_user_fold (ferry_user_pair_get_choice_name (pair));
      FerryUserPair *holder = g_hash_table_lookup (plan->holders, wanted);

      if (!ferry_user_pair_get_changed (pair))
        continue;
      /* One that keeps what is wanted is the service's business: it says so. */
      if (holder == NULL || holder == pair || !ferry_user_pair_get_changed (holder))
        g_queue_push_tail (plan->ready, pair);
      else
        g_hash_table_insert (plan->waiting, g_steal_pointer (&wanted), pair);
    }
}

GPtrArray *
ferry_user_pairing_plan (FerryUserPairing *self)
{
  GListModel *pairs = ferry_user_pairing_get_pairs (self);
  g_autoptr (GHashTable) holders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GQueue) ready = g_queue_new ();
  Plan plan = { g_ptr_array_new_with_free_func (step_free), holders, waiting, ready };

  fill (&plan, pairs);
  send_ready (&plan);
  /* What still waits, waits in circles. In the list's order, so that the same plan comes out each time. */
  for (guint i = 0; i < g_list_model_get_n_items (pairs) && g_hash_table_size (waiting) > 0; i++)
    {
      g_autoptr (FerryUserPair) pair = g_list_model_get_item (pairs, i);
      g_autofree char *saved = dup_saved (pair);

      if (!g_hash_table_contains (waiting, saved))
        continue;
      add_step (&plan, pair, "", FALSE);
      send_ready (&plan);
    }
  return plan.steps;
}
