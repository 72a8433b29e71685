/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "environment-fixture.h"
#include "ferry-batch.h"

/* Customers enough for everything that can happen. */
#define N 4

typedef struct
{
  EnvironmentFixture environments[N];
  FerryBatch *batch;
} BatchFixture;

static void
begin_run (FakeService *fake, const char *path, gpointer unused)
{
  if (g_str_has_suffix (path, "NAV.runReplication"))
    fake_service_add_run (fake, "new", "Normal", "In Progress", COUNTS (0, 0, 3));
}

static void
fall_silent (FakeService *fake, const char *path, gpointer unused)
{
  begin_run (fake, path, NULL);
  fake->outage = TRUE;
}

static void
set_up (BatchFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) environments = g_ptr_array_new ();

  for (guint i = 0; i < N; i++)
    {
      EnvironmentFixture *one = &fixture->environments[i];

      environment_fixture_set_up (one, NULL);
      fake_service_set_run (one->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
      one->fake->action = begin_run;
      environment_fixture_open_environment (one);
      g_ptr_array_add (environments, one->environment);
    }
  fixture->batch = ferry_batch_new (FERRY_ACTION_RUN_REPLICATION, environments);
}

static void
tear_down (BatchFixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->batch));
  for (guint i = 0; i < N; i++)
    environment_fixture_tear_down (&fixture->environments[i], NULL);
}

static FerryBatchItem *
get_item (BatchFixture *fixture, guint i)
{
  g_autoptr (FerryBatchItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->batch), i);

  return item; /* the batch holds it */
}

static void
run (BatchFixture *fixture)
{
  g_assert_true (ferry_batch_start (fixture->batch));
  ferry_fixture_wait_until (ferry_batch_get_ended (fixture->batch));
}

static void
assert_state (BatchFixture *fixture, guint i, FerryBatchState state)
{
  g_assert_cmpint (ferry_batch_item_get_state (get_item (fixture, i)), ==, state);
}

/* Everybody's own fate: taken, refused by a rule before anything is sent, refused by the service, taken. */
static void
test_fates (BatchFixture *fixture, gconstpointer unused)
{
  EnvironmentFixture *environments = fixture->environments;
  g_autoptr (GError) error = NULL;

  environments[2].fake->next_post = FAKE_TROUBLE_REFUSED;
  g_assert_true (environment_fixture_perform (&environments[1], FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_no_error (error);
  /* It goes on there by now: the question shows it among those that can't be started. */
  assert_state (fixture, 1, FERRY_BATCH_STATE_REFUSED);
  g_assert_cmpstr (ferry_batch_item_get_message (get_item (fixture, 1)), !=, "");
  g_assert_cmpuint (ferry_batch_count (fixture->batch, FERRY_BATCH_STATE_WAITING), ==, 3);

  run (fixture);
  assert_state (fixture, 0, FERRY_BATCH_STATE_DONE);
  assert_state (fixture, 1, FERRY_BATCH_STATE_REFUSED);
  assert_state (fixture, 2, FERRY_BATCH_STATE_FAILED);
  assert_state (fixture, 3, FERRY_BATCH_STATE_DONE);
  g_assert_error (ferry_batch_item_get_error (get_item (fixture, 2)), FERRY_ERROR, FERRY_ERROR_REFUSED);
  for (guint i = 0; i < N; i++)
    assert_posts (&environments[i], "runReplication", 1);
  g_assert_cmpint (environment_fixture_get_last_outcome (&environments[0], "run-replication"), ==,
                   FERRY_OUTCOME_DONE);
  g_assert_cmpint (environment_fixture_get_last_outcome (&environments[2], "run-replication"), ==,
                   FERRY_OUTCOME_REFUSED);
}

/* A double click, and a click after the end. */
static void
test_once (BatchFixture *fixture, gconstpointer unused)
{
  g_assert_true (ferry_batch_start (fixture->batch));
  g_assert_false (ferry_batch_start (fixture->batch));
  ferry_fixture_wait_until (ferry_batch_get_ended (fixture->batch));
  g_assert_false (ferry_batch_start (fixture->batch));
  ferry_fixture_drain ();
  for (guint i = 0; i < N; i++)
    assert_posts (&fixture->environments[i], "runReplication", 1);
}

/* Lost answers: found out at once, or once the environment is back, and never sent again. */
static void
test_unknown (BatchFixture *fixture, gconstpointer unused)
{
  EnvironmentFixture *environments = fixture->environments;

  environments[0].fake->next_post = FAKE_TROUBLE_LOST;
  environments[1].fake->next_post = FAKE_TROUBLE_LOST;
  environments[1].fake->action = fall_silent;
  environments[2].fake->next_post = FAKE_TROUBLE_CUT;
  run (fixture);
  assert_state (fixture, 0, FERRY_BATCH_STATE_DONE);
  assert_state (fixture, 1, FERRY_BATCH_STATE_UNKNOWN);
  assert_state (fixture, 2, FERRY_BATCH_STATE_FAILED);
  assert_state (fixture, 3, FERRY_BATCH_STATE_DONE);

  environments[1].fake->outage = FALSE;
  ferry_fixture_wait_until (ferry_batch_item_get_state (get_item (fixture, 1)) == FERRY_BATCH_STATE_DONE);
  for (guint i = 0; i < N; i++)
    assert_posts (&environments[i], "runReplication", 1);
}

/* One after the other; what is under way is waited for, the rest isn't begun. */
static void
test_stop (BatchFixture *fixture, gconstpointer unused)
{
  EnvironmentFixture *environments = fixture->environments;

  environments[1].fake->next_post = FAKE_TROUBLE_HANG;
  g_assert_true (ferry_batch_start (fixture->batch));
  ferry_fixture_wait_until (environments[1].fake->hanging->len > 0);
  assert_state (fixture, 0, FERRY_BATCH_STATE_DONE);
  assert_state (fixture, 1, FERRY_BATCH_STATE_BUSY);
  assert_state (fixture, 2, FERRY_BATCH_STATE_WAITING);

  ferry_batch_stop (fixture->batch);
  g_assert_true (ferry_batch_get_running (fixture->batch));
  assert_state (fixture, 2, FERRY_BATCH_STATE_STOPPED);
  fake_service_release (environments[1].fake);
  ferry_fixture_wait_until (ferry_batch_get_ended (fixture->batch));
  assert_state (fixture, 3, FERRY_BATCH_STATE_STOPPED);
  assert_posts (&environments[2], "runReplication", 0);
  assert_posts (&environments[3], "runReplication", 0);
}

/* What a single question would say as well. */
static void
test_cautions (BatchFixture *fixture, gconstpointer unused)
{
  EnvironmentFixture *one = &fixture->environments[0];
  g_autoptr (GError) error = NULL;

  g_assert_false (ferry_batch_item_get_cautious (get_item (fixture, 0)));
  fake_service_set_run (one->fake, "2", "Normal", "Failed", COUNTS (1, 2, 0));
  ferry_fixture_wait_until (ferry_batch_item_get_cautious (get_item (fixture, 0)));
  assert_state (fixture, 0, FERRY_BATCH_STATE_WAITING);
  g_assert_nonnull (strstr (ferry_batch_item_get_message (get_item (fixture, 0)), "The last run failed."));
}

static void
add (const char *path, void (*test) (BatchFixture *, gconstpointer))
{
  g_test_add (path, BatchFixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/batch/fates", test_fates);
  add ("/batch/once", test_once);
  add ("/batch/unknown", test_unknown);
  add ("/batch/stop", test_stop);
  add ("/batch/cautions", test_cautions);
  return g_test_run ();
}
