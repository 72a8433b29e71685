/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange-fixture.h"

#include "ferry-json.h"

/* A page of three entities numbered from @first; @next is what stands behind the base address. */
static char *
page_of (ExchangeFixture *fixture, guint first, const char *next)
{
  const char *url = ferry_fixture_server_get_url (fixture->server);
  GString *body = g_string_new ("{\"@odata.context\":\"x\",\"value\":[");

  for (guint i = first; i < first + 3; i++)
    g_string_append_printf (body, "%s{\"number\":%u}", i > first ? "," : "", i);
  g_string_append_c (body, ']');
  if (next != NULL)
    g_string_append_printf (body, ",\"@odata.nextLink\":\"%s%s\"", url, next);
  g_string_append_c (body, '}');
  return g_string_free (body, FALSE);
}

static FerryFixtureReply *
reply_page (ExchangeFixture *fixture, guint first, const char *next)
{
  g_autofree char *body = page_of (fixture, first, next);

  return ferry_fixture_server_reply (fixture->server, 200, body);
}

static GPtrArray *
collect (ExchangeFixture *fixture, GCancellable *cancellable, GError **error)
{
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_READ, "GET", "things");
  g_autoptr (GAsyncResult) result = NULL;

  ferry_request_add_query (request, "$orderby", "number");
  ferry_request_set_page_size (request, 3);
  ferry_session_collect_async (fixture->session, request, cancellable, ferry_fixture_await_cb, &result);
  return ferry_session_collect_finish (fixture->session, ferry_fixture_await (&result), error);
}

static void
assert_protocol_error (ExchangeFixture *fixture, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (collect (fixture, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  if (strstr (error->message, says) == NULL)
    g_error ("expected “%s” in: %s", says, error->message);
}

static void
test_order (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) things = NULL;

  reply_page (fixture, 0, "things?$skiptoken='a%2Bb%20c'&x=%C3%A9");
  reply_page (fixture, 3, "things?$skiptoken=2");
  ferry_fixture_reply_gzip (reply_page (fixture, 6, NULL));
  things = collect (fixture, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (things->len, ==, 9);
  for (guint i = 0; i < 9; i++)
    g_assert_cmpint (json_object_get_int_member (g_ptr_array_index (things, i), "number"), ==, i);
  /* The link is followed as it was given, and the wish for a page's size goes with it. */
  g_assert_cmpstr (ferry_fixture_server_get_request (fixture->server, 0)->query, ==, "$orderby=number");
  g_assert_cmpstr (ferry_fixture_server_get_request (fixture->server, 1)->query, ==,
                   "$skiptoken='a%2Bb%20c'&x=%C3%A9");
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (exchange_fixture_header (fixture, i, "Prefer"), ==, "odata.maxpagesize=3");
}

static void
test_empty (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) things = NULL;

  ferry_fixture_server_reply (fixture->server, 200, "{\"value\":[]}");
  things = collect (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (things->len, ==, 0);
}

/* An empty page, and a link that is null or empty: all of them are the service's right. */
static void
test_odd_ends (ExchangeFixture *fixture, gconstpointer unused)
{
  static const char *const ends[] = { "null", "\"\"" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *last = g_strdup_printf ("{\"value\":[],\"@odata.nextLink\":%s}", ends[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) things = NULL;

      reply_page (fixture, 0, "things?page=2");
      ferry_fixture_server_reply (fixture->server, 200, last);
      things = collect (fixture, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (things->len, ==, 3);
    }
}

static void
test_relative_link (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) things = NULL;

  ferry_fixture_server_reply_to (fixture->server, NULL, "/things", 200,
                                 "{\"value\":[{}],\"@odata.nextLink\":\"more?page=2\"}");
  ferry_fixture_server_reply_to (fixture->server, NULL, "/more", 200, "{\"value\":[{}]}");
  things = collect (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (things->len, ==, 2);
}

static void
test_page_retried (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) things = NULL;

  reply_page (fixture, 0, "things?page=2");
  ferry_fixture_server_reply (fixture->server, 503, NULL);
  ferry_fixture_reply_truncate (ferry_fixture_server_reply (fixture->server, 200, "{\"value\":[{}]}"), 5);
  reply_page (fixture, 3, NULL);
  things = collect (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (things->len, ==, 6);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 4);
}

static void
test_circles (ExchangeFixture *fixture, gconstpointer unused)
{
  reply_page (fixture, 0, "things?page=2");
  reply_page (fixture, 3, "things?page=3");
  reply_page (fixture, 6, "things?page=2");
  assert_protocol_error (fixture, "again and again");
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 3);

  reply_page (fixture, 0, "things?$orderby=number");
  assert_protocol_error (fixture, "again and again");
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 4);
}

static void
test_foreign_links (ExchangeFixture *fixture, gconstpointer unused)
{
  static const char *const links[] = {
    "https://elsewhere.example.com/things",
    "//elsewhere.example.com/things",
    "ftp://127.0.0.1/things",
    "http://127.0.0.1:1/things",
    "https://127.0.0.1/things",
    "file:///etc/passwd",
  };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"value\":[],\"@odata.nextLink\":\"%s\"}", links[i]);

      ferry_fixture_server_reply (fixture->server, 200, body);
      assert_protocol_error (fixture, "doesn’t follow");
      g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, i + 1);
    }
  ferry_fixture_server_reply (fixture->server, 200, "{\"value\":[],\"@odata.nextLink\":\"http://[\"}");
  assert_protocol_error (fixture, "isn’t an address");
}

