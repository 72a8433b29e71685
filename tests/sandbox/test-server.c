/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP side, with a real client on loopback: token, limits, compression, injected faults. */
#include "server-fixture.h"

#include "sandbox-json.h"

#include <string.h>

static void
test_token (void)
{
  static const char *const WRONG[] = { NULL,
                                       "Bearer",
                                       "Bearer ",
                                       "Bearer wrong",
                                       "Bearer " TOKEN "x",
                                       "Basic " TOKEN,
                                       "Bearer 0123456789abcdef-tokem",
                                       TOKEN };
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (Exchange) right = NULL;
  g_autoptr (Exchange) lower = NULL;

  server_fixture_open (&server, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      g_autoptr (Exchange) exchange = prepare (&server, "GET", FACE_PUBLISHED "companies");
      SoupMessageHeaders *headers = soup_message_get_request_headers (exchange->message);

      if (WRONG[i] != NULL)
        soup_message_headers_replace (headers, "Authorization", WRONG[i]);
      else
        soup_message_headers_remove (headers, "Authorization");
      start (&server, exchange);
      await (exchange);
      assert_error (exchange, 401, "Authentication_InvalidCredentials");
      g_assert_true (g_str_has_prefix (header (exchange, "WWW-Authenticate"), "Bearer"));
      g_assert_null (g_strstr_len (g_bytes_get_data (exchange->body, NULL), -1, TOKEN));
    }
  right = get (&server, FACE_PUBLISHED "companies");
  assert_fine (right);
  g_assert_cmpstr (header (right, "OData-Version"), ==, "4.0");
  g_assert_true (g_str_has_prefix (header (right, "Content-Type"), "application/json"));
  lower = prepare (&server, "GET", FACE_PUBLISHED "companies");
  soup_message_headers_replace (soup_message_get_request_headers (lower->message), "Authorization",
                                "bearer " TOKEN);
  start (&server, lower);
  await (lower);
  assert_fine (lower);
}

static void
add_many (ServerFixture *self, guint n)
{
  g_autofree char *run = face_add_run (&self->face, "2026-01-01T00:00:00.000Z", "Full", "Completed");

  face_add_details (&self->face, run, "A", "Successful", "", n);
}

static char *
details_path (ServerFixture *self)
{
  return g_strdup_printf (FACE_PUBLISHED "companies(%s)/cloudMigrationStatusDetails", self->face.company);
}

static void
test_gzip (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (Exchange) packed = NULL;
  g_autoptr (Exchange) plain = NULL;
  g_autoptr (Exchange) small = NULL;

  server_fixture_open (&server, NULL, NULL);
  add_many (&server, 200);
  path = details_path (&server);
  packed = get (&server, path);
  assert_fine (packed);
  g_assert_cmpstr (header (packed, "Content-Encoding"), ==, "gzip");
  plain = prepare (&server, "GET", path);
  soup_message_headers_replace (soup_message_get_request_headers (plain->message), "Accept-Encoding",
                                "gzip;q=0, br");
  start (&server, plain);
  await (plain);
  assert_fine (plain);
  g_assert_null (header (plain, "Content-Encoding"));
  g_assert_true (g_bytes_equal (packed->body, plain->body));
  small = get (&server, FACE_PUBLISHED "companies");
  g_assert_null (header (small, "Content-Encoding"));
}

static void
test_next_links (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *next = NULL;
  guint pages = 0;

  server_fixture_open (&server, NULL, NULL);
  add_many (&server, 95);
  next = details_path (&server);
  while (next != NULL)
    {
      g_autoptr (Exchange) exchange = prepare (&server, "GET", next);
      g_autoptr (JsonObject) page = NULL;
      JsonArray *rows;

      soup_message_headers_replace (soup_message_get_request_headers (exchange->message), "Prefer",
                                    "odata.maxpagesize=20");
      start (&server, exchange);
      await (exchange);
      page = parse (exchange);
      g_assert_cmpstr (header (exchange, "Preference-Applied"), ==, "odata.maxpagesize=20");
      rows = json_object_get_array_member (page, "value");
      for (guint i = 0; i < json_array_get_length (rows); i++)
        g_hash_table_add (
          seen, g_strdup (json_object_get_string_member (json_array_get_object_element (rows, i), "id")));
      pages++;
      g_free (next);
      next = json_object_has_member (page, "@odata.nextLink")
               ? g_strdup (json_object_get_string_member (page, "@odata.nextLink"))
               : NULL;
      if (next != NULL)
        g_assert_true (g_str_has_prefix (next, sandbox_server_get_url (server.server)));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 95);
  g_assert_cmpuint (pages, ==, 5);
}

