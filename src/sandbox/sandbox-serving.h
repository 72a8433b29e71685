/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SandboxServing:
 *
 * That this process serves a data folder: a lock on its `serving.json`, which the kernel takes back with the process, and in
 * it the address, so that other programs of the same user find it. No secret is in it.
 */
typedef struct _SandboxServing SandboxServing;

/** sandbox_serving_claim: Returns: (transfer full) (nullable): %NULL with %G_IO_ERROR_BUSY where another process has it */
SandboxServing *sandbox_serving_claim (const char *data_folder, GError **error);

/** sandbox_serving_tell: @stays: whether this process goes on when the one that started it ends */
void sandbox_serving_tell (SandboxServing *self,
                           const char *url,
                           const char *tenant,
                           const char *environment,
                           gboolean stays);

/** sandbox_serving_release: nobody serves the folder any more */
void sandbox_serving_release (SandboxServing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxServing, sandbox_serving_release)

G_END_DECLS
