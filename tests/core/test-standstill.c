/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-standstill.h"

#include <string.h>

#define MINUTES(n) ((n) *60)

static FerryStandstillFacts
make_facts (gint64 seconds, const char *table, double elapsed, double last, gint64 records, double rate)
{
  return (FerryStandstillFacts){ seconds, table, elapsed, last, records, rate };
}

static void
assert_words (const FerryStandstillFacts *facts, FerryStandstill expected, const char *words)
{
  g_autofree char *text = ferry_standstill_dup_text (facts);

  g_assert_cmpint (ferry_standstill_judge (facts), ==, expected);
  g_assert_cmpstr (text, ==, words);
  g_assert_true ((ferry_standstill_get_label (expected) == NULL) == (words == NULL));
}

static void
test_moving (void)
{
  FerryStandstillFacts facts = make_facts (119, NULL, -1, -1, 0, 0);
  FerryStandstillFacts large = make_facts (60, "G/L Entry", MINUTES (60), 5, 0, 0);

  assert_words (&facts, FERRY_STANDSTILL_NONE, NULL);
  /* Its records are counted as they are copied: that it takes long is no standstill. */
  assert_words (&large, FERRY_STANDSTILL_NONE, NULL);
}

static void
test_nothing_known (void)
{
  FerryStandstillFacts facts = make_facts (MINUTES (12) + 20, NULL, -1, -1, 0, 0);
  g_autofree char *advice = ferry_standstill_dup_advice (&facts);

  assert_words (&facts, FERRY_STANDSTILL_UNKNOWN, "no change for 12 min: bulk copying or stalled");
  g_assert_nonnull (advice);
  /* A table of which nothing is known says nothing either. */
  facts.table = "Item";
  facts.table_elapsed = MINUTES (12);
  assert_words (&facts, FERRY_STANDSTILL_UNKNOWN, "no change for 12 min: bulk copying or stalled");
  facts.seconds = MINUTES (60 * 5);
  assert_words (&facts, FERRY_STANDSTILL_STALLED, "stalled? No change for 5 h 00 min at “Item”");
}

static void
test_like_last_time (void)
{
  FerryStandstillFacts facts = make_facts (MINUTES (12), "G/L Entry", MINUTES (13), MINUTES (14), 5000000, 0);
  g_autofree char *nothing = ferry_standstill_dup_advice (&facts);
  g_autofree char *advice = NULL;

  assert_words (&facts, FERRY_STANDSTILL_COPYING,
                "bulk copying “G/L Entry”: no change for 12 min, took 14 min last time");
  g_assert_null (nothing);
  facts.seconds = MINUTES (20);
  facts.table_elapsed = MINUTES (21);
  g_assert_cmpint (ferry_standstill_judge (&facts), ==, FERRY_STANDSTILL_COPYING);
  facts.seconds = MINUTES (40);
  facts.table_elapsed = MINUTES (41);
  assert_words (&facts, FERRY_STANDSTILL_STALLED,
                "stalled? No change for 40 min at “G/L Entry”, which took 14 min last time");
  advice = ferry_standstill_dup_advice (&facts);
  g_assert_nonnull (strstr (advice, "integration runtime"));
}

/* It has been in progress too long, but others were counted a moment ago: too early to say that it stalls. */
static void
test_not_alone (void)
{
  FerryStandstillFacts facts = make_facts (150, "G/L Entry", MINUTES (60), MINUTES (14), 0, 0);

  assert_words (&facts, FERRY_STANDSTILL_UNKNOWN, "no change for 2 min: bulk copying or stalled");
}

/* Without an earlier run, by its number of records and how fast this one has been. */
static void
test_by_records (void)
{
  FerryStandstillFacts facts
    = make_facts (MINUTES (10), "Item Ledger Entry", MINUTES (10), -1, 1200000, 1000);

  assert_words (&facts, FERRY_STANDSTILL_COPYING,
                "bulk copying “Item Ledger Entry” with 1200000 records: no change for 10 min");
  facts.table_records = 1000;
  assert_words (&facts, FERRY_STANDSTILL_STALLED, "stalled? No change for 10 min at “Item Ledger Entry”");
  /* How fast it goes isn't known. */
  facts.records_per_second = 0;
  assert_words (&facts, FERRY_STANDSTILL_UNKNOWN, "no change for 10 min: bulk copying or stalled");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/standstill/moving", test_moving);
  g_test_add_func ("/standstill/nothing-known", test_nothing_known);
  g_test_add_func ("/standstill/like-last-time", test_like_last_time);
  g_test_add_func ("/standstill/not-alone", test_not_alone);
  g_test_add_func ("/standstill/by-records", test_by_records);
  return g_test_run ();
}
