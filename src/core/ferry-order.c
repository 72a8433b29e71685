/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-order.h"

#include "ferry-error.h"
#include "ferry-json.h"

#include <glib/gi18n-lib.h>

static FerryOrder *
order_new (FerryAction action, const char *name, const char *subject)
{
  FerryOrder *self = g_new0 (FerryOrder, 1);

  self->action = action;
  self->name = name;
  self->subject = g_strdup (subject);
  return self;
}

static FerryOrder *
order_new_for_record (FerryAction action, const char *name, FerryRecord *record)
{
  FerryOrder *self = order_new (action, name, ferry_record_get_name (record));

  self->set = FERRY_RECORD_GET_CLASS (record)->set;
  self->id = g_strdup (ferry_record_get_id (record));
  return self;
}

static FerryOrder *
order_new_for_value (FerryAction action, const char *name, gboolean value)
{
  FerryOrder *self = order_new (action, name, value ? "true" : "false");

  self->arguments = json_object_new ();
  json_object_set_boolean_member (self->arguments, "value", value);
  return self;
}

/* As people write a table's place: the company, where there is one, before it. */
static char *
name_table (const char *company, const char *table)
{
  return *company != '\0' ? g_strdup_printf ("%s: %s", company, table) : g_strdup (table);
}

FerryOrder *
ferry_order_new_repair (void)
{
  return order_new (FERRY_ACTION_REPAIR_COMPANION_TABLES, "repairCompanionTables", "");
}

FerryOrder *
ferry_order_new_sanitize (const char *company, FerrySourceTable *table)
{
  g_autofree char *subject = NULL;
  FerryOrder *self;

  g_return_val_if_fail (company != NULL, NULL);
  g_return_val_if_fail (FERRY_IS_SOURCE_TABLE (table), NULL);

  subject = name_table (company, ferry_source_table_get_table_name (table));
  self = order_new (FERRY_ACTION_SANITIZE_TABLES, "sanitizeTable", subject);
  self->arguments = json_object_new ();
  json_object_set_string_member (self->arguments, "companyName", company);
  json_object_set_int_member (self->arguments, "tableId", ferry_source_table_get_table_id (table));
  return self;
}

FerryOrder *
ferry_order_new_record_links (void)
{
  return order_new (FERRY_ACTION_MIGRATE_RECORD_LINKS, "migrateRecordLinks", "");
}

FerryOrder *
ferry_order_new_update (const char *version)
{
  g_return_val_if_fail (version != NULL, NULL);

  return order_new (FERRY_ACTION_UPDATE_SERVICE, "updateService", version);
}

FerryOrder *
ferry_order_new_reset_keys (void)
{
  return order_new (FERRY_ACTION_RESET_RUNTIME_KEY, "resetRuntimeKeys", "");
}

FerryOrder *
ferry_order_new_apply_users (FerryUserMapping *mapping)
{
  FerryOrder *self;

  g_return_val_if_fail (FERRY_IS_USER_MAPPING (mapping), NULL);

  self = order_new_for_record (FERRY_ACTION_USER_MAPPINGS, "applyUserMappings", FERRY_RECORD (mapping));
  /* It applies all of them: the one it is addressed by says nothing. */
  g_free (self->subject);
  self->subject = g_strdup ("");
  return self;
}

FerryOrder *
ferry_order_new_ignore (FerryMigrationWarning *warning)
{
  g_return_val_if_fail (FERRY_IS_MIGRATION_WARNING (warning), NULL);

  return order_new_for_record (FERRY_ACTION_WARNINGS, "ignoreWarning", FERRY_RECORD (warning));
}

FerryOrder *
ferry_order_new_reset_rule (FerryTableSetting *setting)
{
  FerryOrder *self;

  g_return_val_if_fail (FERRY_IS_TABLE_SETTING (setting), NULL);

  self = order_new_for_record (FERRY_ACTION_TABLE_RULES, "resetToDefault", FERRY_RECORD (setting));
  self->keeps_state = TRUE;
  g_free (self->subject);
  self->subject = name_table (ferry_table_setting_get_company_name (setting),
                              ferry_table_setting_get_table_name (setting));
  return self;
}

FerryOrder *
ferry_order_new_unblock (const char *detail_id, const char *company, const char *table)
{
  g_autofree char *subject = NULL;
  FerryOrder *self;

  g_return_val_if_fail (detail_id != NULL && company != NULL && table != NULL, NULL);

  subject = name_table (company, table);
  self = order_new (FERRY_ACTION_UNBLOCK_TABLE, "unblockTable", subject);
  self->set = "runDetails";
  self->id = g_strdup (detail_id);
  return self;
}

FerryOrder *
ferry_order_new_mark (FerryCompany *company, gboolean initialized)
{
  FerryOrder *self;

  g_return_val_if_fail (FERRY_IS_COMPANY (company), NULL);

  self = order_new (FERRY_ACTION_MARK_INITIALIZED, initialized ? "markAsInitialized" : "markAsNotInitialized",
                    ferry_company_get_name (company));
  self->set = "cloudMigrationCompanies";
  self->id = g_strdup (ferry_company_get_id (company));
  return self;
}

FerryOrder *
ferry_order_new_use_new_layout (gboolean value)
{
  return order_new_for_value (FERRY_ACTION_USE_NEW_LAYOUT, "setUseNewUi", value);
}

FerryOrder *
ferry_order_new_keep_permissions (gboolean value)
{
  return order_new_for_value (FERRY_ACTION_KEEP_USER_PERMISSIONS, "setKeepUserPermissions", value);
}

gboolean
ferry_order_read_count (JsonNode *answer, gint64 *count, GError **error)
{
  const char *what = _ ("the number of records");
  JsonObject *object;

  g_return_val_if_fail (count != NULL, FALSE);

  *count = -1;
  if (answer == NULL)
    return TRUE;
  object = ferry_json_get_object (answer, what, error);
  return object != NULL && ferry_json_get_int (object, "count", what, count, error);
}

gboolean
ferry_order_read_sanitized (JsonNode *answer, gint64 *rows, gint64 *values, GError **error)
{
  const char *what = _ ("what was sanitized");
  JsonObject *object;

  g_return_val_if_fail (rows != NULL && values != NULL, FALSE);

  *rows = *values = -1;
  if (answer == NULL)
    return TRUE;
  object = ferry_json_get_object (answer, what, error);
  return object != NULL && ferry_json_get_int (object, "rows", what, rows, error)
         && ferry_json_get_int (object, "values", what, values, error);
}

gboolean
ferry_order_read_keys (JsonNode *answer, char **primary, char **secondary, GError **error)
{
  const char *what = _ ("the keys");
  const char *first, *second;
  JsonObject *object;

  g_return_val_if_fail (primary != NULL && secondary != NULL, FALSE);

  object = ferry_json_get_object (answer, what, error);
  if (object == NULL || (first = ferry_json_get_string (object, "primaryKey", what, error)) == NULL
      || (second = ferry_json_get_optional_string (object, "secondaryKey", what, "", error)) == NULL)
    return FALSE;
  if (*first == '\0')
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL, _ ("The service answered with an empty key."));
      return FALSE;
    }
  *primary = g_strdup (first);
  *secondary = g_strdup (second);
  return TRUE;
}

void
ferry_order_free (FerryOrder *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_clear_pointer (&self->arguments, json_object_unref);
  g_free (self->subject);
  g_free (self);
}
