/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* ferry_random_token: Returns: (transfer full): 32 bytes of the system's generator for secrets, in base64url: 43 letters */
char *ferry_random_token (void);

/* ferry_base64url_encode: Returns: (transfer full): @size bytes at @data in base64url without padding (RFC 4648 §5) */
char *ferry_base64url_encode (const guchar *data, gsize size);

/* ferry_base64url_decode: Returns: (transfer full) (nullable): the bytes of @text, padded or not; %NULL where it isn't base64url */
GBytes *ferry_base64url_decode (const char *text);

/* ferry_code_challenge: Returns: (transfer full): the S256 challenge of a verifier (RFC 7636 §4.2) */
char *ferry_code_challenge (const char *verifier);

G_END_DECLS
