/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-options.h"

#include "sandbox-capabilities.h"
#include "sandbox-fault.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#define DEFAULT_TENANT      "f0e1d2c3-b4a5-4697-8879-6a5b4c3d2e1f"
#define DEFAULT_ENVIRONMENT "Sandbox"
#define TOKEN_VARIABLE      "FERRY_SANDBOX_TOKEN"
#define SECRET_VARIABLE     "FERRY_SANDBOX_CLIENT_SECRET"
#define DEFAULT_OUTAGE_MS   4000
#define DEFAULT_LIFETIME    3600
#define MAX_ENVIRONMENTS    100
#define MIN_TOKEN_LENGTH    16
#define MAX_TOKEN_LENGTH    4096

static gboolean invalid (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
invalid (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_clear_error (error);
  if (error != NULL)
    *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, format, args);
  va_end (args);
  return FALSE;
}

static gboolean
parse_fix_source (const char *name, const char *value, gpointer data, GError **error)
{
  SandboxOptions *self = data;

  self->fix_source = TRUE;
  g_free (self->fix_table);
  self->fix_table = g_strdup (value);
  return TRUE;
}

static gboolean
parse_fault (const char *name, const char *value, gpointer data, GError **error)
{
  SandboxOptions *self = data;
  SandboxFault *fault = sandbox_fault_parse (value, error);

  if (fault == NULL)
    return FALSE;
  g_ptr_array_add (self->faults, fault);
  return TRUE;
}

static gboolean
parse_enum_style (const char *name, const char *value, gpointer data, GError **error)
{
  SandboxOptions *self = data;

  if (sandbox_enum_style_from_name (value, &self->style))
    return TRUE;
  return invalid (error, _ ("“%s” is no style: captions, members or encoded."), value);
}

static gboolean
parse_without (const char *name, const char *value, gpointer data, GError **error)
{
  SandboxOptions *self = data;
  g_auto (GStrv) names = g_strsplit (value, ",", -1);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  if (names[0] == NULL)
    return invalid (error, _ ("--without: names are expected."));
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!sandbox_capabilities_is_known (names[i]))
        return invalid (error, _ ("“%s” is no entity set and no action of the management API."), names[i]);
    }
  if (self->without != NULL)
    g_strv_builder_addv (all, (const char **) self->without);
  g_strv_builder_addv (all, (const char **) names);
  g_strfreev (self->without);
  g_strfreev (self->more_environments);
  self->without = g_strv_builder_end (all);
  return TRUE;
}

static gboolean
check_name (const char *option, const char *name, GError **error)
{
  gboolean valid = *name != '\0';

  for (const char *p = name; valid && *p != '\0'; p++)
    valid = g_ascii_isalnum (*p) || strchr (".-_", *p) != NULL;
  return valid || invalid (error, _ ("--%s: letters, digits, “.”, “-” and “_” are allowed."), option);
}

/* `Fleet*12` is Fleet-01 to Fleet-12. */
static gboolean
add_environments (GStrvBuilder *all, const char *name, GError **error)
{
  const char *star = strchr (name, '*');
  g_autofree char *stem = g_strndup (name, star != NULL ? (gsize) (star - name) : strlen (name));
  guint64 n;

  if (!check_name ("more-environments", stem, error))
    return FALSE;
  if (star == NULL)
    g_strv_builder_add (all, stem);
  else if (!g_ascii_string_to_unsigned (star + 1, 10, 1, MAX_ENVIRONMENTS, &n, NULL))
    return invalid (error, _ ("--more-environments: a number from 1 to %d is expected after “*”."),
                    MAX_ENVIRONMENTS);
  for (guint64 i = 1; star != NULL && i <= n; i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s-%02u", stem, (guint) i);

      g_strv_builder_add (all, numbered);
    }
  return TRUE;
}

static gboolean
parse_more_environments (const char *option, const char *value, gpointer data, GError **error)
{
  SandboxOptions *self = data;
  g_auto (GStrv) names = g_strsplit (value, ",", -1);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  if (names[0] == NULL)
    return invalid (error, _ ("--more-environments: names are expected."));
  if (self->more_environments != NULL)
    g_strv_builder_addv (all, (const char **) self->more_environments);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!add_environments (all, names[i], error))
        return FALSE;
    }
  g_strfreev (self->more_environments);
  self->more_environments = g_strv_builder_end (all);
  return TRUE;
}

