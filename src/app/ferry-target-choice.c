/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-target-choice.h"

#include <string.h>

#include "ferry-odata.h"

struct _FerryTargetChoice
{
  GObject parent_instance;

  FerrySourceTable *table;
  char *source;
  char *words;
  gboolean extension;
  gboolean selected;
};

G_DEFINE_FINAL_TYPE (FerryTargetChoice, ferry_target_choice, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
ferry_target_choice_finalize (GObject *object)
{
  FerryTargetChoice *self = FERRY_TARGET_CHOICE (object);

  g_clear_object (&self->table);
  g_free (self->source);
  g_free (self->words);
  G_OBJECT_CLASS (ferry_target_choice_parent_class)->finalize (object);
}

static void
ferry_target_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SELECTED:
      g_value_set_boolean (value, FERRY_TARGET_CHOICE (object)->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_target_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SELECTED:
      ferry_target_choice_set_selected (FERRY_TARGET_CHOICE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_target_choice_class_init (FerryTargetChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_target_choice_finalize;
  object_class->get_property = ferry_target_choice_get_property;
  object_class->set_property = ferry_target_choice_set_property;

  properties[PROP_SELECTED] = g_param_spec_boolean (
    "selected", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_target_choice_init (FerryTargetChoice *self)
{
}

FerryTargetChoice *
ferry_target_choice_new (FerrySourceTable *table, const char *source)
{
  FerryTargetChoice *self;
  g_autofree char *type = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (FERRY_IS_SOURCE_TABLE (table), NULL);

  self = g_object_new (FERRY_TYPE_TARGET_CHOICE, NULL);
  type = ferry_odata_fold_option (ferry_source_table_get_target_table_type (table));
  self->table = g_object_ref (table);
  self->source = g_strdup (source);
  self->extension = g_str_equal (type, "tableextension");
  words = g_strdup_printf ("%s\n%s\n%" G_GINT64_FORMAT, ferry_source_table_get_table_name (table),
                           ferry_source_table_get_app_name (table), ferry_source_table_get_table_id (table));
  self->words = g_utf8_casefold (words, -1);
  return self;
}

FerrySourceTable *
ferry_target_choice_get_table (FerryTargetChoice *self)
{
  g_return_val_if_fail (FERRY_IS_TARGET_CHOICE (self), NULL);
  return self->table;
}

const char *
ferry_target_choice_get_source (FerryTargetChoice *self)
{
  g_return_val_if_fail (FERRY_IS_TARGET_CHOICE (self), NULL);
  return self->source;
}

gboolean
ferry_target_choice_is_extension (FerryTargetChoice *self)
{
  g_return_val_if_fail (FERRY_IS_TARGET_CHOICE (self), FALSE);
  return self->extension;
}

gboolean
ferry_target_choice_get_selected (FerryTargetChoice *self)
{
  g_return_val_if_fail (FERRY_IS_TARGET_CHOICE (self), FALSE);
  return self->selected;
}

void
ferry_target_choice_set_selected (FerryTargetChoice *self, gboolean selected)
{
  g_return_if_fail (FERRY_IS_TARGET_CHOICE (self));

  if (self->selected == selected || (selected && self->source != NULL))
    return;
  self->selected = selected;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

gboolean
ferry_target_choice_matches (FerryTargetChoice *self, const char *folded)
{
  g_return_val_if_fail (FERRY_IS_TARGET_CHOICE (self), FALSE);
  return strstr (self->words, folded) != NULL;
}
