/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-company-selection.h"
#include "ferry-environment.h"
#include "ferry-secret-store.h"

G_BEGIN_DECLS

/**
 * FerrySetupPlan:
 *
 * What the steps of the set-up assistant decide together. Holds no connection string.
 *
 * Property `notice` (string, read-only): something about the keyring that the administrator should know, or "".
 */
#define FERRY_TYPE_SETUP_PLAN (ferry_setup_plan_get_type ())
G_DECLARE_FINAL_TYPE (FerrySetupPlan, ferry_setup_plan, FERRY, SETUP_PLAN, GObject)

/** ferry_setup_plan_new: @secrets: (nullable): %NULL keeps no secret */
FerrySetupPlan *ferry_setup_plan_new (FerryEnvironment *environment, FerrySecretStore *secrets);

FerryEnvironment *ferry_setup_plan_get_environment (FerrySetupPlan *self);
/** ferry_setup_plan_get_secrets: Returns: (nullable): the keyring */
FerrySecretStore *ferry_setup_plan_get_secrets (FerrySetupPlan *self);
/** ferry_setup_plan_has_runs: Returns: whether the environment was migrated to before (domain §2.1) */
gboolean ferry_setup_plan_has_runs (FerrySetupPlan *self);

/**
 * ferry_setup_plan_set_approval:
 * @required: whether a licensed administrator has to approve first
 * @uri: (nullable): the link to send
 */
void ferry_setup_plan_set_approval (FerrySetupPlan *self, gboolean required, const char *uri);
gboolean ferry_setup_plan_get_approval_required (FerrySetupPlan *self);
const char *ferry_setup_plan_get_approval_uri (FerrySetupPlan *self);

/** ferry_setup_plan_set_product: @product: (nullable): the product migrated from */
void ferry_setup_plan_set_product (FerrySetupPlan *self, FerryProduct *product);
FerryProduct *ferry_setup_plan_get_product (FerrySetupPlan *self);

/**
 * ferry_setup_plan_set_source:
 * @runtime_name: (nullable): an integration runtime that exists; %NULL or "" has one made
 * @server: (nullable): the server, to be shown
 * @database: (nullable): the database, to be shown
 */
void ferry_setup_plan_set_source (FerrySetupPlan *self,
                                  FerrySqlServerType type,
                                  const char *runtime_name,
                                  const char *server,
                                  const char *database);
FerrySqlServerType ferry_setup_plan_get_server_type (FerrySetupPlan *self);
/** ferry_setup_plan_get_runtime_name: Returns: (nullable): the existing runtime that was named */
const char *ferry_setup_plan_get_runtime_name (FerrySetupPlan *self);
const char *ferry_setup_plan_get_server (FerrySetupPlan *self);
const char *ferry_setup_plan_get_database (FerrySetupPlan *self);
/** ferry_setup_plan_needs_runtime: Returns: whether an integration runtime has to be installed (domain §2.1) */
gboolean ferry_setup_plan_needs_runtime (FerrySetupPlan *self);

/** ferry_setup_plan_set_setup: @setup: (nullable): as the service has it; a key that it brings is taken out */
void ferry_setup_plan_set_setup (FerrySetupPlan *self, FerrySetup *setup);
FerrySetup *ferry_setup_plan_get_setup (FerrySetupPlan *self);
/** ferry_setup_plan_set_saved: whether the set-up was saved by this assistant, and so its connection is known to the
 * service */
void ferry_setup_plan_set_saved (FerrySetupPlan *self, gboolean saved);
gboolean ferry_setup_plan_get_saved (FerrySetupPlan *self);
/** ferry_setup_plan_take_runtime_key: @key: (transfer full) (nullable): overwritten when it is replaced */
void ferry_setup_plan_take_runtime_key (FerrySetupPlan *self, char *key);
/** ferry_setup_plan_get_runtime_key: Returns: (nullable): the key with which the runtime registers */
const char *ferry_setup_plan_get_runtime_key (FerrySetupPlan *self);

void ferry_setup_plan_set_selection (FerrySetupPlan *self, FerryCompanySelection *selection);
/** ferry_setup_plan_get_selection: Returns: (nullable): the companies, once they are known */
FerryCompanySelection *ferry_setup_plan_get_selection (FerrySetupPlan *self);

void ferry_setup_plan_set_notice (FerrySetupPlan *self, const char *notice);
const char *ferry_setup_plan_get_notice (FerrySetupPlan *self);

G_END_DECLS
