/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-column-issues.h"
#include "ferry-explanation-private.h"
#include "ferry-explanation.h"

#include <string.h>

#define APP "437dbf0e-84ff-417a-965d-ed2bb9650972"

#define assert_words(text, words)                                                                            \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    if ((text) == NULL || strstr ((text), (words)) == NULL)                                                  \
      g_error ("“%s” isn't in “%s”", (words), (text) != NULL ? (text) : "(none)");                           \
  }                                                                                                          \
  G_STMT_END

typedef struct
{
  const char *code;
  const char *message;
  const char *title;
  const char *snippet;
} Row;

/* Every code that is known, with its title and, where a line helps, a part of that. */
static const Row codes[] = {
  { "INIT", "", "Set-up completed", NULL },
  { "UPGRADE", "", "Service updated", NULL },
  { "0", "No connection.", "The source SQL Server can’t be reached", "Test-NetConnection" },
  { "2", "", "The source SQL Server can’t be reached", "Test-NetConnection" },
  { "26", "", "The source SQL Server can’t be reached", "Test-NetConnection" },
  { "53", "", "The source SQL Server can’t be reached", "Test-NetConnection" },
  { "1225", "", "The source SQL Server can’t be reached", "Test-NetConnection" },
  { "10013", "", "The source SQL Server can’t be reached", "Test-NetConnection" },
  { "10060", "", "The source SQL Server can’t be reached", "Test-NetConnection" },
  { "10061", "", "The source SQL Server can’t be reached", "Test-NetConnection" },
  { "11001", "", "The source SQL Server can’t be reached", "Test-NetConnection" },
  { "18456", "", "Login at the source failed", "sys.sql_logins" },
  { "18470", "", "Login at the source failed", "sys.sql_logins" },
  { "50001", "", "Compatibility level too low", "COMPATIBILITY_LEVEL = 130" },
  { "50002", "", "Database too large", "sp_spaceused" },
  { "50003", "", "No company selected", NULL },
  { "50004", "", "Table missing at the source", "N'%Item%'" },
  { "50005", "", "Table differs from the target’s", "N'[CRONUS$Item$" },
  { "50006", "", "Preparing the copy failed", NULL },
  { "50007", "", "Copying the table failed", NULL },
  { "50008", "", "Extensions could not be refreshed", NULL },
  { "50009", "", "Extensions could not be refreshed", NULL },
  { "50010", "", "Skipped: another migration is running", NULL },
  { "50011", "", "Columns don’t fit", "N'[CRONUS$Item$" },
  { "50016", "", "Migration is disabled", NULL },
  { "50017", "", "Source version not supported", "databaseversionno" },
  { "50018", "", "Source has another major version", "databaseversionno" },
  { "50020", "", "Change tracking is off", "CHANGE_RETENTION = 3 DAYS" },
  { "50021", "", "Company name has invisible characters", "-CompanyName 'CRONUS'" },
  { "52100", "", "Service can’t call the environment", NULL },
  { "52110", "", "Copying took longer than a day", "N'[CRONUS$Item$" },
  { "18486", "", "Password expired or login locked", "IsExpired" },
  { "18487", "", "Password expired or login locked", "IsExpired" },
  { "18488", "", "Password expired or login locked", "IsExpired" },
  { "18452", "", "Windows login isn’t accepted", "IsIntegratedSecurityOnly" },
  { "4060", "", "Source database can’t be opened", "sys.databases" },
  { "911", "", "Source database can’t be opened", "sys.databases" },
  { "916", "", "Source database can’t be opened", "sys.databases" },
  { "4064", "", "Source database can’t be opened", "sys.databases" },
  { "40615", "", "Azure SQL’s firewall refused", "New-AzSqlServerFirewallRule" },
  { "40914", "", "Azure SQL has no public access", "Set-AzSqlServer" },
  { "47073", "", "Azure SQL has no public access", "Set-AzSqlServer" },
  { "40531", "", "Azure SQL server not found", NULL },
  { "40532", "", "Azure SQL server not found", NULL },
  { "1205", "", "Deadlock at the source", "blocking_session_id" },
  { "1222", "", "Table is locked at the source", "blocking_session_id" },
  { "3960", "", "Table changed while it was read", "ALLOW_SNAPSHOT_ISOLATION" },
  { "3952", "", "Table changed while it was read", "ALLOW_SNAPSHOT_ISOLATION" },
  { "3961", "", "Table changed while it was read", "ALLOW_SNAPSHOT_ISOLATION" },
  { "701", "", "SQL Server is out of memory", "max server memory" },
  { "802", "", "SQL Server is out of memory", "max server memory" },
  { "8645", "", "SQL Server is out of memory", "max server memory" },
  { "8651", "", "SQL Server is out of memory", "max server memory" },
  { "17803", "", "SQL Server is out of memory", "max server memory" },
  { "1204", "", "SQL Server is out of memory", "max server memory" },
  { "40501", "", "Azure SQL is at its limit", "Set-AzSqlDatabase" },
  { "10928", "", "Azure SQL is at its limit", "Set-AzSqlDatabase" },
  { "10929", "", "Azure SQL is at its limit", "Set-AzSqlDatabase" },
  { "40197", "", "Azure SQL is at its limit", "Set-AzSqlDatabase" },
  { "40613", "", "Azure SQL is at its limit", "Set-AzSqlDatabase" },
  { "49918", "", "Azure SQL is at its limit", "Set-AzSqlDatabase" },
  { "49919", "", "Azure SQL is at its limit", "Set-AzSqlDatabase" },
  { "49920", "", "Azure SQL is at its limit", "Set-AzSqlDatabase" },
  { "22105", "", "Change tracking is off for the table", "ALTER TABLE [CRONUS$Item$" },
  { "4998", "", "Change tracking is off for the table", "ALTER TABLE [CRONUS$Item$" },
  { "4997", "", "Table has no primary key", "Sync-NAVTenant" },
  { "22115", "", "Change tracking doesn’t reach back", "CHANGE_RETENTION = 3 DAYS" },
  { "22117", "", "Change tracking doesn’t reach back", "CHANGE_RETENTION = 3 DAYS" },
  { "22123", "", "Change tracking’s clean-up is blocked", "blocking_session_id" },
  { "2628", "", "Value too long for the target", "max_length" },
  { "8152", "", "Value too long for the target", "max_length" },
  { "2601", "", "Record exists already", NULL },
  { "2627", "", "Record exists already", NULL },
  { "547", "", "Constraint refuses the record", "sys.objects" },
  { "242", "", "Date or value out of range", "N'[CRONUS$Item$" },
  { "296", "", "Date or value out of range", "N'[CRONUS$Item$" },
  { "517", "", "Date or value out of range", "N'[CRONUS$Item$" },
  { "9803", "", "Date or value out of range", "N'[CRONUS$Item$" },
  { "245", "", "Value can’t be converted", "N'[CRONUS$Item$" },
  { "241", "", "Value can’t be converted", "N'[CRONUS$Item$" },
  { "8114", "", "Value can’t be converted", "N'[CRONUS$Item$" },
  { "8169", "", "Value can’t be converted", "N'[CRONUS$Item$" },
  { "220", "", "Number too large", "c.precision" },
  { "8115", "", "Number too large", "c.precision" },
  { "515", "", "Value is missing", "c.is_nullable" },
  { "468", "", "Collations differ", "collation_name" },
  { "300", "", "Permission missing at the source", "GRANT VIEW CHANGE TRACKING ON [CRONUS$Item$" },
  { "229", "", "Permission missing at the source", "GRANT VIEW CHANGE TRACKING ON [CRONUS$Item$" },
  { "230", "", "Permission missing at the source", "GRANT VIEW CHANGE TRACKING ON [CRONUS$Item$" },
  { "262", "", "Permission missing at the source", "GRANT VIEW CHANGE TRACKING ON [CRONUS$Item$" },
  { "297", "", "Permission missing at the source", "GRANT VIEW CHANGE TRACKING ON [CRONUS$Item$" },
  { "371", "", "Permission missing at the source", "GRANT VIEW CHANGE TRACKING ON [CRONUS$Item$" },
  { "9002", "", "Transaction log is full", "log_reuse_wait_desc" },
  { "1101", "", "Disk or database is full", "sp_spaceused" },
  { "1105", "", "Disk or database is full", "sp_spaceused" },
  { "112", "", "Disk or database is full", "sp_spaceused" },
  { "40544", "", "Disk or database is full", "sp_spaceused" },
  { "823", "", "Source database is damaged", "DBCC CHECKDB" },
  { "824", "", "Source database is damaged", "DBCC CHECKDB" },
  { "825", "", "Source database is damaged", "DBCC CHECKDB" },
  { "605", "", "Source database is damaged", "DBCC CHECKDB" },
  { "924", "", "Database is in single-user mode", "SET MULTI_USER" },
  { "18461", "", "Database is in single-user mode", "SET MULTI_USER" },
  { "942", "", "Source database is offline", "state_desc" },
  { "927", "", "Source database is offline", "state_desc" },
  { "922", "", "Source database is offline", "state_desc" },
  { "945", "", "Source database is offline", "state_desc" },
  { "3906", "", "Database is read-only", "READ_WRITE" },
  { "208", "", "Table not found at the source", "N'%Item%'" },
  { "207", "", "Column not found at the source", "N'[CRONUS$Item$" },
  { "6005", "", "SQL Server is being stopped", "Get-Service MSSQL*" },
  { "17142", "", "SQL Server is being stopped", "Get-Service MSSQL*" },
  { "-2", "", "Time-out at the source", "blocking_session_id" },
  { "258", "", "Time-out at the source", "blocking_session_id" },
  { "64", "", "Connection to the source was lost", NULL },
  { "121", "", "Connection to the source was lost", NULL },
  { "233", "", "Connection to the source was lost", NULL },
  { "10053", "", "Connection to the source was lost", NULL },
  { "10054", "", "Connection to the source was lost", NULL },
  { " init ", "", "Set-up completed", NULL },
};

