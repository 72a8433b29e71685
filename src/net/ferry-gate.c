/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-gate.h"

struct _FerryGate
{
  GObject parent_instance;

  guint free_places;
  GQueue waiting;
};

G_DEFINE_FINAL_TYPE (FerryGate, ferry_gate, G_TYPE_OBJECT)

static void
ferry_gate_class_init (FerryGateClass *klass)
{
}

static void
ferry_gate_init (FerryGate *self)
{
  g_queue_init (&self->waiting);
}

FerryGate *
ferry_gate_new (guint places)
{
  FerryGate *self = g_object_new (FERRY_TYPE_GATE, NULL);

  self->free_places = places;
  return self;
}

static void
stop_waiting (GTask *task)
{
  GSource *watch = g_task_get_task_data (task);

  if (watch != NULL)
    g_source_destroy (watch);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryGate *self = g_task_get_source_object (task);

  g_queue_remove (&self->waiting, task);
  stop_waiting (task);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

void
ferry_gate_enter_async (FerryGate *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FERRY_IS_GATE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_gate_enter_async);
  /* Who holds a place must know it, cancelled or not. */
  g_task_set_check_cancellable (task, FALSE);

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (self->free_places > 0)
    {
      self->free_places--;
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  if (cancellable != NULL)
    {
      GSource *watch = g_cancellable_source_new (cancellable);

      g_source_set_callback (watch, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (watch, g_task_get_context (task));
      g_task_set_task_data (task, watch, (GDestroyNotify) g_source_unref);
    }
  g_queue_push_tail (&self->waiting, task);
}

gboolean
ferry_gate_enter_finish (FerryGate *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ferry_gate_leave (FerryGate *self)
{
  GTask *next;

  g_return_if_fail (FERRY_IS_GATE (self));

  next = g_queue_pop_head (&self->waiting);
  if (next == NULL)
    {
      self->free_places++;
      return;
    }
  stop_waiting (next);
  g_task_return_boolean (next, TRUE);
  g_object_unref (next);
}
