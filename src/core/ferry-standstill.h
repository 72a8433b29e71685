/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryStandstill:
 * @FERRY_STANDSTILL_NONE: counts move, or have stood still too short to tell
 * @FERRY_STANDSTILL_COPYING: they stand still, most likely because a large table is copied in bulk
 * @FERRY_STANDSTILL_UNKNOWN: they stand still, and nothing says why
 * @FERRY_STANDSTILL_STALLED: they stand still longer than anything known explains
 *
 * The counts of the service stand still while a large table is copied in bulk, and also when nothing goes on any
 * more. Which of the two is likelier.
 */
typedef enum
{
  FERRY_STANDSTILL_NONE,
  FERRY_STANDSTILL_COPYING,
  FERRY_STANDSTILL_UNKNOWN,
  FERRY_STANDSTILL_STALLED,
} FerryStandstill;

/**
 * FerryStandstillFacts:
 * @seconds: how long no count has moved
 * @table: (nullable): the table in progress that is expected to take longest
 * @table_elapsed: seconds since that one began; -1 where that isn't known
 * @table_seconds: how long it took last time, by its size now; -1 where that isn't known
 * @table_records: its records; 0 where that isn't told
 * @records_per_second: how fast this run has copied so far; 0 where that isn't known
 */
typedef struct
{
  gint64 seconds;
  const char *table;
  double table_elapsed;
  double table_seconds;
  gint64 table_records;
  double records_per_second;
} FerryStandstillFacts;

FerryStandstill ferry_standstill_judge (const FerryStandstillFacts *facts);

/** ferry_standstill_dup_text: Returns: (transfer full) (nullable): such as “bulk copying G/L Entry, no change for 12 min; took 14 min last time”; %NULL for none */
char *ferry_standstill_dup_text (const FerryStandstillFacts *facts);

/** ferry_standstill_dup_advice: Returns: (transfer full) (nullable): what to do, in sentences; %NULL where there is nothing to do */
char *ferry_standstill_dup_advice (const FerryStandstillFacts *facts);

/** ferry_standstill_get_label: Returns: (nullable): a word or two, as lists of environments show it; %NULL for none */
const char *ferry_standstill_get_label (FerryStandstill standstill);

G_END_DECLS
