/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-fake-notifications.h"

#include "ferry-fixture-await.h"

static const char freedesktop_xml[]
  = "<node><interface name='org.freedesktop.Notifications'>"
    "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
    "<method name='GetServerInformation'><arg type='s' direction='out'/><arg type='s' direction='out'/>"
    "<arg type='s' direction='out'/><arg type='s' direction='out'/></method>"
    "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' "
    "direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
    "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
    "</interface></node>";

static const char gtk_xml[]
  = "<node><interface name='org.gtk.Notifications'>"
    "<method name='AddNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='a{sv}' direction='in'/></method>"
    "<method name='RemoveNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/></method>"
    "</interface></node>";

static void
notification_free (FerryFakeNotification *self)
{
  g_free (self->key);
  g_free (self->title);
  g_free (self->body);
  g_clear_pointer (&self->action, g_variant_unref);
  g_free (self);
}

static void
remove_shown (FerryFakeNotifications *self, const char *key)
{
  for (guint i = 0; i < self->shown->len; i++)
    if (g_str_equal (((FerryFakeNotification *) g_ptr_array_index (self->shown, i))->key, key))
      {
        g_ptr_array_remove_index (self->shown, i);
        return;
      }
}

static FerryFakeNotification *
add_shown (FerryFakeNotifications *self,
           const char *key,
           const char *title,
           const char *body,
           gboolean urgent)
{
  FerryFakeNotification *notification = g_new0 (FerryFakeNotification, 1);

  remove_shown (self, key);
  notification->key = g_strdup (key);
  notification->title = g_strdup (title);
  notification->body = g_strdup (body);
  notification->urgent = urgent;
  g_ptr_array_add (self->shown, notification);
  self->n_sent++;
  return notification;
}

static guint
notify (FerryFakeNotifications *self, GVariant *parameters)
{
  const char *title, *body;
  guint replaces;
  g_autoptr (GVariant) hints = NULL;
  guint8 urgency = 1;
  g_autofree char *key = NULL;

  g_variant_get (parameters, "(&su&s&s&s@as@a{sv}i)", NULL, &replaces, NULL, &title, &body, NULL, &hints,
                 NULL);
  g_variant_lookup (hints, "urgency", "y", &urgency);
  if (replaces == 0)
    replaces = ++self->next;
  key = g_strdup_printf ("%u", replaces);
  add_shown (self, key, title, body, urgency > 1);
  return replaces;
}

static void
add_notification (FerryFakeNotifications *self, GVariant *parameters)
{
  const char *id;
  g_autoptr (GVariant) values = NULL;
  const char *title = "";
  const char *body = "";
  const char *priority = "normal";
  const char *action = NULL;
  g_autoptr (GVariant) target = NULL;
  FerryFakeNotification *notification;

  g_variant_get (parameters, "(&s&s@a{sv})", NULL, &id, &values);
  g_variant_lookup (values, "title", "&s", &title);
  g_variant_lookup (values, "body", "&s", &body);
  g_variant_lookup (values, "priority", "&s", &priority);
  notification = add_shown (self, id, title, body, g_str_equal (priority, "high"));
  if (g_variant_lookup (values, "default-action", "&s", &action))
    {
      target = g_variant_lookup_value (values, "default-action-target", NULL);
      notification->action = g_variant_ref_sink (
        g_variant_new ("(sv)", action, target != NULL ? target : g_variant_new_boolean (FALSE)));
    }
}

static void
on_call (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  FerryFakeNotifications *self = user_data;
  static const char *const capabilities[] = { "actions", "body", NULL };
  GVariant *answer = NULL;

  if (g_str_equal (method, "Notify"))
    answer = g_variant_new ("(u)", notify (self, parameters));
  else if (g_str_equal (method, "AddNotification"))
    add_notification (self, parameters);
  else if (g_str_equal (method, "CloseNotification"))
    {
      guint number;
      g_autofree char *key = NULL;

      g_variant_get (parameters, "(u)", &number);
      key = g_strdup_printf ("%u", number);
      self->n_closed++;
      remove_shown (self, key);
    }
  else if (g_str_equal (method, "RemoveNotification"))
    {
      const char *id;

      g_variant_get (parameters, "(&s&s)", NULL, &id);
      self->n_closed++;
      remove_shown (self, id);
    }
  else if (g_str_equal (method, "GetCapabilities"))
    answer = g_variant_new ("(^as)", capabilities);
  else
    answer = g_variant_new ("(ssss)", "fake", "Ferry", "1", "1.2");
  g_dbus_method_invocation_return_value (invocation, answer);
}

static void
on_name_acquired (GDBusConnection *connection, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

FerryFakeNotifications *
ferry_fake_notifications_new (gboolean gtk)
{
  static const GDBusInterfaceVTable vtable = { on_call, NULL, NULL, { 0 } };
  FerryFakeNotifications *self = g_new0 (FerryFakeNotifications, 1);
  g_autofree char *address = NULL;
  g_autoptr (GDBusNodeInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  gboolean acquired = FALSE;

  self->gtk = gtk;
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) notification_free);
  address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  self->connection = g_dbus_connection_new_for_address_sync (
    address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);
  g_assert_no_error (error);
  info = g_dbus_node_info_new_for_xml (gtk ? gtk_xml : freedesktop_xml, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (self->connection,
                                     gtk ? "/org/gtk/Notifications" : "/org/freedesktop/Notifications",
                                     info->interfaces[0], &vtable, self, NULL, &error);
  g_assert_no_error (error);
  self->name = g_bus_own_name_on_connection (
    self->connection, gtk ? "org.gtk.Notifications" : "org.freedesktop.Notifications",
    G_BUS_NAME_OWNER_FLAGS_NONE, on_name_acquired, NULL, &acquired, NULL);
  ferry_fixture_wait_until (acquired);
  return self;
}

void
ferry_fake_notifications_free (FerryFakeNotifications *self)
{
  g_bus_unown_name (self->name);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_ptr_array_unref (self->shown);
  g_free (self);
}

FerryFakeNotification *
ferry_fake_notifications_find (FerryFakeNotifications *self, const char *title)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      FerryFakeNotification *notification = g_ptr_array_index (self->shown, i);

      if (g_str_equal (notification->title, title))
        return notification;
    }
  return NULL;
}

void
ferry_fake_notifications_click (FerryFakeNotifications *self, FerryFakeNotification *notification)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = g_strdup (notification->key);

  if (!self->gtk)
    {
      g_dbus_connection_emit_signal (
        self->connection, NULL, "/org/freedesktop/Notifications", "org.freedesktop.Notifications",
        "ActionInvoked",
        g_variant_new ("(us)", (guint) g_ascii_strtoull (notification->key, NULL, 10), "default"), &error);
      g_assert_no_error (error);
    }
  else
    {
      /* GNOME asks the application by its name on the bus, which one that is tested doesn't own. */
      const char *action;
      g_autoptr (GVariant) target = NULL;

      g_assert_nonnull (notification->action);
      g_variant_get (notification->action, "(&sv)", &action, &target);
      g_assert_true (g_str_has_prefix (action, "app."));
      g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), action + 4,
                                      g_variant_is_of_type (target, G_VARIANT_TYPE_BOOLEAN) ? NULL : target);
    }
  /* One that was clicked on goes by itself. */
  remove_shown (self, key);
}
