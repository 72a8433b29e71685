/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-connection-string.h"

#include "ferry-error.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What a part sets. Spellings of the same thing are one. */
typedef enum
{
  KEY_SERVER,
  KEY_DATABASE,        /* the first spelling's */
  KEY_INITIAL_CATALOG, /* the second's */
  KEY_USER,            /* User Id */
  KEY_USER_ID,         /* UserID */
  KEY_PASSWORD,
  KEY_INTEGRATED,
  KEY_TIMEOUT,
  KEY_ENCRYPT,
  KEY_OTHER,
} Key;

typedef struct
{
  const char *name; /* lower case */
  Key key;
} KnownKey;

static const KnownKey known_keys[] = {
  { "server", KEY_SERVER },
  { "data source", KEY_SERVER },
  { "address", KEY_SERVER },
  { "addr", KEY_SERVER },
  { "network address", KEY_SERVER },
  { "database", KEY_DATABASE },
  { "initial catalog", KEY_INITIAL_CATALOG },
  { "user id", KEY_USER },
  { "userid", KEY_USER_ID },
  { "uid", KEY_USER_ID },
  { "user", KEY_USER_ID },
  { "password", KEY_PASSWORD },
  { "pwd", KEY_PASSWORD },
  { "integrated security", KEY_INTEGRATED },
  { "trusted_connection", KEY_INTEGRATED },
  { "connection timeout", KEY_TIMEOUT },
  { "connect timeout", KEY_TIMEOUT },
  { "timeout", KEY_TIMEOUT },
  { "app", KEY_OTHER },
  { "application name", KEY_OTHER },
  { "applicationintent", KEY_OTHER },
  { "application intent", KEY_OTHER },
  { "authentication", KEY_OTHER },
  { "column encryption setting", KEY_OTHER },
  { "command timeout", KEY_OTHER },
  { "connection lifetime", KEY_OTHER },
  { "connection reset", KEY_OTHER },
  { "connectretrycount", KEY_OTHER },
  { "connect retry count", KEY_OTHER },
  { "connectretryinterval", KEY_OTHER },
  { "connect retry interval", KEY_OTHER },
  { "current language", KEY_OTHER },
  { "encrypt", KEY_ENCRYPT },
  { "enlist", KEY_OTHER },
  { "failover partner", KEY_OTHER },
  { "hostnameincertificate", KEY_OTHER },
  { "host name in certificate", KEY_OTHER },
  { "language", KEY_OTHER },
  { "load balance timeout", KEY_OTHER },
  { "max pool size", KEY_OTHER },
  { "min pool size", KEY_OTHER },
  { "multipleactiveresultsets", KEY_OTHER },
  { "multiple active result sets", KEY_OTHER },
  { "multisubnetfailover", KEY_OTHER },
  { "multi subnet failover", KEY_OTHER },
  { "net", KEY_OTHER },
  { "network", KEY_OTHER },
  { "network library", KEY_OTHER },
  { "packet size", KEY_OTHER },
  { "persist security info", KEY_OTHER },
  { "persistsecurityinfo", KEY_OTHER },
  { "poolblockingperiod", KEY_OTHER },
  { "pooling", KEY_OTHER },
  { "replication", KEY_OTHER },
  { "transaction binding", KEY_OTHER },
  { "trustservercertificate", KEY_OTHER },
  { "trust server certificate", KEY_OTHER },
  { "type system version", KEY_OTHER },
  { "workstation id", KEY_OTHER },
  { "wsid", KEY_OTHER },
};

typedef struct
{
  char *values[KEY_OTHER];
} Parts;

