/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sign-in in the browser. The test is the browser, and scripts the identity service. */
#include "ferry-browser-sign-in.h"
#include "ferry-random.h"
#include "identity-fixture.h"

typedef struct
{
  IdentityFixture identity;
  FerryBrowserSignIn *sign_in;
  SoupSession *browser;
  GCancellable *cancellable;
  GAsyncResult *result;
  GHashTable *asked; /* what the browser was sent to the identity service with */
  guint opened;
} Fixture;

static void
on_open_uri (Fixture *fixture, const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);

  g_assert_cmpstr (g_uri_get_path (uri), ==, "/" IDENTITY_TENANT "/oauth2/v2.0/authorize");
  g_assert_cmpstr (address, ==, ferry_browser_sign_in_get_uri (fixture->sign_in));
  fixture->asked = soup_form_decode (g_uri_get_query (uri));
  fixture->opened++;
}

static void
start (Fixture *fixture)
{
  ferry_browser_sign_in_run_async (fixture->sign_in, fixture->cancellable, ferry_fixture_await_cb,
                                   &fixture->result);
  g_assert_cmpuint (fixture->opened, ==, 1);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  identity_fixture_set_up (&fixture->identity, NULL);
  fixture->browser = soup_session_new ();
  soup_session_set_proxy_resolver (fixture->browser, NULL);
  fixture->cancellable = g_cancellable_new ();
  fixture->sign_in = ferry_browser_sign_in_new (fixture->identity.identity, "");
  g_signal_connect_swapped (fixture->sign_in, "open-uri", G_CALLBACK (on_open_uri), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_object (&fixture->result);
  ferry_fixture_drain ();
  g_assert_cmpstr (ferry_browser_sign_in_get_uri (fixture->sign_in), ==, "");
  g_assert_finalize_object (fixture->sign_in);
  g_object_unref (fixture->cancellable);
  g_object_unref (fixture->browser);
  g_clear_pointer (&fixture->asked, g_hash_table_unref);
  identity_fixture_tear_down (&fixture->identity, NULL);
  ferry_fixture_assert_no_timers ();
}

static FerryTokens *
finish (Fixture *fixture, GError **error)
{
  return ferry_browser_sign_in_run_finish (fixture->sign_in, ferry_fixture_await (&fixture->result), error);
}

static const char *
asked (Fixture *fixture, const char *name)
{
  return g_hash_table_lookup (fixture->asked, name);
}

/* The browser goes to @address; Returns: (transfer full): what will be there */
static SoupMessage *
visit (Fixture *fixture, const char *method, const char *path, GAsyncResult **page)
{
  g_autofree char *address = g_strconcat (asked (fixture, "redirect_uri"), path, NULL);
  SoupMessage *message = soup_message_new (method, address);

  g_assert_nonnull (message);
  soup_session_send_and_read_async (fixture->browser, message, G_PRIORITY_DEFAULT, NULL,
                                    ferry_fixture_await_cb, page);
  return message;
}

/* Returns: (transfer full) (nullable): the page's text; %NULL where nobody is there */
static char *
read_page (Fixture *fixture, GAsyncResult **page)
{
  g_autoptr (GBytes) bytes
    = soup_session_send_and_read_finish (fixture->browser, ferry_fixture_await (page), NULL);
  char *text = NULL;

  g_clear_object (page);
  if (bytes != NULL)
    text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return text;
}

static char *
make_redirect (Fixture *fixture, const char *answer)
{
  return g_strdup_printf ("/?%s&state=%s&session_state=x", answer, asked (fixture, "state"));
}

static void
answer_token (Fixture *fixture, const char *nonce)
{
  g_autofree char *id_token = identity_fixture_make_id_token (IDENTITY_CLIENT_ID, nonce, "kim@contoso.com");
  g_autofree char *answer = identity_fixture_make_answer ("access", "refresh", 3600, id_token);

  ferry_fixture_server_reply_to (fixture->identity.server, "POST", IDENTITY_TOKEN, 200, answer);
}

static void
test_signed_in (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GHashTable) form = NULL;
  g_autofree char *redirect = NULL, *text = NULL, *challenge = NULL;
  GAsyncResult *page = NULL;

  start (fixture);
  g_assert_true (g_str_has_prefix (asked (fixture, "redirect_uri"), "http://localhost:"));
  g_assert_cmpstr (asked (fixture, "code_challenge_method"), ==, "S256");
  g_assert_cmpuint (strlen (asked (fixture, "state")), ==, 43);
  g_assert_cmpuint (strlen (asked (fixture, "nonce")), ==, 43);
  answer_token (fixture, asked (fixture, "nonce"));
  redirect = make_redirect (fixture, "code=the%20code");
  message = visit (fixture, "GET", redirect, &page);
  tokens = finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_tokens_get_account (tokens), ==, "kim@contoso.com");

  /* The page comes although nobody holds the sign-in's port any more. */
  text = read_page (fixture, &page);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  g_assert_nonnull (strstr (text, "You are signed in"));
  g_assert_nonnull (strstr (text, "You can close this window."));
  g_assert_cmpstr (
    soup_message_headers_get_one (soup_message_get_response_headers (message), "Cache-Control"), ==,
    "no-store");
  g_assert_nonnull (
    soup_message_headers_get_one (soup_message_get_response_headers (message), "Content-Security-Policy"));

  form = identity_fixture_get_form (&fixture->identity, 0);
  g_assert_cmpstr (g_hash_table_lookup (form, "code"), ==, "the code");
  g_assert_cmpstr (g_hash_table_lookup (form, "redirect_uri"), ==, asked (fixture, "redirect_uri"));
  challenge = ferry_code_challenge (g_hash_table_lookup (form, "code_verifier"));
  g_assert_cmpstr (challenge, ==, asked (fixture, "code_challenge"));
}