static void
test_wrong_pages (ExchangeFixture *fixture, gconstpointer unused)
{
  static const char *const table[][2] = {
    { "[]", "should be an object" },
    { "{}", "“value” is missing" },
    { "{\"value\":{}}", "“value” should be a list" },
    { "{\"value\":null}", "“value” should be a list" },
    { "{\"value\":[{},7]}", "entry 2" },
    { "{\"value\":[null]}", "entry 1" },
    { "{\"value\":[],\"@odata.nextLink\":7}", "“@odata.nextLink” should be a text" },
    { "{\"value\":[{}", "breaks off" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      ferry_fixture_server_reply (fixture->server, 200, table[i][0]);
      assert_protocol_error (fixture, table[i][1]);
    }
  ferry_fixture_server_reply (fixture->server, 204, NULL);
  assert_protocol_error (fixture, "empty answer");
}

/* Half a list would be taken for a whole one. */
static void
test_fails_late (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  reply_page (fixture, 0, "things?page=2");
  ferry_fixture_server_reply (fixture->server, 404, NULL);
  g_assert_null (collect (fixture, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND);
}

static void
test_cancelled (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_READ, "GET", "things");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  reply_page (fixture, 0, "things?page=2");
  ferry_fixture_reply_hang (reply_page (fixture, 3, NULL));
  ferry_session_collect_async (fixture->session, request, cancellable, ferry_fixture_await_cb, &result);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->server) == 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (ferry_session_collect_finish (fixture->session, ferry_fixture_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Streams */

typedef struct
{
  GThread *main_thread;
  GString *numbers;
  guint pages;
  int running;
  const char *fail_with;
} Sink;

static gboolean
sink (GBytes *page, gpointer user_data, char **next_link, GError **error)
{
  Sink *self = user_data;
  gsize size;
  const char *data = g_bytes_get_data (page, &size);
  g_autoptr (JsonNode) root = ferry_json_parse (data, size, error);
  JsonObject *object;
  JsonArray *values;

  g_assert_true (g_thread_self () != self->main_thread);
  g_assert_cmpint (g_atomic_int_add (&self->running, 1), ==, 0);
  g_assert_nonnull (root);
  object = json_node_get_object (root);
  values = json_object_get_array_member (object, "value");
  for (guint i = 0; i < json_array_get_length (values); i++)
    g_string_append_printf (
      self->numbers, "%d ",
      (int) json_object_get_int_member (json_array_get_object_element (values, i), "number"));
  *next_link = g_strdup (json_object_get_string_member_with_default (object, "@odata.nextLink", NULL));
  self->pages++;
  g_atomic_int_add (&self->running, -1);
  if (self->fail_with != NULL)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL, self->fail_with);
      return FALSE;
    }
  return TRUE;
}

static gboolean
stream (ExchangeFixture *fixture, Sink *self, GError **error)
{
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_READ, "GET", "things");
  g_autoptr (GAsyncResult) result = NULL;

  self->main_thread = g_thread_self ();
  self->numbers = g_string_new (NULL);
  ferry_session_stream_async (fixture->session, request, sink, self, NULL, ferry_fixture_await_cb, &result);
  return ferry_session_stream_finish (fixture->session, ferry_fixture_await (&result), error);
}

