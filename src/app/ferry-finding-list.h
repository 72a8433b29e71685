/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-lint.h"

G_BEGIN_DECLS

/**
 * FerryFindingList:
 *
 * What the linter found, a row each, which opens to why it matters, what to do and a line to copy. Hidden while there is
 * nothing. Property `title` (string, writable): the heading.
 */
#define FERRY_TYPE_FINDING_LIST (ferry_finding_list_get_type ())
G_DECLARE_FINAL_TYPE (FerryFindingList, ferry_finding_list, FERRY, FINDING_LIST, GtkWidget)

/** ferry_finding_list_set_findings: @findings: (nullable) (element-type FerryLintFinding): in place of those before; rows
 * of the same title stay open */
void ferry_finding_list_set_findings (FerryFindingList *self, GPtrArray *findings);

/** ferry_finding_list_set_max_height: @height: pixels, from which on the rows scroll; -1 never */
void ferry_finding_list_set_max_height (FerryFindingList *self, int height);

G_END_DECLS
