/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-setup-assistant.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-adaptive-bin.h"
#include "ferry-error-bar.h"
#include "ferry-first-focus.h"
#include "ferry-setup-approval-step.h"
#include "ferry-setup-companies-step.h"
#include "ferry-setup-connection-step.h"
#include "ferry-setup-introduction-step.h"
#include "ferry-setup-plan.h"
#include "ferry-setup-product-step.h"
#include "ferry-setup-runtime-step.h"
#include "ferry-setup-step-list.h"
#include "ferry-setup-summary-step.h"

#define N_STEPS 7

struct _FerrySetupAssistant
{
  AdwWindow parent_instance;

  FerryAdaptiveBin *bin;
  FerrySetupStepList *step_list;
  AdwWindowTitle *title;
  GtkLabel *position_label;
  GtkRevealer *position_revealer;
  FerryErrorBar *notice_bar;
  FerryErrorBar *error_bar;
  GtkWidget *retry_button;
  GtkStack *stack;
  GtkRevealer *busy_revealer;
  GtkLabel *busy_label;
  GtkButton *stop_button;
  GtkButton *back_button;
  GtkButton *next_button;

  FerrySetupStep *steps[N_STEPS];
  FerrySetupPlan *plan;
  GCancellable *cancellable; /* of what is under way; NULL when nothing is */
  GWeakRef focus;            /* where the cursor was before that */
  guint current;
  gboolean loaded; /* the current step shows what it has to */
  gboolean disposed;
};

enum
{
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerrySetupAssistant, ferry_setup_assistant, ADW_TYPE_WINDOW)

static gboolean
is_last (FerrySetupAssistant *self)
{
  return self->current == N_STEPS - 1;
}

/* The next step that applies in either direction; the current one where there is none. */
static guint
find_step (FerrySetupAssistant *self, int direction)
{
  for (int i = (int) self->current + direction; i >= 0 && i < N_STEPS; i += direction)
    if (ferry_setup_step_applies (self->steps[i]))
      return (guint) i;
  return self->current;
}

static void
update_steps (FerrySetupAssistant *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) titles = NULL;
  g_autofree char *position = NULL;
  guint n_steps = 0, current = 0;

  for (guint i = 0; i < N_STEPS; i++)
    {
      if (!ferry_setup_step_applies (self->steps[i]))
        continue;
      if (i == self->current)
        current = n_steps;
      g_strv_builder_add (builder, ferry_setup_step_get_title (self->steps[i]));
      n_steps++;
    }
  titles = g_strv_builder_end (builder);
  ferry_setup_step_list_set_steps (self->step_list, (const char *const *) titles, current);

  /* Translators: “Step 3 of 6: SQL connection” */
  position = g_strdup_printf (_ ("Step %u of %u: %s"), current + 1, n_steps,
                              ferry_setup_step_get_title (self->steps[self->current]));
  gtk_label_set_label (self->position_label, position);
}

static void
update_buttons (FerrySetupAssistant *self)
{
  gboolean busy = self->cancellable != NULL;

  ferry_accessible_set_sensitive (GTK_WIDGET (self->stack), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->back_button), !busy && find_step (self, -1) != self->current);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button),
                            !busy && self->loaded && ferry_setup_step_get_ready (self->steps[self->current]));
  gtk_button_set_label (self->next_button, is_last (self) ? _ ("_Finish") : _ ("_Next"));
  gtk_revealer_set_reveal_child (self->busy_revealer,
                                 busy && *gtk_label_get_label (self->busy_label) != '\0');
}

static GCancellable *
begin_work (FerrySetupAssistant *self, const char *text)
{
  self->cancellable = g_cancellable_new ();
  g_weak_ref_set (&self->focus, gtk_window_get_focus (GTK_WINDOW (self)));
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_label_set_label (self->busy_label, text);
  ferry_error_bar_clear (self->error_bar);
  gtk_widget_set_visible (self->retry_button, FALSE);
  update_buttons (self);
  return self->cancellable;
}

/* Returns: whether the window is still there */
static gboolean
end_work (FerrySetupAssistant *self)
{
  g_autoptr (GtkWidget) focus = g_weak_ref_get (&self->focus);

  g_clear_object (&self->cancellable);
  if (self->disposed)
    return FALSE;
  update_buttons (self);
  if (focus != NULL && gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
  return TRUE;
}

static void
on_step_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerrySetupAssistant) self = data;
  FerrySetupStep *step = FERRY_SETUP_STEP (source);
  g_autoptr (GError) error = NULL;

  self->loaded = ferry_setup_step_load_finish (step, result, &error);
  if (!end_work (self))
    return;
  if (self->loaded)
    {
      ferry_first_focus_begin (GTK_WIDGET (step));
      return;
    }
  gtk_widget_set_visible (self->retry_button, TRUE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_error_bar_show (self->error_bar, ferry_setup_step_get_load_failure (step), error);
}

static void
load_step (FerrySetupAssistant *self)
{
  FerrySetupStep *step = self->steps[self->current];

  self->loaded = FALSE;
  ferry_setup_step_load_async (step, begin_work (self, ferry_setup_step_get_load_text (step)), on_step_loaded,
                               g_object_ref (self));
}

static void
go_to (FerrySetupAssistant *self, guint index)
{
  gtk_stack_set_transition_type (self->stack, index > self->current ? GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT
                                                                    : GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
  self->current = index;
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->steps[index]));
  update_steps (self);
  load_step (self);
}

static void
on_step_left (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerrySetupAssistant) self = data;
  FerrySetupStep *step = FERRY_SETUP_STEP (source);
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_setup_step_leave_finish (step, result, &error);

  if (!end_work (self))
    return;
  if (!done)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        ferry_error_bar_show (self->error_bar, ferry_setup_step_get_leave_failure (step), error);
    }
  else if (is_last (self))
    {
      g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else
    go_to (self, find_step (self, 1));
}

