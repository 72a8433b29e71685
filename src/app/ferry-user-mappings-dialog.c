/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-user-mappings-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-adaptive-bin.h"
#include "ferry-commands.h"
#include "ferry-error-bar.h"
#include "ferry-error-dialog.h"
#include "ferry-error.h"
#include "ferry-file-choice.h"
#include "ferry-format.h"
#include "ferry-toast-overlay.h"
#include "ferry-user-mappings-confirmation.h"
#include "ferry-user-pair-list.h"
#include "ferry-user-transfer.h"

typedef enum
{
  WORK_NONE,
  WORK_READING,
  WORK_SAVING,
  WORK_APPLYING,
} Work;

struct _FerryUserMappingsDialog
{
  AdwWindow parent_instance;

  FerryToastOverlay *toasts;
  FerryAdaptiveBin *bin;
  AdwWindowTitle *title;
  GtkMenuButton *menu_button;
  FerryErrorBar *refusal_bar;
  FerryErrorBar *error_bar;
  FerryUserPairList *list;
  GtkBox *tools;
  GtkBox *foot;
  GtkLabel *applied_label;
  GtkSpinner *spinner;
  GtkLabel *status_label;
  GtkWidget *cancel_button;
  GtkWidget *save_button;
  GtkWidget *apply_button;

  FerryEnvironment *environment;
  FerryUserPairing *pairing;
  GSimpleActionGroup *actions;
  GCancellable *cancellable; /* of the window's life */
  GCancellable *work_cancellable;
  GQueue undo; /* of the choices that were made before, the last one first */
  Work work;
  gboolean close_when_saved;
  gboolean looking; /* before it asks */
};

G_DEFINE_FINAL_TYPE (FerryUserMappingsDialog, ferry_user_mappings_dialog, ADW_TYPE_WINDOW)

static void read_users (FerryUserMappingsDialog *self);

/* ---- What is shown ---- */

static char *
dup_status (FerryUserMappingsDialog *self)
{
  guint n_unmapped = ferry_user_pairing_get_n_unmapped (self->pairing);
  guint n_changed = ferry_user_pairing_get_n_changed (self->pairing);
  g_autofree char *number = NULL;
  g_autofree char *total = NULL;
  guint n_saved, n_to_save;

  g_object_get (self->pairing, "n-saved", &n_saved, "n-to-save", &n_to_save, NULL);
  if (self->work == WORK_READING)
    return g_strdup (_ ("Reading the users…"));
  if (self->work != WORK_NONE && n_to_save > 0)
    {
      number = ferry_format_count (n_saved);
      total = ferry_format_count (n_to_save);
      /* Translators: how many choices are saved so far, of how many */
      return g_strdup_printf (_ ("Saving: %s of %s"), number, total);
    }
  if (self->work == WORK_APPLYING)
    return g_strdup (_ ("Renaming the cloud users…"));
  if (ferry_user_pairing_get_n_pairs (self->pairing) == 0)
    return g_strdup ("");
  number = ferry_format_count (n_changed > 0 ? n_changed : n_unmapped);
  if (n_changed > 0)
    return g_strdup_printf (ngettext ("%s choice isn’t saved yet", "%s choices aren’t saved yet", n_changed),
                            number);
  if (n_unmapped > 0)
    return g_strdup_printf (ngettext ("%s user has no cloud user", "%s users have no cloud user", n_unmapped),
                            number);
  return g_strdup (_ ("Every user has a cloud user"));
}

static void
update_applied (FerryUserMappingsDialog *self)
{
  gint64 time = ferry_environment_get_state (self->environment)->user_mapping_completed_at;
  g_autofree char *when = ferry_format_time (time);
  g_autofree char *text = g_strdup_printf (_ ("Applied on %s"), when);

  gtk_label_set_label (self->applied_label, time != 0 ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->applied_label), time != 0);
}

