/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-actions.h"

#include "ferry-error.h"

#include <stdio.h>
#include <string.h>

/*
 * docs/faults.md says what becomes of every kind of action under every fault. Its table is what this test expects: each
 * row is tried against a real sandbox, a row that is missing fails, and so does one that is too many.
 *
 * With FERRY_FAULTS_PRINT in the environment it prints what it sees instead, in full: to write the table by.
 */

static const Fault faults[] = {
  { "429, wait 100 s", FAULT_BY_SANDBOX, "status=429 retry-after=100" },
  { "429", FAULT_BY_SANDBOX, "status=429" },
  { "408", FAULT_BY_SANDBOX, "status=408" },
  { "503", FAULT_BY_SANDBOX, "status=503" },
  { "504, not done", FAULT_BY_SANDBOX, "status=504" },
  { "504, done", FAULT_BY_SANDBOX, "status=504 done" },
  { "500", FAULT_BY_SANDBOX, "status=500 code=Internal_ServerError" },
  { "401", FAULT_BY_SANDBOX, "status=401 code=Authentication_InvalidCredentials" },
  { "409", FAULT_BY_SANDBOX, "status=409 code=Request_EntityChanged" },
  { "412", FAULT_BY_SANDBOX, "status=412" },
  { "cut, not done", FAULT_BY_SANDBOX, "cut" },
  { "cut, done", FAULT_BY_SANDBOX, "lost" },
  { "too slow", FAULT_BY_SANDBOX, "cut delay=1500" },
  { "truncated", FAULT_BY_SANDBOX, "truncate" },
  { "not JSON", FAULT_BY_SANDBOX, "garble" },
  { "web page", FAULT_BY_SANDBOX, "html status=200" },
  { "no such host", FAULT_BY_NAME, NULL },
  { "proxy wants a sign-in", FAULT_BY_PROXY, NULL },
  { "nothing answers", FAULT_BY_ABSENCE, NULL },
};

#define N_FAULTS G_N_ELEMENTS (faults)

enum
{
  COLUMN_FAULT,
  COLUMN_ACTION,
  COLUMN_ONCE,
  COLUMN_LASTING,
  COLUMN_WORDS,
  COLUMN_CONNECTION,
  COLUMN_SENT,
  COLUMN_DONE,
  COLUMN_JOURNAL,
  N_COLUMNS
};

static const char *const titles[N_COLUMNS]
  = { "Fault", "Action", "Once", "Lasting", "What one reads", "Then", "Sent", "Done", "Journal" };

typedef struct
{
  GHashTable *rows; /* “fault | action” → char ** */
  gboolean print;
  SandboxFixture sandbox;
  guint fresh;
} Suite;

/* ---- The document ---- */

static char **
read_row (const char *line)
{
  g_auto (GStrv) cells = NULL;

  if (!g_str_has_prefix (line, "| "))
    return NULL;
  cells = g_strsplit (line, "|", -1);
  if (g_strv_length (cells) != N_COLUMNS + 2)
    return NULL;
  for (guint i = 0; cells[i] != NULL; i++)
    g_strstrip (cells[i]);
  return g_strdupv (cells + 1);
}

static void
read_document (Suite *suite, const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  suite->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  if (!g_file_get_contents (path, &text, NULL, &error) && suite->print)
    return;
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char **row = read_row (lines[i]);
      char *key;

      if (row == NULL || g_str_equal (row[COLUMN_FAULT], titles[COLUMN_FAULT]))
        {
          g_strfreev (row);
          continue;
        }
      key = g_strdup_printf ("%s | %s", row[COLUMN_FAULT], row[COLUMN_ACTION]);
      if (!g_hash_table_insert (suite->rows, key, row))
        g_error ("“%s” is in %s twice", key, path);
    }
}

/* ---- What is seen ---- */

