/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-comparison-data.h"

G_BEGIN_DECLS

/** ferry_run_difference_new: Returns: (transfer full): a view on a row of @data */
FerryRunDifference *ferry_run_difference_new (FerryComparisonData *data, guint row);

G_END_DECLS