static void
update (FerryUserMappingsDialog *self)
{
  gboolean idle = self->work == WORK_NONE;
  guint n_pairs = ferry_user_pairing_get_n_pairs (self->pairing);
  guint n_unmapped = ferry_user_pairing_get_n_unmapped (self->pairing);
  gboolean changed = ferry_user_pairing_get_n_changed (self->pairing) > 0;
  g_autofree char *reason = NULL;
  g_autofree char *status = dup_status (self);
  gboolean allowed = ferry_environment_check_action (self->environment, FERRY_ACTION_USER_MAPPINGS, &reason);

  if (allowed)
    ferry_error_bar_clear (self->refusal_bar);
  else
    ferry_error_bar_warn (self->refusal_bar, _ ("User Mappings Can’t Be Saved or Applied Now"), reason);

  gtk_label_set_label (self->status_label, status);
  gtk_spinner_set_spinning (self->spinner, !idle);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), !idle);
  gtk_widget_set_visible (self->cancel_button, self->work == WORK_SAVING || self->work == WORK_APPLYING);
  gtk_widget_set_visible (self->save_button, !gtk_widget_get_visible (self->cancel_button));
  gtk_widget_set_visible (self->apply_button, !gtk_widget_get_visible (self->cancel_button));
  ferry_accessible_set_sensitive (GTK_WIDGET (self->list),
                                  self->work != WORK_SAVING && self->work != WORK_APPLYING);
  ferry_commands_set_enabled (self->actions, "read", idle);
  ferry_commands_set_enabled (self->actions, "import", idle && n_pairs > 0);
  ferry_commands_set_enabled (self->actions, "export", n_pairs > 0);
  ferry_commands_set_enabled (self->actions, "use-suggestions", idle && n_unmapped > 0);
  ferry_commands_set_enabled (self->actions, "clear", idle && (n_unmapped < n_pairs || changed));
  ferry_commands_set_enabled (self->actions, "undo", idle && self->undo.length > 0);
  ferry_commands_set_enabled (self->actions, "save", idle && allowed && changed);
  ferry_commands_set_enabled (self->actions, "apply", idle && allowed && n_unmapped < n_pairs);
  update_applied (self);
}

static void
set_work (FerryUserMappingsDialog *self, Work work)
{
  self->work = work;
  ferry_user_pair_list_set_reading (self->list, work == WORK_READING);
  update (self);
}

static void
on_narrow_changed (FerryUserMappingsDialog *self)
{
  gboolean narrow = ferry_adaptive_bin_get_narrow (self->bin);

  g_object_set (self->list, "narrow", narrow, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->tools),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->foot),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_label_set_xalign (self->applied_label, narrow ? 0 : 1);
}

/* ---- Choosing, and going back ---- */

static void
remember (FerryUserMappingsDialog *self)
{
  g_queue_push_head (&self->undo, ferry_user_pairing_dup_choices (self->pairing));
}

/* What was chosen before the lists were read or saved is no longer worth going back to. */
static void
forget (FerryUserMappingsDialog *self)
{
  g_queue_clear_full (&self->undo, (GDestroyNotify) g_hash_table_unref);
}

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryUserMappingsDialog *self = data;
  g_autoptr (GHashTable) choices = g_queue_pop_head (&self->undo);

  ferry_user_pairing_set_choices (self->pairing, choices);
  ferry_user_pair_list_filter_again (self->list);
}

static void
tell (FerryUserMappingsDialog *self, const char *text)
{
  g_autofree char *title = g_markup_escape_text (text, -1);

  ferry_toast_overlay_add_toast (self->toasts, adw_toast_new (title));
}

static void
on_chosen (FerryUserMappingsDialog *self, FerryUserPair *pair, FerryCloudUser *user)
{
  FerryUserPair *loser;
  g_autofree char *text = NULL;

  remember (self);
  loser = ferry_user_pairing_choose (self->pairing, pair, user);
  if (loser == NULL)
    return;
  /* Translators: the cloud user that was chosen, and the on-premises user whose it was until now */
  text = g_strdup_printf (_ ("“%s” taken from “%s”"), ferry_cloud_user_get_user_name (user),
                          ferry_user_pair_get_name (loser));
  tell (self, text);
}

static void
on_use_suggestions (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryUserMappingsDialog *self = data;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  guint n;

  remember (self);
  n = ferry_user_pairing_use_suggestions (self->pairing);
  number = ferry_format_count (n);
  text = n > 0 ? g_strdup_printf (ngettext ("%s suggestion used", "%s suggestions used", n), number)
               : g_strdup (_ ("No suggestion for those who are left"));
  tell (self, text);
  ferry_user_pair_list_filter_again (self->list);
}

static void
on_clear (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryUserMappingsDialog *self = data;

  remember (self);
  ferry_user_pairing_clear (self->pairing);
  ferry_user_pair_list_filter_again (self->list);
}

