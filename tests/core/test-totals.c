/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-migration-totals.h"

/* The latest counts of domain §2.3. */

#define OK   FERRY_TABLE_STATUS_SUCCESSFUL
#define BAD  FERRY_TABLE_STATUS_FAILED
#define WARN FERRY_TABLE_STATUS_WARNING
#define WAIT FERRY_TABLE_STATUS_NOT_STARTED
#define BUSY FERRY_TABLE_STATUS_IN_PROGRESS

#define assert_totals(totals, successful, failed)                                                            \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_assert_cmpint (ferry_migration_totals_get_successful (totals), ==, successful);                        \
    g_assert_cmpint (ferry_migration_totals_get_failed (totals), ==, failed);                                \
  }                                                                                                          \
  G_STMT_END

static void
test_empty (void)
{
  g_autoptr (FerryMigrationTotals) totals = ferry_migration_totals_new ();
  guint failed = 7;

  assert_totals (totals, 0, 0);
  g_assert_false (ferry_migration_totals_get_company (totals, "A", &failed, NULL));
  g_assert_cmpuint (failed, ==, 0);
}

static void
test_distinct (void)
{
  g_autoptr (FerryMigrationTotals) totals = ferry_migration_totals_new ();

  for (int run = 1; run <= 3; run++)
    {
      ferry_migration_totals_add (totals, run, 0, "A", "Customer", OK);
      ferry_migration_totals_add (totals, run, 0, "B", "Customer", OK);
      ferry_migration_totals_add (totals, run, 0, "", "User", OK);
    }
  assert_totals (totals, 3, 0);
}

static void
test_failed_then_successful (void)
{
  g_autoptr (FerryMigrationTotals) totals = ferry_migration_totals_new ();

  ferry_migration_totals_add (totals, 1, 0, "A", "Customer", BAD);
  assert_totals (totals, 0, 1);
  ferry_migration_totals_add (totals, 2, 0, "A", "Customer", OK);
  assert_totals (totals, 1, 0);
}

static void
test_successful_then_failed (void)
{
  g_autoptr (FerryMigrationTotals) totals = ferry_migration_totals_new ();

  ferry_migration_totals_add (totals, 1, 0, "A", "Customer", OK);
  ferry_migration_totals_add (totals, 2, 0, "A", "Customer", BAD);
  assert_totals (totals, 0, 1);
}

/* The history gives the newest run first. */
static void
test_order_of_feeding (void)
{
  g_autoptr (FerryMigrationTotals) totals = ferry_migration_totals_new ();

  ferry_migration_totals_add (totals, 3, 0, "A", "Customer", BAD);
  ferry_migration_totals_add (totals, 1, 0, "A", "Customer", BAD);
  ferry_migration_totals_add (totals, 2, 0, "A", "Customer", OK);
  assert_totals (totals, 0, 1);
  ferry_migration_totals_add (totals, 4, 0, "A", "Customer", OK);
  assert_totals (totals, 1, 0);
}

/* By end time where it is told: of two runs that overlap, the one that ended last. */
static void
test_end_time (void)
{
  g_autoptr (FerryMigrationTotals) totals = ferry_migration_totals_new ();

  ferry_migration_totals_add (totals, 10, 90, "A", "Customer", BAD);
  ferry_migration_totals_add (totals, 20, 60, "A", "Customer", OK);
  assert_totals (totals, 0, 1);
}

/* A warning is later too: the table isn't failed any more, though it isn't successful. */
static void
test_warning (void)
{
  g_autoptr (FerryMigrationTotals) totals = ferry_migration_totals_new ();

  ferry_migration_totals_add (totals, 1, 0, "A", "Gone", BAD);
  ferry_migration_totals_add (totals, 2, 0, "A", "Gone", WARN);
  assert_totals (totals, 0, 0);
  /* It succeeded once, and is not failed. */
  ferry_migration_totals_add (totals, 0, 0, "A", "Gone", OK);
  assert_totals (totals, 1, 0);
}

