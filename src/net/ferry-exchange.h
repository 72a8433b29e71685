/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-answer.h"
#include "ferry-session.h"

G_BEGIN_DECLS

/*
 * FerryAnswerReader:
 * @answer: a successful answer, decoded and checked to be JSON or empty
 * @user_data: the caller's
 *
 * Called in a worker thread, once at most for each exchange.
 *
 * Returns: (transfer full) (nullable): what the exchange results in; %NULL may be a result, @error tells
 */
typedef gpointer (*FerryAnswerReader) (FerryAnswer *answer, gpointer user_data, GError **error);

/*
 * ferry_exchange_run_async:
 * @request: what to send
 * @uri: where to; must have the origin of @session
 * @reader: makes the result of the answer
 * @reader_data: for @reader; must live until the callback
 * @result_free: (nullable): frees a result that nobody takes
 *
 * A request until there is an answer to give: authorized, retried where its kind allows it, with one more
 * authorization after a 401, and redirects within the origin followed.
 */
void ferry_exchange_run_async (FerrySession *session,
                               FerryRequest *request,
                               GUri *uri,
                               FerryAnswerReader reader,
                               gpointer reader_data,
                               GDestroyNotify result_free,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/* ferry_exchange_run_finish: Returns: (transfer full) (nullable): what the reader made; check @error */
gpointer ferry_exchange_run_finish (FerrySession *session, GAsyncResult *result, GError **error);

G_END_DECLS
