/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli.h"

G_BEGIN_DECLS

/* What commands about lists have in common: reading them, finding in them what was named, files in and out. */

/**
 * ferry_cli_allow:
 *
 * Asks the rules and says nothing, also not with `--dry-run`.
 *
 * Returns: whether @action is allowed; %FALSE with %FERRY_ERROR_RULE
 */
gboolean ferry_cli_allow (FerryEnvironment *environment, FerryAction action, GError **error);

/**
 * ferry_cli_read_records:
 * @action: whose list it is
 * @type: a class of records
 *
 * Returns: (transfer full) (element-type FerryRecord): all of them; %NULL with %FERRY_ERROR_NOT_OFFERED, which names @action,
 *   where the environment doesn't have them
 */
GPtrArray *ferry_cli_read_records (FerryCli *cli,
                                   FerryEnvironment *environment,
                                   FerryAction action,
                                   GType type,
                                   GError **error);

/** ferry_cli_check_new_name: Returns: whether no environment is called @name; %FALSE with %FERRY_CLI_ERROR_USAGE */
gboolean ferry_cli_check_new_name (FerryCli *cli, const char *name, GError **error);

/** ferry_cli_check_company: Returns: whether the source has a company @name; %NULL and "" are none and pass. %FALSE with %FERRY_ERROR_INVALID, which lists those there are */
gboolean ferry_cli_check_company (FerryEnvironment *environment, const char *name, GError **error);

/**
 * ferry_cli_is_named:
 * @name: of a table
 * @number: its number, 0 isn't known
 * @wanted: what was typed: a name, without regard to case, or a number
 */
gboolean ferry_cli_is_named (const char *name, gint64 number, const char *wanted);

/**
 * ferry_cli_read_file:
 * @path: `-` is standard input
 *
 * Returns: (transfer full): what is in it; %NULL with %G_IO_ERROR, or %FERRY_CLI_ERROR_USAGE where it is larger than what
 *   such a file can be
 */
GBytes *ferry_cli_read_file (FerryCli *cli, const char *path, GError **error);
/** ferry_cli_write_file: @path: (nullable): is replaced, readable to its owner only; %NULL and `-` are standard output */
gboolean ferry_cli_write_file (FerryCli *cli, const char *path, GBytes *bytes, GError **error);

/** ferry_cli_usage: Returns: always %FALSE, with %FERRY_CLI_ERROR_USAGE */
gboolean ferry_cli_usage (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** FerryCliPredicate: Returns: whether @record is meant by @word */
typedef gboolean (*FerryCliPredicate) (FerryRecord *record, const char *word);

/**
 * ferry_cli_pick:
 * @records: (element-type FerryRecord)
 * @words: (array zero-terminated=1): each has to mean something
 * @missing: says that nothing is meant by a word, %s; translated
 *
 * Returns: (transfer full) (element-type FerryRecord): those that are meant, each once; %NULL with %FERRY_CLI_ERROR_USAGE
 */
GPtrArray *ferry_cli_pick (GPtrArray *records,
                           char **words,
                           FerryCliPredicate is_meant,
                           const char *missing,
                           GError **error);

/** ferry_cli_print_count: @name: of the member in JSON; @count: -1 isn't known; @sentence: for people. With JSON and CSV the count is written, else the sentence is said */
void ferry_cli_print_count (FerryCli *cli, const char *name, gint64 count, const char *sentence);

G_END_DECLS
