/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-windows.h"

FerryWindow *
ferry_windows_find (GtkApplication *application, FerryWindowTest test, gconstpointer user_data)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (FERRY_IS_WINDOW (l->data) && test (l->data, user_data))
      return l->data;
  return NULL;
}

static gboolean
is_any (FerryWindow *window, gconstpointer unused)
{
  return TRUE;
}

static gboolean
is_other (FerryWindow *window, gconstpointer except)
{
  return (gconstpointer) window != except;
}

static gboolean
shows (FerryWindow *window, gconstpointer environment)
{
  return (gconstpointer) ferry_window_get_environment (window) == environment;
}

FerryWindow *
ferry_windows_get_last_used (GtkApplication *application)
{
  return ferry_windows_find (application, is_any, NULL);
}

FerryWindow *
ferry_windows_get_other (FerryWindow *window)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));

  return application != NULL ? ferry_windows_find (application, is_other, window) : NULL;
}

FerryWindow *
ferry_windows_find_showing (GtkApplication *application, FerryEnvironment *environment)
{
  return ferry_windows_find (application, shows, environment);
}
