/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *
get_program (void)
{
  const char *program = g_getenv ("FERRY_SANDBOX");

  g_assert_nonnull (program);
  return program;
}

void
program_fixture_start (ProgramFixture *self, const char *folder, const char *const *options)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_autoptr (JsonNode) node = NULL;

  memset (self, 0, sizeof *self);
  self->folder = folder != NULL ? g_strdup (folder) : g_dir_make_tmp ("ferry-program-XXXXXX", NULL);
  g_ptr_array_add (arguments, (char *) get_program ());
  g_ptr_array_add (arguments, (char *) "--data");
  g_ptr_array_add (arguments, self->folder);
  /* A test that fails leaves nothing running. */
  g_ptr_array_add (arguments, (char *) "--exit-with-stdin");
  for (guint i = 0; options != NULL && options[i] != NULL; i++)
    g_ptr_array_add (arguments, (char *) options[i]);
  g_ptr_array_add (arguments, NULL);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);

  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (self->output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  node = json_from_string (line, &error);
  g_assert_no_error (error);
  self->ready = json_object_ref (json_node_get_object (node));
  self->token = g_strdup (json_object_get_string_member (self->ready, "token"));
  self->prefix = g_strdup_printf ("%s/v2.0/%s/%s/api/microsoft/cloudMigration/v1.0/",
                                  json_object_get_string_member (self->ready, "url"),
                                  json_object_get_string_member (self->ready, "tenant"),
                                  json_object_get_string_member (self->ready, "environment"));
  self->session = soup_session_new ();
}

void
program_fixture_end (ProgramFixture *self, int signal)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *more = NULL;

  if (signal != 0)
    g_subprocess_send_signal (self->process, signal);
  else
    g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, &error);
  g_assert_no_error (error);
  more = g_data_input_stream_read_line (self->output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (more);
  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (self->process));
}

void
program_remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
}

static void
kill_and_release (ProgramFixture *self)
{
  if (g_subprocess_get_identifier (self->process) != NULL)
    {
      g_subprocess_force_exit (self->process);
      g_subprocess_wait (self->process, NULL, NULL);
    }
  g_object_unref (self->process);
  g_object_unref (self->output);
  g_object_unref (self->session);
  json_object_unref (self->ready);
  g_free (self->prefix);
  g_free (self->token);
}

void
program_fixture_restart (ProgramFixture *self, const char *const *options)
{
  g_autofree char *folder = g_steal_pointer (&self->folder);

  kill_and_release (self);
  program_fixture_start (self, folder, options);
}

void
program_fixture_clear (ProgramFixture *self)
{
  if (self->process == NULL)
    return;
  kill_and_release (self);
  program_remove_folder (self->folder);
  g_free (self->folder);
}

int
program_run (const char *const *arguments, char **output)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (all, (char *) get_program ());
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (all, (char *) arguments[i]);
  g_ptr_array_add (all, NULL);
  process = g_subprocess_newv ((const char *const *) all->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

JsonObject *
program_request (ProgramFixture *self,
                 const char *method,
                 const char *path,
                 const char *body,
                 const char *if_match,
                 guint *status)
{
  g_autofree char *url
    = strstr (path, "://") != NULL ? g_strdup (path) : g_strconcat (self->prefix, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *authorization = g_strconcat ("Bearer ", self->token, NULL);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length;
  const char *data;

  soup_message_headers_replace (headers, "Authorization", authorization);
  if (if_match != NULL)
    soup_message_headers_replace (headers, "If-Match", if_match);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  answer = soup_session_send_and_read (self->session, message, NULL, NULL);
  *status = answer != NULL ? soup_message_get_status (message) : 0;
  if (answer == NULL)
    return NULL;
  data = g_bytes_get_data (answer, &length);
  if (length == 0 || !json_parser_load_from_data (parser, data, (gssize) length, NULL))
    return NULL;
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}
