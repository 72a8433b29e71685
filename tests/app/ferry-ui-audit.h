/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryUiAudit:
 *
 * What somebody who doesn't see the screen, or has no pointer, would miss in the windows that were looked at. Needs
 * GTK_A11Y=test. It gathers, and fails at the end, so that one run tells of all there is.
 */
typedef struct _FerryUiAudit FerryUiAudit;

FerryUiAudit *ferry_ui_audit_new (void);
void ferry_ui_audit_free (FerryUiAudit *self);

/** ferry_ui_audit_meet: takes down that @window was there, with its open menus */
void ferry_ui_audit_meet (FerryUiAudit *self, GtkWindow *window);

/**
 * ferry_ui_audit_names:
 * @where: which window it is and how it stands, for the report
 *
 * Meets @window, and looks through it with its open menus: each control, row, progress bar and picture that isn't mere decoration has a
 * name, which is no icon's name, no symbol and no name of a class, and a role; no two controls are called the same; no two
 * mnemonics of the window are the same letter.
 */
void ferry_ui_audit_names (FerryUiAudit *self, GtkWindow *window, const char *where);

/**
 * ferry_ui_audit_focus:
 *
 * Goes once around @window with Tab, and back with Shift+Tab: every control is reached, in the order of reading, nothing
 * holds the focus, and what has it at first isn't destructive. The focus is where it was afterwards.
 */
void ferry_ui_audit_focus (FerryUiAudit *self, GtkWindow *window, const char *where);

/** ferry_ui_audit_add: a finding of the test's own */
void ferry_ui_audit_add (FerryUiAudit *self, const char *where, const char *format, ...) G_GNUC_PRINTF (3, 4);

/** ferry_ui_audit_find_fault: Returns: (nullable): what is wrong with @name as the name of something; %NULL: nothing */
const char *ferry_ui_audit_find_fault (const char *name);

/** ferry_ui_audit_has_seen: Returns: whether a window of class @type_name was looked at */
gboolean ferry_ui_audit_has_seen (FerryUiAudit *self, const char *type_name);
/** ferry_ui_audit_has_seen_title: Returns: whether a window was looked at whose title matches the glob @pattern */
gboolean ferry_ui_audit_has_seen_title (FerryUiAudit *self, const char *pattern);

/** ferry_ui_audit_finish: says how much was looked at; fails the test when anything was found */
void ferry_ui_audit_finish (FerryUiAudit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryUiAudit, ferry_ui_audit_free)

G_END_DECLS
