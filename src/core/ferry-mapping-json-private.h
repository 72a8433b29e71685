/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FerryMappingField: what a file says of a mapping; the columns of CSV in their order */
typedef enum
{
  FERRY_MAPPING_FIELD_TYPE,
  FERRY_MAPPING_FIELD_APP_ID,
  FERRY_MAPPING_FIELD_EXTENSION, /* for people only */
  FERRY_MAPPING_FIELD_TABLE_ID,
  FERRY_MAPPING_FIELD_TABLE_NAME,
  FERRY_MAPPING_FIELD_SOURCE,
  FERRY_MAPPING_FIELD_PER_COMPANY,
  FERRY_N_MAPPING_FIELDS,
} FerryMappingField;

const char *ferry_mapping_field_get_name (FerryMappingField field);

/* FerryMappingTake: @values: one a field, NULL where there is none */
typedef gboolean (*FerryMappingTake) (const char *const *values,
                                      guint line,
                                      gpointer user_data,
                                      GError **error);

/* ferry_mapping_json_read: calls @take for each mapping of a JSON file, until it says FALSE */
gboolean ferry_mapping_json_read (const char *data,
                                  gsize size,
                                  FerryMappingTake take,
                                  gpointer user_data,
                                  GError **error);
/* ferry_mapping_json_write: @mappings: (element-type FerryTableMapping); Returns: (transfer full): the file */
GBytes *ferry_mapping_json_write (GPtrArray *mappings);

G_END_DECLS
