/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For memmem(). */
#define _GNU_SOURCE

#include "ferry-explanation-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define PLAIN FERRY_EXPLANATION_PLAIN

/* The codes of the replication service (domain §4). */
static const FerryExplanationEntry service_entries[] = {
  { "INIT", NULL, PLAIN, N_ ("Set-up completed"),
    N_ ("This entry only tells that cloud migration was set up; it is no error."),
    N_ ("Nothing needs to be done."), NULL },
  { "UPGRADE", NULL, PLAIN, N_ ("Service updated"),
    N_ ("This entry only tells that the migration service was brought to a new version; it is no error."),
    N_ ("Nothing needs to be done."), NULL },
  { "0 2 26 53 1225 10013 10060 10061 11001",
    "network-related or instance-specific|server was not found or was not accessible|could not open a "
    "connection to sql server|error locating server",
    PLAIN, N_ ("The source SQL Server can’t be reached"),
    N_ ("The integration runtime found no SQL Server at the address of the connection string: it is stopped, "
        "its name or port is wrong, or a firewall stands between."),
    N_ ("On the machine of the integration runtime, check that the SQL Server service runs, that TCP/IP is "
        "enabled for it, and that its port is open. Then run the replication again."),
    "Test-NetConnection -ComputerName <server> -Port 1433" },
  { "18456 18470", "login failed for user|login failed.", PLAIN, N_ ("Login at the source failed"),
    N_ ("SQL Server refused the user or the password of the connection string."),
    N_ ("Check that the login exists, is enabled and that SQL Server authentication is allowed. If the "
        "password was changed, set up cloud migration again with the new one."),
    "SELECT name, is_disabled FROM sys.sql_logins;" },
  { "50001", NULL, PLAIN, N_ ("Compatibility level too low"),
    N_ ("The source database has a compatibility level below 130, which the replication can’t read."),
    N_ ("Raise the compatibility level of the source database, then run the replication again."),
    "ALTER DATABASE CURRENT SET COMPATIBILITY_LEVEL = 130;" },
  { "50002", NULL, PLAIN, N_ ("Database too large"),
    N_ ("The source database is larger than what may be migrated to this environment."),
    N_ ("Remove data that is no longer needed at the source, select fewer companies at a time, or ask the "
        "vendor to raise the limit."),
    "EXEC sp_spaceused;" },
  { "50003", NULL, PLAIN, N_ ("No company selected"),
    N_ ("The run had nothing to copy, since no company is selected for replication."),
    N_ ("Select the companies to replicate, wait until they are created, and run the replication again."),
    NULL },
  { "50004", NULL, PLAIN, N_ ("Table missing at the source"),
    N_ ("The table exists online, but not in the source database. It is skipped with a warning; nothing else "
        "is affected."),
    N_ ("If the source never had this table, nothing needs to be done. If it did, look for it under another "
        "name and map it as a custom table."),
    "SELECT name FROM sys.tables WHERE name LIKE N'%{name}%';" },
  { "50005", NULL, PLAIN, N_ ("Table differs from the target’s"),
    N_ ("The columns of the source table don’t fit those of the online table."),
    N_ ("Compare the columns with the online version’s, change the source table accordingly or map it as a "
        "custom table, and run the replication again."),
    "SELECT c.name, t.name AS type, c.max_length FROM sys.columns AS c JOIN sys.types AS t ON t.user_type_id "
    "= c.user_type_id WHERE c.object_id = OBJECT_ID(N'{literal}');" },
  { "50006", NULL, FERRY_EXPLANATION_OUTER, N_ ("Preparing the copy failed"),
    N_ ("The table could not be prepared for copying."),
    N_ ("Read what SQL Server says in the message, correct it, and run the replication again: every run "
        "tries failed tables again."),
    NULL },
  { "50007", NULL, FERRY_EXPLANATION_OUTER, N_ ("Copying the table failed"),
    N_ ("Copying of the table broke off."),
    N_ ("Read what SQL Server says in the message, correct it, and run the replication again: every run "
        "tries failed tables again."),
    NULL },
  { "50008 50009", NULL, PLAIN, N_ ("Extensions could not be refreshed"),
    N_ ("The service failed to bring the tables of the installed extensions up to date before copying."),
    N_ ("Check online that all extensions are installed and synchronized, update or uninstall the one the "
        "message names, and run the replication again."),
    NULL },
  { "50010", NULL, PLAIN, N_ ("Skipped: another migration is running"),
    N_ ("The run did nothing, because another one of the same source or environment was going on."),
    N_ ("Wait until the other run has ended, then run the replication again."), NULL },
  { "50011", NULL, FERRY_EXPLANATION_COLUMNS, N_ ("Columns don’t fit"),
    N_ ("Columns of the source table can’t be copied to those of the online table."),
    N_ ("Shorten the values or change the columns at the source so that they fit, or map the table as a "
        "custom table; then run the replication again."),
    "SELECT c.name, t.name AS type, c.max_length FROM sys.columns AS c JOIN sys.types AS t ON t.user_type_id "
    "= c.user_type_id WHERE c.object_id = OBJECT_ID(N'{literal}');" },
  { "50016", NULL, PLAIN, N_ ("Migration is disabled"),
    N_ ("The run was refused, because cloud migration is switched off."),
    N_ ("Set up cloud migration again, then run the replication."), NULL },
  { "50017", NULL, PLAIN, N_ ("Source version not supported"),
    N_ ("The version of the source database isn’t one that can be migrated to this environment."),
    N_ ("Bring the source to a supported version first, or choose the product that fits it when you set up "
        "cloud migration again."),
    "SELECT databaseversionno FROM [$ndo$dbproperty];" },
  { "50018", NULL, PLAIN, N_ ("Source has another major version"),
    N_ ("The chosen product copies without an upgrade and needs the same major version at the source as "
        "online."),
    N_ ("Upgrade the source to the major version of the environment, or set up cloud migration again with "
        "the product for earlier versions."),
    "SELECT databaseversionno FROM [$ndo$dbproperty];" },
  { "50020", NULL, PLAIN, N_ ("Change tracking is off"),
    N_ ("Without change tracking the service can’t tell what changed since the last run."),
    N_ ("Enable change tracking on the source database, with a retention of at least 3 days, and run the "
        "replication again."),
    "ALTER DATABASE CURRENT SET CHANGE_TRACKING = ON (CHANGE_RETENTION = 3 DAYS, AUTO_CLEANUP = ON);" },
  { "50021", NULL, PLAIN, N_ ("Company name has invisible characters"),
    N_ ("The company’s name has characters that can’t be printed, and no company of that name can be made "
        "online."),
    N_ ("Rename the company at the source, then refresh the list of companies and select it again."),
    "Rename-NAVCompany -ServerInstance <instance> -CompanyName '{company}' -NewCompanyName '<new name>'" },
  { "52100", NULL, PLAIN, N_ ("Service can’t call the environment"),
    N_ ("The replication service wasn’t let into the environment to report what it did: the user that set up "
        "the migration lacks permissions."),
    N_ ("Give that user the SUPER permission set online, or set up cloud migration again with a user that "
        "has it."),
    NULL },
  { "52110", NULL, PLAIN, N_ ("Copying took longer than a day"),
    N_ ("A single table was not copied within 24 hours and was given up."),
    N_ ("Remove old records of the table at the source, give server and line more capacity, or take the "
        "table out of the replication; then run it again."),
    "EXEC sp_spaceused N'{literal}';" },
};

