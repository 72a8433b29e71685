/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-error.h"
#include "ferry-fixture-await.h"
#include "ferry-fixture-server.h"
#include "ferry-migration-service.h"

G_BEGIN_DECLS

#define CORE_TENANT      "contoso.example"
#define CORE_ENVIRONMENT "Test & Training"
#define CORE_COMPANY_ID  "11111111-2222-3333-4444-555555555555"

/* Where the session asks: the environment's name is escaped. */
#define CORE_BASE       "/v2.0/" CORE_TENANT "/Test%20%26%20Training/api/"
#define CORE_ROOT       CORE_BASE "microsoft/cloudMigration/v1.0/companies"
#define CORE_PATH(path) CORE_ROOT "(" CORE_COMPANY_ID ")/" path
#define CORE_MANAGEMENT_PATH(path)                                                                           \
  CORE_BASE "ferry/cloudMigrationManagement/v1.0/companies(" CORE_COMPANY_ID ")/" path
#define CORE_COMPANIES                                                                                       \
  "{\"value\":[{\"id\":\"" CORE_COMPANY_ID "\",\"name\":\"My Company\",\"systemCreatedAt\":"                 \
  "\"2024-01-01T00:00:00Z\"}]}"

/* A server with a script, and a migration service that talks to it, retrying at once. */
typedef struct
{
  FerryFixtureServer *server;
  FerryMigrationService *service;
} CoreFixture;

/* core_fixture_set_up: the first request, which looks for a company, is answered already */
void core_fixture_set_up (CoreFixture *fixture, gconstpointer unused);
/* core_fixture_set_up_unconnected: nothing is answered */
void core_fixture_set_up_unconnected (CoreFixture *fixture, gconstpointer unused);
void core_fixture_tear_down (CoreFixture *fixture, gconstpointer unused);

#define core_fixture_add(path, test)                                                                         \
  g_test_add (path, CoreFixture, NULL, core_fixture_set_up, test, core_fixture_tear_down)

/* core_fixture_get_sent: Returns: (transfer full): the body of the request with this index */
char *core_fixture_get_sent (CoreFixture *fixture, guint index);

/* core_fixture_reply: @text: (nullable): JSON with single quotes for double ones; its double quotes stay */
void core_fixture_reply (CoreFixture *fixture,
                         const char *method,
                         const char *path,
                         guint status,
                         const char *text);
/* core_fixture_header: Returns: (nullable): a header of the request with this index */
const char *core_fixture_header (CoreFixture *fixture, guint index, const char *name);
/* core_fixture_assert_query: @value: (nullable): %NULL where the query has no such parameter */
void core_fixture_assert_query (CoreFixture *fixture, guint index, const char *name, const char *value);

/* core_fixture_await_action: Returns: what the finish function of an action returned */
typedef gboolean (*CoreFinish) (FerryMigrationService *service, GAsyncResult *result, GError **error);
gboolean
core_fixture_await_action (CoreFixture *fixture, GAsyncResult **result, CoreFinish finish, GError **error);

/* core_fixture_object: Returns: (transfer full): @text parsed; single quotes stand for double ones */
JsonObject *core_fixture_object (const char *text);
/* core_fixture_json: Returns: (transfer full): @text with double quotes for its single ones */
char *core_fixture_json (const char *text);

/* core_fixture_run: Returns: (transfer full): a run to start something with */
FerryRun *core_fixture_run (const char *id);
FerryCompany *core_fixture_company (const char *id, gboolean replicate, const char *etag);

/* core_fixture_folder: Returns: (transfer full): a new empty folder, for core_fixture_remove_folder() */
char *core_fixture_folder (void);
void core_fixture_remove_folder (char *folder);

#define core_assert_error(error, expected, words)                                                            \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_assert_error (error, FERRY_ERROR, expected);                                                           \
    if (strstr ((error)->message, words) == NULL)                                                            \
      g_error ("“%s” isn't in “%s”", words, (error)->message);                                               \
  }                                                                                                          \
  G_STMT_END

G_END_DECLS
