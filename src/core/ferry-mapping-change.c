/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-mapping-change.h"

struct _FerryMappingChange
{
  GObject parent_instance;

  FerryTableMapping *was;
  FerryTableMapping *wanted;
  FerryMappingChangeKind kind;
  FerryMappingFate fate;
};

G_DEFINE_FINAL_TYPE (FerryMappingChange, ferry_mapping_change, G_TYPE_OBJECT)

static void
ferry_mapping_change_finalize (GObject *object)
{
  FerryMappingChange *self = FERRY_MAPPING_CHANGE (object);

  g_clear_object (&self->was);
  g_clear_object (&self->wanted);
  G_OBJECT_CLASS (ferry_mapping_change_parent_class)->finalize (object);
}

static void
ferry_mapping_change_class_init (FerryMappingChangeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_mapping_change_finalize;
}

static void
ferry_mapping_change_init (FerryMappingChange *self)
{
}

static FerryMappingChangeKind
find_kind (FerryTableMapping *was, FerryTableMapping *wanted)
{
  if (was == NULL)
    return FERRY_MAPPING_CHANGE_ADD;
  if (wanted == NULL)
    return FERRY_MAPPING_CHANGE_DELETE;
  return ferry_table_mapping_equal (was, wanted) ? FERRY_MAPPING_CHANGE_NONE : FERRY_MAPPING_CHANGE_EDIT;
}

FerryMappingChange *
ferry_mapping_change_new (FerryTableMapping *was, FerryTableMapping *wanted)
{
  FerryMappingChange *self;

  g_return_val_if_fail (was != NULL || wanted != NULL, NULL);

  self = g_object_new (FERRY_TYPE_MAPPING_CHANGE, NULL);
  self->was = was != NULL ? g_object_ref (was) : NULL;
  self->wanted = wanted != NULL ? g_object_ref (wanted) : NULL;
  self->kind = find_kind (was, wanted);
  return self;
}

FerryMappingChangeKind
ferry_mapping_change_get_kind (FerryMappingChange *self)
{
  g_return_val_if_fail (FERRY_IS_MAPPING_CHANGE (self), FERRY_MAPPING_CHANGE_NONE);
  return self->kind;
}

FerryTableMapping *
ferry_mapping_change_get_was (FerryMappingChange *self)
{
  g_return_val_if_fail (FERRY_IS_MAPPING_CHANGE (self), NULL);
  return self->was;
}

FerryTableMapping *
ferry_mapping_change_get_wanted (FerryMappingChange *self)
{
  g_return_val_if_fail (FERRY_IS_MAPPING_CHANGE (self), NULL);
  return self->wanted;
}

FerryTableMapping *
ferry_mapping_change_get_mapping (FerryMappingChange *self)
{
  g_return_val_if_fail (FERRY_IS_MAPPING_CHANGE (self), NULL);
  return self->wanted != NULL ? self->wanted : self->was;
}

FerryMappingFate
ferry_mapping_change_get_fate (FerryMappingChange *self)
{
  g_return_val_if_fail (FERRY_IS_MAPPING_CHANGE (self), FERRY_MAPPING_FATE_WAITING);
  return self->fate;
}

void
ferry_mapping_change_set_fate (FerryMappingChange *self, FerryMappingFate fate)
{
  g_return_if_fail (FERRY_IS_MAPPING_CHANGE (self));
  self->fate = fate;
}

guint
ferry_mapping_change_count (GPtrArray *changes, FerryMappingChangeKind kind)
{
  guint n = 0;

  g_return_val_if_fail (changes != NULL, 0);

  for (guint i = 0; i < changes->len; i++)
    if (ferry_mapping_change_get_kind (g_ptr_array_index (changes, i)) == kind)
      n++;
  return n;
}

guint
ferry_mapping_change_count_applied (GPtrArray *changes)
{
  guint n = 0;

  g_return_val_if_fail (changes != NULL, 0);

  for (guint i = 0; i < changes->len; i++)
    if (ferry_mapping_change_get_fate (g_ptr_array_index (changes, i)) == FERRY_MAPPING_FATE_APPLIED)
      n++;
  return n;
}
