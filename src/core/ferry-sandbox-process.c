/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-sandbox-process.h"

#include "ferry-error.h"
#include "ferry-json.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define PROGRAM "ferry-sandbox"
/* The first start makes the sample databases. */
#define START_TIMEOUT_MS (180 * 1000)
/* What it has to do when it is asked to end is to finish the table it copies. */
#define STOP_TIMEOUT_MS (15 * 1000)
#define KEPT_LINES      5
#define KEPT_CHARACTERS 400

struct _FerrySandboxProcess
{
  GObject parent_instance;

  char *program;
  char *data_folder;
  char **arguments;
  gboolean detached;

  /* of the present child */
  GCancellable *life; /* cancelled with the object or before the next start */
  GSubprocess *process;
  GDataInputStream *output;
  GDataInputStream *errors;
  GQueue last_lines; /* char *, of its standard error */
  GTask *start_task;
  GCancellable *start_cancellable;
  gulong start_cancelled_id;
  guint start_timeout_id;
  guint stop_timeout_id;
  gboolean running;
  gboolean stopping;
  gboolean exited;
  gboolean errors_ended;

  char *url;
  char *tenant;
  char *environment;
  char *token;
};

G_DEFINE_FINAL_TYPE (FerrySandboxProcess, ferry_sandbox_process, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RUNNING,
  N_PROPS
};

