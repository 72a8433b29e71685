/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-sandbox-serving.h"

#include "ferry-json.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* An address and two names. */
#define MAX_SIZE 4096

void
ferry_sandbox_serving_free (FerrySandboxServing *self)
{
  g_free (self->url);
  g_free (self->tenant);
  g_free (self->environment);
  g_free (self);
}

/* The lock, not the text, says that somebody is there: it ends with the process, however that ends. */
static gboolean
find_holder (int fd, int *pid)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  if (fcntl (fd, F_GETLK, &lock) != 0 || lock.l_type == F_UNLCK)
    return FALSE;
  *pid = lock.l_pid;
  return TRUE;
}

static void
read_address (FerrySandboxServing *self, int fd)
{
  char text[MAX_SIZE];
  gssize size;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  const char *url, *tenant, *environment;

  while ((size = pread (fd, text, sizeof text, 0)) < 0 && errno == EINTR)
    ;
  if (size <= 0 || (node = ferry_json_parse (text, (gsize) size, NULL)) == NULL
      || (object = ferry_json_get_object (node, "serving", NULL)) == NULL
      || (url = ferry_json_get_string (object, "url", "serving", NULL)) == NULL
      || (tenant = ferry_json_get_string (object, "tenant", "serving", NULL)) == NULL
      || (environment = ferry_json_get_string (object, "environment", "serving", NULL)) == NULL)
    return;
  self->url = g_strdup (url);
  self->tenant = g_strdup (tenant);
  self->environment = g_strdup (environment);
  self->stays = json_object_get_boolean_member_with_default (object, "stays", FALSE);
}

FerrySandboxServing *
ferry_sandbox_serving_read (const char *data_folder)
{
  g_autofree char *path = NULL;
  FerrySandboxServing *self = NULL;
  int pid = 0;
  int fd;

  g_return_val_if_fail (data_folder != NULL, NULL);

  path = g_build_filename (data_folder, FERRY_SANDBOX_SERVING_FILE, NULL);
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return NULL;
  if (find_holder (fd, &pid))
    {
      self = g_new0 (FerrySandboxServing, 1);
      self->pid = MAX (pid, 0);
      read_address (self, fd);
    }
  close (fd);
  return self;
}
