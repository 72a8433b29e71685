/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-detail-list.h"
#include "ferry-detail-store.h"

G_BEGIN_DECLS

/** ferry_table_detail_new: Returns: (transfer full): a detail that shows a row of @store */
FerryTableDetail *ferry_table_detail_new (FerryDetailStore *store, guint row);

/** ferry_table_detail_show: shows another row; notifies the properties that differ */
void ferry_table_detail_show (FerryTableDetail *self, FerryDetailStore *store, guint row);

G_END_DECLS
