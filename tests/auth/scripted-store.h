/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-secret-store.h"

G_BEGIN_DECLS

/* A store whose look-ups end when the test says so. */
#define SCRIPTED_TYPE_STORE (scripted_store_get_type ())
G_DECLARE_FINAL_TYPE (ScriptedStore, scripted_store, SCRIPTED, STORE, GObject)

ScriptedStore *scripted_store_new (void);

/* scripted_store_get_lookups: Returns: how many look-ups were begun */
guint scripted_store_get_lookups (ScriptedStore *self);

/* scripted_store_get_pending: Returns: how many haven't ended */
guint scripted_store_get_pending (ScriptedStore *self);

/* scripted_store_answer: ends the oldest look-up; @secret: (nullable): %NULL for none; @error: (nullable) (transfer full) */
void scripted_store_answer (ScriptedStore *self, const char *secret, GError *error);

G_END_DECLS
