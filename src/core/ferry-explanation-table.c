/* SPDX-License-Identifier: GPL-3.0-or-later */
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
  { "0 2 53 1225 10060 10061 11001",
    "network-related or instance-specific|server was not found or was not accessible|could not open a "
    "connection to sql server",
    PLAIN, N_ ("The source SQL Server can’t be reached"),
    N_ ("The integration runtime found no SQL Server at the address of the connection string: it is stopped, "
        "its name or port is wrong, or a firewall stands between."),
    N_ ("On the machine of the integration runtime, check that the SQL Server service runs, that TCP/IP is "
        "enabled for it, and that its port is open. Then run the replication again."),
    "Test-NetConnection -ComputerName <server> -Port 1433" },
  { "18456", "login failed for user|login failed.", PLAIN, N_ ("Login at the source failed"),
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

/* SQL Server's own messages, which stand inside those of 50006 and 50007. The first that matches is taken. */
static const FerryExplanationEntry sql_entries[] = {
  { "1205", "deadlock", PLAIN, N_ ("Deadlock at the source"),
    N_ ("Another transaction and the copy waited for each other, and SQL Server ended the copy."),
    N_ ("Run the replication again at a time when fewer people work in the source, and stop jobs that change "
        "the table meanwhile."),
    NULL },
  { "1222", "lock request time out", PLAIN, N_ ("Table is locked at the source"),
    N_ ("Another transaction held the table longer than the copy could wait."),
    N_ ("End the transaction that holds it, or wait for its end, and run the replication again."),
    "SELECT session_id, blocking_session_id, wait_type, wait_time FROM sys.dm_exec_requests WHERE "
    "blocking_session_id <> 0;" },
  { "2628 8152", "string or binary data would be truncated", PLAIN, N_ ("Value too long for the target"),
    N_ ("A value of the source is longer than the online column takes."),
    N_ ("Find the values that are too long and shorten them at the source, then run the replication again."),
    "SELECT c.name, c.max_length FROM sys.columns AS c WHERE c.object_id = OBJECT_ID(N'{literal}');" },
  { "2601 2627", "cannot insert duplicate key|violation of primary key|violation of unique key", PLAIN,
    N_ ("Record exists already"),
    N_ ("The online table already has a record with the same key, which the copy didn’t bring."),
    N_ ("Delete the record online, or let the replication clear the table before it copies; then run it "
        "again."),
    NULL },
  { "245 241 8114 8169", "conversion failed when converting|error converting data type", PLAIN,
    N_ ("Value can’t be converted"),
    N_ ("A value of the source can’t be turned into the type of the online column."),
    N_ ("Find the value that doesn’t fit the column’s type, correct it at the source, and run the "
        "replication again."),
    "SELECT c.name, t.name AS type FROM sys.columns AS c JOIN sys.types AS t ON t.user_type_id = "
    "c.user_type_id WHERE c.object_id = OBJECT_ID(N'{literal}');" },
  { "220 8115", "arithmetic overflow", PLAIN, N_ ("Number too large"),
    N_ ("A number of the source is larger than the online column takes."),
    N_ ("Find the number that is out of range, correct it at the source, and run the replication again."),
    NULL },
  { "515", "cannot insert the value null", PLAIN, N_ ("Value is missing"),
    N_ ("A column that must have a value online is empty (NULL) at the source."),
    N_ ("Give the column a value in every record of the source table, and run the replication again."),
    NULL },
  { "229 230 262 297", "permission was denied|permission denied|does not have permission", PLAIN,
    N_ ("Permission missing at the source"),
    N_ ("The user of the connection string may not read what the copy needs."),
    N_ ("Give the user the rights to read data and change tracking on the source database, and run the "
        "replication again."),
    "ALTER ROLE db_datareader ADD MEMBER <user>; GRANT VIEW CHANGE TRACKING ON {table} TO <user>;" },
  { "9002", "transaction log for database", PLAIN, N_ ("Transaction log is full"),
    N_ ("The database had no room left in its transaction log."),
    N_ ("Back up or enlarge the transaction log, find out what keeps it from being reused, and run the "
        "replication again."),
    "SELECT name, log_reuse_wait_desc FROM sys.databases;" },
  { "1101 1105 112",
    "could not allocate space for object|could not allocate a new page|not enough space on the "
    "disk|insufficient disk space",
    PLAIN, N_ ("Disk or database is full"), N_ ("There was no room left for the data."),
    N_ ("Free space on the disk or raise the limit of the database file, and run the replication again."),
    "EXEC sp_spaceused;" },
  { "",
    "certificate chain was issued by an authority that is not trusted|certificate chain|remote certificate",
    PLAIN, N_ ("Certificate isn’t trusted"),
    N_ ("The connection to SQL Server is encrypted with a certificate that the machine of the integration "
        "runtime doesn’t trust."),
    N_ ("Install a certificate from a trusted authority on SQL Server, or add its authority to the trusted "
        "ones of that machine."),
    "Get-ChildItem Cert:\\LocalMachine\\Root" },
  { "924 18461", "single user|single-user|can only have one user at a time", PLAIN,
    N_ ("Database is in single-user mode"),
    N_ ("Only one connection at a time is let into the source database, and somebody has it."),
    N_ ("End the maintenance that set the mode, let all users in again, and run the replication again."),
    "ALTER DATABASE CURRENT SET MULTI_USER;" },
  { "942 927 922", "is offline|is being recovered|in the middle of a restore|cannot be opened because it is",
    PLAIN, N_ ("Source database is offline"),
    N_ ("The database exists, but SQL Server doesn’t let anybody in at present."),
    N_ ("Bring the database online, or wait until its restore has ended, and run the replication again."),
    "SELECT name, state_desc FROM sys.databases;" },
  { "4060 911", "cannot open database", PLAIN, N_ ("Source database can’t be opened"),
    N_ ("The database of the connection string doesn’t exist on the server, or its user may not open it."),
    N_ ("Check the database’s name and that the login has a user in it. If the name is wrong, set up cloud "
        "migration again."),
    "SELECT name, state_desc FROM sys.databases;" },
  { "40615", "not allowed to access the server", PLAIN, N_ ("Azure SQL’s firewall refused"),
    N_ ("The firewall of the Azure SQL server doesn’t let the migration service in."),
    N_ ("Allow Azure services to reach the server, or add the address of the message to its firewall rules."),
    NULL },
  { "40501 10928 10929 49918", "resource limit|service is currently busy", PLAIN,
    N_ ("Azure SQL is at its limit"), N_ ("The database used up what its service tier allows."),
    N_ ("Scale the database up for the time of the migration, or run the replication when less goes on."),
    NULL },
  { "208", "invalid object name", PLAIN, N_ ("Table not found at the source"),
    N_ ("The table is not in the source database, or was renamed or removed since the run began."),
    N_ ("Check the table’s name at the source. If it has another one, map it as a custom table."),
    "SELECT name FROM sys.tables WHERE name LIKE N'%{name}%';" },
  { "207", "invalid column name", PLAIN, N_ ("Column not found at the source"),
    N_ ("The source table lacks a column that the online table has, or it was removed since the run began."),
    N_ ("Compare the columns of the table with the online version’s and bring the source in line, then run "
        "the replication again."),
    "SELECT name FROM sys.columns WHERE object_id = OBJECT_ID(N'{literal}');" },
  { "468", "cannot resolve the collation conflict|collation conflict", PLAIN, N_ ("Collations differ"),
    N_ ("The source database sorts and compares text in a way that doesn’t agree with a column of it."),
    N_ ("Give the column the collation of its database, and run the replication again."), NULL },
  { "3906", "database is read-only|because the database is read-only", PLAIN, N_ ("Database is read-only"),
    N_ ("The copy has to write into the database, for change tracking or for the data, and may not."),
    N_ ("Make the database writable again, and run the replication again."),
    "ALTER DATABASE CURRENT SET READ_WRITE;" },
  { "-2", "execution timeout expired|timeout expired|wait operation timed out|connection timeout", PLAIN,
    N_ ("Time-out at the source"), N_ ("SQL Server took longer to answer than the copy waits."),
    N_ ("Look for load, locks and missing indexes at the source, and run the replication again at a quieter "
        "time."),
    NULL },
  { "64 121 10053 10054", "transport-level error|forcibly closed|connection is broken|semaphore timeout",
    PLAIN, N_ ("Connection to the source was lost"),
    N_ ("The line between integration runtime and SQL Server broke while data was copied."),
    N_ ("Check network and server for what happened at that time, and run the replication again."), NULL },
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

static gboolean
has_words (const FerryExplanationEntry *entry, const char *folded)
{
  g_auto (GStrv) alternatives = NULL;

  if (entry->words == NULL)
    return FALSE;
  alternatives = g_strsplit (entry->words, "|", -1);
  for (guint i = 0; alternatives[i] != NULL; i++)
    if (strstr (folded, alternatives[i]) != NULL)
      return TRUE;
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
  for (guint i = 0; i < G_N_ELEMENTS (sql_entries); i++)
    if (has_code (&sql_entries[i], upper))
      return &sql_entries[i];
  return NULL;
}

const FerryExplanationEntry *
ferry_explanation_match_message (const char *message)
{
  g_autofree char *folded = message != NULL ? g_ascii_strdown (message, -1) : NULL;

  if (folded == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (sql_entries); i++)
    if (has_words (&sql_entries[i], folded))
      return &sql_entries[i];
  for (guint i = 0; i < G_N_ELEMENTS (service_entries); i++)
    if (has_words (&service_entries[i], folded))
      return &service_entries[i];
  return NULL;
}
