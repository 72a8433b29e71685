/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"
#include "ferry-sandbox-process.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *program;
  FerrySandboxProcess *process;
  char *ended; /* the message of the signal */
  guint n_ended;
} ProcessFixture;

#define READY                                                                                                \
  "echo "                                                                                                    \
  "'{\"url\":\"http://"                                                                                      \
  "127.0.0.1:9\",\"tenant\":\"t\",\"environment\":\"e\",\"token\":\"the-token\",\"pid\":1}'\n"

static void
set_up (ProcessFixture *fixture, gconstpointer unused)
{
  fixture->folder = core_fixture_folder ();
  fixture->program = g_build_filename (fixture->folder, "program", NULL);
}

static void
tear_down (ProcessFixture *fixture, gconstpointer unused)
{
  g_clear_object (&fixture->process);
  g_free (fixture->program);
  g_free (fixture->ended);
  core_fixture_remove_folder (fixture->folder);
}

static void
on_ended (FerrySandboxProcess *process, const char *message, gpointer user_data)
{
  ProcessFixture *fixture = user_data;

  g_free (fixture->ended);
  fixture->ended = g_strdup (message);
  fixture->n_ended++;
}

static void
use_program (ProcessFixture *fixture, const char *program)
{
  fixture->process = ferry_sandbox_process_new (program, fixture->folder, NULL);
  g_signal_connect (fixture->process, "ended", G_CALLBACK (on_ended), fixture);
}

/* A program that only pretends, to misbehave in ways the real one doesn't. */
static void
use_script (ProcessFixture *fixture, const char *script)
{
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, NULL);

  g_assert_true (g_file_set_contents_full (fixture->program, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  use_program (fixture, fixture->program);
}

static gboolean
start (ProcessFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_sandbox_process_start_async (fixture->process, NULL, ferry_fixture_await_cb, &result);
  return ferry_sandbox_process_start_finish (fixture->process, ferry_fixture_await (&result), error);
}

static gboolean
is_running (ProcessFixture *fixture)
{
  gboolean running;

  g_object_get (fixture->process, "running", &running, NULL);
  return running;
}

static void
test_missing (ProcessFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  use_program (fixture, "/nowhere/ferry-sandbox");
  g_assert_false (start (fixture, &error));
  core_assert_error (error, FERRY_ERROR_FAILED, "/nowhere/ferry-sandbox");
  g_assert_false (is_running (fixture));
}

static void
test_arguments (ProcessFixture *fixture, gconstpointer unused)
{
  static const char *const arguments[] = { "--pace", "10 20", NULL };
  g_autofree char *expected = g_strdup_printf ("--data|%s|--exit-with-stdin|--pace|10 20|", fixture->folder);
  g_autofree char *path = g_build_filename (fixture->folder, "arguments", NULL);
  g_autofree char *seen = NULL;
  g_autoptr (GError) error = NULL;

  use_script (fixture, "printf '%s|' \"$@\" > \"$2/arguments\"\n" READY "cat >/dev/null\n");
  g_clear_object (&fixture->process);
  fixture->process = ferry_sandbox_process_new (fixture->program, fixture->folder, arguments);
  g_assert_true (start (fixture, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &seen, NULL, NULL));
  g_assert_cmpstr (seen, ==, expected);
  g_assert_cmpstr (ferry_sandbox_process_get_url (fixture->process), ==, "http://127.0.0.1:9");
  g_assert_cmpstr (ferry_sandbox_process_get_token (fixture->process), ==, "the-token");
}

static void
test_fails_at_start (ProcessFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  use_script (fixture, "echo 'The data folder is locked.' >&2\nexit 3\n");
  g_assert_false (start (fixture, &error));
  core_assert_error (error, FERRY_ERROR_FAILED, "The data folder is locked.");
  core_assert_error (error, FERRY_ERROR_FAILED, "3");
  g_assert_cmpuint (fixture->n_ended, ==, 0);
}

static void
test_garbage (ProcessFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  use_script (fixture, "echo 'Welcome!'\ncat >/dev/null\n");
  g_assert_false (start (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
}

static void
test_incomplete (ProcessFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  use_script (
    fixture,
    "echo '{\"url\":\"http://127.0.0.1:9\",\"tenant\":\"t\",\"environment\":\"e\"}'\ncat >/dev/null\n");
  g_assert_false (start (fixture, &error));
  core_assert_error (error, FERRY_ERROR_PROTOCOL, "“token”");
}

static void
test_cancel (ProcessFixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "started", NULL);

  use_script (fixture, "touch \"$2/started\"\ncat >/dev/null\n");
  ferry_sandbox_process_start_async (fixture->process, cancellable, ferry_fixture_await_cb, &result);
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  g_assert_false (
    ferry_sandbox_process_start_finish (fixture->process, ferry_fixture_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (is_running (fixture));
}

static void
test_ends_by_itself (ProcessFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  use_script (fixture, READY "read line\nprintf 'Out of memory with the-token\\n' >&2\nexit 9\n");
  g_assert_true (start (fixture, &error));
  g_assert_true (is_running (fixture));
  ferry_sandbox_process_kill (fixture->process);
  ferry_fixture_wait_until (fixture->n_ended == 1);
  g_assert_false (is_running (fixture));
  if (strstr (fixture->ended, "9") == NULL)
    g_error ("the signal isn't in “%s”", fixture->ended);
}

/* Its last words are shown, but never the token. */
static void
test_last_words (ProcessFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  use_script (fixture, READY "printf 'one\\ntwo\\nthe-token failed\\n' >&2\nexit 9\n");
  g_assert_true (start (fixture, &error));
  g_assert_no_error (error);
  ferry_fixture_wait_until (fixture->n_ended == 1);
  g_assert_nonnull (strstr (fixture->ended, "two"));
  g_assert_nonnull (strstr (fixture->ended, "failed"));
  g_assert_null (strstr (fixture->ended, "the-token"));
}

static void
test_stop (ProcessFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  use_script (fixture, READY "cat >/dev/null\n");
  g_assert_true (start (fixture, &error));
  ferry_sandbox_process_stop (fixture->process);
  ferry_fixture_wait_until (!is_running (fixture));
  g_assert_cmpuint (fixture->n_ended, ==, 0);
  ferry_fixture_assert_no_timers ();

  /* And again. */
  g_assert_true (start (fixture, &error));
  g_assert_true (is_running (fixture));
}

/* It floods both pipes: neither blocks it. */
static void
test_talkative (ProcessFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "done", NULL);

  use_script (fixture, READY
              "i=0\nwhile [ $i -lt 20000 ]; do echo 'some words of no importance'; echo 'and more' >&2; "
              "i=$((i+1)); done\ntouch \"$2/done\"\ncat >/dev/null\n");
  g_assert_true (start (fixture, &error));
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, FALSE);
}

/* Without the object the child ends too. */
static void
test_dropped (ProcessFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "gone", NULL);

  use_script (fixture, READY "cat >/dev/null\ntouch \"$2/gone\"\n");
  g_assert_true (start (fixture, &error));
  g_assert_finalize_object (g_steal_pointer (&fixture->process));
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, FALSE);
}

