/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cloud-user.h"

#include <glib/gi18n-lib.h>

struct _FerryCloudUser
{
  FerryRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (FerryCloudUser, ferry_cloud_user, FERRY_TYPE_RECORD)

enum
{
  FIELD_USER_NAME,
  FIELD_DISPLAY_NAME,
  FIELD_AUTHENTICATION_EMAIL,
  FIELD_STATE,
};

static const FerryField fields[] = {
  [FIELD_USER_NAME] = { "userName", "user-name", FERRY_FIELD_STRING },
  [FIELD_DISPLAY_NAME] = { "displayName", "display-name", FERRY_FIELD_STRING },
  [FIELD_AUTHENTICATION_EMAIL] = { "authenticationEmail", "authentication-email", FERRY_FIELD_STRING },
  [FIELD_STATE] = { "state", "state", FERRY_FIELD_WORD },
};

static void
ferry_cloud_user_class_init (FerryCloudUserClass *klass)
{
  FerryRecordClass *record_class = FERRY_RECORD_CLASS (klass);

  record_class->set = "cloudUsers";
  record_class->what = N_ ("a cloud user");
  record_class->missing = N_ ("The cloud user “%s” isn’t there any more. Refresh the list.");
  record_class->name_field = FIELD_USER_NAME;
  record_class->fields = fields;
  record_class->n_fields = G_N_ELEMENTS (fields);
  ferry_record_class_install (record_class);
}

static void
ferry_cloud_user_init (FerryCloudUser *self)
{
}

const char *
ferry_cloud_user_get_user_name (FerryCloudUser *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_USER_NAME);
}

const char *
ferry_cloud_user_get_display_name (FerryCloudUser *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_DISPLAY_NAME);
}

const char *
ferry_cloud_user_get_authentication_email (FerryCloudUser *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_AUTHENTICATION_EMAIL);
}

const char *
ferry_cloud_user_get_state (FerryCloudUser *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_STATE);
}
