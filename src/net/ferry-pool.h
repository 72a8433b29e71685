/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-authorizer.h"
#include "ferry-gate.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* FERRY_POOL_PLACES: what the service processes at once for one user (api-contract §0) */
#define FERRY_POOL_PLACES 5

/*
 * FerryPool:
 *
 * What all sessions of one user at one origin share, since the service counts by user: the connections, the gate
 * that lets five requests in at once, and its word to wait. Two are of one user where their authorizers name the
 * same, or are the same. For one thread.
 */
#define FERRY_TYPE_POOL (ferry_pool_get_type ())
G_DECLARE_FINAL_TYPE (FerryPool, ferry_pool, FERRY, POOL, GObject)

/* ferry_pool_get: Returns: (transfer full): the one of this origin and user */
FerryPool *ferry_pool_get (GUri *base_uri, FerryAuthorizer *authorizer);

/* ferry_pool_get_soup: Returns: (transfer none): what sends at present; hold it while it does */
SoupSession *ferry_pool_get_soup (FerryPool *self);
FerryGate *ferry_pool_get_gate (FerryPool *self);
/* ferry_pool_is_local: whether it is on this computer, for which no network is needed */
gboolean ferry_pool_is_local (FerryPool *self);
/* ferry_pool_set_proxy: @resolver: instead of the system's, also for what is on this computer */
void ferry_pool_set_proxy (FerryPool *self, GProxyResolver *resolver);

/*
 * ferry_pool_get_epoch:
 *
 * Returns: (transfer none): is cancelled when the connections of now are good for nothing any more, as after a
 *   suspend or in another network; there is a new one then
 */
GCancellable *ferry_pool_get_epoch (FerryPool *self);

/* ferry_pool_ask_to_wait: the service asked its user to leave it alone for @seconds */
void ferry_pool_ask_to_wait (FerryPool *self, int seconds);
/* ferry_pool_get_wait: Returns: milliseconds that are left of it, or 0 */
guint ferry_pool_get_wait (FerryPool *self);

G_END_DECLS
