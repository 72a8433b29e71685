/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-surroundings.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define LOGIND_NAME      "org.freedesktop.login1"
#define LOGIND_PATH      "/org/freedesktop/login1"
#define LOGIND_INTERFACE "org.freedesktop.login1.Manager"

/* Several signs of one suspend come together. */
#define SAME_RESUME (5 * G_USEC_PER_SEC)
#define SLEPT_BOOT  (2 * G_USEC_PER_SEC)
#define SLEPT_WALL  (30 * G_USEC_PER_SEC)

typedef struct
{
  gint64 monotonic;
  gint64 boot;
  gint64 wall;
} Clocks;

struct _FerrySurroundings
{
  GObject parent_instance;

  gboolean network;
  gint64 resumed; /* monotonic µs, 0: never */
  Clocks clocks;
  int timer; /* -1: none */
  GNetworkMonitor *monitor;
  GDBusConnection *bus;
  guint subscription;
};

G_DEFINE_FINAL_TYPE (FerrySurroundings, ferry_surroundings, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NETWORK,
  N_PROPS
};

enum
{
  RESUMED,
  NETWORK_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
ferry_surroundings_dispose (GObject *object)
{
  FerrySurroundings *self = FERRY_SURROUNDINGS (object);

  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (ferry_surroundings_parent_class)->dispose (object);
}

static void
ferry_surroundings_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerrySurroundings *self = FERRY_SURROUNDINGS (object);

  switch (id)
    {
    case PROP_NETWORK:
      g_value_set_boolean (value, self->network);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_surroundings_class_init (FerrySurroundingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = ferry_surroundings_dispose;
  object_class->get_property = ferry_surroundings_get_property;

  properties[PROP_NETWORK] = g_param_spec_boolean (
    "network", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[RESUMED] = g_signal_new ("resumed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NETWORK_CHANGED]
    = g_signal_new ("network-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_surroundings_init (FerrySurroundings *self)
{
  self->network = TRUE;
  self->timer = -1;
}

FerrySurroundings *
ferry_surroundings_new (void)
{
  return g_object_new (FERRY_TYPE_SURROUNDINGS, NULL);
}

gboolean
ferry_surroundings_get_network (FerrySurroundings *self)
{
  g_return_val_if_fail (FERRY_IS_SURROUNDINGS (self), TRUE);

  return self->network;
}

void
ferry_surroundings_note_resume (FerrySurroundings *self)
{
  gint64 now = g_get_monotonic_time ();

  g_return_if_fail (FERRY_IS_SURROUNDINGS (self));

  if (self->resumed != 0 && now - self->resumed < SAME_RESUME)
    return;
  self->resumed = now;
  g_debug ("back from a suspend");
  g_signal_emit (self, signals[RESUMED], 0);
}

void
ferry_surroundings_note_network (FerrySurroundings *self, gboolean available)
{
  g_return_if_fail (FERRY_IS_SURROUNDINGS (self));

  available = available != FALSE;
  if (available != self->network)
    {
      self->network = available;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NETWORK]);
    }
  g_signal_emit (self, signals[NETWORK_CHANGED], 0);
}

/* ---- The network ---- */

static void
on_network_changed (GNetworkMonitor *monitor, gboolean available, FerrySurroundings *self)
{
  ferry_surroundings_note_network (self, available);
}

void
ferry_surroundings_watch_network (FerrySurroundings *self, GNetworkMonitor *monitor)
{
  g_return_if_fail (FERRY_IS_SURROUNDINGS (self));
  g_return_if_fail (G_IS_NETWORK_MONITOR (monitor));

  if (!g_set_object (&self->monitor, monitor))
    return;
  g_signal_connect (monitor, "network-changed", G_CALLBACK (on_network_changed), self);
  if (!g_network_monitor_get_network_available (monitor))
    ferry_surroundings_note_network (self, FALSE);
}

/* It may ask other processes what there is, and wait for them. */
static void
find_monitor (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, g_object_ref (g_network_monitor_get_default ()), g_object_unref);
}

static void
on_monitor_found (GObject *object, GAsyncResult *result, gpointer unused)
{
  g_autoptr (GNetworkMonitor) monitor = g_task_propagate_pointer (G_TASK (result), NULL);

  if (monitor != NULL)
    ferry_surroundings_watch_network (FERRY_SURROUNDINGS (object), monitor);
}

/* ---- logind ---- */

static void
on_prepare_for_sleep (GDBusConnection *bus,
                      const char *sender,
                      const char *path,
                      const char *interface,
                      const char *signal,
                      GVariant *parameters,
                      gpointer user_data)
{
  gboolean begins;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &begins);
  if (!begins)
    ferry_surroundings_note_resume (FERRY_SURROUNDINGS (user_data));
}

void
ferry_surroundings_watch_logind (FerrySurroundings *self, GDBusConnection *bus)
{
  g_return_if_fail (FERRY_IS_SURROUNDINGS (self));
  g_return_if_fail (G_IS_DBUS_CONNECTION (bus));

  if (self->bus != NULL)
    return;
  self->bus = g_object_ref (bus);
  self->subscription
    = g_dbus_connection_signal_subscribe (bus, LOGIND_NAME, LOGIND_INTERFACE, "PrepareForSleep", LOGIND_PATH,
                                          NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_prepare_for_sleep, self, NULL);
}

static void
on_bus_found (GObject *unused, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerrySurroundings) self = user_data;
  /* Without one there are still the clocks. */
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus != NULL)
    ferry_surroundings_watch_logind (self, bus);
}

