/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * FixtureProxy:
 *
 * An HTTP proxy in the test's own process, for CONNECT. Whatever host is asked for, it leads to a port of this
 * computer, or answers what it was told to.
 */
typedef struct
{
  GSocketService *service;
  guint port;
  guint target;     /* the port it leads to */
  char *answer;     /* (nullable): instead of leading anywhere, such as `407 Proxy Authentication Required` */
  GPtrArray *asked; /* the first line of each request */
} FixtureProxy;

FixtureProxy *fixture_proxy_new (guint target);
/* fixture_proxy_stop: from now on nothing answers there */
void fixture_proxy_stop (FixtureProxy *self);
void fixture_proxy_free (FixtureProxy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FixtureProxy, fixture_proxy_free)

/* fixture_proxy_create_resolver: Returns: (transfer full): sends everything through it */
GProxyResolver *fixture_proxy_create_resolver (FixtureProxy *self);

G_END_DECLS
