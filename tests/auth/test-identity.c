/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The endpoints of an identity service, against a scripted one. */
#include "ferry-random.h"
#include "identity-fixture.h"

static FerryTokens *
redeem (IdentityFixture *fixture, const char *nonce, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_identity_redeem_code_async (fixture->identity, "the code&more", "http://localhost:1234",
                                    "the verifier", nonce, NULL, ferry_fixture_await_cb, &result);
  return ferry_identity_tokens_finish (fixture->identity, ferry_fixture_await (&result), error);
}

static FerryTokens *
refresh (IdentityFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_identity_refresh_async (fixture->identity, "old refresh", NULL, ferry_fixture_await_cb, &result);
  return ferry_identity_tokens_finish (fixture->identity, ferry_fixture_await (&result), error);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *authority;
    const char *tenant;
    const char *client_id;
    FerryError code;
  } wrong[] = {
    { "http://login.example.com", "contoso.com", "id", FERRY_ERROR_TLS },
    { "http://localhost.example.com", "contoso.com", "id", FERRY_ERROR_TLS },
    { "login.example.com", "contoso.com", "id", FERRY_ERROR_INVALID },
    { "https://me:secret@login.example.com", "contoso.com", "id", FERRY_ERROR_INVALID },
    { NULL, "", "id", FERRY_ERROR_INVALID },
    { NULL, "..", "id", FERRY_ERROR_INVALID },
    { NULL, "contoso.com/../other", "id", FERRY_ERROR_INVALID },
    { NULL, "contoso.com?x", "id", FERRY_ERROR_INVALID },
    { NULL, "contoso.com", "", FERRY_ERROR_INVALID },
    { NULL, "contoso.com", "an id", FERRY_ERROR_INVALID },
  };
  g_autoptr (FerryIdentity) entra = NULL;
  g_autoptr (FerryIdentity) local = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (
        ferry_identity_new (wrong[i].authority, wrong[i].tenant, wrong[i].client_id, NULL, &error));
      g_assert_error (error, FERRY_ERROR, (int) wrong[i].code);
      g_clear_error (&error);
    }

  local = ferry_identity_new ("http://127.0.0.1:8080/", "contoso.com", "id", "a scope", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_identity_get_scope (local), ==, "a scope");

  entra = ferry_identity_new ("", "contoso.com", IDENTITY_CLIENT_ID, NULL, &error);
  g_assert_no_error (error);
  uri = ferry_identity_create_authorize_uri (entra, "http://localhost:4711", "S T", "N", "C", NULL);
  g_assert_cmpstr (
    uri, ==,
    "https://login.microsoftonline.com/contoso.com/oauth2/v2.0/authorize?client_id=" IDENTITY_CLIENT_ID
    "&response_type=code&response_mode=query&redirect_uri=http%3A%2F%2Flocalhost%3A4711"
    "&scope=https%3A%2F%2Fapi.businesscentral.dynamics.com%2FFinancials.ReadWrite.All%20offline_access"
    "%20openid%20profile&state=S%20T&nonce=N&code_challenge=C&code_challenge_method=S256"
    "&prompt=select_account");
}

