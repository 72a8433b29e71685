/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerrySandboxProcess:
 *
 * A `ferry-sandbox` child: started on a data folder, ends with us (`--exit-with-stdin`). The token comes over
 * its standard output and is kept in memory only. Property `running` (boolean); signal
 * `ended (message: string)` when it ends by itself.
 */
#define FERRY_TYPE_SANDBOX_PROCESS (ferry_sandbox_process_get_type ())
G_DECLARE_FINAL_TYPE (FerrySandboxProcess, ferry_sandbox_process, FERRY, SANDBOX_PROCESS, GObject)

/**
 * ferry_sandbox_process_new:
 * @program: (nullable): path of `ferry-sandbox`; %NULL looks at FERRY_SANDBOX, beside this program, then in PATH
 * @data_folder: where it keeps its databases
 * @arguments: (nullable) (array zero-terminated=1): more of them, such as `--pace`
 */
FerrySandboxProcess *
ferry_sandbox_process_new (const char *program, const char *data_folder, const char *const *arguments);

/** ferry_sandbox_process_dup_program: Returns: (transfer full) (nullable): where `ferry-sandbox` is, as for a %NULL program above */
char *ferry_sandbox_process_dup_program (GError **error);

/** ferry_sandbox_process_set_detached: before the start: it goes on when we end, in a session of its own */
void ferry_sandbox_process_set_detached (FerrySandboxProcess *self);

/** ferry_sandbox_process_start_async: starts it and waits until it is ready */
void ferry_sandbox_process_start_async (FerrySandboxProcess *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/**
 * ferry_sandbox_process_start_finish:
 *
 * Returns: whether it runs; fails with %FERRY_ERROR_FAILED with its last words, %FERRY_ERROR_TIMED_OUT,
 *   %FERRY_ERROR_PROTOCOL
 */
gboolean ferry_sandbox_process_start_finish (FerrySandboxProcess *self, GAsyncResult *result, GError **error);
/** ferry_sandbox_process_stop: asks it to end; `running` tells when it has */
void ferry_sandbox_process_stop (FerrySandboxProcess *self);
/** ferry_sandbox_process_kill: SIGKILL, for tests */
void ferry_sandbox_process_kill (FerrySandboxProcess *self);

/** ferry_sandbox_process_get_url: Returns: (nullable): its address; %NULL before the first start */
const char *ferry_sandbox_process_get_url (FerrySandboxProcess *self);
/** ferry_sandbox_process_get_tenant: Returns: (nullable): the tenant it serves */
const char *ferry_sandbox_process_get_tenant (FerrySandboxProcess *self);
/** ferry_sandbox_process_get_environment: Returns: (nullable): the environment it serves */
const char *ferry_sandbox_process_get_environment (FerrySandboxProcess *self);
/** ferry_sandbox_process_get_token: Returns: (nullable): the bearer token of the present process */
const char *ferry_sandbox_process_get_token (FerrySandboxProcess *self);

G_END_DECLS