/* Names differ by more than case, as they do in a tenant. */
static gboolean
check_environments (SandboxOptions *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (seen, g_ascii_strdown (self->environment, -1));
  for (guint i = 0; self->more_environments != NULL && self->more_environments[i] != NULL; i++)
    {
      if (!g_hash_table_add (seen, g_ascii_strdown (self->more_environments[i], -1)))
        return invalid (error, _ ("There can’t be two environments “%s”."), self->more_environments[i]);
    }
  return g_hash_table_size (seen) <= MAX_ENVIRONMENTS
         || invalid (error, _ ("There can’t be more than %d environments."), MAX_ENVIRONMENTS);
}

static char *
make_token (void)
{
  guchar bytes[32];
  char *token;

  if (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes)
    g_error ("no random numbers");
  token = g_base64_encode (bytes, sizeof bytes);
  g_strdelimit (token, "+/", '-');
  token[strcspn (token, "=")] = '\0';
  return token;
}

static char *
read_token_fd (int fd, GError **error)
{
  char buffer[MAX_TOKEN_LENGTH + 1];
  gsize length = 0;

  while (length < sizeof buffer)
    {
      ssize_t n = read (fd, buffer + length, sizeof buffer - length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          invalid (error, _ ("The token can’t be read from descriptor %1$d: %2$s"), fd, g_strerror (errno));
          return NULL;
        }
      if (n == 0 || memchr (buffer + length, '\n', (gsize) n) != NULL)
        {
          length += (gsize) n;
          break;
        }
      length += (gsize) n;
    }
  return g_strndup (buffer, MIN (length, MAX_TOKEN_LENGTH));
}

/* Never from the arguments: everybody on the machine can read those. @secret: (out) (nullable) */
static gboolean
find_secret (int fd, const char *file, const char *variable, char **secret, GError **error)
{
  const char *value = g_getenv (variable);

  if (fd >= 0 && (*secret = read_token_fd (fd, error)) == NULL)
    return FALSE;
  if (*secret == NULL && file != NULL && !g_file_get_contents (file, secret, NULL, error))
    return FALSE;
  if (*secret == NULL && value != NULL && *value != '\0')
    *secret = g_strdup (value);
  g_unsetenv (variable);
  if (*secret != NULL)
    g_strstrip (*secret);
  return TRUE;
}

static gboolean
find_token (SandboxOptions *self, int fd, const char *file, GError **error)
{
  if (!find_secret (fd, file, TOKEN_VARIABLE, &self->token, error))
    return FALSE;
  if (self->token == NULL)
    self->token = make_token ();
  if (strlen (self->token) < MIN_TOKEN_LENGTH || strlen (self->token) > MAX_TOKEN_LENGTH)
    return invalid (error, _ ("The token has to have %1$d to %2$d characters."), MIN_TOKEN_LENGTH,
                    MAX_TOKEN_LENGTH);
  for (const char *p = self->token; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p) || *p == '"' || *p == '\\')
      return invalid (error, _ ("The token has to be of printable ASCII characters without quotes."));
  return TRUE;
}

static gboolean
check_range (const char *option, int value, int minimum, int maximum, GError **error)
{
  return (value >= minimum && value <= maximum)
         || invalid (error, _ ("--%1$s: a number from %2$d to %3$d is expected."), option, minimum, maximum);
}

