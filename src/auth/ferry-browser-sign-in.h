/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-identity.h"

G_BEGIN_DECLS

/**
 * FerryBrowserSignIn:
 *
 * A sign-in in the system browser (RFC 8252): authorization code with PKCE (S256), and a redirect to a port of this
 * computer that is open for this one sign-in only. `state` and `nonce` are new each time and checked; an answer that
 * doesn't belong here ends the sign-in, and so does the first that does: a second one finds nobody.
 *
 * The browser's page says how it went, and that the window may be closed. That somebody closes it before can't be
 * noticed here: the one who waits needs a Cancel, and there is a time limit.
 *
 * Properties: `time-limit` (uint, seconds, construct; default 600), `uri` (string, read only: the address to open, while
 * it is waited for; else ""), to be offered again to who has lost the window.
 *
 * Signal `open-uri (string)`: to be opened in the browser, once.
 */
#define FERRY_TYPE_BROWSER_SIGN_IN (ferry_browser_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (FerryBrowserSignIn, ferry_browser_sign_in, FERRY, BROWSER_SIGN_IN, GObject)

/** ferry_browser_sign_in_new: @account: (nullable): who is expected to sign in, as in a renewal */
FerryBrowserSignIn *ferry_browser_sign_in_new (FerryIdentity *identity, const char *account);

/** ferry_browser_sign_in_get_uri: Returns: the address to open, or "" */
const char *ferry_browser_sign_in_get_uri (FerryBrowserSignIn *self);

/**
 * ferry_browser_sign_in_run_async:
 *
 * Fails with the errors of #FerryIdentity; %FERRY_ERROR_REFUSED where the one in front of the browser declined,
 * %FERRY_ERROR_PROTOCOL where `state` or `nonce` were wrong, %FERRY_ERROR_TIMED_OUT after the time limit. Run once.
 */
void ferry_browser_sign_in_run_async (FerryBrowserSignIn *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** ferry_browser_sign_in_run_finish: Returns: (transfer full): the tokens */
FerryTokens *
ferry_browser_sign_in_run_finish (FerryBrowserSignIn *self, GAsyncResult *result, GError **error);

G_END_DECLS
