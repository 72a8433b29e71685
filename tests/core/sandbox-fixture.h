/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core-fixture.h"
#include "ferry-sandbox-process.h"

G_BEGIN_DECLS

#define SANDBOX_CONNECTION_STRING "Server=SQL01\\BC;Database=BC;User Id=bc;Password=not-so-secret;"

/* A real `ferry-sandbox` on a new folder, and a migration service that talks to it. */
typedef struct
{
  char *folder;
  FerrySandboxProcess *process;
  FerryMigrationService *service;
} SandboxFixture;

/* sandbox_fixture_set_up: @arguments: (nullable): a `const char *const *` of more arguments */
void sandbox_fixture_set_up (SandboxFixture *fixture, gconstpointer arguments);
void sandbox_fixture_tear_down (SandboxFixture *fixture, gconstpointer arguments);

/* sandbox_fixture_create_service: Returns: (transfer full): another one, with something changed where not NULL */
FerryMigrationService *sandbox_fixture_create_service (SandboxFixture *fixture,
                                                       const char *tenant,
                                                       const char *environment,
                                                       const char *token);

/* sandbox_fixture_work_on_source: runs the program with --data and @option, such as `--fix-source`, until it ends */
void sandbox_fixture_work_on_source (SandboxFixture *fixture, const char *option);

/* sandbox_fixture_pause: lets the main context run until the next look is due; fails the test after a minute */
void sandbox_fixture_pause (gint64 *deadline, const char *condition);

/* Looks again and again, with requests of its own, until @condition holds. */
#define sandbox_fixture_poll_until(condition)                                                                \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    gint64 deadline_ = 0;                                                                                    \
    while (!(condition))                                                                                     \
      sandbox_fixture_pause (&deadline_, #condition);                                                        \
  }                                                                                                          \
  G_STMT_END

/* The following wait for the answer and fail the test where it is an error. */
GPtrArray *sandbox_fixture_list_companies (SandboxFixture *fixture);
FerryRun *sandbox_fixture_get_last_run (SandboxFixture *fixture);
FerryCompany *sandbox_fixture_find_company (SandboxFixture *fixture, const char *name);
void sandbox_fixture_start_action (SandboxFixture *fixture, const char *name);

/* sandbox_fixture_try_action: starts @name with the last run; for what may be refused */
gboolean sandbox_fixture_try_action (SandboxFixture *fixture, const char *name, GError **error);

/* sandbox_fixture_replicate: starts a replication, and again while companies are being created */
void sandbox_fixture_replicate (SandboxFixture *fixture);

/* sandbox_fixture_select: sets `replicate` of the company called @name */
void sandbox_fixture_select (SandboxFixture *fixture, const char *name, gboolean replicate);

/* sandbox_fixture_set_up_migration: set-up, runtime, completion */
FerrySetup *sandbox_fixture_set_up_migration (SandboxFixture *fixture, const char *product_id);

/* sandbox_fixture_wait_created: waits until the selected companies are there */
void sandbox_fixture_wait_created (SandboxFixture *fixture);

/*
 * sandbox_fixture_wait_run:
 *
 * Waits until the last run isn't going on any more; an environment that doesn't answer meanwhile is waited for.
 *
 * Returns: (transfer full): it
 */
FerryRun *sandbox_fixture_wait_run (SandboxFixture *fixture);

/* sandbox_fixture_load_details: @service: (nullable): another one than the fixture's */
FerryDetailList *
sandbox_fixture_load_details (SandboxFixture *fixture, FerryMigrationService *service, FerryRun *run);

G_END_DECLS
