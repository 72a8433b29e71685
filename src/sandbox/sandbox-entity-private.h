/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-entity.h"

G_BEGIN_DECLS

/* For the files that describe entity sets: sandbox-entity.c has the published ones and the list of all. */

#define SANDBOX_PROPERTIES(list) list, G_N_ELEMENTS (list)

/* What the details of a run have in both groups. */
#define SANDBOX_DETAIL_PROPERTIES                                                                            \
  { "id", "t.id", SANDBOX_PROPERTY_GUID }, { "runId", "t.run_id", SANDBOX_PROPERTY_GUID },                   \
    { "companyName", "t.company_name", SANDBOX_PROPERTY_TEXT },                                              \
    { "tableName", "t.table_name", SANDBOX_PROPERTY_TEXT },                                                  \
    { "status", "t.status", SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_DETAIL_STATUS },                        \
    { "recordsCopied", "t.records_copied", SANDBOX_PROPERTY_INTEGER },                                       \
    { "totalRecords", "t.total_records", SANDBOX_PROPERTY_INTEGER },                                         \
  {                                                                                                          \
    "errors", "t.errors", SANDBOX_PROPERTY_TEXT                                                              \
  }

/* -management */
extern const SandboxEntitySet sandbox_set_capabilities;
extern const SandboxEntitySet sandbox_set_overview;
extern const SandboxEntitySet sandbox_set_run_details;
extern const SandboxEntitySet sandbox_set_table_settings;
extern const SandboxEntitySet sandbox_set_table_changes;
extern const SandboxEntitySet sandbox_set_source_tables;

/* -people */
extern const SandboxEntitySet sandbox_set_user_mappings;
extern const SandboxEntitySet sandbox_set_cloud_users;
extern const SandboxEntitySet sandbox_set_checklist_steps;
extern const SandboxEntitySet sandbox_set_warnings;

G_END_DECLS
