/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-secret-clipboard.h"

#include <string.h>

typedef struct
{
  GdkClipboard *clipboard;
  GdkContentProvider *content;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_object_unref (copy->clipboard);
  g_object_unref (copy->content);
  g_free (copy);
}

static gboolean
on_time_is_up (gpointer data)
{
  Copy *copy = data;

  /* What somebody else put there is none of our business: compared by identity, nothing is read. */
  if (gdk_clipboard_get_content (copy->clipboard) == copy->content)
    gdk_clipboard_set_content (copy->clipboard, NULL);
  return G_SOURCE_REMOVE;
}

void
ferry_secret_clipboard_copy (GdkClipboard *clipboard, const char *secret, guint seconds)
{
  g_autoptr (GBytes) mark = g_bytes_new_static ("secret", strlen ("secret"));
  GdkContentProvider *providers[2];
  Copy *copy;

  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));
  g_return_if_fail (secret != NULL);

  providers[0] = gdk_content_provider_new_typed (G_TYPE_STRING, secret);
  providers[1] = gdk_content_provider_new_for_bytes ("x-kde-passwordManagerHint", mark);

  copy = g_new0 (Copy, 1);
  copy->clipboard = g_object_ref (clipboard);
  copy->content = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (clipboard, copy->content);
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, seconds, on_time_is_up, copy, copy_free);
}
