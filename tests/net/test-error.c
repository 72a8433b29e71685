/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-error-private.h"

#include <libsoup/soup.h>
#include <locale.h>

#define ID "6f0c1a52-8b7e-4f9e-9a38-0f1a2b3c4d5e"

static GError *
from_http (guint status, const char *type, const char *text)
{
  g_autoptr (GBytes) body = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;

  return ferry_error_new_from_http (status, type, body, -1);
}

static GError *
from_code (guint status, const char *code)
{
  g_autofree char *text = g_strdup_printf ("{\"error\":{\"code\":\"%s\",\"message\":\"Words.\"}}", code);

  return from_http (status, "application/json", text);
}

static void
test_statuses (void)
{
  static const struct
  {
    guint status;
    FerryError code;
    gboolean transient;
    const char *says;
  } table[] = {
    { 400, FERRY_ERROR_INVALID, FALSE, "make sense" },
    { 401, FERRY_ERROR_UNAUTHORIZED, FALSE, "Sign in again" },
    { 403, FERRY_ERROR_FORBIDDEN, FALSE, "SUPER" },
    { 404, FERRY_ERROR_NOT_FOUND, FALSE, "tenant" },
    { 405, FERRY_ERROR_INVALID, FALSE, "make sense" },
    { 407, FERRY_ERROR_UNREACHABLE, FALSE, "proxy" },
    { 408, FERRY_ERROR_UNAVAILABLE, TRUE, "in time" },
    { 409, FERRY_ERROR_CHANGED, FALSE, "Somebody else" },
    { 410, FERRY_ERROR_NOT_FOUND, FALSE, "tenant" },
    { 412, FERRY_ERROR_CHANGED, FALSE, "Somebody else" },
    { 413, FERRY_ERROR_INVALID, FALSE, "make sense" },
    { 429, FERRY_ERROR_THROTTLED, TRUE, "too many" },
    { 500, FERRY_ERROR_SERVER, FALSE, "failed while" },
    { 501, FERRY_ERROR_SERVER, FALSE, "failed while" },
    { 502, FERRY_ERROR_UNAVAILABLE, TRUE, "busy or down" },
    { 503, FERRY_ERROR_UNAVAILABLE, TRUE, "busy or down" },
    { 504, FERRY_ERROR_UNAVAILABLE, TRUE, "in time" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = from_http (table[i].status, NULL, NULL);
      g_autofree char *number = g_strdup_printf ("HTTP %u", table[i].status);

      g_assert_error (error, FERRY_ERROR, (int) table[i].code);
      g_assert_cmpuint (ferry_error_get_http_status (error), ==, table[i].status);
      g_assert_cmpint (ferry_error_is_transient (error), ==, table[i].transient);
      g_assert_nonnull (strstr (error->message, table[i].says));
      g_assert_nonnull (strstr (error->message, number));
    }
}

static void
test_codes (void)
{
  static const struct
  {
    guint status;
    const char *odata;
    FerryError code;
  } table[] = {
    { 400, "Application_DialogException", FERRY_ERROR_REFUSED },
    { 500, "Application_DialogException", FERRY_ERROR_REFUSED },
    { 400, "Application_FieldValidationException", FERRY_ERROR_REFUSED },
    { 400, "Internal_RecordNotFound", FERRY_ERROR_NOT_FOUND },
    { 404, "BadRequest_NotFound", FERRY_ERROR_NOT_FOUND },
    { 400, "Internal_EntityWithSameKeyExists", FERRY_ERROR_EXISTS },
    { 409, "Internal_EntityWithSameKeyExists", FERRY_ERROR_EXISTS },
    { 409, "Request_EntityChanged", FERRY_ERROR_CHANGED },
    { 400, "Request_EntityChanged", FERRY_ERROR_CHANGED },
    { 401, "Authentication_InvalidCredentials", FERRY_ERROR_UNAUTHORIZED },
    { 403, "Authorization_RequestDenied", FERRY_ERROR_FORBIDDEN },
    { 400, "BadRequest_InvalidToken", FERRY_ERROR_INVALID },
    { 500, "Internal_ServerError", FERRY_ERROR_SERVER },
    { 503, "Internal_ServerError", FERRY_ERROR_UNAVAILABLE },
    { 418, "Something_New", FERRY_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = from_code (table[i].status, table[i].odata);

      g_assert_error (error, FERRY_ERROR, (int) table[i].code);
      g_assert_cmpstr (ferry_error_get_odata_code (error), ==, table[i].odata);
      g_assert_cmpstr (ferry_error_get_service_message (error), ==, "Words.");
      g_assert_nonnull (strstr (error->message, "Words."));
    }
}

static void
test_correlation (void)
{
  g_autoptr (GError) error = from_http (
    400, "application/json; charset=utf-8",
    "{\"error\":{\"code\":\"Application_DialogException\",\"message\":\"A migration is already in "
    "progress.  CorrelationId:  " ID ".\"}}");
  g_autofree char *details = ferry_error_describe (error);

  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "A migration is already in progress.");
  g_assert_cmpstr (ferry_error_get_service_message (error), ==, "A migration is already in progress.");
  g_assert_cmpstr (ferry_error_get_correlation_id (error), ==, ID);
  g_assert_cmpstr (
    details, ==,
    "A migration is already in progress.\nHTTP status: 400\nCode: Application_DialogException\n"
    "Correlation ID: " ID);
}

static void
test_admin_center (void)
{
  g_autoptr (GError) error
    = from_http (404, "application/json",
                 "{\"code\":\"EnvironmentNotFound\",\"message\":\"No such environment.\","
                 "\"target\":\"applicationFamily\"}");

  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND);
  g_assert_cmpstr (ferry_error_get_odata_code (error), ==, "EnvironmentNotFound");
  g_assert_cmpstr (ferry_error_get_service_message (error), ==, "No such environment.");
}

