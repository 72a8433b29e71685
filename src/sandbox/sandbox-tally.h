/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SandboxTally:
 *
 * Counts what comes in: how often each route was asked, how many of the answers were errors, how many requests each
 * environment had, in all and in its busiest minute, and how many of these there were at once. A request counts from
 * its headers to the end of its answer.
 */
typedef struct _SandboxTally SandboxTally;

SandboxTally *sandbox_tally_new (void);
void sandbox_tally_free (SandboxTally *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxTally, sandbox_tally_free)

/** sandbox_tally_route: Returns: (transfer full): @path with `{id}` for the keys in it, and `{tenant}` and
 * `{environment}` for these */
char *sandbox_tally_route (const char *path);

/** sandbox_tally_begin: a request has begun to come in; @limited: whether it is one of an environment; @now: µs on a
 * clock that never goes back */
void
sandbox_tally_begin (SandboxTally *self, const char *method, const char *path, gboolean limited, gint64 now);

/** sandbox_tally_end: its answer was sent, or its connection is gone; @status: of the answer, 0 without one */
void
sandbox_tally_end (SandboxTally *self, const char *method, const char *path, gboolean limited, guint status);

/** sandbox_tally_reset: begins again, with those that are under way */
void sandbox_tally_reset (SandboxTally *self);

/** sandbox_tally_append_json: appends an object: `total`, `atOnce`, `mostAtOnce`, `since`, `environments` and `routes` */
void sandbox_tally_append_json (SandboxTally *self, GString *out);

G_END_DECLS
