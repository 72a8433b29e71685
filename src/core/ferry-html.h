/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryHtml:
 *
 * Writes an HTML file that is well-formed XML as well, a piece at a time. What comes from outside goes in by
 * ferry_html_text() and ferry_html_name() alone, which can't end what is around it. The first error stays; what is written
 * after it goes nowhere. For one thread.
 */
typedef struct _FerryHtml FerryHtml;

/** ferry_html_new: @stream: written to, not closed */
FerryHtml *ferry_html_new (GOutputStream *stream, GCancellable *cancellable);
/** ferry_html_free: what was written since the last flush is lost */
void ferry_html_free (FerryHtml *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryHtml, ferry_html_free)

/** ferry_html_raw: @markup: our own */
void ferry_html_raw (FerryHtml *self, const char *markup);
/** ferry_html_printf: our own markup; %s only for what is ours or escaped */
void ferry_html_printf (FerryHtml *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/** ferry_html_text: @text: (nullable): anything, escaped: for element contents and attribute values */
void ferry_html_text (FerryHtml *self, const char *text);
/** ferry_html_name: @name: (nullable): of somebody or something: apart, so that its direction of writing is its own affair */
void ferry_html_name (FerryHtml *self, const char *name);
/** ferry_html_element: <tag class="css_class">text</tag>; @tag, @css_class: (nullable): ours */
void ferry_html_element (FerryHtml *self, const char *tag, const char *css_class, const char *text);

/** ferry_html_is_failed: Returns: whether there is an error: writing on is of no use */
gboolean ferry_html_is_failed (FerryHtml *self);
/** ferry_html_flush: Returns: whether all was written; %FALSE with the first error */
gboolean ferry_html_flush (FerryHtml *self, GError **error);

G_END_DECLS
