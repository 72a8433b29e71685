/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-notifier.h"

#include <glib/gi18n-lib.h>

#include "ferry-settings.h"
#include "ferry-windows.h"

/* So many within a minute are told in one. */
#define MANY     4
#define TOGETHER G_TIME_SPAN_MINUTE

/* What was last known of an environment: only what becomes so is told, not what is found so. */
typedef struct
{
  gboolean online;
  gboolean signed_out;
  gboolean approval;
  gboolean creation_failed;
} Known;

typedef struct
{
  FerryNotice *notice;
  gint64 at; /* monotonic */
} Sent;

struct _FerryNotifier
{
  GObject parent_instance;

  GtkApplication *application; /* holds the notifier */
  FerryWorkspace *workspace;
  GPtrArray *environments; /* those that are listened to */
  GHashTable *known;       /* FerryEnvironment → Known */
  GPtrArray *sent;         /* of Sent, oldest first */
  GPtrArray *toasted;      /* the same, for toasts */
  gboolean summary;        /* they are told in one */
};

enum
{
  PROP_0,
  PROP_PENDING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryNotifier, ferry_notifier, G_TYPE_OBJECT)

static void
sent_free (Sent *sent)
{
  ferry_notice_free (sent->notice);
  g_free (sent);
}

/* ---- Who looks ---- */

static gboolean
is_in_use (FerryNotifier *self)
{
  for (GList *l = gtk_application_get_windows (self->application); l != NULL; l = l->next)
    if (gtk_window_is_active (l->data))
      return TRUE;
  return FALSE;
}

/* ---- Notifications ---- */

static void
withdraw (FerryNotifier *self, const char *id)
{
  g_application_withdraw_notification (G_APPLICATION (self->application), id);
}

