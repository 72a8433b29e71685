/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-connection-string.h"
#include "ferry-error.h"

#include <string.h>

#define SQL   FERRY_SQL_SERVER_TYPE_SQL_SERVER
#define AZURE FERRY_SQL_SERVER_TYPE_AZURE_SQL

/* What is in every bad example where a value may stand, and in no message. */
#define SECRET "s3cret"

typedef struct
{
  const char *name;
  const char *text;
  FerrySqlServerType type;
  const char *words; /* of the message, `|` between them; NULL where the text is good */
} Row;

static const Row rows[] = {
  /* The spellings of domain §2.1 */
  { "first-spelling", "Server=HOST\\INSTANCE;Database=DB;User Id=U;Password=" SECRET ";", SQL, NULL },
  { "second-spelling", "Server=HOST;Initial Catalog=DB;UserID=U;Password=" SECRET ";", SQL, NULL },
  { "azure",
    "Server=tcp:NAME.database.windows.net,1433;Initial Catalog=DB;Persist Security Info=False;User "
    "ID=U;Password=" SECRET
    ";MultipleActiveResultSets=False;Encrypt=True;TrustServerCertificate=False;Connection Timeout=30;",
    AZURE, NULL },
  { "without-last-semicolon", "Server=H;Database=D;User Id=U;Password=" SECRET, SQL, NULL },
  { "any-case", "SERVER=H;dataBASE=D;USER ID=U;passWORD=" SECRET, SQL, NULL },
  { "blanks-around", "  Server = H ; Database = D ; User Id = U ; Password = " SECRET " ; ", SQL, NULL },
  { "trailing-newline", "Server=H;Database=D;User Id=U;Password=" SECRET ";\n", SQL, NULL },
  { "empty-parts", ";;Server=H;;Database=D;User Id=U;Password=" SECRET ";;", SQL, NULL },
  { "equals-in-value", "Server=H;Database=D;User Id=U;Password=" SECRET "==", SQL, NULL },
  { "double-quotes", "Server=H;Database=D;User Id=U;Password=\"a;b='" SECRET "\"", SQL, NULL },
  { "doubled-quotes", "Server=H;Database=D;User Id=U;Password=\"a\"\"b;" SECRET "\";", SQL, NULL },
  { "single-quotes", "Server=H;Database=D;User Id=U;Password='a;b''" SECRET "'", SQL, NULL },
  { "braces", "Server=H;Database=D;User Id=U;Password={a;b}}" SECRET "}", SQL, NULL },
  { "unicode", "Server=H;Database=Dåtabåse;User Id=Ünal;Password=" SECRET "✓", SQL, NULL },
  { "azure-in-first-spelling", "Server=N.database.windows.net;Database=D;User Id=U;Password=" SECRET, AZURE,
    NULL },
  { "integrated-off", "Server=H;Database=D;User Id=U;Password=" SECRET ";Integrated Security=False", SQL,
    NULL },

  /* What is wrong is named */
  { "empty", "", SQL, "empty" },
  { "blank", " \n ", SQL, "empty" },
  { "no-server", "Database=D;User Id=U;Password=" SECRET, SQL, "“Server” is missing" },
  { "no-database", "Server=H;User Id=U;Password=" SECRET, SQL, "“Database” is missing" },
  { "no-catalog", "Server=H;User ID=U;Password=" SECRET, AZURE, "“Initial Catalog” is missing" },
  { "no-user", "Server=H;Database=D;Password=" SECRET, SQL, "“User Id” is missing" },
  { "no-user-second-spelling", "Server=H;Initial Catalog=D;Password=" SECRET, SQL, "“UserID” is missing" },
  { "no-password", "Server=H;Database=D;User Id=" SECRET, SQL, "“Password” is missing" },
  { "empty-server", "Server=;Database=D;User Id=U;Password=" SECRET, SQL, "“Server” has no value" },
  { "empty-database", "Server=H;Database= ;User Id=U;Password=" SECRET, SQL, "“Database” has no value" },
  { "empty-user", "Server=H;Database=D;User Id=;Password=" SECRET, SQL, "“User Id” has no value" },
  { "empty-password", "Server=" SECRET ";Database=D;User Id=U;Password=;", SQL, "“Password” has no value" },
  { "empty-quoted-password", "Server=" SECRET ";Database=D;User Id=U;Password=\"\";", SQL,
    "“Password” has no value" },
  { "user-without-blank", "Server=H;Database=D;UserID=U;Password=" SECRET, SQL, "“User Id”, with a blank" },
  { "both-databases", "Server=H;Database=" SECRET ";Initial Catalog=D;User Id=U;Password=P", SQL, "both" },
  { "both-users", "Server=H;Initial Catalog=D;User ID=" SECRET ";UserID=V;Password=P", SQL,
    "user is given twice" },
  { "twice", "Server=H;Server=" SECRET ";Database=D;User Id=U;Password=P", SQL, "“server” is given twice" },
  { "twice-as-alias", "Server=H;Data Source=" SECRET ";Database=D;User Id=U;Password=P", SQL, "given twice" },
  { "windows-account", "Server=" SECRET ";Database=D;Integrated Security=SSPI", SQL, "Windows account" },
  { "trusted-connection", "Server=" SECRET ";Database=D;Trusted_Connection=yes", SQL, "Windows account" },
  { "unquoted-semicolon", "Server=H;Database=D;User Id=U;Password=ab;" SECRET "=1", SQL,
    "Part 5|quotation marks" },
  { "unquoted-semicolon-no-equals", "Server=H;Database=D;User Id=U;Password=ab;" SECRET, SQL,
    "Part 5|name=value" },
  { "open-quote", "Server=H;Database=D;User Id=U;Password=\"" SECRET, SQL,
    "quotation of “password” isn’t closed" },
  { "text-after-quote", "Server=H;Database=D;User Id=U;Password='a'" SECRET ";", SQL,
    "quotation of “password”" },
  { "open-brace", "Server=H;Database=D;User Id=U;Password={" SECRET, SQL, "quotation of “password”" },
  { "unknown-key", "Server=H;Database=D;User Id=U;Password=P;" SECRET "=1;", SQL, "Part 5" },
  { "no-key", "=" SECRET ";Server=H", SQL, "Part 1" },
  { "timeout", "Server=H;Database=D;User Id=U;Password=P;Connection Timeout=" SECRET, SQL,
    "“Connection Timeout” isn’t a number" },
  { "line-break", "Server=H;\nDatabase=D;User Id=U;Password=" SECRET, SQL, "line break" },
  { "not-utf8", "Server=\xff" SECRET, SQL, "isn’t valid text" },
  { "azure-with-instance", "Server=H\\" SECRET ";Initial Catalog=D;User ID=U;Password=P", AZURE,
    "names an instance" },
  { "word", SECRET, SQL, "Part 1" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = g_strsplit (row->words != NULL ? row->words : "", "|", -1);
  gboolean good = ferry_connection_string_check (row->text, row->type, &error);

  if (row->words == NULL)
    {
      g_assert_no_error (error);
      g_assert_true (good);
      return;
    }
  g_assert_false (good);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_INVALID);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (error->message, words[i]) == NULL)
      g_error ("“%s” isn't in “%s”", words[i], error->message);
  g_assert_null (strstr (error->message, SECRET));
}