static void
test_random (void)
{
  g_autofree char *first = ferry_random_token ();
  g_autofree char *second = ferry_random_token ();
  /* RFC 7636, appendix B. */
  g_autofree char *challenge = ferry_code_challenge ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  g_autoptr (GBytes) bytes = ferry_base64url_decode ("-_8");
  g_autoptr (GBytes) padded = ferry_base64url_decode ("-_8=");

  g_assert_cmpuint (strlen (first), ==, 43);
  g_assert_cmpuint (strspn (first, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_"), ==, 43);
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpstr (challenge, ==, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "\xfb\xff", 2);
  g_assert_true (g_bytes_equal (bytes, padded));
  g_assert_null (ferry_base64url_decode ("+/8"));
  g_assert_null (ferry_base64url_decode ("abcde"));
  g_assert_null (ferry_base64url_decode ("ab=c"));
}

static void
test_code (IdentityFixture *fixture, gconstpointer unused)
{
  g_autofree char *id_token
    = identity_fixture_make_id_token (IDENTITY_CLIENT_ID, "the nonce", "kim@contoso.com");
  g_autofree char *answer = identity_fixture_make_answer ("access", "refresh", 3599, id_token);
  g_autoptr (FerryTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;

  ferry_fixture_server_reply_to (fixture->server, "POST", IDENTITY_TOKEN, 200, answer);
  tokens = redeem (fixture, "the nonce", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_tokens_get_access_token (tokens), ==, "access");
  g_assert_cmpstr (ferry_tokens_get_refresh_token (tokens), ==, "refresh");
  g_assert_cmpuint (ferry_tokens_get_lifetime (tokens), ==, 3599);
  g_assert_cmpstr (ferry_tokens_get_account (tokens), ==, "kim@contoso.com");
  identity_fixture_assert_field (fixture, 0, "grant_type", "authorization_code");
  identity_fixture_assert_field (fixture, 0, "client_id", IDENTITY_CLIENT_ID);
  identity_fixture_assert_field (fixture, 0, "code", "the code&more");
  identity_fixture_assert_field (fixture, 0, "code_verifier", "the verifier");
  identity_fixture_assert_field (fixture, 0, "redirect_uri", "http://localhost:1234");
  identity_fixture_assert_field (fixture, 0, "scope", FERRY_IDENTITY_SCOPE);
  identity_fixture_assert_field (fixture, 0, "client_secret", NULL);
}

static void
test_wrong_answers (IdentityFixture *fixture, gconstpointer unused)
{
  g_autofree char *other_nonce = identity_fixture_make_id_token (IDENTITY_CLIENT_ID, "another", "kim");
  g_autofree char *no_nonce = identity_fixture_make_id_token (IDENTITY_CLIENT_ID, NULL, "kim");
  g_autofree char *other_client = identity_fixture_make_id_token ("another", "the nonce", "kim");
  const struct
  {
    const char *id_token;
    const char *says;
  } ids[] = { { other_nonce, "belongs to another sign-in" },
              { no_nonce, "belongs to another sign-in" },
              { other_client, "meant for another application" },
              { NULL, "doesn’t say to which sign-in" },
              { "abc", "can’t be read" },
              { "a.%.c", "can’t be read" },
              { "a.W10.c", "can’t be read" } };
  static const struct
  {
    const char *body;
    const char *says;
  } bodies[] = {
    { "", "empty answer" },
    { "[]", "should be an object" },
    { "{\"token_type\":\"Bearer\",\"expires_in\":60}", "access_token" },
    { "{\"access_token\":\"a\",\"expires_in\":60}", "token_type" },
    { "{\"token_type\":\"Bearer\",\"access_token\":\"a\"}", "expires_in" },
    { "{\"token_type\":\"Bearer\",\"access_token\":\"a\",\"expires_in\":\"60\"}", "expires_in" },
    { "{\"token_type\":\"Bearer\",\"access_token\":7,\"expires_in\":60}", "access_token" },
    { "{\"token_type\":\"pop\",\"access_token\":\"a\",\"expires_in\":60}", "no token that could be used" },
    { "{\"token_type\":\"Bearer\",\"access_token\":\"\",\"expires_in\":60}", "no token that could be used" },
    { "{\"token_type\":\"Bearer\",\"access_token\":\"a\\r\\nX: y\",\"expires_in\":60}",
      "no token that could be used" },
    { "{\"token_type\":\"Bearer\",\"access_token\":\"a\",\"expires_in\":-1}", "no token that could be used" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *answer = identity_fixture_make_answer ("access", "refresh", 3599, ids[i].id_token);
      g_autoptr (GError) error = NULL;

      ferry_fixture_server_reply_to (fixture->server, "POST", IDENTITY_TOKEN, 200, answer);
      g_assert_null (redeem (fixture, "the nonce", &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, ids[i].says));
      g_assert_null (strstr (error->message, "refresh"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;

      ferry_fixture_server_reply_to (fixture->server, "POST", IDENTITY_TOKEN, 200, bodies[i].body);
      g_assert_null (refresh (fixture, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, bodies[i].says));
    }
}

static void
test_application (IdentityFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FerryTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;

  identity_fixture_reply (fixture, "access", NULL, 60);
  ferry_identity_authenticate_async (fixture->identity, "se+cret&=", NULL, ferry_fixture_await_cb, &result);
  tokens = ferry_identity_tokens_finish (fixture->identity, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_assert_null (ferry_tokens_get_refresh_token (tokens));
  g_assert_cmpstr (ferry_tokens_get_account (tokens), ==, "");
  identity_fixture_assert_field (fixture, 0, "grant_type", "client_credentials");
  identity_fixture_assert_field (fixture, 0, "client_secret", "se+cret&=");
}

static void
test_refusals (IdentityFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *oauth;
    const char *words;
    FerryError code;
    const char *number;
    const char *says;
  } refusals[] = {
    { "invalid_client", "AADSTS7000215: Invalid client secret provided.", FERRY_ERROR_UNAUTHORIZED,
      "AADSTS7000215", "secret is wrong" },
    { "unauthorized_client", "AADSTS700016: Application with identifier 'x' was not found.",
      FERRY_ERROR_INVALID, "AADSTS700016", "doesn’t know this client ID" },
    { "invalid_request", "AADSTS90002: Tenant 'x' not found.", FERRY_ERROR_INVALID, "AADSTS90002",
      "no such tenant" },
    { "invalid_grant", "AADSTS65001: The user or administrator has not consented.", FERRY_ERROR_FORBIDDEN,
      "AADSTS65001", "consented" },
    { "interaction_required", "AADSTS50076: Due to a configuration change", FERRY_ERROR_UNAUTHORIZED,
      "AADSTS50076", "second factor" },
    { "invalid_grant", "AADSTS53003: Access has been blocked by Conditional Access policies.",
      FERRY_ERROR_FORBIDDEN, "AADSTS53003", "conditional access" },
    { "invalid_client", "AADSTS7000218: The request body must contain 'client_assertion' or 'client_secret'.",
      FERRY_ERROR_FORBIDDEN, "AADSTS7000218", "public client flows" },
    { "invalid_grant", "AADSTS700082: The refresh token has expired due to inactivity.",
      FERRY_ERROR_UNAUTHORIZED, "AADSTS700082", "Sign in again" },
    { "invalid_grant", "AADSTS50173: The provided grant has expired due to it being revoked.",
      FERRY_ERROR_UNAUTHORIZED, "AADSTS50173", "revoked" },
    { "invalid_grant", "AADSTS54005: OAuth2 Authorization code was already redeemed.",
      FERRY_ERROR_UNAUTHORIZED, "AADSTS54005", "used already" },
    { "invalid_grant", "AADSTS999999: Something new.", FERRY_ERROR_UNAUTHORIZED, "AADSTS999999",
      "Something new." },
    { "invalid_grant", NULL, FERRY_ERROR_UNAUTHORIZED, "invalid_grant", "Sign in again" },
    { "temporarily_unavailable", "AADSTS90033: A transient error has occurred.", FERRY_ERROR_UNAVAILABLE,
      "AADSTS90033", "busy" },
    { "something_new", "Who knows.", FERRY_ERROR_INVALID, "something_new", "Who knows." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;

      identity_fixture_refuse (fixture, IDENTITY_TOKEN, refusals[i].oauth, refusals[i].words);
      g_assert_null (refresh (fixture, &error));
      g_assert_error (error, FERRY_ERROR, (int) refusals[i].code);
      g_assert_cmpstr (ferry_error_get_odata_code (error), ==, refusals[i].number);
      g_assert_nonnull (strstr (error->message, refusals[i].says));
      g_assert_cmpstr (ferry_error_get_service_message (error), ==, refusals[i].words);
      g_assert_cmpstr (ferry_error_get_correlation_id (error), ==,
                       refusals[i].words != NULL ? "aaaaaaaa-bbbb" : NULL);
    }
}

/* What isn't OAuth's is what it is everywhere else, and nothing is sent twice. */
static void
test_gateways (IdentityFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) down = NULL, cut = NULL, page = NULL, elsewhere = NULL;
  FerryFixtureReply *reply;

  reply = ferry_fixture_server_reply_to (fixture->server, "POST", IDENTITY_TOKEN, 503, "<html>");
  ferry_fixture_reply_set_header (reply, "Content-Type", "text/html");
  g_assert_null (refresh (fixture, &down));
  g_assert_error (down, FERRY_ERROR, FERRY_ERROR_UNAVAILABLE);
  g_assert_true (ferry_error_is_transient (down));

  ferry_fixture_reply_cut (ferry_fixture_server_reply_to (fixture->server, "POST", IDENTITY_TOKEN, 200, ""));
  g_assert_null (refresh (fixture, &cut));
  g_assert_error (cut, FERRY_ERROR, FERRY_ERROR_UNREACHABLE);

  reply = ferry_fixture_server_reply_to (fixture->server, "POST", IDENTITY_TOKEN, 200, "<html>Guest network");
  ferry_fixture_reply_set_header (reply, "Content-Type", "text/html");
  g_assert_null (refresh (fixture, &page));
  g_assert_error (page, FERRY_ERROR, FERRY_ERROR_PROTOCOL);

  /* A refresh token doesn't follow a redirect, not even to where it came from. */
  reply = ferry_fixture_server_reply_to (fixture->server, "POST", IDENTITY_TOKEN, 307, "");
  ferry_fixture_reply_set_header (reply, "Location", "/elsewhere");
  g_assert_null (refresh (fixture, &elsewhere));
  g_assert_error (elsewhere, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 4);
}

static void
test_device_code (IdentityFixture *fixture, gconstpointer unused)
{
  static const char *const wrong[] = {
    "",
    "{}",
    "{\"device_code\":\"\",\"user_code\":\"A\",\"verification_uri\":\"https://e.com\",\"expires_in\":9}",
    "{\"device_code\":\"d\",\"user_code\":\"A\",\"verification_uri\":\"file:///etc/"
    "passwd\",\"expires_in\":9}",
    "{\"device_code\":\"d\",\"user_code\":\"A\",\"verification_uri\":\"http://e.com\",\"expires_in\":9}",
    "{\"device_code\":\"d\",\"user_code\":\"A\",\"verification_uri\":\"https://e.com\",\"expires_in\":0}",
    "{\"device_code\":\"d\",\"user_code\":\"A\",\"verification_uri\":\"https://"
    "e.com\",\"expires_in\":9,\"interval\":-1}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      ferry_fixture_server_reply_to (fixture->server, "POST", IDENTITY_DEVICE, 200, wrong[i]);
      ferry_identity_request_device_code_async (fixture->identity, NULL, ferry_fixture_await_cb, &result);
      g_assert_null (
        ferry_identity_request_device_code_finish (fixture->identity, ferry_fixture_await (&result), &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
    }
}

#define add(path, test)                                                                                      \
  g_test_add (path, IdentityFixture, NULL, identity_fixture_set_up, test, identity_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/auth/identity/addresses", test_addresses);
  g_test_add_func ("/auth/identity/random", test_random);
  add ("/auth/identity/code", test_code);
  add ("/auth/identity/wrong-answers", test_wrong_answers);
  add ("/auth/identity/application", test_application);
  add ("/auth/identity/refusals", test_refusals);
  add ("/auth/identity/gateways", test_gateways);
  add ("/auth/identity/device-code", test_device_code);
  return g_test_run ();
}
