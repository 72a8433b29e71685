/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** FERRY_SANDBOX_SERVING_FILE: in a sandbox's data folder; the one who serves it holds a lock on it */
#define FERRY_SANDBOX_SERVING_FILE "serving.json"

/**
 * FerrySandboxServing:
 * @pid: the process that serves the folder; 0 where it can't be seen from here, as from within a container
 * @url: (nullable): its address; %NULL while it starts
 * @stays: whether it goes on when the program that started it ends
 *
 * Who serves a sandbox's data folder now. Two can't: whoever comes second uses the first one's address, with the token that is in
 * the keyring (never here).
 */
typedef struct
{
  int pid;
  char *url;
  char *tenant;
  char *environment;
  gboolean stays;
} FerrySandboxServing;

/** ferry_sandbox_serving_read: Returns: (transfer full) (nullable): %NULL where nobody serves @data_folder */
FerrySandboxServing *ferry_sandbox_serving_read (const char *data_folder);
void ferry_sandbox_serving_free (FerrySandboxServing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerrySandboxServing, ferry_sandbox_serving_free)

G_END_DECLS
