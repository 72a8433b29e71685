/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-pool.h"

#include "ferry-clock.h"
#include "ferry-surroundings.h"

/* Starting requests may take minutes; some places are left for looks meanwhile. */
#define LONG_PLACES 3

struct _FerryPool
{
  GObject parent_instance;

  char *key;
  SoupSession *soup;
  FerryGate *gate;
  GProxyResolver *proxy; /* (nullable): instead of what libsoup takes */
  GCancellable *epoch;
  gint64 wait_until; /* by the default clock */
  gboolean local;
};

G_DEFINE_FINAL_TYPE (FerryPool, ferry_pool, G_TYPE_OBJECT)

/* Of those that are in use. Sessions are of one thread each, and so are these. */
static GHashTable *pools;
G_LOCK_DEFINE_STATIC (pools);

static void
ferry_pool_dispose (GObject *object)
{
  FerryPool *self = FERRY_POOL (object);

  G_LOCK (pools);
  if (self->key != NULL && g_hash_table_lookup (pools, self->key) == self)
    g_hash_table_remove (pools, self->key);
  G_UNLOCK (pools);

  G_OBJECT_CLASS (ferry_pool_parent_class)->dispose (object);
}

static void
ferry_pool_finalize (GObject *object)
{
  FerryPool *self = FERRY_POOL (object);

  g_free (self->key);
  g_object_unref (self->soup);
  g_object_unref (self->gate);
  g_clear_object (&self->proxy);
  g_object_unref (self->epoch);

  G_OBJECT_CLASS (ferry_pool_parent_class)->finalize (object);
}

static void
ferry_pool_class_init (FerryPoolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_pool_dispose;
  object_class->finalize = ferry_pool_finalize;
}

static void
ferry_pool_init (FerryPool *self)
{
  self->gate = ferry_gate_new (FERRY_POOL_PLACES, LONG_PLACES);
  self->epoch = g_cancellable_new ();
}

static SoupSession *
create_soup (FerryPool *self)
{
  SoupSession *soup
    = soup_session_new_with_options ("max-conns", FERRY_POOL_PLACES, "max-conns-per-host", FERRY_POOL_PLACES,
                                     "timeout", 0, "user-agent", "Ferry/" FERRY_VERSION, NULL);

  /* gzip is undone in the worker that parses, not on the main loop. */
  soup_session_remove_feature_by_type (soup, SOUP_TYPE_CONTENT_DECODER);
  /* What is on this computer isn't reached through a proxy, which would also see the token in the clear. */
  if (self->local || self->proxy != NULL)
    soup_session_set_proxy_resolver (soup, self->proxy);
  return soup;
}

/* Requests under way keep the old one until they are done; only reads are torn from it, to be made again. */
static void
renew (FerryPool *self)
{
  g_autoptr (GCancellable) ended = g_steal_pointer (&self->epoch);

  self->epoch = g_cancellable_new ();
  g_object_unref (self->soup);
  self->soup = create_soup (self);
  g_cancellable_cancel (ended);
}

static gboolean
is_local_host (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

static char *
make_key (GUri *uri, FerryAuthorizer *authorizer)
{
  g_autofree char *user = authorizer != NULL ? ferry_authorizer_dup_user (authorizer) : NULL;
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);
  int port = g_uri_get_port (uri);

  if (port == -1)
    port = g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
  if (user == NULL)
    user = g_strdup_printf ("%p", (gpointer) authorizer);
  return g_strdup_printf ("%p %s %s %d %s", (gpointer) g_thread_self (), g_uri_get_scheme (uri), host, port,
                          user);
}

FerryPool *
ferry_pool_get (GUri *base_uri, FerryAuthorizer *authorizer)
{
  g_autofree char *key = make_key (base_uri, authorizer);
  FerrySurroundings *surroundings;
  FerryPool *self;

  G_LOCK (pools);
  if (pools == NULL)
    pools = g_hash_table_new (g_str_hash, g_str_equal);
  self = g_hash_table_lookup (pools, key);
  if (self != NULL)
    g_object_ref (self);
  G_UNLOCK (pools);
  if (self != NULL)
    return self;

  self = g_object_new (FERRY_TYPE_POOL, NULL);
  self->key = g_steal_pointer (&key);
  self->local = is_local_host (g_uri_get_host (base_uri));
  self->soup = create_soup (self);
  surroundings = ferry_surroundings_get_default ();
  g_signal_connect_object (surroundings, "resumed", G_CALLBACK (renew), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (surroundings, "network-changed", G_CALLBACK (renew), self, G_CONNECT_SWAPPED);
  G_LOCK (pools);
  g_hash_table_insert (pools, self->key, self);
  G_UNLOCK (pools);
  return self;
}

SoupSession *
ferry_pool_get_soup (FerryPool *self)
{
  return self->soup;
}

FerryGate *
ferry_pool_get_gate (FerryPool *self)
{
  return self->gate;
}

gboolean
ferry_pool_is_local (FerryPool *self)
{
  return self->local;
}

void
ferry_pool_set_proxy (FerryPool *self, GProxyResolver *resolver)
{
  g_set_object (&self->proxy, resolver);
  renew (self);
}

GCancellable *
ferry_pool_get_epoch (FerryPool *self)
{
  return self->epoch;
}

void
ferry_pool_ask_to_wait (FerryPool *self, int seconds)
{
  gint64 until = ferry_clock_now (ferry_clock_get_default ()) + (gint64) seconds * G_USEC_PER_SEC;

  self->wait_until = MAX (self->wait_until, until);
}

guint
ferry_pool_get_wait (FerryPool *self)
{
  gint64 left = self->wait_until - ferry_clock_now (ferry_clock_get_default ());

  return left > 0 ? (guint) MIN ((left + 999) / 1000, G_MAXINT) : 0;
}
