/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-enums.h"
#include "ferry-html.h"

G_BEGIN_DECLS

/* The pieces that a report is put together of. All texts are escaped. */

/** FerryMarkupColumn: @title: to be translated; @number: whether it holds numbers */
typedef struct
{
  const char *title;
  gboolean number;
} FerryMarkupColumn;

/** ferry_markup_write_head: up to the body */
void ferry_markup_write_head (FerryHtml *html, const char *title);
/** ferry_markup_get_class: Returns: a CSS class for it */
const char *ferry_markup_get_class (FerryStyle style);
/** ferry_markup_get_symbol: Returns: a sign with a blank after it, so that the state doesn't hang on a colour; "" for neutral */
const char *ferry_markup_get_symbol (FerryStyle style);
/** ferry_markup_begin_section: @id: ours */
void ferry_markup_begin_section (FerryHtml *html, const char *id, const char *title);
void ferry_markup_end_section (FerryHtml *html);
void ferry_markup_begin_table (FerryHtml *html,
                               const char *caption,
                               const FerryMarkupColumn *columns,
                               guint n_columns);
void ferry_markup_end_table (FerryHtml *html);
void ferry_markup_cell (FerryHtml *html, const char *text);
/** ferry_markup_long_cell: for sentences, and what may have no blank to be broken at */
void ferry_markup_long_cell (FerryHtml *html, const char *text);
void ferry_markup_row_heading (FerryHtml *html, const char *text);
void ferry_markup_status_cell (FerryHtml *html, FerryStyle style, const char *text);
/** ferry_markup_count_cell: @value: below 0: not known */
void ferry_markup_count_cell (FerryHtml *html, gint64 value);
/** ferry_markup_time_cell: @time: µs UTC, 0 = none */
void ferry_markup_time_cell (FerryHtml *html, gint64 time);
/** ferry_markup_fact: in a `dl`; nothing for an empty value */
void ferry_markup_fact (FerryHtml *html, const char *name, const char *value);
/** ferry_markup_number: a large one, in a `ul` of the class `numbers` */
void ferry_markup_number (FerryHtml *html, gint64 value, FerryStyle style, const char *label);
void ferry_markup_paragraph (FerryHtml *html, const char *css_class, const char *text);
/** ferry_markup_tell_rest: says how many aren't listed; nothing for 0 */
void ferry_markup_tell_rest (FerryHtml *html, guint rest);
/** ferry_markup_dup_company: Returns: (transfer full): its name, or words for a table per database */
char *ferry_markup_dup_company (const char *company);

G_END_DECLS
