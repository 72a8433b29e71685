/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryChecklist:
 *
 * What is left to do after a migration, ticked a step for all migrated companies (domain §2.8). The ticks are the
 * service's where it keeps them, for everybody who works on the migration; else they are kept in the database of this
 * computer (api-contract §C).
 *
 * Signal: `changed ()`: the steps, or whether they can be ticked.
 */
#define FERRY_TYPE_CHECKLIST (ferry_checklist_get_type ())
G_DECLARE_FINAL_TYPE (FerryChecklist, ferry_checklist, FERRY, CHECKLIST, GObject)

/**
 * FerryChecklistEntry:
 * @number: its place, from 1
 * @title: what is to be done; in our words where we know the step, else in the service's
 * @explanation: a sentence more, or ""
 * @help_url: where it is explained, or ""
 * @action: the #FerryAction that does it, or -1
 */
typedef struct
{
  gint64 number;
  char *title;
  const char *explanation;
  char *help_url;
  int action;
  gboolean completed;
} FerryChecklistEntry;

/** ferry_checklist_new: has the steps at once, with no tick; ferry_checklist_read_async() finds those */
FerryChecklist *ferry_checklist_new (FerryEnvironment *environment);

/** ferry_checklist_read_async: the ticks as they are now; those last known where the service can't be asked */
void ferry_checklist_read_async (FerryChecklist *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/** ferry_checklist_read_finish: Returns: whether they were read; %FALSE with what a read fails with, and the steps are those last known */
gboolean ferry_checklist_read_finish (FerryChecklist *self, GAsyncResult *result, GError **error);

guint ferry_checklist_get_n_entries (FerryChecklist *self);
/** ferry_checklist_get_entry: Returns: (transfer none): until the next `changed` */
const FerryChecklistEntry *ferry_checklist_get_entry (FerryChecklist *self, guint index);
/** ferry_checklist_count_completed: Returns: how many are ticked */
guint ferry_checklist_count_completed (FerryChecklist *self);

/** ferry_checklist_is_kept_here: Returns: whether this computer keeps the ticks, and nobody else sees them */
gboolean ferry_checklist_is_kept_here (FerryChecklist *self);

/** ferry_checklist_check_writable: @reason: (out) (optional) (transfer full): why steps can't be ticked now */
gboolean ferry_checklist_check_writable (FerryChecklist *self, char **reason);

/** ferry_checklist_tick_async: @number: of the step */
void ferry_checklist_tick_async (FerryChecklist *self,
                                 gint64 number,
                                 gboolean completed,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/**
 * ferry_checklist_tick_finish:
 *
 * Returns: whether it was ticked; fails with the errors of ferry_environment_change_record_finish(), such as
 *   %FERRY_ERROR_CHANGED, and then the steps are read again
 */
gboolean ferry_checklist_tick_finish (FerryChecklist *self, GAsyncResult *result, GError **error);

G_END_DECLS
