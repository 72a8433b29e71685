/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-report-private.h"

#include "ferry-format.h"
#include "ferry-journal-entry.h"
#include "ferry-report-markup.h"

#include <glib/gi18n-lib.h>

/* Of these, the newest: the rest is in exports of their own. */
#define MOST_RUNS        200
#define MOST_ENTRIES     100
#define MOST_DIFFERENCES 30
#define MOST_COMPANIES   2000

/* ---- Summary ---- */

static void
write_contents (FerryHtml *html)
{
  static const struct
  {
    const char *id;
    const char *title;
  } entries[] = {
    { "summary", N_ ("Summary") },
    { "companies", N_ ("Companies") },
    { "failed", N_ ("Failed tables") },
    { "warnings", N_ ("Warnings") },
    { "runs", N_ ("Runs") },
    { "comparison", N_ ("Last two runs") },
    { "journal", N_ ("Journal") },
  };

  ferry_html_raw (html, "<nav aria-label=\"");
  ferry_html_text (html, _ ("Contents"));
  ferry_html_raw (html, "\"><ul>\n");
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      ferry_html_printf (html, "<li><a href=\"#%s\">", entries[i].id);
      ferry_html_text (html, _ (entries[i].title));
      ferry_html_raw (html, "</a></li>\n");
    }
  ferry_html_raw (html, "</ul></nav>\n");
}

static void
write_facts (FerryHtml *html, const FerryReport *report)
{
  g_autofree char *now = ferry_format_time (report->now);
  g_autofree char *seen = ferry_format_time (report->last_seen);

  ferry_html_raw (html, "<dl>\n");
  if (report->sandbox)
    ferry_markup_fact (html, _ ("Environment"), _ ("Sandbox on this computer"));
  else
    {
      ferry_markup_fact (html, _ ("Environment"), report->environment);
      ferry_markup_fact (html, _ ("Tenant"), report->tenant);
    }
  ferry_markup_fact (html, _ ("Product"), report->product);
  /* Translators: when the report was made */
  ferry_markup_fact (html, _ ("Made"), now);
  ferry_markup_fact (html, _ ("Made by"), report->who);
  /* Translators: when the service was last heard of: the date of what is shown */
  ferry_markup_fact (html, _ ("As of"), report->last_seen != 0 ? seen : _ ("never"));
  ferry_markup_fact (html, _ ("Ferry version"), FERRY_VERSION);
  ferry_html_raw (html, "</dl>\n");
}

static void
write_summary (FerryHtml *html, const FerryReport *report)
{
  ferry_markup_begin_section (html, "summary", _ ("Summary"));
  ferry_html_printf (html, "<div class=\"status %s\"><strong>%s",
                     ferry_markup_get_class (report->status_style),
                     ferry_markup_get_symbol (report->status_style));
  ferry_html_name (html, report->status_title);
  ferry_html_raw (html, "</strong>\n");
  if (report->status_explanation != NULL && *report->status_explanation != '\0')
    ferry_markup_paragraph (html, NULL, report->status_explanation);
  ferry_html_raw (html, "</div>\n");
  if (!report->online)
    ferry_markup_paragraph (
      html, "attention", _ ("⚠ The service wasn’t reached: this is what was last known of the environment."));
  if (report->unread > 0)
    {
      g_autofree char *count = ferry_format_count (report->unread);
      g_autofree char *text = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "⚠ The tables of %s run aren’t known and aren’t in this report.",
                     "⚠ The tables of %s runs aren’t known and aren’t in this report.", report->unread),
        count);

      ferry_markup_paragraph (html, "attention", text);
    }
  ferry_html_raw (html, "<ul class=\"numbers\">\n");
  ferry_markup_number (html, report->successful, FERRY_STYLE_NEUTRAL, _ ("tables successful"));
  ferry_markup_number (html, report->failed, report->failed > 0 ? FERRY_STYLE_BAD : FERRY_STYLE_NEUTRAL,
                       _ ("tables failed"));
  ferry_markup_number (html, report->remaining, FERRY_STYLE_NEUTRAL, _ ("tables remaining"));
  ferry_markup_number (html, report->warnings_count,
                       report->warnings_count > 0 ? FERRY_STYLE_ATTENTION : FERRY_STYLE_NEUTRAL,
                       _ ("tables with warnings"));
  ferry_markup_number (html, report->companies_selected, FERRY_STYLE_NEUTRAL, _ ("companies selected"));
  ferry_markup_number (html, report->companies_replicated, FERRY_STYLE_NEUTRAL, _ ("companies replicated"));
  ferry_markup_number (html, report->companies_not_initialized,
                       report->companies_not_initialized > 0 ? FERRY_STYLE_ATTENTION : FERRY_STYLE_NEUTRAL,
                       _ ("companies not initialized"));
  ferry_html_raw (html, "</ul>\n");
  write_facts (html, report);
  ferry_markup_end_section (html);
}

