/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryEnvironmentSummary:
 *
 * An environment in a line, as lists of environments show it, kept up to date.
 *
 * Read-only properties: `environment`; `title` (string: its name); `subtitle` (string: tenant and environment);
 * `state` (string: a few words); `icon-name` (string: the state's symbol); `style` (#FerryStyle); `last-run` (int64, µs UTC,
 * 0 = none known).
 */
#define FERRY_TYPE_ENVIRONMENT_SUMMARY (ferry_environment_summary_get_type ())
G_DECLARE_FINAL_TYPE (FerryEnvironmentSummary, ferry_environment_summary, FERRY, ENVIRONMENT_SUMMARY, GObject)

FerryEnvironmentSummary *ferry_environment_summary_new (FerryEnvironment *environment);

FerryEnvironment *ferry_environment_summary_get_environment (FerryEnvironmentSummary *self);
const char *ferry_environment_summary_get_title (FerryEnvironmentSummary *self);
const char *ferry_environment_summary_get_state (FerryEnvironmentSummary *self);

G_END_DECLS
