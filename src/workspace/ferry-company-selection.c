/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-company-selection.h"

#include <glib/gi18n-lib.h>

#include "ferry-format.h"

struct _FerryCompanySelection
{
  GObject parent_instance;

  GListModel *companies;
  char *signed_in_company;
  GPtrArray *choices;

  guint n_selected;
  guint n_available;
  double size;
  gboolean changed;
};

enum
{
  PROP_0,
  PROP_N_SELECTED,
  PROP_SELECTED_SIZE,
  PROP_CHANGED,
  PROP_CAN_SELECT_ALL,
  PROP_ALL_SELECTED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GType
get_item_type (GListModel *model)
{
  return FERRY_TYPE_COMPANY_CHOICE;
}

static guint
get_n_items (GListModel *model)
{
  return FERRY_COMPANY_SELECTION (model)->choices->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  FerryCompanySelection *self = FERRY_COMPANY_SELECTION (model);

  return position < self->choices->len ? g_object_ref (g_ptr_array_index (self->choices, position)) : NULL;
}

static void
init_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryCompanySelection,
                               ferry_company_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

static FerryCompanyChoice *
choice_at (FerryCompanySelection *self, guint position)
{
  return g_ptr_array_index (self->choices, position);
}

static void
update_totals (FerryCompanySelection *self)
{
  self->n_selected = 0;
  self->n_available = 0;
  self->size = 0;
  self->changed = FALSE;
  for (guint i = 0; i < self->choices->len; i++)
    {
      FerryCompanyChoice *choice = choice_at (self, i);
      FerryCompany *company = ferry_company_choice_get_company (choice);
      gboolean selected = ferry_company_choice_get_selected (choice);

      if (*ferry_company_choice_get_problem (choice) == '\0')
        self->n_available++;
      if (selected)
        {
          self->n_selected++;
          self->size += MAX (ferry_company_get_estimated_size (company), 0);
        }
      if (selected != ferry_company_get_replicate (company))
        self->changed = TRUE;
    }

  g_object_freeze_notify (G_OBJECT (self));
  for (guint id = 1; id < N_PROPS; id++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* id → what was decided about it here, for those that differ from the environment. */
static GHashTable *
collect_decisions (FerryCompanySelection *self)
{
  GHashTable *decisions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->choices->len; i++)
    {
      FerryCompanyChoice *choice = choice_at (self, i);
      FerryCompany *company = ferry_company_choice_get_company (choice);
      gboolean selected = ferry_company_choice_get_selected (choice);

      if (selected != ferry_company_get_replicate (company))
        g_hash_table_insert (decisions, g_strdup (ferry_company_get_id (company)),
                             GINT_TO_POINTER (selected));
    }
  return decisions;
}

static void
on_companies_changed (FerryCompanySelection *self, guint position, guint removed, guint added)
{
  g_autoptr (GHashTable) decisions = collect_decisions (self);

  for (guint i = 0; i < removed; i++)
    g_signal_handlers_disconnect_by_data (choice_at (self, position + i), self);
  if (removed > 0)
    g_ptr_array_remove_range (self->choices, position, removed);

  for (guint i = 0; i < added; i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (self->companies, position + i);
      FerryCompanyChoice *choice = ferry_company_choice_new (company, self->signed_in_company);
      gpointer decision;

      if (g_hash_table_lookup_extended (decisions, ferry_company_get_id (company), NULL, &decision))
        ferry_company_choice_set_selected (choice, GPOINTER_TO_INT (decision));
      g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (update_totals), self);
      g_ptr_array_insert (self->choices, (int) (position + i), choice);
    }

  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  update_totals (self);
}

FerryCompanySelection *
ferry_company_selection_new (GListModel *companies, const char *signed_in_company)
{
  FerryCompanySelection *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (companies), NULL);

  self = g_object_new (FERRY_TYPE_COMPANY_SELECTION, NULL);
  self->companies = g_object_ref (companies);
  self->signed_in_company = g_strdup (signed_in_company);
  g_signal_connect_object (companies, "items-changed", G_CALLBACK (on_companies_changed), self,
                           G_CONNECT_SWAPPED);
  on_companies_changed (self, 0, 0, g_list_model_get_n_items (companies));
  return self;
}

guint
ferry_company_selection_get_n_selected (FerryCompanySelection *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY_SELECTION (self), 0);
  return self->n_selected;
}

double
ferry_company_selection_get_selected_size (FerryCompanySelection *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY_SELECTION (self), 0);
  return self->size;
}

gboolean
ferry_company_selection_get_changed (FerryCompanySelection *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY_SELECTION (self), FALSE);
  return self->changed;
}

gboolean
ferry_company_selection_get_can_select_all (FerryCompanySelection *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY_SELECTION (self), FALSE);
  return self->n_available > 0 && self->choices->len < FERRY_COMPANY_SELECTION_MANY;
}

gboolean
ferry_company_selection_get_all_selected (FerryCompanySelection *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY_SELECTION (self), FALSE);
  return self->n_available > 0 && self->n_selected >= self->n_available;
}

void
ferry_company_selection_select_all (FerryCompanySelection *self, gboolean selected)
{
  g_return_if_fail (FERRY_IS_COMPANY_SELECTION (self));

  for (guint i = 0; i < self->choices->len; i++)
    {
      g_signal_handlers_block_by_func (choice_at (self, i), update_totals, self);
      ferry_company_choice_set_selected (choice_at (self, i), selected);
      g_signal_handlers_unblock_by_func (choice_at (self, i), update_totals, self);
    }
  update_totals (self);
}