/* ---- Companies ---- */

static FerryStyle
get_init_style (FerryInitStatus status)
{
  switch (status)
    {
    case FERRY_INIT_STATUS_INITIALIZED:
      return FERRY_STYLE_GOOD;
    case FERRY_INIT_STATUS_FAILED:
      return FERRY_STYLE_BAD;
    case FERRY_INIT_STATUS_NOT_INITIALIZED:
      return FERRY_STYLE_ATTENTION;
    case FERRY_INIT_STATUS_UNKNOWN:
    default:
      return FERRY_STYLE_NEUTRAL;
    }
}

static void
write_company (FerryHtml *html, const FerryReport *report, const FerryReportCompany *company)
{
  const FerryReportCounts *counts = g_hash_table_lookup (report->counts, company->name);
  g_autofree char *size = ferry_format_gigabytes (company->size);

  ferry_html_raw (html, "<tr>");
  ferry_markup_row_heading (html, company->name);
  ferry_html_element (html, "td", "n", size);
  ferry_markup_cell (html, company->selected ? _ ("Yes") : _ ("No"));
  ferry_markup_cell (html, company->created ? _ ("Yes") : company->status);
  if (company->selected || company->init == FERRY_INIT_STATUS_INITIALIZED)
    ferry_markup_status_cell (html, get_init_style (company->init), company->init_status);
  else
    ferry_markup_cell (html, "–");
  ferry_markup_count_cell (html, counts != NULL ? (gint64) counts->successful : -1);
  ferry_markup_count_cell (html, counts != NULL ? (gint64) counts->failed : -1);
  ferry_html_raw (html, "</tr>\n");
  if (*company->error != '\0')
    {
      ferry_html_raw (html, "<tr><td colspan=\"7\" class=\"bad\">✗ ");
      ferry_html_name (html, company->error);
      ferry_html_raw (html, "</td></tr>\n");
    }
}

static void
write_companies (FerryHtml *html, const FerryReport *report)
{
  static const FerryMarkupColumn columns[] = {
    { N_ ("Company"), FALSE },      { N_ ("Size"), TRUE },         { N_ ("Selected"), FALSE },
    { N_ ("Created"), FALSE },      { N_ ("Initialized"), FALSE }, { N_ ("Tables copied"), TRUE },
    { N_ ("Tables failed"), TRUE },
  };
  guint shown = MIN (report->companies->len, MOST_COMPANIES);

  ferry_markup_begin_section (html, "companies", _ ("Companies"));
  if (shown == 0)
    ferry_markup_paragraph (html, "dim", _ ("No companies are known."));
  else
    {
      ferry_markup_begin_table (html, _ ("Companies of the source and what became of them"), columns,
                                G_N_ELEMENTS (columns));
      for (guint i = 0; i < shown; i++)
        write_company (html, report, g_ptr_array_index (report->companies, i));
      ferry_markup_end_table (html);
      ferry_markup_tell_rest (html, report->companies->len - shown);
    }
  ferry_markup_end_section (html);
}

/* ---- Failed tables and warnings ---- */

static void
write_table (FerryHtml *html, const FerryReportTable *table)
{
  g_autofree char *company = ferry_markup_dup_company (table->company);

  ferry_html_raw (html, "<tr>");
  ferry_markup_row_heading (html, table->table);
  ferry_markup_cell (html, company);
  ferry_markup_count_cell (html, table->copied);
  ferry_markup_count_cell (html, table->total);
  ferry_markup_time_cell (html, table->run_start);
  ferry_html_raw (html, "<td class=\"long\">");
  if (*table->code != '\0')
    {
      ferry_html_name (html, table->code);
      ferry_html_raw (html, ": ");
    }
  ferry_html_name (html, table->message);
  ferry_html_raw (html, "</td></tr>\n");
}

static void
write_cause (FerryHtml *html, const FerryReportCause *cause)
{
  static const FerryMarkupColumn columns[] = {
    { N_ ("Table"), FALSE },  { N_ ("Company"), FALSE }, { N_ ("Copied"), TRUE },
    { N_ ("Records"), TRUE }, { N_ ("Run"), FALSE },     { N_ ("Message of the service"), FALSE },
  };
  const FerryReportTable *first = &g_array_index (cause->tables, FerryReportTable, 0);
  g_autoptr (FerryExplanation) explanation
    = *cause->title != '\0'
        ? ferry_explanation_new (first->code, first->message, first->company, first->table)
        : NULL;
  g_autofree char *count = ferry_format_count (cause->count);
  g_autofree char *caption
    = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s table", "%s tables", cause->count), count);

  ferry_html_element (html, "h3", NULL, *cause->title != '\0' ? cause->title : _ ("Other reasons"));
  if (explanation != NULL)
    {
      ferry_markup_paragraph (html, NULL, explanation->meaning);
      ferry_html_raw (html, "<p><strong>");
      ferry_html_text (html, _ ("What to do:"));
      ferry_html_raw (html, "</strong> ");
      ferry_html_text (html, explanation->remedy);
      ferry_html_raw (html, "</p>\n");
      if (explanation->snippet != NULL)
        ferry_html_element (html, "pre", NULL, explanation->snippet);
    }
  ferry_markup_begin_table (html, caption, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < cause->tables->len && !ferry_html_is_failed (html); i++)
    write_table (html, &g_array_index (cause->tables, FerryReportTable, i));
  ferry_markup_end_table (html);
  ferry_markup_tell_rest (html, cause->count - cause->tables->len);
}

