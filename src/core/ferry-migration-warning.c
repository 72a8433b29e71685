/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-migration-warning.h"

#include <glib/gi18n-lib.h>

struct _FerryMigrationWarning
{
  FerryRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (FerryMigrationWarning, ferry_migration_warning, FERRY_TYPE_RECORD)

enum
{
  FIELD_KIND,
  FIELD_MESSAGE,
  FIELD_CREATED_AT,
  FIELD_HELP_URL,
  FIELD_IGNORED,
};

static const FerryField fields[] = {
  [FIELD_KIND] = { "type", "kind", FERRY_FIELD_WORD },
  [FIELD_MESSAGE] = { "message", "message", FERRY_FIELD_STRING },
  [FIELD_CREATED_AT] = { "createdAt", "created-at", FERRY_FIELD_TIME },
  [FIELD_HELP_URL] = { "helpUrl", "help-url", FERRY_FIELD_STRING },
  [FIELD_IGNORED] = { "ignored", "ignored", FERRY_FIELD_BOOLEAN },
};

static void
ferry_migration_warning_class_init (FerryMigrationWarningClass *klass)
{
  FerryRecordClass *record_class = FERRY_RECORD_CLASS (klass);

  record_class->set = "migrationWarnings";
  record_class->what = N_ ("a warning");
  record_class->missing = N_ ("The warning “%s” isn’t in the list any more. Refresh the list.");
  record_class->name_field = FIELD_MESSAGE;
  record_class->fields = fields;
  record_class->n_fields = G_N_ELEMENTS (fields);
  ferry_record_class_install (record_class);
}

static void
ferry_migration_warning_init (FerryMigrationWarning *self)
{
}

const char *
ferry_migration_warning_get_kind (FerryMigrationWarning *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_KIND);
}

const char *
ferry_migration_warning_get_message (FerryMigrationWarning *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_MESSAGE);
}

gint64
ferry_migration_warning_get_created_at (FerryMigrationWarning *self)
{
  return ferry_record_get_int (FERRY_RECORD (self), FIELD_CREATED_AT);
}

const char *
ferry_migration_warning_get_help_url (FerryMigrationWarning *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_HELP_URL);
}

gboolean
ferry_migration_warning_get_ignored (FerryMigrationWarning *self)
{
  return ferry_record_get_boolean (FERRY_RECORD (self), FIELD_IGNORED);
}
