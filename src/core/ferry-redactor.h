/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryRedaction: what a text that is given away must not tell, each with placeholders of its own
 */
typedef enum
{
  FERRY_REDACTION_ENVIRONMENT,
  FERRY_REDACTION_TENANT,
  FERRY_REDACTION_COMPANY,
  FERRY_REDACTION_USER,
  FERRY_REDACTION_SERVER,  /* and databases, instances, runtimes */
  FERRY_REDACTION_ADDRESS, /* of the web, the network, a file */
  FERRY_REDACTION_EMAIL,
  FERRY_REDACTION_TABLE, /* of the customer's own extensions, and other names in quotation marks */
  FERRY_REDACTION_ID,    /* GUIDs */
  FERRY_REDACTION_TEXT,  /* what people wrote themselves */
  FERRY_REDACTION_SECRET,
  FERRY_N_REDACTIONS,
} FerryRedaction;

/** ferry_redaction_to_label: Returns: what they are, in the plural, translated, such as "Companies" */
const char *ferry_redaction_to_label (FerryRedaction kind);

/**
 * FerryRedactor:
 *
 * Takes secrets, names and addresses out of texts and puts placeholders there. The same name always gets the same
 * placeholder, so that a text stays readable: "Company 1", "User 2". Names that are known are found wherever they stand,
 * in every spelling that the service uses; what isn't known is found by its form (addresses, GUIDs, keys, what stands in
 * quotation marks). Where it is in doubt, it takes out too much. For one thread at a time.
 */
typedef struct _FerryRedactor FerryRedactor;

FerryRedactor *ferry_redactor_new (void);
void ferry_redactor_free (FerryRedactor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRedactor, ferry_redactor_free)

/** ferry_redactor_know: @name: (nullable): from now on replaced in every text; nothing happens for "" */
void ferry_redactor_know (FerryRedactor *self, FerryRedaction kind, const char *name);
/** ferry_redactor_name: Returns: (transfer full): the placeholder of a text that is such a name as a whole; "" for "" */
char *ferry_redactor_name (FerryRedactor *self, FerryRedaction kind, const char *name);
/** ferry_redactor_table: Returns: (transfer full): @table where it is one of the base application, which says nothing of anybody; else a placeholder */
char *ferry_redactor_table (FerryRedactor *self, const char *table);
/** ferry_redactor_correlation: Returns: (transfer full): @id where it has the form of a correlation id and nobody's name; else a placeholder */
char *ferry_redactor_correlation (FerryRedactor *self, const char *id);
/** ferry_redactor_text: @text: (nullable): words of the service or of Ferry; Returns: (transfer full): on one line, with placeholders */
char *ferry_redactor_text (FerryRedactor *self, const char *text);

/** ferry_redactor_count: @places: (out) (optional): how often something was taken out; Returns: how many different ones were */
guint ferry_redactor_count (FerryRedactor *self, FerryRedaction kind, guint *places);

G_END_DECLS
