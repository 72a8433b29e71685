/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-tenant-environment.h"

G_BEGIN_DECLS

/**
 * FerryEnvironmentChoice:
 *
 * Which environment of the tenant: one of a list, or typed by hand where there is none, which is told with the reason. And what
 * it is called here.
 */
#define FERRY_TYPE_ENVIRONMENT_CHOICE (ferry_environment_choice_get_type ())
G_DECLARE_FINAL_TYPE (FerryEnvironmentChoice, ferry_environment_choice, FERRY, ENVIRONMENT_CHOICE, AdwBin)

/**
 * ferry_environment_choice_offer:
 * @environments: (nullable) (element-type FerryTenantEnvironment): %NULL where they can't be listed
 * @error: (nullable): why not
 */
void
ferry_environment_choice_offer (FerryEnvironmentChoice *self, GPtrArray *environments, const GError *error);

/** ferry_environment_choice_set_name: what the environment is called here, and in the admin center */
void ferry_environment_choice_set (FerryEnvironmentChoice *self, const char *name, const char *environment);

/** ferry_environment_choice_dup_name: Returns: (transfer full): what it is to be called here; the environment's name where nothing was entered */
char *ferry_environment_choice_dup_name (FerryEnvironmentChoice *self);
/** ferry_environment_choice_dup_environment: Returns: (transfer full): its name in the admin center, or "" */
char *ferry_environment_choice_dup_environment (FerryEnvironmentChoice *self);

void ferry_environment_choice_clear_messages (FerryEnvironmentChoice *self);
/** ferry_environment_choice_show_message: @field: `name` or `environment`; Returns: whether there is such a field */
gboolean
ferry_environment_choice_show_message (FerryEnvironmentChoice *self, const char *field, const char *message);
void ferry_environment_choice_focus (FerryEnvironmentChoice *self);

G_END_DECLS
