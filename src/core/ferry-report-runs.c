/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-report-private.h"

#include "ferry-format.h"
#include "ferry-report-markup.h"

#include <glib/gi18n-lib.h>

/* Of these, the newest: the rest is in exports of their own. */
#define MOST_RUNS        200
#define MOST_DIFFERENCES 30

/* ---- Runs ---- */

#define CHART_RUNS   24
#define CHART_HEIGHT 90
#define CHART_STEP   26
#define BAR_WIDTH    18

static gint64
count_tables (const FerryReportRun *run)
{
  return MAX (run->successful, 0) + MAX (run->failed, 0) + MAX (run->warnings, 0);
}

/* @fill: for what knows no style sheets; Returns: where the bar goes on */
static double
write_bar (FerryHtml *html,
           const char *css_class,
           const char *fill,
           guint x,
           double bottom,
           gint64 count,
           gint64 most)
{
  double height = count <= 0 ? 0 : MAX ((double) count * CHART_HEIGHT / (double) most, 2);
  char top_text[G_ASCII_DTOSTR_BUF_SIZE], height_text[G_ASCII_DTOSTR_BUF_SIZE];

  if (height <= 0)
    return bottom;
  /* Whatever the locale's decimal point is. */
  g_ascii_formatd (top_text, sizeof top_text, "%.1f", bottom - height);
  g_ascii_formatd (height_text, sizeof height_text, "%.1f", height);
  ferry_html_printf (html, "<rect class=\"%s\" fill=\"%s\" x=\"%u\" y=\"%s\" width=\"%d\" height=\"%s\"/>",
                     css_class, fill, x, top_text, BAR_WIDTH, height_text);
  ferry_html_printf (html,
                     "<rect class=\"frame\" fill=\"none\" stroke=\"#000\" stroke-width=\"0.5\" x=\"%u\" "
                     "y=\"%s\" width=\"%d\" height=\"%s\"/>",
                     x, top_text, BAR_WIDTH, height_text);
  return bottom - height;
}

static void
write_chart (FerryHtml *html, const FerryReport *report)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  gint64 most = 1;
  guint width;

  for (guint i = 0; i < report->runs->len && shown->len < CHART_RUNS; i++)
    {
      FerryReportRun *run = g_ptr_array_index (report->runs, i);

      if (!run->has_tables)
        continue;
      g_ptr_array_insert (shown, 0, run);
      most = MAX (most, count_tables (run));
    }
  if (shown->len < 2)
    return;
  width = shown->len * CHART_STEP + 10;
  ferry_html_printf (html,
                     "<figure><svg role=\"img\" aria-labelledby=\"chart-title\" width=\"%u\" height=\"%d\" "
                     "viewBox=\"0 0 %u %d\">"
                     "<title id=\"chart-title\">",
                     width, CHART_HEIGHT + 22, width, CHART_HEIGHT + 22);
  ferry_html_text (
    html, _ ("Tables of each run: successful, with warnings, failed. The numbers are in the list below."));
  ferry_html_raw (
    html, "</title><defs><pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\""
          " patternTransform=\"rotate(45)\"><rect class=\"hatch\" fill=\"#fff\" width=\"5\" height=\"5\"/>"
          "<line class=\"stroke\" stroke=\"#b3161d\" stroke-width=\"2\" x1=\"1\" y1=\"0\" x2=\"1\" "
          "y2=\"5\"/></pattern></defs>\n");
  for (guint i = 0; i < shown->len; i++)
    {
      FerryReportRun *run = g_ptr_array_index (shown, i);
      guint x = 8 + i * CHART_STEP;
      double bottom = CHART_HEIGHT + 4;

      bottom = write_bar (html, "ok", "#1b7c3d", x, bottom, run->successful, most);
      bottom = write_bar (html, "warn", "#c58a1b", x, bottom, run->warnings, most);
      write_bar (html, "fail", "url(#hatch)", x, bottom, run->failed, most);
      ferry_html_printf (html, "<text x=\"%u\" y=\"%d\" text-anchor=\"middle\" font-size=\"10\">%u</text>\n",
                         x + BAR_WIDTH / 2, CHART_HEIGHT + 17, i + 1);
    }
  ferry_html_printf (
    html, "<line class=\"axis\" stroke=\"#666\" x1=\"0\" y1=\"%d\" x2=\"%u\" y2=\"%d\"/></svg>\n<figcaption>",
    CHART_HEIGHT + 4, width, CHART_HEIGHT + 4);
  ferry_html_text (html, _ ("Tables of the last runs, the oldest on the left: filled are successful ones, "
                            "hatched are failed ones."));
  ferry_html_raw (html, "</figcaption></figure>\n");
}