/* Whatever a gateway sends, there is a message, and none of its markup is in it. */
static void
test_oauth (void)
{
  g_autoptr (GError) entra = from_http (400, "application/json; charset=utf-8",
                                        "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS70008: "
                                        "The refresh token has expired. Trace ID: "
                                        "7f7d1a52-8d0f-4a43-b2f4-0d3f6c1b1a00 Correlation ID: "
                                        "5b1e6b60-0d0c-4a3c-9a57-b4c6e8a2f001 Timestamp: 2025-03-01 "
                                        "10:00:00Z\",\"error_codes\":[70008],\"trace_id\":\"7f7d1a52-8d0f-"
                                        "4a43-b2f4-0d3f6c1b1a00\",\"correlation_id\":"
                                        "\"5b1e6b60-0d0c-4a3c-9a57-b4c6e8a2f001\"}");
  g_autoptr (GError) lines
    = from_http (401, "application/json",
                 "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client "
                 "secret.\\r\\nTrace ID: "
                 "7f7d1a52-8d0f\\r\\nCorrelation ID: 5b1e6b60-0d0c\\r\\nTimestamp: 2025-03-01 10:00:00Z\"}");
  g_autoptr (GError) bare = from_http (400, "application/json", "{\"error\":\"slow_down\"}");
  g_autoptr (GError) words = ferry_error_new_from_words (
    FERRY_ERROR_REFUSED, "Ours.", "access_denied", "AADSTS65004: Declined. Correlation ID: 5b1e6b60-0d0c");

  g_assert_cmpstr (ferry_error_get_odata_code (entra), ==, "invalid_grant");
  g_assert_cmpstr (ferry_error_get_service_message (entra), ==,
                   "AADSTS70008: The refresh token has expired.");
  g_assert_cmpstr (ferry_error_get_correlation_id (entra), ==, "5b1e6b60-0d0c-4a3c-9a57-b4c6e8a2f001");
  g_assert_error (lines, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (ferry_error_get_service_message (lines), ==, "AADSTS7000215: Invalid client secret.");
  g_assert_cmpstr (ferry_error_get_correlation_id (lines), ==, "5b1e6b60-0d0c");
  g_assert_cmpstr (ferry_error_get_odata_code (bare), ==, "slow_down");
  g_assert_null (ferry_error_get_service_message (bare));
  g_assert_error (words, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_cmpstr (words->message, ==, "Ours.");
  g_assert_cmpstr (ferry_error_get_service_message (words), ==, "AADSTS65004: Declined.");
  g_assert_cmpstr (ferry_error_get_correlation_id (words), ==, "5b1e6b60-0d0c");

  ferry_error_restate (entra, FERRY_ERROR_UNAUTHORIZED, "Sign in again.", "AADSTS70008");
  g_assert_error (entra, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (entra->message, ==, "Sign in again.");
  g_assert_cmpstr (ferry_error_get_odata_code (entra), ==, "AADSTS70008");
  g_assert_cmpuint (ferry_error_get_http_status (entra), ==, 400);
  g_assert_cmpstr (ferry_error_get_correlation_id (entra), ==, "5b1e6b60-0d0c-4a3c-9a57-b4c6e8a2f001");
}

static void
test_other_bodies (void)
{
  static const char *const bodies[] = {
    "",
    "<html><body><h1>502 Bad Gateway</h1></body></html>",
    "{\"error\":{\"code\":7,\"message\":null}}",
    "{\"error\":\"text\"}",
    "[]",
    "null",
    "\"text\"",
    "{\"error\":{\"code\":\"\",\"message\":\"\"}}",
    "{\"error\":{\"message\":\"CorrelationId: \"}",
    "\xff\xfe\xfd",
    "{\"error\":{\"message\":\"\\u0000\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    for (guint typed = 0; typed < 2; typed++)
      {
        g_autoptr (GError) error = from_http (502, typed ? "application/json" : NULL, bodies[i]);
        g_autofree char *details = ferry_error_describe (error);

        g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAVAILABLE);
        g_assert_null (strchr (error->message, '<'));
        g_assert_true (g_utf8_validate (details, -1, NULL));
        g_assert_null (ferry_error_get_odata_code (error));
      }
}

static void
test_deeply_nested_body (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *spaced = g_strdup_printf ("{\"error\":%s", deep);
  g_autoptr (GError) error = from_http (500, "application/json", deep);
  g_autoptr (GError) other = from_http (500, "application/json", spaced);

  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_SERVER);
  g_assert_error (other, FERRY_ERROR, FERRY_ERROR_SERVER);
}

/* A message is for a dialog; the whole is in the details. */
static void
test_long_message (void)
{
  GString *words = g_string_new (NULL);
  g_autofree char *body = NULL, *details = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (words, "é");
  body = g_strdup_printf ("{\"error\":{\"code\":\"Application_DialogException\",\"message\":\"%s\"}}",
                          words->str);
  error = from_http (400, "application/json", body);
  details = ferry_error_describe (error);

  g_assert_cmpint (g_utf8_strlen (error->message, -1), <, 1000);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpstr (ferry_error_get_service_message (error), ==, words->str);
  g_assert_nonnull (strstr (details, words->str));
  g_string_free (words, TRUE);
}

static void
test_secrets (void)
{
  static const struct
  {
    const char *said;
    const char *shown;
  } table[] = {
    { "Bad: Server=S;Database=D;User Id=U;Password=s3 cret;",
      "Bad: Server=S;Database=D;User Id=U;Password=•••;" },
    { "Pwd = s3cret", "Pwd = •••" },
    { "refused: Bearer s3cret.s3cret-s3cret==.", "refused: Bearer •••" },
    { "access_token=s3cret&x=1", "access_token=•••&x=1" },
    { "The password is wrong.", "The password is wrong." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *shown = ferry_error_redact (table[i].said);
      g_autofree char *body = g_strdup_printf ("{\"code\":\"X\",\"message\":\"%s\"}", table[i].said);
      g_autoptr (GError) error = from_http (400, "application/json", body);
      g_autofree char *details = ferry_error_describe (error);

      g_assert_null (strstr (shown, "cret"));
      g_assert_true (g_str_has_prefix (shown, table[i].shown));
      g_assert_null (strstr (details, "cret"));
      g_assert_null (strstr (ferry_error_get_service_message (error), "cret"));
    }
}

static void
test_retry_after (void)
{
  g_autoptr (GError) asked = ferry_error_new_from_http (429, NULL, NULL, 17);
  g_autoptr (GError) silent = ferry_error_new_from_http (429, NULL, NULL, -1);
  g_autofree char *details = ferry_error_describe (asked);

  g_assert_cmpint (ferry_error_get_retry_after (asked), ==, 17);
  g_assert_cmpint (ferry_error_get_retry_after (silent), ==, -1);
  g_assert_nonnull (strstr (details, "17 seconds"));
}

static void
test_transport (void)
{
  const struct
  {
    GQuark domain;
    int cause;
    FerryError code;
    gboolean transient;
  } table[] = {
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, FERRY_ERROR_UNREACHABLE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND, FERRY_ERROR_UNREACHABLE, FALSE },
    { G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, FERRY_ERROR_UNREACHABLE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, FERRY_ERROR_UNREACHABLE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH, FERRY_ERROR_UNREACHABLE, FALSE },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, FERRY_ERROR_UNREACHABLE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, FERRY_ERROR_UNREACHABLE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_FAILED, FERRY_ERROR_UNREACHABLE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, FERRY_ERROR_TIMED_OUT, TRUE },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, FERRY_ERROR_UNREACHABLE, FALSE },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, FERRY_ERROR_UNREACHABLE, TRUE },
    { SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING, FERRY_ERROR_PROTOCOL, FALSE },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, FERRY_ERROR_TLS, FALSE },
    { g_quark_from_static_string ("another"), 3, FERRY_ERROR_UNREACHABLE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) cause = g_error_new_literal (table[i].domain, table[i].cause, "cause");
      g_autoptr (GError) error = ferry_error_new_from_transport (cause, "bc.example.com");

      g_assert_error (error, FERRY_ERROR, (int) table[i].code);
      g_assert_nonnull (strstr (error->message, "“bc.example.com”"));
      g_assert_cmpint (ferry_error_is_transient (error), ==, table[i].transient);
      g_assert_cmpuint (ferry_error_get_http_status (error), ==, 0);
    }
}

