/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers and times as people read them, translated and with the locale's separators. */

/** ferry_format_count: Returns: (transfer full): such as `312,402`; "–" for a negative value */
char *ferry_format_count (gint64 value);
/** ferry_format_duration: @seconds: Returns: (transfer full): such as `1 h 04 min`, `3 min 20 s`, `12 s`; "–" for a negative value */
char *ferry_format_duration (gint64 seconds);
/** ferry_format_time: @time: µs UTC; Returns: (transfer full): date and time in the user's zone and format; "–" for 0 */
char *ferry_format_time (gint64 time);
/** ferry_format_timestamp: @time: µs UTC; Returns: (transfer full): for files: ISO 8601 in UTC, to the second; "" for 0 */
char *ferry_format_timestamp (gint64 time);
/** ferry_format_ago: Returns: (transfer full): such as `12 min ago`, `just now`, or the date where it isn't recent */
char *ferry_format_ago (gint64 time, gint64 now);
/** ferry_format_gigabytes: Returns: (transfer full): such as `12.4 GB`, `310 MB`, `< 1 MB` */
char *ferry_format_gigabytes (double gigabytes);
/** ferry_format_tables: Returns: (transfer full): how many of a list are shown, such as `3 of 120 tables`, `120 tables`; "" where there are none */
char *ferry_format_tables (guint shown, guint total);

G_END_DECLS
