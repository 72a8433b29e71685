/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-notice.h"
#include "ferry-workspace.h"

G_BEGIN_DECLS

/**
 * FerryNotifier:
 *
 * Tells that a run has ended, or that something needs an answer: by a notification of the desktop while no window is in
 * use, by a toast while another environment is looked at, and not at all where it can be seen. One notification an
 * environment, and one for all where many come together. What was seen is taken back.
 *
 * Property: `pending` (boolean): a notification is out that nobody has seen.
 */
#define FERRY_TYPE_NOTIFIER (ferry_notifier_get_type ())
G_DECLARE_FINAL_TYPE (FerryNotifier, ferry_notifier, FERRY, NOTIFIER, GObject)

/** ferry_notifier_new: @application: has the actions `app.show-run (ss)`, `app.show-environment (s)` and `app.show-overview` */
FerryNotifier *ferry_notifier_new (GtkApplication *application, FerryWorkspace *workspace);

gboolean ferry_notifier_get_pending (FerryNotifier *self);

/** FERRY_NOTIFIER_SUMMARY: the id of the notification that stands for many; those of single environments have the profile's id */
#define FERRY_NOTIFIER_SUMMARY "summary"

G_END_DECLS