static void
parts_clear (Parts *parts)
{
  for (guint i = 0; i < KEY_OTHER; i++)
    {
      /* One of them is a password. */
      if (parts->values[i] != NULL)
        explicit_bzero (parts->values[i], strlen (parts->values[i]));
      g_clear_pointer (&parts->values[i], g_free);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static const KnownKey *
find_key (const char *start, const char *end)
{
  g_autofree char *name = g_ascii_strdown (start, end - start);

  for (guint i = 0; i < G_N_ELEMENTS (known_keys); i++)
    if (g_str_equal (known_keys[i].name, name))
      return &known_keys[i];
  return NULL;
}

static const char *
skip_blanks (const char *p)
{
  while (g_ascii_isspace (*p))
    p++;
  return p;
}

/* A value in quotation marks or braces; the closing mark stands for itself when doubled. */
static char *
read_quoted (const char **p, char closing)
{
  GString *value = g_string_new (NULL);

  for (const char *q = *p + 1; *q != '\0'; q++)
    {
      if (*q == closing && q[1] == closing)
        q++;
      else if (*q == closing)
        {
          *p = q + 1;
          return g_string_free (value, FALSE);
        }
      g_string_append_c (value, *q);
    }
  explicit_bzero (value->str, value->len);
  g_string_free (value, TRUE);
  return NULL;
}

static char *
read_plain (const char **p)
{
  const char *start = *p;
  const char *end = start + strcspn (start, ";");
  char *value = g_strndup (start, (gsize) (end - start));

  *p = end;
  return g_strchomp (value);
}

/* @position counts the parts from 1. A part's key isn't repeated unless it is a known one: where a password
 * with a semicolon wasn't quoted, an unknown key is a piece of it. */
static gboolean
parse_part (const char **text, guint position, Parts *parts, GError **error)
{
  const char *p = *text;
  const char *key_start = p;
  const char *equals = p + strcspn (p, "=;");
  const char *key_end = equals;
  g_autofree char *value = NULL;
  const KnownKey *known;

  if (*equals != '=')
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                   _ ("Part %u of the connection string isn’t of the form “name=value”. Put a value that "
                      "contains a semicolon in quotation marks."),
                   position);
      return FALSE;
    }
  while (key_end > key_start && g_ascii_isspace (key_end[-1]))
    key_end--;
  if ((known = find_key (key_start, key_end)) == NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                   _ ("Part %u of the connection string isn’t a setting that SQL Server knows. Check its "
                      "spelling, and put a value that contains a semicolon in quotation marks."),
                   position);
      return FALSE;
    }

  p = skip_blanks (equals + 1);
  if (*p == '"' || *p == '\'' || *p == '{')
    {
      value = read_quoted (&p, *p == '{' ? '}' : *p);
      p = skip_blanks (p);
      if (value == NULL || (*p != ';' && *p != '\0'))
        {
          g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                       _ ("The quotation of “%s” isn’t closed properly. Double a quotation mark that belongs "
                          "to the value."),
                       known->name);
          return FALSE;
        }
    }
  else
    value = read_plain (&p);
  *text = *p == ';' ? p + 1 : p;

  if (known->key == KEY_OTHER)
    return TRUE;
  if (parts->values[known->key] != NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                   _ ("“%s” is given twice in the connection string. Leave one of them out."), known->name);
      return FALSE;
    }
  parts->values[known->key] = g_steal_pointer (&value);
  return TRUE;
}

static gboolean
parse (const char *text, Parts *parts, GError **error)
{
  const char *p = skip_blanks (text);
  const char *line_break;

  if (*p == '\0')
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                   _ ("The connection string is empty. Enter how the source database is reached."));
      return FALSE;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                   _ ("The connection string isn’t valid text. Enter it again."));
      return FALSE;
    }
  line_break = strpbrk (p, "\r\n");
  if (line_break != NULL && *skip_blanks (line_break) != '\0')
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                   _ ("The connection string has a line break. Enter it on one line."));
      return FALSE;
    }
  for (guint position = 1; *p != '\0'; position++)
    {
      /* Empty parts are allowed: “;;”, and the one after the last semicolon. */
      if (*p != ';')
        {
          if (!parse_part (&p, position, parts, error))
            return FALSE;
        }
      else
        p++;
      p = skip_blanks (p);
    }
  return TRUE;
}

static gboolean
is_empty (const char *value)
{
  return value == NULL || *value == '\0';
}

static gboolean
is_affirmative (const char *value)
{
  return g_ascii_strcasecmp (value, "true") == 0 || g_ascii_strcasecmp (value, "yes") == 0
         || g_ascii_strcasecmp (value, "sspi") == 0 || g_str_equal (value, "1");
}

static gboolean
require (const char *value, const char *key, GError **error)
{
  if (!is_empty (value))
    return TRUE;
  if (value == NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                 _ ("“%s” is missing in the connection string. Add it."), key);
  else
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                 _ ("“%s” has no value in the connection string. Enter one."), key);
  return FALSE;
}

static gboolean
check_login (const Parts *parts, GError **error)
{
  const char *user = parts->values[KEY_USER] != NULL ? parts->values[KEY_USER] : parts->values[KEY_USER_ID];

  if (parts->values[KEY_USER] != NULL && parts->values[KEY_USER_ID] != NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                   _ ("The user is given twice in the connection string. Leave one of them out."));
      return FALSE;
    }
  if (user == NULL && parts->values[KEY_INTEGRATED] != NULL && is_affirmative (parts->values[KEY_INTEGRATED]))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                   _ ("The migration can’t sign in with a Windows account. Replace the integrated security "
                      "with “User Id” and “Password” of an SQL login."));
      return FALSE;
    }
  /* The vendor's form with “Database” takes no other spelling of the user (domain §2.1). */
  if (parts->values[KEY_DATABASE] != NULL && parts->values[KEY_USER_ID] != NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                   _ ("Beside “Database”, the user has to be written “User Id”, with a blank. Correct its "
                      "spelling, or use “Initial Catalog” and “UserID”."));
      return FALSE;
    }
  return require (user, parts->values[KEY_INITIAL_CATALOG] != NULL ? "UserID" : "User Id", error)
         && require (parts->values[KEY_PASSWORD], "Password", error);
}

