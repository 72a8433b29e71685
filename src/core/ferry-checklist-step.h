/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-record.h"

G_BEGIN_DECLS

/**
 * FerryChecklistStep:
 *
 * A step of what is to be done after the migration (domain §2.8): an entity of `checklistSteps`. Read-only properties: `number` (int64), `title` (string), `help-url` (string), `completed` (boolean).
 */
#define FERRY_TYPE_CHECKLIST_STEP (ferry_checklist_step_get_type ())
G_DECLARE_FINAL_TYPE (FerryChecklistStep, ferry_checklist_step, FERRY, CHECKLIST_STEP, FerryRecord)

/** ferry_checklist_step_get_number: Returns: its place, from 1 */
gint64 ferry_checklist_step_get_number (FerryChecklistStep *self);
/** ferry_checklist_step_get_title: Returns: what is to be done */
const char *ferry_checklist_step_get_title (FerryChecklistStep *self);
/** ferry_checklist_step_get_help_url: Returns: where it is explained, or "" */
const char *ferry_checklist_step_get_help_url (FerryChecklistStep *self);
/** ferry_checklist_step_get_completed: Returns: whether it is done */
gboolean ferry_checklist_step_get_completed (FerryChecklistStep *self);

G_END_DECLS
