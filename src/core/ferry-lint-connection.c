/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-lint-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ferry-connection-string.h"
#include "ferry-error.h"

static gboolean
is_azure_address (const char *server)
{
  g_autofree char *folded = g_ascii_strdown (server, -1);

  return strstr (folded, ".database.") != NULL
         && (g_str_has_suffix (folded, ".windows.net") || g_str_has_suffix (folded, ".chinacloudapi.cn")
             || g_str_has_suffix (folded, ".usgovcloudapi.net") || g_str_has_suffix (folded, ".cloudapi.de"));
}

/* Without the instance: “.\BC” is as local as “.”. */
static gboolean
is_local_address (const char *server)
{
  static const char *const local[] = { ".", "localhost", "(local)", "127.0.0.1", "::1", "(localdb)" };
  g_autofree char *host = g_ascii_strdown (server, (gssize) strcspn (server, "\\"));

  for (guint i = 0; i < G_N_ELEMENTS (local); i++)
    if (g_str_equal (host, local[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_system_database (const char *database)
{
  static const char *const names[] = { "master", "model", "msdb", "tempdb" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i], database) == 0)
      return TRUE;
  return FALSE;
}

void
ferry_lint_check_address (GPtrArray *findings,
                          FerrySqlServerType type,
                          const char *server,
                          const char *database)
{
  gboolean has_server = server != NULL && *server != '\0';

  if (has_server && type == FERRY_SQL_SERVER_TYPE_SQL_SERVER && is_azure_address (server))
    ferry_lint_add (
      findings, FERRY_LINT_WARNING, FERRY_LINT_CONNECTION,
      g_strdup_printf (_ ("“%s” is an Azure SQL server"), server),
      _ ("SQL Server is chosen, for which an integration runtime is needed that Azure SQL doesn’t "
         "need."),
      _ ("Choose Azure SQL as kind of server."), NULL);
  if (has_server && type == FERRY_SQL_SERVER_TYPE_AZURE_SQL && !is_azure_address (server))
    ferry_lint_add (findings, FERRY_LINT_WARNING, FERRY_LINT_CONNECTION,
                    g_strdup_printf (_ ("“%s” isn’t an address of Azure SQL"), server),
                    _ ("The service connects to Azure SQL itself, and so needs its full address in the "
                       "internet."),
                    _ ("Enter the address as “NAME.database.windows.net”, or choose SQL Server as kind of "
                       "server."),
                    NULL);
  if (has_server && type == FERRY_SQL_SERVER_TYPE_SQL_SERVER && is_local_address (server))
    ferry_lint_add (
      findings, FERRY_LINT_ADVICE, FERRY_LINT_CONNECTION,
      /* Translators: %s is a name such as “localhost” */
      g_strdup_printf (_ ("“%s” is the integration runtime’s own machine"), server),
      _ ("The integration runtime connects to the source, so the name is looked up where it runs."),
      _ ("If SQL Server runs on another machine than the integration runtime, enter that machine’s "
         "name."),
      "Test-NetConnection -ComputerName <server> -Port 1433");
  if (database != NULL && is_system_database (database))
    ferry_lint_add (findings, FERRY_LINT_WARNING, FERRY_LINT_CONNECTION,
                    g_strdup_printf (_ ("“%s” holds no companies"), database),
                    _ ("It is a database of SQL Server’s own, not one of Business Central."),
                    _ ("Enter the name of the database that Business Central uses."),
                    "SELECT name FROM sys.databases WHERE database_id > 4;");
}

GPtrArray *
ferry_lint_check_connection_string (const char *text, FerrySqlServerType type)
{
  GPtrArray *findings = ferry_lint_findings_new ();
  g_autofree char *server = ferry_connection_string_get_server (text);
  g_autofree char *database = ferry_connection_string_get_database (text);
  g_autofree char *user = ferry_connection_string_get_user (text);
  g_autoptr (GError) error = NULL;

  if (!ferry_connection_string_check (text, type, &error))
    ferry_lint_add (findings, FERRY_LINT_ERROR, FERRY_LINT_CONNECTION,
                    g_strdup (_ ("Connection string isn’t right")), error->message,
                    _ ("Compare it with the examples."), NULL);
  ferry_lint_check_address (findings, type, server, database);
  if (server != NULL && type == FERRY_SQL_SERVER_TYPE_AZURE_SQL
      && !ferry_connection_string_is_encrypted (text))
    ferry_lint_add (findings, FERRY_LINT_WARNING, FERRY_LINT_CONNECTION,
                    g_strdup (_ ("Connection isn’t encrypted")),
                    _ ("The data would go through the internet, and Azure SQL may refuse a connection that "
                       "doesn’t ask for encryption."),
                    _ ("Add “Encrypt=True” to the connection string."), NULL);
  if (user != NULL && g_ascii_strcasecmp (user, "sa") == 0)
    ferry_lint_add (
      findings, FERRY_LINT_ADVICE, FERRY_LINT_CONNECTION, g_strdup (_ ("Login “sa” may do everything")),
      _ ("The connection string is kept by the service, and with it the right to all databases of "
         "the server."),
      _ ("Make a login of its own for the migration, which may only work in the source database."),
      "CREATE LOGIN [migration] WITH PASSWORD = '<password>'; CREATE USER [migration] FOR LOGIN "
      "[migration]; ALTER ROLE db_owner ADD MEMBER [migration];");
  ferry_lint_sort (findings);
  return findings;
}
