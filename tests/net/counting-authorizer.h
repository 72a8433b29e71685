/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-authorizer.h"

G_BEGIN_DECLS

/* An authorizer that gives `Bearer first`, and after a renewal `Bearer second` or nothing, and counts. */
#define COUNTING_TYPE_AUTHORIZER (counting_authorizer_get_type ())
G_DECLARE_FINAL_TYPE (CountingAuthorizer, counting_authorizer, COUNTING, AUTHORIZER, GObject)

/* counting_authorizer_new: @first: (nullable): %NULL where nobody is signed in; @second: (nullable): the
 * header value after a renewal; %NULL fails it */
CountingAuthorizer *counting_authorizer_new (const char *first, const char *second);
guint counting_authorizer_get_asked (CountingAuthorizer *self);
guint counting_authorizer_get_renewed (CountingAuthorizer *self);
/* counting_authorizer_set_user: whom it speaks for; without one it is a user of its own */
void counting_authorizer_set_user (CountingAuthorizer *self, const char *user);

G_END_DECLS
