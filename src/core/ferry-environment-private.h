/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-clock.h"
#include "ferry-environment.h"
#include "ferry-migration-facts.h"
#include "ferry-run-monitor-private.h"

G_BEGIN_DECLS

/*
 * FerryUpgrade: the data upgrade that we started and whose end wasn't seen (domain §2.7).
 */
typedef struct
{
  char *run_id;  /* (nullable): NULL where none goes on */
  gint64 intent; /* its entry of the journal while the outcome of the request isn't known, else 0 */
  gboolean sending;
  gboolean seen_in_progress;
  gboolean seen_outage;
  guint quiet_looks; /* how often the run was seen waiting, with nothing going on */
  char *failed_run_id;
} FerryUpgrade;

/*
 * FerryEnvironmentError: what went wrong lately, for who is asked to help.
 */
typedef struct
{
  gint64 at;        /* µs UTC */
  const char *what; /* "read", or the nick of an action */
  GError *error;
} FerryEnvironmentError;

struct _FerryEnvironment
{
  GObject parent_instance;

  FerryProfile *profile;
  FerryAuthorizer *authorizer;
  FerryDatabase *database;
  FerryMigrationService *service;
  FerryRunMonitor *monitor;
  GListStore *runs;
  GListStore *companies;
  GCancellable *life; /* cancelled by close; there is one only between open and close */

  FerryConnection connection;
  char *trouble;            /* what is the matter; "": nothing */
  char *connection_message; /* it, and when it is tried again */
  FerryAlarm *wait_alarm;   /* (nullable): when that is said anew */
  gint64 last_seen;
  guint busy;

  /* What was read. Before the first time, the state is what the history remembers. */
  gboolean has_facts;
  FerrySetup *setup;
  GPtrArray *products;
  JsonObject *overview;
  gboolean overview_old; /* the log has changed since */
  GHashTable *capabilities;
  GPtrArray *deeds;
  FerryUpgrade upgrade;
  GHashTable *running;     /* run ids that were seen running, or that we started */
  char *started_after;     /* (nullable): the newest run's id when we started one that wasn't seen yet */
  FerryRun *upgraded;      /* (nullable): one whose upgrade has ended, which isn't told yet */
  GHashTable *own_intents; /* intents that this process is still at */
  GHashTable *performing;  /* what of the user's is under way */
  gboolean has_pending;    /* the journal may have intents to be settled */
  gboolean settling;
  guint looks_at_old_overview;

  /* What the details of ended runs say. */
  FerryMigrationTotals *totals;
  GHashTable *counted;   /* run ids that are in totals */
  GHashTable *uncounted; /* run ids whose details couldn't be read since the last whole reading */
  gboolean counting;
  char *warnings_run_id;
  gint64 warnings;

  /* What the run that goes on is estimated with. */
  char *estimated_run_id;  /* (nullable) */
  GCancellable *recalling; /* (nullable) */

  /* What was made of it. */
  FerryMigrationState *state;
  FerryStatusText *text;
  int suggested;
  guint rules_hash;
  char *remembered;

  GPtrArray *errors; /* (nullable): FerryEnvironmentError: the last ones, newest last */

  /* A whole reading under way, and those that asked for one since. */
  GPtrArray *readers;
  GPtrArray *next_readers;
  gboolean log_is_read;           /* and others of the reading aren't yet */
  GPtrArray *runs_meanwhile;      /* (nullable): what the monitor saw since then */
  GPtrArray *companies_meanwhile; /* (nullable) */
};

/* ---- ferry-environment.c ---- */

/* ferry_environment_update: makes state, status and rules anew from what is known, and tells what changed */
void ferry_environment_update (FerryEnvironment *self);

/* ferry_environment_fill_facts: @facts borrows; @runs and @companies are the caller's, to be freed */
void ferry_environment_fill_facts (FerryEnvironment *self,
                                   FerryMigrationFacts *facts,
                                   GPtrArray **runs,
                                   GPtrArray **companies);

void ferry_environment_begin_work (FerryEnvironment *self);
void ferry_environment_end_work (FerryEnvironment *self);

/* ferry_environment_link_cancellable: Returns: (transfer full): cancelled with @cancellable (nullable) and with the environment's closing */
GCancellable *ferry_environment_link_cancellable (FerryEnvironment *self, GCancellable *cancellable);

/* ferry_environment_check_open: whether something can be sent; the error says why not */
gboolean ferry_environment_check_open (FerryEnvironment *self, GError **error);

/* ferry_environment_get_newest_run: Returns: (transfer full) (nullable): the log's newest entry */
FerryRun *ferry_environment_get_newest_run (FerryEnvironment *self);
const char *ferry_environment_get_newest_run_id (FerryEnvironment *self);
/* ferry_environment_find_run: Returns: (transfer full) (nullable) */
FerryRun *ferry_environment_find_run (FerryEnvironment *self, const char *run_id);
FerryCompany *ferry_environment_find_company (FerryEnvironment *self, const char *id);

/* ---- ferry-environment-connection.c ---- */

