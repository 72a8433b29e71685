/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerrySignIn:
 * @FERRY_SIGN_IN_TOKEN: a bearer token is given by hand, as for a test server
 * @FERRY_SIGN_IN_BROWSER: Microsoft Entra ID, in the browser of this machine (authorization code with PKCE)
 * @FERRY_SIGN_IN_DEVICE_CODE: Microsoft Entra ID, with a code that is entered on any machine
 * @FERRY_SIGN_IN_APPLICATION: as an application, with a client secret (client credentials)
 *
 * How an environment is signed in to (api-contract §0).
 */
typedef enum
{
  FERRY_SIGN_IN_TOKEN,
  FERRY_SIGN_IN_BROWSER,
  FERRY_SIGN_IN_DEVICE_CODE,
  FERRY_SIGN_IN_APPLICATION,
} FerrySignIn;

/** ferry_sign_in_to_nick: Returns: as files and commands spell it, such as `device-code` */
const char *ferry_sign_in_to_nick (FerrySignIn sign_in);
/** ferry_sign_in_from_nick: Returns: whether @nick is one; else @sign_in is %FERRY_SIGN_IN_TOKEN */
gboolean ferry_sign_in_from_nick (const char *nick, FerrySignIn *sign_in);

/**
 * FerryProfile:
 *
 * A connection profile of an environment; holds no secret. Properties (construct, writable): `id` (a GUID made
 * here, the key of keyring, journal and history), `name` (what the administrator calls it), `base-url`,
 * `tenant`, `environment`, `sandbox` (boolean: a local `ferry-sandbox` with its data in `data-folder`), `sign-in`
 * (int, #FerrySignIn), `client-id` (the application registration's, "" for a token given by hand), `authority` (where
 * tokens come from; "" for %FERRY_DEFAULT_AUTHORITY), `account` (who signed in last, as the service knows them; "").
 */
#define FERRY_TYPE_PROFILE (ferry_profile_get_type ())
G_DECLARE_FINAL_TYPE (FerryProfile, ferry_profile, FERRY, PROFILE, GObject)

#define FERRY_DEFAULT_BASE_URL  "https://api.businesscentral.dynamics.com"
#define FERRY_DEFAULT_AUTHORITY "https://login.microsoftonline.com"

/** ferry_profile_new: Returns: (transfer full): a profile with a new id */
FerryProfile *
ferry_profile_new (const char *name, const char *base_url, const char *tenant, const char *environment);
/** ferry_profile_new_sandbox: @data_folder: where the sandbox keeps its databases; address and tenant are known once it runs */
FerryProfile *ferry_profile_new_sandbox (const char *name, const char *data_folder);

/** ferry_profile_get_id: Returns: a GUID; never changes */
const char *ferry_profile_get_id (FerryProfile *self);
/** ferry_profile_get_name: Returns: what the administrator calls it */
const char *ferry_profile_get_name (FerryProfile *self);
/** ferry_profile_get_base_url: Returns: the service's address, or "" for a sandbox that doesn't run */
const char *ferry_profile_get_base_url (FerryProfile *self);
/** ferry_profile_get_tenant: Returns: the tenant's id or domain */
const char *ferry_profile_get_tenant (FerryProfile *self);
/** ferry_profile_get_environment: Returns: the environment's name */
const char *ferry_profile_get_environment (FerryProfile *self);
/** ferry_profile_is_sandbox: Returns: whether it is a local `ferry-sandbox` */
gboolean ferry_profile_is_sandbox (FerryProfile *self);
/** ferry_profile_get_data_folder: Returns: the sandbox's folder, or "" */
const char *ferry_profile_get_data_folder (FerryProfile *self);
/** ferry_profile_get_sign_in: Returns: how it is signed in to; means nothing for a sandbox of this computer */
FerrySignIn ferry_profile_get_sign_in (FerryProfile *self);
/** ferry_profile_get_client_id: Returns: the application registration's id, or "" */
const char *ferry_profile_get_client_id (FerryProfile *self);
/** ferry_profile_get_authority: Returns: where tokens come from; never "" */
const char *ferry_profile_get_authority (FerryProfile *self);
/** ferry_profile_has_same_sign_in: Returns: whether one signs in to both in the same way, at the same identity service: what is signed in for one is good for the other */
gboolean ferry_profile_has_same_sign_in (FerryProfile *self, FerryProfile *other);
/** ferry_profile_get_account: Returns: who signed in last, such as `kim@contoso.com`, or "" */
const char *ferry_profile_get_account (FerryProfile *self);

/** ferry_profile_get_who: Returns: who does what is done now, for the journal: the account that is signed in, else the user of the computer */
const char *ferry_profile_get_who (FerryProfile *self);

/**
 * ferry_profile_check:
 * @field: (out) (optional): the property at fault, such as `base-url`
 *
 * Whether the values can be an environment's; messages fit a form's field.
 */
gboolean ferry_profile_check (FerryProfile *self, const char **field, GError **error);

/**
 * ferry_profile_dup_web_client_uri:
 * @company: (nullable): a company's name
 * @page: the page's number (api-contract §C), or 0
 *
 * Returns: (transfer full): a link into the web client
 */
char *ferry_profile_dup_web_client_uri (FerryProfile *self, const char *company, guint page);

/**
 * FerryProfileStore:
 *
 * The profiles, a #GListModel of #FerryProfile in the user's order, kept in a key file. Saved at once at every
 * change, atomically; an unreadable file is put aside, not overwritten. What another program wrote there meanwhile stays, too.
 */
#define FERRY_TYPE_PROFILE_STORE (ferry_profile_store_get_type ())
G_DECLARE_FINAL_TYPE (FerryProfileStore, ferry_profile_store, FERRY, PROFILE_STORE, GObject)

/** ferry_profile_store_new: @path: the key file; need not exist */
FerryProfileStore *ferry_profile_store_new (const char *path);
/**
 * ferry_profile_store_load:
 *
 * Returns: whether the list is what the file says; %FALSE with %FERRY_ERROR_FAILED, which says where a
 *   damaged file was put
 */
gboolean ferry_profile_store_load (FerryProfileStore *self, GError **error);
/** ferry_profile_store_save_profile: adds @profile, or writes it again where its id is known */
gboolean ferry_profile_store_save_profile (FerryProfileStore *self, FerryProfile *profile, GError **error);
/**
 * ferry_profile_store_remove:
 *
 * Returns: whether the profile isn't there any more; %FALSE with %FERRY_ERROR_FAILED
 */
gboolean ferry_profile_store_remove (FerryProfileStore *self, const char *id, GError **error);
/** ferry_profile_store_read: Returns: (transfer full) (element-type FerryProfile): what the file says now, as another program may have changed it; the list stays as it is */
GPtrArray *ferry_profile_store_read (FerryProfileStore *self);
/** ferry_profile_store_lookup: Returns: (transfer none) (nullable): the profile with @id */
FerryProfile *ferry_profile_store_lookup (FerryProfileStore *self, const char *id);

G_END_DECLS
