/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-help-picture.h"

#include <string.h>

#include "ferry-accessible.h"
#include "ferry-guide.h"

/* Where PNG has its size: behind the signature and the first chunk's head. */
#define PNG_WIDTH_AT 16
#define PNG_HEAD     24

struct _FerryHelpPicture
{
  GtkWidget parent_instance;

  GtkPicture *picture;
  char *file;
  GCancellable *cancellable; /* of the reading; NULL: none is under way */
};

G_DEFINE_FINAL_TYPE (FerryHelpPicture, ferry_help_picture, GTK_TYPE_WIDGET)

static guint32
read_number (const guint8 *bytes)
{
  guint32 number;

  memcpy (&number, bytes, sizeof number);
  return GUINT32_FROM_BE (number);
}

/* Decoding takes longer than a frame. */
static void
decode (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (task_data, &error);

  if (texture == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, texture, g_object_unref);
}

static void
on_decoded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  FerryHelpPicture *self = FERRY_HELP_PICTURE (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (texture == NULL)
    g_warning ("%s of the guide can't be shown: %s", self->file, error->message);
  else
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
}

static GBytes *
look_up (const char *file)
{
  g_autofree char *path = ferry_guide_dup_resource (file);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static GBytes *
look_up_for_style (FerryHelpPicture *self)
{
  g_autofree char *dark = NULL;
  GBytes *bytes;

  if (!adw_style_manager_get_dark (adw_style_manager_get_default ()))
    return look_up (self->file);
  dark = g_strdup_printf ("%.*s-dark.png", (int) (strlen (self->file) - strlen (".png")), self->file);
  bytes = look_up (dark);
  return bytes != NULL ? bytes : look_up (self->file);
}

static void
load (FerryHelpPicture *self)
{
  g_autoptr (GBytes) bytes = look_up_for_style (self);
  g_autoptr (GTask) task = NULL;
  const guint8 *data;
  gsize size;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (bytes == NULL)
    {
      g_warning ("%s of the guide is missing", self->file);
      return;
    }
  data = g_bytes_get_data (bytes, &size);
  if (gtk_picture_get_paintable (self->picture) == NULL && size >= PNG_HEAD)
    {
      g_autoptr (GdkPaintable) room = gdk_paintable_new_empty ((int) read_number (data + PNG_WIDTH_AT),
                                                               (int) read_number (data + PNG_WIDTH_AT + 4));

      gtk_picture_set_paintable (self->picture, room);
    }
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_decoded, NULL);
  g_task_set_source_tag (task, load);
  g_task_set_task_data (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, decode);
}

gboolean
ferry_help_picture_is_ready (FerryHelpPicture *self)
{
  g_return_val_if_fail (FERRY_IS_HELP_PICTURE (self), FALSE);
  return self->cancellable == NULL && GDK_IS_TEXTURE (gtk_picture_get_paintable (self->picture));
}

GtkWidget *
ferry_help_picture_new (const char *file, const char *shows)
{
  FerryHelpPicture *self = g_object_new (FERRY_TYPE_HELP_PICTURE, NULL);

  self->file = g_strdup (file);
  gtk_picture_set_alternative_text (self->picture, shows);
  /* GTK 4.8 tells that as a description only. */
  ferry_accessible_set_label (self->picture, shows);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (load), self,
                           G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}

static void
ferry_help_picture_dispose (GObject *object)
{
  FerryHelpPicture *self = FERRY_HELP_PICTURE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_help_picture_parent_class)->dispose (object);
}

static void
ferry_help_picture_finalize (GObject *object)
{
  g_free (FERRY_HELP_PICTURE (object)->file);
  G_OBJECT_CLASS (ferry_help_picture_parent_class)->finalize (object);
}

static void
ferry_help_picture_class_init (FerryHelpPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_help_picture_dispose;
  G_OBJECT_CLASS (klass)->finalize = ferry_help_picture_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_help_picture_init (FerryHelpPicture *self)
{
  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_content_fit (self->picture, GTK_CONTENT_FIT_SCALE_DOWN);
  gtk_widget_set_parent (GTK_WIDGET (self->picture), GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self->picture), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self->picture), "ferry-help-picture");
}
