/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-redactor.h"

G_BEGIN_DECLS

/* ferry_redactor_put: appends the placeholder of @name */
void ferry_redactor_put (FerryRedactor *self, GString *out, FerryRedaction kind, const char *name);
/* ferry_redactor_is_placeholder: Returns: whether there is nothing but placeholders, blanks and punctuation in @text */
gboolean ferry_redactor_is_placeholder (const char *text);

/* ferry_redactor_replace_structures: Returns: (transfer full): without secrets, addresses and what a connection string names */
char *ferry_redactor_replace_structures (FerryRedactor *self, const char *text);
/* ferry_redactor_replace_forms: Returns: (transfer full): without what looks like a name: GUIDs, hosts, keys, what stands in quotation marks */
char *ferry_redactor_replace_forms (FerryRedactor *self, const char *text);

G_END_DECLS
