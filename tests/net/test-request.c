/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-error.h"
#include "ferry-request-private.h"

#define BASE "https://bc.example.com/v2.0/"

static char *
address_of (FerryRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = ferry_request_create_uri (request, BASE, &error);

  g_assert_no_error (error);
  return g_uri_to_string (uri);
}

static void
test_getters (void)
{
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_WRITE, "PATCH", "things(1)");

  g_assert_cmpint (ferry_request_get_kind (request), ==, FERRY_REQUEST_WRITE);
  g_assert_cmpstr (ferry_request_get_method (request), ==, "PATCH");
  g_assert_cmpstr (ferry_request_get_path (request), ==, "things(1)");
}

static void
test_query (void)
{
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_READ, "GET", "things");
  g_autofree char *plain = address_of (request);
  g_autofree char *full = NULL;

  g_assert_cmpstr (plain, ==, BASE "things");
  ferry_request_add_query (request, "$filter", "name eq 'A & B+C=50% #1; é'");
  ferry_request_add_query (request, "$top", "1");
  full = address_of (request);
  g_assert_cmpstr (full, ==,
                   BASE "things?$filter=name%20eq%20'A%20%26%20B%2BC%3D50%25%20%231%3B%20%C3%A9'&$top=1");
}

/* What the service gives as a path can't lead anywhere else. */
static void
test_path_stays (void)
{
  static const char *const paths[]
    = { "//evil.example.com/x", "@evil.example.com/", "https://evil.example.com/" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_READ, "GET", paths[i]);
      g_autoptr (GUri) uri = ferry_request_create_uri (request, BASE, NULL);

      if (uri != NULL)
        g_assert_cmpstr (g_uri_get_host (uri), ==, "bc.example.com");
    }
}

static void
test_malformed_path (void)
{
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_READ, "GET", "100%");
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = ferry_request_create_uri (request, "https://bc.example.com:99999999/", &error);

  g_assert_null (uri);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_INVALID);
}

static void
test_message (void)
{
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_START, "POST", "things");
  g_autoptr (GUri) uri = ferry_request_create_uri (request, BASE, NULL);
  g_autoptr (SoupMessage) message = NULL;
  SoupMessageHeaders *headers;

  ferry_request_set_body (request, json_node_init_string (json_node_alloc (), "text"));
  ferry_request_set_if_match (request, "W/\"1\"");
  ferry_request_set_page_size (request, 500);
  message = ferry_request_create_message (request, uri, "Bearer x");
  headers = soup_message_get_request_headers (message);

  g_assert_true (soup_message_query_flags (message, SOUP_MESSAGE_NO_REDIRECT));
  g_assert_true (soup_message_query_flags (message, SOUP_MESSAGE_NEW_CONNECTION));
  g_assert_false (soup_message_query_flags (message, SOUP_MESSAGE_IDEMPOTENT));
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Authorization"), ==, "Bearer x");
  g_assert_cmpstr (soup_message_headers_get_one (headers, "If-Match"), ==, "W/\"1\"");
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Prefer"), ==, "odata.maxpagesize=500");
  g_assert_cmpstr (soup_message_headers_get_content_type (headers, NULL), ==, "application/json");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/request/getters", test_getters);
  g_test_add_func ("/net/request/query", test_query);
  g_test_add_func ("/net/request/path-stays", test_path_stays);
  g_test_add_func ("/net/request/malformed-path", test_malformed_path);
  g_test_add_func ("/net/request/message", test_message);
  return g_test_run ();
}
