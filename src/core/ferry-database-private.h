/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-database-owner.h"
#include "ferry-database.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/*
 * FerryDatabaseFile:
 *
 * The SQLite file behind a #FerryDatabase: opened, brought to the present schema, put aside where it is
 * damaged. Belongs to the worker thread.
 */
typedef struct _FerryDatabaseFile FerryDatabaseFile;

FerryDatabaseFile *ferry_database_file_new (const char *path);
void ferry_database_file_free (FerryDatabaseFile *self);
/* ferry_database_file_open: does nothing where it is open; puts a damaged file aside and begins a new one */
gboolean ferry_database_file_open (FerryDatabaseFile *self, GError **error);
/* ferry_database_file_close: waits for nothing; every statement is done with */
void ferry_database_file_close (FerryDatabaseFile *self);
/* ferry_database_file_is_damaged: Returns: whether the last failure was that of a damaged file */
gboolean ferry_database_file_is_damaged (FerryDatabaseFile *self);
/* ferry_database_file_begin_anew: puts the file aside and opens a new one */
gboolean ferry_database_file_begin_anew (FerryDatabaseFile *self, GError **error);
/* ferry_database_file_take_notice: Returns: (transfer full) (nullable): what the user should know */
char *ferry_database_file_take_notice (FerryDatabaseFile *self);

/*
 * ferry_database_file_bind:
 * @sql: one statement with `?` parameters; a string that lives on, since the statement is kept under it
 * @types: a letter a parameter: `s` const char *, `l` gint64, `b` GBytes *
 *
 * Returns: (transfer none) (nullable): the statement, ready for ferry_database_file_step()
 */
sqlite3_stmt *
ferry_database_file_bind (FerryDatabaseFile *self, GError **error, const char *sql, const char *types, ...);

typedef enum
{
  FERRY_STEP_FAILED,
  FERRY_STEP_ROW,
  FERRY_STEP_DONE,
} FerryStep;

/* ferry_database_file_step: one row further; ended or failed, the statement is reset */
FerryStep ferry_database_file_step (FerryDatabaseFile *self, sqlite3_stmt *statement, GError **error);
/* ferry_database_file_exec: bind and step for what returns nothing */
gboolean
ferry_database_file_exec (FerryDatabaseFile *self, GError **error, const char *sql, const char *types, ...);
/* ferry_database_file_get_owner: Returns: (transfer none): this process, as others see it */
FerryDatabaseOwner *ferry_database_file_get_owner (FerryDatabaseFile *self);
gint64 ferry_database_file_get_last_id (FerryDatabaseFile *self);
int ferry_database_file_get_changes (FerryDatabaseFile *self);
/* ferry_database_column: Returns: (transfer none): the text, "" for NULL; until the next step */
const char *ferry_database_column (sqlite3_stmt *statement, int column);

/* ferry_database_get_path: Returns: as it was given */
const char *ferry_database_get_path (FerryDatabase *self);

/*
 * FerryDatabaseWork:
 *
 * Called in the worker thread; where the file turned out to be damaged, once more with a new one.
 *
 * Returns: the result; %NULL with or without @error
 */
typedef gpointer (*FerryDatabaseWork) (FerryDatabaseFile *file, gpointer task_data, GError **error);

/*
 * ferry_database_push:
 * @task: (transfer full): its task data is given to @work
 * @free_result: (nullable): for what @work returns
 */
void
ferry_database_push (FerryDatabase *self, GTask *task, FerryDatabaseWork work, GDestroyNotify free_result);

G_END_DECLS
