/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-action.h"
#include "ferry-enums.h"

G_BEGIN_DECLS

/**
 * FerryCommandDetails:
 * @environment: its name or id
 * @companies: (nullable) (array zero-terminated=1): of a selection or a set-up; those to be initialized or marked
 * @company: (nullable): whose table it is; "" is per database
 * @tables: (nullable) (array zero-terminated=1): to be unblocked; the first one to be sanitized
 * @reason: (nullable): why it is paused or abandoned
 * @product_id: (nullable): of a set-up
 * @server_type: of a set-up
 * @runtime_name: (nullable): of a set-up
 * @on: for what is on or off: what it shall be; also whether companies are marked as initialized
 *
 * What an action is done to or with, as far as it is known. All is borrowed. There is no place for a secret.
 */
typedef struct
{
  const char *environment;
  const char *const *companies;
  const char *company;
  const char *const *tables;
  const char *reason;
  const char *product_id;
  FerrySqlServerType server_type;
  const char *runtime_name;
  gboolean on;
} FerryCommandDetails;

/**
 * ferry_command_line_dup:
 * @action: what is done in the application
 * @reason: (out) (optional) (transfer full): why there is no command for it; translated
 *
 * The same as a line for a shell: words are quoted where it needs that. A secret is never in it: where one is needed the
 * line reads it from standard input. What isn't known of the details stands for itself in capitals, such as `COMPANY`, or
 * the line lists what there is. What asks in the application asks on a terminal, too: `--yes` is left to who wants it.
 *
 * Returns: (transfer full) (nullable): the line, without a line feed
 */
char *ferry_command_line_dup (FerryAction action, const FerryCommandDetails *details, char **reason);

G_END_DECLS