/* ---- Files ---- */

static void
on_imported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryUserMappingsDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) choices = ferry_user_transfer_import_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (error != NULL)
    {
      ferry_error_bar_show (self->error_bar, _ ("The File Wasn’t Imported, and Nothing Was Changed"), error);
      return;
    }
  if (choices == NULL)
    return;
  if (g_hash_table_size (choices) == 0)
    {
      tell (self, _ ("The file says what is chosen already"));
      return;
    }
  remember (self);
  ferry_user_pairing_set_choices (self->pairing, choices);
  ferry_user_pair_list_filter_again (self->list);
}

void
ferry_user_mappings_dialog_import (FerryUserMappingsDialog *self, GFile *file)
{
  g_return_if_fail (FERRY_IS_USER_MAPPINGS_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  ferry_error_bar_clear (self->error_bar);
  ferry_user_transfer_import_async (GTK_WINDOW (self), self->pairing, file, self->cancellable, on_imported,
                                    g_object_ref (self));
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryUserMappingsDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_user_transfer_export_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (done)
    tell (self, _ ("Pairs exported"));
  else
    ferry_error_bar_show (self->error_bar, _ ("The Pairs Weren’t Exported"), error);
}

void
ferry_user_mappings_dialog_export (FerryUserMappingsDialog *self, GFile *file)
{
  g_return_if_fail (FERRY_IS_USER_MAPPINGS_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  ferry_error_bar_clear (self->error_bar);
  ferry_user_transfer_export_async (self->pairing, file, self->cancellable, on_exported, g_object_ref (self));
}

static void
on_import_chosen (gpointer owner, GFile *file, const char *format)
{
  ferry_user_mappings_dialog_import (owner, file);
}

static void
on_export_chosen (gpointer owner, GFile *file, const char *format)
{
  ferry_user_mappings_dialog_export (owner, file);
}

static void
on_import (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("CSV files"));
  gtk_file_filter_add_pattern (filter, "*.csv");
  gtk_file_filter_add_mime_type (filter, "text/csv");
  ferry_file_choice_open (data, _ ("Import Pairs of Users"), filter, on_import_chosen);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ferry_file_choice_save (data, _ ("Export Pairs of Users"), "user-mappings.csv", NULL, on_export_chosen);
}

/* ---- Reading ---- */

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryUserMappingsDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_user_pairing_read_finish (FERRY_USER_PAIRING (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  ferry_user_pair_list_set_unread (self->list, !done);
  ferry_user_pair_list_filter_again (self->list);
  set_work (self, WORK_NONE);
  /* What made it be read again, and is shown, says more. */
  if (!done && !ferry_error_bar_is_shown (self->error_bar))
    ferry_error_bar_show (self->error_bar, _ ("The Users Couldn’t Be Read"), error);
}

static void
read_users (FerryUserMappingsDialog *self)
{
  forget (self);
  set_work (self, WORK_READING);
  ferry_user_pairing_read_async (self->pairing, self->environment, self->cancellable, on_read,
                                 g_object_ref (self));
}

static void
on_read_again (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryUserMappingsDialog *self = data;

  ferry_error_bar_clear (self->error_bar);
  read_users (self);
}

/* ---- Saving and applying ---- */

static void
begin_work (FerryUserMappingsDialog *self, Work work)
{
  forget (self);
  ferry_error_bar_clear (self->error_bar);
  g_clear_object (&self->work_cancellable);
  self->work_cancellable = g_cancellable_new ();
  set_work (self, work);
}

static void
on_cancel_clicked (FerryUserMappingsDialog *self)
{
  g_cancellable_cancel (self->work_cancellable);
}

static void
on_state_read (GObject *source, GAsyncResult *result, gpointer data)
{
  /* What can't be read of it now is read when the environment answers again. */
  ferry_environment_refresh_finish (FERRY_ENVIRONMENT (source), result, NULL);
}

static void
show_failure (FerryUserMappingsDialog *self, const char *heading, GError *error)
{
  self->close_when_saved = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_error_bar_warn (self->error_bar, _ ("Stopped"),
                          _ ("What isn’t saved yet is still marked so. Nothing is lost."));
  else
    ferry_error_bar_show (self->error_bar, heading, error);
  /* It was perhaps refused because something is otherwise than was shown. */
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED)
      || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND))
    ferry_environment_refresh_async (self->environment, NULL, on_state_read, NULL);
  read_users (self);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryUserMappingsDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_user_pairing_save_finish (FERRY_USER_PAIRING (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_work (self, WORK_NONE);
  ferry_user_pair_list_filter_again (self->list);
  if (!done)
    show_failure (self, _ ("The Choices Weren’t Saved"), error);
  else if (self->close_when_saved)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    tell (self, _ ("Choices saved"));
}

static void
save (FerryUserMappingsDialog *self)
{
  begin_work (self, WORK_SAVING);
  ferry_user_pairing_save_async (self->pairing, self->environment, self->work_cancellable, on_saved,
                                 g_object_ref (self));
}

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  save (data);
}

