/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-table-choice.h"

struct _FerryTableChoice
{
  GObject parent_instance;

  FerryTableResult *result;
  gboolean chosen;
};

enum
{
  PROP_0,
  PROP_CHOSEN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryTableChoice, ferry_table_choice, G_TYPE_OBJECT)

FerryTableChoice *
ferry_table_choice_new (FerryTableResult *result)
{
  FerryTableChoice *self;

  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (result), NULL);

  self = g_object_new (FERRY_TYPE_TABLE_CHOICE, NULL);
  self->result = g_object_ref (result);
  return self;
}

FerryTableResult *
ferry_table_choice_get_result (FerryTableChoice *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_CHOICE (self), NULL);
  return self->result;
}

gboolean
ferry_table_choice_get_chosen (FerryTableChoice *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_CHOICE (self), FALSE);
  return self->chosen;
}

void
ferry_table_choice_set_chosen (FerryTableChoice *self, gboolean chosen)
{
  g_return_if_fail (FERRY_IS_TABLE_CHOICE (self));

  if (self->chosen == !!chosen)
    return;
  self->chosen = !!chosen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

static void
ferry_table_choice_finalize (GObject *object)
{
  g_clear_object (&FERRY_TABLE_CHOICE (object)->result);
  G_OBJECT_CLASS (ferry_table_choice_parent_class)->finalize (object);
}

static void
ferry_table_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHOSEN)
    g_value_set_boolean (value, FERRY_TABLE_CHOICE (object)->chosen);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_table_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHOSEN)
    ferry_table_choice_set_chosen (FERRY_TABLE_CHOICE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_table_choice_class_init (FerryTableChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_table_choice_finalize;
  object_class->get_property = ferry_table_choice_get_property;
  object_class->set_property = ferry_table_choice_set_property;

  properties[PROP_CHOSEN] = g_param_spec_boolean (
    "chosen", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_table_choice_init (FerryTableChoice *self)
{
}
