/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-file-choice.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *format;
  FerryFileChosen chosen;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->format);
  g_free (choice);
}

static void
on_response (gpointer owner, int response, GtkNativeDialog *dialog)
{
  const Choice *choice = g_object_get_data (G_OBJECT (dialog), "choice");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      choice->chosen (owner, file, choice->format);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static GtkFileChooser *
ask (gpointer owner,
     GtkFileChooserAction action,
     const char *title,
     const char *accept_label,
     const char *format,
     FerryFileChosen chosen)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (owner));
  GtkFileChooserNative *chooser
    = gtk_file_chooser_native_new (title, window, action, accept_label, _ ("_Cancel"));
  Choice *choice = g_new0 (Choice, 1);

  choice->format = g_strdup (format);
  choice->chosen = chosen;
  g_object_set_data_full (G_OBJECT (chooser), "choice", choice, choice_free);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_response), owner, G_CONNECT_SWAPPED);
  return GTK_FILE_CHOOSER (chooser);
}

void
ferry_file_choice_save (gpointer owner,
                        const char *title,
                        const char *name,
                        const char *format,
                        FerryFileChosen chosen)
{
  GtkFileChooser *chooser = ask (owner, GTK_FILE_CHOOSER_ACTION_SAVE, title, _ ("_Export"), format, chosen);

  gtk_file_chooser_set_current_name (chooser, name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
ferry_file_choice_open_folder (gpointer owner, const char *title, FerryFileChosen chosen)
{
  GtkFileChooser *chooser
    = ask (owner, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, title, _ ("_Import"), NULL, chosen);

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
ferry_file_choice_open (gpointer owner, const char *title, GtkFileFilter *filter, FerryFileChosen chosen)
{
  GtkFileChooser *chooser = ask (owner, GTK_FILE_CHOOSER_ACTION_OPEN, title, _ ("_Import"), NULL, chosen);

  gtk_file_chooser_add_filter (chooser, filter);
  g_object_unref (filter);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
