/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-exit.h"

#include <glib/gi18n-lib.h>

#include "ferry-error.h"
#include "ferry-secret-store.h"

G_DEFINE_QUARK (ferry - cli - error - quark, ferry_cli_error)

static FerryExit
from_ferry_error (const GError *error)
{
  switch ((FerryError) error->code)
    {
    case FERRY_ERROR_UNAUTHORIZED:
    case FERRY_ERROR_FORBIDDEN:
      return FERRY_EXIT_SIGN_IN;
    case FERRY_ERROR_UNREACHABLE:
    case FERRY_ERROR_TIMED_OUT:
    case FERRY_ERROR_TLS:
    case FERRY_ERROR_THROTTLED:
    case FERRY_ERROR_UNAVAILABLE:
    case FERRY_ERROR_SERVER:
    case FERRY_ERROR_PROTOCOL:
    case FERRY_ERROR_AMBIGUOUS:
      return FERRY_EXIT_NETWORK;
    case FERRY_ERROR_REFUSED:
    case FERRY_ERROR_NOT_OFFERED:
    case FERRY_ERROR_RULE:
      return FERRY_EXIT_RULE;
    case FERRY_ERROR_INVALID:
      /* What the service found malformed was sent; what we did, was typed. */
      return ferry_error_get_http_status (error) == 0 ? FERRY_EXIT_USAGE : FERRY_EXIT_FAILURES;
    case FERRY_ERROR_FAILED:
    case FERRY_ERROR_NOT_FOUND:
    case FERRY_ERROR_EXISTS:
    case FERRY_ERROR_CHANGED:
    default:
      return FERRY_EXIT_FAILURES;
    }
}

static FerryExit
from_cli_error (const GError *error)
{
  switch ((FerryCliError) error->code)
    {
    case FERRY_CLI_ERROR_USAGE:
      return FERRY_EXIT_USAGE;
    case FERRY_CLI_ERROR_DECLINED:
    case FERRY_CLI_ERROR_TIME_OVER:
      return FERRY_EXIT_INTERRUPTED;
    case FERRY_CLI_ERROR_ENDED_BADLY:
    default:
      return FERRY_EXIT_FAILURES;
    }
}

FerryExit
ferry_exit_from_error (const GError *error)
{
  if (error == NULL)
    return FERRY_EXIT_DONE;
  if (error->domain == FERRY_CLI_ERROR)
    return from_cli_error (error);
  if (error->domain == FERRY_ERROR)
    return from_ferry_error (error);
  if (error->domain == FERRY_SECRET_ERROR)
    return FERRY_EXIT_SIGN_IN;
  if (error->domain == G_OPTION_ERROR)
    return FERRY_EXIT_USAGE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FERRY_EXIT_INTERRUPTED;
  if (error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR)
    return FERRY_EXIT_USAGE;
  return FERRY_EXIT_FAILURES;
}

char *
ferry_exit_dup_hint (const GError *error, const char *environment)
{
  g_autofree char *quoted = environment != NULL ? g_shell_quote (environment) : NULL;

  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED) && quoted != NULL)
    /* Translators: a command to type; %s is an environment's name */
    return g_strdup_printf (_ ("Sign in with “ferryctl env login %s”."), quoted);
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND) && quoted != NULL)
    return g_strdup (_ ("“ferryctl env list” shows which address, tenant and environment are asked."));
  if (error->domain == FERRY_SECRET_ERROR)
    return g_strdup (_ ("Unlock the keyring of your session, or hand the secret over on standard input."));
  if (error->domain == G_OPTION_ERROR)
    return g_strdup (_ ("“ferryctl help” lists the commands, “ferryctl help COMMAND” their options."));
  return NULL;
}
