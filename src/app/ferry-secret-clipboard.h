/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/** FERRY_SECRET_CLIPBOARD_SECONDS: how long a copied secret stays on the clipboard (interface, "Assistant and
 * dialogs") */
#define FERRY_SECRET_CLIPBOARD_SECONDS 45

/**
 * ferry_secret_clipboard_copy:
 * @clipboard: where to
 * @secret: what is copied
 * @seconds: after which it is taken off again, such as %FERRY_SECRET_CLIPBOARD_SECONDS
 *
 * Copies a secret, marked so that clipboard histories leave it out. It is taken off the clipboard only where
 * nothing else was copied meanwhile, and also when the window it came from is closed by then.
 */
void ferry_secret_clipboard_copy (GdkClipboard *clipboard, const char *secret, guint seconds);

G_END_DECLS