/* ---- The clocks ---- */

gboolean
ferry_surroundings_judge_clocks (gint64 monotonic, gint64 boot, gint64 wall)
{
  return boot - monotonic >= SLEPT_BOOT || wall - monotonic >= SLEPT_WALL;
}

static gint64
read_clock (clockid_t id)
{
  struct timespec time = { 0 };

  clock_gettime (id, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static Clocks
read_clocks (void)
{
  return (Clocks){
    .monotonic = read_clock (CLOCK_MONOTONIC),
    .boot = read_clock (CLOCK_BOOTTIME),
    .wall = read_clock (CLOCK_REALTIME),
  };
}

/* A timer that never rings, but is disturbed where the clock on the wall is set, which a suspend does too: nothing
 * has to wake up now and then for this. */
static gboolean
arm_timer (FerrySurroundings *self)
{
  struct itimerspec never = { .it_value = { .tv_sec = G_GINT64_CONSTANT (9000000000) } };

  self->clocks = read_clocks ();
  return timerfd_settime (self->timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, NULL) == 0;
}

static gboolean
on_clock_set (int fd, GIOCondition condition, gpointer user_data)
{
  FerrySurroundings *self = user_data;
  Clocks before = self->clocks;
  guint64 unused;
  Clocks now;

  if (read (fd, &unused, sizeof unused) < 0 && errno != ECANCELED)
    return errno == EAGAIN || errno == EINTR ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
  now = read_clocks ();
  if (!arm_timer (self))
    return G_SOURCE_REMOVE;
  if (ferry_surroundings_judge_clocks (now.monotonic - before.monotonic, now.boot - before.boot,
                                       now.wall - before.wall))
    ferry_surroundings_note_resume (self);
  return G_SOURCE_CONTINUE;
}

static void
watch_clocks (FerrySurroundings *self)
{
  self->timer = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (self->timer >= 0 && arm_timer (self))
    g_unix_fd_add (self->timer, G_IO_IN, on_clock_set, self);
}

FerrySurroundings *
ferry_surroundings_get_default (void)
{
  static FerrySurroundings *surroundings = NULL;

  if (surroundings == NULL)
    {
      g_autoptr (GTask) task = NULL;

      surroundings = ferry_surroundings_new ();
      watch_clocks (surroundings);
      task = g_task_new (surroundings, NULL, on_monitor_found, NULL);
      g_task_set_source_tag (task, ferry_surroundings_get_default);
      g_task_run_in_thread (task, find_monitor);
      g_bus_get (G_BUS_TYPE_SYSTEM, NULL, on_bus_found, g_object_ref (surroundings));
    }
  return surroundings;
}
