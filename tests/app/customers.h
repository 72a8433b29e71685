/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Some customers' environments in the overview, on a sandbox of their own: two with failed tables, one with a run under way, one
 * ready, one not set up. Waits until the run is under way.
 */
typedef struct _Customers Customers;

Customers *customers_new (void);
void customers_free (Customers *self);

G_END_DECLS
