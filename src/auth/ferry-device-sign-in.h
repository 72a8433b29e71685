/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-identity.h"

G_BEGIN_DECLS

/**
 * FerryDeviceSignIn:
 *
 * A sign-in with a code that is typed into a browser on any device (RFC 8628). Asks as often as the service says,
 * and less often when it says so; goes on when a question gets lost on the way, until the code expires.
 *
 * Properties (read only): `user-code`, `verification-uri` (strings, "" before they are known: notified together),
 * `expires-at` (int64: microseconds since 1970 UTC, 0 before). Construct: `second-ms` (uint: how long a second of the
 * service is; 1000, less in tests).
 */
#define FERRY_TYPE_DEVICE_SIGN_IN (ferry_device_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (FerryDeviceSignIn, ferry_device_sign_in, FERRY, DEVICE_SIGN_IN, GObject)

FerryDeviceSignIn *ferry_device_sign_in_new (FerryIdentity *identity);

/** ferry_device_sign_in_get_user_code: Returns: what is to be typed, such as `FGTK8XW2L`, or "" */
const char *ferry_device_sign_in_get_user_code (FerryDeviceSignIn *self);
/** ferry_device_sign_in_get_verification_uri: Returns: where it is to be typed, or "" */
const char *ferry_device_sign_in_get_verification_uri (FerryDeviceSignIn *self);
/** ferry_device_sign_in_get_expires_at: Returns: microseconds since 1970 UTC, or 0 */
gint64 ferry_device_sign_in_get_expires_at (FerryDeviceSignIn *self);

/**
 * ferry_device_sign_in_run_async:
 *
 * Fails with the errors of #FerryIdentity; %FERRY_ERROR_REFUSED where somebody declined, %FERRY_ERROR_TIMED_OUT where the
 * code expired. Run once.
 */
void ferry_device_sign_in_run_async (FerryDeviceSignIn *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/** ferry_device_sign_in_run_finish: Returns: (transfer full): the tokens */
FerryTokens *ferry_device_sign_in_run_finish (FerryDeviceSignIn *self, GAsyncResult *result, GError **error);

G_END_DECLS