/* With the published interface the code is only in the message, if anywhere. */
static const Row messages[] = {
  { NULL, "50004: The table is not at the source.", "Table missing at the source" },
  { NULL, "Error 50020 occurred.", "Change tracking is off" },
  { NULL, "Run failed (50003)", "No company selected" },
  { NULL, "SqlErrorNumber=18456, Class=14", "Login at the source failed" },
  { NULL, "error code: 1225", "The source SQL Server can’t be reached" },
  { NULL, "Msg 2627, Level 14, State 1", "Record exists already" },
  { NULL, "A network-related or instance-specific error occurred while establishing a connection.",
    "The source SQL Server can’t be reached" },
  { NULL, "Login failed for user 'bc'.", "Login at the source failed" },
  { NULL, "Transaction (Process ID 52) was deadlocked on lock resources", "Deadlock at the source" },
  { NULL, "Lock request time out period exceeded.", "Table is locked at the source" },
  { NULL, "Execution Timeout Expired.  The timeout period elapsed", "Time-out at the source" },
  { NULL, "String or binary data would be truncated in table 'x'", "Value too long for the target" },
  { NULL, "The SELECT permission was denied on the object 'Item'", "Permission missing at the source" },
  { NULL, "The transaction log for database 'BC' is full due to 'LOG_BACKUP'.", "Transaction log is full" },
  { NULL, "Could not allocate space for object 'dbo.Item' in database 'BC'", "Disk or database is full" },
  { NULL, "There is not enough space on the disk.", "Disk or database is full" },
  { NULL, "The certificate chain was issued by an authority that is not trusted.",
    "Certificate isn’t trusted" },
  { NULL, "Database 'BC' is in single user mode", "Database is in single-user mode" },
  { NULL, "Database 'BC' cannot be opened because it is offline.", "Source database is offline" },
  { NULL, "Cannot open database \"BC\" requested by the login.", "Source database can’t be opened" },
  { NULL, "Violation of PRIMARY KEY constraint 'PK'", "Record exists already" },
  { NULL, "Conversion failed when converting the varchar value 'x' to data type int.",
    "Value can’t be converted" },
  { NULL, "Arithmetic overflow error converting numeric to data type numeric.", "Number too large" },
  { NULL, "Cannot insert the value NULL into column 'No_'", "Value is missing" },
  { NULL, "Invalid object name 'dbo.Item'.", "Table not found at the source" },
  { NULL, "Invalid column name 'GTIN'.", "Column not found at the source" },
  { NULL, "Cannot resolve the collation conflict between", "Collations differ" },
  { NULL, "A transport-level error has occurred when receiving results",
    "Connection to the source was lost" },
  { NULL, "Client with IP address '1.2.3.4' is not allowed to access the server.",
    "Azure SQL’s firewall refused" },
  { NULL, "The Self-hosted Integration Runtime is offline: node SRV01", "Integration runtime is offline" },
  { NULL,
    "A connection was successfully established with the server, but then an error occurred during the login "
    "process. (provider: SSL Provider, error: 0 - The certificate chain was issued by an authority that is "
    "not "
    "trusted.)",
    "Certificate isn’t trusted" },
  { NULL, "(provider: SQL Network Interfaces, error: 26 - Error Locating Server/Instance Specified)",
    "The source SQL Server can’t be reached" },
  { NULL, "The client and server cannot communicate, because they do not possess a common algorithm",
    "No secure connection to the source" },
  { NULL, "Login failed for user 'bc'. Reason: The password of the account has expired.",
    "Password expired or login locked" },
  { NULL, "Login failed. The login is from an untrusted domain", "Windows login isn’t accepted" },
  { NULL, "Reason: An instance-specific error occurred. Deny Public Network Access is set to Yes",
    "Azure SQL has no public access" },
  { NULL, "Cannot open server 'x' requested by the login.", "Azure SQL server not found" },
  { NULL, "Snapshot isolation transaction aborted due to update conflict.",
    "Table changed while it was read" },
  { NULL, "There is insufficient system memory in resource pool 'default'", "SQL Server is out of memory" },
  { NULL, "Database 'BC' on server 'x' is not currently available.", "Azure SQL is at its limit" },
  { NULL,
    "Resource ID : 1. The request limit for the database is 30 and has been reached. Error number: 10928",
    "Azure SQL is at its limit" },
  { NULL, "Change tracking is not enabled on table 'dbo.Item'.", "Change tracking is off for the table" },
  { NULL,
    "Cannot enable change tracking on table 'Item'. Change tracking requires a primary key on the table.",
    "Table has no primary key" },
  { NULL, "The last sync version is below CHANGE_TRACKING_MIN_VALID_VERSION",
    "Change tracking doesn’t reach back" },
  { NULL, "The INSERT statement conflicted with the CHECK constraint \"c\".",
    "Constraint refuses the record" },
  { NULL, "The conversion of a varchar data type to a datetime data type resulted in an out-of-range value.",
    "Date or value out of range" },
  { NULL, "SqlDateTime overflow. Must be between 1/1/1753 and 12/31/9999", "Date or value out of range" },
  { NULL, "SQL Server detected a logical consistency-based I/O error: incorrect checksum",
    "Source database is damaged" },
  { NULL, "SQL Server shutdown is in progress.", "SQL Server is being stopped" },
  { NULL, "SqlErrorNumber=-2,Class=11", "Time-out at the source" },
  { "50007", "Copy failed: Arithmetic overflow error converting", "Number too large" },
  { "50006", "Something nobody has seen", "Preparing the copy failed" },
  { "99999", "Invalid column name 'GTIN'.", "Column not found at the source" },
};