static void
test_rate (void)
{
  SandboxServerConfig config = SANDBOX_SERVER_CONFIG_DEFAULT;
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (Exchange) refused = NULL;
  gint64 wait;

  config.rate = 3;
  server_fixture_open (&server, &config, NULL);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (Exchange) stranger = prepare (&server, "GET", FACE_PUBLISHED "companies");

      soup_message_headers_replace (soup_message_get_request_headers (stranger->message), "Authorization",
                                    "Bearer x");
      start (&server, stranger);
      await (stranger);
      assert_error (stranger, 401, "Authentication_InvalidCredentials");
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (Exchange) exchange = get (&server, FACE_PUBLISHED "companies");

      assert_fine (exchange);
    }
  refused = get (&server, FACE_PUBLISHED "companies");
  assert_error (refused, 429, "TooManyRequests");
  g_assert_true (g_ascii_string_to_signed (header (refused, "Retry-After"), 10, 1, 300, &wait, NULL));
}

static Exchange *
post_bytes (ServerFixture *self, gsize size, gboolean chunked)
{
  g_autofree char *path = g_strdup_printf (FACE_PUBLISHED "companies(%s)/tableMappings", self->face.company);
  Exchange *exchange = prepare (self, "POST", path);
  g_autofree char *data = g_malloc (size);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GInputStream) stream = NULL;

  memset (data, ' ', size);
  bytes = g_bytes_new (data, size);
  stream = g_memory_input_stream_new_from_bytes (bytes);
  soup_message_set_request_body (exchange->message, "application/json", stream, chunked ? -1 : (gssize) size);
  start (self, exchange);
  await (exchange);
  return exchange;
}

static void
test_body_size (void)
{
  SandboxServerConfig config = SANDBOX_SERVER_CONFIG_DEFAULT;
  g_auto (ServerFixture) server = { 0 };

  config.max_body = 1000;
  server_fixture_open (&server, &config, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Exchange) exact = post_bytes (&server, 1000, i == 1);
      g_autoptr (Exchange) over = post_bytes (&server, 1001, i == 1);
      g_autoptr (Exchange) huge = post_bytes (&server, 3000000, i == 1);
      g_autoptr (Exchange) after = get (&server, FACE_PUBLISHED "companies");

      /* Blanks are no object: the one that fits is read, and found wrong. */
      assert_error (exact, 400, "BadRequest");
      assert_error (over, 413, "BadRequest_RequestTooLarge");
      assert_error (huge, 413, "BadRequest_RequestTooLarge");
      assert_fine (after);
    }
}

static void
test_media_type (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (Exchange) exchange = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("a=b", 3);

  server_fixture_open (&server, NULL, NULL);
  path = g_strdup_printf (FACE_PUBLISHED "companies(%s)/tableMappings", server.face.company);
  exchange = prepare (&server, "POST", path);
  soup_message_set_request_body_from_bytes (exchange->message, "application/x-www-form-urlencoded", body);
  start (&server, exchange);
  await (exchange);
  assert_error (exchange, 415, "BadRequest_UnsupportedMediaType");
}

