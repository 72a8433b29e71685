/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli-command.h"

G_BEGIN_DECLS

/**
 * FerryCliCall:
 * @command: what was called
 * @arguments: (array zero-terminated=1): what is left for it
 * @help: `--help` was asked for
 *
 * The command line, understood.
 */
typedef struct
{
  const FerryCliCommand *command;
  char **arguments;
  FerryCliOptions options;
  gboolean help;
  gboolean version;
} FerryCliCall;

/**
 * ferry_cli_parse:
 * @arguments: (array zero-terminated=1): without the program's name
 *
 * Common options may stand before the command's words as well. The values of a command's own options are in the static
 * variables that its entries name.
 *
 * Returns: (transfer full) (nullable): the call; its command is %NULL for `--help`, `--version` and no words at all. %NULL with
 *   %G_OPTION_ERROR or %FERRY_CLI_ERROR_USAGE
 */
FerryCliCall *ferry_cli_parse (char **arguments, GError **error);
void ferry_cli_call_free (FerryCliCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryCliCall, ferry_cli_call_free)

/**
 * ferry_cli_create_context:
 * @command: (nullable): %NULL has all common options
 * @call: (nullable): where the values go; %NULL to look at the options only
 * @entries: (out) (transfer full): the common options that it has, ended by one without a name; freed after the context
 *
 * Returns: (transfer full): what its options are parsed with, and its help made from
 */
GOptionContext *
ferry_cli_create_context (const FerryCliCommand *command, FerryCliCall *call, GOptionEntry **entries);

G_END_DECLS
