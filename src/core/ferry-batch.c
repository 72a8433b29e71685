/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-batch.h"

#include "ferry-error.h"
#include "ferry-format.h"

#include <glib/gi18n-lib.h>

struct _FerryBatchItem
{
  GObject parent_instance;

  FerryEnvironment *environment;
  FerryAction action;
  FerryBatchState state;
  char *message;
  gboolean cautious;
  GError *error;
};

struct _FerryBatch
{
  GObject parent_instance;

  FerryAction action;
  GPtrArray *items; /* FerryBatchItem */
  gboolean begun;
  gboolean running;
};

enum
{
  PROP_0,
  PROP_RUNNING,
  PROP_ENDED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint item_changed;
static guint batch_changed;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (FerryBatchItem, ferry_batch_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (FerryBatch,
                               ferry_batch,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* ---- One of them ---- */

static void
set_item (FerryBatchItem *self, FerryBatchState state, const char *message, gboolean cautious)
{
  if (self->state == state && self->cautious == cautious && g_strcmp0 (self->message, message) == 0)
    return;
  self->state = state;
  self->cautious = cautious;
  g_free (self->message);
  self->message = g_strdup (message);
  g_signal_emit (self, item_changed, 0);
}

static void
append_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

/* What the confirmation of a single run would say, too (domain §2.4). Returns: whether there is something to think of */
static gboolean
describe_run (const FerryMigrationState *state, GString *text)
{
  gboolean cautious = FALSE;

  if (state->has_run && state->last_status == FERRY_RUN_STATUS_FAILED)
    {
      append_sentence (text, _ ("The last run failed."));
      cautious = TRUE;
    }
  if (state->tables_failed > 0)
    {
      g_autofree char *count = ferry_format_count (state->tables_failed);
      g_autofree char *sentence
        = g_strdup_printf (ngettext ("%s table failed and is tried again.",
                                     "%s tables failed and are tried again.", state->tables_failed),
                           count);

      append_sentence (text, sentence);
      cautious = TRUE;
    }
  if (!state->has_run)
    append_sentence (text, _ ("It is the first run and copies everything."));
  else if (ferry_action_rules_next_run_is_full (state))
    {
      append_sentence (text, _ ("It copies everything again."));
      cautious = TRUE;
    }
  return cautious;
}

/* Before it is started: what the rules say now. */
static void
look_at_item (FerryBatchItem *self)
{
  g_autofree char *reason = NULL;
  GString *text;
  gboolean cautious = FALSE;

  if (!ferry_environment_check_action (self->environment, self->action, &reason))
    {
      set_item (self, FERRY_BATCH_STATE_REFUSED, reason, FALSE);
      return;
    }
  text = g_string_new (NULL);
  if (self->action == FERRY_ACTION_RUN_REPLICATION)
    cautious = describe_run (ferry_environment_get_state (self->environment), text);
  set_item (self, FERRY_BATCH_STATE_WAITING, text->str, cautious);
  g_string_free (text, TRUE);
}

/* What wasn't known may become known later, by itself: at the next look, or when the journal is settled. */
static void
on_active_changed (FerryBatchItem *self)
{
  if (self->state == FERRY_BATCH_STATE_UNKNOWN
      && ferry_run_monitor_get_active (ferry_environment_get_monitor (self->environment)))
    set_item (self, FERRY_BATCH_STATE_DONE, _ ("It was started, as its state shows by now."), FALSE);
}

static void
on_settled (FerryBatchItem *self, FerryJournalEntry *entry)
{
  if (self->state != FERRY_BATCH_STATE_UNKNOWN
      || g_strcmp0 (ferry_journal_entry_get_action (entry), ferry_action_to_nick (self->action)) != 0)
    return;
  switch (ferry_journal_entry_get_outcome (entry))
    {
    case FERRY_OUTCOME_DONE:
    case FERRY_OUTCOME_SETTLED_DONE:
      set_item (self, FERRY_BATCH_STATE_DONE, _ ("It was started, as its state shows by now."), FALSE);
      break;
    case FERRY_OUTCOME_REFUSED:
    case FERRY_OUTCOME_SETTLED_NOT_DONE:
      set_item (self, FERRY_BATCH_STATE_FAILED, _ ("It wasn’t started, as its state shows by now."), FALSE);
      break;
    case FERRY_OUTCOME_PENDING:
    case FERRY_OUTCOME_UNKNOWN:
    default:
      break;
    }
}

static void
finish_item (FerryBatchItem *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  if (error == NULL)
    set_item (self, FERRY_BATCH_STATE_DONE, "", FALSE);
  else if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_RULE))
    set_item (self, FERRY_BATCH_STATE_REFUSED, error->message, FALSE);
  else if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS))
    {
      set_item (self, FERRY_BATCH_STATE_UNKNOWN, error->message, FALSE);
      on_active_changed (self);
    }
  else
    set_item (self, FERRY_BATCH_STATE_FAILED, error->message, FALSE);
}

