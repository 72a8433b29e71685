/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-secret-store.h"

G_BEGIN_DECLS

/* A keyring that is a table, and may be missing. Answers from the main loop, as a real one does. */
#define MEMORY_TYPE_STORE (memory_store_get_type ())
G_DECLARE_FINAL_TYPE (MemoryStore, memory_store, MEMORY, STORE, GObject)

MemoryStore *memory_store_new (void);

/* memory_store_set_missing: everything fails with %FERRY_SECRET_ERROR_UNAVAILABLE from now on */
void memory_store_set_missing (MemoryStore *self, gboolean missing);

/* memory_store_put: @secret: (nullable): %NULL takes it away, as another program would */
void memory_store_put (MemoryStore *self, FerrySecretKind kind, const char *environment, const char *secret);

/* memory_store_get: Returns: (transfer none) (nullable): what is kept */
const char *memory_store_get (MemoryStore *self, FerrySecretKind kind, const char *environment);

/* memory_store_get_lookups: Returns: how often it was looked into */
guint memory_store_get_lookups (MemoryStore *self);

G_END_DECLS
