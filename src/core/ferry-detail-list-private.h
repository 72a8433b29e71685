/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-detail-list.h"
#include "ferry-detail-store.h"

G_BEGIN_DECLS

/** ferry_detail_list_ref_store: Returns: (transfer full): the list's present state, which never changes and which any thread may read */
FerryDetailStore *ferry_detail_list_ref_store (FerryDetailList *self);

/** ferry_detail_list_take_store: @store: (transfer full): becomes the list's state, as at the end of a load */
void ferry_detail_list_take_store (FerryDetailList *self, FerryDetailStore *store);

G_END_DECLS