static gboolean
find_sent (GPtrArray *sent, const char *environment_id, guint *index)
{
  for (guint i = 0; i < sent->len; i++)
    {
      const Sent *item = g_ptr_array_index (sent, i);

      if (g_str_equal (item->notice->environment_id, environment_id))
        {
          *index = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* The newest of an environment stands for it. Returns: how many came together with it */
static guint
remember (GPtrArray *all, FerryNotice *notice)
{
  gint64 now = g_get_monotonic_time ();
  Sent *sent = g_new0 (Sent, 1);
  guint together = 0;
  guint index;

  if (find_sent (all, notice->environment_id, &index))
    g_ptr_array_remove_index (all, index);
  sent->notice = notice;
  sent->at = now;
  g_ptr_array_add (all, sent);
  for (guint i = 0; i < all->len; i++)
    together += ((const Sent *) g_ptr_array_index (all, i))->at > now - TOGETHER;
  return together;
}

static void
send_notice (FerryNotifier *self, const FerryNotice *notice)
{
  g_autoptr (GNotification) notification = g_notification_new (notice->title);

  g_notification_set_body (notification, notice->body);
  g_notification_set_priority (notification, ferry_notice_is_bad (notice) ? G_NOTIFICATION_PRIORITY_HIGH
                                                                          : G_NOTIFICATION_PRIORITY_NORMAL);
  if (notice->run_id != NULL)
    g_notification_set_default_action_and_target (notification, "app.show-run", "(ss)",
                                                  notice->environment_id, notice->run_id);
  else
    g_notification_set_default_action_and_target (notification, "app.show-environment", "s",
                                                  notice->environment_id);
  g_application_send_notification (G_APPLICATION (self->application), notice->environment_id, notification);
}

static char *
dup_summary_title (guint n)
{
  return g_strdup_printf (
    ngettext ("%u environment has something new", "%u environments have something new", n), n);
}

static void
send_summary (FerryNotifier *self)
{
  g_autofree char *title = dup_summary_title (self->sent->len);
  g_autoptr (GNotification) notification = g_notification_new (title);
  g_autoptr (GString) body = g_string_new (NULL);
  gboolean bad = FALSE;

  for (guint i = 0; i < self->sent->len; i++)
    {
      const Sent *sent = g_ptr_array_index (self->sent, i);

      bad |= ferry_notice_is_bad (sent->notice);
      if (i > 0)
        g_string_append_c (body, '\n');
      g_string_append (body, sent->notice->title);
    }
  g_notification_set_body (notification, body->str);
  g_notification_set_priority (notification,
                               bad ? G_NOTIFICATION_PRIORITY_HIGH : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action (notification, "app.show-overview");
  g_application_send_notification (G_APPLICATION (self->application), FERRY_NOTIFIER_SUMMARY, notification);
}

static void
notify_pending (FerryNotifier *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

static gboolean
is_important (const FerryNotice *notice)
{
  return ferry_notice_needs_answer (notice) || ferry_notice_is_bad (notice);
}

/* That a run has ended isn't what is to be told of an environment where something else went wrong in the same moment. */
static gboolean
is_outweighed (FerryNotifier *self, const FerryNotice *notice)
{
  const Sent *sent;
  guint index;

  if (is_important (notice) || !find_sent (self->sent, notice->environment_id, &index))
    return FALSE;
  sent = g_ptr_array_index (self->sent, index);
  return is_important (sent->notice) && sent->at > g_get_monotonic_time () - TOGETHER;
}

static void
deliver (FerryNotifier *self, FerryNotice *notice)
{
  guint together = remember (self->sent, notice);

  if (self->summary)
    send_summary (self);
  else if (together < MANY)
    send_notice (self, notice);
  else
    {
      for (guint i = 0; i < self->sent->len; i++)
        withdraw (self, ((const Sent *) g_ptr_array_index (self->sent, i))->notice->environment_id);
      self->summary = TRUE;
      send_summary (self);
    }
  notify_pending (self);
}

static void
take_back_all (FerryNotifier *self)
{
  if (self->summary)
    withdraw (self, FERRY_NOTIFIER_SUMMARY);
  else
    for (guint i = 0; i < self->sent->len; i++)
      withdraw (self, ((const Sent *) g_ptr_array_index (self->sent, i))->notice->environment_id);
  g_ptr_array_set_size (self->sent, 0);
  self->summary = FALSE;
  notify_pending (self);
}

static void
take_back (FerryNotifier *self, const char *environment_id)
{
  guint index;

  if (!find_sent (self->sent, environment_id, &index))
    return;
  g_ptr_array_remove_index (self->sent, index);
  if (!self->summary)
    withdraw (self, environment_id);
  else if (self->sent->len > 0)
    send_summary (self);
  else
    {
      withdraw (self, FERRY_NOTIFIER_SUMMARY);
      self->summary = FALSE;
    }
  notify_pending (self);
}

/* What is in front of somebody's eyes was seen: of the overview, every row is. */
static void
on_looked (FerryNotifier *self)
{
  FerryWindow *window = ferry_windows_get_last_used (self->application);
  FerryEnvironment *environment;

  if (window == NULL || !is_in_use (self) || self->sent->len == 0)
    return;
  environment = ferry_window_get_environment (window);
  if (environment == NULL)
    take_back_all (self);
  else
    take_back (self, ferry_profile_get_id (ferry_environment_get_profile (environment)));
}

/* ---- Toasts ---- */

static void
show_toast (FerryNotifier *self, FerryWindow *window, FerryNotice *notice)
{
  g_autofree char *title = g_strdup (notice->title);
  g_autofree char *markup = NULL;
  AdwToast *toast;
  guint together;

  /* As many as there are can be seen in the sidebar. */
  together = remember (self->toasted, notice);
  if (together > MANY)
    return;
  if (together == MANY)
    {
      g_free (title);
      title = g_strdup (_ ("Several environments have something new"));
    }
  markup = g_markup_escape_text (title, -1);
  toast = adw_toast_new (markup);
  adw_toast_set_button_label (toast, _ ("_Show"));
  if (together == MANY)
    adw_toast_set_action_name (toast, "app.show-overview");
  else if (notice->run_id != NULL)
    {
      adw_toast_set_action_name (toast, "app.show-run");
      adw_toast_set_action_target (toast, "(ss)", notice->environment_id, notice->run_id);
    }
  else
    {
      adw_toast_set_action_name (toast, "app.show-environment");
      adw_toast_set_action_target (toast, "s", notice->environment_id);
    }
  ferry_window_add_toast (window, toast);
}

/* ---- What happens ---- */

static void
tell (FerryNotifier *self, FerryEnvironment *environment, FerryNotice *given)
{
  g_autoptr (FerryNotice) notice = given;
  FerryWindow *window = ferry_windows_get_last_used (self->application);

  if (notice == NULL
      || !ferry_settings_get_boolean (
        ferry_notice_needs_answer (notice) ? "notify-when-needed" : "notify-when-ended", TRUE))
    return;
  if (!is_in_use (self))
    {
      if (!is_outweighed (self, notice))
        deliver (self, g_steal_pointer (&notice));
    }
  else if (window != NULL && ferry_window_get_environment (window) != NULL
           && ferry_window_get_environment (window) != environment)
    show_toast (self, window, g_steal_pointer (&notice));
}

static void
on_run_ended (FerryNotifier *self, FerryEnvironment *environment, FerryRun *run)
{
  tell (self, environment, ferry_notice_new_for_run (environment, run));
}

static void
on_settled (FerryNotifier *self, FerryEnvironment *environment, FerryJournalEntry *entry)
{
  /* The window tells it itself. */
  if (!is_in_use (self))
    tell (self, environment, ferry_notice_new_for_entry (environment, entry));
}

static void
on_changed (FerryNotifier *self, GParamSpec *pspec, FerryEnvironment *environment)
{
  const FerryMigrationState *state = ferry_environment_get_state (environment);
  FerryConnection connection = ferry_environment_get_connection (environment);
  Known *known = g_hash_table_lookup (self->known, environment);
  Known before;

  if (known == NULL)
    return;
  before = *known;
  if (connection == FERRY_CONNECTION_SIGNED_OUT)
    known->signed_out = TRUE;
  else if (connection == FERRY_CONNECTION_ONLINE)
    {
      known->online = TRUE;
      known->signed_out = FALSE;
      known->approval = state->approval_required;
      known->creation_failed = state->creation_status == FERRY_CREATION_STATUS_FAILED;
    }
  if (!before.online)
    return;
  if (known->signed_out && !before.signed_out)
    tell (self, environment, ferry_notice_new (environment, FERRY_NOTICE_SIGNED_OUT));
  else if (known->creation_failed && !before.creation_failed)
    tell (self, environment, ferry_notice_new (environment, FERRY_NOTICE_CREATION_FAILED));
  else if (known->approval && !before.approval)
    tell (self, environment, ferry_notice_new (environment, FERRY_NOTICE_APPROVAL));
}

static void
on_actions_changed (FerryNotifier *self, FerryEnvironment *environment)
{
  on_changed (self, NULL, environment);
}

/* ---- Whom it listens to ---- */

static void
stop_listening (FerryNotifier *self, FerryEnvironment *environment)
{
  g_signal_handlers_disconnect_by_data (environment, self);
  g_hash_table_remove (self->known, environment);
}

static void
on_environments_changed (FerryNotifier *self, guint position, guint removed, guint added)
{
  for (guint i = 0; i < removed; i++)
    {
      FerryEnvironment *environment = g_ptr_array_index (self->environments, position);

      take_back (self, ferry_profile_get_id (ferry_environment_get_profile (environment)));
      stop_listening (self, environment);
      g_ptr_array_remove_index (self->environments, position);
    }
  for (guint i = 0; i < added; i++)
    {
      FerryEnvironment *environment = g_list_model_get_item (G_LIST_MODEL (self->workspace), position + i);

      g_ptr_array_insert (self->environments, (int) (position + i), environment);
      g_hash_table_insert (self->known, environment, g_new0 (Known, 1));
      g_signal_connect_object (environment, "notify::connection", G_CALLBACK (on_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (environment, "actions-changed", G_CALLBACK (on_actions_changed), self,
                               G_CONNECT_SWAPPED);
      on_changed (self, NULL, environment);
    }
}

static void
on_window_added (FerryNotifier *self, GtkWindow *window)
{
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (on_looked), self, G_CONNECT_SWAPPED);
  if (FERRY_IS_WINDOW (window))
    g_signal_connect_object (window, "notify::environment", G_CALLBACK (on_looked), self, G_CONNECT_SWAPPED);
}

gboolean
ferry_notifier_get_pending (FerryNotifier *self)
{
  g_return_val_if_fail (FERRY_IS_NOTIFIER (self), FALSE);
  return self->sent->len > 0;
}

static void
ferry_notifier_dispose (GObject *object)
{
  FerryNotifier *self = FERRY_NOTIFIER (object);

  for (guint i = 0; i < self->environments->len; i++)
    stop_listening (self, g_ptr_array_index (self->environments, i));
  g_ptr_array_set_size (self->environments, 0);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (ferry_notifier_parent_class)->dispose (object);
}

static void
ferry_notifier_finalize (GObject *object)
{
  FerryNotifier *self = FERRY_NOTIFIER (object);

  g_ptr_array_unref (self->environments);
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->sent);
  g_ptr_array_unref (self->toasted);
  G_OBJECT_CLASS (ferry_notifier_parent_class)->finalize (object);
}

static void
ferry_notifier_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PENDING)
    g_value_set_boolean (value, ferry_notifier_get_pending (FERRY_NOTIFIER (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_notifier_class_init (FerryNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_notifier_dispose;
  object_class->finalize = ferry_notifier_finalize;
  object_class->get_property = ferry_notifier_get_property;

  properties[PROP_PENDING]
    = g_param_spec_boolean ("pending", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_notifier_init (FerryNotifier *self)
{
  self->environments = g_ptr_array_new_with_free_func (g_object_unref);
  self->known = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->sent = g_ptr_array_new_with_free_func ((GDestroyNotify) sent_free);
  self->toasted = g_ptr_array_new_with_free_func ((GDestroyNotify) sent_free);
}

FerryNotifier *
ferry_notifier_new (GtkApplication *application, FerryWorkspace *workspace)
{
  FerryNotifier *self = g_object_new (FERRY_TYPE_NOTIFIER, NULL);

  self->application = application;
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "run-ended", G_CALLBACK (on_run_ended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "items-changed", G_CALLBACK (on_environments_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (application, "window-added", G_CALLBACK (on_window_added), self,
                           G_CONNECT_SWAPPED);
  on_environments_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (workspace)));
  return self;
}
