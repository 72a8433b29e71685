/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-lint.h"

G_BEGIN_DECLS

GPtrArray *ferry_lint_findings_new (void);

/* ferry_lint_add: @title: (transfer full); @explanation, @fix: translated; @snippet: (nullable) */
void ferry_lint_add (GPtrArray *findings,
                     FerryLintSeverity severity,
                     FerryLintSubject subject,
                     char *title,
                     const char *explanation,
                     const char *fix,
                     const char *snippet);

/* ferry_lint_sort: the worst first; those of a severity keep their order */
void ferry_lint_sort (GPtrArray *findings);

/* ferry_lint_check_address: what the names of server and database tell */
void ferry_lint_check_address (GPtrArray *findings,
                               FerrySqlServerType type,
                               const char *server,
                               const char *database);

/* ferry_lint_check_companies: names, number and size */
void ferry_lint_check_companies (GPtrArray *findings, const FerryLintInput *input);

G_END_DECLS
