/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a rehearsal does to the service from outside: injected failures of every kind, and the counts. */
#include "server-fixture.h"

#include <string.h>

#define COMPANIES FACE_PUBLISHED "companies"

static gboolean
is_replicated (ServerFixture *server, const char *id)
{
  return sandbox_store_query_int (server->face.store, -1, "SELECT replicate FROM companies WHERE id = ?", "s",
                                  id)
         == 1;
}

static Exchange *
add_rule (ServerFixture *server, const char *rule)
{
  return send_body (server, "POST", "/sandbox/faults", "text/plain", rule);
}

static void
use_rule (ServerFixture *server, const char *rule)
{
  g_autoptr (Exchange) removed = send_body (server, "DELETE", "/sandbox/faults", NULL, NULL);
  g_autoptr (Exchange) added = add_rule (server, rule);

  g_assert_cmpuint (status_of (removed), ==, 204);
  g_assert_cmpuint (status_of (added), ==, 204);
}

/* Every answer that issue-level faults are about, with the work done before and without. */
static void
test_errors (void)
{
  static const struct
  {
    const char *rule;
    guint status;
    const char *retry_after;
    gboolean done;
  } CASES[] = {
    { "PATCH * status=429 retry-after=7", 429, "7", FALSE },
    { "PATCH * status=429", 429, NULL, FALSE },
    { "PATCH * status=408", 408, NULL, FALSE },
    { "PATCH * status=503 retry-after=1", 503, "1", FALSE },
    { "PATCH * status=504", 504, NULL, FALSE },
    { "PATCH * status=504 done", 504, NULL, TRUE },
    { "PATCH * html status=504 done", 504, NULL, TRUE },
    { "PATCH * html", 502, NULL, FALSE },
    { "PATCH * status=401 code=Authentication_InvalidCredentials", 401, NULL, FALSE },
    { "PATCH * status=409 code=Request_EntityChanged", 409, NULL, FALSE },
    { "PATCH * status=412 code=Request_EntityChanged", 412, NULL, FALSE },
    { "PATCH * cut", 0, NULL, FALSE },
    { "PATCH * lost", 0, NULL, TRUE },
    { "PATCH * truncate", 0, NULL, TRUE },
    { "PATCH * delay=1", 200, NULL, TRUE },
    { "PATCH * delay=1 status=503", 503, NULL, FALSE },
  };
  g_auto (ServerFixture) server = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;

  server_fixture_open (&server, NULL, NULL);
  id = face_first_id (&server.face, "cloudMigrationCompanies", NULL);
  path
    = g_strdup_printf (FACE_PUBLISHED "companies(%s)/cloudMigrationCompanies(%s)", server.face.company, id);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (Exchange) exchange = NULL;

      g_test_message ("%s", CASES[i].rule);
      face_execute (&server.face, "UPDATE companies SET replicate = 0");
      use_rule (&server, CASES[i].rule);
      exchange = send_as (&server, "PATCH", path, TOKEN, "{\"replicate\":true}");
      if (CASES[i].status == 0)
        g_assert_nonnull (exchange->error);
      else
        g_assert_cmpuint (status_of (exchange), ==, CASES[i].status);
      g_assert_cmpstr (header (exchange, "Retry-After"), ==, CASES[i].retry_after);
      g_assert_cmpint (is_replicated (&server, id), ==, CASES[i].done);
    }
}

static void
test_words (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (Exchange) dated = NULL;
  g_autoptr (Exchange) spoken = NULL;
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (JsonObject) object = NULL;
  GTimeSpan ahead;

  server_fixture_open (&server, NULL, NULL);
  use_rule (&server, "GET companies status=429 retry-after=@3600");
  dated = get (&server, COMPANIES);
  date = soup_date_time_new_from_http_string (header (dated, "Retry-After"));
  g_assert_nonnull (date);
  ahead = g_date_time_difference (date, now);
  g_assert_cmpint (ahead, >=, 3598 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (ahead, <=, 3900 * G_TIME_SPAN_SECOND);

  use_rule (
    &server,
    "GET companies status=400 code=Application_DialogException message='A migration is \"in\" progress.'");
  spoken = get (&server, COMPANIES);
  assert_error (spoken, 400, "Application_DialogException");
  object = parse (spoken);
  g_assert_true (g_str_has_prefix (
    json_object_get_string_member (json_object_get_object_member (object, "error"), "message"),
    "A migration is \"in\" progress.  CorrelationId:  "));
}

static void
on_data (GObject *source, GAsyncResult *result, gpointer data)
{
  GInputStream **stream = data;
  g_autoptr (GError) error = NULL;

  *stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  gssize *received = data;
  g_autoptr (GError) error = NULL;

  *received = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);
}

