/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-fleet-list-private.h"

/* Milliseconds: however many environments run, rows are looked at only so often. */
#define PATIENCE 250

enum
{
  PROP_0,
  PROP_GROUPED,
  PROP_SORT_COLUMN,
  PROP_SORT_DESCENDING,
  PROP_FILTER,
  PROP_SEARCH,
  PROP_COLLAPSED,
  N_PROPS,
};

enum
{
  REFRESHED,
  CHOSEN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryFleetList,
                               ferry_fleet_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                        ferry_fleet_list_selection_model_init))

/* ---- The rows ---- */

static GType
get_item_type (GListModel *model)
{
  return FERRY_TYPE_FLEET_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return FERRY_FLEET_LIST (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  FerryFleetItem *item = ferry_fleet_list_get (FERRY_FLEET_LIST (model), position);

  return item != NULL ? g_object_ref (item) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

FerryFleetItem *
ferry_fleet_list_get (FerryFleetList *self, guint position)
{
  g_return_val_if_fail (FERRY_IS_FLEET_LIST (self), NULL);
  return position < self->shown->len ? g_ptr_array_index (self->shown, position) : NULL;
}

/* ---- Which are shown, and in which order ---- */

static void
add_to_sums (FerryFleetSums *sums, FerryFleetItem *item)
{
  FerryEnvironmentSummary *summary = ferry_fleet_item_get_summary (item);

  sums->count++;
  sums->kinds[ferry_environment_summary_get_kind (summary)]++;
  sums->failed += MAX (ferry_environment_summary_get_failed (summary), 0);
}

static gboolean
passes (FerryFleetList *self, FerryFleetItem *item)
{
  FerryFleetKind kind = ferry_environment_summary_get_kind (ferry_fleet_item_get_summary (item));

  return (g_str_equal (self->filter, "all") || g_str_equal (self->filter, ferry_fleet_kind_to_nick (kind)))
         && ferry_fleet_item_matches (item, self->search);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  FerryFleetList *self = user_data;
  FerryFleetItem *one = *(FerryFleetItem *const *) a;
  FerryFleetItem *other = *(FerryFleetItem *const *) b;
  int order = 0;

  if (self->grouped && !g_str_equal (self->sort_column, "tenant"))
    order = ferry_fleet_item_compare_groups (one, other);
  if (order == 0)
    {
      order = ferry_fleet_item_compare (one, other, self->sort_column);
      if (self->descending)
        order = -order;
    }
  /* What is the same goes by name; the sort is stable, so that the rest stays as it was added. */
  if (order == 0 && !g_str_equal (self->sort_column, "added"))
    order = ferry_fleet_item_compare (one, other, "name");
  return order;
}

static FerryFleetItem *
ensure_heading (FerryFleetList *self, const char *group)
{
  FerryFleetItem *heading = g_hash_table_lookup (self->headings, group);

  if (heading == NULL)
    {
      heading = ferry_fleet_item_new_heading (group);
      g_hash_table_insert (self->headings, g_strdup (group), heading);
    }
  ferry_fleet_item_set_collapsed (
    heading, self->collapsed != NULL && g_strv_contains ((const char *const *) self->collapsed, group));
  return heading;
}

/* Returns: (transfer full) (element-type FerryFleetItem): what is to be shown */
static GPtrArray *
arrange (FerryFleetList *self)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (g_object_unref);
  FerryFleetItem *heading = NULL;

  for (guint i = 0; i < self->passing->len; i++)
    {
      FerryFleetItem *item = g_ptr_array_index (self->passing, i);

      if (self->grouped)
        {
          const char *group = ferry_fleet_item_get_group (item);

          if (heading == NULL || g_strcmp0 (ferry_fleet_item_get_group (heading), group) != 0)
            {
              heading = ensure_heading (self, group);
              memset (ferry_fleet_item_get_sums (heading), 0, sizeof (FerryFleetSums));
              g_ptr_array_add (shown, g_object_ref (heading));
            }
          add_to_sums (ferry_fleet_item_get_sums (heading), item);
          /* What is searched for is shown wherever it is. */
          if (ferry_fleet_item_get_collapsed (heading) && self->search == NULL)
            continue;
        }
      g_ptr_array_add (shown, g_object_ref (item));
    }
  return shown;
}

/* Shows @shown in the place of what is shown, and tells of no more than what differs. */
static void
replace_shown (FerryFleetList *self, GPtrArray *shown)
{
  g_autoptr (GPtrArray) old = self->shown;
  guint least = MIN (old->len, shown->len);
  guint before = 0;
  guint after = 0;

  while (before < least && g_ptr_array_index (old, before) == g_ptr_array_index (shown, before))
    before++;
  while (after < least - before
         && g_ptr_array_index (old, old->len - 1 - after)
              == g_ptr_array_index (shown, shown->len - 1 - after))
    after++;
  self->shown = shown;
  if (old->len != shown->len || before < shown->len)
    g_list_model_items_changed (G_LIST_MODEL (self), before, old->len - before - after,
                                shown->len - before - after);
}

static void
rebuild (FerryFleetList *self)
{
  g_clear_handle_id (&self->pending, g_source_remove);
  memset (&self->sums, 0, sizeof self->sums);
  g_ptr_array_set_size (self->passing, 0);
  for (guint i = 0; i < self->all->len; i++)
    {
      FerryFleetItem *item = g_ptr_array_index (self->all, i);

      add_to_sums (&self->sums, item);
      if (passes (self, item))
        g_ptr_array_add (self->passing, item);
    }
  g_ptr_array_sort_with_data (self->passing, compare, self);
  replace_shown (self, arrange (self));
  g_signal_emit (self, signals[REFRESHED], 0);
}

static gboolean
on_pending (gpointer user_data)
{
  FerryFleetList *self = user_data;

  self->pending = 0;
  rebuild (self);
  return G_SOURCE_REMOVE;
}

static void
on_summary_changed (FerryFleetList *self)
{
  if (self->pending == 0)
    self->pending = g_timeout_add (PATIENCE, on_pending, self);
}

static FerryFleetItem *
new_item (FerryFleetList *self, FerryEnvironment *environment)
{
  g_autoptr (FerryEnvironmentSummary) summary = ferry_environment_summary_new (environment);
  FerryFleetItem *item = ferry_fleet_item_new (summary);

  g_signal_connect_object (summary, "changed", G_CALLBACK (on_summary_changed), self, G_CONNECT_SWAPPED);
  return item;
}

static void
on_environments_changed (FerryFleetList *self, guint position, guint removed, guint added)
{
  gboolean was_selected = FALSE;

  for (guint i = position; i < position + removed; i++)
    was_selected = was_selected || ferry_fleet_item_get_selected (g_ptr_array_index (self->all, i));
  /* They may be shown until the list is made anew, which holds them. */
  g_ptr_array_set_size (self->passing, 0);
  if (removed > 0)
    g_ptr_array_remove_range (self->all, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (FerryEnvironment) environment = g_list_model_get_item (self->environments, position + i);

      g_ptr_array_insert (self->all, (int) (position + i), new_item (self, environment));
    }
  rebuild (self);
  if (was_selected)
    g_signal_emit (self, signals[CHOSEN], 0);
}

void
ferry_fleet_list_set_sort (FerryFleetList *self, const char *column, gboolean descending)
{
  g_return_if_fail (FERRY_IS_FLEET_LIST (self));
  g_return_if_fail (column != NULL);

  if (g_str_equal (self->sort_column, column) && self->descending == descending)
    return;
  if (self->sort_column != column)
    {
      g_free (self->sort_column);
      self->sort_column = g_strdup (column);
    }
  self->descending = descending;
  rebuild (self);
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT_COLUMN]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT_DESCENDING]);
  g_object_thaw_notify (G_OBJECT (self));
}

