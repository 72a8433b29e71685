/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-gate.h"

struct _FerryGate
{
  GObject parent_instance;

  guint places;
  guint taken;
  guint long_places;
  guint long_taken;
  guint most;
  GQueue waiting_long;
  GQueue waiting;
};

typedef struct
{
  gboolean stays_long;
  GSource *watch; /* (nullable) */
} Visit;

static void
visit_free (Visit *visit)
{
  g_clear_pointer (&visit->watch, g_source_unref);
  g_free (visit);
}

G_DEFINE_FINAL_TYPE (FerryGate, ferry_gate, G_TYPE_OBJECT)

static void
ferry_gate_class_init (FerryGateClass *klass)
{
}

static void
ferry_gate_init (FerryGate *self)
{
  g_queue_init (&self->waiting_long);
  g_queue_init (&self->waiting);
}

FerryGate *
ferry_gate_new (guint places, guint long_places)
{
  FerryGate *self = g_object_new (FERRY_TYPE_GATE, NULL);

  self->places = places;
  self->long_places = long_places;
  return self;
}

static GQueue *
queue_of (FerryGate *self, const Visit *visit)
{
  return visit->stays_long ? &self->waiting_long : &self->waiting;
}

static gboolean
has_place (FerryGate *self, gboolean stays_long)
{
  return self->taken < self->places && (!stays_long || self->long_taken < self->long_places);
}

/* Takes @task. */
static void
let_in (FerryGate *self, GTask *task)
{
  Visit *visit = g_task_get_task_data (task);

  if (visit->watch != NULL)
    g_source_destroy (visit->watch);
  self->taken++;
  if (visit->stays_long)
    self->long_taken++;
  self->most = MAX (self->most, self->taken);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryGate *self = g_task_get_source_object (task);
  Visit *visit = g_task_get_task_data (task);

  g_queue_remove (queue_of (self, visit), task);
  g_source_destroy (visit->watch);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

void
ferry_gate_enter_async (FerryGate *self,
                        gboolean stays_long,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;
  Visit *visit;

  g_return_if_fail (FERRY_IS_GATE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_gate_enter_async);
  /* Who holds a place must know it, cancelled or not. */
  g_task_set_check_cancellable (task, FALSE);
  visit = g_new0 (Visit, 1);
  visit->stays_long = stays_long;
  g_task_set_task_data (task, visit, (GDestroyNotify) visit_free);

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (has_place (self, stays_long))
    {
      let_in (self, task);
      return;
    }

  if (cancellable != NULL)
    {
      visit->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (visit->watch, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (visit->watch, g_task_get_context (task));
    }
  g_queue_push_tail (queue_of (self, visit), task);
}

gboolean
ferry_gate_enter_finish (FerryGate *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ferry_gate_leave (FerryGate *self, gboolean stays_long)
{
  g_return_if_fail (FERRY_IS_GATE (self));
  g_return_if_fail (self->taken > 0);

  self->taken--;
  if (stays_long)
    self->long_taken--;
  if (!g_queue_is_empty (&self->waiting_long) && has_place (self, TRUE))
    let_in (self, g_queue_pop_head (&self->waiting_long));
  else if (!g_queue_is_empty (&self->waiting) && has_place (self, FALSE))
    let_in (self, g_queue_pop_head (&self->waiting));
}

guint
ferry_gate_get_most (FerryGate *self)
{
  g_return_val_if_fail (FERRY_IS_GATE (self), 0);

  return self->most;
}
