/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-sign-in-wait.h"

#include <glib/gi18n-lib.h>

struct _FerrySignInWait
{
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkLabel *text_label;
  GtkLabel *code_label;
  GtkLabel *until_label;
  GtkLabel *trouble_label;
  GtkButton *open_button;
  GtkButton *copy_link_button;
  GtkButton *copy_code_button;

  FerryAccess *access;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (FerrySignInWait, ferry_sign_in_wait, ADW_TYPE_BIN)

/* The link of the browser, or that of the page on which the code is typed. */
static const char *
link_of (FerrySignInWait *self)
{
  const char *uri;

  if (self->access == NULL)
    return "";
  uri = ferry_access_get_uri (self->access);
  return *uri != '\0' ? uri : ferry_access_get_verification_uri (self->access);
}

static void
set_until (FerrySignInWait *self)
{
  g_autoptr (GDateTime) until = NULL;
  g_autofree char *time = NULL, *text = NULL;
  gint64 expires_at = 0;

  if (self->access != NULL)
    g_object_get (self->access, "expires-at", &expires_at, NULL);
  if (expires_at > 0)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (expires_at / G_USEC_PER_SEC);

      until = g_date_time_to_local (utc);
      time = g_date_time_format (until, "%X");
      /* Translators: %s is a time of day */
      text = g_strdup_printf (_ ("The code is good until %s."), time);
    }
  gtk_label_set_label (self->until_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->until_label), text != NULL);
}

static void
update (FerrySignInWait *self)
{
  const char *code = self->access != NULL ? ferry_access_get_user_code (self->access) : "";
  gboolean browser = self->access != NULL && *ferry_access_get_uri (self->access) != '\0';
  gboolean typed = *code != '\0';
  g_autofree char *text = NULL;

  if (browser)
    {
      gtk_label_set_label (self->title_label, _ ("Waiting for the browser…"));
      text = g_strdup (_ ("Sign in there. Ferry goes on by itself as soon as that is done."));
    }
  else if (typed)
    {
      gtk_label_set_label (self->title_label, _ ("Enter this code"));
      /* Translators: %s is a web address */
      text = g_strdup_printf (_ ("Open %s on any device, enter the code and sign in."), link_of (self));
    }
  else if (self->access != NULL)
    gtk_label_set_label (self->title_label, _ ("Asking the sign-in service…"));

  gtk_label_set_label (self->text_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text_label), text != NULL);
  gtk_label_set_label (self->code_label, code);
  gtk_widget_set_visible (GTK_WIDGET (self->code_label), typed);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_code_button), typed);
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), browser || typed);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_link_button), browser || typed);
  gtk_button_set_label (self->open_button,
                        browser ? _ ("Open the _Browser Again") : _ ("Open in the _Browser"));
  set_until (self);
}

/* ---- The browser ---- */

static void
set_trouble (FerrySignInWait *self, const char *message)
{
  gtk_label_set_label (self->trouble_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_label), message != NULL);
}

static void
on_shown (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerrySignInWait) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (object), result, &error) || self->access == NULL
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Translators: %s is the reason */
  message = g_strdup_printf (_ ("No browser could be opened: %s Copy the link and open it yourself."),
                             error->message);
  set_trouble (self, message);
}

static void
open_link (FerrySignInWait *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  set_trouble (self, NULL);
  gtk_show_uri_full (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, link_of (self), GDK_CURRENT_TIME,
                     self->cancellable, on_shown, g_object_ref (self));
}

static void
on_copy_link (FerrySignInWait *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), link_of (self));
}

static void
on_copy_code (FerrySignInWait *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_label (self->code_label));
}

void
ferry_sign_in_wait_watch (FerrySignInWait *self, FerryAccess *access)
{
  g_return_if_fail (FERRY_IS_SIGN_IN_WAIT (self));

  if (self->access != NULL)
    g_signal_handlers_disconnect_by_data (self->access, self);
  g_set_object (&self->access, access);
  if (access != NULL)
    {
      g_signal_connect_object (access, "open-uri", G_CALLBACK (open_link), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (access, "notify::uri", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (access, "notify::user-code", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  set_trouble (self, NULL);
  update (self);
}

void
ferry_sign_in_wait_say (FerrySignInWait *self, const char *title)
{
  g_return_if_fail (FERRY_IS_SIGN_IN_WAIT (self));

  ferry_sign_in_wait_watch (self, NULL);
  gtk_label_set_label (self->title_label, title);
}

/* ---- The object ---- */

static void
ferry_sign_in_wait_dispose (GObject *object)
{
  FerrySignInWait *self = FERRY_SIGN_IN_WAIT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->access);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_SIGN_IN_WAIT);
  G_OBJECT_CLASS (ferry_sign_in_wait_parent_class)->dispose (object);
}

static void
ferry_sign_in_wait_finalize (GObject *object)
{
  g_object_unref (FERRY_SIGN_IN_WAIT (object)->cancellable);
  G_OBJECT_CLASS (ferry_sign_in_wait_parent_class)->finalize (object);
}

static void
ferry_sign_in_wait_class_init (FerrySignInWaitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_sign_in_wait_dispose;
  object_class->finalize = ferry_sign_in_wait_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-sign-in-wait.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, FerrySignInWait, name)
  CHILD (title_label);
  CHILD (text_label);
  CHILD (code_label);
  CHILD (until_label);
  CHILD (trouble_label);
  CHILD (open_button);
  CHILD (copy_link_button);
  CHILD (copy_code_button);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, open_link);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_link);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_code);
}

static void
ferry_sign_in_wait_init (FerrySignInWait *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}
