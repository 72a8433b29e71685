/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SandboxEnumStyle:
 * @SANDBOX_ENUM_CAPTIONS: `In Progress`, what the service sends
 * @SANDBOX_ENUM_MEMBERS: `InProgress`
 * @SANDBOX_ENUM_ENCODED: `In_x0020_Progress`
 *
 * The three spellings of option values that clients must read (api-contract §0).
 */
typedef enum
{
  SANDBOX_ENUM_CAPTIONS,
  SANDBOX_ENUM_MEMBERS,
  SANDBOX_ENUM_ENCODED,
} SandboxEnumStyle;

/**
 * SandboxOption:
 * @member: the name in the database
 * @caption: what people see; may have a blank in front
 *
 * A value of an option field. Lists of them end with a %NULL member.
 */
typedef struct
{
  const char *member;
  const char *caption;
} SandboxOption;

extern const SandboxOption SANDBOX_OPTIONS_RUN_STATUS[];
extern const SandboxOption SANDBOX_OPTIONS_REPLICATION_TYPE[];
extern const SandboxOption SANDBOX_OPTIONS_TRIGGER_TYPE[];
extern const SandboxOption SANDBOX_OPTIONS_DETAIL_STATUS[];
extern const SandboxOption SANDBOX_OPTIONS_COMPANY_STATUS[];
extern const SandboxOption SANDBOX_OPTIONS_INIT_STATUS[];
extern const SandboxOption SANDBOX_OPTIONS_SERVER_TYPE[];
extern const SandboxOption SANDBOX_OPTIONS_TARGET_TABLE_TYPE[];
extern const SandboxOption SANDBOX_OPTIONS_TASK_STATUS[];
extern const SandboxOption SANDBOX_OPTIONS_DISABLED_REASON[];
extern const SandboxOption SANDBOX_OPTIONS_STYLE[];
extern const SandboxOption SANDBOX_OPTIONS_SUGGESTED_BY[];
extern const SandboxOption SANDBOX_OPTIONS_USER_STATE[];
extern const SandboxOption SANDBOX_OPTIONS_WARNING_TYPE[];

/** sandbox_enum_style_from_name: @name: captions, members or encoded; Returns: whether it is one of them */
gboolean sandbox_enum_style_from_name (const char *name, SandboxEnumStyle *style);

/**
 * sandbox_enum_to_wire:
 * @member: a value of the database; one that isn't in @options goes out as it is
 *
 * Returns: (transfer full): the value as it is sent in @style
 */
char *sandbox_enum_to_wire (const SandboxOption *options, const char *member, SandboxEnumStyle style);

/**
 * sandbox_enum_from_wire:
 * @text: any of the three spellings; case and blanks don't matter
 *
 * Returns: (nullable): the member; %NULL for a value that isn't in @options
 */
const char *sandbox_enum_from_wire (const SandboxOption *options, const char *text);

G_END_DECLS
