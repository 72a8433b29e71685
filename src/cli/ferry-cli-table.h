/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli-console.h"

G_BEGIN_DECLS

typedef enum
{
  FERRY_CLI_FORMAT_TABLE,
  FERRY_CLI_FORMAT_JSON,
  FERRY_CLI_FORMAT_CSV,
} FerryCliFormat;

/** The version of what JSON and CSV hold. Members are added without another one; they don't go, and don't change what they mean. */
#define FERRY_CLI_SCHEMA_VERSION 1

/**
 * FerryCliColumn:
 * @key: its name in JSON and CSV, such as `startTime`; never translated
 * @heading: (nullable): its heading for people, to be marked with N_(); %NULL is for machines only
 * @right: numbers stand on the right
 * @shrinks: may be cut on a terminal that is too narrow
 */
typedef struct
{
  const char *key;
  const char *heading;
  gboolean right;
  gboolean shrinks;
} FerryCliColumn;

/**
 * FerryCliTable:
 *
 * What a command answers with: rows of one kind. As a table with aligned columns for people; as JSON, an object with
 * `schemaVersion` and the rows under the table's name; as CSV after RFC 4180 with a heading. Times are ISO 8601 in UTC,
 * numbers are numbers, choices are their nicks, and what isn't known is null, or empty in CSV.
 *
 * Each row begins with ferry_cli_table_begin_row(), then has a value for each column, in their order.
 */
typedef struct _FerryCliTable FerryCliTable;

/**
 * ferry_cli_table_new:
 * @name: of the member in JSON, such as `runs`
 * @columns: (array length=n_columns): a static array
 */
FerryCliTable *ferry_cli_table_new (FerryConsole *console,
                                    FerryCliFormat format,
                                    const char *name,
                                    const FerryCliColumn *columns,
                                    guint n_columns);
/**
 * ferry_cli_table_new_record:
 *
 * The same for exactly one row: its values stand below each other for people, and it is an object and no array in JSON.
 */
FerryCliTable *ferry_cli_table_new_record (FerryConsole *console,
                                           FerryCliFormat format,
                                           const char *name,
                                           const FerryCliColumn *columns,
                                           guint n_columns);
void ferry_cli_table_free (FerryCliTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryCliTable, ferry_cli_table_free)

void ferry_cli_table_begin_row (FerryCliTable *self);
/** ferry_cli_table_add_text: @text: (nullable): isn't known */
void ferry_cli_table_add_text (FerryCliTable *self, const char *text);
/** ferry_cli_table_add_choice: @nick: (nullable): for machines; @label: for people, in @style's colour */
void ferry_cli_table_add_choice (FerryCliTable *self, const char *nick, const char *label, FerryStyle style);
/** ferry_cli_table_add_count: @count: negative isn't known */
void ferry_cli_table_add_count (FerryCliTable *self, gint64 count);
/** ferry_cli_table_add_identifier: @number: of a table, say, whose thousands aren't set apart; negative isn't known */
void ferry_cli_table_add_identifier (FerryCliTable *self, gint64 number);
/** ferry_cli_table_add_bad_count: the same, in the colour of failures where there are any */
void ferry_cli_table_add_bad_count (FerryCliTable *self, gint64 count);
void ferry_cli_table_add_boolean (FerryCliTable *self, gboolean value);
/** ferry_cli_table_add_flag: a boolean with its own @label for people */
void ferry_cli_table_add_flag (FerryCliTable *self, gboolean value, const char *label);
/** ferry_cli_table_add_time: @time: µs UTC, 0 isn't known */
void ferry_cli_table_add_time (FerryCliTable *self, gint64 time);
/** ferry_cli_table_add_seconds: @seconds: a duration, negative isn't known */
void ferry_cli_table_add_seconds (FerryCliTable *self, gint64 seconds);
/** ferry_cli_table_add_gigabytes: @gigabytes: negative isn't known */
void ferry_cli_table_add_gigabytes (FerryCliTable *self, double gigabytes);
/** ferry_cli_table_add_fraction: @fraction: 0–1, negative isn't known */
void ferry_cli_table_add_fraction (FerryCliTable *self, double fraction);

/**
 * ferry_cli_table_print:
 * @empty: (nullable): said to people instead of a table without rows
 *
 * Writes it. Rows of JSON and CSV were written as they came where they are many.
 */
void ferry_cli_table_print (FerryCliTable *self, const char *empty);

G_END_DECLS
