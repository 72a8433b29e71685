/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-access.h"

G_BEGIN_DECLS

/**
 * FerrySignInWait:
 *
 * What is waited for while somebody signs in elsewhere: the browser, with its link to be opened again or copied, or a code
 * that is typed on another device. Opens the browser by itself; says so where that isn't possible.
 */
#define FERRY_TYPE_SIGN_IN_WAIT (ferry_sign_in_wait_get_type ())
G_DECLARE_FINAL_TYPE (FerrySignInWait, ferry_sign_in_wait, FERRY, SIGN_IN_WAIT, AdwBin)

/** ferry_sign_in_wait_watch: @access: (nullable): the one that signs in; %NULL when it has ended */
void ferry_sign_in_wait_watch (FerrySignInWait *self, FerryAccess *access);

/** ferry_sign_in_wait_say: @title: what is waited for that isn't a sign-in, such as "Reading the environments…" */
void ferry_sign_in_wait_say (FerrySignInWait *self, const char *title);

G_END_DECLS