static void
write_run (FerryHtml *html, const FerryReportRun *run)
{
  g_autofree char *duration
    = ferry_format_duration (run->end != 0 ? MAX (run->end - run->start, 0) / G_USEC_PER_SEC : -1);

  ferry_html_raw (html, "<tr>");
  ferry_markup_time_cell (html, run->start);
  ferry_markup_cell (html, run->type != NULL ? run->type : "–");
  ferry_markup_status_cell (html, run->style, run->status);
  ferry_html_element (html, "td", "n", duration);
  ferry_markup_count_cell (html, run->has_tables ? run->successful : -1);
  ferry_markup_count_cell (html, run->has_tables ? run->failed : -1);
  ferry_markup_count_cell (html, run->has_tables ? run->warnings : -1);
  ferry_markup_count_cell (html, run->has_tables ? run->remaining : -1);
  ferry_markup_long_cell (html, run->details);
  ferry_html_raw (html, "</tr>\n");
}

void
ferry_report_write_runs (FerryHtml *html, const FerryReport *report)
{
  static const FerryMarkupColumn columns[] = {
    { N_ ("Start time"), FALSE }, { N_ ("Type"), FALSE },      { N_ ("Status"), FALSE },
    { N_ ("Duration"), TRUE },    { N_ ("Successful"), TRUE }, { N_ ("Failed"), TRUE },
    { N_ ("Warnings"), TRUE },    { N_ ("Remaining"), TRUE },  { N_ ("Details"), FALSE },
  };
  guint shown = MIN (report->runs->len, MOST_RUNS);

  ferry_markup_begin_section (html, "runs", _ ("Runs"));
  if (shown == 0)
    ferry_markup_paragraph (html, "dim", _ ("The migration log is empty."));
  else
    {
      write_chart (html, report);
      ferry_markup_begin_table (html, _ ("Migration log, newest first"), columns, G_N_ELEMENTS (columns));
      for (guint i = 0; i < shown; i++)
        write_run (html, g_ptr_array_index (report->runs, i));
      ferry_markup_end_table (html);
      ferry_markup_tell_rest (html, report->runs->len - shown);
    }
  ferry_markup_end_section (html);
}

/* ---- The last two runs ---- */

static void
write_newly_failed (FerryHtml *html, FerryComparisonData *data)
{
  static const FerryMarkupColumn columns[]
    = { { N_ ("Table"), FALSE }, { N_ ("Company"), FALSE }, { N_ ("Message of the service"), FALSE } };
  guint total = ferry_comparison_data_count (data, FERRY_DIFFERENCE_NEWLY_FAILED);
  guint shown = 0;

  if (total == 0)
    return;
  ferry_markup_begin_table (html, _ ("Tables that failed in the last run, but not in the one before"),
                            columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < ferry_comparison_data_get_size (data) && shown < MOST_DIFFERENCES; i++)
    {
      const FerryComparisonRow *row = ferry_comparison_data_get (data, i);
      const FerryDetailRow *after = ferry_comparison_data_get_after (data, row);
      g_autofree char *company = NULL;

      if (row->kind != FERRY_DIFFERENCE_NEWLY_FAILED || after == NULL)
        continue;
      shown++;
      company = ferry_markup_dup_company (ferry_comparison_data_get_text (data, row->company));
      ferry_html_raw (html, "<tr>");
      ferry_markup_row_heading (html, ferry_comparison_data_get_text (data, row->table));
      ferry_markup_cell (html, company);
      ferry_markup_long_cell (
        html, ferry_detail_store_get_text (ferry_comparison_data_get_store (data, TRUE), after->message));
      ferry_html_raw (html, "</tr>\n");
    }
  ferry_markup_end_table (html);
  ferry_markup_tell_rest (html, total - shown);
}

void
ferry_report_write_comparison (FerryHtml *html, const FerryReport *report, GCancellable *cancellable)
{
  g_autoptr (FerryComparisonData) data = NULL;
  g_autofree char *earlier = NULL;
  g_autofree char *later = NULL;
  g_autofree char *text = NULL;

  ferry_markup_begin_section (html, "comparison", _ ("Last two runs"));
  if (report->later != NULL && report->earlier != NULL)
    data = ferry_comparison_data_new (report->earlier, report->later, cancellable);
  if (data == NULL)
    {
      ferry_markup_paragraph (html, "dim", _ ("There aren’t two runs yet whose tables are known."));
      ferry_markup_end_section (html);
      return;
    }
  earlier = ferry_format_time (report->earlier_start);
  later = ferry_format_time (report->later_start);
  /* Translators: two dates with time of day */
  text = g_strdup_printf (_ ("What changed from the run of %s to the one of %s:"), earlier, later);
  ferry_markup_paragraph (html, NULL, text);
  ferry_html_raw (html, "<ul class=\"numbers\">\n");
  for (FerryDifferenceKind kind = 0; kind < FERRY_N_DIFFERENCES; kind++)
    {
      guint count = ferry_comparison_data_count (data, kind);

      ferry_markup_number (html, count,
                           count > 0 ? ferry_difference_kind_to_style (kind) : FERRY_STYLE_NEUTRAL,
                           ferry_difference_kind_to_label (kind));
    }
  ferry_html_raw (html, "</ul>\n");
  write_newly_failed (html, data);
  ferry_markup_end_section (html);
}