enum
{
  ENDED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void read_error_line (FerrySandboxProcess *self);
static void read_output_line (FerrySandboxProcess *self);

/* ---- What the asynchronous calls know of the object: it may go while they are under way ---- */

static GWeakRef *
weak_ref_new (FerrySandboxProcess *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

static FerrySandboxProcess *
weak_ref_take (GWeakRef *weak)
{
  FerrySandboxProcess *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return self;
}

/* ---- The object ---- */

static void
forget_token (FerrySandboxProcess *self)
{
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_clear_pointer (&self->token, g_free);
}

static void
disconnect_start (FerrySandboxProcess *self)
{
  g_clear_handle_id (&self->start_timeout_id, g_source_remove);
  if (self->start_cancellable != NULL)
    g_cancellable_disconnect (self->start_cancellable, self->start_cancelled_id);
  self->start_cancelled_id = 0;
  g_clear_object (&self->start_cancellable);
}

/* Dropping the pipe's end is what ends a child that still runs. */
static void
drop_child (FerrySandboxProcess *self)
{
  g_cancellable_cancel (self->life);
  g_clear_object (&self->life);
  if (self->process != NULL && !self->detached)
    g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_clear_object (&self->process);
  g_clear_object (&self->output);
  g_clear_object (&self->errors);
  g_clear_handle_id (&self->stop_timeout_id, g_source_remove);
  g_queue_clear_full (&self->last_lines, g_free);
}

static void
ferry_sandbox_process_dispose (GObject *object)
{
  FerrySandboxProcess *self = FERRY_SANDBOX_PROCESS (object);

  disconnect_start (self);
  drop_child (self);

  G_OBJECT_CLASS (ferry_sandbox_process_parent_class)->dispose (object);
}

static void
ferry_sandbox_process_finalize (GObject *object)
{
  FerrySandboxProcess *self = FERRY_SANDBOX_PROCESS (object);

  g_free (self->program);
  g_free (self->data_folder);
  g_strfreev (self->arguments);
  g_free (self->url);
  g_free (self->tenant);
  g_free (self->environment);
  forget_token (self);

  G_OBJECT_CLASS (ferry_sandbox_process_parent_class)->finalize (object);
}

static void
ferry_sandbox_process_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, FERRY_SANDBOX_PROCESS (object)->running);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_sandbox_process_class_init (FerrySandboxProcessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_sandbox_process_dispose;
  object_class->finalize = ferry_sandbox_process_finalize;
  object_class->get_property = ferry_sandbox_process_get_property;

  properties[PROP_RUNNING] = g_param_spec_boolean (
    "running", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ferry_sandbox_process_init (FerrySandboxProcess *self)
{
  g_queue_init (&self->last_lines);
}

FerrySandboxProcess *
ferry_sandbox_process_new (const char *program, const char *data_folder, const char *const *arguments)
{
  FerrySandboxProcess *self;

  g_return_val_if_fail (data_folder != NULL, NULL);

  self = g_object_new (FERRY_TYPE_SANDBOX_PROCESS, NULL);
  self->program = g_strdup (program);
  self->data_folder = g_strdup (data_folder);
  self->arguments = g_strdupv ((char **) arguments);
  return self;
}

void
ferry_sandbox_process_set_detached (FerrySandboxProcess *self)
{
  g_return_if_fail (FERRY_IS_SANDBOX_PROCESS (self));
  g_return_if_fail (self->process == NULL);

  self->detached = TRUE;
}

static void
set_running (FerrySandboxProcess *self, gboolean running)
{
  if (self->running == running)
    return;
  self->running = running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/* ---- What it says ---- */

/* The last lines of its standard error, without the token, on one line. Returns: "" where there are none */
static char *
describe_errors (FerrySandboxProcess *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (GList *link = self->last_lines.head; link != NULL; link = link->next)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", (const char *) link->data);
  if (self->token != NULL && *self->token != '\0')
    g_string_replace (text, self->token, "•••", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_end (FerrySandboxProcess *self)
{
  g_autofree char *errors = describe_errors (self);
  g_autofree char *how = NULL;

  if (g_subprocess_get_if_signaled (self->process))
    how = g_strdup_printf (_ ("The sandbox was ended by signal %d."),
                           g_subprocess_get_term_sig (self->process));
  else
    how = g_strdup_printf (_ ("The sandbox ended by itself with exit status %d."),
                           g_subprocess_get_exit_status (self->process));
  if (*errors == '\0')
    return g_steal_pointer (&how);
  /* Translators: %1$s is a sentence, %2$s the program's last words */
  return g_strdup_printf (_ ("%1$s Its last message: %2$s"), how, errors);
}

static void
return_start_error (FerrySandboxProcess *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->start_task);

  disconnect_start (self);
  g_task_return_error (task, error);
}

/* Both the end and the last words are there, in whichever order they came. */
static void
check_ended (FerrySandboxProcess *self)
{
  g_autofree char *message = NULL;
  gboolean by_itself;

  if (!self->exited || !self->errors_ended)
    return;
  message = describe_end (self);
  by_itself = self->running && !self->stopping;
  drop_child (self);
  if (self->start_task != NULL)
    return_start_error (self, g_error_new_literal (FERRY_ERROR, FERRY_ERROR_FAILED, message));
  g_object_ref (self);
  set_running (self, FALSE);
  if (by_itself)
    g_signal_emit (self, signals[ENDED], 0, message);
  g_object_unref (self);
}

static void
on_exited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerrySandboxProcess) self = weak_ref_take (user_data);

  if (!g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL) || self == NULL)
    return;
  self->exited = TRUE;
  check_ended (self);
}

static void
on_error_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerrySandboxProcess) self = weak_ref_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *line
    = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);
  char *kept;

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (line == NULL)
    {
      self->errors_ended = TRUE;
      check_ended (self);
      return;
    }
  kept = g_utf8_make_valid (line, MIN (strlen (line), KEPT_CHARACTERS));
  g_queue_push_tail (&self->last_lines, kept);
  while (g_queue_get_length (&self->last_lines) > KEPT_LINES)
    g_free (g_queue_pop_head (&self->last_lines));
  read_error_line (self);
}

static void
read_error_line (FerrySandboxProcess *self)
{
  g_data_input_stream_read_line_async (self->errors, G_PRIORITY_DEFAULT, self->life, on_error_line,
                                       weak_ref_new (self));
}

