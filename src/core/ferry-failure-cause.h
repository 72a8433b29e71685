/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-detail-list.h"

G_BEGIN_DECLS

/**
 * FerryFailureCause:
 * @title: the title of the explanation; "" for failures that aren't explained
 * @code: (nullable): the first one's error code, where the service told it
 * @message: the first one's message
 * @company: of the first such table
 * @table: the first such table
 * @count: how many tables failed so
 *
 * Failed tables of a run that failed for the same reason.
 */
typedef struct
{
  char *title;
  char *code;
  char *message;
  char *company;
  char *table;
  guint count;
} FerryFailureCause;

/** ferry_failure_cause_new: Returns: (transfer full): a cause of one table; with the title of ferry_explanation_dup_title() */
FerryFailureCause *
ferry_failure_cause_new (const char *code, const char *message, const char *company, const char *table);
void ferry_failure_cause_free (FerryFailureCause *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryFailureCause, ferry_failure_cause_free)

/** ferry_failure_cause_get_label: Returns: (transfer none): the title, or words for failures that aren't explained */
const char *ferry_failure_cause_get_label (const FerryFailureCause *self);

/**
 * ferry_failure_causes_find_async:
 * @list: the details of a run; they are looked at as they are now, filtered or not, in a worker thread
 */
void ferry_failure_causes_find_async (FerryDetailList *list,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/**
 * ferry_failure_causes_find_finish:
 *
 * Returns: (transfer full) (element-type FerryFailureCause) (nullable): the causes, most tables first, what isn't explained
 *   last; empty where nothing failed
 */
GPtrArray *ferry_failure_causes_find_finish (FerryDetailList *list, GAsyncResult *result, GError **error);

G_END_DECLS
