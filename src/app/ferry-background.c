/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-background.h"

#include <glib/gi18n-lib.h>

#include "ferry-settings.h"

/* That nothing goes on any more is seen before it is known what became of it, which is still to be told. */
#define GRACE_MS (60 * 1000)
/* So long after that, a click on a notification is still answered by this process. */
#define AFTERWARDS_MS (10 * 60 * 1000)

struct _FerryBackground
{
  GObject parent_instance;

  GApplication *application; /* holds the object */
  FerryWorkspace *workspace;
  gboolean held;
  gboolean awaited;
  gboolean asked;
};

G_DEFINE_FINAL_TYPE (FerryBackground, ferry_background, G_TYPE_OBJECT)

/* ---- The desktop's consent ---- */

static void
on_asked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) handle = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  /* Without the portal there is nobody who would end the application either. */
  if (handle == NULL)
    g_debug ("The desktop can't be asked to go on in the background: %s", error->message);
}

static gboolean
is_sandboxed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

static void
ask_desktop (FerryBackground *self)
{
  GDBusConnection *connection = g_application_get_dbus_connection (self->application);
  GVariantBuilder options;

  if (self->asked || connection == NULL || !is_sandboxed ())
    return;
  self->asked = TRUE;
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "reason",
                         g_variant_new_string (_ ("A run goes on, and Ferry tells when it has ended.")));
  g_dbus_connection_call (connection, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
                          "org.freedesktop.portal.Background", "RequestBackground",
                          g_variant_new ("(sa{sv})", "", &options), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_asked, NULL);
}

/* ---- Holding on ---- */

/* Without windows, the application ends so long after it was released; with one, as soon as that is closed. */
static void
set_timeout (FerryBackground *self)
{
  guint timeout = self->awaited ? AFTERWARDS_MS : GRACE_MS;

  if (gtk_application_get_windows (GTK_APPLICATION (self->application)) != NULL)
    timeout = 0;
  g_application_set_inactivity_timeout (self->application, timeout);
}

static void
update (FerryBackground *self)
{
  gboolean hold
    = ferry_workspace_is_running (self->workspace) && ferry_settings_get_boolean ("run-in-background", TRUE);

  if (hold == self->held)
    return;
  self->held = hold;
  if (hold)
    {
      ask_desktop (self);
      g_application_hold (self->application);
    }
  else
    {
      set_timeout (self);
      g_application_release (self->application);
    }
}

static void
on_setting_changed (FerryBackground *self)
{
  update (self);
}

static void
on_window_added (FerryBackground *self)
{
  g_application_set_inactivity_timeout (self->application, 0);
}

void
ferry_background_set_awaited (FerryBackground *self, gboolean awaited)
{
  g_return_if_fail (FERRY_IS_BACKGROUND (self));

  if (self->awaited == awaited)
    return;
  self->awaited = awaited;
  if (self->held || gtk_application_get_windows (GTK_APPLICATION (self->application)) != NULL)
    return;
  /* The time begins anew. */
  set_timeout (self);
  g_application_hold (self->application);
  g_application_release (self->application);
}

static void
ferry_background_dispose (GObject *object)
{
  FerryBackground *self = FERRY_BACKGROUND (object);

  if (self->held)
    {
      self->held = FALSE;
      g_application_release (self->application);
    }
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (ferry_background_parent_class)->dispose (object);
}

static void
ferry_background_class_init (FerryBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_background_dispose;
}

static void
ferry_background_init (FerryBackground *self)
{
}

FerryBackground *
ferry_background_new (GtkApplication *application, FerryWorkspace *workspace)
{
  FerryBackground *self = g_object_new (FERRY_TYPE_BACKGROUND, NULL);

  self->application = G_APPLICATION (application);
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::running", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (application, "window-added", G_CALLBACK (on_window_added), self,
                           G_CONNECT_SWAPPED);
  if (ferry_settings_get () != NULL)
    g_signal_connect_object (ferry_settings_get (), "changed::run-in-background",
                             G_CALLBACK (on_setting_changed), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}
