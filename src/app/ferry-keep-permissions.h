/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/** ferry_keep_permissions_get_warning: Returns: what comes of keeping the permissions of users online, translated */
const char *ferry_keep_permissions_get_warning (void);

/**
 * ferry_keep_permissions_present:
 * @keep: whether the next set-up is to leave users online the permissions they have
 *
 * Tells the service; before they are kept the warning has to be confirmed. Shows what went wrong.
 */
void ferry_keep_permissions_present (GtkWindow *parent, FerryEnvironment *environment, gboolean keep);

G_END_DECLS
