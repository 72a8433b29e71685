/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-detail-table.h"

G_BEGIN_DECLS

/**
 * ferry_detail_menu_attach:
 * @model: what is offered for the selected row
 *
 * Gives the rows of @table a menu: at a click of the secondary button, which selects the row, and at the Menu key or
 * Shift+F10.
 */
void ferry_detail_menu_attach (FerryDetailTable *table, GMenuModel *model);

G_END_DECLS
