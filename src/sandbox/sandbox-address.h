/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-entity.h"

G_BEGIN_DECLS

/**
 * SandboxAddress:
 * @tenant: the tenant
 * @environment: the environment
 * @group: the API group; 0 where it is unknown
 * @prefix: the path down to the group's version, as it came
 * @company: (nullable): the company in front
 * @set: (nullable): the entity set; %NULL for the group's service document
 * @id: (nullable): the entity's key
 * @child: (nullable): the set navigated to
 * @action: (nullable): a bound action, without its namespace
 * @count: whether `/$count` ends it
 * @metadata: whether it is `$metadata`
 *
 * The parts of an address:
 * `/v2.0/{tenant}/{environment}/api/{publisher}/{group}/{version}/companies({id})/…`.
 */
typedef struct
{
  char *tenant;
  char *environment;
  SandboxGroup group;
  char *prefix;
  char *company;
  const SandboxEntitySet *set;
  char *id;
  const SandboxEntitySet *child;
  char *action;
  gboolean count;
  gboolean metadata;
} SandboxAddress;

/**
 * sandbox_address_parse:
 * @path: still encoded
 * @published_only: group B doesn't exist
 *
 * Takes an address apart. The company and the entity may not exist; whether tenant and environment are known
 * is checked by the caller, with the parts before an error filled in.
 *
 * Returns: %FALSE with %SANDBOX_ERROR_NO_ROUTE or %SANDBOX_ERROR_BAD_REQUEST for a malformed key
 */
gboolean
sandbox_address_parse (SandboxAddress *self, const char *path, gboolean published_only, GError **error);
void sandbox_address_clear (SandboxAddress *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SandboxAddress, sandbox_address_clear)

G_END_DECLS
