/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a bearer token goes, and where it doesn't. */
#include "core-fixture.h"
#include "ferry-admin-center.h"
#include "ferry-workspace.h"

typedef struct
{
  FerryFixtureServer *own;
  FerryFixtureServer *other;
  FerryFixtureServer *identity;
  FerryProfile *profile;
  FerryAccess *access;
  FerryMigrationService *service;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->own = ferry_fixture_server_new ();
  fixture->other = ferry_fixture_server_new ();
  fixture->identity = ferry_fixture_server_new ();
  fixture->profile
    = ferry_profile_new ("A", ferry_fixture_server_get_url (fixture->own), CORE_TENANT, CORE_ENVIRONMENT);
  g_object_set (fixture->profile, "sign-in", FERRY_SIGN_IN_APPLICATION, "client-id", "an-id", "authority",
                ferry_fixture_server_get_url (fixture->identity), NULL);
  fixture->access = ferry_access_new (fixture->profile, NULL, &error);
  g_assert_no_error (error);
  ferry_access_set_secret (fixture->access, "the-secret");
  fixture->service
    = ferry_migration_service_new (fixture->profile, ferry_access_get_authorizer (fixture->access), &error);
  g_assert_no_error (error);
  ferry_session_set_retry (ferry_migration_service_get_session (fixture->service), 1, 1, 1);
  ferry_fixture_server_reply_to (
    fixture->identity, "POST", "/" CORE_TENANT "/oauth2/v2.0/token", 200,
    "{\"token_type\":\"Bearer\",\"access_token\":\"the-token\",\"expires_in\":3600}");
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  /* Not a single request went to where nobody sent it, and the secret went to the identity service alone. */
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->other), ==, 0);
  for (guint i = 0; i < ferry_fixture_server_get_n_requests (fixture->own); i++)
    {
      const FerryFixtureRequest *request = ferry_fixture_server_get_request (fixture->own, i);

      g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Authorization"), ==,
                       "Bearer the-token");
      g_assert_cmpuint (g_bytes_get_size (request->body), ==, 0);
    }
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->identity), ==, 1);
  g_assert_null (soup_message_headers_get_one (
    ferry_fixture_server_get_request (fixture->identity, 0)->headers, "Authorization"));
  ferry_fixture_server_assert_done (fixture->identity);
  ferry_fixture_server_assert_done (fixture->own);
  g_object_unref (fixture->service);
  g_object_unref (fixture->access);
  g_object_unref (fixture->profile);
  g_object_unref (fixture->own);
  g_object_unref (fixture->other);
  g_object_unref (fixture->identity);
}

static void
connect_to (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_migration_service_connect_async (fixture->service, NULL, ferry_fixture_await_cb, &result);
  ferry_migration_service_connect_finish (fixture->service, ferry_fixture_await (&result), error);
}

static void
test_next_link (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *page = g_strdup_printf ("{\"value\":[{\"id\":\"" CORE_COMPANY_ID
                                           "\",\"name\":\"A\"}],\"@odata.nextLink\":\"%sv2.0/more\"}",
                                           ferry_fixture_server_get_url (fixture->other));
  g_autoptr (GError) error = NULL;

  ferry_fixture_server_reply_to (fixture->own, "GET", CORE_ROOT, 200, page);
  connect_to (fixture, &error);
  core_assert_error (error, FERRY_ERROR_PROTOCOL, "which Ferry doesn’t follow");
}

static void
test_redirect (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  FerryFixtureReply *reply = ferry_fixture_server_reply_to (fixture->own, "GET", CORE_ROOT, 302, "");

  ferry_fixture_reply_set_header (reply, "Location", ferry_fixture_server_get_url (fixture->other));
  connect_to (fixture, &error);
  core_assert_error (error, FERRY_ERROR_PROTOCOL, "which Ferry doesn’t follow");
}

static void
test_admin_center (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryAdminCenter) center = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) environments = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *page = g_strdup_printf ("{\"value\":[{\"name\":\"A\"}],\"@odata.nextLink\":\"%smore\"}",
                                           ferry_fixture_server_get_url (fixture->other));

  ferry_fixture_server_reply_to (
    fixture->own, "GET", "/admin/" FERRY_ADMIN_CENTER_VERSION "/applications/businesscentral/environments",
    200, page);
  center = ferry_admin_center_new (ferry_profile_get_base_url (fixture->profile),
                                   ferry_access_get_authorizer (fixture->access), &error);
  g_assert_no_error (error);
  ferry_admin_center_list_environments_async (center, NULL, ferry_fixture_await_cb, &result);
  environments = ferry_admin_center_list_environments_finish (center, ferry_fixture_await (&result), &error);
  core_assert_error (error, FERRY_ERROR_PROTOCOL, "which Ferry doesn’t follow");
}

#define add(path, test) g_test_add ("/workspace/hosts/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("next-link", test_next_link);
  add ("redirect", test_redirect);
  add ("admin-center", test_admin_center);
  return g_test_run ();
}
