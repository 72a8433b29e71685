/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Users, warnings and the checklist in group B: api-contract §B. */
#include "sandbox-entity-private.h"

#include "sandbox-users.h"

#define MAX_USER_NAME 50

static const SandboxProperty USER_MAPPING_PROPERTIES[] = {
  { "id", "t.id", SANDBOX_PROPERTY_GUID },
  { "sourceUserId", "t.source_name", SANDBOX_PROPERTY_TEXT },
  { "sourceEmail", "t.source_email", SANDBOX_PROPERTY_TEXT },
  { "destinationUserId",
    "coalesce ((SELECT u.user_name FROM temp.cloud_users u WHERE u.id = t.destination_id), '')",
    SANDBOX_PROPERTY_TEXT, NULL, "destination_id", MAX_USER_NAME },
  { "suggestedBy", "t.suggested_by", SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_SUGGESTED_BY },
};

static const SandboxProperty CLOUD_USER_PROPERTIES[] = {
  { "id", "t.id", SANDBOX_PROPERTY_GUID },
  { "userName", "t.user_name", SANDBOX_PROPERTY_TEXT },
  { "displayName", "t.full_name", SANDBOX_PROPERTY_TEXT },
  { "authenticationEmail", "t.email", SANDBOX_PROPERTY_TEXT },
  { "state", "t.state", SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_USER_STATE },
  { "permissionSets", "t.permission_sets", SANDBOX_PROPERTY_TEXT },
};

static const SandboxProperty CHECKLIST_PROPERTIES[] = {
  { "id", "t.id", SANDBOX_PROPERTY_GUID },
  { "number", "t.seq", SANDBOX_PROPERTY_INTEGER },
  { "title", "t.title", SANDBOX_PROPERTY_TEXT },
  { "helpUrl", "t.help_url", SANDBOX_PROPERTY_TEXT },
  { "completed", "t.completed", SANDBOX_PROPERTY_BOOLEAN, NULL, "completed" },
};

static const SandboxProperty WARNING_PROPERTIES[] = {
  { "id", "t.id", SANDBOX_PROPERTY_GUID },
  { "type", "t.type", SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_WARNING_TYPE },
  { "message", "t.message", SANDBOX_PROPERTY_TEXT },
  { "createdAt", "t.created_at", SANDBOX_PROPERTY_TIME },
  { "helpUrl", "t.help_url", SANDBOX_PROPERTY_TEXT },
  { "ignored", "t.ignored", SANDBOX_PROPERTY_BOOLEAN },
};

const SandboxEntitySet sandbox_set_user_mappings = {
  "userMappings",
  "userMapping",
  SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET | SANDBOX_VERB_PATCH,
  "user_mappings",
  NULL,
  SANDBOX_PROPERTIES (USER_MAPPING_PROPERTIES),
  .prepare = sandbox_user_mappings_prepare,
};

const SandboxEntitySet sandbox_set_cloud_users = {
  "cloudUsers",
  "cloudUser",
  SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET,
  "temp.cloud_users",
  NULL,
  SANDBOX_PROPERTIES (CLOUD_USER_PROPERTIES),
  .prepare = sandbox_users_prepare,
};

const SandboxEntitySet sandbox_set_checklist_steps = {
  "checklistSteps",
  "checklistStep",
  SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET | SANDBOX_VERB_PATCH,
  "checklist_steps",
  NULL,
  SANDBOX_PROPERTIES (CHECKLIST_PROPERTIES),
};

const SandboxEntitySet sandbox_set_warnings = {
  "migrationWarnings",
  "migrationWarning",
  SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET,
  "migration_warnings",
  NULL,
  SANDBOX_PROPERTIES (WARNING_PROPERTIES),
};