void
ferry_fleet_list_toggle (FerryFleetList *self, FerryFleetItem *item)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *group;
  gboolean was = FALSE;

  g_return_if_fail (FERRY_IS_FLEET_LIST (self));
  g_return_if_fail (FERRY_IS_FLEET_ITEM (item));

  group = ferry_fleet_item_get_group (item);
  for (guint i = 0; self->collapsed != NULL && self->collapsed[i] != NULL; i++)
    {
      if (g_str_equal (self->collapsed[i], group))
        was = TRUE;
      else
        g_strv_builder_add (builder, self->collapsed[i]);
    }
  if (!was)
    g_strv_builder_add (builder, group);
  g_strfreev (self->collapsed);
  self->collapsed = g_strv_builder_end (builder);
  rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLLAPSED]);
}

const FerryFleetSums *
ferry_fleet_list_get_sums (FerryFleetList *self)
{
  g_return_val_if_fail (FERRY_IS_FLEET_LIST (self), NULL);
  return &self->sums;
}

guint
ferry_fleet_list_count_passing (FerryFleetList *self)
{
  g_return_val_if_fail (FERRY_IS_FLEET_LIST (self), 0);
  return self->passing->len;
}

/* ---- The object ---- */

static void
ferry_fleet_list_dispose (GObject *object)
{
  FerryFleetList *self = FERRY_FLEET_LIST (object);

  g_clear_handle_id (&self->pending, g_source_remove);
  if (self->environments != NULL)
    g_signal_handlers_disconnect_by_data (self->environments, self);
  g_clear_object (&self->environments);
  G_OBJECT_CLASS (ferry_fleet_list_parent_class)->dispose (object);
}

