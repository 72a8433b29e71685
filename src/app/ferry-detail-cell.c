/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-detail-cell.h"

#include <glib/gi18n-lib.h>

#include "ferry-direction.h"
#include "ferry-explanation.h"
#include "ferry-format.h"
#include "ferry-record-cell.h"

static char *
dup_counts (FerryTableDetail *detail)
{
  g_autofree char *copied = ferry_format_count (ferry_table_detail_get_records_copied (detail));
  g_autofree char *total = ferry_format_count (ferry_table_detail_get_total_records (detail));

  /* Translators: records copied, of so many */
  return g_strdup_printf (C_ ("records", "%s / %s"), copied, total);
}

static char *
dup_difference (FerryTableDetail *detail)
{
  gint64 difference
    = ferry_table_detail_get_total_records (detail) - ferry_table_detail_get_records_copied (detail);
  g_autofree char *count = ferry_format_count (ABS (difference));

  /* A true minus sign, as wide as a digit: more was copied than was told to be there. */
  return g_strconcat (difference < 0 ? "−" : "", count, NULL);
}

static char *
dup_duration (FerryTableDetail *detail)
{
  gint64 start = ferry_table_detail_get_start_time (detail);
  gint64 end = ferry_table_detail_get_end_time (detail);

  return ferry_format_duration (start == 0 || end < start ? -1 : (end - start) / G_USEC_PER_SEC);
}

/* What happened, in a few words of ours; NULL where nothing did or nothing is known. */
static char *
dup_title (FerryTableDetail *detail)
{
  const char *message = ferry_table_detail_get_message (detail);
  const char *code = ferry_table_detail_get_error_code (detail);

  if (ferry_table_detail_get_status (detail) == FERRY_TABLE_STATUS_SUCCESSFUL
      || (*message == '\0' && *code == '\0'))
    return NULL;
  return ferry_explanation_dup_title (code, message);
}

static char *
dup_summary (FerryTableDetail *detail)
{
  const char *company = ferry_table_detail_get_company (detail);
  g_autofree char *title = dup_title (detail);
  g_autofree char *counts = NULL;

  if (title != NULL)
    /* Translators: status of a table, why, company: there is little room */
    return g_strdup_printf (_ ("%s: %s · %s"), ferry_table_detail_get_status_text (detail), title,
                            *company == '\0' ? _ ("Per database") : company);

  counts = dup_counts (detail);

  return g_strjoin (" · ", ferry_table_detail_get_status_text (detail), counts,
                    *company == '\0' ? _ ("Per database") : company, NULL);
}

char *
ferry_detail_cell_dup_text (FerryTableDetail *detail, FerryDetailCellKind kind)
{
  const char *company = ferry_table_detail_get_company (detail);

  switch (kind)
    {
    case FERRY_DETAIL_CELL_COMPANY:
      return g_strdup (*company == '\0' ? _ ("Per database") : company);
    case FERRY_DETAIL_CELL_TABLE:
      return g_strdup (ferry_table_detail_get_table (detail));
    case FERRY_DETAIL_CELL_STATUS:
      return g_strdup (ferry_table_detail_get_status_text (detail));
    case FERRY_DETAIL_CELL_COUNTS:
      return dup_counts (detail);
    case FERRY_DETAIL_CELL_DIFFERENCE:
      return dup_difference (detail);
    case FERRY_DETAIL_CELL_STARTED:
      return ferry_format_time (ferry_table_detail_get_start_time (detail));
    case FERRY_DETAIL_CELL_DURATION:
      return dup_duration (detail);
    case FERRY_DETAIL_CELL_MESSAGE:
      return g_strdelimit (g_strdup (ferry_table_detail_get_message (detail)), "\r\n\t", ' ');
    case FERRY_DETAIL_CELL_SUMMARY:
      return dup_summary (detail);
    case FERRY_N_DETAIL_CELLS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* Before the service's message stands what it means; the message is whole in the tooltip and in the panel. */
static void
show_message (GtkInscription *cell, FerryTableDetail *detail, const char *message)
{
  g_autofree char *title = dup_title (detail);
  g_autofree char *text = NULL;

  if (title == NULL)
    text = g_strdup (message);
  else if (*message == '\0')
    text = g_strdup (title);
  else
    /* Translators: what happened to a table; the service's own message */
    text = g_strdup_printf (_ ("%s — %s"), title, message);
  ferry_direction_set_text (cell, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (cell), *message == '\0' ? NULL : message);
}

void
ferry_detail_cell_show (GtkWidget *cell, FerryDetailCellKind kind, FerryTableDetail *detail)
{
  g_autofree char *text = NULL;
  FerryStyle style;

  g_return_if_fail (FERRY_IS_TABLE_DETAIL (detail));

  text = ferry_detail_cell_dup_text (detail, kind);
  if (kind == FERRY_DETAIL_CELL_MESSAGE)
    {
      show_message (GTK_INSCRIPTION (cell), detail, text);
      return;
    }
  if (GTK_IS_INSCRIPTION (cell))
    {
      ferry_direction_set_text (GTK_INSCRIPTION (cell), text);
      return;
    }

  style = ferry_table_status_to_style (ferry_table_detail_get_status (detail));
  ferry_record_cell_show (
    FERRY_RECORD_CELL (cell), ferry_style_to_icon_name (style), ferry_style_to_css_class (style),
    kind == FERRY_DETAIL_CELL_SUMMARY ? ferry_table_detail_get_table (detail) : text, text);
}

static gboolean
is_number (FerryDetailCellKind kind)
{
  return kind == FERRY_DETAIL_CELL_COUNTS || kind == FERRY_DETAIL_CELL_DIFFERENCE
         || kind == FERRY_DETAIL_CELL_DURATION;
}

GtkWidget *
ferry_detail_cell_new (FerryDetailCellKind kind)
{
  if (kind == FERRY_DETAIL_CELL_STATUS || kind == FERRY_DETAIL_CELL_SUMMARY)
    return ferry_record_cell_new (kind == FERRY_DETAIL_CELL_SUMMARY);
  return ferry_record_cell_new_text (is_number (kind));
}
