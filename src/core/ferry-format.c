/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-format.h"

#include <math.h>

#include <glib/gi18n-lib.h>

/* What stands where there is nothing to show. */
#define NOTHING "–"

char *
ferry_format_count (gint64 value)
{
  if (value < 0)
    return g_strdup (NOTHING);
  return g_strdup_printf ("%'" G_GINT64_FORMAT, value);
}

char *
ferry_format_duration (gint64 seconds)
{
  if (seconds < 0)
    return g_strdup (NOTHING);
  if (seconds < 60)
    /* Translators: a duration in seconds */
    return g_strdup_printf (_ ("%d s"), (int) seconds);
  if (seconds < 10 * 60 && seconds % 60 != 0)
    /* Translators: a duration in minutes and seconds */
    return g_strdup_printf (_ ("%d min %02d s"), (int) (seconds / 60), (int) (seconds % 60));
  if (seconds < 3600)
    /* Translators: a duration in minutes */
    return g_strdup_printf (_ ("%d min"), (int) (seconds / 60));
  if (seconds < 24 * 3600)
    /* Translators: a duration in hours and minutes */
    return g_strdup_printf (_ ("%d h %02d min"), (int) (seconds / 3600), (int) (seconds / 60 % 60));
  /* Translators: a duration in days and hours */
  return g_strdup_printf (_ ("%d d %02d h"), (int) MIN (seconds / (24 * 3600), G_MAXINT),
                          (int) (seconds / 3600 % 24));
}

static char *
format_local (gint64 time, const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  char *text = local != NULL ? g_date_time_format (local, format) : NULL;

  return text != NULL ? text : g_strdup (NOTHING);
}

char *
ferry_format_time (gint64 time)
{
  if (time == 0)
    return g_strdup (NOTHING);
  /* Translators: a date and a time of day in the form of g_date_time_format(); %x is the locale's own date */
  return format_local (time, _ ("%x %H:%M"));
}

char *
ferry_format_timestamp (gint64 time)
{
  g_autoptr (GDateTime) seconds = time != 0 ? g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC) : NULL;

  return seconds != NULL ? g_date_time_format_iso8601 (seconds) : g_strdup ("");
}

char *
ferry_format_ago (gint64 time, gint64 now)
{
  gint64 seconds = (now - time) / G_USEC_PER_SEC;

  if (time == 0)
    return g_strdup (NOTHING);
  /* Clocks differ a little; a time well ahead is shown as it is. */
  if (seconds < -120)
    return ferry_format_time (time);
  if (seconds < 45)
    return g_strdup (_ ("just now"));
  if (seconds < 60 * 60)
    {
      int minutes = (int) MAX (1, seconds / 60);
      return g_strdup_printf (ngettext ("%d min ago", "%d min ago", (gulong) minutes), minutes);
    }
  if (seconds < 24 * 60 * 60)
    {
      int hours = (int) (seconds / (60 * 60));
      return g_strdup_printf (ngettext ("%d h ago", "%d h ago", (gulong) hours), hours);
    }
  if (seconds < 7 * 24 * 60 * 60)
    {
      int days = (int) (seconds / (24 * 60 * 60));
      return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) days), days);
    }
  /* Translators: a date in the form of g_date_time_format(); %x is the locale's own date */
  return format_local (time, _ ("%x"));
}

char *
ferry_format_gigabytes (double gigabytes)
{
  double megabytes = gigabytes * 1024;

  if (!isfinite (gigabytes) || gigabytes < 0)
    return g_strdup (NOTHING);
  if (megabytes < 1)
    return g_strdup (_ ("< 1 MB"));
  if (megabytes < 1023.5)
    /* Translators: a size in megabytes */
    return g_strdup_printf (_ ("%.0f MB"), megabytes);
  if (gigabytes < 99.95)
    /* Translators: a size in gigabytes */
    return g_strdup_printf (_ ("%.1f GB"), gigabytes);
  /* Translators: a size in gigabytes, with the locale's separators */
  return g_strdup_printf (_ ("%'.0f GB"), gigabytes);
}

char *
ferry_format_tables (guint shown, guint total)
{
  g_autofree char *total_text = ferry_format_count (total);
  g_autofree char *shown_text = ferry_format_count (shown);

  if (total == 0)
    return g_strdup ("");
  if (shown == total)
    return g_strdup_printf (ngettext ("%s table", "%s tables", total), total_text);
  /* Translators: “3 of 120 tables” */
  return g_strdup_printf (ngettext ("%s of %s table", "%s of %s tables", total), shown_text, total_text);
}
