/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-guide.h"

G_BEGIN_DECLS

/**
 * FerryHelpPage:
 *
 * A page of the guide, as labels, lists and pictures: the words can be selected, and headings are headings for assistive
 * technology.
 *
 * Signal `follow (const char *target)`: a link was activated, with its target as the page has it.
 */
#define FERRY_TYPE_HELP_PAGE (ferry_help_page_get_type ())
G_DECLARE_FINAL_TYPE (FerryHelpPage, ferry_help_page, FERRY, HELP_PAGE, GtkWidget)

/** ferry_help_page_show: shows @page in place of the one before */
void ferry_help_page_show (FerryHelpPage *self, const FerryGuidePage *page);

/** ferry_help_page_find: Returns: (transfer none) (nullable): what shows the block @heading of the page */
GtkWidget *ferry_help_page_find (FerryHelpPage *self, const FerryGuideBlock *heading);

G_END_DECLS