/* Numbers that aren't codes. */
static const Row nothing[] = {
  { NULL, "", NULL },
  { NULL, NULL, NULL },
  { "", "", NULL },
  { "0", "", NULL },
  { "99999", "", NULL },
  { NULL, "Copied 50004 records.", NULL },
  { NULL, "2 tables are left", NULL },
  { NULL, "0 errors", NULL },
  { NULL, "exit code 2", NULL },
  { NULL, "Item 50011 was not found in [dbo].[Item]", NULL },
  { NULL, "broken \xff text", NULL },
};

static void
test_explained (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (FerryExplanation) explanation
    = ferry_explanation_new (row->code, row->message, "CRONUS", "Item");

  g_assert_nonnull (explanation);
  g_assert_cmpstr (explanation->title, ==, row->title);
  g_assert_cmpint (strlen (explanation->meaning), >, 20);
  g_assert_cmpint (strlen (explanation->remedy), >, 20);
}

static void
test_code (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (FerryExplanation) explanation
    = ferry_explanation_new (row->code, row->message, "CRONUS", "Item");
  g_autofree char *title = ferry_explanation_dup_title (row->code, row->message);

  test_explained (data);
  g_assert_cmpstr (title, ==, row->title);
  if (row->snippet == NULL)
    g_assert_null (explanation->snippet);
  else
    assert_words (explanation->snippet, row->snippet);
  /* Nothing is left to be filled in but what only the administrator knows. */
  g_assert_true (explanation->snippet == NULL || strchr (explanation->snippet, '{') == NULL);
}