static void
present_result (FerryUserMappingsDialog *self, gint64 count)
{
  const char *heading = _ ("User Mappings Applied");
  g_autofree char *number = ferry_format_count (count);
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (count > 0)
    body = g_strdup_printf (ngettext ("%s cloud user was renamed, and the records that carry its name.",
                                      "%s cloud users were renamed, and the records that carry their names.",
                                      (gulong) count),
                            number);
  else
    body = g_strdup (count == 0 ? _ ("Nobody had to be renamed.") : _ ("The cloud users are renamed."));
  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_applied (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryUserMappingsDialog) self = data;
  g_autoptr (GError) error = NULL;
  gint64 count;
  gboolean done = ferry_user_pairing_apply_finish (FERRY_USER_PAIRING (source), result, &count, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_work (self, WORK_NONE);
  if (!done)
    {
      show_failure (self,
                    g_error_matches (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS)
                      ? _ ("The Outcome Isn’t Known")
                      : _ ("The User Mappings Weren’t Applied"),
                    error);
      return;
    }
  present_result (self, count);
  read_users (self);
}

static void
on_apply_answered (FerryUserMappingsDialog *self, const char *response)
{
  GtkWindow *main_window = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (g_str_equal (response, "links"))
    g_action_group_activate_action (G_ACTION_GROUP (main_window),
                                    ferry_action_to_nick (FERRY_ACTION_MIGRATE_RECORD_LINKS), NULL);
  if (!g_str_equal (response, "apply") || self->work != WORK_NONE)
    return;
  begin_work (self, WORK_APPLYING);
  ferry_user_pairing_apply_async (self->pairing, self->environment, self->work_cancellable, on_applied,
                                  g_object_ref (self));
}

static void
on_looked_again (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryUserMappingsDialog) self = data;
  AdwMessageDialog *dialog;

  /* What can't be read now is asked about as it was last known. */
  ferry_environment_refresh_finish (FERRY_ENVIRONMENT (source), result, NULL);
  self->looking = FALSE;
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || self->work != WORK_NONE)
    return;
  dialog = ferry_user_mappings_confirmation_new (GTK_WINDOW (self), self->environment, self->pairing);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_apply_answered), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Somebody else may have applied them since, or run a replication: the question has to know (domain §2.9). */
static void
on_apply (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryUserMappingsDialog *self = data;

  if (self->looking)
    return;
  self->looking = TRUE;
  ferry_environment_refresh_async (self->environment, NULL, on_looked_again, g_object_ref (self));
}

/* ---- Closing ---- */

static void
on_close_answered (FerryUserMappingsDialog *self, const char *response, GtkWindow *dialog)
{
  if (g_str_equal (response, "save"))
    {
      self->close_when_saved = TRUE;
      save (self);
    }
  else if (g_str_equal (response, "discard"))
    {
      /* It outlives this window by a moment and must not look for it then. */
      gtk_window_set_transient_for (dialog, NULL);
      gtk_window_destroy (GTK_WINDOW (self));
    }
}