static void
test_names (void)
{
  const struct
  {
    const char *text;
    const char *server;
    const char *database;
  } examples[] = {
    { "Server=HOST\\INSTANCE;Database=DB;User Id=U;Password=P", "HOST\\INSTANCE", "DB" },
    { "Server=tcp:NAME.database.windows.net,1433;Initial Catalog=\"D;B\"", "NAME.database.windows.net",
      "D;B" },
    { "Server=np:HOST", "HOST", NULL },
    { "Server=fe80::1", "fe80::1", NULL },
    { "Database=DB", NULL, "DB" },
    { "Server=;Database=", NULL, NULL },
    { "nonsense", NULL, NULL },
    { NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *server = ferry_connection_string_get_server (examples[i].text);
      g_autofree char *database = ferry_connection_string_get_database (examples[i].text);

      g_assert_cmpstr (server, ==, examples[i].server);
      g_assert_cmpstr (database, ==, examples[i].database);
    }
}

/* Any text is either good or refused with a message, and no read leaves it. */
static void
test_noise (void)
{
  static const char alphabet[] = ";='\"{} \\,UserID Server Database Password\t";

  for (int round = 0; round < 20000; round++)
    {
      char text[64];
      int length = g_test_rand_int_range (0, sizeof text);
      g_autofree char *copy = NULL;
      g_autoptr (GError) error = NULL;

      for (int i = 0; i < length; i++)
        text[i] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      copy = g_strndup (text, (gsize) length);
      g_assert_true (ferry_connection_string_check (copy, SQL, &error) == (error == NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/connection-string/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/connection-string/names", test_names);
  g_test_add_func ("/connection-string/noise", test_noise);
  return g_test_run ();
}
