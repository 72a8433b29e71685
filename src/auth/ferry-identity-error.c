/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-identity-error.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  int number;
  FerryError code;
  const char *message;
} Explanation;

/*
 * Entra ID's numbers (learn.microsoft.com/entra/identity-platform/reference-error-codes) that somebody who sets up a registration,
 * or works with one for a while, comes to see. docs/guide/connecting.md has the same list with the way out.
 */
static const Explanation explanations[] = {
  { 16000, FERRY_ERROR_UNAUTHORIZED,
    N_ ("The account that is signed in to the browser isn’t one of this tenant. Sign in with another "
        "account.") },
  { 50011, FERRY_ERROR_INVALID,
    N_ ("The registration doesn’t have the redirect address “http://localhost”. Add it there as one of a "
        "mobile and desktop application.") },
  { 50020, FERRY_ERROR_UNAUTHORIZED,
    N_ ("This account doesn’t belong to the tenant. Sign in with one that does, or check the tenant.") },
  { 50034, FERRY_ERROR_UNAUTHORIZED,
    N_ ("The tenant has no such account. Sign in with another account, or check the tenant.") },
  { 50053, FERRY_ERROR_UNAUTHORIZED,
    N_ ("The account is locked after too many attempts. Wait, or ask the tenant’s administrator.") },
  { 50055, FERRY_ERROR_UNAUTHORIZED,
    N_ ("The account’s password has expired. Sign in again and change it.") },
  { 50057, FERRY_ERROR_UNAUTHORIZED,
    N_ ("The account is disabled. Ask the tenant’s administrator, or sign in with another one.") },
  { 50058, FERRY_ERROR_UNAUTHORIZED, N_ ("Nobody is signed in to the browser. Sign in again.") },
  { 50074, FERRY_ERROR_UNAUTHORIZED,
    N_ ("The tenant asks for a second factor. Sign in again in the browser and confirm it there.") },
  { 50076, FERRY_ERROR_UNAUTHORIZED,
    N_ ("The tenant asks for a second factor. Sign in again in the browser and confirm it there.") },
  { 50078, FERRY_ERROR_UNAUTHORIZED,
    N_ ("The second factor has to be confirmed again. Sign in again in the browser.") },
  { 50079, FERRY_ERROR_UNAUTHORIZED,
    N_ ("The account has to set up a second factor first. Sign in again in the browser and follow what it "
        "says.") },
  { 50105, FERRY_ERROR_FORBIDDEN,
    N_ ("The account isn’t assigned to the registration. An administrator has to assign it, or to drop "
        "“assignment required”.") },
  { 50126, FERRY_ERROR_UNAUTHORIZED, N_ ("User name or password are wrong.") },
  { 50133, FERRY_ERROR_UNAUTHORIZED,
    N_ ("The sign-in ended because the password was changed. Sign in again.") },
  { 50173, FERRY_ERROR_UNAUTHORIZED,
    N_ ("The sign-in was revoked, as when the password is changed. Sign in again.") },
  { 53000, FERRY_ERROR_FORBIDDEN,
    N_ ("The tenant’s conditional access admits compliant devices only. Sign in from one, or ask the "
        "tenant’s administrator.") },
  { 53001, FERRY_ERROR_FORBIDDEN,
    N_ ("The tenant’s conditional access admits joined devices only. Sign in from one, or ask the tenant’s "
        "administrator.") },
  { 53003, FERRY_ERROR_FORBIDDEN,
    N_ ("The tenant’s conditional access blocks this sign-in. Ask the tenant’s administrator; in the browser "
        "more may be allowed than with a code.") },
  { 54005, FERRY_ERROR_UNAUTHORIZED,
    N_ ("This answer of the browser has been used already. Sign in again.") },
  { 65001, FERRY_ERROR_FORBIDDEN,
    N_ ("Nobody has consented to the registration’s permissions yet. Sign in in the browser and consent, or "
        "have an administrator do so for the tenant.") },
  { 65004, FERRY_ERROR_REFUSED,
    N_ ("The consent was declined in the browser. Without it Ferry can’t work for this account.") },
  { 65005, FERRY_ERROR_FORBIDDEN,
    N_ ("The registration lacks the permission “Financials.ReadWrite.All” of Dynamics 365 Business Central. "
        "Add it there.") },
  { 70000, FERRY_ERROR_UNAUTHORIZED, N_ ("The sign-in isn’t valid any more. Sign in again.") },
  { 70008, FERRY_ERROR_UNAUTHORIZED, N_ ("The sign-in has expired. Sign in again.") },
  { 70011, FERRY_ERROR_INVALID,
    N_ ("The service doesn’t know the permission that was asked for. Business Central may be missing in this "
        "tenant.") },
  { 70018, FERRY_ERROR_UNAUTHORIZED, N_ ("The code isn’t valid. Begin the sign-in again.") },
  { 70019, FERRY_ERROR_TIMED_OUT,
    N_ ("The code has expired before somebody signed in with it. Begin the sign-in again.") },
  { 70020, FERRY_ERROR_TIMED_OUT,
    N_ ("The code has expired before somebody signed in with it. Begin the sign-in again.") },
  { 70043, FERRY_ERROR_UNAUTHORIZED,
    N_ ("The tenant asks for a new sign-in from time to time, and that time has come. Sign in again.") },
  { 90002, FERRY_ERROR_INVALID, N_ ("There is no such tenant. Check its ID or domain.") },
  { 90033, FERRY_ERROR_UNAVAILABLE,
    N_ ("The identity service is busy at the moment. Try again in a few minutes.") },
  { 90094, FERRY_ERROR_FORBIDDEN,
    N_ ("An administrator of the tenant has to consent to the registration’s permissions first.") },
  { 500011, FERRY_ERROR_INVALID, N_ ("This tenant has no Business Central. Check the tenant.") },
  { 500113, FERRY_ERROR_INVALID,
    N_ ("The registration has no redirect address. Add “http://localhost” there as one of a mobile and "
        "desktop application.") },
  { 530003, FERRY_ERROR_FORBIDDEN,
    N_ ("The tenant’s conditional access admits managed devices only. Sign in from one, or ask the tenant’s "
        "administrator.") },
  { 650052, FERRY_ERROR_INVALID, N_ ("This tenant has no Business Central. Check the tenant.") },
  { 650057, FERRY_ERROR_FORBIDDEN,
    N_ ("The registration lacks the permission “Financials.ReadWrite.All” of Dynamics 365 Business Central. "
        "Add it there.") },
  { 700016, FERRY_ERROR_INVALID,
    N_ ("The tenant doesn’t know this client ID. Check both: the ID is the registration’s application "
        "(client) ID.") },
  { 700038, FERRY_ERROR_INVALID,
    N_ ("This can’t be a client ID. It is the registration’s application (client) ID.") },
  { 700082, FERRY_ERROR_UNAUTHORIZED,
    N_ ("The sign-in has expired because it wasn’t used for long. Sign in again.") },
  { 700084, FERRY_ERROR_UNAUTHORIZED, N_ ("The sign-in has expired. Sign in again.") },
  { 900023, FERRY_ERROR_INVALID, N_ ("This can’t be a tenant. Enter its ID or its domain.") },
  { 7000112, FERRY_ERROR_FORBIDDEN,
    N_ ("The registration is disabled in this tenant. Ask the tenant’s administrator.") },
  { 7000215, FERRY_ERROR_UNAUTHORIZED,
    N_ ("The application’s secret is wrong. Enter its value, not its ID.") },
  { 7000218, FERRY_ERROR_FORBIDDEN,
    N_ ("The registration doesn’t allow public client flows. Turn that on under its “Authentication”.") },
  { 7000222, FERRY_ERROR_UNAUTHORIZED,
    N_ ("The application’s secret has expired. Make a new one in the registration.") },
};

