/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-service.h"
#include "ferry-environment-private.h"
#include "fixed-authorizer.h"

G_BEGIN_DECLS

#define CRONUS                                                                                               \
  "{'id':'c-1','name':'CRONUS','replicate':true,'created':true,'status':'Completed','estimatedSize':1.5,"    \
  "'companyInitializationStatus':'Initialized','companyInitializationError':'','displayName':'',"            \
  "'@odata.etag':'W/\\\"1\\\"'}"
#define LARGE                                                                                                \
  "{'id':'c-2','name':'Large','replicate':false,'created':false,'status':' ','estimatedSize':60,"            \
  "'companyInitializationStatus':'Unknown','companyInitializationError':'','displayName':'',"                \
  "'@odata.etag':'W/\\\"1\\\"'}"
#define SETUP                                                                                                \
  "{'id':'s-1','productId':'DynamicsBCLast','sqlServerType':'SQLServer','runtimeName':'rt','runtimeKey':''}"
#define COUNTS(successful, failed, remaining)                                                                \
  ",'tablesSuccessful':" #successful ",'tablesFailed':" #failed ",'tablesRemaining':" #remaining
#define DETAIL(id, table, status)                                                                            \
  "{'id':'00000000-0000-4000-8000-00000000000" id "','companyName':'CRONUS','tableName':'" table             \
  "','status':'" status "','recordsCopied':1,'totalRecords':1,'errors':''}"


/* An environment that talks to a FakeService, with a database in memory, looking every few milliseconds. */
typedef struct
{
  FakeService *fake;
  FerryProfile *profile;
  FerryDatabase *database;
  FerryEnvironment *environment;
  GPtrArray *ended;   /* run ids */
  GPtrArray *settled; /* “action outcome” */
  guint actions_changed;
} EnvironmentFixture;

/* another one on the same database, after the last was dropped */
void environment_fixture_make_environment (EnvironmentFixture *fixture);
void environment_fixture_set_up (EnvironmentFixture *fixture, gconstpointer unused);
/* closes it and waits until nothing holds it any longer */
void environment_fixture_drop_environment (EnvironmentFixture *fixture);
void environment_fixture_tear_down (EnvironmentFixture *fixture, gconstpointer unused);
gboolean environment_fixture_try_open (EnvironmentFixture *fixture, GError **error);
/* reads are tried once: the monitor tries again soon enough */
void environment_fixture_set_quick_retry (EnvironmentFixture *fixture);
void environment_fixture_open_environment (EnvironmentFixture *fixture);
gboolean environment_fixture_perform (EnvironmentFixture *fixture,
                                      FerryAction action,
                                      const char *subject,
                                      GError **error);
void environment_fixture_refresh (EnvironmentFixture *fixture);
FerryOutcome environment_fixture_get_last_outcome (EnvironmentFixture *fixture, const char *action);
const FerryMigrationState *environment_fixture_get_state (EnvironmentFixture *fixture);
FerryConnection environment_fixture_get_connection (EnvironmentFixture *fixture);
FerryRun *environment_fixture_get_run (EnvironmentFixture *fixture, guint position);
guint environment_fixture_count_runs (EnvironmentFixture *fixture);
gboolean environment_fixture_has_status (EnvironmentFixture *fixture, const char *title);
/* an intent as a process left it that was killed */
gint64 environment_fixture_intend (EnvironmentFixture *fixture, const char *action, const char *before);

#define assert_settled(fixture, n, text)                                                                     \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *expected_ = g_strdup (text);                                                            \
    ferry_fixture_wait_until ((fixture)->settled->len >= (n));                                               \
    g_assert_cmpuint ((fixture)->settled->len, ==, n);                                                       \
    g_assert_cmpstr (g_ptr_array_index ((fixture)->settled, (n) -1), ==, expected_);                         \
  }                                                                                                          \
  G_STMT_END

#define assert_posts(fixture, name, n)                                                                       \
  g_assert_cmpuint (fake_service_count ((fixture)->fake, "POST", "NAV." name), ==, n)

#define environment_fixture_add(path, function)                                                              \
  g_test_add ("/environment/" path, EnvironmentFixture, NULL, environment_fixture_set_up, function,          \
              environment_fixture_tear_down)

G_END_DECLS