/* ferry_environment_set_connection: @trouble: a sentence; "" where nothing is the matter */
void
ferry_environment_set_connection (FerryEnvironment *self, FerryConnection connection, const char *trouble);

/* ferry_environment_take_error: what a failed read means for the connection */
void ferry_environment_take_error (FerryEnvironment *self, const GError *error);

/* ferry_environment_take_network_loss: the computer has lost its network, which says nothing of the environment */
void ferry_environment_take_network_loss (FerryEnvironment *self);

/* ferry_environment_tell_connection: says anew what is the matter and when it is tried again */
void ferry_environment_tell_connection (FerryEnvironment *self);

/* ferry_environment_doubt: @error: (nullable): of something else than a reading. Where it may be the connection's fault,
 * all is read, so that the page doesn't go on saying that it is online */
void ferry_environment_doubt (FerryEnvironment *self, const GError *error);

/* ferry_environment_describe_wait: Returns: (transfer full): a sentence about a look in @ms, -1 for one under way */
char *ferry_environment_describe_wait (int ms);

/* ferry_environment_get_wait_step: Returns: ms until that sentence is another one; 0: it stays */
guint ferry_environment_get_wait_step (int ms);

/* ---- ferry-environment-read.c ---- */

/* ferry_environment_read_async: reads everything; one after another however many ask */
void ferry_environment_read_async (FerryEnvironment *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean ferry_environment_read_finish (FerryEnvironment *self, GAsyncResult *result, GError **error);

/* ---- ferry-environment-lists.c ---- */

/* ferry_environment_merge_runs: @complete: @runs is the whole log; FALSE where it is its newest part.
 * Returns: whether nothing can be missing between what was known and @runs */
gboolean ferry_environment_merge_runs (FerryEnvironment *self, GPtrArray *runs, gboolean complete);
void ferry_environment_merge_companies (FerryEnvironment *self, GPtrArray *companies);

/* ---- ferry-environment-watch.c ---- */

void ferry_environment_connect_monitor (FerryEnvironment *self);

/* ferry_environment_catch_up: takes what the monitor saw during a reading, which is newer than what was read */
void ferry_environment_catch_up (FerryEnvironment *self);

typedef enum
{
  FERRY_OBSERVE_HISTORY, /* nothing new was read */
  FERRY_OBSERVE_PART,    /* the monitor saw a part */
  FERRY_OBSERVE_WHOLE,   /* all was read */
} FerryObserve;

/* ferry_environment_observe: after runs were merged: what is to be watched, and what has ended, which is told once
 * the whole state is known */
void ferry_environment_observe (FerryEnvironment *self, FerryObserve observed);
void ferry_environment_begin_upgrade (FerryEnvironment *self, const char *run_id, gint64 intent);
void ferry_environment_forget_upgrade (FerryEnvironment *self, const char *failed_run_id);
void ferry_environment_save_upgrade (FerryEnvironment *self);
void ferry_environment_restore_upgrade (FerryEnvironment *self, const char *text);

/* ---- ferry-environment-estimate.c ---- */

/* ferry_environment_prepare_estimate: @run: (nullable): that which goes on; the monitor is told what earlier ones took */
void ferry_environment_prepare_estimate (FerryEnvironment *self, FerryRun *run);

/* ---- ferry-environment-totals.c ---- */

/* ferry_environment_count: reads, in the background, the details of ended runs that the latest counts need */
void ferry_environment_count (FerryEnvironment *self);
gboolean ferry_environment_has_all_counts (FerryEnvironment *self);

/* ---- ferry-environment-journal.c ---- */

/* ferry_environment_intend_async: writes an intent; 0 without a database, which is no error */
void ferry_environment_intend_async (FerryEnvironment *self,
                                     const char *action,
                                     const char *subject,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Returns: -1 with an error: nothing may be sent then */
gint64 ferry_environment_intend_finish (FerryEnvironment *self, GAsyncResult *result, GError **error);

/* ferry_environment_conclude: @before: as it was when the intent was written */
void ferry_environment_conclude (FerryEnvironment *self,
                                 gint64 intent,
                                 FerryOutcome outcome,
                                 const char *action,
                                 const char *before,
                                 const GError *error);

/* ferry_environment_leave_pending: the intent's outcome isn't known; it is settled when the state can be read */
void ferry_environment_leave_pending (FerryEnvironment *self, gint64 intent);

void ferry_environment_take_journal (FerryEnvironment *self, GPtrArray *entries);

/* ferry_environment_note_error: @what: a static string, “read” or an action's nick; the last ones are kept in memory */
void ferry_environment_note_error (FerryEnvironment *self, const char *what, const GError *error);

/* ferry_environment_judge_change: what a change of entities came to, by its error: (nullable) */
FerryOutcome ferry_environment_judge_change (const GError *error);

/* ferry_environment_settle: settles intents without outcome by what was just read */
void ferry_environment_settle (FerryEnvironment *self);

/* ferry_environment_tell_settled: reads entry @intent again and emits `settled` with it */
void ferry_environment_tell_settled (FerryEnvironment *self, gint64 intent);

G_END_DECLS
