/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * FerryDatabaseOwner:
 *
 * Several programs use one journal at once, such as the application and a command. Each has a number, drawn at random, and as
 * long as it lives a lock on the byte at that offset of a file beside the journal. The kernel takes it back with the
 * process, however that ends, and shows it across containers, where process ids mean nothing.
 */
typedef struct _FerryDatabaseOwner FerryDatabaseOwner;

/* ferry_database_owner_new: @database_path: the journal; where nothing can be locked, the number is 0 */
FerryDatabaseOwner *ferry_database_owner_new (const char *database_path);
void ferry_database_owner_free (FerryDatabaseOwner *self);

/* ferry_database_owner_get_id: Returns: above 0, or 0 where nobody could see that we live */
gint64 ferry_database_owner_get_id (FerryDatabaseOwner *self);

/* ferry_database_owner_is_other_alive: Returns: whether @id is of another that lives */
gboolean ferry_database_owner_is_other_alive (FerryDatabaseOwner *self, gint64 id);

G_END_DECLS