static gboolean
is_tested (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (codes[i].code, code))
      return TRUE;
  return FALSE;
}

/* No code without a line in the table above; none stands for two things. */
static void
test_all_codes (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const FerryExplanationEntry *entry;

  for (guint i = 0; (entry = ferry_explanation_get_entry (i)) != NULL; i++)
    {
      g_auto (GStrv) of_entry = g_strsplit (entry->codes, " ", -1);

      g_assert_true (*entry->codes != '\0' || entry->words != NULL);
      for (guint j = 0; of_entry[j] != NULL; j++)
        {
          if (!is_tested (of_entry[j]))
            g_error ("%s isn’t tested", of_entry[j]);
          if (!g_hash_table_add (seen, g_strdup (of_entry[j])))
            g_error ("%s stands for two things", of_entry[j]);
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, G_N_ELEMENTS (codes) - 1);
}

/* The title alone is the whole explanation's. */
static void
test_title (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *title = ferry_explanation_dup_title (row->code, row->message);

  g_assert_cmpstr (title, ==, row->title);
}

static void
test_unexplained (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (FerryExplanation) explanation
    = ferry_explanation_new (row->code, row->message, "CRONUS", "Item");

  if (explanation != NULL)
    g_error ("“%s” is explained as “%s”", row->message, explanation->title);
}

/* What the service says outside is kept in front of what SQL Server says inside. */
static void
test_inner_message (void)
{
  g_autoptr (FerryExplanation) explanation = ferry_explanation_new (
    "50007", "Copy failed: String or binary data would be truncated.", "CRONUS", "Item");

  assert_words (explanation->meaning, "Copying of the table broke off. A value of the source is longer");
}

/* ---- Lines to copy ---- */

static void
test_snippet (const char *code, const char *company, const char *table, const char *expected)
{
  g_autoptr (FerryExplanation) explanation = ferry_explanation_new (code, "", company, table);

  g_assert_cmpstr (explanation->snippet, ==, expected);
}

static void
test_snippets (void)
{
  test_snippet ("50001", NULL, NULL, "ALTER DATABASE CURRENT SET COMPATIBILITY_LEVEL = 130;");
  test_snippet ("50004", "CRONUS", "Cust. Ledger Entry",
                "SELECT name FROM sys.tables WHERE name LIKE N'%Cust_ Ledger Entry%';");
  test_snippet ("52110", "CRONUS International Ltd.", "Cust. Ledger Entry",
                "EXEC sp_spaceused N'[CRONUS International Ltd_$Cust_ Ledger Entry$" APP "]';");
  /* Per database there is no company's part. */
  test_snippet ("52110", "", "User", "EXEC sp_spaceused N'[User$" APP "]';");
  /* Nothing to name, no line. */
  test_snippet ("52110", "CRONUS", NULL, NULL);
  test_snippet ("52110", "CRONUS", "", NULL);
  test_snippet ("50021", NULL, NULL, NULL);
}

/* Names come from the source and may hold anything: they stay inside their quotation. */
static void
test_quoting (void)
{
  test_snippet ("52110", "O'Neil", "It'em", "EXEC sp_spaceused N'[O_Neil$It_em$" APP "]';");
  test_snippet ("52110", "x", "a$b]; DROP TABLE c --'", "EXEC sp_spaceused N'[a$b]]; DROP TABLE c --'']';");
  test_snippet (
    "50021", "It's\tus", NULL,
    "Rename-NAVCompany -ServerInstance <instance> -CompanyName 'It''s\tus' -NewCompanyName '<new name>'");
  /* A line break can't be copied as a line. */
  test_snippet ("50021", "two\nlines", NULL, NULL);
  test_snippet ("52110", "x", "two\nlines", NULL);
}

static void
test_quoted_identifier (void)
{
  g_autofree char *line
    = ferry_explanation_fill ("GRANT VIEW CHANGE TRACKING ON {table} TO <user>;", "C", "$a]b'c");

  g_assert_cmpstr (line, ==, "GRANT VIEW CHANGE TRACKING ON [$a]]b'c] TO <user>;");
}

/* ---- 50011 ---- */

static void
assert_issues (const char *message, const char *expected)
{
  g_autoptr (GPtrArray) issues = ferry_column_issues_parse (message);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < issues->len; i++)
    {
      const FerryColumnIssue *issue = g_ptr_array_index (issues, i);

      g_string_append_printf (
        text, "%s%s=%s%s%s", i > 0 ? ";" : "", issue->column, issue->flags & FERRY_COLUMN_KEY ? "K" : "",
        issue->flags & FERRY_COLUMN_TYPE ? "T" : "", issue->flags & FERRY_COLUMN_LENGTH ? "L" : "");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_columns (void)
{
  assert_issues ("[No_]PK,T,L,|[Name]L,", "No_=KTL;Name=L");
  assert_issues ("[No_]PK", "No_=K");
  assert_issues ("[No_]T,L", "No_=TL");
  assert_issues ("[a]]b]T,|[]]]L,", "a]b=T;]=L");
  assert_issues ("[a|b]L,|[c,d]PK,", "a|b=L;c,d=K");
  assert_issues ("Table [dbo].[Item] has column errors: [Description 2]L,|[Type]T, (50011).",
                 "Description 2=L;Type=T");
  assert_issues ("[Größe]L,", "Größe=L");
  assert_issues ("", "");
  assert_issues (NULL, "");
  assert_issues ("[", "");
  assert_issues ("[]L,", "");
  assert_issues ("[a]", "");
  assert_issues ("[a]X,", "");
  assert_issues ("[a]Length", "");
  assert_issues ("[a]PKX", "");
  assert_issues ("[never closed L,", "");
  assert_issues ("[a]]", "");
}

static void
test_columns_explained (void)
{
  g_autoptr (FerryExplanation) by_code
    = ferry_explanation_new ("50011", "[No_]PK,|[Description]T,L,", "CRONUS", "Item");
  g_autoptr (FerryExplanation) by_list
    = ferry_explanation_new (NULL, "Column mapping errors: [Description]L,", "CRONUS", "Item");
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (FerryExplanation) shortened = NULL;

  assert_words (by_code->meaning, "“No_”: a part of the primary key that the source table lacks; "
                                  "“Description”: of another type, longer than the target takes.");
  assert_words (by_code->snippet, "OBJECT_ID(N'[CRONUS$Item$" APP "]')");
  g_assert_cmpstr (by_list->title, ==, "Columns don’t fit");
  assert_words (by_list->meaning, "“Description”: longer than the target takes.");

  for (int i = 0; i < 300; i++)
    g_string_append_printf (many, "[c%d]L,|", i);
  shortened = ferry_explanation_new ("50011", many->str, "CRONUS", "Item");
  assert_words (shortened->meaning, "“c7”: longer than the target takes. And 292 more columns.");
}

static void
test_columns_noise (void)
{
  static const char alphabet[] = "[]|,PKTL ab";

  for (int round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) issues = NULL;
      int length = g_test_rand_int_range (0, 40);

      for (int i = 0; i < length; i++)
        g_string_append_c (text, alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)]);
      issues = ferry_column_issues_parse (text->str);
      for (guint i = 0; i < issues->len; i++)
        {
          const FerryColumnIssue *issue = g_ptr_array_index (issues, i);

          g_assert_true (issue->flags != 0 && *issue->column != '\0');
        }
    }
}

static void
add_rows (const char *folder, const Row *rows, guint n, GTestDataFunc function)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/explanation/%s/%u", folder, i);

      g_test_add_data_func (path, &rows[i], function);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_rows ("code", codes, G_N_ELEMENTS (codes), test_code);
  g_test_add_func ("/explanation/all-codes", test_all_codes);
  add_rows ("message", messages, G_N_ELEMENTS (messages), test_explained);
  add_rows ("title", messages, G_N_ELEMENTS (messages), test_title);
  add_rows ("no-title", nothing, G_N_ELEMENTS (nothing), test_title);
  add_rows ("nothing", nothing, G_N_ELEMENTS (nothing), test_unexplained);
  g_test_add_func ("/explanation/inner-message", test_inner_message);
  g_test_add_func ("/explanation/snippets", test_snippets);
  g_test_add_func ("/explanation/quoting", test_quoting);
  g_test_add_func ("/explanation/quoted-identifier", test_quoted_identifier);
  g_test_add_func ("/explanation/columns", test_columns);
  g_test_add_func ("/explanation/columns-explained", test_columns_explained);
  g_test_add_func ("/explanation/columns-noise", test_columns_noise);
  return g_test_run ();
}
