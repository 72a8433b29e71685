/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-profile.h"

#include "ferry-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WEB_CLIENT          "https://businesscentral.dynamics.com"
#define MAX_NAME_CHARACTERS 250

struct _FerryProfile
{
  GObject parent_instance;

  char *id;
  char *name;
  char *base_url;
  char *tenant;
  char *environment;
  gboolean sandbox;
  char *data_folder;
  FerrySignIn sign_in;
  char *client_id;
  char *authority;
  char *account;
};

G_DEFINE_FINAL_TYPE (FerryProfile, ferry_profile, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_BASE_URL,
  PROP_TENANT,
  PROP_ENVIRONMENT,
  PROP_SANDBOX,
  PROP_DATA_FOLDER,
  PROP_SIGN_IN,
  PROP_CLIENT_ID,
  PROP_AUTHORITY,
  PROP_ACCOUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const sign_in_nicks[] = { "token", "browser", "device-code", "application" };

const char *
ferry_sign_in_to_nick (FerrySignIn sign_in)
{
  g_return_val_if_fail ((guint) sign_in < G_N_ELEMENTS (sign_in_nicks), sign_in_nicks[FERRY_SIGN_IN_TOKEN]);
  return sign_in_nicks[sign_in];
}

gboolean
ferry_sign_in_from_nick (const char *nick, FerrySignIn *sign_in)
{
  for (guint i = 0; i < G_N_ELEMENTS (sign_in_nicks); i++)
    if (g_strcmp0 (nick, sign_in_nicks[i]) == 0)
      {
        *sign_in = (FerrySignIn) i;
        return TRUE;
      }
  *sign_in = FERRY_SIGN_IN_TOKEN;
  return FALSE;
}

static void
ferry_profile_constructed (GObject *object)
{
  FerryProfile *self = FERRY_PROFILE (object);

  G_OBJECT_CLASS (ferry_profile_parent_class)->constructed (object);

  if (*self->id == '\0')
    {
      g_free (self->id);
      self->id = g_uuid_string_random ();
    }
}

static void
ferry_profile_finalize (GObject *object)
{
  FerryProfile *self = FERRY_PROFILE (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->base_url);
  g_free (self->tenant);
  g_free (self->environment);
  g_free (self->data_folder);
  g_free (self->client_id);
  g_free (self->authority);
  g_free (self->account);

  G_OBJECT_CLASS (ferry_profile_parent_class)->finalize (object);
}

static void
ferry_profile_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryProfile *self = FERRY_PROFILE (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_BASE_URL:
      g_value_set_string (value, self->base_url);
      break;
    case PROP_TENANT:
      g_value_set_string (value, self->tenant);
      break;
    case PROP_ENVIRONMENT:
      g_value_set_string (value, self->environment);
      break;
    case PROP_SANDBOX:
      g_value_set_boolean (value, self->sandbox);
      break;
    case PROP_DATA_FOLDER:
      g_value_set_string (value, self->data_folder);
      break;
    case PROP_SIGN_IN:
      g_value_set_int (value, self->sign_in);
      break;
    case PROP_CLIENT_ID:
      g_value_set_string (value, self->client_id);
      break;
    case PROP_AUTHORITY:
      g_value_set_string (value, self->authority);
      break;
    case PROP_ACCOUNT:
      g_value_set_string (value, self->account);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Texts come from forms and files: outer blanks are never meant, %NULL is the empty text. */
static void
set_text (FerryProfile *self, char **field, const GValue *value, GParamSpec *pspec)
{
  const char *text = g_value_get_string (value);
  g_autofree char *clean = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (g_strcmp0 (*field, clean) == 0)
    return;
  g_free (*field);
  *field = g_steal_pointer (&clean);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
ferry_profile_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryProfile *self = FERRY_PROFILE (object);

  switch (id)
    {
    case PROP_ID:
      set_text (self, &self->id, value, pspec);
      break;
    case PROP_NAME:
      set_text (self, &self->name, value, pspec);
      break;
    case PROP_BASE_URL:
      set_text (self, &self->base_url, value, pspec);
      break;
    case PROP_TENANT:
      set_text (self, &self->tenant, value, pspec);
      break;
    case PROP_ENVIRONMENT:
      set_text (self, &self->environment, value, pspec);
      break;
    case PROP_SANDBOX:
      if (self->sandbox != g_value_get_boolean (value))
        {
          self->sandbox = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_DATA_FOLDER:
      set_text (self, &self->data_folder, value, pspec);
      break;
    case PROP_SIGN_IN:
      if (self->sign_in != (FerrySignIn) g_value_get_int (value))
        {
          self->sign_in = (FerrySignIn) g_value_get_int (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_CLIENT_ID:
      set_text (self, &self->client_id, value, pspec);
      break;
    case PROP_AUTHORITY:
      set_text (self, &self->authority, value, pspec);
      break;
    case PROP_ACCOUNT:
      set_text (self, &self->account, value, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_profile_class_init (FerryProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags
    = G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = ferry_profile_constructed;
  object_class->finalize = ferry_profile_finalize;
  object_class->get_property = ferry_profile_get_property;
  object_class->set_property = ferry_profile_set_property;

  /* Keyring, journal and history know a profile by its id, so it never changes. */
  properties[PROP_ID] = g_param_spec_string (
    "id", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_BASE_URL] = g_param_spec_string ("base-url", NULL, NULL, "", flags);
  properties[PROP_TENANT] = g_param_spec_string ("tenant", NULL, NULL, "", flags);
  properties[PROP_ENVIRONMENT] = g_param_spec_string ("environment", NULL, NULL, "", flags);
  properties[PROP_SANDBOX] = g_param_spec_boolean ("sandbox", NULL, NULL, FALSE, flags);
  properties[PROP_DATA_FOLDER] = g_param_spec_string ("data-folder", NULL, NULL, "", flags);
  properties[PROP_SIGN_IN] = g_param_spec_int ("sign-in", NULL, NULL, FERRY_SIGN_IN_TOKEN,
                                               FERRY_SIGN_IN_APPLICATION, FERRY_SIGN_IN_TOKEN, flags);
  properties[PROP_CLIENT_ID] = g_param_spec_string ("client-id", NULL, NULL, "", flags);
  properties[PROP_AUTHORITY] = g_param_spec_string ("authority", NULL, NULL, "", flags);
  properties[PROP_ACCOUNT] = g_param_spec_string ("account", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_profile_init (FerryProfile *self)
{
}

FerryProfile *
ferry_profile_new (const char *name, const char *base_url, const char *tenant, const char *environment)
{
  return g_object_new (FERRY_TYPE_PROFILE, "name", name, "base-url", base_url, "tenant", tenant,
                       "environment", environment, NULL);
}

FerryProfile *
ferry_profile_new_sandbox (const char *name, const char *data_folder)
{
  return g_object_new (FERRY_TYPE_PROFILE, "name", name, "sandbox", TRUE, "data-folder", data_folder, NULL);
}

const char *
ferry_profile_get_id (FerryProfile *self)
{
  g_return_val_if_fail (FERRY_IS_PROFILE (self), NULL);
  return self->id;
}

const char *
ferry_profile_get_name (FerryProfile *self)
{
  g_return_val_if_fail (FERRY_IS_PROFILE (self), NULL);
  return self->name;
}

const char *
ferry_profile_get_base_url (FerryProfile *self)
{
  g_return_val_if_fail (FERRY_IS_PROFILE (self), NULL);
  return self->base_url;
}

const char *
ferry_profile_get_tenant (FerryProfile *self)
{
  g_return_val_if_fail (FERRY_IS_PROFILE (self), NULL);
  return self->tenant;
}

const char *
ferry_profile_get_environment (FerryProfile *self)
{
  g_return_val_if_fail (FERRY_IS_PROFILE (self), NULL);
  return self->environment;
}

gboolean
ferry_profile_is_sandbox (FerryProfile *self)
{
  g_return_val_if_fail (FERRY_IS_PROFILE (self), FALSE);
  return self->sandbox;
}

const char *
ferry_profile_get_data_folder (FerryProfile *self)
{
  g_return_val_if_fail (FERRY_IS_PROFILE (self), NULL);
  return self->data_folder;
}

FerrySignIn
ferry_profile_get_sign_in (FerryProfile *self)
{
  g_return_val_if_fail (FERRY_IS_PROFILE (self), FERRY_SIGN_IN_TOKEN);
  return self->sign_in;
}

const char *
ferry_profile_get_client_id (FerryProfile *self)
{
  g_return_val_if_fail (FERRY_IS_PROFILE (self), NULL);
  return self->client_id;
}

const char *
ferry_profile_get_authority (FerryProfile *self)
{
  g_return_val_if_fail (FERRY_IS_PROFILE (self), NULL);
  return *self->authority != '\0' ? self->authority : FERRY_DEFAULT_AUTHORITY;
}

gboolean
ferry_profile_has_same_sign_in (FerryProfile *self, FerryProfile *other)
{
  g_return_val_if_fail (FERRY_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (FERRY_IS_PROFILE (other), FALSE);

  return self->sign_in == other->sign_in && g_ascii_strcasecmp (self->tenant, other->tenant) == 0
         && g_ascii_strcasecmp (self->client_id, other->client_id) == 0
         && g_str_equal (ferry_profile_get_authority (self), ferry_profile_get_authority (other));
}

const char *
ferry_profile_get_account (FerryProfile *self)
{
  g_return_val_if_fail (FERRY_IS_PROFILE (self), NULL);
  return self->account;
}

static gboolean
refuse (const char **field, const char *which, GError **error, const char *message)
{
  if (field != NULL)
    *field = which;
  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

static gboolean
check_base_url (const char *base_url, const char **field, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  const char *scheme;

  if (*base_url == '\0')
    return refuse (
      field, "base-url", error,
      _ ("Enter the address of the service, such as “https://api.businesscentral.dynamics.com”."));
  uri = g_uri_parse (base_url, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return refuse (
      field, "base-url", error,
      _ ("This isn’t a web address. It should look like “https://api.businesscentral.dynamics.com”."));
  scheme = g_uri_get_scheme (uri);
  if (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http"))
    return refuse (field, "base-url", error, _ ("The address should begin with “https://”."));
  if (g_str_equal (scheme, "http") && !is_loopback (g_uri_get_host (uri)))
    return refuse (
      field, "base-url", error,
      _ ("An address on another machine has to begin with “https://”, so that nobody can read along."));
  if (g_uri_get_userinfo (uri) != NULL)
    return refuse (field, "base-url", error, _ ("The address must not hold a user name or password."));
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return refuse (field, "base-url", error, _ ("The address must not have a “?” or “#” in it."));
  return TRUE;
}

/* A GUID, a domain, or what an on-premises server calls it. */
static gboolean
is_tenant (const char *tenant)
{
  for (const char *p = tenant; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-._", *p) == NULL)
      return FALSE;
  return strlen (tenant) <= MAX_NAME_CHARACTERS && strspn (tenant, ".") < strlen (tenant);
}

static gboolean
is_environment (const char *environment)
{
  if (!g_utf8_validate (environment, -1, NULL) || g_utf8_strlen (environment, -1) > MAX_NAME_CHARACTERS)
    return FALSE;
  for (const char *p = environment; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isprint (g_utf8_get_char (p))
        || strchr ("/\\?#%", (int) MIN (g_utf8_get_char (p), 0x7f)) != NULL)
      return FALSE;
  return strspn (environment, ".") < strlen (environment);
}

const char *
ferry_profile_get_who (FerryProfile *self)
{
  static gsize user;

  g_return_val_if_fail (FERRY_IS_PROFILE (self), NULL);

  if (*self->account != '\0')
    return self->account;
  /* Whatever encoding the computer's names have. */
  if (g_once_init_enter (&user))
    g_once_init_leave (&user, (gsize) g_utf8_make_valid (g_get_user_name (), -1));
  return (const char *) user;
}

static gboolean
check_sign_in (FerryProfile *self, const char **field, GError **error)
{
  const char *authority = ferry_profile_get_authority (self);
  g_autoptr (GUri) uri = NULL;
  const char *host;

  if (self->sign_in == FERRY_SIGN_IN_TOKEN)
    return TRUE;
  if (!g_uuid_string_is_valid (self->client_id))
    return refuse (field, "client-id", error,
                   _ ("Enter the application (client) ID of your registration, as the portal shows it."));
  uri = g_uri_parse (authority, G_URI_FLAGS_NONE, NULL);
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL
      || g_uri_get_fragment (uri) != NULL)
    return refuse (
      field, "authority", error,
      _ ("This isn’t a sign-in address. It should look like “https://login.microsoftonline.com”."));
  if (!g_str_equal (g_uri_get_scheme (uri), "https")
      && !(g_str_equal (g_uri_get_scheme (uri), "http") && is_loopback (host)))
    return refuse (field, "authority", error,
                   _ ("A sign-in address on another machine has to begin with “https://”."));
  return TRUE;
}

gboolean
ferry_profile_check (FerryProfile *self, const char **field, GError **error)
{
  g_return_val_if_fail (FERRY_IS_PROFILE (self), FALSE);

  if (field != NULL)
    *field = NULL;
  if (*self->name == '\0')
    return refuse (field, "name", error, _ ("Give the environment a name, such as that of the customer."));
  if (!g_utf8_validate (self->name, -1, NULL) || g_utf8_strlen (self->name, -1) > MAX_NAME_CHARACTERS)
    return refuse (field, "name", error, _ ("The name is too long. Use at most 250 characters."));
  if (self->sandbox)
    {
      /* Address and tenant are known once it runs. */
      if (!g_path_is_absolute (self->data_folder))
        return refuse (field, "data-folder", error, _ ("Choose a folder for the sandbox’s databases."));
      return TRUE;
    }
  if (!check_base_url (self->base_url, field, error))
    return FALSE;
  if (*self->tenant == '\0')
    return refuse (field, "tenant", error,
                   _ ("Enter the tenant: its ID, or its domain, such as “contoso.com”."));
  if (!is_tenant (self->tenant))
    return refuse (field, "tenant", error,
                   _ ("This can’t be a tenant. Enter its ID, or its domain, such as “contoso.com”."));
  if (*self->environment == '\0')
    return refuse (field, "environment", error,
                   _ ("Enter the name of the environment, such as “Production”."));
  if (!is_environment (self->environment))
    return refuse (field, "environment", error,
                   _ ("This can’t be the name of an environment. Enter it as the admin center shows it."));
  return check_sign_in (self, field, error);
}

char *
ferry_profile_dup_web_client_uri (FerryProfile *self, const char *company, guint page)
{
  g_autofree char *tenant = NULL;
  g_autofree char *environment = NULL;
  g_autoptr (GString) uri = NULL;
  const char *separator = "?";

  g_return_val_if_fail (FERRY_IS_PROFILE (self), NULL);

  tenant = g_uri_escape_string (self->tenant, NULL, FALSE);
  environment = g_uri_escape_string (self->environment, NULL, FALSE);
  uri = g_string_new (WEB_CLIENT);
  g_string_append_printf (uri, "/%s/%s", tenant, environment);
  if (company != NULL && *company != '\0')
    {
      g_autofree char *escaped = g_uri_escape_string (company, NULL, FALSE);

      g_string_append_printf (uri, "%scompany=%s", separator, escaped);
      separator = "&";
    }
  if (page != 0)
    g_string_append_printf (uri, "%spage=%u", separator, page);
  return g_string_free (g_steal_pointer (&uri), FALSE);
}
