/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-catalog.h"
#include "sandbox-sql.h"

G_BEGIN_DECLS

typedef enum
{
  SANDBOX_SQL_TYPE_TEXT,
  SANDBOX_SQL_TYPE_INTEGER,
  SANDBOX_SQL_TYPE_DECIMAL,
  SANDBOX_SQL_TYPE_DATE,
  SANDBOX_SQL_TYPE_GUID,
  SANDBOX_SQL_TYPE_BINARY,
  SANDBOX_SQL_TYPE_OTHER,
} SandboxSqlType;

typedef struct
{
  char *name;
  char *declared; /* "nvarchar(20)" */
  SandboxSqlType type;
  guint length; /* of text */
  gboolean key;
} SandboxColumn;

/**
 * sandbox_schema_read:
 * @table: SQL name
 *
 * Returns: (transfer full) (element-type SandboxColumn): the columns, none where there is no such table
 */
GPtrArray *sandbox_schema_read (SandboxDb *db, const char *table);

/** sandbox_schema_find: Returns: (transfer none) (nullable): the column of that name */
const SandboxColumn *sandbox_schema_find (GPtrArray *columns, const char *name);

/** sandbox_schema_keys: Returns: (transfer container) (element-type utf8): names of the key columns, in order
 */
GPtrArray *sandbox_schema_keys (GPtrArray *columns);

typedef enum
{
  SANDBOX_PROBLEM_NO_TABLE,
  SANDBOX_PROBLEM_KEY,    /* a column of the target's primary key is missing: PK */
  SANDBOX_PROBLEM_TYPE,   /* T */
  SANDBOX_PROBLEM_LENGTH, /* L */
  SANDBOX_PROBLEM_SCHEMA, /* another primary key */
} SandboxProblemKind;

/**
 * SandboxProblem:
 *
 * What keeps a table from being copied.
 */
typedef struct
{
  SandboxProblemKind kind;
  char *column;
  char *found;    /* declared type at the source */
  char *expected; /* the target's */
  guint allowed;  /* characters */
  guint longest;
  guint n_values; /* too long ones */
} SandboxProblem;

/**
 * sandbox_schema_check:
 * @source: the source
 * @sql_name: the table there
 * @table: the target's schema
 *
 * Holds a table of the source against the target. A column that is declared longer is a problem only when it
 * has a value that is: all others can be copied as they are.
 *
 * Returns: (transfer full) (element-type SandboxProblem): what is wrong, empty where nothing is
 */
GPtrArray *sandbox_schema_check (SandboxDb *source, const char *sql_name, const SandboxTable *table);

/**
 * sandbox_schema_describe:
 * @problems: what sandbox_schema_check() found; not empty
 * @code: (out) (transfer full): error code, domain §4
 *
 * Returns: (transfer full): text for the run's details. With code 50011 it begins with the list
 *   `[column]T,L,|[column]PK,`, in which `]` is doubled.
 */
char *
sandbox_schema_describe (GPtrArray *problems, const char *table_name, const char *sql_name, char **code);

G_END_DECLS
