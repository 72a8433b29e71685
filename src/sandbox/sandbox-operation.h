/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-store.h"

G_BEGIN_DECLS

/* What is done to the environment as a whole, as the Admin Center tells it: while a data upgrade has the environment
 * offline, nobody else can. */

/** sandbox_operation_add: a data upgrade of the run @run_id was asked for by @user */
gboolean sandbox_operation_add (SandboxStore *store, const char *run_id, const char *user, GError **error);

/** sandbox_operation_remove: it was refused after all */
gboolean sandbox_operation_remove (SandboxStore *store, const char *run_id, GError **error);

/** sandbox_operation_begin: it runs now */
gboolean sandbox_operation_begin (SandboxStore *store, const char *run_id, GError **error);

/** sandbox_operation_end: it is over; @run_id: (nullable): %NULL for all that go on; @message: (nullable): why it
 * failed */
gboolean sandbox_operation_end (SandboxStore *store, const char *run_id, const char *message, GError **error);

G_END_DECLS