static void
test_fault_answers (void)
{
  static const char *const RULES[]
    = { "GET companies n=1 status=503 retry-after=2 code=Application_DialogException",
        "GET companies n=2 status=429",
        "GET companies n=3 html",
        "GET companies n=4 html status=504",
        "GET companies n=5 garble",
        "GET companies n=6 delay=1",
        NULL };
  g_auto (ServerFixture) server = { 0 };
  Exchange *answers[7];
  g_autoptr (GError) error = NULL;

  server_fixture_open (&server, NULL, RULES);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    answers[i] = get (&server, FACE_PUBLISHED "companies");
  assert_error (answers[0], 503, "Application_DialogException");
  g_assert_cmpstr (header (answers[0], "Retry-After"), ==, "2");
  assert_error (answers[1], 429, "Unknown");
  g_assert_null (header (answers[1], "Retry-After"));
  g_assert_cmpuint (soup_message_get_status (answers[2]->message), ==, 502);
  g_assert_true (g_str_has_prefix (header (answers[2], "Content-Type"), "text/html"));
  g_assert_cmpuint (soup_message_get_status (answers[3]->message), ==, 504);
  g_assert_cmpuint (soup_message_get_status (answers[4]->message), ==, 200);
  g_assert_null (sandbox_json_parse_object (answers[4]->body, &error));
  assert_fine (answers[5]);
  assert_fine (answers[6]);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    exchange_free (answers[i]);
}

static void
test_fault_connections (void)
{
  static const char *const RULES[]
    = { "GET companies every=1 truncate", "GET */cloudMigrationStatus every=1 cut", "PATCH * every=1 lost",
        NULL };
  g_auto (ServerFixture) server = { 0 };
  g_autofree char *status_path = NULL;
  g_autofree char *company_path = NULL;
  g_autofree char *id = NULL;
  g_autoptr (Exchange) truncated = NULL;
  g_autoptr (Exchange) dropped = NULL;
  g_autoptr (Exchange) lost = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"replicate\":true}", 18);

  server_fixture_open (&server, NULL, RULES);
  truncated = get (&server, FACE_PUBLISHED "companies");
  g_assert_nonnull (truncated->error);
  status_path = g_strdup_printf (FACE_PUBLISHED "companies(%s)/cloudMigrationStatus", server.face.company);
  dropped = get (&server, status_path);
  g_assert_nonnull (dropped->error);

  /* The worst of all: the work is done, and nobody says so. */
  id = face_first_id (&server.face, "cloudMigrationCompanies", NULL);
  company_path
    = g_strdup_printf (FACE_PUBLISHED "companies(%s)/cloudMigrationCompanies(%s)", server.face.company, id);
  lost = prepare (&server, "PATCH", company_path);
  soup_message_headers_replace (soup_message_get_request_headers (lost->message), "If-Match", "*");
  soup_message_set_request_body_from_bytes (lost->message, "application/json", body);
  start (&server, lost);
  await (lost);
  g_assert_nonnull (lost->error);
  g_assert_cmpint (
    sandbox_store_query_int (server.face.store, -1, "SELECT replicate FROM companies WHERE id = ?", "s", id),
    ==, 1);
}

/* Until the one that takes the place for ever has it. */
static void
take_the_place (ServerFixture *self, Exchange *holder)
{
  guint status = 0;

  start (self, holder);
  while (status != 503)
    {
      g_autoptr (Exchange) probe = get (self, FACE_PUBLISHED "companies");

      status = soup_message_get_status (probe->message);
      if (status == 503)
        assert_error (probe, 503, "ServiceUnavailable");
    }
}

/* A client that gives up while its request is worked on leaves its place to the others. */
static void
test_place_is_released (void)
{
  static const char *const RULES[] = { "GET $metadata n=1 " FOREVER, NULL };
  SandboxServerConfig config = SANDBOX_SERVER_CONFIG_DEFAULT;
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (Exchange) holder = NULL;
  guint status = 503;

  config.places = 1;
  config.max_waiting = 0;
  server_fixture_open (&server, &config, RULES);
  holder = prepare (&server, "GET", FACE_PUBLISHED "$metadata");
  take_the_place (&server, holder);
  g_cancellable_cancel (holder->cancellable);
  await (holder);
  while (status != 200)
    {
      g_autoptr (Exchange) probe = get (&server, FACE_PUBLISHED "companies");

      status = soup_message_get_status (probe->message);
    }
}