static const struct
{
  const char *name;
  FerryError code;
  const char *message;
} oauth[] = {
  { "access_denied", FERRY_ERROR_REFUSED, N_ ("The sign-in was declined.") },
  { "authorization_declined", FERRY_ERROR_REFUSED, N_ ("The sign-in was declined.") },
  { "bad_verification_code", FERRY_ERROR_UNAUTHORIZED,
    N_ ("The code isn’t valid. Begin the sign-in again.") },
  { "consent_required", FERRY_ERROR_FORBIDDEN,
    N_ ("Nobody has consented to the registration’s permissions yet. Sign in in the browser and consent, or "
        "have an administrator do so for the tenant.") },
  { "expired_token", FERRY_ERROR_TIMED_OUT,
    N_ ("The code has expired before somebody signed in with it. Begin the sign-in again.") },
  { "interaction_required", FERRY_ERROR_UNAUTHORIZED,
    N_ ("The identity service wants to ask something in the browser. Sign in again.") },
  { "invalid_client", FERRY_ERROR_UNAUTHORIZED,
    N_ ("The identity service doesn’t accept the application. Check client ID and secret.") },
  { "invalid_grant", FERRY_ERROR_UNAUTHORIZED, N_ ("The sign-in isn’t valid any more. Sign in again.") },
  { "invalid_scope", FERRY_ERROR_INVALID,
    N_ ("The service doesn’t know the permission that was asked for. Business Central may be missing in this "
        "tenant.") },
  { "login_required", FERRY_ERROR_UNAUTHORIZED, N_ ("Nobody is signed in to the browser. Sign in again.") },
  { "server_error", FERRY_ERROR_SERVER, N_ ("The identity service failed. Try again in a few minutes.") },
  { "temporarily_unavailable", FERRY_ERROR_UNAVAILABLE,
    N_ ("The identity service is busy at the moment. Try again in a few minutes.") },
  { "unauthorized_client", FERRY_ERROR_FORBIDDEN,
    N_ ("The tenant doesn’t allow this registration to sign in like this. Check its settings.") },
};

