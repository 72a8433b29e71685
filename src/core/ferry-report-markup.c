/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-report-markup.h"

#include "ferry-format.h"

#include <glib/gi18n-lib.h>

static const char style_sheet[]
  = ":root{color-scheme:light dark;--fg:#1c1c1e;--dim:#5e5c64;--bg:#fff;--soft:#f3f3f5;--line:#d5d5da;"
    "--good:#1b7c3d;--bad:#b3161d;--attention:#8a5a00;--progress:#1a5fb4}\n"
    "@media (prefers-color-scheme:dark){:root{--fg:#f2f2f4;--dim:#a9a8b0;--bg:#1e1e20;--soft:#2a2a2d;"
    "--line:#47474d;--good:#7bd88f;--bad:#ff8f86;--attention:#f3c566;--progress:#8fbcff}}\n"
    "@media print{:root{color-scheme:light;--fg:#000;--dim:#444;--bg:#fff;--soft:#f3f3f5;--line:#999;"
    "--good:#1b7c3d;--bad:#b3161d;--attention:#8a5a00;--progress:#1a5fb4}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;max-width:72rem;padding:1.5rem;background:var(--bg);color:var(--fg);"
    "font:1rem/1.45 system-ui,Cantarell,'Segoe UI',sans-serif}\n"
    "h1{font-size:1.7rem;margin:0 0 .3rem}\n"
    "h2{font-size:1.25rem;margin:2.2rem 0 .6rem;padding-bottom:.2rem;border-bottom:2px solid var(--line)}\n"
    "h3{font-size:1.05rem;margin:1.4rem 0 .3rem}\n"
    "p{margin:.4rem 0}\n"
    ".dim,caption,figcaption{color:var(--dim)}\n"
    ".status{border:1px solid var(--line);border-left:.4rem solid var(--dim);border-radius:.4rem;"
    "padding:.6rem 1rem;margin:1rem 0;background:var(--soft)}\n"
    ".status strong{font-size:1.1rem}\n"
    ".good{color:var(--good)}.bad{color:var(--bad)}.attention{color:var(--attention)}"
    ".progress{color:var(--progress)}\n"
    ".status.good{border-left-color:var(--good)}.status.bad{border-left-color:var(--bad)}"
    ".status.attention{border-left-color:var(--attention)}.status.progress{border-left-color:var(--progress)}"
    "\n"
    ".status p{color:var(--fg)}\n"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem;margin:.6rem 0}\n"
    "dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}\n"
    ".numbers{display:flex;flex-wrap:wrap;gap:.6rem;list-style:none;padding:0;margin:1rem 0}\n"
    ".numbers li{flex:1 1 7rem;border:1px solid var(--line);border-radius:.4rem;padding:.5rem .8rem}\n"
    ".numbers b{display:block;font-size:1.4rem;font-variant-numeric:tabular-nums}\n"
    ".scroll{overflow-x:auto}\n"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0;font-size:.92rem}\n"
    "caption{text-align:start;font-size:.88rem;padding-bottom:.2rem}\n"
    "th,td{text-align:start;vertical-align:top;padding:.28rem .55rem;border-bottom:1px solid var(--line);"
    "overflow-wrap:break-word}\n"
    ".long{overflow-wrap:anywhere;min-width:11rem}\n"
    "thead th{background:var(--soft);border-bottom:2px solid var(--line);overflow-wrap:normal}\n"
    "tbody th{font-weight:600}\n"
    ".n{text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}\n"
    ".nowrap{white-space:nowrap}\n"
    "pre{background:var(--soft);border:1px solid var(--line);border-radius:.3rem;padding:.5rem .7rem;"
    "white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85rem}\n"
    "figure{margin:1rem 0}svg{max-width:100%;height:auto}\n"
    "svg .ok{fill:var(--good)}svg .fail{fill:url(#hatch)}svg .warn{fill:var(--attention);opacity:.75}\n"
    "svg .axis{stroke:var(--dim)}svg .frame{fill:none;stroke:var(--fg);stroke-width:.5}"
    "svg text{fill:var(--dim);font-size:10px}svg .hatch{fill:var(--bg)}svg "
    ".stroke{stroke:var(--bad);stroke-width:2}\n"
    "nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;padding:0;margin:.6rem 0}\n"
    "a{color:var(--progress)}\n"
    "footer{margin-top:2.5rem;padding-top:.6rem;border-top:1px solid "
    "var(--line);color:var(--dim);font-size:.88rem}\n"
    "@page{margin:16mm 14mm}\n"
    "@media "
    "print{body{max-width:none;padding:0;font-size:9.5pt}nav{display:none}.scroll{overflow:visible}table{"
    "font-size:8.5pt}.long{min-width:9rem}\n"
    "thead{display:table-header-group}tr,.status,.numbers,figure,pre{break-inside:avoid}\n"
    "h2,h3,caption{break-after:avoid}pre{break-before:avoid}p{orphans:3;widows:3}\n"
    ".status,thead th,pre,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n";

void
ferry_markup_write_head (FerryHtml *html, const char *title)
{
  /* Translators: the tag (BCP 47) of the language that you translate to, such as “de” */
  const char *language = C_ ("language tag", "en");
  /* Translators: “ltr”, or “rtl” where your language is written from right to left */
  const char *direction = C_ ("writing direction", "ltr");

  ferry_html_raw (html, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"");
  ferry_html_text (html, language);
  ferry_html_raw (html, "\" dir=\"");
  ferry_html_text (html, direction);
  ferry_html_raw (html,
                  "\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                  "'unsafe-inline'\"/>\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                  "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
                  "<meta name=\"generator\" content=\"Ferry " FERRY_VERSION "\"/>\n<title>");
  ferry_html_text (html, title);
  ferry_html_raw (html, "</title>\n<style>\n");
  ferry_html_raw (html, style_sheet);
  ferry_html_raw (html, "</style>\n</head>\n<body>\n");
}