static gboolean
read_address (FerrySandboxProcess *self, const char *line, GError **error)
{
  const char *what = _ ("the sandbox’s first line");
  g_autoptr (JsonNode) node = ferry_json_parse (line, strlen (line), error);
  JsonObject *object = node != NULL ? ferry_json_get_object (node, what, error) : NULL;
  const char *url, *tenant, *environment, *token;

  if (object == NULL || (url = ferry_json_get_string (object, "url", what, error)) == NULL
      || (tenant = ferry_json_get_string (object, "tenant", what, error)) == NULL
      || (environment = ferry_json_get_string (object, "environment", what, error)) == NULL
      || (token = ferry_json_get_string (object, "token", what, error)) == NULL)
    return FALSE;
  g_free (self->url);
  self->url = g_strdup (url);
  g_free (self->tenant);
  self->tenant = g_strdup (tenant);
  g_free (self->environment);
  self->environment = g_strdup (environment);
  forget_token (self);
  self->token = g_strdup (token);
  return TRUE;
}

static void
take_first_line (FerrySandboxProcess *self, const char *line)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  if (!read_address (self, line, &error))
    {
      g_subprocess_force_exit (self->process);
      return_start_error (self, error);
      return;
    }
  disconnect_start (self);
  task = g_steal_pointer (&self->start_task);
  set_running (self, TRUE);
  g_task_return_boolean (task, TRUE);
}

static void
on_output_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerrySandboxProcess) self = weak_ref_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *line
    = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);

  if (self == NULL || line == NULL || error != NULL)
    return;
  /* What else it says is read, so that the pipe never fills. */
  if (self->start_task != NULL)
    take_first_line (self, line);
  if (self->output != NULL)
    read_output_line (self);
}

static void
read_output_line (FerrySandboxProcess *self)
{
  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, self->life, on_output_line,
                                       weak_ref_new (self));
}

/* ---- Starting ---- */

static char *
find_beside (void)
{
  static const char *const places[] = { PROGRAM, "../sandbox/" PROGRAM, "../src/sandbox/" PROGRAM };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) && !g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

char *
ferry_sandbox_process_dup_program (GError **error)
{
  const char *named = g_getenv ("FERRY_SANDBOX");
  char *path;

  if (named != NULL && *named != '\0')
    return g_strdup (named);
  path = find_beside ();
  if (path == NULL)
    path = g_find_program_in_path (PROGRAM);
  if (path == NULL)
    g_set_error_literal (
      error, FERRY_ERROR, FERRY_ERROR_FAILED,
      _ ("The program “ferry-sandbox” isn’t installed. It comes with Ferry: install Ferry again."));
  return path;
}

static char *
find_program (FerrySandboxProcess *self, GError **error)
{
  if (self->program != NULL && *self->program != '\0')
    return g_strdup (self->program);
  return ferry_sandbox_process_dup_program (error);
}

/* Ctrl+C on the terminal is for us: what we still have to ask the sandbox needs it alive. */
static void
leave_group (gpointer user_data)
{
  setpgid (0, 0);
}

static void
leave_session (gpointer user_data)
{
  setsid ();
}

static GSubprocess *
spawn (FerrySandboxProcess *self, GError **error)
{
  GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE;
  g_autofree char *program = find_program (self, error);
  g_autoptr (GPtrArray) argv = NULL;
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GError) cause = NULL;
  GSubprocess *process;

  if (program == NULL)
    return NULL;
  argv = g_ptr_array_new ();
  g_ptr_array_add (argv, program);
  g_ptr_array_add (argv, (gpointer) "--data");
  g_ptr_array_add (argv, self->data_folder);
  if (!self->detached)
    g_ptr_array_add (argv, (gpointer) "--exit-with-stdin");
  for (guint i = 0; self->arguments != NULL && self->arguments[i] != NULL; i++)
    g_ptr_array_add (argv, self->arguments[i]);
  g_ptr_array_add (argv, NULL);
  if (!self->detached)
    flags |= G_SUBPROCESS_FLAGS_STDIN_PIPE;
  launcher = g_subprocess_launcher_new (flags);
  g_subprocess_launcher_set_child_setup (launcher, self->detached ? leave_session : leave_group, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &cause);
  if (process == NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_FAILED,
                 /* Translators: %1$s is a program, %2$s why */
                 _ ("The sandbox can’t be started: “%1$s”: %2$s"), program, cause->message);
  return process;
}

