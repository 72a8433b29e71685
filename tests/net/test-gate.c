/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-fixture-await.h"
#include "ferry-gate.h"

static void
enter (FerryGate *gate, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ferry_gate_enter_finish (gate, ferry_fixture_await (result), &error));
  g_assert_no_error (error);
}

static void
test_order (void)
{
  g_autoptr (FerryGate) gate = ferry_gate_new (2, 2);
  g_autoptr (GAsyncResult) first = NULL, second = NULL, third = NULL, fourth = NULL;

  ferry_gate_enter_async (gate, FALSE, NULL, ferry_fixture_await_cb, &first);
  ferry_gate_enter_async (gate, FALSE, NULL, ferry_fixture_await_cb, &second);
  ferry_gate_enter_async (gate, FALSE, NULL, ferry_fixture_await_cb, &third);
  ferry_gate_enter_async (gate, FALSE, NULL, ferry_fixture_await_cb, &fourth);
  enter (gate, &first);
  enter (gate, &second);
  ferry_fixture_drain ();
  g_assert_null (third);
  ferry_gate_leave (gate, FALSE);
  enter (gate, &third);
  ferry_fixture_drain ();
  g_assert_null (fourth);
  ferry_gate_leave (gate, FALSE);
  enter (gate, &fourth);
  ferry_gate_leave (gate, FALSE);
  ferry_gate_leave (gate, FALSE);
}

/* Who gives up waiting neither takes a place nor loses one. */
static void
test_cancelled (void)
{
  g_autoptr (FerryGate) gate = ferry_gate_new (1, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL, second = NULL, third = NULL, fourth = NULL;
  g_autoptr (GError) error = NULL;

  ferry_gate_enter_async (gate, FALSE, NULL, ferry_fixture_await_cb, &first);
  ferry_gate_enter_async (gate, FALSE, cancellable, ferry_fixture_await_cb, &second);
  ferry_gate_enter_async (gate, FALSE, NULL, ferry_fixture_await_cb, &third);
  enter (gate, &first);
  g_cancellable_cancel (cancellable);
  g_assert_false (ferry_gate_enter_finish (gate, ferry_fixture_await (&second), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ferry_gate_leave (gate, FALSE);
  enter (gate, &third);
  ferry_gate_leave (gate, FALSE);
  ferry_gate_enter_async (gate, FALSE, NULL, ferry_fixture_await_cb, &fourth);
  enter (gate, &fourth);
  ferry_gate_leave (gate, FALSE);
}

/* Those that stay long come first, but never take all places. */
static void
test_long (void)
{
  g_autoptr (FerryGate) gate = ferry_gate_new (2, 1);
  g_autoptr (GAsyncResult) first = NULL, second = NULL, third = NULL, fourth = NULL, fifth = NULL;

  ferry_gate_enter_async (gate, FALSE, NULL, ferry_fixture_await_cb, &first);
  ferry_gate_enter_async (gate, FALSE, NULL, ferry_fixture_await_cb, &second);
  ferry_gate_enter_async (gate, FALSE, NULL, ferry_fixture_await_cb, &third);
  ferry_gate_enter_async (gate, TRUE, NULL, ferry_fixture_await_cb, &fourth);
  ferry_gate_enter_async (gate, TRUE, NULL, ferry_fixture_await_cb, &fifth);
  enter (gate, &first);
  enter (gate, &second);
  ferry_gate_leave (gate, FALSE);
  enter (gate, &fourth);
  ferry_gate_leave (gate, FALSE);
  enter (gate, &third);
  ferry_fixture_drain ();
  g_assert_null (fifth);
  ferry_gate_leave (gate, FALSE);
  ferry_fixture_drain ();
  /* A place is free, but not for one of these. */
  g_assert_null (fifth);
  ferry_gate_leave (gate, TRUE);
  enter (gate, &fifth);
  ferry_gate_leave (gate, TRUE);
  g_assert_cmpuint (ferry_gate_get_most (gate), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/gate/order", test_order);
  g_test_add_func ("/net/gate/cancelled", test_cancelled);
  g_test_add_func ("/net/gate/long", test_long);
  return g_test_run ();
}
