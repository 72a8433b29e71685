/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-admin-center.h"

G_BEGIN_DECLS

/*
 * FerryAdminWatch:
 *
 * What the Admin Center says of an environment while that one is out of reach, as during its data upgrade. Where the
 * account may not look, which is the rule, it isn't asked again and nothing is said.
 */
#define FERRY_TYPE_ADMIN_WATCH (ferry_admin_watch_get_type ())
G_DECLARE_FINAL_TYPE (FerryAdminWatch, ferry_admin_watch, FERRY, ADMIN_WATCH, GObject)

/* ferry_admin_watch_new: @center: asked once a look, without retries */
FerryAdminWatch *ferry_admin_watch_new (FerryAdminCenter *center, const char *environment);

/* ferry_admin_watch_begin: forgets what was said, and that it may not be asked; what ended before doesn't matter */
void ferry_admin_watch_begin (FerryAdminWatch *self);

/* ferry_admin_watch_may_ask: Returns: whether a look may bring something */
gboolean ferry_admin_watch_may_ask (FerryAdminWatch *self);

/* ferry_admin_watch_look_async: one request */
void ferry_admin_watch_look_async (FerryAdminWatch *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* ferry_admin_watch_look_finish: Returns: whether it answered; failures change nothing else */
gboolean ferry_admin_watch_look_finish (FerryAdminWatch *self, GAsyncResult *result, GError **error);

/* ferry_admin_watch_dup_text: Returns: (transfer full) (nullable): such as “The Admin Center says: running since 12:04.” */
char *ferry_admin_watch_dup_text (FerryAdminWatch *self);

G_END_DECLS
