/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli.h"

G_BEGIN_DECLS

/** FerryCliCompanies: which ones; static, for the options of a command */
typedef struct
{
  gboolean all;
  gboolean none;
} FerryCliCompanies;

/**
 * ferry_cli_companies_choose:
 * @names: (array zero-terminated=1): names or display names; all others are taken out
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the ids of those chosen, after what has to be confirmed was;
 *   %NULL with %FERRY_CLI_ERROR_USAGE, %FERRY_ERROR_RULE where the selection can't be applied, or the errors of
 *   ferry_cli_confirm()
 */
char **ferry_cli_companies_choose (FerryCli *cli,
                                   FerryEnvironment *environment,
                                   const FerryCliCompanies *which,
                                   char **names,
                                   GError **error);

/** ferry_cli_companies_apply: selects @ids; @create: see ferry_environment_select_companies_async() */
gboolean ferry_cli_companies_apply (FerryCli *cli,
                                    FerryEnvironment *environment,
                                    char **ids,
                                    gboolean create,
                                    GError **error);

/** ferry_cli_companies_wait: until all that are selected were created; fails with %FERRY_CLI_ERROR_ENDED_BADLY where one couldn't be */
gboolean ferry_cli_companies_wait (FerryCli *cli, FerryEnvironment *environment, GError **error);

/** ferry_cli_companies_print: lists them */
void ferry_cli_companies_print (FerryCli *cli, FerryEnvironment *environment, gboolean selected_only);

/** ferry_cli_companies_find: Returns: (transfer full) (nullable): by name or display name; %NULL with %FERRY_CLI_ERROR_USAGE */
FerryCompany *ferry_cli_companies_find (FerryEnvironment *environment, const char *name, GError **error);

G_END_DECLS
