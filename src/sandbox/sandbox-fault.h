/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** SANDBOX_FAULT_GRAMMAR: how rules are written, for `--help` */
/* clang-format off */
#define SANDBOX_FAULT_GRAMMAR \
  "A rule is “[METHOD] PATTERN KEY=VALUE…”. PATTERN is held against the end of the path, * standing for\n" \
  "anything: “cloudMigrationStatus*”, “*/Microsoft.NAV.runReplication”, “*/token”, “*”. Which of the\n" \
  "requests that match: all, or n=N the N-th alone, every=N every N-th, times=N so many at the most (with\n" \
  "n: from the N-th on). What happens, one of: status=CODE an error; cut the connection is closed without\n" \
  "an answer; lost the request is carried out, then the connection is closed; truncate the body ends in\n" \
  "the middle; stall the same, and the connection stays open; garble the body is not JSON; html a\n" \
  "gateway's page, with status=CODE or 502; delay=MS, alone or with one of the others. With status and\n" \
  "html: done the request is carried out before; retry-after=SECONDS, or @SECONDS for a date so far ahead.\n" \
  "With status: code=ODATA_CODE, message=TEXT. What has blanks stands in quotes.\n" \
  "Example: --fault 'GET cloudMigrationStatus* n=3 status=503 retry-after=2'"
/* clang-format on */

typedef enum
{
  SANDBOX_FAULT_NONE,
  SANDBOX_FAULT_STATUS,
  SANDBOX_FAULT_CUT,
  SANDBOX_FAULT_LOST,
  SANDBOX_FAULT_TRUNCATE,
  SANDBOX_FAULT_STALL,
  SANDBOX_FAULT_GARBLE,
  SANDBOX_FAULT_HTML,
} SandboxFaultKind;

/**
 * SandboxFault:
 * @rule: how it was written
 * @method: (nullable): the verb, %NULL for all
 * @pattern: held against the path
 * @nth: the request it begins with, from 1
 * @every: 0, or the distance to the next
 * @times: how often at the most, 0 for without end
 * @kind: what happens
 * @status: for %SANDBOX_FAULT_STATUS and %SANDBOX_FAULT_HTML
 * @after: whether the request is carried out before: for %SANDBOX_FAULT_STATUS and %SANDBOX_FAULT_HTML
 * @delay: milliseconds before anything happens
 * @retry_after: (nullable): the header's value; with `@` in front, seconds to be told as a date
 * @code: (nullable): the OData code
 * @message: (nullable): the OData message
 *
 * A rule that injects failures; counts the requests that it was held against.
 */
typedef struct
{
  gatomicrefcount references;
  char *rule;
  char *method;
  GPatternSpec *pattern;
  guint nth;
  guint every;
  guint times;
  SandboxFaultKind kind;
  guint status;
  gboolean after;
  guint delay;
  char *retry_after;
  char *code;
  char *message;
  guint seen;
  guint done;
} SandboxFault;

/** sandbox_fault_parse: Returns: (transfer full): the rule; %NULL with %G_IO_ERROR_INVALID_ARGUMENT */
SandboxFault *sandbox_fault_parse (const char *rule, GError **error);
SandboxFault *sandbox_fault_ref (SandboxFault *self);
void sandbox_fault_unref (SandboxFault *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxFault, sandbox_fault_unref)

/** sandbox_fault_get_retry_after: Returns: (transfer full) (nullable): the header's value, as of now */
char *sandbox_fault_get_retry_after (const SandboxFault *self);

/** sandbox_fault_hits: counts a request; Returns: whether the rule strikes it */
gboolean sandbox_fault_hits (SandboxFault *self, const char *method, const char *path);

G_END_DECLS