static gboolean
check_number (const char *value, const char *key, GError **error)
{
  if (value == NULL || g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT32, NULL, NULL))
    return TRUE;
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
               _ ("“%s” isn’t a number of seconds. Correct it or leave it out."), key);
  return FALSE;
}

gboolean
ferry_connection_string_check (const char *text, FerrySqlServerType type, GError **error)
{
  g_auto (Parts) parts = { 0 };
  const char *database;

  if (!parse (text != NULL ? text : "", &parts, error))
    return FALSE;
  if (!require (parts.values[KEY_SERVER], "Server", error))
    return FALSE;
  if (parts.values[KEY_DATABASE] != NULL && parts.values[KEY_INITIAL_CATALOG] != NULL)
    {
      g_set_error (
        error, FERRY_ERROR, FERRY_ERROR_INVALID,
        _ ("The connection string has both “Database” and “Initial Catalog”. Leave one of them out."));
      return FALSE;
    }
  database = parts.values[KEY_INITIAL_CATALOG] != NULL ? parts.values[KEY_INITIAL_CATALOG]
                                                       : parts.values[KEY_DATABASE];
  if (!require (database,
                parts.values[KEY_INITIAL_CATALOG] != NULL || type == FERRY_SQL_SERVER_TYPE_AZURE_SQL
                  ? "Initial Catalog"
                  : "Database",
                error))
    return FALSE;
  if (!check_login (&parts, error) || !check_number (parts.values[KEY_TIMEOUT], "Connection Timeout", error))
    return FALSE;
  if (type == FERRY_SQL_SERVER_TYPE_AZURE_SQL && strchr (parts.values[KEY_SERVER], '\\') != NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                   _ ("“Server” names an instance, which Azure SQL doesn’t have. Choose SQL Server, or enter "
                      "the address of the Azure SQL server."));
      return FALSE;
    }
  return TRUE;
}

char *
ferry_connection_string_get_server (const char *text)
{
  g_auto (Parts) parts = { 0 };
  const char *server;
  const char *colon;

  if (text == NULL || !parse (text, &parts, NULL) || is_empty (parts.values[KEY_SERVER]))
    return NULL;
  server = parts.values[KEY_SERVER];
  /* Without protocol and port: tcp:NAME.database.windows.net,1433 */
  colon = strchr (server, ':');
  if (colon != NULL
      && (g_ascii_strncasecmp (server, "tcp:", 4) == 0 || g_ascii_strncasecmp (server, "np:", 3) == 0
          || g_ascii_strncasecmp (server, "lpc:", 4) == 0 || g_ascii_strncasecmp (server, "admin:", 6) == 0))
    server = colon + 1;
  return g_strstrip (g_strndup (server, strcspn (server, ",")));
}

char *
ferry_connection_string_get_database (const char *text)
{
  g_auto (Parts) parts = { 0 };
  Key key;

  if (text == NULL || !parse (text, &parts, NULL))
    return NULL;
  key = parts.values[KEY_INITIAL_CATALOG] != NULL ? KEY_INITIAL_CATALOG : KEY_DATABASE;
  if (is_empty (parts.values[key]))
    return NULL;
  return g_strdup (parts.values[key]);
}

/* Of the first key that is there. */
static char *
get_value (const char *text, Key first, Key second)
{
  g_auto (Parts) parts = { 0 };
  const char *value;

  if (text == NULL || !parse (text, &parts, NULL))
    return NULL;
  value = parts.values[first] != NULL ? parts.values[first] : parts.values[second];
  return is_empty (value) ? NULL : g_strdup (value);
}

char *
ferry_connection_string_get_user (const char *text)
{
  return get_value (text, KEY_USER, KEY_USER_ID);
}

gboolean
ferry_connection_string_is_encrypted (const char *text)
{
  g_autofree char *value = get_value (text, KEY_ENCRYPT, KEY_ENCRYPT);

  /* Newer words beside true and yes; all of them encrypt. */
  return value != NULL
         && (is_affirmative (value) || g_ascii_strcasecmp (value, "mandatory") == 0
             || g_ascii_strcasecmp (value, "strict") == 0);
}
