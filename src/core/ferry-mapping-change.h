/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-table-mapping.h"

G_BEGIN_DECLS

typedef enum
{
  FERRY_MAPPING_CHANGE_ADD,
  FERRY_MAPPING_CHANGE_EDIT,
  FERRY_MAPPING_CHANGE_DELETE,
  FERRY_MAPPING_CHANGE_NONE, /* both sets say the same */
} FerryMappingChangeKind;

/** FerryMappingFate: what became of a change */
typedef enum
{
  FERRY_MAPPING_FATE_WAITING, /* not sent */
  FERRY_MAPPING_FATE_SENT,    /* sent; what became of it isn't known */
  FERRY_MAPPING_FATE_APPLIED,
  FERRY_MAPPING_FATE_FAILED, /* sent, and not taken */
} FerryMappingFate;

/**
 * FerryMappingChange:
 *
 * One difference between the table mappings as they are and as they shall be (domain §2.6).
 */
#define FERRY_TYPE_MAPPING_CHANGE (ferry_mapping_change_get_type ())
G_DECLARE_FINAL_TYPE (FerryMappingChange, ferry_mapping_change, FERRY, MAPPING_CHANGE, GObject)

/**
 * ferry_mapping_change_new:
 * @was: (nullable): what the service has; %NULL adds
 * @wanted: (nullable): what it shall say; %NULL deletes
 *
 * Returns: (transfer full): the change; its kind follows from the two
 */
FerryMappingChange *ferry_mapping_change_new (FerryTableMapping *was, FerryTableMapping *wanted);
FerryMappingChangeKind ferry_mapping_change_get_kind (FerryMappingChange *self);
/** ferry_mapping_change_get_was: Returns: (transfer none) (nullable): what the service had */
FerryTableMapping *ferry_mapping_change_get_was (FerryMappingChange *self);
/** ferry_mapping_change_get_wanted: Returns: (transfer none) (nullable): what it shall say */
FerryTableMapping *ferry_mapping_change_get_wanted (FerryMappingChange *self);
/** ferry_mapping_change_get_mapping: Returns: (transfer none): what it shall say, or what is deleted */
FerryTableMapping *ferry_mapping_change_get_mapping (FerryMappingChange *self);
FerryMappingFate ferry_mapping_change_get_fate (FerryMappingChange *self);
void ferry_mapping_change_set_fate (FerryMappingChange *self, FerryMappingFate fate);

/** ferry_mapping_change_count: @changes: (element-type FerryMappingChange); Returns: how many are of @kind */
guint ferry_mapping_change_count (GPtrArray *changes, FerryMappingChangeKind kind);
/** ferry_mapping_change_count_applied: @changes: (element-type FerryMappingChange); Returns: how many the service has taken */
guint ferry_mapping_change_count_applied (GPtrArray *changes);

G_END_DECLS
