/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-ui-audit.h"

G_BEGIN_DECLS

/**
 * FerryUiReader:
 *
 * The application as a screen reader finds it: not its widgets, but what comes over the accessibility bus, asked for on a
 * connection of its own as any assistive technology does. Needs GTK_A11Y unset or `atspi`, and a session bus that can start
 * org.a11y.Bus.
 */
typedef struct _FerryUiReader FerryUiReader;

/**
 * ferry_ui_reader_new:
 *
 * Connects to the accessibility bus of the desktop, and has GTK take the same; fails the test where there is none. To be
 * called before a test puts another session bus in place of the desktop's, and before there are widgets.
 */
FerryUiReader *ferry_ui_reader_new (void);
void ferry_ui_reader_free (FerryUiReader *self);

/**
 * ferry_ui_reader_look:
 * @audit: is told what was found
 * @where: which window it is and how it stands, for the report
 *
 * Reads all that @window tells, with its open menus. To be found out: something that can have the focus, holds a value or is
 * a picture, and has no name, or one that is a symbol, the name of a class or of an icon, still has the underscore of a
 * mnemonic, or is told twice; what can have the focus and is of no role that says what to do with it; an entry that is
 * wrong and doesn't say why; an alert with nothing to say.
 *
 * Where the variable FERRY_TEST_READING names a folder, what was read is left there, a file a window.
 */
void ferry_ui_reader_look (FerryUiReader *self, FerryUiAudit *audit, GtkWindow *window, const char *where);

/** ferry_ui_reader_finish: says how much was read; fails the test when it was nothing */
void ferry_ui_reader_finish (FerryUiReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryUiReader, ferry_ui_reader_free)

G_END_DECLS
