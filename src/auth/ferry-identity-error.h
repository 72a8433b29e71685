/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-error.h"

G_BEGIN_DECLS

/*
 * ferry_identity_error_explain:
 * @error: (transfer full): what a request to an identity service ended with
 *
 * Where the service said in OAuth's way that something is wrong: makes of it what #FerryIdentity documents, in words
 * that say what to do. Other errors stay as they are.
 *
 * Returns: (transfer full): @error
 */
GError *ferry_identity_error_explain (GError *error);

/* ferry_identity_error_new_from_redirect: Returns: (transfer full): the error of a redirect (RFC 6749 §4.1.2.1), explained */
GError *ferry_identity_error_new_from_redirect (const char *code, const char *description);

G_END_DECLS