/* ---- The real one ---- */

static void
use_sandbox (ProcessFixture *fixture)
{
  static const char *const arguments[] = { "--rows", "2000", "--tables", "10", NULL };

  fixture->process = ferry_sandbox_process_new (NULL, fixture->folder, arguments);
  g_signal_connect (fixture->process, "ended", G_CALLBACK (on_ended), fixture);
}

static void
test_real (ProcessFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first_token = NULL;

  use_sandbox (fixture);
  g_assert_true (start (fixture, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (ferry_sandbox_process_get_url (fixture->process), "http://127.0.0.1:"));
  g_assert_cmpstr (ferry_sandbox_process_get_tenant (fixture->process), !=, "");
  g_assert_cmpstr (ferry_sandbox_process_get_environment (fixture->process), !=, "");
  first_token = g_strdup (ferry_sandbox_process_get_token (fixture->process));
  g_assert_cmpuint (strlen (first_token), >, 10);
  ferry_sandbox_process_stop (fixture->process);
  ferry_fixture_wait_until (!is_running (fixture));

  g_assert_true (start (fixture, &error));
  g_assert_no_error (error);
  ferry_sandbox_process_kill (fixture->process);
  ferry_fixture_wait_until (fixture->n_ended == 1);

  /* A killed one left its folder usable. */
  g_assert_true (start (fixture, &error));
  g_assert_no_error (error);
}

static void
test_real_refuses (ProcessFixture *fixture, gconstpointer unused)
{
  static const char *const arguments[] = { "--no-such-option", NULL };
  g_autoptr (GError) error = NULL;

  fixture->process = ferry_sandbox_process_new (NULL, fixture->folder, arguments);
  g_assert_false (start (fixture, &error));
  core_assert_error (error, FERRY_ERROR_FAILED, "no-such-option");
}

#define add(path, function)                                                                                  \
  g_test_add ("/sandbox-process/" path, ProcessFixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("missing", test_missing);
  add ("arguments", test_arguments);
  add ("fails-at-start", test_fails_at_start);
  add ("garbage", test_garbage);
  add ("incomplete", test_incomplete);
  add ("cancel", test_cancel);
  add ("ends-by-itself", test_ends_by_itself);
  add ("last-words", test_last_words);
  add ("stop", test_stop);
  add ("talkative", test_talkative);
  add ("dropped", test_dropped);
  add ("real", test_real);
  add ("real/refuses", test_real_refuses);
  return g_test_run ();
}
