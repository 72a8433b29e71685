/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-sql.h"

G_BEGIN_DECLS

/* Record links and notes, in `cloud.db`: a run copies those of the source into a buffer, and migrating them moves
 * them from there to the table that people work with (domain §2.10). A later run brings what has changed into
 * the buffer again. */

#define SANDBOX_TABLE_RECORD_LINK 2000000068u
#define SANDBOX_LINKS_TABLE       "Record Link"
#define SANDBOX_LINKS_BUFFER      "Replication Record Link Buffer"

/* In `sys_properties` of `cloud.db`, written with the rows that it is about. */
#define SANDBOX_PROPERTY_RECORD_LINKS_AT "record_links_at"

/** sandbox_links_count: Returns: how many links and notes are in the buffer */
gint64 sandbox_links_count (SandboxDb *target);

/**
 * sandbox_links_migrate:
 * @now: the time, to be stored
 *
 * Empties the buffer; one transaction.
 *
 * Returns: how many links and notes are new or other than they were, or -1 with @error
 */
gint64 sandbox_links_migrate (SandboxDb *target, const char *now, GError **error);

G_END_DECLS
