/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-profile.h"

G_BEGIN_DECLS

/**
 * FerrySignInForm:
 *
 * How one signs in to an environment, and with what: the way, tenant and registration, and where all that is. Explains how
 * a registration is made. Property `sign-in` (int, #FerrySignIn, read only): the chosen way.
 */
#define FERRY_TYPE_SIGN_IN_FORM (ferry_sign_in_form_get_type ())
G_DECLARE_FINAL_TYPE (FerrySignInForm, ferry_sign_in_form, FERRY, SIGN_IN_FORM, AdwBin)

/** ferry_sign_in_form_read: shows what @profile says; @known: whether something to sign in with is kept, so that a secret may be left empty */
void ferry_sign_in_form_read (FerrySignInForm *self, FerryProfile *profile, gboolean known);

/** ferry_sign_in_form_write: puts into @profile what was entered */
void ferry_sign_in_form_write (FerrySignInForm *self, FerryProfile *profile);

FerrySignIn ferry_sign_in_form_get_sign_in (FerrySignInForm *self);

/** ferry_sign_in_form_dup_secret: Returns: (transfer full) (nullable): the token or the application's secret, to be freed with ferry_secret_free() */
char *ferry_sign_in_form_dup_secret (FerrySignInForm *self);

/** ferry_sign_in_form_clear_messages: takes away what was said at the fields */
void ferry_sign_in_form_clear_messages (FerrySignInForm *self);

/**
 * ferry_sign_in_form_show_message:
 * @field: a property of the profile, such as `client-id`, or `secret`
 *
 * Says what is wrong at the field, and gives it the focus.
 *
 * Returns: whether there is such a field
 */
gboolean ferry_sign_in_form_show_message (FerrySignInForm *self, const char *field, const char *message);

/** ferry_sign_in_form_focus: gives the focus to the first field that isn't filled in */
void ferry_sign_in_form_focus (FerrySignInForm *self);

G_END_DECLS
