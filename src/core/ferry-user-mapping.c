/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-user-mapping.h"

#include <glib/gi18n-lib.h>

struct _FerryUserMapping
{
  FerryRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (FerryUserMapping, ferry_user_mapping, FERRY_TYPE_RECORD)

enum
{
  FIELD_SOURCE_USER_ID,
  FIELD_SOURCE_EMAIL,
  FIELD_DESTINATION_USER_ID,
  FIELD_SUGGESTED_BY,
};

static const FerryField fields[] = {
  [FIELD_SOURCE_USER_ID] = { "sourceUserId", "source-user-id", FERRY_FIELD_STRING },
  [FIELD_SOURCE_EMAIL] = { "sourceEmail", "source-email", FERRY_FIELD_STRING },
  [FIELD_DESTINATION_USER_ID] = { "destinationUserId", "destination-user-id", FERRY_FIELD_STRING },
  [FIELD_SUGGESTED_BY] = { "suggestedBy", "suggested-by", FERRY_FIELD_WORD },
};

static void
ferry_user_mapping_class_init (FerryUserMappingClass *klass)
{
  FerryRecordClass *record_class = FERRY_RECORD_CLASS (klass);

  record_class->set = "userMappings";
  record_class->what = N_ ("a user mapping");
  record_class->conflict = N_ ("Somebody else changed the mapping of the user “%s” meanwhile. Look at what "
                               "it says now and decide again.");
  record_class->missing = N_ ("The user “%s” isn’t among the replicated ones any more. Refresh the list.");
  record_class->name_field = FIELD_SOURCE_USER_ID;
  record_class->fields = fields;
  record_class->n_fields = G_N_ELEMENTS (fields);
  ferry_record_class_install (record_class);
}

static void
ferry_user_mapping_init (FerryUserMapping *self)
{
}

const char *
ferry_user_mapping_get_source_user_id (FerryUserMapping *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_SOURCE_USER_ID);
}

const char *
ferry_user_mapping_get_source_email (FerryUserMapping *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_SOURCE_EMAIL);
}

const char *
ferry_user_mapping_get_destination_user_id (FerryUserMapping *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_DESTINATION_USER_ID);
}

const char *
ferry_user_mapping_get_suggested_by (FerryUserMapping *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_SUGGESTED_BY);
}
