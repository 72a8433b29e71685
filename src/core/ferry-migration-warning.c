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

/* ---- The kinds that are known (domain §2.10) ---- */

typedef struct
{
  const char *kind; /* without case and blanks (api-contract §0) */
  const char *title;
  const char *advice;
  int action;
} Kind;

static const Kind kinds[] = {
  {
    "recordlinks",
    N_ ("Record links and notes wait to be migrated"),
    N_ ("The last run has brought links and notes into the buffer. Move them to their records."),
    FERRY_ACTION_MIGRATE_RECORD_LINKS,
  },
  {
    "tenantmedia",
    N_ ("There are fewer pictures and files than before"),
    N_ ("Look whether pictures are missing online. If so, run the replication again: it copies the media "
        "anew."),
    FERRY_ACTION_RUN_REPLICATION,
  },
};

static const Kind *
find_kind (FerryMigrationWarning *self)
{
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *c = ferry_migration_warning_get_kind (self); *c != '\0'; c++)
    if (!g_ascii_isspace (*c))
      g_string_append_c (word, g_ascii_tolower (*c));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (word->str, kinds[i].kind))
      return &kinds[i];
  return NULL;
}

const char *
ferry_migration_warning_get_title (FerryMigrationWarning *self)
{
  const Kind *kind;

  g_return_val_if_fail (FERRY_IS_MIGRATION_WARNING (self), NULL);

  kind = find_kind (self);
  return kind != NULL ? _ (kind->title) : ferry_migration_warning_get_kind (self);
}

const char *
ferry_migration_warning_get_advice (FerryMigrationWarning *self)
{
  const Kind *kind;

  g_return_val_if_fail (FERRY_IS_MIGRATION_WARNING (self), NULL);

  kind = find_kind (self);
  return kind != NULL ? _ (kind->advice) : "";
}

gboolean
ferry_migration_warning_get_remedy (FerryMigrationWarning *self, FerryAction *action)
{
  const Kind *kind;

  g_return_val_if_fail (FERRY_IS_MIGRATION_WARNING (self), FALSE);
  g_return_val_if_fail (action != NULL, FALSE);

  kind = find_kind (self);
  if (kind == NULL || kind->action < 0)
    return FALSE;
  *action = (FerryAction) kind->action;
  return TRUE;
}
