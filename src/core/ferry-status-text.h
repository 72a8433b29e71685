/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-migration-state.h"

G_BEGIN_DECLS

/**
 * FerryStatusText:
 * @title: the overall status, a few words
 * @explanation: what it means and what to do next
 */
typedef struct
{
  char *title;
  char *explanation;
  FerryStyle style;
} FerryStatusText;

/**
 * ferry_status_text_new:
 *
 * The first that applies of domain §3. Before those come the states of the connection, which name the last
 * known status, and the outage of a data upgrade. Where the last run's own details text applies it is the title,
 * and the explanation is that of the first later one that applies.
 *
 * Returns: (transfer full): the text
 */
FerryStatusText *ferry_status_text_new (const FerryMigrationState *state);
void ferry_status_text_free (FerryStatusText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryStatusText, ferry_status_text_free)

G_END_DECLS
