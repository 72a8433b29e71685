/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-authorizer.h"

G_BEGIN_DECLS

/* An authorizer that gives the same token each time; the real ones are of a layer that the core doesn't see. */
#define FIXED_TYPE_AUTHORIZER (fixed_authorizer_get_type ())
G_DECLARE_FINAL_TYPE (FixedAuthorizer, fixed_authorizer, FIXED, AUTHORIZER, GObject)

FerryAuthorizer *fixed_authorizer_new (const char *token);

G_END_DECLS
