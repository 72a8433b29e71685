/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-batch-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-error-dialog.h"

struct _FerryBatchDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkLabel *words_label;
  AdwPreferencesGroup *ready_group;
  GtkListBox *ready_list;
  AdwPreferencesGroup *refused_group;
  GtkListBox *refused_list;
  GtkButton *close_button;
  GtkButton *start_button;

  FerryBatch *batch;
  guint pending; /* a source, or 0 */
};

enum
{
  ENVIRONMENT_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryBatchDialog, ferry_batch_dialog, ADW_TYPE_WINDOW)

/* ---- Rows ---- */

/* How a state looks, and what it is called; a run that was started is more than one that was read again. */
static const struct
{
  const char *icon;
  const char *css_class;
  const char *label;
} looks[FERRY_N_BATCH_STATES] = {
  [FERRY_BATCH_STATE_REFUSED] = { "action-unavailable-symbolic", "dim-label", N_ ("Not possible") },
  [FERRY_BATCH_STATE_WAITING] = { NULL, NULL, N_ ("Waiting") },
  [FERRY_BATCH_STATE_BUSY] = { NULL, NULL, N_ ("Under way…") },
  [FERRY_BATCH_STATE_DONE] = { "emblem-ok-symbolic", "success", N_ ("Started") },
  [FERRY_BATCH_STATE_FAILED] = { "dialog-error-symbolic", "error", N_ ("Not started") },
  [FERRY_BATCH_STATE_UNKNOWN] = { "dialog-question-symbolic", "warning", N_ ("Not known") },
  [FERRY_BATCH_STATE_STOPPED] = { "media-playback-stop-symbolic", "dim-label", N_ ("Stopped") },
};

static const char *
get_label (FerryBatchDialog *self, FerryBatchState state)
{
  gboolean refresh = ferry_batch_get_action (self->batch) == FERRY_ACTION_REFRESH;

  if (refresh && state == FERRY_BATCH_STATE_DONE)
    return _ ("Read again");
  if (refresh && state == FERRY_BATCH_STATE_FAILED)
    return _ ("Not read");
  return _ (looks[state].label);
}

static void
show_prefix (FerryBatchDialog *self, AdwActionRow *row, FerryBatchItem *item)
{
  GtkImage *icon = g_object_get_data (G_OBJECT (row), "ferry-icon");
  GtkSpinner *spinner = g_object_get_data (G_OBJECT (row), "ferry-spinner");
  FerryBatchState state = ferry_batch_item_get_state (item);
  gboolean busy = state == FERRY_BATCH_STATE_BUSY;
  const char *name = looks[state].icon;
  const char *classes[] = { looks[state].css_class, NULL };

  if (state == FERRY_BATCH_STATE_WAITING && ferry_batch_item_get_cautious (item))
    {
      name = "dialog-warning-symbolic";
      classes[0] = "warning";
    }
  gtk_spinner_set_spinning (spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (spinner), busy);
  /* An empty one keeps its room: the names are below each other. */
  gtk_widget_set_visible (GTK_WIDGET (icon), !busy);
  gtk_image_set_from_icon_name (icon, name);
  gtk_widget_set_css_classes (GTK_WIDGET (icon), classes);
}

static void
show_row (FerryBatchDialog *self, AdwActionRow *row, FerryBatchItem *item)
{
  GtkLabel *state_label = g_object_get_data (G_OBJECT (row), "ferry-state");
  FerryProfile *profile = ferry_environment_get_profile (ferry_batch_item_get_environment (item));
  const char *message = ferry_batch_item_get_message (item);
  g_autofree char *place = NULL;
  g_autofree char *subtitle = NULL;

  if (ferry_profile_is_sandbox (profile))
    place = g_strdup (_ ("On this computer"));
  else
    place = g_strdup_printf ("%s · %s", ferry_profile_get_environment (profile),
                             ferry_profile_get_tenant (profile));
  subtitle = *message != '\0' ? g_strdup_printf ("%s\n%s", place, message) : g_steal_pointer (&place);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ferry_profile_get_name (profile));
  adw_action_row_set_subtitle (row, subtitle);
  show_prefix (self, row, item);
  gtk_label_set_label (state_label,
                       ferry_batch_get_running (self->batch) || ferry_batch_get_ended (self->batch)
                         ? get_label (self, ferry_batch_item_get_state (item))
                         : "");
}