static void
test_stream (ExchangeFixture *fixture, gconstpointer unused)
{
  Sink self = { 0 };
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_gzip (reply_page (fixture, 0, "things?page=2"));
  ferry_fixture_server_reply (fixture->server, 503, NULL);
  reply_page (fixture, 3, "things?page=3");
  reply_page (fixture, 6, NULL);
  g_assert_true (stream (fixture, &self, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (self.numbers->str, ==, "0 1 2 3 4 5 6 7 8 ");
  g_assert_cmpuint (self.pages, ==, 3);
  g_string_free (self.numbers, TRUE);
}

static void
test_stream_ended (ExchangeFixture *fixture, gconstpointer unused)
{
  Sink self = { .fail_with = "enough" };
  g_autoptr (GError) error = NULL;

  reply_page (fixture, 0, "things?page=2");
  g_assert_false (stream (fixture, &self, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  g_assert_cmpstr (error->message, ==, "enough");
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 1);
  g_string_free (self.numbers, TRUE);
}

/* The sink sees what is a page only. */
static void
test_stream_garbage (ExchangeFixture *fixture, gconstpointer unused)
{
  Sink self = { 0 };
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 200, "<html>");
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_set_header (reply, "Content-Type", "text/html");
  g_assert_false (stream (fixture, &self, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  g_string_free (self.numbers, TRUE);
  g_clear_error (&error);

  ferry_fixture_server_reply (fixture->server, 404, NULL);
  g_assert_false (stream (fixture, &self, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND);
  g_assert_cmpuint (self.pages, ==, 0);
  g_string_free (self.numbers, TRUE);
}

/* A sink with an endless appetite for the same page. */
static void
test_stream_circle (ExchangeFixture *fixture, gconstpointer unused)
{
  Sink self = { 0 };
  g_autoptr (GError) error = NULL;

  reply_page (fixture, 0, "things");
  g_assert_false (stream (fixture, &self, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  g_assert_cmpuint (self.pages, ==, 1);
  g_string_free (self.numbers, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  exchange_fixture_add ("/net/pages/order", test_order);
  exchange_fixture_add ("/net/pages/empty", test_empty);
  exchange_fixture_add ("/net/pages/odd-ends", test_odd_ends);
  exchange_fixture_add ("/net/pages/relative-link", test_relative_link);
  exchange_fixture_add ("/net/pages/page-retried", test_page_retried);
  exchange_fixture_add ("/net/pages/circles", test_circles);
  exchange_fixture_add ("/net/pages/foreign-links", test_foreign_links);
  exchange_fixture_add ("/net/pages/wrong-pages", test_wrong_pages);
  exchange_fixture_add ("/net/pages/fails-late", test_fails_late);
  exchange_fixture_add ("/net/pages/cancelled", test_cancelled);
  exchange_fixture_add ("/net/pages/stream", test_stream);
  exchange_fixture_add ("/net/pages/stream-ended", test_stream_ended);
  exchange_fixture_add ("/net/pages/stream-garbage", test_stream_garbage);
  exchange_fixture_add ("/net/pages/stream-circle", test_stream_circle);
  return g_test_run ();
}