/* The first number in words such as “AADSTS50076: Due to a …”; 0 where there is none. */
static int
find_number (const char *words)
{
  const char *at = words != NULL ? strstr (words, "AADSTS") : NULL;

  return at != NULL ? (int) CLAMP (strtol (at + strlen ("AADSTS"), NULL, 10), 0, G_MAXINT) : 0;
}

GError *
ferry_identity_error_explain (GError *error)
{
  const char *code = ferry_error_get_odata_code (error);
  const char *words = ferry_error_get_service_message (error);
  g_autofree char *own = NULL;
  g_autofree char *message = NULL;
  int number;

  /* Not from the service, or not in its way. */
  if (code == NULL)
    return error;

  number = find_number (words);
  if (number > 0)
    own = g_strdup_printf ("AADSTS%d", number);
  for (guint i = 0; number > 0 && i < G_N_ELEMENTS (explanations); i++)
    if (explanations[i].number == number)
      {
        ferry_error_restate (error, explanations[i].code, _ (explanations[i].message), own);
        return error;
      }
  for (guint i = 0; i < G_N_ELEMENTS (oauth); i++)
    if (g_str_equal (oauth[i].name, code))
      {
        /* Our words are general here: the service's own follow. */
        message = words != NULL ? g_strdup_printf (
                    /* Translators: %1$s is a sentence about what failed, %2$s the service's own words */
                    _ ("%1$s The service says: “%2$s”"), _ (oauth[i].message), words)
                                : g_strdup (_ (oauth[i].message));
        ferry_error_restate (error, oauth[i].code, message, own);
        return error;
      }
  message = words != NULL ? g_strdup_printf (_ ("The identity service refused: “%s”"), words)
                          : g_strdup_printf (_ ("The identity service refused: %s"), code);
  ferry_error_restate (
    error, error->code == FERRY_ERROR_UNAUTHORIZED ? FERRY_ERROR_UNAUTHORIZED : FERRY_ERROR_INVALID, message,
    own);
  return error;
}

GError *
ferry_identity_error_new_from_redirect (const char *code, const char *description)
{
  return ferry_identity_error_explain (
    ferry_error_new_from_words (FERRY_ERROR_INVALID, "", code, description));
}
