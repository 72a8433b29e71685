/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-explanation-private.h"

#include <glib/gi18n-lib.h>

#define PLAIN FERRY_EXPLANATION_PLAIN

#define COLUMNS                                                                                              \
  "SELECT c.name, t.name AS type, c.max_length, c.precision, c.scale, c.is_nullable FROM sys.columns AS c "  \
  "JOIN sys.types AS t ON t.user_type_id = c.user_type_id WHERE c.object_id = OBJECT_ID(N'{literal}');"
#define LOGINS                                                                                               \
  "SELECT name, is_disabled, LOGINPROPERTY(name, 'IsLocked') AS locked, LOGINPROPERTY(name, 'IsExpired') "   \
  "AS expired FROM sys.sql_logins;"
#define DATABASES "SELECT name, state_desc, user_access_desc FROM sys.databases;"
#define SESSIONS                                                                                             \
  "SELECT session_id, blocking_session_id, wait_type, wait_time FROM sys.dm_exec_requests WHERE "            \
  "blocking_session_id <> 0;"
#define FIREWALL_RULE                                                                                        \
  "New-AzSqlServerFirewallRule -ResourceGroupName '<group>' -ServerName '<server>' -FirewallRuleName "       \
  "'migration' -StartIpAddress '<address>' -EndIpAddress '<address>'"

/*
 * The messages of SQL Server, Azure SQL and the integration runtime, which stand inside those of 50006 and 50007. The
 * first that matches is taken, so that what is more special comes before what is more general.
 */
