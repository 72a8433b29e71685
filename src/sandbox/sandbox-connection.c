/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-connection.h"

#include <string.h>

typedef struct
{
  char *server;
  char *database;
  char *user;
  gboolean has_password;
} Parts;

static void
parts_clear (Parts *parts)
{
  g_free (parts->server);
  g_free (parts->database);
  g_free (parts->user);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static void
set_once (char **place, const char *value)
{
  g_free (*place);
  *place = g_strdup (value);
}

/* Keywords are compared without case and blanks: `User Id`, `UserID` and `USER ID` are one. */
static gboolean
parse_pair (Parts *parts, const char *pair, GError **error)
{
  const char *equals = strchr (pair, '=');
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  g_auto (GStrv) words = NULL;

  if (equals == NULL)
    {
      g_set_error_literal (
        error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
        "The connection string is malformed: every part has to look like “keyword=value”, parts are "
        "separated by “;”.");
      return FALSE;
    }
  key = g_ascii_strdown (pair, equals - pair);
  words = g_strsplit_set (key, " \t", -1);
  g_free (key);
  key = g_strjoinv ("", words);
  value = g_strstrip (g_strdup (equals + 1));

  if (g_str_equal (key, "server") || g_str_equal (key, "datasource"))
    set_once (&parts->server, value);
  else if (g_str_equal (key, "database") || g_str_equal (key, "initialcatalog"))
    set_once (&parts->database, value);
  else if (g_str_equal (key, "userid") || g_str_equal (key, "uid") || g_str_equal (key, "user"))
    set_once (&parts->user, value);
  else if (g_str_equal (key, "password") || g_str_equal (key, "pwd"))
    parts->has_password = *value != '\0';
  return TRUE;
}

static gboolean
require (const char *value, const char *keyword, GError **error)
{
  if (value != NULL && *value != '\0')
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "The connection string is malformed: “%s” is missing.", keyword);
  return FALSE;
}

gboolean
sandbox_connection_check (const char *connection_string, GError **error)
{
  g_auto (GStrv) pairs = g_strsplit (connection_string != NULL ? connection_string : "", ";", -1);
  g_auto (Parts) parts = { 0 };

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_strstrip (pairs[i]);
      if (*pairs[i] != '\0' && !parse_pair (&parts, pairs[i], error))
        return FALSE;
    }
  if (!require (parts.server, "Server", error) || !require (parts.database, "Database", error)
      || !require (parts.user, "User Id", error)
      || !require (parts.has_password ? "set" : NULL, "Password", error))
    return FALSE;

  if (g_ascii_strcasecmp (parts.user, "nobody") == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                           "18456: The SQL Server refused the login of the connection string’s user.");
      return FALSE;
    }
  if (g_ascii_strcasecmp (parts.database, "BC") != 0
      && g_ascii_strcasecmp (parts.database, "Demo Database BC") != 0)
    {
      g_set_error (
        error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
        "18456: The SQL Server can’t open the database “%s” that the connection string asks for; the login "
        "failed.",
        parts.database);
      return FALSE;
    }
  return TRUE;
}
