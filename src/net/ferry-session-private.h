/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-pool.h"
#include "ferry-retry.h"
#include "ferry-session.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

struct _FerrySession
{
  GObject parent_instance;

  char *base_url;
  GUri *base_uri;
  char *host;
  FerryAuthorizer *authorizer;
  FerryPool *pool;
  FerryRetryPolicy retry;
  guint read_timeout_ms;
  guint start_timeout_ms;
};

/* ferry_session_update_pool: Returns: (transfer none): what is shared by the sessions of the user that it has now */
FerryPool *ferry_session_update_pool (FerrySession *self);

/* ferry_session_is_own: Returns: whether @uri has the scheme, host and port of the base address */
gboolean ferry_session_is_own (FerrySession *self, GUri *uri);

/* ferry_session_name_host: Returns: (transfer full): how @uri is named in messages: host, and port where it's
 * given */
char *ferry_session_name_host (GUri *uri);

G_END_DECLS