FerryEnvironment *
ferry_batch_item_get_environment (FerryBatchItem *self)
{
  g_return_val_if_fail (FERRY_IS_BATCH_ITEM (self), NULL);
  return self->environment;
}

FerryBatchState
ferry_batch_item_get_state (FerryBatchItem *self)
{
  g_return_val_if_fail (FERRY_IS_BATCH_ITEM (self), FERRY_BATCH_STATE_REFUSED);
  return self->state;
}

const char *
ferry_batch_item_get_message (FerryBatchItem *self)
{
  g_return_val_if_fail (FERRY_IS_BATCH_ITEM (self), NULL);
  return self->message;
}

gboolean
ferry_batch_item_get_cautious (FerryBatchItem *self)
{
  g_return_val_if_fail (FERRY_IS_BATCH_ITEM (self), FALSE);
  return self->cautious;
}

const GError *
ferry_batch_item_get_error (FerryBatchItem *self)
{
  g_return_val_if_fail (FERRY_IS_BATCH_ITEM (self), NULL);
  return self->error;
}

static void
ferry_batch_item_dispose (GObject *object)
{
  FerryBatchItem *self = FERRY_BATCH_ITEM (object);

  if (self->environment != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->environment, self);
      g_signal_handlers_disconnect_by_data (ferry_environment_get_monitor (self->environment), self);
    }
  g_clear_object (&self->environment);
  G_OBJECT_CLASS (ferry_batch_item_parent_class)->dispose (object);
}

static void
ferry_batch_item_finalize (GObject *object)
{
  FerryBatchItem *self = FERRY_BATCH_ITEM (object);

  g_free (self->message);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (ferry_batch_item_parent_class)->finalize (object);
}

