/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-error.h"

G_BEGIN_DECLS

/*
 * ferry_error_new_ambiguous:
 * @cause: why the outcome of a starting request isn't known
 * @host: the host that was addressed
 *
 * What @cause knows of the answer (status, code, correlation id) is kept.
 *
 * Returns: (transfer full): a %FERRY_ERROR_AMBIGUOUS
 */
GError *ferry_error_new_ambiguous (const GError *cause, const char *host);

/*
 * ferry_error_new_on_way:
 * @proxy: (nullable): the proxy that was to be gone through, where the service itself wasn't reached yet
 *
 * ferry_error_new_from_transport() for what may be the fault of a proxy.
 */
GError *ferry_error_new_on_way (const GError *cause, const char *host, const char *proxy);

/*
 * ferry_error_new_from_proxy:
 * @status: what @proxy answered instead of letting us through to @host
 *
 * Returns: (transfer full): a %FERRY_ERROR_UNREACHABLE
 */
GError *ferry_error_new_from_proxy (guint status, const char *host, const char *proxy);

/*
 * ferry_error_set_http_status:
 * @error: an error in %FERRY_ERROR
 * @status: the HTTP status of the answer that was at fault
 */
void ferry_error_set_http_status (GError *error, guint status);

/*
 * ferry_error_set_permanent:
 * @error: an error in %FERRY_ERROR
 *
 * Marks an error whose code stands for a passing trouble as one that trying again doesn't mend, such as a
 * host name that doesn't exist.
 */
void ferry_error_set_permanent (GError *error);

/* ferry_error_set_in_doubt: see ferry_error_is_in_doubt() */
void ferry_error_set_in_doubt (GError *error);

/*
 * ferry_error_redact:
 * @text: words of the service
 *
 * Returns: (transfer full): @text with the values of passwords, keys and bearer tokens taken out
 */
char *ferry_error_redact (const char *text);

G_END_DECLS
