/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli.h"

G_BEGIN_DECLS

/**
 * FerryCliFlags:
 * @FERRY_CLI_ENVIRONMENT: is about one environment: has `-e` and `--profiles`
 * @FERRY_CLI_PROFILES: knows profiles, but chooses none: has `--profiles` only
 * @FERRY_CLI_PRINTS: answers with data: has `-o`
 * @FERRY_CLI_ACTS: changes something: has `--dry-run`
 * @FERRY_CLI_ASKS: asks before it does: has `--yes`
 * @FERRY_CLI_WAITS: starts what goes on by itself: has `--wait`
 * @FERRY_CLI_HIDDEN: isn't listed
 *
 * Which of the common options a command has.
 */
typedef enum
{
  FERRY_CLI_ENVIRONMENT = 1 << 0,
  FERRY_CLI_PROFILES = 1 << 1,
  FERRY_CLI_PRINTS = 1 << 2,
  FERRY_CLI_ACTS = 1 << 3,
  FERRY_CLI_ASKS = 1 << 4,
  FERRY_CLI_WAITS = 1 << 5,
  FERRY_CLI_HIDDEN = 1 << 6,
} FerryCliFlags;

/**
 * FerryCliRun:
 * @arguments: (array zero-terminated=1): what follows the command's words, without options
 *
 * Returns: whether it was done; the error tells the exit code (ferry_exit_from_error())
 */
typedef gboolean (*FerryCliRun) (FerryCli *cli, char **arguments, GError **error);

/**
 * FerryCliCommand:
 * @words: such as `run details`
 * @arguments: (nullable): what it takes, such as `RUN…`; N_()
 * @summary: what it does, in a few words, without a full stop; N_()
 * @description: (nullable): more about it, sentences; N_()
 * @options: (nullable): its own
 * @least, @most: how many arguments it takes
 *
 * A command. Help, completion and the checks of the manual page come from the table of these.
 */
typedef struct
{
  const char *words;
  const char *arguments;
  const char *summary;
  const char *description;
  FerryCliFlags flags;
  const GOptionEntry *options;
  guint least;
  guint most;
  FerryCliRun run;
} FerryCliCommand;

/** ferry_cli_commands_get: Returns: (transfer none) (nullable): the command at @index, in the order of the help; %NULL behind the last */
const FerryCliCommand *ferry_cli_commands_get (guint index);

/** ferry_cli_commands_get_group: Returns: the title of the part of the help that the command at @index is in, translated */
const char *ferry_cli_commands_get_group (guint index);

/**
 * ferry_cli_commands_find:
 * @words: (array zero-terminated=1)
 * @n_words: (out): how many of @words are the command's
 *
 * Returns: (transfer none) (nullable): the command that has most of them
 */
const FerryCliCommand *ferry_cli_commands_find (char **words, guint *n_words);

/** ferry_cli_commands_has_prefix: Returns: whether there are commands that begin with @words and have more of them */
gboolean ferry_cli_commands_has_prefix (const char *words);

/* ---- The parts of the table, a file each ---- */

extern const FerryCliCommand ferry_cli_env_commands[];
extern const FerryCliCommand ferry_cli_status_commands[];
extern const FerryCliCommand ferry_cli_run_commands[];
extern const FerryCliCommand ferry_cli_start_commands[];
extern const FerryCliCommand ferry_cli_company_commands[];
extern const FerryCliCommand ferry_cli_setup_commands[];
extern const FerryCliCommand ferry_cli_end_commands[];
extern const FerryCliCommand ferry_cli_sandbox_commands[];
extern const FerryCliCommand ferry_cli_mapping_commands[];
extern const FerryCliCommand ferry_cli_rule_commands[];
extern const FerryCliCommand ferry_cli_user_commands[];
extern const FerryCliCommand ferry_cli_key_commands[];
extern const FerryCliCommand ferry_cli_service_commands[];
extern const FerryCliCommand ferry_cli_data_commands[];
extern const FerryCliCommand ferry_cli_trace_commands[];
extern const FerryCliCommand ferry_cli_lint_commands[];
extern const FerryCliCommand ferry_cli_help_commands[];

/** FERRY_CLI_COMMAND_NULL: behind the last of a part */
#define FERRY_CLI_COMMAND_NULL                                                                               \
  {                                                                                                          \
    NULL                                                                                                     \
  }

G_END_DECLS
