/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-source-table.h"

#include <glib/gi18n-lib.h>

struct _FerrySourceTable
{
  FerryRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (FerrySourceTable, ferry_source_table, FERRY_TYPE_RECORD)

enum
{
  FIELD_TABLE_ID,
  FIELD_TABLE_NAME,
  FIELD_APP_ID,
  FIELD_APP_NAME,
  FIELD_TARGET_TABLE_TYPE,
  FIELD_MAPPABLE,
};

static const FerryField fields[] = {
  [FIELD_TABLE_ID] = { "tableId", "table-id", FERRY_FIELD_INT },
  [FIELD_TABLE_NAME] = { "tableName", "table-name", FERRY_FIELD_STRING },
  [FIELD_APP_ID] = { "appId", "app-id", FERRY_FIELD_STRING },
  [FIELD_APP_NAME] = { "appName", "app-name", FERRY_FIELD_STRING },
  [FIELD_TARGET_TABLE_TYPE] = { "targetTableType", "target-table-type", FERRY_FIELD_WORD },
  [FIELD_MAPPABLE] = { "mappable", "mappable", FERRY_FIELD_BOOLEAN },
};

static void
ferry_source_table_class_init (FerrySourceTableClass *klass)
{
  FerryRecordClass *record_class = FERRY_RECORD_CLASS (klass);

  record_class->set = "sourceTables";
  record_class->what = N_ ("a table");
  record_class->missing = N_ ("The table “%s” isn’t there any more. Refresh the list.");
  record_class->keyless = TRUE;
  record_class->name_field = FIELD_TABLE_NAME;
  record_class->fields = fields;
  record_class->n_fields = G_N_ELEMENTS (fields);
  ferry_record_class_install (record_class);
}

static void
ferry_source_table_init (FerrySourceTable *self)
{
}

gint64
ferry_source_table_get_table_id (FerrySourceTable *self)
{
  return ferry_record_get_int (FERRY_RECORD (self), FIELD_TABLE_ID);
}

const char *
ferry_source_table_get_table_name (FerrySourceTable *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_TABLE_NAME);
}

const char *
ferry_source_table_get_app_id (FerrySourceTable *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_APP_ID);
}

const char *
ferry_source_table_get_app_name (FerrySourceTable *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_APP_NAME);
}

const char *
ferry_source_table_get_target_table_type (FerrySourceTable *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_TARGET_TABLE_TYPE);
}

gboolean
ferry_source_table_get_mappable (FerrySourceTable *self)
{
  return ferry_record_get_boolean (FERRY_RECORD (self), FIELD_MAPPABLE);
}
