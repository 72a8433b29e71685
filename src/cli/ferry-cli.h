/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli-console.h"
#include "ferry-cli-exit.h"
#include "ferry-cli-table.h"
#include "ferry-workspace.h"

G_BEGIN_DECLS

/**
 * FerryCli:
 *
 * One call of `ferryctl`: its common options, and what its command works on. A command is a plain function that runs from
 * main(), not from within a main loop: it begins what is asynchronous, and ferry_cli_await() runs the main context until
 * that has ended. Signals and `--timeout` cancel what it waits for.
 */
typedef struct _FerryCli FerryCli;

/** FerryCliOptions: the options that commands have in common; which of them one has is told by its #FerryCliFlags */
typedef struct
{
  char *environment;     /* -e */
  char *profiles;        /* --profiles */
  FerryCliFormat format; /* -o */
  FerryColor color;
  int timeout; /* s, 0 is none */
  gboolean dry_run;
  gboolean yes;
  gboolean wait;
  gboolean verbose;
  gboolean quiet;
} FerryCliOptions;

FerryCli *ferry_cli_new (const FerryCliOptions *options);
/** ferry_cli_close: waits until what was to be written is; ends sandboxes that were started for this call */
void ferry_cli_close (FerryCli *self);
void ferry_cli_free (FerryCli *self);

const FerryCliOptions *ferry_cli_get_options (FerryCli *self);
FerryConsole *ferry_cli_get_console (FerryCli *self);
/** ferry_cli_get_cancellable: Returns: (transfer none): cancelled by SIGINT, SIGTERM and the end of `--timeout` */
GCancellable *ferry_cli_get_cancellable (FerryCli *self);
/** ferry_cli_explain_cancel: @error: (inout): a cancellation becomes %FERRY_CLI_ERROR_TIME_OVER where that was the cause */
void ferry_cli_explain_cancel (FerryCli *self, GError **error);

/* ---- Waiting ---- */

/** ferry_cli_await_cb: the callback to pass to an asynchronous call, with the address of a `GAsyncResult *` that is %NULL */
void ferry_cli_await_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/** ferry_cli_await: Returns: (transfer none): the result, for the `_finish` function; free it when done (`g_autoptr`) */
GAsyncResult *ferry_cli_await (GAsyncResult **result);
/**
 * ferry_cli_iterate:
 *
 * Waits for something to happen. In a loop around a condition.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED or %FERRY_CLI_ERROR_TIME_OVER once it was interrupted
 */
gboolean ferry_cli_iterate (FerryCli *self, GError **error);

/* ---- What it works on ---- */

/** ferry_cli_dup_data_folder: Returns: (transfer full): where profiles, journal and history are: FERRY_DATA_DIR or the user's data folder */
char *ferry_cli_dup_data_folder (void);
/** ferry_cli_get_workspace: Returns: (transfer none) (nullable): with all profiles, of `--profiles` where it was given; nothing is opened. %NULL where they can't be read */
FerryWorkspace *ferry_cli_get_workspace (FerryCli *self, GError **error);
/**
 * ferry_cli_find_environment:
 * @name: (nullable): a name or id; %NULL is that of `-e`, FERRY_ENVIRONMENT, or the only one
 *
 * Returns: (transfer none) (nullable): the environment, not opened; %NULL with %FERRY_CLI_ERROR_USAGE that lists those there are
 */
FerryEnvironment *ferry_cli_find_environment (FerryCli *self, const char *name, GError **error);
/**
 * ferry_cli_open:
 *
 * Finds the environment that was chosen and connects to it; a sandbox that nobody runs is started for this call.
 *
 * Returns: (transfer none) (nullable): the environment, online and with its state read
 */
FerryEnvironment *ferry_cli_open (FerryCli *self, GError **error);
/** ferry_cli_open_environment: the same for one that was found */
gboolean ferry_cli_open_environment (FerryCli *self, FerryEnvironment *environment, GError **error);
/** ferry_cli_get_environment_name: Returns: (nullable): of the one that was found last, for messages */
const char *ferry_cli_get_environment_name (FerryCli *self);

/* ---- Answering and asking ---- */

/** ferry_cli_table: Returns: (transfer full): in the form that was asked for */
FerryCliTable *
ferry_cli_table (FerryCli *self, const char *name, const FerryCliColumn *columns, guint n_columns);
FerryCliTable *
ferry_cli_record (FerryCli *self, const char *name, const FerryCliColumn *columns, guint n_columns);

/**
 * ferry_cli_confirm:
 * @question: what is about to be done, as a question
 *
 * For what can't be taken back. `--yes` answers it; where nobody can be asked, it has to be given.
 *
 * Returns: whether to go on; %FALSE with %FERRY_CLI_ERROR_DECLINED or %FERRY_CLI_ERROR_USAGE
 */
gboolean ferry_cli_confirm (FerryCli *self, const char *question, GError **error);
/**
 * ferry_cli_confirm_name:
 * @given: (nullable): the value of `--confirm`
 *
 * For what destroys: the name has to be typed, or given beside `--yes`.
 */
gboolean ferry_cli_confirm_name (FerryCli *self,
                                 const char *question,
                                 const char *name,
                                 const char *given,
                                 GError **error);

/**
 * ferry_cli_act:
 * @action: as for ferry_environment_perform_async()
 * @subject: (nullable): the same
 *
 * Asks the rules, and with `--dry-run` says what would be sent and sends nothing. Else performs it, and says what was done;
 * where it was interrupted, what is known of what was sent.
 */
gboolean ferry_cli_act (FerryCli *self,
                        FerryEnvironment *environment,
                        FerryAction action,
                        const char *subject,
                        GError **error);
/** ferry_cli_order: the same for what only the management API does; @order: (transfer full); @answer: (out) (optional) (nullable) (transfer full) */
gboolean ferry_cli_order (FerryCli *self,
                          FerryEnvironment *environment,
                          FerryOrder *order,
                          JsonNode **answer,
                          GError **error);
/**
 * ferry_cli_check:
 *
 * Asks the rules only, and says with `--dry-run` what would be sent.
 *
 * Returns: whether @action is allowed; %FALSE with %FERRY_ERROR_RULE
 */
gboolean ferry_cli_check (FerryCli *self,
                          FerryEnvironment *environment,
                          FerryAction action,
                          const char *subject,
                          GError **error);

G_END_DECLS
