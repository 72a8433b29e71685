/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-fleet-list-private.h"

/* What is selected in the overview: an item knows that of itself, and a heading stands for those under it. */

static void
tell_selection (FerryFleetList *self)
{
  if (self->shown->len > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, self->shown->len);
  g_signal_emit_by_name (self, "chosen");
}

static guint
count_under (FerryFleetList *self, FerryFleetItem *heading, gboolean selected_only)
{
  const char *group = ferry_fleet_item_get_group (heading);
  guint count = 0;

  for (guint i = 0; i < self->passing->len; i++)
    {
      FerryFleetItem *item = g_ptr_array_index (self->passing, i);

      if (g_str_equal (ferry_fleet_item_get_group (item), group)
          && (!selected_only || ferry_fleet_item_get_selected (item)))
        count++;
    }
  return count;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  FerryFleetList *self = FERRY_FLEET_LIST (model);
  FerryFleetItem *item = ferry_fleet_list_get (self, position);

  if (item == NULL)
    return FALSE;
  if (ferry_fleet_item_is_heading (item))
    return count_under (self, item, TRUE) == count_under (self, item, FALSE);
  return ferry_fleet_item_get_selected (item);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  guint end = MIN (position + n_items, g_list_model_get_n_items (G_LIST_MODEL (model)));
  GtkBitset *selected = gtk_bitset_new_empty ();

  for (guint i = position; i < end; i++)
    if (is_selected (model, i))
      gtk_bitset_add (selected, i);
  return selected;
}

static void
set_one (FerryFleetList *self, guint position, gboolean selected)
{
  FerryFleetItem *item = ferry_fleet_list_get (self, position);

  if (item == NULL)
    return;
  if (!ferry_fleet_item_is_heading (item))
    {
      ferry_fleet_item_set_selected (item, selected);
      return;
    }
  for (guint i = 0; i < self->passing->len; i++)
    {
      FerryFleetItem *under = g_ptr_array_index (self->passing, i);

      if (g_str_equal (ferry_fleet_item_get_group (under), ferry_fleet_item_get_group (item)))
        ferry_fleet_item_set_selected (under, selected);
    }
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  FerryFleetList *self = FERRY_FLEET_LIST (model);

  if (unselect_rest)
    return FALSE;
  set_one (self, position, TRUE);
  tell_selection (self);
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  FerryFleetList *self = FERRY_FLEET_LIST (model);

  set_one (self, position, FALSE);
  tell_selection (self);
  return TRUE;
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  FerryFleetList *self = FERRY_FLEET_LIST (model);

  for (guint i = position; i < position + n_items; i++)
    {
      FerryFleetItem *item = ferry_fleet_list_get (self, i);

      /* A heading on the way isn't meant with all that is under it. */
      if (item != NULL && (n_items == 1 || !ferry_fleet_item_is_heading (item)))
        set_one (self, i, TRUE);
    }
  tell_selection (self);
  return TRUE;
}

static gboolean
set_all (FerryFleetList *self, gboolean selected)
{
  GPtrArray *which = selected ? self->passing : self->all;

  for (guint i = 0; i < which->len; i++)
    ferry_fleet_item_set_selected (g_ptr_array_index (which, i), selected);
  tell_selection (self);
  return TRUE;
}

static gboolean
select_all (GtkSelectionModel *model)
{
  return set_all (FERRY_FLEET_LIST (model), TRUE);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  return set_all (FERRY_FLEET_LIST (model), FALSE);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  FerryFleetList *self = FERRY_FLEET_LIST (model);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    if (position < self->shown->len && !ferry_fleet_item_is_heading (ferry_fleet_list_get (self, position)))
      set_one (self, position, gtk_bitset_contains (selected, position));
  tell_selection (self);
  return TRUE;
}

void
ferry_fleet_list_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

void
ferry_fleet_list_select (FerryFleetList *self, guint position, gboolean selected)
{
  g_return_if_fail (FERRY_IS_FLEET_LIST (self));

  set_one (self, position, selected);
  tell_selection (self);
}

gboolean
ferry_fleet_list_is_part_selected (FerryFleetList *self, FerryFleetItem *item)
{
  guint selected;

  g_return_val_if_fail (FERRY_IS_FLEET_LIST (self), FALSE);
  g_return_val_if_fail (FERRY_IS_FLEET_ITEM (item), FALSE);

  if (!ferry_fleet_item_is_heading (item))
    return FALSE;
  selected = count_under (self, item, TRUE);
  return selected > 0 && selected < count_under (self, item, FALSE);
}

GPtrArray *
ferry_fleet_list_dup_selected (FerryFleetList *self)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);
  const GPtrArray *both[2];

  g_return_val_if_fail (FERRY_IS_FLEET_LIST (self), selected);

  both[0] = self->passing;
  both[1] = self->all;
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    for (guint j = 0; j < both[i]->len; j++)
      {
        FerryFleetItem *item = g_ptr_array_index (both[i], j);
        FerryEnvironment *environment = ferry_fleet_item_get_environment (item);

        if (ferry_fleet_item_get_selected (item) && !g_ptr_array_find (selected, environment, NULL))
          g_ptr_array_add (selected, g_object_ref (environment));
      }
  return selected;
}

guint
ferry_fleet_list_count_selected (FerryFleetList *self, guint *hidden)
{
  guint selected = 0;
  guint passing = 0;

  g_return_val_if_fail (FERRY_IS_FLEET_LIST (self), 0);

  for (guint i = 0; i < self->all->len; i++)
    selected += ferry_fleet_item_get_selected (g_ptr_array_index (self->all, i)) ? 1 : 0;
  for (guint i = 0; i < self->passing->len; i++)
    passing += ferry_fleet_item_get_selected (g_ptr_array_index (self->passing, i)) ? 1 : 0;
  if (hidden != NULL)
    *hidden = selected - passing;
  return selected;
}