/* One place, taken for ever; one may wait, and goes on when the place is free; others are turned away. */
static void
test_waiting (void)
{
  static const char *const RULES[] = { "GET $metadata n=1 " FOREVER, NULL };
  SandboxServerConfig config = SANDBOX_SERVER_CONFIG_DEFAULT;
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (Exchange) holder = NULL;
  g_autoptr (Exchange) waiting = NULL;

  config.places = 1;
  config.max_waiting = 1;
  server_fixture_open (&server, &config, RULES);
  holder = prepare (&server, "GET", FACE_PUBLISHED "$metadata");
  start (&server, holder);
  while (waiting == NULL)
    {
      g_autoptr (Exchange) one = prepare (&server, "GET", FACE_PUBLISHED "companies");
      g_autoptr (Exchange) two = prepare (&server, "GET", FACE_PUBLISHED "companies");

      start (&server, one);
      start (&server, two);
      while (!one->done && !two->done)
        g_main_context_iteration (NULL, TRUE);
      if (soup_message_get_status ((one->done ? one : two)->message) == 503)
        waiting = one->done ? g_steal_pointer (&two) : g_steal_pointer (&one);
      else
        {
          await (one);
          await (two);
        }
    }
  g_assert_false (waiting->done);
  g_cancellable_cancel (holder->cancellable);
  await (holder);
  await (waiting);
  assert_fine (waiting);
}

static void
test_waiting_too_long (void)
{
  static const char *const RULES[] = { "GET $metadata n=1 " FOREVER, NULL };
  SandboxServerConfig config = SANDBOX_SERVER_CONFIG_DEFAULT;
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (Exchange) holder = NULL;

  config.places = 1;
  config.max_wait = 1;
  server_fixture_open (&server, &config, RULES);
  holder = prepare (&server, "GET", FACE_PUBLISHED "$metadata");
  take_the_place (&server, holder);
  /* Stopping leaves nobody waiting. */
  sandbox_server_stop (server.server);
  await (holder);
  g_assert_nonnull (holder->error);
}

static void
test_listening (void)
{
  g_auto (ServerFixture) server = { 0 };
  SandboxServerConfig config = SANDBOX_SERVER_CONFIG_DEFAULT;
  g_autoptr (SandboxServer) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) taken = NULL;
  g_autoptr (GUri) uri = NULL;

  server_fixture_open (&server, NULL, NULL);
  config.router = server.face.router;
  config.engine = server.face.engine;
  config.token = TOKEN;
  other = sandbox_server_new (&config);
  g_assert_false (sandbox_server_listen (other, "not an address", 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  uri = g_uri_parse (sandbox_server_get_url (server.server), G_URI_FLAGS_NONE, NULL);
  g_assert_false (sandbox_server_listen (other, NULL, (guint) g_uri_get_port (uri), &taken));
  g_assert_nonnull (taken);
  g_clear_error (&error);
  g_assert_true (sandbox_server_listen (other, "127.0.0.2", 0, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (sandbox_server_get_url (other), "http://127.0.0.2:"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/server/token", test_token);
  g_test_add_func ("/sandbox/server/gzip", test_gzip);
  g_test_add_func ("/sandbox/server/next-links", test_next_links);
  g_test_add_func ("/sandbox/server/rate", test_rate);
  g_test_add_func ("/sandbox/server/body-size", test_body_size);
  g_test_add_func ("/sandbox/server/media-type", test_media_type);
  g_test_add_func ("/sandbox/server/fault/answers", test_fault_answers);
  g_test_add_func ("/sandbox/server/fault/connections", test_fault_connections);
  g_test_add_func ("/sandbox/server/place-is-released", test_place_is_released);
  g_test_add_func ("/sandbox/server/waiting", test_waiting);
  g_test_add_func ("/sandbox/server/waiting-too-long", test_waiting_too_long);
  g_test_add_func ("/sandbox/server/listening", test_listening);
  return g_test_run ();
}
