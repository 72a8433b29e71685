/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SANDBOX_APP_BASE   "437dbf0e-84ff-417a-965d-ed2bb9650972" /* base application */
#define SANDBOX_APP_RENTAL "5b1f6e0a-7d0c-4f0e-9a55-0d6c1f7e2b31" /* the sample's own extension */

typedef enum
{
  SANDBOX_FIELD_CODE,
  SANDBOX_FIELD_TEXT,
  SANDBOX_FIELD_INTEGER,
  SANDBOX_FIELD_DECIMAL,
  SANDBOX_FIELD_DATE,
  SANDBOX_FIELD_DATETIME,
  SANDBOX_FIELD_BOOLEAN,
  SANDBOX_FIELD_OPTION,
  SANDBOX_FIELD_GUID,
  SANDBOX_FIELD_BLOB,
} SandboxFieldType;

typedef enum
{
  SANDBOX_TABLE_NONE = 0,
  SANDBOX_TABLE_PER_DATABASE = 1 << 0, /* one for all companies: no company part in the SQL name */
  SANDBOX_TABLE_SYSTEM = 1 << 1,       /* the platform's: no app part in the SQL name */
  SANDBOX_TABLE_COMPANION = 1 << 2,    /* has a companion (table-extension) table */
  SANDBOX_TABLE_CUSTOM = 1 << 3,       /* the sample's own, replicated through a table mapping only */
  SANDBOX_TABLE_MISSING = 1 << 4,      /* the target has it, the sample source does not */
} SandboxTableFlags;

/**
 * SandboxTableSpec:
 * @id: the table's number in Business Central
 * @name: its name
 * @fixed: how many rows it has in each company, 0 if it grows with the amount of data
 * @weight: for growing ones: its share
 * @fields: `Name:Type[length][*]` separated by `|`; Types: C code, T text, I integer, A decimal, D date,
 *   Z date and time, B boolean, O option, G GUID, X blob; a star marks the primary key
 * @codes: (nullable): first values of the single code key, separated by `|`
 *
 * A line of the catalogue.
 */
typedef struct
{
  guint id;
  const char *name;
  SandboxTableFlags flags;
  guint fixed;
  guint weight;
  const char *fields;
  const char *codes;
} SandboxTableSpec;

typedef struct
{
  char *name;   /* Business Central's: "No." */
  char *column; /* SQL's: "No_" */
  SandboxFieldType type;
  guint length; /* characters, of code and text */
  gboolean key;
} SandboxField;

/**
 * SandboxTable:
 * @fields: (element-type SandboxField): key fields are the first @n_keys
 * @companion: (nullable): its companion table, same key, fields of extensions
 *
 * What the target knows of a table: the schema that the source's table is held against.
 */
typedef struct _SandboxTable SandboxTable;
struct _SandboxTable
{
  const SandboxTableSpec *spec;
  guint id;
  const char *name;
  const char *app_id; /* "" for system tables */
  SandboxTableFlags flags;
  GPtrArray *fields;
  guint n_keys;
  gboolean is_companion;
  SandboxTable *companion;
};

/**
 * SandboxDefaultMapping:
 *
 * A table mapping that completing the set-up stores and *restore defaults* brings back (domain §2.6): the
 * sample source has these two tables of its own. Members as the columns of `table_mappings`.
 */
typedef struct
{
  const char *target_table_type;
  const char *app_id;
  const char *extension_name;
  guint table_id;
  const char *table_name;
  const char *source_table_name;
  gboolean data_per_company;
} SandboxDefaultMapping;

/**
 * sandbox_catalog_get_default_mappings:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): the mappings
 */
const SandboxDefaultMapping *sandbox_catalog_get_default_mappings (guint *n);

/**
 * SandboxCatalog:
 *
 * The tables that are replicated: Business Central's names, numbers, keys and fields. Never changed once
 * made, so that threads may share it.
 */
typedef struct _SandboxCatalog SandboxCatalog;

/** sandbox_catalog_new: @tables: how many per-company tables, from the most to the least important */
SandboxCatalog *sandbox_catalog_new (guint tables);
void sandbox_catalog_free (SandboxCatalog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxCatalog, sandbox_catalog_free)

/** sandbox_catalog_get_tables: Returns: (transfer none) (element-type SandboxTable): all, per-database first
 */
GPtrArray *sandbox_catalog_get_tables (const SandboxCatalog *self);

/** sandbox_catalog_find: Returns: (transfer none) (nullable): the table of that Business Central or SQL name
 */
const SandboxTable *sandbox_catalog_find (const SandboxCatalog *self, const char *name);

/** sandbox_table_find_field: Returns: (transfer none) (nullable): the field of that Business Central name */
const SandboxField *sandbox_table_find_field (const SandboxTable *self, const char *name);

/** sandbox_field_sql_type: Returns: (transfer full): SQL Server's type, such as `nvarchar(20)` */
char *sandbox_field_sql_type (const SandboxField *self);

/** sandbox_name_to_sql: Returns: (transfer full): @name with the characters SQL Server's naming replaces by
 * `_` */
char *sandbox_name_to_sql (const char *name);

/**
 * sandbox_table_sql_name:
 * @company: (nullable): %NULL for per-database tables
 *
 * Returns: (transfer full): `<Company>$<Table>$<app>`, domain §1; `…$ext` for a companion table
 */
char *sandbox_table_sql_name (const SandboxTable *self, const char *company);

/**
 * sandbox_sql_name:
 * @company: (nullable): the company
 * @table: Business Central's name
 * @app_id: (nullable): the app, %NULL or "" for C/AL and system tables
 * @companion: whether the companion table is meant
 *
 * Returns: (transfer full): the table's name in SQL
 */
char *sandbox_sql_name (const char *company, const char *table, const char *app_id, gboolean companion);

G_END_DECLS