static void
write_causes (FerryHtml *html, const char *id, const char *title, const char *none, GPtrArray *causes)
{
  ferry_markup_begin_section (html, id, title);
  if (causes->len == 0)
    ferry_markup_paragraph (html, "dim", none);
  for (guint i = 0; i < causes->len; i++)
    write_cause (html, g_ptr_array_index (causes, i));
  ferry_markup_end_section (html);
}

/* ---- Journal ---- */

static void
write_entry (FerryHtml *html, FerryJournalEntry *entry)
{
  FerryOutcome outcome = ferry_journal_entry_get_outcome (entry);
  g_autofree char *subject = ferry_journal_entry_dup_subject_label (entry);
  g_autofree char *message = ferry_journal_entry_dup_message_label (entry);

  ferry_html_raw (html, "<tr>");
  ferry_markup_time_cell (html, ferry_journal_entry_get_at (entry));
  ferry_markup_cell (html, ferry_journal_entry_get_who (entry));
  ferry_markup_row_heading (html, ferry_journal_entry_get_action_label (entry));
  ferry_markup_cell (html, subject);
  ferry_markup_status_cell (html, ferry_outcome_to_style (outcome), ferry_outcome_to_label (outcome));
  ferry_markup_long_cell (html, message);
  ferry_html_raw (html, "</tr>\n");
}

static void
write_journal (FerryHtml *html, const FerryReport *report)
{
  static const FerryMarkupColumn columns[] = {
    { N_ ("When"), FALSE },    { N_ ("Who"), FALSE },     { N_ ("Action"), FALSE },
    { N_ ("Subject"), FALSE }, { N_ ("Outcome"), FALSE }, { N_ ("Message"), FALSE },
  };
  guint total = report->journal != NULL ? report->journal->len : 0;
  guint shown = MIN (total, MOST_ENTRIES);

  ferry_markup_begin_section (html, "journal", _ ("Journal"));
  if (shown == 0)
    ferry_markup_paragraph (html, "dim", _ ("Nothing was done from this computer yet."));
  else
    {
      ferry_markup_begin_table (html, _ ("What was done from this computer, newest first"), columns,
                                G_N_ELEMENTS (columns));
      for (guint i = 0; i < shown; i++)
        write_entry (html, g_ptr_array_index (report->journal, i));
      ferry_markup_end_table (html);
      ferry_markup_tell_rest (html, total - shown);
    }
  ferry_markup_end_section (html);
}

gboolean
ferry_report_write_html (FerryReport *self, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (FerryHtml) html = ferry_html_new (stream, cancellable);
  /* Translators: the title of a report; the name of an environment */
  g_autofree char *title = g_strdup_printf (_ ("Cloud migration of %s"), self->name);
  g_autofree char *now = ferry_format_time (self->now);
  g_autofree char *footer
    /* Translators: a version, a date */
    = g_strdup_printf (_ ("Made by Ferry %s on %s. Holds names of companies, people and tables."),
                       FERRY_VERSION, now);

  ferry_report_sort_causes (self->causes);
  ferry_report_sort_causes (self->warnings);
  ferry_markup_write_head (html, title);
  ferry_html_raw (html, "<header><h1>");
  ferry_html_name (html, title);
  ferry_html_raw (html, "</h1>\n");
  write_contents (html);
  ferry_html_raw (html, "</header>\n<main>\n");
  write_summary (html, self);
  write_companies (html, self);
  write_causes (html, "failed", _ ("Failed tables"), _ ("There are no failed tables."), self->causes);
  write_causes (html, "warnings", _ ("Warnings"), _ ("The last run has no warnings."), self->warnings);
  ferry_report_write_runs (html, self);
  ferry_report_write_comparison (html, self, cancellable);
  write_journal (html, self);
  ferry_html_raw (html, "</main>\n<footer>");
  ferry_html_text (html, footer);
  ferry_html_raw (html, "</footer>\n</body>\n</html>\n");
  return ferry_html_flush (html, error);
}