static char *
name_error (const GError *error)
{
  static const char *const names[] = {
    [FERRY_ERROR_FAILED] = "FAILED",
    [FERRY_ERROR_UNREACHABLE] = "UNREACHABLE",
    [FERRY_ERROR_TIMED_OUT] = "TIMED_OUT",
    [FERRY_ERROR_TLS] = "TLS",
    [FERRY_ERROR_UNAUTHORIZED] = "UNAUTHORIZED",
    [FERRY_ERROR_FORBIDDEN] = "FORBIDDEN",
    [FERRY_ERROR_NOT_FOUND] = "NOT_FOUND",
    [FERRY_ERROR_EXISTS] = "EXISTS",
    [FERRY_ERROR_CHANGED] = "CHANGED",
    [FERRY_ERROR_INVALID] = "INVALID",
    [FERRY_ERROR_REFUSED] = "REFUSED",
    [FERRY_ERROR_THROTTLED] = "THROTTLED",
    [FERRY_ERROR_UNAVAILABLE] = "UNAVAILABLE",
    [FERRY_ERROR_SERVER] = "SERVER",
    [FERRY_ERROR_PROTOCOL] = "PROTOCOL",
    [FERRY_ERROR_AMBIGUOUS] = "AMBIGUOUS",
    [FERRY_ERROR_NOT_OFFERED] = "NOT_OFFERED",
    [FERRY_ERROR_RULE] = "RULE",
  };

  if (error == NULL)
    return g_strdup ("–");
  if (error->domain != FERRY_ERROR)
    g_error ("An error of another domain: %s", error->message);
  return g_strdup (names[error->code]);
}

static const char *
name_connection (FaultStage *stage)
{
  static const char *const names[] = {
    [FERRY_CONNECTION_OFFLINE] = "offline",       [FERRY_CONNECTION_CONNECTING] = "connecting",
    [FERRY_CONNECTION_ONLINE] = "online",         [FERRY_CONNECTION_SIGNED_OUT] = "signed out",
    [FERRY_CONNECTION_OUTAGE] = "upgrade outage",
  };

  return names[ferry_environment_get_connection (stage->environment)];
}

static char *
dup_message (FaultStage *stage)
{
  char *message;

  g_object_get (stage->environment, "connection-message", &message, NULL);
  return message;
}

static FaultStage *
make_stage (Suite *suite, const FaultAction *action)
{
  g_autofree char *fresh = NULL;
  FaultStage *stage;

  if (action->fresh)
    fresh = g_strdup_printf ("Fresh-%02u", ++suite->fresh);
  stage = fault_stage_new (&suite->sandbox, fresh);
  if (action->prepare != NULL)
    action->prepare (stage);
  return stage;
}

static void
drop_stage (FaultStage *stage, const FaultAction *action)
{
  if (action->forget != NULL)
    action->forget (stage);
  fault_stage_free (stage);
}

/* The end of what the action left to be done by itself. */
static gboolean
is_quiet (FaultStage *stage)
{
  return stage->environment->readers->len == 0 && stage->environment->next_readers->len == 0
         && ferry_run_monitor_get_next_look (stage->environment->monitor) >= 0;
}

/* Struck once. */
static void
see_once (Suite *suite, const Fault *fault, const FaultAction *action, char **seen, guint *done)
{
  FaultStage *stage;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  *done = 0;
  if (fault->kind != FAULT_BY_SANDBOX)
    {
      seen[COLUMN_ONCE] = g_strdup ("·");
      return;
    }
  stage = make_stage (suite, action);
  fault_stage_begin (stage, fault, action->method, action->pattern, TRUE);
  error = action->run (stage);
  ferry_fixture_wait_until (is_quiet (stage));
  fault_stage_end (stage, fault);
  message = dup_message (stage);
  /* A look has no error; that it failed is told by the page. */
  if (error == NULL && *message != '\0')
    seen[COLUMN_ONCE] = g_strdup ("told");
  else
    seen[COLUMN_ONCE] = name_error (error);
  if (action->count_done != NULL)
    *done = action->count_done (stage);
  drop_stage (stage, action);
}

