/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment-private.h"
#include "ferry-fixture-proxy.h"
#include "ferry-session-private.h"
#include "sandbox-fixture.h"

G_BEGIN_DECLS

/*
 * FaultKind: what brings a fault about
 */
typedef enum
{
  FAULT_BY_SANDBOX, /* a rule of the service */
  FAULT_BY_PROXY,   /* a proxy that asks for a sign-in */
  FAULT_BY_NAME,    /* a name that nobody knows */
  FAULT_BY_ABSENCE, /* nothing answers any more */
} FaultKind;

/*
 * Fault:
 * @name: as in the document
 * @rule: (nullable): what happens, in the words of the sandbox
 */
typedef struct
{
  const char *name;
  FaultKind kind;
  const char *rule;
} Fault;

/*
 * FaultStage:
 *
 * A real sandbox and an environment of it, connected, with a user of its own and a clock that stands.
 */
typedef struct
{
  SandboxFixture *sandbox;
  char *name;                     /* of the environment */
  FerryMigrationService *service; /* another way to it, that no rule strikes */
  FerryClock *clock;
  FerryDatabase *database;
  FerryEnvironment *environment;
  gpointer before; /* the action's */
} FaultStage;

/* fault_stage_new: @name: (nullable): %NULL is the sandbox's own environment */
FaultStage *fault_stage_new (SandboxFixture *sandbox, const char *name);
void fault_stage_free (FaultStage *self);

/* fault_stage_begin: brings @fault about for requests of @method to @pattern; @once: the first only */
void fault_stage_begin (FaultStage *self,
                        const Fault *fault,
                        const char *method,
                        const char *pattern,
                        gboolean once);
void fault_stage_end (FaultStage *self, const Fault *fault);

/* fault_stage_count: Returns: how many requests of @method with @words in their route came in since the beginning */
guint fault_stage_count (FaultStage *self, const char *method, const char *words);

/* fault_stage_dup_outcome: Returns: (transfer full): of the newest entry of the journal; “–” where there is none */
char *fault_stage_dup_outcome (FaultStage *self);

G_END_DECLS
