/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Word lists of the sample source; each ends with NULL, the counts don't include it. */
typedef struct
{
  const char *const *words;
  guint n;
} SandboxWords;

extern const SandboxWords sandbox_first_names;
extern const SandboxWords sandbox_last_names;
extern const SandboxWords sandbox_cities;
extern const SandboxWords sandbox_streets;
extern const SandboxWords sandbox_trades;
extern const SandboxWords sandbox_legal_forms;
extern const SandboxWords sandbox_adjectives;
extern const SandboxWords sandbox_goods;
extern const SandboxWords sandbox_countries;
extern const SandboxWords sandbox_currencies;
extern const SandboxWords sandbox_code_words;
extern const SandboxWords sandbox_accounts;
extern const SandboxWords sandbox_account_kinds;
extern const SandboxWords sandbox_postings;

G_END_DECLS
