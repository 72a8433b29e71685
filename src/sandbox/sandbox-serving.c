/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-serving.h"

#include "sandbox-json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define SERVING_FILE "serving.json"

struct _SandboxServing
{
  int fd; /* the only one of this process: closing another would drop the lock */
};

static void
set_error (GError **error, const char *path, int code)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               /* Translators: a file, why */
               _ ("“%1$s” can’t be used: %2$s"), path, g_strerror (code));
}

SandboxServing *
sandbox_serving_claim (const char *data_folder, GError **error)
{
  g_autofree char *path = g_build_filename (data_folder, SERVING_FILE, NULL);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  SandboxServing *self;
  int fd;

  if (g_mkdir_with_parents (data_folder, 0700) != 0
      || (fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600)) < 0)
    {
      set_error (error, path, errno);
      return NULL;
    }
  if (fcntl (fd, F_SETLK, &lock) != 0)
    {
      int code = errno;

      close (fd);
      if (code == EACCES || code == EAGAIN)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("Another process serves “%s” already."),
                     data_folder);
      else
        set_error (error, path, code);
      return NULL;
    }
  /* What a process that was killed has left. */
  if (ftruncate (fd, 0) != 0)
    {
      set_error (error, path, errno);
      close (fd);
      return NULL;
    }
  self = g_new0 (SandboxServing, 1);
  self->fd = fd;
  return self;
}

void
sandbox_serving_tell (SandboxServing *self,
                      const char *url,
                      const char *tenant,
                      const char *environment,
                      gboolean stays)
{
  g_autoptr (GString) text = g_string_new ("{\"url\":");

  sandbox_json_append_string (text, url);
  g_string_append (text, ",\"tenant\":");
  sandbox_json_append_string (text, tenant);
  g_string_append (text, ",\"environment\":");
  sandbox_json_append_string (text, environment);
  g_string_append_printf (text, ",\"stays\":%s}\n", stays ? "true" : "false");
  /* At once, so that nobody reads a half. */
  if (pwrite (self->fd, text->str, text->len, 0) != (gssize) text->len)
    g_warning ("The address can’t be told to other programs: %s", g_strerror (errno));
}

void
sandbox_serving_release (SandboxServing *self)
{
  if (ftruncate (self->fd, 0) != 0)
    g_debug ("The address can’t be taken back: %s", g_strerror (errno));
  close (self->fd);
  g_free (self);
}
