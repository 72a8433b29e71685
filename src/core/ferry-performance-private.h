/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment-private.h"

G_BEGIN_DECLS

/*
 * FerryPerformance: an action of the user's on its way from the rules to its outcome, kept as the data of its GTask, whose
 * source is the environment (domain §3).
 */
typedef struct
{
  FerryAction action;
  const char *nick;
  char *key;
  char *argument; /* the reason; it may be empty */
  char *subject;  /* as the journal has it */
  char *before;
  FerryRun *run;         /* (nullable) */
  FerryCompany *company; /* (nullable) */
  FerryOrder *order;     /* (nullable): what the management API does; it says the rest */
  JsonNode *answer;      /* (nullable): of the order; it may hold a secret */
  FerryMigrationService *service;
  GCancellable *cancellable;
  gint64 intent;
  GError *ambiguous;
  guint looks;
  gint64
    mark; /* µs UTC: when the service last did the same, as known before; 0: never, or it tells no time */
} FerryPerformance;

/* ---- ferry-environment-perform.c ---- */

/* ferry_performance_get_mark: Returns: µs UTC: when the service last did what @action does, where its state keeps that; else 0 */
gint64 ferry_performance_get_mark (FerryEnvironment *self, FerryAction action);
gboolean ferry_performance_starts_run (const FerryPerformance *performance);

/* ---- ferry-environment-send.c ---- */

/* ferry_performance_send: makes the request; its intent is in the journal */
void ferry_performance_send (GTask *task);

/* ---- ferry-environment-outcome.c ---- */

/* ferry_performance_fail: ends @task without an outcome; takes @error */
void ferry_performance_fail (GTask *task, GError *error);
/* ferry_performance_conclude: writes the outcome into the journal; the task goes on */
void ferry_performance_conclude (GTask *task, FerryOutcome outcome, const GError *error);
/* ferry_performance_take_answer: what the service said; where that isn't known, its state is asked. Takes @error */
void ferry_performance_take_answer (GTask *task, gboolean done, GError *error);

G_END_DECLS