gboolean
ferry_company_selection_check (FerryCompanySelection *self, char **reason)
{
  g_autofree char *problem = NULL;

  g_return_val_if_fail (FERRY_IS_COMPANY_SELECTION (self), FALSE);

  if (self->choices->len == 0)
    problem = g_strdup (_ ("The source database has no company that could be migrated."));
  else if (self->n_selected == 0)
    problem = g_strdup (_ ("Select at least one company."));
  for (guint i = 0; problem == NULL && i < self->choices->len; i++)
    {
      FerryCompanyChoice *choice = choice_at (self, i);
      const char *obstacle = ferry_company_choice_get_problem (choice);

      if (ferry_company_choice_get_selected (choice) && *obstacle != '\0')
        problem = g_strdup_printf (
          /* Translators: the name of a company, and why it can’t be migrated */
          _ ("“%s” can’t be migrated: %s"),
          ferry_company_get_name (ferry_company_choice_get_company (choice)), obstacle);
    }

  if (problem == NULL)
    return TRUE;
  if (reason != NULL)
    *reason = g_steal_pointer (&problem);
  return FALSE;
}

char *
ferry_company_selection_dup_warning (FerryCompanySelection *self)
{
  gboolean many, large;
  g_autofree char *count = NULL;
  g_autofree char *size = NULL;

  g_return_val_if_fail (FERRY_IS_COMPANY_SELECTION (self), NULL);

  many = self->n_selected >= FERRY_COMPANY_SELECTION_MANY;
  large = self->size >= FERRY_COMPANY_SELECTION_LARGE;
  count = ferry_format_count (self->n_selected);
  size = ferry_format_gigabytes (self->size);
  if (many && large)
    return g_strdup_printf (
      /* Translators: a number, a size such as “64.0 GB” */
      ngettext ("%s company with %s is selected. A batch this large takes long and may fail; migrate it in "
                "several smaller ones if you can.",
                "%s companies with %s together are selected. A batch this large takes long and may fail; "
                "migrate them in several smaller ones if you can.",
                self->n_selected),
      count, size);
  if (many)
    return g_strdup_printf (
      ngettext (
        "%s company is selected. A batch this large may fail; migrate it in several smaller ones if "
        "you can.",
        "%s companies are selected. A batch this large may fail; migrate them in several smaller ones "
        "if you can.",
        self->n_selected),
      count);
  if (large)
    return g_strdup_printf (_ ("The selected companies have %s together. Copying that much takes long, and "
                               "the environment needs the room for it."),
                            size);
  return NULL;
}

static char **
collect (FerryCompanySelection *self, const char *(*getter) (FerryCompany *) )
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->choices->len; i++)
    if (ferry_company_choice_get_selected (choice_at (self, i)))
      g_strv_builder_add (builder, getter (ferry_company_choice_get_company (choice_at (self, i))));
  return g_strv_builder_end (builder);
}

char **
ferry_company_selection_dup_ids (FerryCompanySelection *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY_SELECTION (self), NULL);
  return collect (self, ferry_company_get_id);
}

char **
ferry_company_selection_dup_names (FerryCompanySelection *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY_SELECTION (self), NULL);
  return collect (self, ferry_company_get_display_name);
}

static void
ferry_company_selection_dispose (GObject *object)
{
  FerryCompanySelection *self = FERRY_COMPANY_SELECTION (object);

  for (guint i = 0; i < self->choices->len; i++)
    g_signal_handlers_disconnect_by_data (choice_at (self, i), self);
  g_ptr_array_set_size (self->choices, 0);
  g_clear_object (&self->companies);
  G_OBJECT_CLASS (ferry_company_selection_parent_class)->dispose (object);
}

static void
ferry_company_selection_finalize (GObject *object)
{
  FerryCompanySelection *self = FERRY_COMPANY_SELECTION (object);

  g_ptr_array_unref (self->choices);
  g_free (self->signed_in_company);
  G_OBJECT_CLASS (ferry_company_selection_parent_class)->finalize (object);
}

static void
ferry_company_selection_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryCompanySelection *self = FERRY_COMPANY_SELECTION (object);

  switch (id)
    {
    case PROP_N_SELECTED:
      g_value_set_uint (value, self->n_selected);
      break;
    case PROP_SELECTED_SIZE:
      g_value_set_double (value, self->size);
      break;
    case PROP_CHANGED:
      g_value_set_boolean (value, self->changed);
      break;
    case PROP_CAN_SELECT_ALL:
      g_value_set_boolean (value, ferry_company_selection_get_can_select_all (self));
      break;
    case PROP_ALL_SELECTED:
      g_value_set_boolean (value, ferry_company_selection_get_all_selected (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_company_selection_class_init (FerryCompanySelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ferry_company_selection_dispose;
  object_class->finalize = ferry_company_selection_finalize;
  object_class->get_property = ferry_company_selection_get_property;

  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SELECTED_SIZE]
    = g_param_spec_double ("selected-size", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_CHANGED] = g_param_spec_boolean ("changed", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_SELECT_ALL] = g_param_spec_boolean ("can-select-all", NULL, NULL, FALSE, flags);
  properties[PROP_ALL_SELECTED] = g_param_spec_boolean ("all-selected", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_company_selection_init (FerryCompanySelection *self)
{
  self->choices = g_ptr_array_new_with_free_func (g_object_unref);
}