static void
see_lasting (Suite *suite,
             FaultStage *stage,
             const Fault *fault,
             const FaultAction *action,
             guint done_once,
             char **seen)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  fault_stage_begin (stage, fault, action->method, action->pattern, FALSE);
  error = action->run (stage);
  ferry_fixture_wait_until (is_quiet (stage));
  message = dup_message (stage);
  fault_stage_end (stage, fault);

  seen[COLUMN_FAULT] = g_strdup (fault->name);
  seen[COLUMN_ACTION] = g_strdup (action->name);
  seen[COLUMN_LASTING] = error == NULL && *message != '\0' ? g_strdup ("told") : name_error (error);
  seen[COLUMN_WORDS] = g_strdup (error != NULL ? error->message : *message != '\0' ? message : "–");
  seen[COLUMN_CONNECTION] = g_strdup (name_connection (stage));
  seen[COLUMN_SENT] = fault->kind == FAULT_BY_ABSENCE
                        ? g_strdup ("0")
                        : g_strdup_printf ("%u", fault_stage_count (stage, action->method, action->route));
  if (action->count_done == NULL)
    seen[COLUMN_DONE] = g_strdup ("–");
  else if (fault->kind == FAULT_BY_ABSENCE)
    seen[COLUMN_DONE] = g_strdup ("·, 0");
  else if (fault->kind != FAULT_BY_SANDBOX)
    seen[COLUMN_DONE] = g_strdup_printf ("·, %u", action->count_done (stage));
  else
    seen[COLUMN_DONE] = g_strdup_printf ("%u, %u", done_once, action->count_done (stage));
  seen[COLUMN_JOURNAL] = action->changes ? fault_stage_dup_outcome (stage) : g_strdup ("–");
}

/* ---- Seen and expected ---- */

static gboolean
is_as_expected (guint column, const char *seen, const char *expected)
{
  if (column == COLUMN_WORDS && !g_str_equal (expected, "–"))
    return strstr (seen, expected) != NULL;
  return g_str_equal (seen, expected);
}

static void
compare (Suite *suite, char **seen)
{
  g_autofree char *key = g_strdup_printf ("%s | %s", seen[COLUMN_FAULT], seen[COLUMN_ACTION]);
  char **row = g_hash_table_lookup (suite->rows, key);

  if (suite->print)
    {
      g_autofree char *text = g_strjoinv (" | ", seen);

      /* Past GLib, which would spell it in the characters of the locale. */
      printf ("#ROW | %s |\n", text);
      return;
    }
  if (row == NULL)
    {
      g_test_message ("“%s” isn't in the document", key);
      g_test_fail ();
      return;
    }
  for (guint i = 0; i < N_COLUMNS; i++)
    if (!is_as_expected (i, seen[i], row[i]))
      {
        g_test_message ("%s, %s: “%s” instead of “%s”", key, titles[i], seen[i], row[i]);
        g_test_fail ();
      }
}

/* Whatever is written there: */
static void
check_principles (const FaultAction *action, char **seen)
{
  /* Nothing is doubled, */
  if (strstr (seen[COLUMN_DONE], "2") != NULL)
    g_error ("“%s” was carried out twice under “%s”", seen[COLUMN_ACTION], seen[COLUMN_FAULT]);
  /* and what starts something goes out a second time only after a 401, which refused it. */
  if (g_str_equal (action->method, "POST") && !g_str_equal (seen[COLUMN_FAULT], "401"))
    g_assert_cmpint (atoi (seen[COLUMN_SENT]), <=, 1);
}

static void
test_action (Suite *suite, const FaultAction *action)
{
  for (guint i = 0; i < N_FAULTS; i++)
    {
      g_auto (GStrv) seen = g_new0 (char *, N_COLUMNS + 1);
      FaultStage *stage;
      guint done;

      if (faults[i].kind == FAULT_BY_ABSENCE)
        continue;
      see_once (suite, &faults[i], action, seen, &done);
      stage = make_stage (suite, action);
      see_lasting (suite, stage, &faults[i], action, done, seen);
      drop_stage (stage, action);
      compare (suite, seen);
      check_principles (action, seen);
    }
}

