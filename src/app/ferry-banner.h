/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryBanner:
 *
 * A strip that tells a lasting state, with a button where something can be done about it.
 *
 * Properties, all writable: `title` (string), `icon-name` (string), `button-label` (string, may have a mnemonic; "" shows
 * no button), `action-name` (string) of the button, `revealed` (boolean).
 */
#define FERRY_TYPE_BANNER (ferry_banner_get_type ())
G_DECLARE_FINAL_TYPE (FerryBanner, ferry_banner, FERRY, BANNER, GtkWidget)

void ferry_banner_set_title (FerryBanner *self, const char *title);
void ferry_banner_set_button (FerryBanner *self, const char *label, const char *action_name);
void ferry_banner_set_revealed (FerryBanner *self, gboolean revealed);

G_END_DECLS