static void
ferry_fleet_list_finalize (GObject *object)
{
  FerryFleetList *self = FERRY_FLEET_LIST (object);

  g_ptr_array_unref (self->passing);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->all);
  g_hash_table_unref (self->headings);
  g_free (self->sort_column);
  g_free (self->filter);
  g_free (self->search);
  g_strfreev (self->collapsed);
  G_OBJECT_CLASS (ferry_fleet_list_parent_class)->finalize (object);
}

static void
ferry_fleet_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryFleetList *self = FERRY_FLEET_LIST (object);

  switch (id)
    {
    case PROP_GROUPED:
      g_value_set_boolean (value, self->grouped);
      break;
    case PROP_SORT_COLUMN:
      g_value_set_string (value, self->sort_column);
      break;
    case PROP_SORT_DESCENDING:
      g_value_set_boolean (value, self->descending);
      break;
    case PROP_FILTER:
      g_value_set_string (value, self->filter);
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_COLLAPSED:
      g_value_set_boxed (value, self->collapsed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_string (FerryFleetList *self, char **field, const char *value, GParamSpec *pspec)
{
  if (g_strcmp0 (*field, value) == 0)
    return;
  g_free (*field);
  *field = g_strdup (value);
  rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
  /* Of what is selected, more or less is shown. */
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
ferry_fleet_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryFleetList *self = FERRY_FLEET_LIST (object);

  switch (id)
    {
    case PROP_GROUPED:
      if (self->grouped == g_value_get_boolean (value))
        break;
      self->grouped = g_value_get_boolean (value);
      rebuild (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SORT_COLUMN:
      ferry_fleet_list_set_sort (self, g_value_get_string (value), self->descending);
      break;
    case PROP_SORT_DESCENDING:
      ferry_fleet_list_set_sort (self, self->sort_column, g_value_get_boolean (value));
      break;
    case PROP_FILTER:
      set_string (self, &self->filter, g_value_get_string (value), pspec);
      break;
    case PROP_SEARCH:
      set_string (self, &self->search, g_value_get_string (value), pspec);
      break;
    case PROP_COLLAPSED:
      g_strfreev (self->collapsed);
      self->collapsed = g_value_dup_boxed (value);
      rebuild (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_fleet_list_class_init (FerryFleetListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = ferry_fleet_list_dispose;
  object_class->finalize = ferry_fleet_list_finalize;
  object_class->get_property = ferry_fleet_list_get_property;
  object_class->set_property = ferry_fleet_list_set_property;

  properties[PROP_GROUPED] = g_param_spec_boolean ("grouped", NULL, NULL, FALSE, flags);
  properties[PROP_SORT_COLUMN] = g_param_spec_string ("sort-column", NULL, NULL, "added", flags);
  properties[PROP_SORT_DESCENDING] = g_param_spec_boolean ("sort-descending", NULL, NULL, FALSE, flags);
  properties[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, "all", flags);
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL, flags);
  properties[PROP_COLLAPSED] = g_param_spec_boxed ("collapsed", NULL, NULL, G_TYPE_STRV, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[REFRESHED] = g_signal_new ("refreshed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
ferry_fleet_list_init (FerryFleetList *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->passing = g_ptr_array_new ();
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->headings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->sort_column = g_strdup ("added");
  self->filter = g_strdup ("all");
}

FerryFleetList *
ferry_fleet_list_new (GListModel *environments)
{
  FerryFleetList *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (environments), NULL);

  self = g_object_new (FERRY_TYPE_FLEET_LIST, NULL);
  self->environments = g_object_ref (environments);
  g_signal_connect_object (environments, "items-changed", G_CALLBACK (on_environments_changed), self,
                           G_CONNECT_SWAPPED);
  on_environments_changed (self, 0, 0, g_list_model_get_n_items (environments));
  return self;
}
