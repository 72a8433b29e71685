/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-table-change.h"

#include <glib/gi18n-lib.h>

struct _FerryTableChange
{
  FerryRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (FerryTableChange, ferry_table_change, FERRY_TYPE_RECORD)

enum
{
  FIELD_AT,
  FIELD_USER,
  FIELD_COMPANY_NAME,
  FIELD_TABLE_NAME,
  FIELD_PROPERTY,
  FIELD_OLD_VALUE,
  FIELD_NEW_VALUE,
};

static const FerryField fields[] = {
  [FIELD_AT] = { "at", "at", FERRY_FIELD_TIME },
  [FIELD_USER] = { "user", "user", FERRY_FIELD_STRING },
  [FIELD_COMPANY_NAME] = { "companyName", "company-name", FERRY_FIELD_STRING },
  [FIELD_TABLE_NAME] = { "tableName", "table-name", FERRY_FIELD_STRING },
  [FIELD_PROPERTY] = { "property", "property", FERRY_FIELD_STRING },
  [FIELD_OLD_VALUE] = { "oldValue", "old-value", FERRY_FIELD_STRING },
  [FIELD_NEW_VALUE] = { "newValue", "new-value", FERRY_FIELD_STRING },
};

static void
ferry_table_change_class_init (FerryTableChangeClass *klass)
{
  FerryRecordClass *record_class = FERRY_RECORD_CLASS (klass);

  record_class->set = "tableReplicationChanges";
  record_class->what = N_ ("a change of a replication rule");
  record_class->missing = N_ ("The change of “%s” isn’t in the history any more. Refresh the list.");
  record_class->name_field = FIELD_TABLE_NAME;
  record_class->fields = fields;
  record_class->n_fields = G_N_ELEMENTS (fields);
  ferry_record_class_install (record_class);
}

static void
ferry_table_change_init (FerryTableChange *self)
{
}

gint64
ferry_table_change_get_at (FerryTableChange *self)
{
  return ferry_record_get_int (FERRY_RECORD (self), FIELD_AT);
}

const char *
ferry_table_change_get_user (FerryTableChange *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_USER);
}

const char *
ferry_table_change_get_company_name (FerryTableChange *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_COMPANY_NAME);
}

const char *
ferry_table_change_get_table_name (FerryTableChange *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_TABLE_NAME);
}

const char *
ferry_table_change_get_property (FerryTableChange *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_PROPERTY);
}

const char *
ferry_table_change_get_old_value (FerryTableChange *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_OLD_VALUE);
}

const char *
ferry_table_change_get_new_value (FerryTableChange *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_NEW_VALUE);
}