static void
on_next_clicked (FerrySetupAssistant *self)
{
  FerrySetupStep *step = self->steps[self->current];

  if (self->cancellable != NULL || !ferry_setup_step_validate (step))
    return;
  ferry_setup_step_leave_async (step, begin_work (self, ferry_setup_step_get_leave_text (step)), on_step_left,
                                g_object_ref (self));
}

static void
on_back_clicked (FerrySetupAssistant *self)
{
  if (self->cancellable == NULL)
    go_to (self, find_step (self, -1));
}

static void
on_stop_clicked (FerrySetupAssistant *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
on_retry_clicked (FerrySetupAssistant *self)
{
  if (self->cancellable == NULL)
    load_step (self);
}

static void
on_notice_changed (FerrySetupAssistant *self)
{
  const char *notice = ferry_setup_plan_get_notice (self->plan);

  if (*notice == '\0')
    ferry_error_bar_clear (self->notice_bar);
  else
    ferry_error_bar_warn (self->notice_bar, _ ("The Keyring Can’t Be Used"), notice);
}

static void
on_narrow_changed (FerrySetupAssistant *self)
{
  gboolean narrow = ferry_adaptive_bin_get_narrow (self->bin);

  gtk_widget_set_visible (GTK_WIDGET (self->step_list), !narrow);
  gtk_revealer_set_reveal_child (self->position_revealer, narrow);
}

static void
on_close_answered (FerrySetupAssistant *self, const char *response, GtkWindow *dialog)
{
  if (!g_str_equal (response, "leave"))
    return;

  /* It outlives this window by a moment and must not look for it then. */
  gtk_window_set_transient_for (dialog, NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
ferry_setup_assistant_close_request (GtkWindow *window)
{
  FerrySetupAssistant *self = FERRY_SETUP_ASSISTANT (window);
  AdwMessageDialog *dialog;

  if (self->current == 0)
    return GTK_WINDOW_CLASS (ferry_setup_assistant_parent_class)->close_request (window);

  dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (window, _ ("Leave the Set-Up?"),
                            _ ("The migration isn’t set up until you finish. What the service has been told "
                               "stays there; the connection string has to be entered again.")));
  adw_message_dialog_add_responses (dialog, "stay", _ ("_Go On"), "leave", _ ("_Leave Set-Up"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "leave", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Leave the Set-Up?"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_close_answered), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

GtkWindow *
ferry_setup_assistant_new (FerryEnvironment *environment, FerrySecretStore *secrets)
{
  FerrySetupAssistant *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (FERRY_TYPE_SETUP_ASSISTANT, NULL);
  self->plan = ferry_setup_plan_new (environment, secrets);
  adw_window_title_set_subtitle (self->title,
                                 ferry_profile_get_name (ferry_environment_get_profile (environment)));
  g_signal_connect_object (self->plan, "notify::notice", G_CALLBACK (on_notice_changed), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < N_STEPS; i++)
    ferry_setup_step_set_plan (self->steps[i], self->plan);
  update_steps (self);
  load_step (self);
  return GTK_WINDOW (self);
}

static void
ferry_setup_assistant_dispose (GObject *object)
{
  FerrySetupAssistant *self = FERRY_SETUP_ASSISTANT (object);

  self->disposed = TRUE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (ferry_setup_assistant_parent_class)->dispose (object);
}

static void
ferry_setup_assistant_finalize (GObject *object)
{
  FerrySetupAssistant *self = FERRY_SETUP_ASSISTANT (object);

  g_clear_object (&self->cancellable);
  g_weak_ref_clear (&self->focus);
  g_clear_object (&self->plan);
  G_OBJECT_CLASS (ferry_setup_assistant_parent_class)->finalize (object);
}

static void
ferry_setup_assistant_class_init (FerrySetupAssistantClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_setup_assistant_dispose;
  object_class->finalize = ferry_setup_assistant_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ferry_setup_assistant_close_request;

  signals[SIGNAL_FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_SETUP_STEP_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-setup-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySetupAssistant, bin);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupAssistant, step_list);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupAssistant, title);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupAssistant, position_label);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupAssistant, position_revealer);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupAssistant, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupAssistant, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupAssistant, retry_button);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupAssistant, busy_revealer);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupAssistant, busy_label);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupAssistant, stop_button);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupAssistant, back_button);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupAssistant, next_button);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_changed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_setup_assistant_init (FerrySetupAssistant *self)
{
  const GType types[N_STEPS] = {
    FERRY_TYPE_SETUP_INTRODUCTION_STEP, FERRY_TYPE_SETUP_APPROVAL_STEP, FERRY_TYPE_SETUP_PRODUCT_STEP,
    FERRY_TYPE_SETUP_CONNECTION_STEP,   FERRY_TYPE_SETUP_RUNTIME_STEP,  FERRY_TYPE_SETUP_COMPANIES_STEP,
    FERRY_TYPE_SETUP_SUMMARY_STEP,
  };

  g_weak_ref_init (&self->focus, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < N_STEPS; i++)
    {
      GtkStackPage *page;

      self->steps[i] = g_object_new (types[i], NULL);
      page = gtk_stack_add_child (self->stack, GTK_WIDGET (self->steps[i]));
      gtk_stack_page_set_title (page, ferry_setup_step_get_title (self->steps[i]));
      g_signal_connect_object (self->steps[i], "notify::ready", G_CALLBACK (update_buttons), self,
                               G_CONNECT_SWAPPED);
    }
}
