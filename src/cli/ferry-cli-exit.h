/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FERRY_CLI_ERROR:
 *
 * What only a command line has: how it was called, and how its call ended. All else is in the domains of the layers below.
 */
#define FERRY_CLI_ERROR (ferry_cli_error_quark ())
GQuark ferry_cli_error_quark (void);

/**
 * FerryCliError:
 * @FERRY_CLI_ERROR_USAGE: the call makes no sense: an option, an argument or a value
 * @FERRY_CLI_ERROR_ENDED_BADLY: all was done that was asked for, and what was done ended with failures
 * @FERRY_CLI_ERROR_DECLINED: the one who was asked said no
 * @FERRY_CLI_ERROR_TIME_OVER: the time of `--timeout` was over
 */
typedef enum
{
  FERRY_CLI_ERROR_USAGE,
  FERRY_CLI_ERROR_ENDED_BADLY,
  FERRY_CLI_ERROR_DECLINED,
  FERRY_CLI_ERROR_TIME_OVER,
} FerryCliError;

/**
 * FerryExit:
 * @FERRY_EXIT_DONE: done
 * @FERRY_EXIT_FAILURES: it ended with failures, such as tables that failed
 * @FERRY_EXIT_USAGE: the call makes no sense
 * @FERRY_EXIT_SIGN_IN: the sign-in is missing, was refused, or lacks the permission
 * @FERRY_EXIT_NETWORK: the service couldn't be reached or didn't answer as it should
 * @FERRY_EXIT_RULE: refused by a rule, Ferry's or the service's
 * @FERRY_EXIT_INTERRUPTED: by a signal, by `--timeout`, or by who was asked
 *
 * The exit codes of `ferryctl`, documented in its manual page.
 */
typedef enum
{
  FERRY_EXIT_DONE = 0,
  FERRY_EXIT_FAILURES = 1,
  FERRY_EXIT_USAGE = 2,
  FERRY_EXIT_SIGN_IN = 3,
  FERRY_EXIT_NETWORK = 4,
  FERRY_EXIT_RULE = 5,
  FERRY_EXIT_INTERRUPTED = 6,
} FerryExit;

/** ferry_exit_from_error: @error: (nullable): %NULL is %FERRY_EXIT_DONE */
FerryExit ferry_exit_from_error (const GError *error);

/** ferry_exit_dup_hint: Returns: (transfer full) (nullable): what to do next, a sentence; %NULL where the message says it
 * itself. @environment: (nullable): the name of the environment it is about */
char *ferry_exit_dup_hint (const GError *error, const char *environment);

G_END_DECLS
