/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-answer.h"

G_BEGIN_DECLS

/*
 * ferry_attempt_run_async:
 * @soup: sends @message
 * @message: a message of its own for this attempt
 * @timeout_ms: how long nothing may happen, from the start to the answer's beginning and from there between
 *   two pieces of it
 * @epoch: (nullable): where it is cancelled, the connection counts as lost
 *
 * One attempt: sends, and receives the whole body, undecoded. libsoup's own second one, where a kept connection
 * turns out to be closed, is prevented: it would be one too many for what starts something, and isn't counted for
 * what reads.
 */
void ferry_attempt_run_async (SoupSession *soup,
                              SoupMessage *message,
                              guint timeout_ms,
                              GCancellable *epoch,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/*
 * ferry_attempt_run_finish:
 * @sent: (out): whether anything of the request may have reached the service, also where this fails
 * @proxy: (out) (transfer full) (nullable): host and port of the proxy on the way, where there is one
 *
 * Returns: (transfer full): the answer, whatever its status; %NULL with the error of libsoup, GIO or TLS,
 *   %G_IO_ERROR_TIMED_OUT after @timeout_ms
 */
FerryAnswer *ferry_attempt_run_finish (GAsyncResult *result, gboolean *sent, char **proxy, GError **error);

G_END_DECLS
