/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-table-setting.h"

#include <glib/gi18n-lib.h>

struct _FerryTableSetting
{
  FerryRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (FerryTableSetting, ferry_table_setting, FERRY_TYPE_RECORD)

enum
{
  FIELD_COMPANY_NAME,
  FIELD_TABLE_NAME,
  FIELD_TABLE_ID,
  FIELD_REPLICATE_DATA,
  FIELD_PRESERVE_CLOUD_DATA,
  FIELD_VIEW_ONLY,
  FIELD_CHANGED,
};

static const FerryField fields[] = {
  [FIELD_COMPANY_NAME] = { "companyName", "company-name", FERRY_FIELD_STRING },
  [FIELD_TABLE_NAME] = { "tableName", "table-name", FERRY_FIELD_STRING },
  [FIELD_TABLE_ID] = { "tableId", "table-id", FERRY_FIELD_INT },
  [FIELD_REPLICATE_DATA] = { "replicateData", "replicate-data", FERRY_FIELD_BOOLEAN },
  [FIELD_PRESERVE_CLOUD_DATA] = { "preserveCloudData", "preserve-cloud-data", FERRY_FIELD_BOOLEAN },
  [FIELD_VIEW_ONLY] = { "viewOnly", "view-only", FERRY_FIELD_BOOLEAN },
  [FIELD_CHANGED] = { "changed", "changed", FERRY_FIELD_BOOLEAN },
};

static void
ferry_table_setting_class_init (FerryTableSettingClass *klass)
{
  FerryRecordClass *record_class = FERRY_RECORD_CLASS (klass);

  record_class->set = "tableReplicationSettings";
  record_class->what = N_ ("the replication rule of a table");
  record_class->conflict = N_ (
    "Somebody else changed how “%s” is replicated meanwhile. Look at what it says now and decide again.");
  record_class->missing
    = N_ ("The table “%s” isn’t among those that can be replicated any more. Refresh the list.");
  record_class->name_field = FIELD_TABLE_NAME;
  record_class->fields = fields;
  record_class->n_fields = G_N_ELEMENTS (fields);
  ferry_record_class_install (record_class);
}

static void
ferry_table_setting_init (FerryTableSetting *self)
{
}

const char *
ferry_table_setting_get_company_name (FerryTableSetting *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_COMPANY_NAME);
}

const char *
ferry_table_setting_get_table_name (FerryTableSetting *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_TABLE_NAME);
}

gint64
ferry_table_setting_get_table_id (FerryTableSetting *self)
{
  return ferry_record_get_int (FERRY_RECORD (self), FIELD_TABLE_ID);
}

gboolean
ferry_table_setting_get_replicate_data (FerryTableSetting *self)
{
  return ferry_record_get_boolean (FERRY_RECORD (self), FIELD_REPLICATE_DATA);
}

gboolean
ferry_table_setting_get_preserve_cloud_data (FerryTableSetting *self)
{
  return ferry_record_get_boolean (FERRY_RECORD (self), FIELD_PRESERVE_CLOUD_DATA);
}

gboolean
ferry_table_setting_get_view_only (FerryTableSetting *self)
{
  return ferry_record_get_boolean (FERRY_RECORD (self), FIELD_VIEW_ONLY);
}

gboolean
ferry_table_setting_get_changed (FerryTableSetting *self)
{
  return ferry_record_get_boolean (FERRY_RECORD (self), FIELD_CHANGED);
}