static void
ferry_batch_item_class_init (FerryBatchItemClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_batch_item_dispose;
  G_OBJECT_CLASS (klass)->finalize = ferry_batch_item_finalize;
  item_changed = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
ferry_batch_item_init (FerryBatchItem *self)
{
  self->message = g_strdup ("");
}

static FerryBatchItem *
batch_item_new (FerryEnvironment *environment, FerryAction action)
{
  FerryBatchItem *self = g_object_new (FERRY_TYPE_BATCH_ITEM, NULL);

  self->environment = g_object_ref (environment);
  self->action = action;
  g_signal_connect_object (environment, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ferry_environment_get_monitor (environment), "notify::active",
                           G_CALLBACK (on_active_changed), self, G_CONNECT_SWAPPED);
  look_at_item (self);
  return self;
}

/* ---- All of them ---- */

static GType
get_item_type (GListModel *model)
{
  return FERRY_TYPE_BATCH_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return FERRY_BATCH (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  FerryBatch *self = FERRY_BATCH (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
on_item_changed (FerryBatch *self)
{
  g_signal_emit (self, batch_changed, 0);
}

static void
on_actions_changed (FerryBatch *self)
{
  for (guint i = 0; !self->begun && i < self->items->len; i++)
    look_at_item (g_ptr_array_index (self->items, i));
}

FerryAction
ferry_batch_get_action (FerryBatch *self)
{
  g_return_val_if_fail (FERRY_IS_BATCH (self), FERRY_ACTION_REFRESH);
  return self->action;
}

gboolean
ferry_batch_get_running (FerryBatch *self)
{
  g_return_val_if_fail (FERRY_IS_BATCH (self), FALSE);
  return self->running;
}

gboolean
ferry_batch_get_ended (FerryBatch *self)
{
  g_return_val_if_fail (FERRY_IS_BATCH (self), FALSE);
  return self->begun && !self->running;
}

guint
ferry_batch_count (FerryBatch *self, FerryBatchState state)
{
  guint count = 0;

  g_return_val_if_fail (FERRY_IS_BATCH (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    count += ferry_batch_item_get_state (g_ptr_array_index (self->items, i)) == state ? 1 : 0;
  return count;
}

/* ---- Doing ---- */

typedef struct
{
  FerryBatch *batch;
  FerryBatchItem *item;
} Step;

static void go_on (FerryBatch *self);

static void
finish_step (Step *step, GError *error)
{
  g_autoptr (FerryBatch) batch = step->batch;
  g_autoptr (FerryBatchItem) item = step->item;

  g_free (step);
  finish_item (item, error);
  go_on (batch);
}

static void
on_performed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ferry_environment_perform_finish (FERRY_ENVIRONMENT (object), result, &error);
  finish_step (user_data, error);
}

static void
on_refreshed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ferry_environment_refresh_finish (FERRY_ENVIRONMENT (object), result, &error);
  finish_step (user_data, error);
}

static FerryBatchItem *
find_waiting (FerryBatch *self)
{
  for (guint i = 0; i < self->items->len; i++)
    if (ferry_batch_item_get_state (g_ptr_array_index (self->items, i)) == FERRY_BATCH_STATE_WAITING)
      return g_ptr_array_index (self->items, i);
  return NULL;
}

static void
go_on (FerryBatch *self)
{
  FerryBatchItem *item = find_waiting (self);
  Step *step;

  if (item == NULL)
    {
      self->running = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENDED]);
      return;
    }
  step = g_new0 (Step, 1);
  step->batch = g_object_ref (self);
  step->item = g_object_ref (item);
  set_item (item, FERRY_BATCH_STATE_BUSY, "", FALSE);
  /* Nobody may cancel it half-way: whether it was taken has to be found out, and written down. */
  if (self->action == FERRY_ACTION_REFRESH)
    ferry_environment_refresh_async (item->environment, NULL, on_refreshed, step);
  else
    ferry_environment_perform_async (item->environment, self->action, NULL, NULL, on_performed, step);
}

gboolean
ferry_batch_start (FerryBatch *self)
{
  g_return_val_if_fail (FERRY_IS_BATCH (self), FALSE);

  if (self->begun)
    return FALSE;
  self->begun = TRUE;
  self->running = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  go_on (self);
  return TRUE;
}

void
ferry_batch_stop (FerryBatch *self)
{
  FerryBatchItem *item;

  g_return_if_fail (FERRY_IS_BATCH (self));

  while (self->running && (item = find_waiting (self)) != NULL)
    set_item (item, FERRY_BATCH_STATE_STOPPED, _ ("It wasn’t started."), FALSE);
}

/* ---- The object ---- */

static void
ferry_batch_finalize (GObject *object)
{
  FerryBatch *self = FERRY_BATCH (object);

  for (guint i = 0; i < self->items->len; i++)
    {
      FerryBatchItem *item = g_ptr_array_index (self->items, i);

      g_signal_handlers_disconnect_by_data (item, self);
      g_signal_handlers_disconnect_by_data (item->environment, self);
    }
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (ferry_batch_parent_class)->finalize (object);
}

static void
ferry_batch_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryBatch *self = FERRY_BATCH (object);

  switch (id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;
    case PROP_ENDED:
      g_value_set_boolean (value, ferry_batch_get_ended (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_batch_class_init (FerryBatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ferry_batch_finalize;
  object_class->get_property = ferry_batch_get_property;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_ENDED] = g_param_spec_boolean ("ended", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  batch_changed = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
ferry_batch_init (FerryBatch *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

FerryBatch *
ferry_batch_new (FerryAction action, GPtrArray *environments)
{
  FerryBatch *self = g_object_new (FERRY_TYPE_BATCH, NULL);

  self->action = action;
  for (guint i = 0; i < environments->len; i++)
    {
      FerryEnvironment *environment = g_ptr_array_index (environments, i);
      FerryBatchItem *item = batch_item_new (environment, action);

      g_ptr_array_add (self->items, item);
      g_signal_connect_object (item, "changed", G_CALLBACK (on_item_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (environment, "actions-changed", G_CALLBACK (on_actions_changed), self,
                               G_CONNECT_SWAPPED);
    }
  return self;
}
