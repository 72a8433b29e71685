/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-clock.h"
#include "ferry-fixture-await.h"
#include "ferry-surroundings.h"

#include <gio/gio.h>

/* ---- The clock that a test moves ---- */

typedef struct
{
  FerryClock *clock;
  GString *calls;
  FerryAlarm *again;
  guint times;
} Bell;

static void
ring_a (gpointer user_data)
{
  Bell *bell = user_data;

  g_string_append_printf (bell->calls, "a%" G_GINT64_FORMAT " ", ferry_clock_now (bell->clock) / 1000);
}

static void
ring_again (gpointer user_data)
{
  Bell *bell = user_data;

  g_string_append_printf (bell->calls, "b%" G_GINT64_FORMAT " ", ferry_clock_now (bell->clock) / 1000);
  g_clear_pointer (&bell->again, ferry_alarm_free);
  if (++bell->times < 3)
    bell->again = ferry_alarm_new (bell->clock, 10, ring_again, bell);
}

static void
test_still (void)
{
  g_autoptr (FerryClock) clock = ferry_clock_new_still ();
  g_autoptr (GString) calls = g_string_new (NULL);
  Bell bell = { .clock = clock, .calls = calls };
  g_autoptr (FerryAlarm) late = ferry_alarm_new (clock, 25, ring_a, &bell);
  FerryAlarm *never = ferry_alarm_new (clock, 15, ring_a, &bell);

  bell.again = ferry_alarm_new (clock, 10, ring_again, &bell);
  g_assert_cmpint (ferry_clock_get_next (clock), ==, 10);
  ferry_alarm_free (never);
  ferry_clock_advance (clock, 9);
  g_assert_cmpstr (calls->str, ==, "");
  g_assert_cmpuint (ferry_alarm_get_left (late), ==, 16);
  ferry_clock_advance (clock, 100);
  /* Each at its own time, in order, those too that came up meanwhile. */
  g_assert_cmpstr (calls->str, ==, "b10 b20 a25 b30 ");
  g_assert_cmpint (ferry_clock_now (clock), ==, 109 * 1000);
  g_assert_cmpint (ferry_clock_get_next (clock), ==, -1);
  g_assert_cmpuint (ferry_alarm_get_left (late), ==, 0);
}

static void
count_ring (gpointer user_data)
{
  guint *rung = user_data;

  (*rung)++;
}

static void
test_default (void)
{
  FerryClock *clock = ferry_clock_get_default ();
  guint rung = 0;
  g_autoptr (FerryAlarm) alarm = ferry_alarm_new (clock, 1, count_ring, &rung);
  FerryAlarm *never = ferry_alarm_new (clock, 1, count_ring, &rung);

  ferry_alarm_free (never);
  ferry_fixture_wait_until (rung > 0);
  ferry_fixture_drain ();
  g_assert_cmpuint (rung, ==, 1);
  ferry_fixture_assert_no_timers ();
}

/* ---- Suspend and network ---- */

static void
test_judge_clocks (void)
{
  const gint64 second = G_USEC_PER_SEC;

  g_assert_false (ferry_surroundings_judge_clocks (0, 0, 0));
  /* The clock on the wall is put right, or back. */
  g_assert_false (ferry_surroundings_judge_clocks (60 * second, 60 * second, 62 * second));
  g_assert_false (ferry_surroundings_judge_clocks (60 * second, 60 * second, -7200 * second));
  g_assert_true (ferry_surroundings_judge_clocks (60 * second, 600 * second, 600 * second));
  g_assert_true (ferry_surroundings_judge_clocks (60 * second, 63 * second, 60 * second));
  /* A virtual machine that was held. */
  g_assert_true (ferry_surroundings_judge_clocks (60 * second, 60 * second, 600 * second));
}

static void
count_signal (guint *count)
{
  (*count)++;
}

static void
test_notes (void)
{
  g_autoptr (FerrySurroundings) surroundings = ferry_surroundings_new ();
  guint resumed = 0, changed = 0, notified = 0;

  g_signal_connect_swapped (surroundings, "resumed", G_CALLBACK (count_signal), &resumed);
  g_signal_connect_swapped (surroundings, "network-changed", G_CALLBACK (count_signal), &changed);
  g_signal_connect_swapped (surroundings, "notify::network", G_CALLBACK (count_signal), &notified);
  g_assert_true (ferry_surroundings_get_network (surroundings));
  /* Two signs of one suspend. */
  ferry_surroundings_note_resume (surroundings);
  ferry_surroundings_note_resume (surroundings);
  g_assert_cmpuint (resumed, ==, 1);
  /* Another network is news as well. */
  ferry_surroundings_note_network (surroundings, TRUE);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (notified, ==, 0);
  ferry_surroundings_note_network (surroundings, FALSE);
  g_assert_cmpuint (changed, ==, 2);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_false (ferry_surroundings_get_network (surroundings));
}

/* As logind says it, over a bus of the test's own. */
static void
test_logind (void)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (FerrySurroundings) surroundings = ferry_surroundings_new ();
  g_autoptr (GDBusConnection) ours = NULL, logind = NULL, stranger = NULL;
  g_autoptr (GVariant) owned = NULL;
  g_autoptr (GError) error = NULL;
  guint resumed = 0;
  const GDBusConnectionFlags flags
    = G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION;
  const struct
  {
    gboolean by_logind;
    gboolean begins;
  } told[] = { { FALSE, FALSE }, { TRUE, TRUE }, { TRUE, FALSE } };

  g_test_dbus_up (bus);
  ours
    = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus), flags, NULL, NULL, &error);
  g_assert_no_error (error);
  logind
    = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus), flags, NULL, NULL, &error);
  g_assert_no_error (error);
  stranger
    = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus), flags, NULL, NULL, &error);
  g_assert_no_error (error);
  owned = g_dbus_connection_call_sync (
    logind, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
    g_variant_new ("(su)", "org.freedesktop.login1", 4), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (surroundings, "resumed", G_CALLBACK (count_signal), &resumed);
  ferry_surroundings_watch_logind (surroundings, ours);
  /* The subscription is at the bus once a call after it is answered. */
  g_clear_pointer (&owned, g_variant_unref);
  owned = g_dbus_connection_call_sync (ours, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "GetId", NULL, NULL, G_DBUS_CALL_FLAGS_NONE,
                                       -1, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      GDBusConnection *sender = told[i].by_logind ? logind : stranger;

      g_dbus_connection_emit_signal (sender, NULL, "/org/freedesktop/login1",
                                     "org.freedesktop.login1.Manager", "PrepareForSleep",
                                     g_variant_new ("(b)", told[i].begins), &error);
      g_assert_no_error (error);
      g_dbus_connection_flush_sync (sender, NULL, &error);
      g_assert_no_error (error);
    }
  ferry_fixture_wait_until (resumed > 0);
  ferry_fixture_drain ();
  g_assert_cmpuint (resumed, ==, 1);

  g_clear_object (&surroundings);
  g_dbus_connection_close_sync (ours, NULL, NULL);
  g_dbus_connection_close_sync (logind, NULL, NULL);
  g_dbus_connection_close_sync (stranger, NULL, NULL);
  g_test_dbus_down (bus);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/clock/still", test_still);
  g_test_add_func ("/net/clock/default", test_default);
  g_test_add_func ("/net/surroundings/judge-clocks", test_judge_clocks);
  g_test_add_func ("/net/surroundings/notes", test_notes);
  g_test_add_func ("/net/surroundings/logind", test_logind);
  return g_test_run ();
}
