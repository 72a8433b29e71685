/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FerryWelcomePage:
 *
 * The first start: rehearse on a sandbox, or connect to an environment. Properties: `busy` (boolean, writable: the sandbox is
 * starting). Signals: `sandbox ()`, `cancel ()`. Connecting is `win.add-environment`.
 */
#define FERRY_TYPE_WELCOME_PAGE (ferry_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (FerryWelcomePage, ferry_welcome_page, FERRY, WELCOME_PAGE, GtkWidget)

void ferry_welcome_page_set_busy (FerryWelcomePage *self, gboolean busy);
/** ferry_welcome_page_set_error: @error: (nullable): why the sandbox couldn't be started; %NULL for none */
void ferry_welcome_page_set_error (FerryWelcomePage *self, const GError *error);

G_END_DECLS
