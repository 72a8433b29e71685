/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-entity.h"

G_BEGIN_DECLS

/** sandbox_metadata_append_service: appends the service document: the sets of @group, below @url */
void sandbox_metadata_append_service (SandboxGroup group, const char *url, GString *out);

/** sandbox_metadata_append_edmx: appends `$metadata`: the types and sets of @group in OData's XML */
void sandbox_metadata_append_edmx (SandboxGroup group, GString *out);

G_END_DECLS
