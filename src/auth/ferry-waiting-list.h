/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * FerryWaitingList:
 *
 * Those who wait for one thing that is under way for all of them: a look into the keyring, a new token. Each is a
 * #GTask whose source object holds the list, and whose task data the list takes. One that is cancelled leaves at once.
 */
typedef struct _FerryWaitingList FerryWaitingList;

/*
 * ferry_waiting_list_new:
 * @abandoned: (nullable): called after the last one who waited was cancelled
 * @user_data: for @abandoned
 */
FerryWaitingList *ferry_waiting_list_new (void (*abandoned) (gpointer user_data), gpointer user_data);
void ferry_waiting_list_free (FerryWaitingList *self);

/* ferry_waiting_list_add: takes a reference of @task */
void ferry_waiting_list_add (FerryWaitingList *self, GTask *task);

/* ferry_waiting_list_take: Returns: (transfer full) (nullable): the next one, which doesn't wait any more */
GTask *ferry_waiting_list_take (FerryWaitingList *self);

/* ferry_waiting_list_get_length: Returns: how many wait */
guint ferry_waiting_list_get_length (FerryWaitingList *self);

G_END_DECLS