/* The half that came is all that comes; the server waits for the client to give up. */
static void
test_stall (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (Exchange) exchange = NULL;
  g_autoptr (Exchange) after = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  goffset length;
  gssize total = 0;
  gssize received = -2;
  char buffer[4096];

  server_fixture_open (&server, NULL, NULL);
  use_rule (&server, "GET companies n=1 stall");
  exchange = prepare (&server, "GET", COMPANIES);
  soup_session_send_async (server.session, exchange->message, 0, NULL, on_data, &stream);
  while (stream == NULL)
    g_main_context_iteration (NULL, TRUE);
  length = soup_message_headers_get_content_length (soup_message_get_response_headers (exchange->message));
  while (total < length / 2)
    {
      received = -2;
      g_input_stream_read_async (stream, buffer, sizeof buffer, 0, NULL, on_read, &received);
      while (received == -2)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (received, >, 0);
      total += received;
    }
  g_assert_cmpint (total, ==, length / 2);
  received = -2;
  g_input_stream_read_async (stream, buffer, sizeof buffer, 0, cancellable, on_read, &received);
  /* Another request comes and goes, and still nothing. */
  after = get (&server, COMPANIES);
  assert_fine (after);
  g_assert_cmpint (received, ==, -2);
  g_cancellable_cancel (cancellable);
  while (received == -2)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_rules_while_running (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (Exchange) wrong = NULL;
  g_autoptr (Exchange) two = NULL;
  g_autoptr (Exchange) struck = NULL;
  g_autoptr (Exchange) spared = NULL;
  g_autoptr (Exchange) list = NULL;
  g_autoptr (Exchange) waiting = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonObject *first;

  server_fixture_open (&server, NULL, NULL);
  wrong = add_rule (&server, "* cut\n* explode");
  assert_error (wrong, 400, "BadRequest");
  spared = get (&server, COMPANIES);
  assert_fine (spared);
  two = add_rule (&server, "GET companies times=1 status=503\n\n  GET $metadata " FOREVER "\n");
  g_assert_cmpuint (status_of (two), ==, 204);
  struck = get (&server, COMPANIES);
  g_assert_cmpuint (status_of (struck), ==, 503);
  list = get (&server, "/sandbox/faults");
  object = parse (list);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "value")), ==, 2);
  first = json_array_get_object_element (json_object_get_array_member (object, "value"), 0);
  g_assert_cmpstr (json_object_get_string_member (first, "rule"), ==, "GET companies times=1 status=503");
  g_assert_cmpint (json_object_get_int_member (first, "struck"), ==, 1);

  /* A rule that is taken away still counts for those it has struck. */
  waiting = prepare (&server, "GET", FACE_PUBLISHED "$metadata");
  start (&server, waiting);
  use_rule (&server, "GET nothing cut");
  g_cancellable_cancel (waiting->cancellable);
  await (waiting);
}

static JsonObject *
get_counts (ServerFixture *server)
{
  g_autoptr (Exchange) exchange = get (server, "/sandbox/requests");

  g_assert_cmpuint (status_of (exchange), ==, 200);
  return parse (exchange);
}

static void
assert_route (JsonObject *counts, const char *method, const char *name, gint64 count, gint64 failed)
{
  JsonArray *routes = json_object_get_array_member (counts, "routes");

  for (guint i = 0; i < json_array_get_length (routes); i++)
    {
      JsonObject *route = json_array_get_object_element (routes, i);

      if (strcmp (json_object_get_string_member (route, "method"), method) != 0
          || strcmp (json_object_get_string_member (route, "route"), name) != 0)
        continue;
      g_assert_cmpint (json_object_get_int_member (route, "count"), ==, count);
      g_assert_cmpint (json_object_get_int_member (route, "failed"), ==, failed);
      return;
    }
  g_error ("%s %s was not counted", method, name);
}

