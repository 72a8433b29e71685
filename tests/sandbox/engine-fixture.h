/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-catalog.h"
#include "sandbox-engine.h"
#include "sandbox-sql.h"
#include "sandbox-store.h"

G_BEGIN_DECLS

#define APP_BASE "437dbf0e-84ff-417a-965d-ed2bb9650972"

/* A data folder of its own with an engine on a small source, and what a test looks into it with. */
typedef struct
{
  char *folder;
  SandboxSeed seed;
  SandboxEngine *engine;
  SandboxStore *store;
} EngineFixture;

/* Small, but with every defect: 26 tables a company. */
#define SMALL_SEED ((SandboxSeed){ .companies = 4, .tables = 26, .rows = 3000, .seed = 7 })

/* engine_fixture_open: @seed: %NULL for SMALL_SEED. Migration is enabled; no company is selected. */
void engine_fixture_open (EngineFixture *self, const SandboxSeed *seed);

/* engine_fixture_open_folder: the same, on a folder that may hold the data of a process before */
void engine_fixture_open_folder (EngineFixture *self, const char *folder, const SandboxSeed *seed);

/* engine_fixture_detach: ends the engine and leaves the folder as it is */
void engine_fixture_detach (EngineFixture *self);

void engine_fixture_close (EngineFixture *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EngineFixture, engine_fixture_close)

/* engine_fixture_reopen: ends the engine, as a process does that is asked to, and makes a new one */
void engine_fixture_reopen (EngineFixture *self);

/* engine_fixture_select: @names: companies, NULL-terminated; all others are deselected */
void engine_fixture_select (EngineFixture *self, const char *const *names);
void engine_fixture_select_valid (EngineFixture *self);

/* engine_fixture_set_product: `product_id` of the set-up */
void engine_fixture_set_product (EngineFixture *self, const char *product);

/* engine_fixture_start: Returns: (transfer full): runId of a run that was started */
char *engine_fixture_start (EngineFixture *self, gboolean diagnostic);

/* engine_fixture_run: the same, waiting for its end */
char *engine_fixture_run (EngineFixture *self, gboolean diagnostic);

/* engine_fixture_create: creates the selected companies and waits for the end */
void engine_fixture_create (EngineFixture *self);

/* engine_fixture_text: Returns: (transfer full): what a query of service.db with one parameter yields first */
char *engine_fixture_text (EngineFixture *self, const char *sql, const char *parameter);
gint64 engine_fixture_int (EngineFixture *self, const char *sql, const char *parameter);

#define engine_fixture_assert_text(self, sql, parameter, expected)                                           \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *text_ = engine_fixture_text (self, sql, parameter);                                     \
    g_assert_cmpstr (text_, ==, expected);                                                                   \
  }                                                                                                          \
  G_STMT_END

/* engine_fixture_open_db: @name: `onprem.db` or `cloud.db` */
SandboxDb *engine_fixture_open_db (EngineFixture *self, const char *name);

/* engine_fixture_exec: runs statements on one of them; format as for sqlite3_mprintf() */
void engine_fixture_exec (EngineFixture *self, const char *name, const char *format, ...);

/*
 * engine_fixture_assert_equal:
 *
 * Fails unless each table of the selected companies that is not failed has, in the target, all rows of the
 * source with the same contents, and no others. Companion tables may have more: the repaired records.
 *
 * Returns: how many rows were compared
 */
gint64 engine_fixture_assert_equal (EngineFixture *self);

/* engine_fixture_assert_integrity: fails unless SQLite finds all three databases whole */
void engine_fixture_assert_integrity (const char *folder);

/* engine_fixture_digest: Returns: (transfer full): a digest of all contents and definitions of a database */
char *engine_fixture_digest (const char *folder, const char *name);

/*
 * engine_fixture_iterate:
 * @deadline: (inout): 0 at first
 *
 * One step of engine_fixture_wait_until(): what the engine's thread writes wakes nobody, so it is looked for
 * every few milliseconds.
 */
void engine_fixture_iterate (gint64 *deadline, const char *condition);

#define engine_fixture_wait_until(condition)                                                                 \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    gint64 deadline_ = 0;                                                                                    \
    while (!(condition))                                                                                     \
      engine_fixture_iterate (&deadline_, #condition);                                                       \
  }                                                                                                          \
  G_STMT_END

/* engine_fixture_remove_folder: deletes the folder and the files in it */
void engine_fixture_remove_folder (const char *folder);

G_END_DECLS