static void
test_one_use (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupMessage) first = NULL, again = NULL, late = NULL;
  g_autofree char *redirect = NULL, *text = NULL, *told = NULL, *nothing = NULL;
  g_autofree char *id_token = NULL, *answer = NULL;
  GAsyncResult *page = NULL, *second = NULL, *third = NULL;

  start (fixture);
  id_token = identity_fixture_make_id_token (IDENTITY_CLIENT_ID, asked (fixture, "nonce"), "kim");
  answer = identity_fixture_make_answer ("access", "refresh", 3600, id_token);
  ferry_fixture_reply_hang (
    ferry_fixture_server_reply_to (fixture->identity.server, "POST", IDENTITY_TOKEN, 200, answer));
  redirect = make_redirect (fixture, "code=once");
  first = visit (fixture, "GET", redirect, &page);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->identity.server) == 1);
  /* The same answer again, while the first is looked at. */
  again = visit (fixture, "GET", redirect, &second);
  told = read_page (fixture, &second);
  g_assert_cmpuint (soup_message_get_status (again), ==, 410);
  ferry_fixture_server_release (fixture->identity.server);
  tokens = finish (fixture, &error);
  g_assert_no_error (error);
  text = read_page (fixture, &page);
  g_assert_nonnull (strstr (text, "You are signed in"));
  /* And later nobody is there. */
  do
    {
      g_clear_object (&late);
      g_clear_pointer (&nothing, g_free);
      late = visit (fixture, "GET", redirect, &third);
      nothing = read_page (fixture, &third);
      g_assert_true (nothing == NULL || soup_message_get_status (late) == 410);
    }
  while (nothing != NULL);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->identity.server), ==, 1);
}

/* @answer: of the redirect; whole, or with the state behind it */
static void
assert_refused (Fixture *fixture, const char *path, FerryError code, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *text = NULL;
  GAsyncResult *page = NULL;

  message = visit (fixture, "GET", path, &page);
  g_assert_null (finish (fixture, &error));
  g_assert_error (error, FERRY_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, says));
  text = read_page (fixture, &page);
  g_assert_cmpuint (soup_message_get_status (message), ==, 400);
  g_assert_nonnull (strstr (text, "You aren’t signed in"));
  g_assert_nonnull (strstr (text, says));
}

static void
test_wrong_state (Fixture *fixture, gconstpointer unused)
{
  start (fixture);
  assert_refused (fixture, "/?code=injected&state=of-another", FERRY_ERROR_PROTOCOL,
                  "doesn’t belong to this sign-in");
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->identity.server), ==, 0);
}

static void
test_no_state (Fixture *fixture, gconstpointer unused)
{
  start (fixture);
  assert_refused (fixture, "/?code=injected", FERRY_ERROR_PROTOCOL, "doesn’t belong to this sign-in");
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->identity.server), ==, 0);
}

static void
test_wrong_nonce (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *redirect = NULL;

  start (fixture);
  answer_token (fixture, "the nonce of another sign-in");
  redirect = make_redirect (fixture, "code=replayed");
  assert_refused (fixture, redirect, FERRY_ERROR_PROTOCOL, "belongs to another sign-in");
}

static void
test_declined (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *redirect = NULL;

  start (fixture);
  redirect
    = make_redirect (fixture, "error=access_denied&error_description=AADSTS65004%3a+User+declined+%3Cb%3E");
  assert_refused (fixture, redirect, FERRY_ERROR_REFUSED, "consent was declined");
}