static GtkWidget *
new_row (FerryBatchDialog *self, FerryBatchItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *state = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_size_request (icon, 16, -1);
  gtk_widget_add_css_class (state, "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), spinner);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  g_object_set_data (G_OBJECT (row), "ferry-icon", icon);
  g_object_set_data (G_OBJECT (row), "ferry-spinner", spinner);
  g_object_set_data (G_OBJECT (row), "ferry-state", state);
  g_object_set_data_full (G_OBJECT (row), "ferry-item", g_object_ref (item), g_object_unref);
  show_row (self, ADW_ACTION_ROW (row), item);
  return row;
}

static void
clear (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

/* Before it is started, an environment goes from one list to the other where the rules change. */
static void
fill (FerryBatchDialog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->batch));

  clear (self->ready_list);
  clear (self->refused_list);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryBatchItem) item = g_list_model_get_item (G_LIST_MODEL (self->batch), i);

      gtk_list_box_append (ferry_batch_item_get_state (item) == FERRY_BATCH_STATE_REFUSED ? self->refused_list
                                                                                          : self->ready_list,
                           new_row (self, item));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->refused_group),
                          gtk_widget_get_first_child (GTK_WIDGET (self->refused_list)) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->ready_group),
                          gtk_widget_get_first_child (GTK_WIDGET (self->ready_list)) != NULL);
}

static void
show_rows (FerryBatchDialog *self, GtkListBox *list)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    show_row (self, ADW_ACTION_ROW (row), g_object_get_data (G_OBJECT (row), "ferry-item"));
}

/* ---- Words ---- */

static char *
dup_question (FerryBatchDialog *self, guint ready)
{
  if (ready == 0)
    return g_strdup (_ ("It isn’t possible in any of the chosen environments just now."));
  switch (ferry_batch_get_action (self->batch))
    {
    case FERRY_ACTION_RUN_REPLICATION:
      return g_strdup_printf (
        ngettext ("A run is started in %u environment. It goes on in the service, also when Ferry "
                  "is closed.",
                  "A run is started in each of %u environments, one after the other. They go on "
                  "in the service, also when Ferry is closed.",
                  ready),
        ready);
    case FERRY_ACTION_RUN_DIAGNOSTIC:
      return g_strdup_printf (
        ngettext ("A diagnostic run is started in %u environment. It copies nothing.",
                  "A diagnostic run is started in each of %u environments, one after the other. "
                  "They copy nothing.",
                  ready),
        ready);
    default:
      return g_strdup_printf (ngettext ("The state of %u environment is read again.",
                                        "The state of %u environments is read again, one after the other.",
                                        ready),
                              ready);
    }
}

/* Takes @words. */
static void
append_count (GString *text, guint count, char *words)
{
  if (count > 0 && text->len > 0)
    g_string_append (text, " · ");
  if (count > 0)
    g_string_append (text, words);
  g_free (words);
}

static char *
dup_result (FerryBatchDialog *self)
{
  GString *text = g_string_new (NULL);
  guint done = ferry_batch_count (self->batch, FERRY_BATCH_STATE_DONE);
  guint waiting = ferry_batch_count (self->batch, FERRY_BATCH_STATE_WAITING)
                  + ferry_batch_count (self->batch, FERRY_BATCH_STATE_BUSY);
  guint not_done = ferry_batch_count (self->batch, FERRY_BATCH_STATE_FAILED)
                   + ferry_batch_count (self->batch, FERRY_BATCH_STATE_REFUSED)
                   + ferry_batch_count (self->batch, FERRY_BATCH_STATE_STOPPED);
  guint unknown = ferry_batch_count (self->batch, FERRY_BATCH_STATE_UNKNOWN);

  if (ferry_batch_get_action (self->batch) == FERRY_ACTION_REFRESH)
    {
      append_count (text, done, g_strdup_printf (ngettext ("%u read again", "%u read again", done), done));
      append_count (text, not_done,
                    g_strdup_printf (ngettext ("%u not read", "%u not read", not_done), not_done));
    }
  else
    {
      append_count (text, done, g_strdup_printf (ngettext ("%u started", "%u started", done), done));
      append_count (text, not_done,
                    g_strdup_printf (ngettext ("%u not started", "%u not started", not_done), not_done));
    }
  append_count (text, unknown, g_strdup_printf (ngettext ("%u not known", "%u not known", unknown), unknown));
  append_count (text, waiting, g_strdup_printf (ngettext ("%u to go", "%u to go", waiting), waiting));
  if (unknown > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append (text, _ ("Where it isn’t known, look at the environment before you start it again."));
    }
  return g_string_free (text, FALSE);
}

static char *
dup_start_label (FerryBatchDialog *self, guint ready)
{
  switch (ferry_batch_get_action (self->batch))
    {
    case FERRY_ACTION_RUN_REPLICATION:
      return g_strdup_printf (ngettext ("_Start %u Run", "_Start %u Runs", ready), ready);
    case FERRY_ACTION_RUN_DIAGNOSTIC:
      return g_strdup_printf (ngettext ("_Start %u Diagnostic Run", "_Start %u Diagnostic Runs", ready),
                              ready);
    default:
      return g_strdup (_ ("_Refresh"));
    }
}

