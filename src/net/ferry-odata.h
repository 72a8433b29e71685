/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** ferry_odata_decode_name: Returns: (transfer full): @name with each `_xHHHH_` replaced by its character */
char *ferry_odata_decode_name (const char *name);

/**
 * ferry_odata_fold_option:
 *
 * The form in which option values are compared: decoded, case folded, without blanks, so that the caption,
 * the member name and the encoded spelling of a value are one (api-contract §0).
 *
 * Returns: (transfer full): such as `upgradepending`; "" for the blank value
 */
char *ferry_odata_fold_option (const char *value);

/** ferry_odata_quote: Returns: (transfer full): @text as a string literal for `$filter`, quotes doubled */
char *ferry_odata_quote (const char *text);

/** ferry_odata_parse_time: Returns: whether @text is an ISO 8601 time; @value as in ferry_json_get_time() */
gboolean ferry_odata_parse_time (const char *text, gint64 *value);

/** ferry_odata_is_null_guid: Returns: whether @guid is empty or all zeros */
gboolean ferry_odata_is_null_guid (const char *guid);

G_END_DECLS