static void
test_not_ended (void)
{
  g_autoptr (FerryMigrationTotals) totals = ferry_migration_totals_new ();

  ferry_migration_totals_add (totals, 1, 0, "A", "Customer", BAD);
  ferry_migration_totals_add (totals, 2, 0, "A", "Customer", WAIT);
  ferry_migration_totals_add (totals, 3, 0, "A", "Customer", BUSY);
  assert_totals (totals, 0, 1);
}

/* Unblocked by hand: the same run read again says successful. */
static void
test_again (void)
{
  g_autoptr (FerryMigrationTotals) totals = ferry_migration_totals_new ();

  ferry_migration_totals_add (totals, 1, 0, "A", "Customer", BAD);
  ferry_migration_totals_add (totals, 1, 0, "A", "Customer", OK);
  assert_totals (totals, 1, 0);
}

static void
test_company (void)
{
  g_autoptr (FerryMigrationTotals) totals = ferry_migration_totals_new ();
  guint failed;
  gint64 last;

  ferry_migration_totals_add (totals, 5, 0, "A", "Customer", BAD);
  ferry_migration_totals_add (totals, 5, 0, "A", "Vendor", BAD);
  ferry_migration_totals_add (totals, 7, 0, "A", "Vendor", OK);
  g_assert_true (ferry_migration_totals_get_company (totals, "A", &failed, &last));
  g_assert_cmpuint (failed, ==, 1);
  g_assert_cmpint (last, ==, 7);
  g_assert_false (ferry_migration_totals_get_company (totals, "B", NULL, NULL));
}

/* Against a plain reading of the definition, on many random histories. */
static void
test_definition (void)
{
  for (int round = 0; round < 200; round++)
    {
      g_autoptr (FerryMigrationTotals) totals = ferry_migration_totals_new ();
      static const FerryTableStatus statuses[] = { OK, BAD, WARN, WAIT };
      FerryTableStatus history[6][8];
      gint64 successful = 0;
      gint64 failed = 0;
      int order[6];

      for (int run = 0; run < 6; run++)
        {
          int other = g_test_rand_int_range (0, run + 1);

          order[run] = order[other];
          order[other] = run;
          for (int table = 0; table < 8; table++)
            history[run][table] = statuses[g_test_rand_int_range (0, G_N_ELEMENTS (statuses))];
        }
      for (int i = 0; i < 6; i++)
        for (int table = 0; table < 8; table++)
          {
            g_autofree char *name = g_strdup_printf ("Table %d", table);

            ferry_migration_totals_add (totals, 1 + order[i], 0, "A", name, history[order[i]][table]);
          }
      for (int table = 0; table < 8; table++)
        {
          gboolean ever = FALSE;
          FerryTableStatus last = FERRY_TABLE_STATUS_UNKNOWN;

          for (int run = 0; run < 6; run++)
            {
              ever |= history[run][table] == OK;
              if (history[run][table] != WAIT)
                last = history[run][table];
            }
          failed += last == BAD;
          successful += ever && last != BAD;
        }
      assert_totals (totals, successful, failed);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/totals/empty", test_empty);
  g_test_add_func ("/totals/distinct", test_distinct);
  g_test_add_func ("/totals/failed-then-successful", test_failed_then_successful);
  g_test_add_func ("/totals/successful-then-failed", test_successful_then_failed);
  g_test_add_func ("/totals/order-of-feeding", test_order_of_feeding);
  g_test_add_func ("/totals/end-time", test_end_time);
  g_test_add_func ("/totals/warning", test_warning);
  g_test_add_func ("/totals/not-ended", test_not_ended);
  g_test_add_func ("/totals/again", test_again);
  g_test_add_func ("/totals/company", test_company);
  g_test_add_func ("/totals/definition", test_definition);
  return g_test_run ();
}
