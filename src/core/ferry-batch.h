/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryBatchState:
 * @FERRY_BATCH_STATE_REFUSED: the rules don't allow it now
 * @FERRY_BATCH_STATE_WAITING: it can be done, or will be when those before it are done
 * @FERRY_BATCH_STATE_BUSY: it is being done
 * @FERRY_BATCH_STATE_DONE: it was done; of a run: it was started
 * @FERRY_BATCH_STATE_FAILED: it wasn't done
 * @FERRY_BATCH_STATE_UNKNOWN: it was sent, and even the state doesn't tell whether it was done
 * @FERRY_BATCH_STATE_STOPPED: the batch was stopped before it
 */
typedef enum
{
  FERRY_BATCH_STATE_REFUSED,
  FERRY_BATCH_STATE_WAITING,
  FERRY_BATCH_STATE_BUSY,
  FERRY_BATCH_STATE_DONE,
  FERRY_BATCH_STATE_FAILED,
  FERRY_BATCH_STATE_UNKNOWN,
  FERRY_BATCH_STATE_STOPPED,
  FERRY_N_BATCH_STATES,
} FerryBatchState;

/**
 * FerryBatchItem:
 *
 * One environment of a #FerryBatch. Signal `changed`.
 */
#define FERRY_TYPE_BATCH_ITEM (ferry_batch_item_get_type ())
G_DECLARE_FINAL_TYPE (FerryBatchItem, ferry_batch_item, FERRY, BATCH_ITEM, GObject)

FerryEnvironment *ferry_batch_item_get_environment (FerryBatchItem *self);
FerryBatchState ferry_batch_item_get_state (FerryBatchItem *self);
/** ferry_batch_item_get_message: Returns: why not, what became of it, or what should be known before; "" */
const char *ferry_batch_item_get_message (FerryBatchItem *self);
/** ferry_batch_item_get_cautious: Returns: whether that is something to think of before it is done */
gboolean ferry_batch_item_get_cautious (FerryBatchItem *self);
/** ferry_batch_item_get_error: Returns: (nullable): what went wrong */
const GError *ferry_batch_item_get_error (FerryBatchItem *self);

/**
 * FerryBatch:
 *
 * The same done to several environments, one after the other, so that they stay within the limits of the service
 * together (api-contract §0). Each is under its own rules and in its own journal, and what one refuses doesn't keep the
 * others from being done. Until it is started, a #GListModel of #FerryBatchItem that follows what the rules say; after that,
 * of what became of them. It can be started once.
 *
 * Read-only properties: `running`, `ended` (boolean). Signal `changed`: of any of its items.
 */
#define FERRY_TYPE_BATCH (ferry_batch_get_type ())
G_DECLARE_FINAL_TYPE (FerryBatch, ferry_batch, FERRY, BATCH, GObject)

/**
 * ferry_batch_new:
 * @action: RUN_REPLICATION, RUN_DIAGNOSTIC, or REFRESH, which reads everything again
 * @environments: (element-type FerryEnvironment)
 */
FerryBatch *ferry_batch_new (FerryAction action, GPtrArray *environments);

FerryAction ferry_batch_get_action (FerryBatch *self);
gboolean ferry_batch_get_running (FerryBatch *self);
gboolean ferry_batch_get_ended (FerryBatch *self);
/** ferry_batch_count: Returns: how many are in that state */
guint ferry_batch_count (FerryBatch *self, FerryBatchState state);

/** ferry_batch_start: begins with those that wait; Returns: %FALSE where that was done before */
gboolean ferry_batch_start (FerryBatch *self);
/** ferry_batch_stop: those that still wait aren't done; what is being done can't be taken back, and is waited for */
void ferry_batch_stop (FerryBatch *self);

G_END_DECLS
