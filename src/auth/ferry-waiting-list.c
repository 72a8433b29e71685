/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-waiting-list.h"

struct _FerryWaitingList
{
  GQueue tasks;
  void (*abandoned) (gpointer user_data);
  gpointer user_data;
};

/* What a waiting task carries: its place, and what watches its cancellable. */
typedef struct
{
  FerryWaitingList *list;
  GSource *watch;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  if (place->watch != NULL)
    g_source_unref (place->watch);
  g_free (place);
}

FerryWaitingList *
ferry_waiting_list_new (void (*abandoned) (gpointer user_data), gpointer user_data)
{
  FerryWaitingList *self = g_new0 (FerryWaitingList, 1);

  self->abandoned = abandoned;
  self->user_data = user_data;
  g_queue_init (&self->tasks);
  return self;
}

void
ferry_waiting_list_free (FerryWaitingList *self)
{
  /* Each of them holds who holds the list. */
  g_assert (g_queue_is_empty (&self->tasks));
  g_free (self);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  /* Keeps who holds the list over what follows. */
  g_autoptr (GObject) holder = g_object_ref (g_task_get_source_object (task));
  Place *place = g_task_get_task_data (task);
  FerryWaitingList *self = place->list;

  g_source_destroy (place->watch);
  g_queue_remove (&self->tasks, task);
  g_task_return_error_if_cancelled (task);
  if (g_queue_is_empty (&self->tasks) && self->abandoned != NULL)
    self->abandoned (self->user_data);
  return G_SOURCE_REMOVE;
}

void
ferry_waiting_list_add (FerryWaitingList *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Place *place = g_new0 (Place, 1);

  place->list = self;
  if (cancellable != NULL)
    {
      place->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (place->watch, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (place->watch, g_task_get_context (task));
    }
  g_task_set_task_data (task, place, place_free);
  g_queue_push_tail (&self->tasks, g_object_ref (task));
}

GTask *
ferry_waiting_list_take (FerryWaitingList *self)
{
  GTask *task = g_queue_pop_head (&self->tasks);
  Place *place = task != NULL ? g_task_get_task_data (task) : NULL;

  if (place != NULL && place->watch != NULL)
    g_source_destroy (place->watch);
  return task;
}

guint
ferry_waiting_list_get_length (FerryWaitingList *self)
{
  return self->tasks.length;
}
