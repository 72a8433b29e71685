/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryFleetKind:
 * @FERRY_FLEET_KIND_ATTENTION: something failed, or waits for an answer
 * @FERRY_FLEET_KIND_SIGNED_OUT: the sign-in was refused, or there is none
 * @FERRY_FLEET_KIND_RUNNING: a run, a data upgrade or another work of the service goes on
 * @FERRY_FLEET_KIND_READY: set up, and nothing is wrong
 * @FERRY_FLEET_KIND_NOT_SET_UP: cloud migration isn't set up
 * @FERRY_FLEET_KIND_ENDED: completed, paused or abandoned
 * @FERRY_FLEET_KIND_OFFLINE: not connected
 *
 * How environments are told apart in lists; the more urgent ones come first.
 */
typedef enum
{
  FERRY_FLEET_KIND_ATTENTION,
  FERRY_FLEET_KIND_SIGNED_OUT,
  FERRY_FLEET_KIND_RUNNING,
  FERRY_FLEET_KIND_READY,
  FERRY_FLEET_KIND_NOT_SET_UP,
  FERRY_FLEET_KIND_ENDED,
  FERRY_FLEET_KIND_OFFLINE,
  FERRY_N_FLEET_KINDS,
} FerryFleetKind;

/** ferry_fleet_kind_to_nick: Returns: such as `signed-out`, as settings and actions spell it */
const char *ferry_fleet_kind_to_nick (FerryFleetKind kind);
/** ferry_fleet_kind_get_label: Returns: such as “Needs attention”, translated */
const char *ferry_fleet_kind_get_label (FerryFleetKind kind);

/**
 * FerryEnvironmentSummary:
 *
 * An environment in a line, as lists of environments show it, kept up to date. However much of an environment changes at
 * once, it is looked at once after that.
 *
 * Read-only properties: `environment`; `title` (string: its name); `subtitle` (string: tenant and environment);
 * `state` (string: a few words); `icon-name` (string: the state's symbol); `style` (#FerryStyle); `last-run` (int64, µs UTC,
 * 0 = none known). Signal `changed`: those, or what the functions below tell.
 */
#define FERRY_TYPE_ENVIRONMENT_SUMMARY (ferry_environment_summary_get_type ())
G_DECLARE_FINAL_TYPE (FerryEnvironmentSummary, ferry_environment_summary, FERRY, ENVIRONMENT_SUMMARY, GObject)

FerryEnvironmentSummary *ferry_environment_summary_new (FerryEnvironment *environment);

FerryEnvironment *ferry_environment_summary_get_environment (FerryEnvironmentSummary *self);
const char *ferry_environment_summary_get_title (FerryEnvironmentSummary *self);
const char *ferry_environment_summary_get_subtitle (FerryEnvironmentSummary *self);
const char *ferry_environment_summary_get_state (FerryEnvironmentSummary *self);
const char *ferry_environment_summary_get_icon_name (FerryEnvironmentSummary *self);
FerryStyle ferry_environment_summary_get_style (FerryEnvironmentSummary *self);
FerryFleetKind ferry_environment_summary_get_kind (FerryEnvironmentSummary *self);
/** ferry_environment_summary_get_tenant: Returns: the tenant, or where a sandbox of this computer is */
const char *ferry_environment_summary_get_tenant (FerryEnvironmentSummary *self);
/** ferry_environment_summary_get_product: Returns: the product's name, or "" */
const char *ferry_environment_summary_get_product (FerryEnvironmentSummary *self);
/** ferry_environment_summary_get_fraction: Returns: 0–1 of what goes on; -1 where it isn't known; -2 where nothing goes on */
double ferry_environment_summary_get_fraction (FerryEnvironmentSummary *self);
/** ferry_environment_summary_get_progress: Returns: such as “45 % · about 12 min left”, or "" */
const char *ferry_environment_summary_get_progress (FerryEnvironmentSummary *self);
/** ferry_environment_summary_get_progress_text: Returns: the same at length, or "" */
const char *ferry_environment_summary_get_progress_text (FerryEnvironmentSummary *self);
/** ferry_environment_summary_get_failed: Returns: how many tables are failed now; -1 where it isn't known */
gint64 ferry_environment_summary_get_failed (FerryEnvironmentSummary *self);
/** ferry_environment_summary_get_last_run: Returns: when the last replication or diagnostic run began, µs UTC; 0 = none known */
gint64 ferry_environment_summary_get_last_run (FerryEnvironmentSummary *self);
/** ferry_environment_summary_get_result: Returns: what became of it, or "" */
const char *ferry_environment_summary_get_result (FerryEnvironmentSummary *self);
/** ferry_environment_summary_get_next_step: Returns: the label of the action that is suggested, or "" */
const char *ferry_environment_summary_get_next_step (FerryEnvironmentSummary *self);

G_END_DECLS
