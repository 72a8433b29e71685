/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* F_OFD_SETLK */
#endif
#include "ferry-database-owner.h"

#include <fcntl.h>
#include <unistd.h>

/* Two at once with the same number are as good as impossible; if they are, the second draws again. */
#define DRAWS 8

struct _FerryDatabaseOwner
{
  int fd;
  gint64 id;
};

static gboolean
lock_byte (int fd, int command, gint64 offset, short *type)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = offset, .l_len = 1 };

  if (fcntl (fd, command, &lock) != 0)
    return FALSE;
  *type = lock.l_type;
  return TRUE;
}

FerryDatabaseOwner *
ferry_database_owner_new (const char *database_path)
{
  FerryDatabaseOwner *self = g_new0 (FerryDatabaseOwner, 1);
  g_autofree char *path = g_strconcat (database_path, "-owners", NULL);
  short type;

  self->fd = -1;
  if (g_str_equal (database_path, ":memory:"))
    return self;
  self->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  for (guint i = 0; self->fd >= 0 && self->id == 0 && i < DRAWS; i++)
    {
      gint64 id = g_random_int_range (1, G_MAXINT32);

      if (lock_byte (self->fd, F_OFD_SETLK, id, &type))
        self->id = id;
    }
  return self;
}

void
ferry_database_owner_free (FerryDatabaseOwner *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

gint64
ferry_database_owner_get_id (FerryDatabaseOwner *self)
{
  return self->id;
}

gboolean
ferry_database_owner_is_other_alive (FerryDatabaseOwner *self, gint64 id)
{
  short type;

  /* One's own lock doesn't conflict with oneself, and isn't seen here. */
  return id > 0 && id != self->id && self->fd >= 0 && lock_byte (self->fd, F_OFD_GETLK, id, &type)
         && type != F_UNLCK;
}
