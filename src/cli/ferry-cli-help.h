/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli-command.h"

G_BEGIN_DECLS

/** FERRY_CLI_COMPLETION_WORD: what the shell's completion calls `ferryctl` with, before the words typed so far */
#define FERRY_CLI_COMPLETION_WORD "--complete-words"

/** ferry_cli_help_dup_overview: @words: (nullable): only commands that begin so; Returns: (transfer full): the list of commands */
char *ferry_cli_help_dup_overview (const char *words);
/** ferry_cli_help_dup_command: Returns: (transfer full): usage, what it does, and options */
char *ferry_cli_help_dup_command (const FerryCliCommand *command);

/**
 * ferry_cli_complete:
 * @words: (array zero-terminated=1): the words behind `ferryctl` up to the one at the cursor, which may be ""
 *
 * Writes what that word can be, a line each; `:file` and `:folder` leave it to the shell.
 */
void ferry_cli_complete (char **words);

G_END_DECLS
