/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-error-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-error-details.h"

void
ferry_error_dialog_present (GtkWindow *parent, const char *heading, const GError *error)
{
  AdwMessageDialog *dialog;
  GtkWidget *details;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (heading != NULL);
  g_return_if_fail (error != NULL);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, error->message));
  details = ferry_error_details_new ();
  ferry_error_details_set_error (FERRY_ERROR_DETAILS (details), error);
  adw_message_dialog_set_extra_child (dialog, details);

  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_message_dialog_set_default_response (dialog, "close");
  adw_message_dialog_set_close_response (dialog, "close");
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct
{
  GWeakRef parent;
  char *heading;
  GError *error;
} Failure;

static void
failure_free (gpointer data, GClosure *closure)
{
  Failure *failure = data;

  g_weak_ref_clear (&failure->parent);
  g_free (failure->heading);
  g_error_free (failure->error);
  g_free (failure);
}

static void
on_details_clicked (AdwToast *toast, gpointer data)
{
  Failure *failure = data;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&failure->parent);

  ferry_error_dialog_present (parent, failure->heading, failure->error);
}

AdwToast *
ferry_error_toast_new (GtkWindow *parent, const char *heading, const GError *error)
{
  g_autofree char *title = NULL;
  Failure *failure;
  AdwToast *toast;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (heading != NULL, NULL);
  g_return_val_if_fail (error != NULL, NULL);

  failure = g_new0 (Failure, 1);
  g_weak_ref_init (&failure->parent, parent);
  failure->heading = g_strdup (heading);
  failure->error = g_error_copy (error);

  /* A toast's title is markup. */
  /* Translators: what failed, and why */
  title = g_markup_printf_escaped (_ ("%s: %s"), heading, error->message);
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _ ("_Details"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_details_clicked), failure, failure_free, 0);
  return toast;
}
