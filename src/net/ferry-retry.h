/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * FerryRetryPolicy:
 * @attempts: how often a read is tried in all
 * @base_ms: the first pause
 * @max_ms: no pause is longer
 */
typedef struct
{
  guint attempts;
  guint base_ms;
  guint max_ms;
} FerryRetryPolicy;

/*
 * ferry_retry_policy_get_pause:
 * @attempt: how many attempts failed so far, 1 or more
 * @retry_after: seconds the service asked to wait, or -1
 * @random: from 0 to 1: where in its range the pause lies
 *
 * The pause doubles with each attempt and lies between three and five quarters of that, so that clients which
 * failed together don't come back together. What the service asks for is a lower bound; @max_ms an upper one.
 *
 * Returns: milliseconds
 */
guint
ferry_retry_policy_get_pause (const FerryRetryPolicy *self, guint attempt, int retry_after, double random);

/*
 * ferry_retry_parse_after:
 * @value: (nullable): a `Retry-After` header: seconds, or an HTTP date
 * @now: seconds since 1970 by the clock the date is measured with
 *
 * Returns: seconds to wait, 0 for a date that has passed, or -1 where @value is missing or neither
 */
int ferry_retry_parse_after (const char *value, gint64 now);

/*
 * ferry_retry_pause_async:
 *
 * Waits. A cancellation ends the wait at once, and no timer outlives the callback.
 */
void ferry_retry_pause_async (guint milliseconds,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean ferry_retry_pause_finish (GAsyncResult *result, GError **error);

G_END_DECLS