typedef struct
{
  Suite *suite;
  const FaultAction *action;
} Case;

static void
test_case (gconstpointer data)
{
  const Case *test = data;

  test_action (test->suite, test->action);
}

/* The last one, since nothing goes on afterwards. */
static void
test_absence (gconstpointer data)
{
  Suite *suite = (Suite *) data;
  g_autoptr (GPtrArray) stages = g_ptr_array_new ();
  gboolean running = TRUE;

  for (guint i = 0; i < fault_n_actions; i++)
    g_ptr_array_add (stages, make_stage (suite, &fault_actions[i]));
  ferry_sandbox_process_kill (suite->sandbox.process);
  for (; running; g_object_get (suite->sandbox.process, "running", &running, NULL))
    g_main_context_iteration (NULL, running);
  for (guint i = 0; i < fault_n_actions; i++)
    {
      g_auto (GStrv) seen = g_new0 (char *, N_COLUMNS + 1);
      FaultStage *stage = g_ptr_array_index (stages, i);
      guint done;

      see_once (suite, &faults[N_FAULTS - 1], &fault_actions[i], seen, &done);
      see_lasting (suite, stage, &faults[N_FAULTS - 1], &fault_actions[i], done, seen);
      drop_stage (stage, &fault_actions[i]);
      compare (suite, seen);
      check_principles (&fault_actions[i], seen);
    }
}

/* The document has no row of something that isn't tried. */
static void
test_document (gconstpointer data)
{
  const Suite *suite = data;

  if (!suite->print)
    g_assert_cmpuint (g_hash_table_size (suite->rows), ==, N_FAULTS * fault_n_actions);
}

static void
set_up_migration (Suite *suite)
{
  g_autoptr (FerrySetup) setup = sandbox_fixture_set_up_migration (&suite->sandbox, "DynamicsBC");
  g_autoptr (GPtrArray) companies = sandbox_fixture_list_companies (&suite->sandbox);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FerryRun) run = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (companies->len, >, 1);
  sandbox_fixture_select (&suite->sandbox, ferry_company_get_name (g_ptr_array_index (companies, 0)), TRUE);
  ferry_migration_service_create_companies_async (suite->sandbox.service, NULL, ferry_fixture_await_cb,
                                                  &result);
  ferry_migration_service_create_companies_finish (suite->sandbox.service, ferry_fixture_await (&result),
                                                   &error);
  g_assert_no_error (error);
  sandbox_fixture_wait_created (&suite->sandbox);
  sandbox_fixture_replicate (&suite->sandbox);
  run = sandbox_fixture_wait_run (&suite->sandbox);
}

int
main (int argc, char *argv[])
{
  static const char *const arguments[]
    = { "--companies", "3", "--tables", "3", "--rows", "60", "--more-environments", "Fresh*40", NULL };
  Suite suite = { .print = g_getenv ("FERRY_FAULTS_PRINT") != NULL };
  Case cases[16];
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  read_document (&suite, argv[1]);
  sandbox_fixture_set_up (&suite.sandbox, arguments);
  set_up_migration (&suite);

  g_test_add_data_func ("/faults/document", &suite, test_document);
  g_assert_cmpuint (fault_n_actions, <=, G_N_ELEMENTS (cases));
  for (guint i = 0; i < fault_n_actions; i++)
    {
      g_autofree char *path = g_strdup_printf ("/faults/%s", fault_actions[i].name);

      cases[i] = (Case){ &suite, &fault_actions[i] };
      g_test_add_data_func (g_strdelimit (path, " ", '-'), &cases[i], test_case);
    }
  g_test_add_data_func ("/faults/nothing-answers", &suite, test_absence);
  status = g_test_run ();
  sandbox_fixture_tear_down (&suite.sandbox, arguments);
  g_hash_table_unref (suite.rows);
  return status;
}