static void
test_cancellation_stays (void)
{
  g_autoptr (GError) cause = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  g_autoptr (GError) error = ferry_error_new_from_transport (cause, "bc.example.com");

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (ferry_error_is_transient (error));
}

static void
test_ambiguous_keeps_details (void)
{
  g_autoptr (GError) cause = from_http (503, "application/json",
                                        "{\"error\":{\"code\":\"Internal_ServerError\",\"message\":\"Words. "
                                        "CorrelationId: " ID "\"}}");
  g_autoptr (GError) error = ferry_error_new_ambiguous (cause, "bc.example.com");
  g_autoptr (GError) copy = g_error_copy (error);

  g_assert_error (copy, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  g_assert_cmpuint (ferry_error_get_http_status (copy), ==, 503);
  g_assert_cmpstr (ferry_error_get_odata_code (copy), ==, "Internal_ServerError");
  g_assert_cmpstr (ferry_error_get_correlation_id (copy), ==, ID);
  g_assert_cmpstr (ferry_error_get_service_message (copy), ==, "Words.");
  g_assert_nonnull (strstr (copy->message, "“bc.example.com”"));
  g_assert_false (ferry_error_is_transient (copy));
}

/* The getters are asked about errors of all kinds. */
static void
test_foreign_errors (void)
{
  g_autoptr (GError) foreign = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOSPC, "disk full");
  g_autoptr (GError) bare = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_RULE, "not now");
  g_autofree char *foreign_details = ferry_error_describe (foreign);
  g_autofree char *bare_details = ferry_error_describe (bare);

  g_assert_cmpstr (foreign_details, ==, "disk full");
  g_assert_cmpstr (bare_details, ==, "not now");
  g_assert_null (ferry_error_get_odata_code (foreign));
  g_assert_null (ferry_error_get_correlation_id (foreign));
  g_assert_null (ferry_error_get_service_message (foreign));
  g_assert_cmpuint (ferry_error_get_http_status (foreign), ==, 0);
  g_assert_cmpint (ferry_error_get_retry_after (foreign), ==, -1);
  g_assert_cmpint (ferry_error_get_retry_after (bare), ==, -1);
  g_assert_false (ferry_error_is_transient (NULL));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/error/statuses", test_statuses);
  g_test_add_func ("/net/error/codes", test_codes);
  g_test_add_func ("/net/error/correlation", test_correlation);
  g_test_add_func ("/net/error/oauth", test_oauth);
  g_test_add_func ("/net/error/admin-center", test_admin_center);
  g_test_add_func ("/net/error/other-bodies", test_other_bodies);
  g_test_add_func ("/net/error/deeply-nested-body", test_deeply_nested_body);
  g_test_add_func ("/net/error/long-message", test_long_message);
  g_test_add_func ("/net/error/secrets", test_secrets);
  g_test_add_func ("/net/error/retry-after", test_retry_after);
  g_test_add_func ("/net/error/transport", test_transport);
  g_test_add_func ("/net/error/cancellation-stays", test_cancellation_stays);
  g_test_add_func ("/net/error/ambiguous-keeps-details", test_ambiguous_keeps_details);
  g_test_add_func ("/net/error/foreign-errors", test_foreign_errors);
  return g_test_run ();
}
