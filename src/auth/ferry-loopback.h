/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * FerryLoopback:
 *
 * Where the browser is sent back to at the end of a sign-in: a port of this computer, free and chosen by the system, that is
 * open for one answer. Takes GET of `/` for the address that was given only, so that no page of the web that found a
 * name for 127.0.0.1 gets in. The first answer is the only one; if it lacks the `state`, it is refused and the sign-in is over.
 */
#define FERRY_TYPE_LOOPBACK (ferry_loopback_get_type ())
G_DECLARE_FINAL_TYPE (FerryLoopback, ferry_loopback, FERRY, LOOPBACK, GObject)

/* ferry_loopback_new: @state: what the answer has to hold; Returns: (transfer full): listens already; %NULL with %FERRY_ERROR_FAILED */
FerryLoopback *ferry_loopback_new (const char *state, GError **error);

/* ferry_loopback_get_redirect_uri: Returns: `http://localhost:…`: the form for which Entra ID allows any port */
const char *ferry_loopback_get_redirect_uri (FerryLoopback *self);

/* ferry_loopback_wait_async: waits for the answer; call once */
void ferry_loopback_wait_async (FerryLoopback *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/*
 * ferry_loopback_wait_finish:
 *
 * Returns: (transfer full): the code; %NULL with %FERRY_ERROR_PROTOCOL where the answer doesn't belong to this sign-in, or with
 *   what the identity service says of why there is none
 */
char *ferry_loopback_wait_finish (FerryLoopback *self, GAsyncResult *result, GError **error);

/*
 * ferry_loopback_close:
 * @error: (nullable): what went wrong
 *
 * Shows in the browser how the sign-in ended, where it still waits for that, and closes the port once the page went out, even
 * if the last reference is dropped now.
 */
void ferry_loopback_close (FerryLoopback *self, const GError *error);

G_END_DECLS
