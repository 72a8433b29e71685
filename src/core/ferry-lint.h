/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-company.h"
#include "ferry-migration-state.h"

G_BEGIN_DECLS

/**
 * FerryLintSeverity:
 * @FERRY_LINT_ADVICE: worth knowing
 * @FERRY_LINT_WARNING: is likely to end badly
 * @FERRY_LINT_ERROR: the service will refuse it
 */
typedef enum
{
  FERRY_LINT_ADVICE,
  FERRY_LINT_WARNING,
  FERRY_LINT_ERROR,
} FerryLintSeverity;

/** FerryLintSubject: what a finding is about, and so where it can be corrected */
typedef enum
{
  FERRY_LINT_PRODUCT,
  FERRY_LINT_CONNECTION,
  FERRY_LINT_COMPANIES,
  FERRY_LINT_SOURCE,
  FERRY_LINT_TABLES,
} FerryLintSubject;

/**
 * FerryLintFinding:
 * @title: a few words
 * @explanation: why it matters
 * @fix: what to do
 * @snippet: (nullable): a line of SQL or PowerShell to copy
 */
typedef struct
{
  FerryLintSeverity severity;
  FerryLintSubject subject;
  char *title;
  char *explanation;
  char *fix;
  char *snippet;
} FerryLintFinding;

void ferry_lint_finding_free (FerryLintFinding *self);
/** ferry_lint_severity_to_style: Returns: how it is shown */
FerryStyle ferry_lint_severity_to_style (FerryLintSeverity severity);

/** FerryLintOccasion: what is about to be done */
typedef enum
{
  FERRY_LINT_SETUP,
  FERRY_LINT_REPLICATION,
  FERRY_LINT_DIAGNOSTIC,
} FerryLintOccasion;

/** FerryLintCompany: a company that is to be migrated */
typedef struct
{
  char *name;
  double size; /* GB */
  FerryInitStatus init_status;
  gboolean created;
} FerryLintCompany;

FerryLintCompany *
ferry_lint_company_new (const char *name, double size, FerryInitStatus init_status, gboolean created);
void ferry_lint_company_free (FerryLintCompany *self);
/** ferry_lint_companies_new: @companies: a list of #FerryCompany; Returns: (transfer full) (element-type FerryLintCompany):
 * those that are selected for replication */
GPtrArray *ferry_lint_companies_new (GListModel *companies);

/**
 * FerryLintInput:
 * @companies: (element-type FerryLintCompany): those that are to be migrated
 * @product_id: (nullable): the product chosen, at set-up
 * @server: (nullable): of the source, at set-up
 * @database: (nullable): the same
 * @state: (nullable): what is known of the migration
 * @causes: (nullable) (element-type FerryFailureCause): why tables failed in the last run
 * @mappings: (nullable) (element-type FerryTableMapping): the custom tables
 *
 * What is known before something is done. All is borrowed; what isn't known finds nothing.
 */
typedef struct
{
  FerryLintOccasion occasion;
  GPtrArray *companies;
  const char *product_id;
  FerrySqlServerType server_type;
  const char *server;
  const char *database;
  const FerryMigrationState *state;
  GPtrArray *causes;
  GPtrArray *mappings;
} FerryLintInput;

/** So many companies in one go are likely to fail (domain §2.1) */
#define FERRY_LINT_MANY_COMPANIES 300
/** So many GB are to be confirmed (domain §2.1) */
#define FERRY_LINT_LARGE_SIZE 50.0
/** Change tracking should reach back so many days (domain §2.4) */
#define FERRY_LINT_RETENTION_DAYS 3

/**
 * ferry_lint_check:
 *
 * Company names, sizes and number, product against versions, change tracking, what failed before, tables that are blocked,
 * companies that aren't initialized, custom tables (domain §2.1, §2.2, §2.4, §2.6 and §4). Pure.
 *
 * Returns: (transfer full) (element-type FerryLintFinding): the worst first
 */
GPtrArray *ferry_lint_check (const FerryLintInput *input);

/**
 * ferry_lint_check_connection_string:
 *
 * What may be wrong with a connection string that can be one: ferry_connection_string_check() comes before. Repeats of it
 * only the names of server, database and login.
 *
 * Returns: (transfer full) (element-type FerryLintFinding): the worst first
 */
GPtrArray *ferry_lint_check_connection_string (const char *text, FerrySqlServerType type);

G_END_DECLS
