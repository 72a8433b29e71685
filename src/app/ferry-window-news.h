/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-banner.h"
#include "ferry-window.h"

G_BEGIN_DECLS

/**
 * ferry_window_news_add:
 * @keyring_banner: shows what is the matter with the keyring, while something is
 * @notice_banner: shows what else the workspace has to say
 *
 * What the workspace tells is shown in @window: its state in banners, in every window; what happened in a toast, in the
 * main window that was used last.
 */
void ferry_window_news_add (FerryWindow *window, FerryBanner *keyring_banner, FerryBanner *notice_banner);

G_END_DECLS
