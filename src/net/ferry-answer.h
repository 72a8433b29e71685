/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * FerryAnswer:
 *
 * What came back for one attempt. @body is as it came over the wire until ferry_answer_decode().
 */
typedef struct
{
  guint status;
  gboolean secure; /* it came encrypted */
  char *media_type;
  char *encoding;
  char *location;
  int retry_after;
  GBytes *body;
} FerryAnswer;

/* ferry_answer_new: @body: (transfer full); the rest is taken from the headers of @message */
FerryAnswer *ferry_answer_new (SoupMessage *message, GBytes *body);
void ferry_answer_free (FerryAnswer *self);

/* ferry_answer_decode: undoes gzip in place; for a worker thread; fails with %FERRY_ERROR_PROTOCOL */
gboolean ferry_answer_decode (FerryAnswer *self, GError **error);

/*
 * ferry_answer_check:
 * @host: named in messages
 * @may_be_empty: whether an answer without a body is one
 *
 * Checks that a successful answer holds what its kind holds: JSON. Fails with %FERRY_ERROR_PROTOCOL.
 */
gboolean ferry_answer_check (FerryAnswer *self, const char *host, gboolean may_be_empty, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryAnswer, ferry_answer_free)

G_END_DECLS