const FerryExplanationEntry ferry_explanation_sql_entries[] = {
  /* Getting there. */
  { "",
    "integration runtime is offline|integration runtime is not available|integration runtime is "
    "unavailable|no "
    "online node|integration runtime (self-hosted) node",
    PLAIN, N_ ("Integration runtime is offline"),
    N_ (
      "The migration service has no connection to the integration runtime beside the source, and so none to "
      "the source."),
    N_ (
      "On the machine of the integration runtime, check that its service runs, that the machine reaches the "
      "internet, and that the runtime is registered with the present key. Then run the replication again."),
    "Get-Service DIAHostService | Restart-Service" },
  { "",
    "certificate chain|remote certificate|certificate verify failed|target principal name is "
    "incorrect|certificate "
    "has expired|certificate's cn name",
    PLAIN, N_ ("Certificate isn’t trusted"),
    N_ ("The connection to SQL Server is encrypted with a certificate that the machine of the integration "
        "runtime doesn’t trust."),
    N_ (
      "Install a certificate from a trusted authority, made out to the server’s name, on SQL Server; or add "
      "its authority to the trusted ones of that machine."),
    "Get-ChildItem Cert:\\LocalMachine\\Root" },
  { "",
    "ssl/tls secure channel|handshake failed|pre-login handshake|do not possess a common "
    "algorithm|encryption not "
    "supported",
    PLAIN, N_ ("No secure connection to the source"),
    N_ ("SQL Server and the integration runtime didn’t agree on a way to encrypt the connection, as when one "
        "of them knows only old versions of TLS."),
    N_ ("Update SQL Server and the machine of the integration runtime so that both have TLS 1.2, and run the "
        "replication again."),
    "Get-ItemProperty "
    "'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS "
    "1.2\\*'" },
  { "18486 18487 18488", "password of the account has expired|account is currently locked|must be changed",
    PLAIN, N_ ("Password expired or login locked"),
    N_ ("SQL Server knows the user of the connection string, but its password has expired or the login is "
        "locked."),
    N_ (
      "Unlock the login or give it a new password that doesn’t expire. If the password changed, set up cloud "
      "migration again with the new one."),
    LOGINS },
  { "18452", "untrusted domain|cannot be used with windows authentication", PLAIN,
    N_ ("Windows login isn’t accepted"),
    N_ ("The connection string makes the integration runtime sign in with its Windows account, which SQL "
        "Server doesn’t accept."),
    N_ ("Set up cloud migration again with a connection string that names an SQL login and its password."),
    "SELECT SERVERPROPERTY('IsIntegratedSecurityOnly');" },
  { "4060 911 916 4064",
    "cannot open database|not able to access the database|cannot open user default database", PLAIN,
    N_ ("Source database can’t be opened"),
    N_ ("The database of the connection string doesn’t exist on the server, or its user may not open it."),
    N_ ("Check the database’s name and that the login has a user in it. If the name is wrong, set up cloud "
        "migration again."),
    DATABASES },
  { "40615", "not allowed to access the server", PLAIN, N_ ("Azure SQL’s firewall refused"),
    N_ ("The firewall of the Azure SQL server doesn’t let the migration service in."),
    N_ ("Allow Azure services to reach the server, or add the address of the message to its firewall rules."),
    FIREWALL_RULE },
  { "40914 47073", "virtual network rule|deny public network access|public network access", PLAIN,
    N_ ("Azure SQL has no public access"),
    N_ ("The Azure SQL server lets in only its own networks, to which the migration service doesn’t belong."),
    N_ ("Allow access from selected networks and from Azure services for the time of the migration."),
    "Set-AzSqlServer -ResourceGroupName '<group>' -ServerName '<server>' -PublicNetworkAccess 'Enabled'" },
  { "40531 40532", "cannot open server", PLAIN, N_ ("Azure SQL server not found"),
    N_ ("There is no Azure SQL server of the name in the connection string, or the login’s name lacks the "
        "server’s."),
    N_ ("Set up cloud migration again with the server’s full name, such as "
        "“name.database.windows.net”."),
    NULL },

  /* Load and locks. */
  { "1205", "deadlock", PLAIN, N_ ("Deadlock at the source"),
    N_ ("Another transaction and the copy waited for each other, and SQL Server ended the copy."),
    N_ ("Run the replication again at a time when fewer people work in the source, and stop jobs that change "
        "the table meanwhile."),
    SESSIONS },
  { "1222", "lock request time out", PLAIN, N_ ("Table is locked at the source"),
    N_ ("Another transaction held the table longer than the copy could wait."),
    N_ ("End the transaction that holds it, or wait for its end, and run the replication again."), SESSIONS },
  { "3960 3952 3961", "snapshot isolation", PLAIN, N_ ("Table changed while it was read"),
    N_ ("The copy reads the table as it was at one moment, and the database didn’t allow it or the table was "
        "altered meanwhile."),
    N_ ("Allow snapshot isolation for the database, keep from altering tables during a run, and run the "
        "replication again."),
    "ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON;" },
  { "701 802 8645 8651 17803 1204",
    "insufficient system memory|waiting for memory resources|insufficient memory|obtain a lock resource",
    PLAIN, N_ ("SQL Server is out of memory"),
    N_ ("The server had not enough memory for what the copy asked."),
    N_ ("Give SQL Server more memory, end what else uses much of it, and run the replication again."),
    "EXEC sp_configure 'max server memory (MB)';" },
  { "40501 10928 10929 40197 40613 49918 49919 49920",
    "resource limit|service is currently busy|not currently available|error processing your request", PLAIN,
    N_ ("Azure SQL is at its limit"),
    N_ ("The database used up what its service tier allows, or Azure is moving it to another machine."),
    N_ ("Run the replication again a little later. If that doesn’t help, scale the database up for the time "
        "of the migration."),
    "Set-AzSqlDatabase -ResourceGroupName '<group>' -ServerName '<server>' -DatabaseName '<database>' "
    "-RequestedServiceObjectiveName '<tier>'" },

  /* Change tracking. */
  { "22105 4998", "change tracking is not enabled on table", PLAIN,
    N_ ("Change tracking is off for the table"),
    N_ ("The database tracks changes, but this table is left out, and so the service can’t tell what changed "
        "in it since the last run."),
    N_ ("Enable change tracking for the table, and run the replication again."),
    "ALTER TABLE {table} ENABLE CHANGE_TRACKING;" },
  { "4997", "change tracking requires a primary key", PLAIN, N_ ("Table has no primary key"),
    N_ ("Changes can be tracked only in a table with a primary key, and this one has lost its."),
    N_ ("Synchronize the table’s schema at the source so that it has its primary key again, and run the "
        "replication again."),
    "Sync-NAVTenant -ServerInstance '<instance>' -Mode CheckOnly" },
  { "22115 22117",
    "minimum valid version|min_valid_version|min valid version|change tracking information is no longer "
    "available",
    PLAIN, N_ ("Change tracking doesn’t reach back"),
    N_ ("More time passed since the table’s last copy than the source keeps its changes for."),
    N_ ("Run the replication again: the table is copied whole. To avoid that, keep changes for at least 3 "
        "days and replicate more often."),
    "ALTER DATABASE CURRENT SET CHANGE_TRACKING (CHANGE_RETENTION = 3 DAYS, AUTO_CLEANUP = ON);" },
  { "22123", "change tracking autocleanup", PLAIN, N_ ("Change tracking’s clean-up is blocked"),
    N_ ("SQL Server couldn’t remove changes that are too old, because something holds the table."),
    N_ ("End the transaction that holds the table, and run the replication again."), SESSIONS },

  /* Values. */
  { "2628 8152", "string or binary data would be truncated", PLAIN, N_ ("Value too long for the target"),
    N_ ("A value of the source is longer than the online column takes."),
    N_ ("Find the values that are too long and shorten them at the source, then run the replication again."),
    COLUMNS },
  { "2601 2627", "cannot insert duplicate key|violation of primary key|violation of unique key", PLAIN,
    N_ ("Record exists already"),
    N_ ("The online table already has a record with the same key, which the copy didn’t bring."),
    N_ ("Delete the record online, or let the replication clear the table before it copies; then run it "
        "again."),
    NULL },
  { "547",
    "conflicted with the foreign key|conflicted with the check constraint|conflicted with the reference",
    PLAIN, N_ ("Constraint refuses the record"),
    N_ ("A record breaks a rule that was added to the table in the database itself."),
    N_ ("Correct the record at the source or remove the constraint, which Business Central doesn’t make, and "
        "run the replication again."),
    "SELECT name, type_desc FROM sys.objects WHERE parent_object_id = OBJECT_ID(N'{literal}');" },
  { "242 296 517 9803", "out-of-range value|out-of-range datetime|sqldatetime overflow|invalid data for type",
    PLAIN, N_ ("Date or value out of range"),
    N_ ("A date, time or number of the source is none that the online column can hold."),
    N_ ("Find the value that is out of range, correct it at the source, and run the replication again."),
    COLUMNS },
  { "245 241 8114 8169", "conversion failed when converting|error converting data type", PLAIN,
    N_ ("Value can’t be converted"),
    N_ ("A value of the source can’t be turned into the type of the online column."),
    N_ ("Find the value that doesn’t fit the column’s type, correct it at the source, and run the "
        "replication again."),
    COLUMNS },
  { "220 8115", "arithmetic overflow", PLAIN, N_ ("Number too large"),
    N_ ("A number of the source is larger than the online column takes."),
    N_ ("Find the number that is out of range, correct it at the source, and run the replication again."),
    COLUMNS },
  { "515", "cannot insert the value null", PLAIN, N_ ("Value is missing"),
    N_ ("A column that must have a value online is empty (NULL) at the source."),
    N_ ("Give the column a value in every record of the source table, and run the replication again."),
    COLUMNS },
  { "468", "collation conflict", PLAIN, N_ ("Collations differ"),
    N_ ("The source database sorts and compares text in a way that doesn’t agree with a column of it."),
    N_ ("Give the column the collation of its database, and run the replication again."),
    "SELECT name, collation_name FROM sys.columns WHERE object_id = OBJECT_ID(N'{literal}') AND "
    "collation_name <> CONVERT(sysname, DATABASEPROPERTYEX(DB_NAME(), 'Collation'));" },

  /* The database. */
  { "300 229 230 262 297 371", "permission was denied|permission denied|does not have permission", PLAIN,
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
  { "1101 1105 112 40544",
    "could not allocate space for object|could not allocate a new page|not enough space on the "
    "disk|insufficient "
    "disk space|reached its size quota",
    PLAIN, N_ ("Disk or database is full"), N_ ("There was no room left for the data."),
    N_ ("Free space on the disk or raise the limit of the database file, and run the replication again."),
    "EXEC sp_spaceused;" },
  { "823 824 825 605", "logical consistency-based i/o error|i/o error|attempt to fetch logical page", PLAIN,
    N_ ("Source database is damaged"), N_ ("SQL Server couldn’t read a part of the database from its disk."),
    N_ ("Check the database, repair it or restore it from a good backup, and run the replication again."),
    "DBCC CHECKDB WITH NO_INFOMSGS;" },
  { "924 18461", "single user|single-user|can only have one user at a time", PLAIN,
    N_ ("Database is in single-user mode"),
    N_ ("Only one connection at a time is let into the source database, and somebody has it."),
    N_ ("End the maintenance that set the mode, let all users in again, and run the replication again."),
    "ALTER DATABASE CURRENT SET MULTI_USER;" },
  { "942 927 922 945",
    "is offline|is being recovered|in the middle of a restore|cannot be opened because it is", PLAIN,
    N_ ("Source database is offline"),
    N_ ("The database exists, but SQL Server doesn’t let anybody in at present."),
    N_ ("Bring the database online, or wait until its restore has ended, and run the replication again."),
    DATABASES },
  { "3906", "database is read-only", PLAIN, N_ ("Database is read-only"),
    N_ ("The copy has to write into the database, for change tracking or for the data, and may not."),
    N_ ("Make the database writable again, and run the replication again."),
    "ALTER DATABASE CURRENT SET READ_WRITE;" },
  { "208", "invalid object name", PLAIN, N_ ("Table not found at the source"),
    N_ ("The table is not in the source database, or was renamed or removed since the run began."),
    N_ ("Check the table’s name at the source. If it has another one, map it as a custom table."),
    "SELECT name FROM sys.tables WHERE name LIKE N'%{name}%';" },
  { "207", "invalid column name", PLAIN, N_ ("Column not found at the source"),
    N_ ("The source table lacks a column that the online table has, or it was removed since the run began."),
    N_ ("Compare the columns of the table with the online version’s and bring the source in line, then run "
        "the replication again."),
    "SELECT name FROM sys.columns WHERE object_id = OBJECT_ID(N'{literal}');" },

  /* The line. */
  { "6005 17142", "shutdown is in progress|service has been paused", PLAIN,
    N_ ("SQL Server is being stopped"), N_ ("Somebody stopped or paused SQL Server while data was copied."),
    N_ ("Start SQL Server again, and run the replication again."), "Get-Service MSSQL*" },
  { "-2 258", "execution timeout expired|timeout expired|wait operation timed out|connection timeout", PLAIN,
    N_ ("Time-out at the source"), N_ ("SQL Server took longer to answer than the copy waits."),
    N_ ("Look for load, locks and missing indexes at the source, and run the replication again at a quieter "
        "time."),
    SESSIONS },
  { "64 121 233 10053 10054",
    "transport-level error|forcibly closed|connection is broken|semaphore timeout|other end of the pipe",
    PLAIN, N_ ("Connection to the source was lost"),
    N_ ("The line between integration runtime and SQL Server broke while data was copied."),
    N_ ("Check network and server for what happened at that time, and run the replication again."), NULL },
};

const guint ferry_explanation_n_sql_entries = G_N_ELEMENTS (ferry_explanation_sql_entries);