static gboolean
has_code (const FerryExplanationEntry *entry, const char *code)
{
  gsize length = strlen (code);

  for (const char *p = entry->codes; (p = strstr (p, code)) != NULL; p += length)
    if ((p == entry->codes || p[-1] == ' ') && (p[length] == '\0' || p[length] == ' '))
      return TRUE;
  return FALSE;
}

/* Asked for each row that is on screen: without a copy of anything. */
static gboolean
has_words (const FerryExplanationEntry *entry, const char *folded)
{
  const char *next;

  for (const char *words = entry->words; words != NULL; words = next == NULL ? NULL : next + 1)
    {
      next = strchr (words, '|');
      if (memmem (folded, strlen (folded), words, next == NULL ? strlen (words) : (gsize) (next - words))
          != NULL)
        return TRUE;
    }
  return FALSE;
}

const FerryExplanationEntry *
ferry_explanation_find_entry (const char *code)
{
  g_autofree char *upper = g_ascii_strup (code, -1);

  if (*upper == '\0' || strchr (upper, ' ') != NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (service_entries); i++)
    if (has_code (&service_entries[i], upper))
      return &service_entries[i];
  for (guint i = 0; i < ferry_explanation_n_sql_entries; i++)
    if (has_code (&ferry_explanation_sql_entries[i], upper))
      return &ferry_explanation_sql_entries[i];
  return NULL;
}

const FerryExplanationEntry *
ferry_explanation_match_message (const char *message)
{
  g_autofree char *folded = message != NULL ? g_ascii_strdown (message, -1) : NULL;

  if (folded == NULL)
    return NULL;
  for (guint i = 0; i < ferry_explanation_n_sql_entries; i++)
    if (has_words (&ferry_explanation_sql_entries[i], folded))
      return &ferry_explanation_sql_entries[i];
  for (guint i = 0; i < G_N_ELEMENTS (service_entries); i++)
    if (has_words (&service_entries[i], folded))
      return &service_entries[i];
  return NULL;
}

const FerryExplanationEntry *
ferry_explanation_get_entry (guint i)
{
  if (i < G_N_ELEMENTS (service_entries))
    return &service_entries[i];
  i -= G_N_ELEMENTS (service_entries);
  return i < ferry_explanation_n_sql_entries ? &ferry_explanation_sql_entries[i] : NULL;
}