static void
test_counts (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (JsonObject) before = NULL;
  g_autoptr (JsonObject) counts = NULL;
  g_autoptr (JsonObject) later = NULL;
  g_autoptr (Exchange) reset = NULL;
  g_autofree char *path = NULL;
  Exchange *at_once[4];

  server_fixture_open (&server, NULL, NULL);
  use_rule (&server, "GET companies delay=1\nGET *Status status=503");
  path = g_strdup_printf (FACE_PUBLISHED "companies(%s)/cloudMigrationStatus", server.face.company);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Exchange) cut = get (&server, path);
      g_autoptr (Exchange) token
        = send_form (&server, "/organizations/oauth2/v2.0/token", "grant_type", "x", NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (at_once); i++)
    {
      at_once[i] = prepare (&server, "GET", COMPANIES);
      start (&server, at_once[i]);
    }
  /* While they wait for their answers; these are not counted themselves. */
  for (gint64 n = 0; n < (gint64) G_N_ELEMENTS (at_once);)
    {
      before = get_counts (&server);
      n = json_object_get_int_member (before, "mostAtOnce");
      g_clear_pointer (&before, json_object_unref);
      if (n < (gint64) G_N_ELEMENTS (at_once) && at_once[3]->done)
        {
          for (guint i = 0; i < G_N_ELEMENTS (at_once); i++)
            {
              await (at_once[i]);
              exchange_free (at_once[i]);
              at_once[i] = prepare (&server, "GET", COMPANIES);
              start (&server, at_once[i]);
            }
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (at_once); i++)
    {
      await (at_once[i]);
      assert_fine (at_once[i]);
      exchange_free (at_once[i]);
    }
  counts = get_counts (&server);
  g_assert_cmpint (json_object_get_int_member (counts, "mostAtOnce"), ==, G_N_ELEMENTS (at_once));
  g_assert_cmpint (json_object_get_int_member (counts, "total"), >=, 8);
  assert_route (
    counts, "GET",
    "/v2.0/{tenant}/{environment}/api/microsoft/cloudMigration/v1.0/companies({id})/cloudMigrationStatus", 2,
    2);
  assert_route (counts, "POST", "/{tenant}/oauth2/v2.0/token", 2, 2);

  reset = send_body (&server, "DELETE", "/sandbox/requests", NULL, NULL);
  g_assert_cmpuint (status_of (reset), ==, 204);
  later = get_counts (&server);
  g_assert_cmpint (json_object_get_int_member (later, "total"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (later, "atOnce"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (later, "mostAtOnce"), ==, 0);
}

static void
test_console_refusals (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    guint status;
    const char *code;
  } CASES[] = {
    { "GET", "/sandbox/", 404, "BadRequest_NotFound" },
    { "GET", "/sandbox/nothing", 404, "BadRequest_NotFound" },
    { "PUT", "/sandbox/faults", 405, "BadRequest_MethodNotAllowed" },
    { "GET", "/sandbox/expire-access-tokens", 405, "BadRequest_MethodNotAllowed" },
  };
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (Exchange) stranger = NULL;

  server_fixture_open (&server, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (Exchange) exchange = send_body (&server, CASES[i].method, CASES[i].path, NULL, NULL);

      assert_error (exchange, CASES[i].status, CASES[i].code);
    }
  stranger = send_as (&server, "GET", "/sandbox/requests", "no-token-at-all", NULL);
  assert_error (stranger, 401, "Authentication_InvalidCredentials");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/faults/errors", test_errors);
  g_test_add_func ("/sandbox/faults/words", test_words);
  g_test_add_func ("/sandbox/faults/stall", test_stall);
  g_test_add_func ("/sandbox/faults/rules-while-running", test_rules_while_running);
  g_test_add_func ("/sandbox/faults/counts", test_counts);
  g_test_add_func ("/sandbox/faults/console-refusals", test_console_refusals);
  return g_test_run ();
}