static gboolean
ferry_user_mappings_dialog_close_request (GtkWindow *window)
{
  FerryUserMappingsDialog *self = FERRY_USER_MAPPINGS_DIALOG (window);
  const char *heading = _ ("Save the Choices?");
  AdwMessageDialog *dialog;

  if (self->work == WORK_SAVING || self->work == WORK_APPLYING)
    {
      tell (self, _ ("Wait until that is done, or cancel it first"));
      return TRUE;
    }
  if (ferry_user_pairing_get_n_changed (self->pairing) == 0)
    return GTK_WINDOW_CLASS (ferry_user_mappings_dialog_parent_class)->close_request (window);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
    window, heading, _ ("Choices that aren’t saved are lost. Saving renames nobody yet.")));
  adw_message_dialog_add_responses (dialog, "stay", _ ("_Go On"), "discard", _ ("_Discard"), "save",
                                    _ ("_Save and Close"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (
    dialog, "save", ferry_environment_check_action (self->environment, FERRY_ACTION_USER_MAPPINGS, NULL));
  adw_message_dialog_set_default_response (dialog, "save");
  adw_message_dialog_set_close_response (dialog, "stay");
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_close_answered), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

/* ---- The window ---- */

GtkWindow *
ferry_user_mappings_dialog_new (FerryEnvironment *environment)
{
  FerryUserMappingsDialog *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (FERRY_TYPE_USER_MAPPINGS_DIALOG, NULL);
  self->environment = g_object_ref (environment);
  adw_window_title_set_subtitle (self->title,
                                 ferry_profile_get_name (ferry_environment_get_profile (environment)));
  g_signal_connect_object (self->pairing, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pairing, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (environment, "actions-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  read_users (self);
  return GTK_WINDOW (self);
}

static void
ferry_user_mappings_dialog_dispose (GObject *object)
{
  FerryUserMappingsDialog *self = FERRY_USER_MAPPINGS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->work_cancellable != NULL)
    g_cancellable_cancel (self->work_cancellable);
  if (self->environment != NULL)
    g_signal_handlers_disconnect_by_data (self->environment, self);
  if (self->pairing != NULL)
    g_signal_handlers_disconnect_by_data (self->pairing, self);
  G_OBJECT_CLASS (ferry_user_mappings_dialog_parent_class)->dispose (object);
}

static void
ferry_user_mappings_dialog_finalize (GObject *object)
{
  FerryUserMappingsDialog *self = FERRY_USER_MAPPINGS_DIALOG (object);

  forget (self);
  g_clear_object (&self->environment);
  g_clear_object (&self->pairing);
  g_clear_object (&self->actions);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->work_cancellable);
  G_OBJECT_CLASS (ferry_user_mappings_dialog_parent_class)->finalize (object);
}

static void
ferry_user_mappings_dialog_class_init (FerryUserMappingsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_user_mappings_dialog_dispose;
  object_class->finalize = ferry_user_mappings_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ferry_user_mappings_dialog_close_request;

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  g_type_ensure (FERRY_TYPE_USER_PAIR_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-user-mappings-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryUserMappingsDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, FerryUserMappingsDialog, bin);
  gtk_widget_class_bind_template_child (widget_class, FerryUserMappingsDialog, title);
  gtk_widget_class_bind_template_child (widget_class, FerryUserMappingsDialog, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FerryUserMappingsDialog, refusal_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryUserMappingsDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryUserMappingsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, FerryUserMappingsDialog, tools);
  gtk_widget_class_bind_template_child (widget_class, FerryUserMappingsDialog, foot);
  gtk_widget_class_bind_template_child (widget_class, FerryUserMappingsDialog, applied_label);
  gtk_widget_class_bind_template_child (widget_class, FerryUserMappingsDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, FerryUserMappingsDialog, status_label);
  gtk_widget_class_bind_template_child (widget_class, FerryUserMappingsDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, FerryUserMappingsDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, FerryUserMappingsDialog, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "users.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "users.save", NULL);
}

static void
ferry_user_mappings_dialog_init (FerryUserMappingsDialog *self)
{
  const GActionEntry entries[] = {
    { .name = "read", .activate = on_read_again },
    { .name = "import", .activate = on_import },
    { .name = "export", .activate = on_export },
    { .name = "use-suggestions", .activate = on_use_suggestions },
    { .name = "clear", .activate = on_clear },
    { .name = "undo", .activate = on_undo },
    { .name = "save", .activate = on_save },
    { .name = "apply", .activate = on_apply },
  };

  self->cancellable = g_cancellable_new ();
  self->pairing = ferry_user_pairing_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "users", G_ACTION_GROUP (self->actions));
  ferry_accessible_name_menu_button (self->menu_button, _ ("More"));
  ferry_user_pair_list_set_pairing (self->list, self->pairing);
}
