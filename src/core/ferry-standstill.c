/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-standstill.h"

#include <glib/gi18n-lib.h>

#include "ferry-format.h"

/* Before, the counts may just not have been looked at. */
#define NAMED_SECONDS 120
/* A table takes longer than last time now and then; much longer, something is wrong. */
#define PATIENCE         1.75
#define PATIENCE_SECONDS 120
/* What it is expected to take by its number of records is known less well. */
#define PATIENCE_BY_RECORDS 3.0
/* Sooner, nobody is told that something is wrong. */
#define SHORTEST_STALL (5 * 60)
/* Whatever it is, after so long somebody should look. */
#define LONGEST_SECONDS (4 * 3600)

/* How long the table may take before that is strange, in seconds; -1 where that isn't known. */
static double
find_limit (const FerryStandstillFacts *facts)
{
  if (facts->table == NULL)
    return -1;
  if (facts->table_seconds >= 0)
    return facts->table_seconds * PATIENCE + PATIENCE_SECONDS;
  if (facts->table_records > 0 && facts->records_per_second > 0)
    return (double) facts->table_records / facts->records_per_second * PATIENCE_BY_RECORDS + PATIENCE_SECONDS;
  return -1;
}

FerryStandstill
ferry_standstill_judge (const FerryStandstillFacts *facts)
{
  double limit = find_limit (facts);
  /* A table that is in progress can't have stood still longer than it is. */
  double seconds = facts->table_elapsed >= 0 ? MAX (facts->table_elapsed, (double) facts->seconds)
                                             : (double) facts->seconds;

  if (facts->seconds < NAMED_SECONDS)
    return FERRY_STANDSTILL_NONE;
  if (limit < 0)
    return facts->seconds < LONGEST_SECONDS ? FERRY_STANDSTILL_UNKNOWN : FERRY_STANDSTILL_STALLED;
  if (seconds <= limit)
    return FERRY_STANDSTILL_COPYING;
  return facts->seconds >= SHORTEST_STALL ? FERRY_STANDSTILL_STALLED : FERRY_STANDSTILL_UNKNOWN;
}

static char *
dup_minutes (gint64 seconds)
{
  return ferry_format_duration (seconds < 60 ? seconds : seconds / 60 * 60);
}

char *
ferry_standstill_dup_text (const FerryStandstillFacts *facts)
{
  FerryStandstill standstill = ferry_standstill_judge (facts);
  g_autofree char *still = dup_minutes (facts->seconds);
  g_autofree char *last = NULL;

  if (facts->table != NULL && facts->table_seconds >= 0)
    last = dup_minutes ((gint64) facts->table_seconds);
  switch (standstill)
    {
    case FERRY_STANDSTILL_COPYING:
      if (last != NULL)
        /* Translators: a table, and two durations such as “12 min” */
        return g_strdup_printf (_ ("bulk copying “%1$s”: no change for %2$s, took %3$s last time"),
                                facts->table, still, last);
      else
        {
          g_autofree char *records = ferry_format_count (facts->table_records);

          /* Translators: a table, a number, and a duration such as “12 min” */
          return g_strdup_printf (ngettext ("bulk copying “%1$s” with %2$s record: no change for %3$s",
                                            "bulk copying “%1$s” with %2$s records: no change for %3$s",
                                            (gulong) facts->table_records),
                                  facts->table, records, still);
        }
    case FERRY_STANDSTILL_UNKNOWN:
      /* Translators: %s is a duration such as “12 min” */
      return g_strdup_printf (_ ("no change for %s: bulk copying or stalled"), still);
    case FERRY_STANDSTILL_STALLED:
      if (last != NULL)
        /* Translators: a table, and two durations such as “12 min” */
        return g_strdup_printf (_ ("stalled? No change for %2$s at “%1$s”, which took %3$s last time"),
                                facts->table, still, last);
      if (facts->table != NULL)
        /* Translators: a table, and a duration such as “12 min” */
        return g_strdup_printf (_ ("stalled? No change for %2$s at “%1$s”"), facts->table, still);
      /* Translators: %s is a duration such as “12 min” */
      return g_strdup_printf (_ ("stalled? No change for %s"), still);
    case FERRY_STANDSTILL_NONE:
    default:
      return NULL;
    }
}

char *
ferry_standstill_dup_advice (const FerryStandstillFacts *facts)
{
  switch (ferry_standstill_judge (facts))
    {
    case FERRY_STANDSTILL_STALLED:
      return g_strdup (
        _ ("Check that the integration runtime is running and connected, and that the source database "
           "answers and isn’t locked. The service itself gives up a table after 24 hours."));
    case FERRY_STANDSTILL_UNKNOWN:
      return g_strdup (
        _ ("The service doesn’t count while it copies a large table. If this goes on, check that the "
           "integration runtime is running and connected."));
    case FERRY_STANDSTILL_COPYING:
    case FERRY_STANDSTILL_NONE:
    default:
      return NULL;
    }
}

const char *
ferry_standstill_get_label (FerryStandstill standstill)
{
  switch (standstill)
    {
    case FERRY_STANDSTILL_COPYING:
      return _ ("Bulk copying");
    case FERRY_STANDSTILL_UNKNOWN:
      return _ ("No change");
    case FERRY_STANDSTILL_STALLED:
      return _ ("Stalled?");
    case FERRY_STANDSTILL_NONE:
    default:
      return NULL;
    }
}
