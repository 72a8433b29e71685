/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-batch.h"

G_BEGIN_DECLS

/**
 * FerryBatchDialog:
 *
 * Asks once before something is done to several environments, naming those it is done to and those it can't be done to, with
 * the reason; does it, and shows what became of each. Closing it while that goes on stops the rest first. Signal
 * `environment-activated (FerryEnvironment)`: to be shown.
 */
#define FERRY_TYPE_BATCH_DIALOG (ferry_batch_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryBatchDialog, ferry_batch_dialog, FERRY, BATCH_DIALOG, AdwWindow)

/** ferry_batch_dialog_new: @batch: not started yet */
GtkWindow *ferry_batch_dialog_new (FerryBatch *batch);

G_END_DECLS
