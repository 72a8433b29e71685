/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli.h"

G_BEGIN_DECLS

/* What the commands about custom tables have in common (domain §2.6). */

FerryMappingSet *ferry_cli_mappings_load (FerryCli *cli, FerryEnvironment *environment, GError **error);
/** ferry_cli_mappings_print: @mappings: (element-type FerryTableMapping) */
void ferry_cli_mappings_print (FerryCli *cli, const char *name, GPtrArray *mappings, const char *empty);
/** ferry_cli_mappings_is_extension: Returns: whether @table is a table extension */
gboolean ferry_cli_mappings_is_extension (FerrySourceTable *table);
/**
 * ferry_cli_mappings_find_app:
 * @app: a name that tables or mappings of @set tell, or any GUID
 *
 * Returns: (transfer full): the extension's GUID; %NULL with %FERRY_CLI_ERROR_USAGE
 */
char *ferry_cli_mappings_find_app (FerryMappingSet *set, const char *app, GError **error);
/**
 * ferry_cli_mappings_apply:
 * @changes: (element-type FerryMappingChange): those that differ are sent
 * @question: (nullable): asked first, beneath what would change; %NULL asks nothing
 *
 * Shows what would change; with `--dry-run` that is all. Else applies it with its progress, and shows what became of each
 * where one failed. With JSON and CSV it is shown once, when it is known.
 */
gboolean ferry_cli_mappings_apply (FerryCli *cli,
                                   FerryEnvironment *environment,
                                   FerryMappingSet *set,
                                   GPtrArray *changes,
                                   const char *question,
                                   GError **error);

G_END_DECLS