/* ---- Pieces ---- */

const char *
ferry_markup_get_class (FerryStyle style)
{
  switch (style)
    {
    case FERRY_STYLE_GOOD:
      return "good";
    case FERRY_STYLE_BAD:
      return "bad";
    case FERRY_STYLE_ATTENTION:
      return "attention";
    case FERRY_STYLE_PROGRESS:
      return "progress";
    case FERRY_STYLE_NEUTRAL:
    default:
      return "dim";
    }
}

/* So that the state doesn't hang on a colour. */
const char *
ferry_markup_get_symbol (FerryStyle style)
{
  switch (style)
    {
    case FERRY_STYLE_GOOD:
      return "✓\u00a0";
    case FERRY_STYLE_BAD:
      return "✗\u00a0";
    case FERRY_STYLE_ATTENTION:
      return "⚠\u00a0";
    case FERRY_STYLE_PROGRESS:
      return "↻\u00a0";
    case FERRY_STYLE_NEUTRAL:
    default:
      return "";
    }
}

void
ferry_markup_begin_section (FerryHtml *html, const char *id, const char *title)
{
  ferry_html_printf (html, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">", id, id);
  ferry_html_text (html, title);
  ferry_html_raw (html, "</h2>\n");
}

void
ferry_markup_end_section (FerryHtml *html)
{
  ferry_html_raw (html, "</section>\n");
}

void
ferry_markup_begin_table (FerryHtml *html,
                          const char *caption,
                          const FerryMarkupColumn *columns,
                          guint n_columns)
{
  ferry_html_raw (html, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
  ferry_html_text (html, caption);
  ferry_html_raw (html, "\"><table>\n<caption>");
  ferry_html_text (html, caption);
  ferry_html_raw (html, "</caption>\n<thead><tr>");
  for (guint i = 0; i < n_columns; i++)
    {
      ferry_html_printf (html, "<th scope=\"col\"%s>", columns[i].number ? " class=\"n\"" : "");
      ferry_html_text (html, _ (columns[i].title));
      ferry_html_raw (html, "</th>");
    }
  ferry_html_raw (html, "</tr></thead>\n<tbody>\n");
}

void
ferry_markup_end_table (FerryHtml *html)
{
  ferry_html_raw (html, "</tbody>\n</table></div>\n");
}

void
ferry_markup_cell (FerryHtml *html, const char *text)
{
  ferry_html_raw (html, "<td>");
  ferry_html_name (html, text);
  ferry_html_raw (html, "</td>");
}

void
ferry_markup_long_cell (FerryHtml *html, const char *text)
{
  ferry_html_raw (html, "<td class=\"long\">");
  ferry_html_name (html, text);
  ferry_html_raw (html, "</td>");
}

void
ferry_markup_row_heading (FerryHtml *html, const char *text)
{
  ferry_html_raw (html, "<th scope=\"row\">");
  ferry_html_name (html, text);
  ferry_html_raw (html, "</th>");
}

void
ferry_markup_status_cell (FerryHtml *html, FerryStyle style, const char *text)
{
  ferry_html_printf (html, "<td class=\"%s\">%s", ferry_markup_get_class (style),
                     ferry_markup_get_symbol (style));
  ferry_html_name (html, text);
  ferry_html_raw (html, "</td>");
}

void
ferry_markup_count_cell (FerryHtml *html, gint64 value)
{
  g_autofree char *text = ferry_format_count (value);

  ferry_html_element (html, "td", "n", text);
}

void
ferry_markup_time_cell (FerryHtml *html, gint64 time)
{
  g_autofree char *text = ferry_format_time (time);
  g_autofree char *machine = ferry_format_timestamp (time);

  if (time == 0)
    ferry_html_element (html, "td", NULL, text);
  else
    {
      ferry_html_printf (html, "<td class=\"nowrap\"><time datetime=\"%s\">", machine);
      ferry_html_text (html, text);
      ferry_html_raw (html, "</time></td>");
    }
}

void
ferry_markup_fact (FerryHtml *html, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  ferry_html_element (html, "dt", NULL, name);
  ferry_html_raw (html, "<dd>");
  ferry_html_name (html, value);
  ferry_html_raw (html, "</dd>\n");
}

void
ferry_markup_number (FerryHtml *html, gint64 value, FerryStyle style, const char *label)
{
  g_autofree char *text = ferry_format_count (value);

  ferry_html_printf (html, "<li><b class=\"%s\">%s", ferry_markup_get_class (style),
                     ferry_markup_get_symbol (style));
  ferry_html_text (html, text);
  ferry_html_raw (html, "</b>");
  ferry_html_text (html, label);
  ferry_html_raw (html, "</li>\n");
}

void
ferry_markup_paragraph (FerryHtml *html, const char *css_class, const char *text)
{
  ferry_html_element (html, "p", css_class, text);
}

void
ferry_markup_tell_rest (FerryHtml *html, guint rest)
{
  g_autofree char *count = ferry_format_count (rest);
  g_autofree char *text = NULL;

  if (rest == 0)
    return;
  text = g_strdup_printf (
    /* Translators: below a list that isn't complete */
    g_dngettext (GETTEXT_PACKAGE, "And %s more. Ferry shows and exports all.",
                 "And %s more. Ferry shows and exports all.", rest),
    count);
  ferry_markup_paragraph (html, "dim", text);
}

char *
ferry_markup_dup_company (const char *company)
{
  return g_strdup (*company != '\0' ? company : _ ("Per database"));
}
