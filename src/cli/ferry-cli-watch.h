/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli.h"

G_BEGIN_DECLS

/** FerryCliUntil: Returns: whether what is waited for has come */
typedef gboolean (*FerryCliUntil) (FerryEnvironment *environment, gpointer user_data);

/**
 * ferry_cli_wait:
 * @until: asked whenever something happened
 *
 * Follows what goes on in @environment and shows its progress. Goes on while the connection is lost, and through the outage
 * of a data upgrade. Where it is interrupted, what goes on all the same is said.
 *
 * Returns: whether it came; %FALSE with %FERRY_ERROR_UNAUTHORIZED where the sign-in was refused meanwhile, or the errors of
 *   ferry_cli_iterate()
 */
gboolean ferry_cli_wait (FerryCli *cli,
                         FerryEnvironment *environment,
                         FerryCliUntil until,
                         gpointer user_data,
                         GError **error);

/** ferry_cli_watch_is_quiet: an #FerryCliUntil: nothing goes on any more: no run, no upgrade, no repair, no companies' task */
gboolean ferry_cli_watch_is_quiet (FerryEnvironment *environment, gpointer user_data);

/**
 * FerryCliRunWait:
 *
 * Waits for the run that is about to be started; begun before it is, so that one that ends at once isn't missed.
 */
typedef struct _FerryCliRunWait FerryCliRunWait;

FerryCliRunWait *ferry_cli_run_wait_new (FerryCli *cli, FerryEnvironment *environment);
void ferry_cli_run_wait_free (FerryCliRunWait *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryCliRunWait, ferry_cli_run_wait_free)

/**
 * ferry_cli_run_wait_finish:
 *
 * Waits until it has ended, and the data repair after it.
 *
 * Returns: (transfer full) (nullable): the run
 */
FerryRun *ferry_cli_run_wait_finish (FerryCliRunWait *self, GError **error);

G_END_DECLS