static const char *
get_heading (FerryBatchDialog *self, gboolean begun)
{
  if (begun)
    return _ ("Environments");
  return ferry_batch_get_action (self->batch) == FERRY_ACTION_REFRESH ? _ ("To Be Read Again")
                                                                      : _ ("To Be Started");
}

static void
update (FerryBatchDialog *self)
{
  gboolean running = ferry_batch_get_running (self->batch);
  gboolean begun = running || ferry_batch_get_ended (self->batch);
  guint ready = ferry_batch_count (self->batch, FERRY_BATCH_STATE_WAITING);
  g_autofree char *words = begun ? dup_result (self) : dup_question (self, ready);
  g_autofree char *start = dup_start_label (self, ready);

  gtk_label_set_label (self->words_label, words);
  gtk_button_set_label (self->start_button, start);
  gtk_widget_set_visible (GTK_WIDGET (self->start_button), !begun && ready > 0);
  adw_preferences_group_set_title (self->ready_group, get_heading (self, begun));
  ferry_accessible_set_label (self->ready_list, get_heading (self, begun));
  gtk_button_set_label (self->close_button, running ? _ ("_Stop") : begun ? _ ("_Close") : _ ("_Cancel"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->close_button),
                               running ? _ ("Those that wait aren’t started") : NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->close_button), !running || ready > 0);
  if (!begun)
    fill (self);
  else
    {
      show_rows (self, self->ready_list);
      show_rows (self, self->refused_list);
    }
}

static gboolean
on_pending (gpointer user_data)
{
  FerryBatchDialog *self = user_data;

  self->pending = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed (FerryBatchDialog *self)
{
  if (self->pending == 0)
    self->pending = g_idle_add_full (G_PRIORITY_DEFAULT, on_pending, self, NULL);
}

/* ---- What is clicked ---- */

static void
on_start_clicked (FerryBatchDialog *self)
{
  /* The second click of a double one finds it started. */
  if (ferry_batch_start (self->batch))
    update (self);
}

static void
on_close_clicked (FerryBatchDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
ferry_batch_dialog_close_request (GtkWindow *window)
{
  FerryBatchDialog *self = FERRY_BATCH_DIALOG (window);

  if (ferry_batch_get_running (self->batch))
    {
      ferry_batch_stop (self->batch);
      update (self);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (ferry_batch_dialog_parent_class)->close_request (window);
}

static void
on_row_activated (FerryBatchDialog *self, GtkListBoxRow *row)
{
  FerryBatchItem *item = g_object_get_data (G_OBJECT (row), "ferry-item");
  const GError *error = ferry_batch_item_get_error (item);

  if (error != NULL)
    {
      ferry_error_dialog_present (GTK_WINDOW (self),
                                  ferry_action_get_label (ferry_batch_get_action (self->batch)), error);
      return;
    }
  if (ferry_batch_get_ended (self->batch))
    {
      g_signal_emit (self, signals[ENVIRONMENT_ACTIVATED], 0, ferry_batch_item_get_environment (item));
      gtk_window_close (GTK_WINDOW (self));
    }
}

/* ---- The window ---- */

static void
ferry_batch_dialog_dispose (GObject *object)
{
  FerryBatchDialog *self = FERRY_BATCH_DIALOG (object);

  g_clear_handle_id (&self->pending, g_source_remove);
  if (self->batch != NULL)
    g_signal_handlers_disconnect_by_data (self->batch, self);
  g_clear_object (&self->batch);
  G_OBJECT_CLASS (ferry_batch_dialog_parent_class)->dispose (object);
}

static void
ferry_batch_dialog_class_init (FerryBatchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_batch_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = ferry_batch_dialog_close_request;

  signals[ENVIRONMENT_ACTIVATED]
    = g_signal_new ("environment-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, FERRY_TYPE_ENVIRONMENT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-batch-dialog.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, FerryBatchDialog, name)
  CHILD (title);
  CHILD (words_label);
  CHILD (ready_group);
  CHILD (ready_list);
  CHILD (refused_group);
  CHILD (refused_list);
  CHILD (close_button);
  CHILD (start_button);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, on_start_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_batch_dialog_init (FerryBatchDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
ferry_batch_dialog_new (FerryBatch *batch)
{
  FerryBatchDialog *self;
  const char *title;

  g_return_val_if_fail (FERRY_IS_BATCH (batch), NULL);

  self = g_object_new (FERRY_TYPE_BATCH_DIALOG, NULL);
  self->batch = g_object_ref (batch);
  title = ferry_action_get_label (ferry_batch_get_action (batch));
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->title, title);
  g_signal_connect_object (batch, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (batch, "notify", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->close_button));
  return GTK_WINDOW (self);
}