/* Words of others are shown as words. */
static void
test_markup (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *redirect = NULL, *text = NULL;
  GAsyncResult *page = NULL;

  start (fixture);
  redirect = make_redirect (fixture, "error=odd&error_description=%3Cscript%3Ealert(1)%3C%2Fscript%3E");
  message = visit (fixture, "GET", redirect, &page);
  g_assert_null (finish (fixture, &error));
  text = read_page (fixture, &page);
  g_assert_null (strstr (text, "<script>"));
  g_assert_nonnull (strstr (text, "&lt;script&gt;alert(1)"));
}

static void
test_replayed_code (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *redirect = NULL;

  start (fixture);
  identity_fixture_refuse (&fixture->identity, IDENTITY_TOKEN, "invalid_grant",
                           "AADSTS54005: OAuth2 Authorization code was already redeemed.");
  redirect = make_redirect (fixture, "code=used");
  assert_refused (fixture, redirect, FERRY_ERROR_UNAUTHORIZED, "has been used already");
}

static void
test_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *redirect = NULL;

  start (fixture);
  redirect = make_redirect (fixture, "code=");
  assert_refused (fixture, redirect, FERRY_ERROR_PROTOCOL, "neither a sign-in nor a reason");
}

/* What isn't the answer gets nowhere, and the sign-in goes on. */
static void
test_others (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupMessage) icon = NULL, bare = NULL, post = NULL, rebound = NULL, right = NULL;
  g_autofree char *redirect = NULL, *text = NULL;
  GAsyncResult *page = NULL;

  start (fixture);
  redirect = make_redirect (fixture, "code=right");
  icon = visit (fixture, "GET", "/favicon.ico", &page);
  g_free (read_page (fixture, &page));
  g_assert_cmpuint (soup_message_get_status (icon), ==, 404);
  bare = visit (fixture, "GET", "/", &page);
  g_free (read_page (fixture, &page));
  g_assert_cmpuint (soup_message_get_status (bare), ==, 404);
  post = visit (fixture, "POST", redirect, &page);
  g_free (read_page (fixture, &page));
  g_assert_cmpuint (soup_message_get_status (post), ==, 405);
  /* A name of the web that leads to 127.0.0.1. */
  {
    g_autofree char *address = g_strconcat (asked (fixture, "redirect_uri"), redirect, NULL);

    rebound = soup_message_new ("GET", address);
    soup_message_headers_replace (soup_message_get_request_headers (rebound), "Host", "evil.example.com");
    soup_session_send_and_read_async (fixture->browser, rebound, G_PRIORITY_DEFAULT, NULL,
                                      ferry_fixture_await_cb, &page);
    g_free (read_page (fixture, &page));
    g_assert_cmpuint (soup_message_get_status (rebound), ==, 404);
  }
  g_assert_null (fixture->result);

  answer_token (fixture, asked (fixture, "nonce"));
  right = visit (fixture, "GET", redirect, &page);
  tokens = finish (fixture, &error);
  g_assert_no_error (error);
  text = read_page (fixture, &page);
  g_assert_nonnull (strstr (text, "You are signed in"));
}

/* As where somebody closes the browser and gives up. */
static void
test_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *redirect = NULL, *nothing = NULL;
  GAsyncResult *page = NULL;

  start (fixture);
  redirect = make_redirect (fixture, "code=late");
  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  message = visit (fixture, "GET", redirect, &page);
  nothing = read_page (fixture, &page);
  g_assert_null (nothing);
}

static void
test_cancelled_late (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *redirect = NULL, *text = NULL;
  GAsyncResult *page = NULL;

  start (fixture);
  ferry_fixture_reply_hang (identity_fixture_reply (&fixture->identity, "access", "refresh", 3600));
  redirect = make_redirect (fixture, "code=late");
  message = visit (fixture, "GET", redirect, &page);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->identity.server) == 1);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  text = read_page (fixture, &page);
  g_assert_nonnull (strstr (text, "The sign-in was cancelled"));
  ferry_fixture_server_release (fixture->identity.server);
}

static void
test_time_limit (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_object_set (fixture->sign_in, "time-limit", 1, NULL);
  start (fixture);
  g_assert_null (finish (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_TIMED_OUT);
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/auth/browser/signed-in", test_signed_in);
  add ("/auth/browser/one-use", test_one_use);
  add ("/auth/browser/wrong-state", test_wrong_state);
  add ("/auth/browser/no-state", test_no_state);
  add ("/auth/browser/wrong-nonce", test_wrong_nonce);
  add ("/auth/browser/declined", test_declined);
  add ("/auth/browser/markup", test_markup);
  add ("/auth/browser/replayed-code", test_replayed_code);
  add ("/auth/browser/nothing", test_nothing);
  add ("/auth/browser/others", test_others);
  add ("/auth/browser/cancelled", test_cancelled);
  add ("/auth/browser/cancelled-late", test_cancelled_late);
  add ("/auth/browser/time-limit", test_time_limit);
  return g_test_run ();
}
