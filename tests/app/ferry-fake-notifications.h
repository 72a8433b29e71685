/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** FerryFakeNotification: one that is on show */
typedef struct
{
  char *key; /* of the application, or the server's number as text */
  char *title;
  char *body;
  gboolean urgent;
  GVariant *action; /* of org.gtk.Notifications: the default action's name and target, `(sv)`; else NULL */
} FerryFakeNotification;

/**
 * FerryFakeNotifications:
 *
 * The desktop's notification service on the session bus: org.freedesktop.Notifications, or GNOME's
 * org.gtk.Notifications. Keeps what is on show.
 */
typedef struct
{
  GDBusConnection *connection;
  gboolean gtk;
  guint name;
  guint next;
  GPtrArray *shown; /* of FerryFakeNotification, oldest first */
  guint n_sent;
  guint n_closed;
} FerryFakeNotifications;

/** ferry_fake_notifications_new: on a connection of its own; returns once it has the name */
FerryFakeNotifications *ferry_fake_notifications_new (gboolean gtk);
void ferry_fake_notifications_free (FerryFakeNotifications *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryFakeNotifications, ferry_fake_notifications_free)

/** ferry_fake_notifications_find: Returns: (nullable): the one with @title */
FerryFakeNotification *ferry_fake_notifications_find (FerryFakeNotifications *self, const char *title);

/** ferry_fake_notifications_click: as its user would: on the notification itself */
void ferry_fake_notifications_click (FerryFakeNotifications *self, FerryFakeNotification *notification);

G_END_DECLS