static gboolean
on_start_timed_out (gpointer user_data)
{
  FerrySandboxProcess *self = user_data;
  g_autofree char *errors = describe_errors (self);

  self->start_timeout_id = 0;
  g_subprocess_force_exit (self->process);
  return_start_error (self, g_error_new (FERRY_ERROR, FERRY_ERROR_TIMED_OUT,
                                         /* Translators: %s are the program's last words, or nothing */
                                         _ ("The sandbox wasn’t ready in time and was ended. %s"), errors));
  return G_SOURCE_REMOVE;
}

static gboolean
return_cancelled (gpointer user_data)
{
  FerrySandboxProcess *self = user_data;

  self->start_timeout_id = 0;
  g_subprocess_force_exit (self->process);
  return_start_error (self,
                      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The start was cancelled.")));
  return G_SOURCE_REMOVE;
}

/* May come from another thread, and within g_cancellable_connect(): settled by the main loop. */
static void
on_start_cancelled (GCancellable *cancellable, gpointer user_data)
{
  FerrySandboxProcess *self = user_data;

  g_clear_handle_id (&self->start_timeout_id, g_source_remove);
  self->start_timeout_id = g_idle_add (return_cancelled, self);
}

void
ferry_sandbox_process_start_async (FerrySandboxProcess *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (FERRY_IS_SANDBOX_PROCESS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_sandbox_process_start_async);
  if (self->running)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (self->start_task != NULL)
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_REFUSED,
                               _ ("The sandbox is being started already."));
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;

  drop_child (self);
  self->exited = self->errors_ended = self->stopping = FALSE;
  self->process = spawn (self, &error);
  if (self->process == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->life = g_cancellable_new ();
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->errors = g_data_input_stream_new (g_subprocess_get_stderr_pipe (self->process));
  self->start_task = g_steal_pointer (&task);
  self->start_timeout_id = g_timeout_add (START_TIMEOUT_MS, on_start_timed_out, self);
  read_output_line (self);
  read_error_line (self);
  g_subprocess_wait_async (self->process, self->life, on_exited, weak_ref_new (self));
  if (cancellable != NULL)
    {
      self->start_cancellable = g_object_ref (cancellable);
      self->start_cancelled_id
        = g_cancellable_connect (cancellable, G_CALLBACK (on_start_cancelled), self, NULL);
    }
}

gboolean
ferry_sandbox_process_start_finish (FerrySandboxProcess *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Ending ---- */

static gboolean
on_stop_timed_out (gpointer user_data)
{
  FerrySandboxProcess *self = user_data;

  self->stop_timeout_id = 0;
  g_subprocess_force_exit (self->process);
  return G_SOURCE_REMOVE;
}

void
ferry_sandbox_process_stop (FerrySandboxProcess *self)
{
  g_return_if_fail (FERRY_IS_SANDBOX_PROCESS (self));

  if (self->process == NULL || self->stopping)
    return;
  self->stopping = TRUE;
  if (self->detached)
    g_subprocess_send_signal (self->process, SIGTERM);
  else
    g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  self->stop_timeout_id = g_timeout_add (STOP_TIMEOUT_MS, on_stop_timed_out, self);
}

void
ferry_sandbox_process_kill (FerrySandboxProcess *self)
{
  g_return_if_fail (FERRY_IS_SANDBOX_PROCESS (self));

  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGKILL);
}

const char *
ferry_sandbox_process_get_url (FerrySandboxProcess *self)
{
  g_return_val_if_fail (FERRY_IS_SANDBOX_PROCESS (self), NULL);
  return self->url;
}

const char *
ferry_sandbox_process_get_tenant (FerrySandboxProcess *self)
{
  g_return_val_if_fail (FERRY_IS_SANDBOX_PROCESS (self), NULL);
  return self->tenant;
}

const char *
ferry_sandbox_process_get_environment (FerrySandboxProcess *self)
{
  g_return_val_if_fail (FERRY_IS_SANDBOX_PROCESS (self), NULL);
  return self->environment;
}

const char *
ferry_sandbox_process_get_token (FerrySandboxProcess *self)
{
  g_return_val_if_fail (FERRY_IS_SANDBOX_PROCESS (self), NULL);
  return self->token;
}
