/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** SANDBOX_FAULT_GRAMMAR: how rules are written, for `--help` */
#define SANDBOX_FAULT_GRAMMAR                                                                                          \
  "A rule is “[METHOD] PATTERN KEY=VALUE…”. PATTERN is held against the end of the path, * standing for\n"       \
  "anything: “cloudMigrationStatus*”, “*/Microsoft.NAV.runReplication”, “*”. Which of the requests that\n" \
  "match: all, or n=N the N-th alone, every=N every N-th, times=N so many at the most (with n: from the\n"             \
  "N-th on). What happens, one of: status=CODE an error; cut the connection is closed without an\n"                    \
  "answer; lost the request is carried out, then the connection is closed; truncate the body ends in the\n"            \
  "middle; garble the body is not JSON; html a gateway's page, with status=CODE or 502; delay=MS, alone "              \
  "or\n"                                                                                                               \
  "with one of the others. For status: retry-after=SECONDS, code=ODATA_CODE, message=TEXT_WITHOUT_BLANKS.\n"           \
  "Example: --fault 'GET cloudMigrationStatus* n=3 status=503 retry-after=2'"

typedef enum
{
  SANDBOX_FAULT_NONE,
  SANDBOX_FAULT_STATUS,
  SANDBOX_FAULT_CUT,
  SANDBOX_FAULT_LOST,
  SANDBOX_FAULT_TRUNCATE,
  SANDBOX_FAULT_GARBLE,
  SANDBOX_FAULT_HTML,
} SandboxFaultKind;

/**
 * SandboxFault:
 * @method: (nullable): the verb, %NULL for all
 * @pattern: held against the path
 * @nth: the request it begins with, from 1
 * @every: 0, or the distance to the next
 * @times: how often at the most, 0 for without end
 * @kind: what happens
 * @status: for %SANDBOX_FAULT_STATUS and %SANDBOX_FAULT_HTML
 * @delay: milliseconds before anything happens
 * @retry_after: (nullable): the header's value
 * @code: (nullable): the OData code
 * @message: (nullable): the OData message
 *
 * A rule that injects failures; counts the requests that it was held against.
 */
typedef struct
{
  char *method;
  GPatternSpec *pattern;
  guint nth;
  guint every;
  guint times;
  SandboxFaultKind kind;
  guint status;
  guint delay;
  char *retry_after;
  char *code;
  char *message;
  guint seen;
  guint done;
} SandboxFault;

/** sandbox_fault_parse: Returns: (transfer full): the rule; %NULL with %G_IO_ERROR_INVALID_ARGUMENT */
SandboxFault *sandbox_fault_parse (const char *rule, GError **error);
void sandbox_fault_free (SandboxFault *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxFault, sandbox_fault_free)

/** sandbox_fault_hits: counts a request; Returns: whether the rule strikes it */
gboolean sandbox_fault_hits (SandboxFault *self, const char *method, const char *path);

G_END_DECLS
