/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-attention.h"

#include "ferry-window.h"

static void
on_looked (FerryWorkspace *workspace, GParamSpec *pspec, FerryWindow *window)
{
  FerryEnvironment *shown = ferry_window_get_environment (window);

  if (!gtk_window_is_active (GTK_WINDOW (window)))
    return;
  if (shown != NULL)
    {
      ferry_environment_attend (shown, FALSE);
      return;
    }
  /* The overview shows them all. */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (workspace)); i++)
    {
      g_autoptr (FerryEnvironment) environment = g_list_model_get_item (G_LIST_MODEL (workspace), i);

      ferry_environment_attend (environment, TRUE);
    }
}

static void
on_window_added (FerryWorkspace *workspace, GtkWindow *window)
{
  if (!FERRY_IS_WINDOW (window))
    return;
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (on_looked), workspace, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::environment", G_CALLBACK (on_looked), workspace,
                           G_CONNECT_SWAPPED);
}

void
ferry_attention_begin (GtkApplication *application, FerryWorkspace *workspace)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));
  g_return_if_fail (FERRY_IS_WORKSPACE (workspace));

  g_signal_connect_object (application, "window-added", G_CALLBACK (on_window_added), workspace,
                           G_CONNECT_SWAPPED);
}
