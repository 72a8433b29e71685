/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-workspace.h"

G_BEGIN_DECLS

/**
 * FerryApplication:
 *
 * The application: holds the workspace, makes the windows, notifies when a run ends, and goes on in the background while
 * one does. Actions: `app.show-run (ss)` (profile id, run id), `app.show-environment (s)` (profile id),
 * `app.show-overview`, `app.new-window`, `app.sandbox`, `app.preferences`, `app.about`,
 * `app.quit`.
 */
#define FERRY_TYPE_APPLICATION (ferry_application_get_type ())
G_DECLARE_FINAL_TYPE (FerryApplication, ferry_application, FERRY, APPLICATION, AdwApplication)

FerryApplication *ferry_application_new (void);

/** ferry_application_get_workspace: Returns: (transfer none) (nullable): what is held; %NULL before start-up */
FerryWorkspace *ferry_application_get_workspace (FerryApplication *self);

G_END_DECLS
