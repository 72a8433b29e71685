/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SANDBOX_RATE_WINDOW: the window that requests are counted in, in µs: 5 minutes (api-contract §0) */
#define SANDBOX_RATE_WINDOW (G_GINT64_CONSTANT (300) * G_USEC_PER_SEC)

/**
 * SandboxLimit:
 *
 * The limits of a user: so many requests in a sliding window of 5 minutes, and so many processed at once. The
 * clock is the caller's, so that a test has one of its own.
 */
typedef struct _SandboxLimit SandboxLimit;

/**
 * sandbox_limit_new:
 * @rate: requests in the window, 0 for no limit
 * @places: how many are processed at once
 */
SandboxLimit *sandbox_limit_new (guint rate, guint places);
void sandbox_limit_free (SandboxLimit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxLimit, sandbox_limit_free)

/**
 * sandbox_limit_admit:
 * @now: µs on a clock that never goes back
 *
 * Counts a request. One that is turned away doesn't count.
 *
 * Returns: 0, or the seconds to wait until there is room again
 */
guint sandbox_limit_admit (SandboxLimit *self, gint64 now);

/** sandbox_limit_take_place: Returns: whether a place was free, and is taken now */
gboolean sandbox_limit_take_place (SandboxLimit *self);

/** sandbox_limit_release_place: gives a place back */
void sandbox_limit_release_place (SandboxLimit *self);

G_END_DECLS