SandboxOptions *
sandbox_options_parse (int *argc, char ***argv, GError **error)
{
  g_autoptr (SandboxOptions) self = g_new0 (SandboxOptions, 1);
  g_autoptr (GOptionContext) context
    = g_option_context_new (_ ("— a Business Central cloud migration to rehearse on"));
  g_autofree char *token_file = NULL;
  g_autofree char *description = NULL;
  SandboxSeed seed = SANDBOX_SEED_DEFAULT;
  int companies = (int) seed.companies, tables = (int) seed.tables, rows = (int) seed.rows,
      number = (int) seed.seed;
  g_autofree char *secret_file = NULL;
  int rate = 6000, page_size = 20000, token_fd = -1, outage = DEFAULT_OUTAGE_MS;
  SandboxIdentityConfig identity = SANDBOX_IDENTITY_CONFIG_DEFAULT;
  int secret_fd = -1, lifetime = DEFAULT_LIFETIME, code_lifetime = (int) identity.code_lifetime,
      device_lifetime = (int) identity.device_lifetime, device_interval = (int) identity.device_interval;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &self->data, N_ ("Folder for the databases"), N_ ("FOLDER") },
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port, N_ ("Port to listen at; 0, the default, for a free one"),
      N_ ("PORT") },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &self->listen, N_ ("Address to listen at instead of loopback"),
      N_ ("ADDRESS") },
    { "tenant", 0, 0, G_OPTION_ARG_STRING, &self->tenant, N_ ("Tenant to serve"), N_ ("ID") },
    { "environment", 0, 0, G_OPTION_ARG_STRING, &self->environment, N_ ("Environment to serve"),
      N_ ("NAME") },
    { "more-environments", 0, 0, G_OPTION_ARG_CALLBACK, parse_more_environments,
      N_ ("More environments of the tenant; NAME*N: N of them"), N_ ("NAME[,NAME…]") },
    { "no-admin-center", 0, 0, G_OPTION_ARG_NONE, &self->no_admin_center,
      N_ ("Forbid the Admin Center to everybody"), NULL },
    { "token-fd", 0, 0, G_OPTION_ARG_INT, &token_fd, N_ ("Read the bearer token from a file descriptor"),
      N_ ("FD") },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &token_file, N_ ("Read the bearer token from a file"),
      N_ ("FILE") },
    { "client-id", 0, 0, G_OPTION_ARG_STRING, &self->client_id,
      N_ ("The application that may sign people in"), N_ ("ID") },
    { "client-secret-fd", 0, 0, G_OPTION_ARG_INT, &secret_fd, N_ ("Read its secret from a file descriptor"),
      N_ ("FD") },
    { "client-secret-file", 0, 0, G_OPTION_ARG_FILENAME, &secret_file, N_ ("Read its secret from a file"),
      N_ ("FILE") },
    { "sign-in-as", 0, 0, G_OPTION_ARG_STRING, &self->sign_in_as,
      N_ (
        "Show no sign-in page: this user signs in, or the one whom the application hints at; “deny”: nobody "
        "does"),
      N_ ("USER") },
    { "token-lifetime", 0, 0, G_OPTION_ARG_INT, &lifetime,
      N_ ("Seconds that an access token is good for (3600)"), "S" },
    { "code-lifetime", 0, 0, G_OPTION_ARG_INT, &code_lifetime,
      N_ ("Seconds that an authorization code is good for (600)"), "S" },
    { "device-lifetime", 0, 0, G_OPTION_ARG_INT, &device_lifetime,
      N_ ("Seconds to answer a device code (900)"), "S" },
    { "device-interval", 0, 0, G_OPTION_ARG_INT, &device_interval,
      N_ ("Seconds to wait before asking again about a device code (5)"), "S" },
    { "single-use-refresh-tokens", 0, 0, G_OPTION_ARG_NONE, &self->single_use_refresh,
      N_ ("A refresh token is good for one use"), NULL },
    { "companies", 0, 0, G_OPTION_ARG_INT, &companies, N_ ("Companies of the sample source (4)"), "N" },
    { "tables", 0, 0, G_OPTION_ARG_INT, &tables, N_ ("Tables of each company (120)"), "N" },
    { "rows", 0, 0, G_OPTION_ARG_INT, &rows, N_ ("Rows in all of them together (300000)"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &number, N_ ("The same seed makes the same source (1)"), "N" },
    { "pace", 0, 0, G_OPTION_ARG_DOUBLE, &self->pace, N_ ("Copy so many rows a second at the most"),
      N_ ("ROWS") },
    { "outage", 0, 0, G_OPTION_ARG_INT, &outage,
      N_ ("Milliseconds that a data upgrade keeps the environment offline at the least (4000)"), "MS" },
    { "rate", 0, 0, G_OPTION_ARG_INT, &rate, N_ ("Requests in 5 minutes (6000); 0 for no limit"), "N" },
    { "page-size", 0, 0, G_OPTION_ARG_INT, &page_size, N_ ("Entities a page at the most (20000)"), "N" },
    { "fault", 0, 0, G_OPTION_ARG_CALLBACK, parse_fault, N_ ("Inject a failure; see below"), N_ ("RULE") },
    { "enum-style", 0, 0, G_OPTION_ARG_CALLBACK, parse_enum_style, N_ ("captions, members or encoded"),
      N_ ("STYLE") },
    { "published-only", 0, 0, G_OPTION_ARG_NONE, &self->published_only, N_ ("Serve the published API alone"),
      NULL },
    { "without", 0, 0, G_OPTION_ARG_CALLBACK, parse_without,
      N_ ("Don’t offer these sets and actions of the management API"), N_ ("NAME[,NAME…]") },
    { "delegated", 0, 0, G_OPTION_ARG_NONE, &self->delegated,
      N_ ("Be used by a delegated administrator, whose set-up somebody has to approve"), NULL },
    { "exit-with-stdin", 0, 0, G_OPTION_ARG_NONE, &self->exit_with_stdin, N_ ("End when standard input does"),
      NULL },
    { "register-runtime", 0, 0, G_OPTION_ARG_NONE, &self->register_runtime,
      N_ ("Register the integration runtime with the key on standard input, and end"), NULL },
    { "fix-source", 0, G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK, parse_fix_source,
      N_ ("Correct the sample’s defects, of one table or of all, and end"), N_ ("TABLE") },
    { "touch-source", 0, 0, G_OPTION_ARG_INT, &self->touch_source,
      N_ ("Change, add and delete so many rows at the source, and end"), "N" },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &self->verbose, N_ ("Log every request"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->version, N_ ("Show the version and exit"), NULL },
    { NULL },
  };
  GOptionGroup *group = g_option_group_new ("ferry-sandbox", "", "", self, NULL);

  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_fault_unref);
  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_context_set_main_group (context, group);
  description = g_strconcat (
    SANDBOX_FAULT_GRAMMAR "\n\n",
    /* Translators: below the options; lines of at most 100 characters */
    _ ("The token is made anew for each start unless it is given by --token-fd, --token-file or in the\n"
       "environment variable FERRY_SANDBOX_TOKEN. A client secret may be in FERRY_SANDBOX_CLIENT_SECRET.\n"
       "When ready, one line of JSON is printed: url, tenant, environment, token, authority, clientId, pid."),
    NULL);
  g_option_context_set_description (context, description);
  if (!g_option_context_parse (context, argc, argv, error))
    return NULL;
  /* An optional argument of an option can't stand apart from it; people write it so nevertheless. */
  if (self->fix_source && self->fix_table == NULL && *argc == 2)
    {
      self->fix_table = g_strdup ((*argv)[1]);
      *argc = 1;
    }
  if (*argc > 1)
    {
      invalid (error, _ ("Unknown argument “%s”."), (*argv)[1]);
      return NULL;
    }

  if (self->data == NULL)
    self->data = g_build_filename (g_get_user_data_dir (), "ferry", "sandbox", NULL);
  if (self->tenant == NULL)
    self->tenant = g_strdup (DEFAULT_TENANT);
  if (self->environment == NULL)
    self->environment = g_strdup (DEFAULT_ENVIRONMENT);
  if (!check_name ("tenant", self->tenant, error) || !check_name ("environment", self->environment, error)
      || !check_environments (self, error) || !check_range ("port", self->port, 0, 65535, error)
      || !check_range ("companies", companies, 1, 1000, error)
      || !check_range ("tables", tables, 1, 5000, error) || !check_range ("rows", rows, 0, 100000000, error)
      || !check_range ("seed", number, 0, G_MAXINT, error) || !check_range ("rate", rate, 0, 1000000, error)
      || !check_range ("page-size", page_size, 1, 20000, error)
      || !check_range ("outage", outage, 0, 3600000, error)
      || !check_range ("token-lifetime", lifetime, 0, G_MAXINT, error)
      || !check_range ("code-lifetime", code_lifetime, 0, 86400, error)
      || !check_range ("device-lifetime", device_lifetime, 0, 86400, error)
      || !check_range ("device-interval", device_interval, 0, 3600, error)
      || !check_range ("touch-source", self->touch_source, 0, 1000000, error))
    return NULL;
  if (!(self->pace >= 0))
    {
      invalid (error, _ ("--pace: a number of rows a second is expected."));
      return NULL;
    }
  self->seed = (SandboxSeed){ (guint) companies, (guint) tables, (guint) rows, (guint) number };
  self->rate = (guint) rate;
  self->outage = (guint) outage;
  self->page_size = (guint) page_size;
  if (self->client_id == NULL)
    self->client_id = g_strdup (SANDBOX_IDENTITY_CLIENT_ID);
  if (!check_name ("client-id", self->client_id, error)
      || !find_secret (secret_fd, secret_file, SECRET_VARIABLE, &self->client_secret, error)
      || !find_token (self, token_fd, token_file, error))
    return NULL;
  self->token_lifetime = (guint) lifetime;
  self->identity = (SandboxIdentityConfig){
    .tenant = self->tenant,
    .client_id = self->client_id,
    .client_secret = self->client_secret,
    .sign_in_as = self->sign_in_as,
    .code_lifetime = (guint) code_lifetime,
    .device_lifetime = (guint) device_lifetime,
    .device_interval = (guint) device_interval,
  };
  return g_steal_pointer (&self);
}

void
sandbox_options_free (SandboxOptions *self)
{
  if (self == NULL)
    return;
  g_free (self->data);
  g_free (self->listen);
  g_free (self->tenant);
  g_free (self->environment);
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_free (self->token);
  if (self->client_secret != NULL)
    explicit_bzero (self->client_secret, strlen (self->client_secret));
  g_free (self->client_secret);
  g_free (self->client_id);
  g_free (self->sign_in_as);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_free (self->fix_table);
  g_strfreev (self->without);
  g_strfreev (self->more_environments);
  g_free (self);
}
