/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-error-private.h"

#include "ferry-json.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

/* What is shown of the service's own words; the whole stays available to ferry_error_get_service_message().
 */
#define SHOWN_CHARACTERS 600

typedef struct
{
  char *odata_code;
  char *service_message;
  char *correlation_id;
  guint http_status;
  int retry_after;
  gboolean permanent;
  gboolean in_doubt;
} FerryErrorPrivate;

static void
ferry_error_private_init (FerryErrorPrivate *priv)
{
  priv->retry_after = -1;
}

static void
ferry_error_private_copy (const FerryErrorPrivate *from, FerryErrorPrivate *to)
{
  to->odata_code = g_strdup (from->odata_code);
  to->service_message = g_strdup (from->service_message);
  to->correlation_id = g_strdup (from->correlation_id);
  to->http_status = from->http_status;
  to->retry_after = from->retry_after;
  to->permanent = from->permanent;
  to->in_doubt = from->in_doubt;
}

static void
ferry_error_private_clear (FerryErrorPrivate *priv)
{
  g_free (priv->odata_code);
  g_free (priv->service_message);
  g_free (priv->correlation_id);
}

G_DEFINE_EXTENDED_ERROR (FerryError, ferry_error)

/* The details of @error, or %NULL for an error of another domain. */
static FerryErrorPrivate *
details_of (const GError *error)
{
  if (error == NULL || error->domain != FERRY_ERROR)
    return NULL;
  return ferry_error_get_private (error);
}

static char *
replace (char *text, const char *pattern, const char *replacement)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
  char *replaced = g_regex_replace (regex, text, -1, 0, replacement, 0, NULL);

  if (replaced == NULL)
    return text;
  g_free (text);
  return replaced;
}

char *
ferry_error_redact (const char *text)
{
  char *clean = g_utf8_make_valid (text, -1);

  clean = replace (clean,
                   "\\b(password|pwd|accountkey|sharedaccesskey|access_token|refresh_token|client_secret)"
                   "(\\s*[=:]\\s*)[^;&\\r\\n]+",
                   "\\1\\2•••");
  return replace (clean, "\\bbearer\\s+[a-z0-9._~+/-]+=*", "Bearer •••");
}

/* Cuts the correlation id, which the service writes behind its sentences, out of @message. */
static char *
cut_correlation_id (const char *message, char **correlation_id)
{
  g_autoptr (GRegex) regex = g_regex_new (
    "\\s*\\(?correlation\\s*id:?\\s*([0-9a-f][0-9a-f-]{7,63})\\)?\\.?\\s*", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  char *rest;

  if (!g_regex_match (regex, message, 0, &match))
    return g_strstrip (g_strdup (message));

  *correlation_id = g_match_info_fetch (match, 1);
  rest = g_regex_replace_literal (regex, message, -1, 0, " ", 0, NULL);
  return g_strstrip (rest != NULL ? rest : g_strdup (message));
}

static const char *
string_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/* The words, without the correlation id, which goes into its own place. */
static void
take_words (FerryErrorPrivate *priv, const char *words)
{
  g_autofree char *redacted = ferry_error_redact (words);

  priv->service_message = cut_correlation_id (redacted, &priv->correlation_id);
  if (*priv->service_message == '\0')
    g_clear_pointer (&priv->service_message, g_free);
}

/* An OAuth 2.0 error (RFC 6749 §5.2). Entra ID writes ids and the time behind its words, and its own number before. */
static void
read_oauth_error (FerryErrorPrivate *priv, JsonObject *object)
{
  const char *words = string_member (object, "error_description");
  const char *id = string_member (object, "correlation_id");

  priv->odata_code = g_strdup (string_member (object, "error"));
  if (words != NULL && *words != '\0')
    {
      g_autofree char *text
        = replace (g_strdup (words), "\\s*Trace ID:.*?(?=\\s*Correlation ID:|$)|\\s*Timestamp:.*$", "");

      take_words (priv, text);
    }
  if (priv->correlation_id == NULL && id != NULL && *id != '\0')
    priv->correlation_id = g_strdup (id);
}

/* Reads an OData error, an Admin Center error, which has no wrapper (api-contract §0), or an OAuth error. */
static void
read_body (FerryErrorPrivate *priv, guint status, const char *content_type, GBytes *body)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonNode *node;
  const char *data, *code, *message;
  gsize size;

  if (body == NULL || (content_type != NULL && strstr (content_type, "json") == NULL))
    return;
  data = g_bytes_get_data (body, &size);
  root = size > 0 ? ferry_json_parse (data, size, NULL) : NULL;
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  object = json_node_get_object (root);
  node = json_object_get_member (object, "error");
  if (string_member (object, "error") != NULL
      && (status == 400 || status == 401 || string_member (object, "error_description") != NULL))
    {
      read_oauth_error (priv, object);
      return;
    }
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    object = json_node_get_object (node);

  code = string_member (object, "code");
  message = string_member (object, "message");
  if (code != NULL && *code != '\0')
    priv->odata_code = g_strdup (code);
  if (message != NULL && *message != '\0')
    take_words (priv, message);
}

/* The service's code tells more than the status, except for statuses that gateways give too. */
static FerryError
code_for (guint status, const char *odata_code)
{
  switch (status)
    {
    case 401:
      return FERRY_ERROR_UNAUTHORIZED;
    case 407:
      return FERRY_ERROR_UNREACHABLE;
    case 429:
      return FERRY_ERROR_THROTTLED;
    case 408:
    case 502:
    case 503:
    case 504:
      return FERRY_ERROR_UNAVAILABLE;
    default:
      break;
    }

  if (odata_code != NULL)
    {
      if (g_str_has_prefix (odata_code, "Application_"))
        return FERRY_ERROR_REFUSED;
      if (g_str_has_suffix (odata_code, "NotFound"))
        return FERRY_ERROR_NOT_FOUND;
      if (g_str_equal (odata_code, "Internal_EntityWithSameKeyExists"))
        return FERRY_ERROR_EXISTS;
      if (g_str_equal (odata_code, "Request_EntityChanged"))
        return FERRY_ERROR_CHANGED;
      if (g_str_has_prefix (odata_code, "Authentication_"))
        return FERRY_ERROR_UNAUTHORIZED;
      if (g_str_has_prefix (odata_code, "Authorization"))
        return FERRY_ERROR_FORBIDDEN;
    }

  switch (status)
    {
    case 403:
      return FERRY_ERROR_FORBIDDEN;
    case 404:
    case 410:
      return FERRY_ERROR_NOT_FOUND;
    case 409:
    case 412:
      return FERRY_ERROR_CHANGED;
    default:
      return status >= 500 ? FERRY_ERROR_SERVER : FERRY_ERROR_INVALID;
    }
}

static const char *
sentence_for (FerryError code, guint status)
{
  switch (code)
    {
    case FERRY_ERROR_UNREACHABLE:
      return _ ("The proxy on the way to the service asks for a sign-in. Check the network settings.");
    case FERRY_ERROR_UNAUTHORIZED:
      return _ ("The service didn’t accept the sign-in. Sign in again, or enter a new token.");
    case FERRY_ERROR_FORBIDDEN:
      return _ ("The account has no permission for this. The migration needs the SUPER permission set.");
    case FERRY_ERROR_NOT_FOUND:
      return _ ("The service doesn’t know this address or entry. Check address, tenant and environment.");
    case FERRY_ERROR_EXISTS:
      return _ ("An entry with the same key exists already.");
    case FERRY_ERROR_CHANGED:
      return _ ("Somebody else changed this entry in the meantime. Look at its current state and try again.");
    case FERRY_ERROR_THROTTLED:
      return _ ("The service received too many requests and asks to wait a little.");
    case FERRY_ERROR_UNAVAILABLE:
      return status == 408 || status == 504
               ? _ ("The service didn’t finish the request in time.")
               : _ ("The service is busy or down at the moment. Try again in a few minutes.");
    case FERRY_ERROR_REFUSED:
      return _ ("The service refused the request.");
    case FERRY_ERROR_SERVER:
      return _ ("The service failed while it worked on the request.");
    case FERRY_ERROR_INVALID:
    default:
      return _ ("The service couldn’t make sense of the request.");
    }
}

/* The service's words, cut to what fits a message. */
static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= SHOWN_CHARACTERS)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, SHOWN_CHARACTERS);
  return g_strconcat (g_strchomp (start), "…", NULL);
}

GError *
ferry_error_new_from_http (guint status, const char *content_type, GBytes *body, int retry_after)
{
  g_autoptr (GError) error = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_FAILED, "");
  FerryErrorPrivate *priv = ferry_error_get_private (error);
  g_autofree char *said = NULL;
  const char *sentence;

  read_body (priv, status, content_type, body);
  priv->http_status = status;
  priv->retry_after = retry_after;
  priv->permanent = status == 407;
  error->code = (int) code_for (status, priv->odata_code);

  sentence = sentence_for ((FerryError) error->code, status);
  if (priv->service_message != NULL)
    said = shorten (priv->service_message);

  g_free (error->message);
  if (said == NULL)
    /* Translators: %1$s is a sentence about what failed, %2$u the HTTP status */
    error->message = g_strdup_printf (_ ("%1$s (HTTP %2$u)"), sentence, status);
  else if (error->code == FERRY_ERROR_REFUSED)
    error->message = g_steal_pointer (&said);
  else
    /* Translators: %1$s is a sentence about what failed, %2$s the service's own words */
    error->message = g_strdup_printf (_ ("%1$s The service says: “%2$s”"), sentence, said);
  return g_steal_pointer (&error);
}

GError *
ferry_error_new_from_words (FerryError code,
                            const char *message,
                            const char *service_code,
                            const char *service_message)
{
  GError *error = g_error_new_literal (FERRY_ERROR, (int) code, message);
  FerryErrorPrivate *priv = ferry_error_get_private (error);

  priv->odata_code = g_strdup (service_code);
  if (service_message != NULL && *service_message != '\0')
    take_words (priv, service_message);
  return error;
}

void
ferry_error_restate (GError *error, FerryError code, const char *message, const char *service_code)
{
  FerryErrorPrivate *priv;
  char *text = g_strdup (message);

  g_return_if_fail (error != NULL && error->domain == FERRY_ERROR);

  priv = ferry_error_get_private (error);
  g_free (error->message);
  error->message = text;
  error->code = (int) code;
  if (service_code != NULL)
    {
      g_free (priv->odata_code);
      priv->odata_code = g_strdup (service_code);
    }
}

static GError *
new_unreachable (const char *host, const char *reason, gboolean permanent)
{
  GError *error = g_error_new (FERRY_ERROR, FERRY_ERROR_UNREACHABLE,
                               /* Translators: %1$s is a host name, %2$s says why */
                               _ ("“%1$s” can’t be reached: %2$s"), host, reason);

  if (permanent)
    ferry_error_set_permanent (error);
  return error;
}

static GError *
new_from_io_error (const GError *cause, const char *host)
{
  switch (cause->code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      return new_unreachable (
        host, _ ("nothing answers at this address. Check the address and whether the service runs."), FALSE);
    case G_IO_ERROR_HOST_NOT_FOUND:
      return new_unreachable (host, _ ("there is no host of this name. Check the address."), TRUE);
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return new_unreachable (host, _ ("no way through the network. Check the connection."), FALSE);
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return new_unreachable (host, _ ("the proxy refused the connection. Check the network settings."),
                              TRUE);
    case G_IO_ERROR_CONNECTION_CLOSED:
    case G_IO_ERROR_PARTIAL_INPUT:
      return g_error_new (FERRY_ERROR, FERRY_ERROR_UNREACHABLE,
                          /* Translators: %s is a host name */
                          _ ("The connection to “%s” was lost before the answer was complete."), host);
    case G_IO_ERROR_TIMED_OUT:
      return g_error_new (FERRY_ERROR, FERRY_ERROR_TIMED_OUT, _ ("“%s” didn’t answer in time."), host);
    default:
      return new_unreachable (host, cause->message, FALSE);
    }
}

GError *
ferry_error_new_from_transport (const GError *cause, const char *host)
{
  g_return_val_if_fail (cause != NULL, NULL);

  if (cause->domain == FERRY_ERROR || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (cause);
  if (host == NULL)
    host = "";
  if (cause->domain == G_TLS_ERROR)
    return g_error_new (FERRY_ERROR, FERRY_ERROR_TLS,
                        /* Translators: %1$s is a host name, %2$s says why */
                        _ ("The connection to “%1$s” isn’t secure and was given up: %2$s"), host,
                        cause->message);
  if (cause->domain == G_RESOLVER_ERROR)
    {
      if (cause->code == G_RESOLVER_ERROR_NOT_FOUND)
        return new_unreachable (host, _ ("there is no host of this name. Check the address."), TRUE);
      return new_unreachable (host, _ ("the name can’t be looked up at the moment. Check the connection."),
                              FALSE);
    }
  if (g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING)
      || g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING))
    return g_error_new (FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                        /* Translators: %s is a host name */
                        _ ("What “%s” answered isn’t HTTP. Check address and port."), host);
  if (cause->domain == G_IO_ERROR)
    return new_from_io_error (cause, host);
  return new_unreachable (host, cause->message, FALSE);
}

GError *
ferry_error_new_on_way (const GError *cause, const char *host, const char *proxy)
{
  g_autofree char *reason = NULL;

  if (proxy == NULL || cause->domain == FERRY_ERROR || cause->domain == G_TLS_ERROR)
    return ferry_error_new_from_transport (cause, host);
  switch (cause->domain == G_IO_ERROR ? cause->code : -1)
    {
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      /* Translators: %s is host and port of a proxy */
      reason
        = g_strdup_printf (_ ("the proxy “%s” refused the connection. Check the network settings."), proxy);
      return new_unreachable (host, reason, TRUE);
    case G_IO_ERROR_CONNECTION_REFUSED:
    case G_IO_ERROR_HOST_NOT_FOUND:
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
    case G_IO_ERROR_CONNECTION_CLOSED:
    case G_IO_ERROR_PARTIAL_INPUT:
    case G_IO_ERROR_TIMED_OUT:
      /* Translators: %s is host and port of a proxy */
      reason = g_strdup_printf (_ ("the proxy “%s” doesn’t answer. Check the network settings."), proxy);
      return new_unreachable (host, reason, FALSE);
    default:
      return ferry_error_new_from_transport (cause, host);
    }
}

GError *
ferry_error_new_from_proxy (guint status, const char *host, const char *proxy)
{
  g_autofree char *reason = NULL;
  GError *error;

  if (status == 407)
    reason = g_strdup_printf (
      /* Translators: %s is host and port of a proxy */
      _ ("the proxy “%s” asks for a sign-in. Check the network settings."), proxy);
  else
    reason = g_strdup_printf (
      /* Translators: %1$s is host and port of a proxy, %2$u an HTTP status */
      _ ("the proxy “%1$s” lets nothing through (HTTP %2$u). Check the network settings."), proxy, status);
  error = new_unreachable (host, reason, status < 500);
  ferry_error_set_http_status (error, status);
  return error;
}

/* A sentence each, since what goes before depends on it in other languages. */
static char *
describe_ambiguity (const GError *cause, const char *host)
{
  if (ferry_error_get_http_status (cause) >= 400)
    return g_strdup_printf (
      /* Translators: %1$s is a host name, %2$u an HTTP status */
      _ ("It isn’t known whether “%1$s” carried out the request: it failed on the way (HTTP %2$u)."), host,
      ferry_error_get_http_status (cause));
  if (g_error_matches (cause, FERRY_ERROR, FERRY_ERROR_TIMED_OUT))
    return g_strdup_printf (
      /* Translators: %s is a host name */
      _ ("It isn’t known whether “%s” carried out the request: no answer came in time."), host);
  if (g_error_matches (cause, FERRY_ERROR, FERRY_ERROR_PROTOCOL))
    return g_strdup_printf (
      /* Translators: %s is a host name */
      _ ("It isn’t known whether “%s” carried out the request: its answer can’t be read."), host);
  return g_strdup_printf (
    /* Translators: %s is a host name */
    _ ("It isn’t known whether “%s” carried out the request: the connection was lost."), host);
}

GError *
ferry_error_new_ambiguous (const GError *cause, const char *host)
{
  g_autofree char *unknown = describe_ambiguity (cause, host);
  GError *error
    = g_error_new (FERRY_ERROR, FERRY_ERROR_AMBIGUOUS, "%s %s", unknown,
                   _ ("It was not sent again. Look at the current state before you start it anew."));
  const FerryErrorPrivate *from = details_of (cause);

  if (from != NULL)
    ferry_error_private_copy (from, ferry_error_get_private (error));
  return error;
}

void
ferry_error_set_http_status (GError *error, guint status)
{
  FerryErrorPrivate *priv = details_of (error);

  if (priv != NULL)
    priv->http_status = status;
}

void
ferry_error_set_permanent (GError *error)
{
  FerryErrorPrivate *priv = details_of (error);

  if (priv != NULL)
    priv->permanent = TRUE;
}

void
ferry_error_set_in_doubt (GError *error)
{
  FerryErrorPrivate *priv = details_of (error);

  if (priv != NULL)
    priv->in_doubt = TRUE;
}

gboolean
ferry_error_is_in_doubt (const GError *error)
{
  const FerryErrorPrivate *priv = details_of (error);
  return priv != NULL && priv->in_doubt;
}

guint
ferry_error_get_http_status (const GError *error)
{
  const FerryErrorPrivate *priv = details_of (error);
  return priv != NULL ? priv->http_status : 0;
}

const char *
ferry_error_get_odata_code (const GError *error)
{
  const FerryErrorPrivate *priv = details_of (error);
  return priv != NULL ? priv->odata_code : NULL;
}

const char *
ferry_error_get_service_message (const GError *error)
{
  const FerryErrorPrivate *priv = details_of (error);
  return priv != NULL ? priv->service_message : NULL;
}

const char *
ferry_error_get_correlation_id (const GError *error)
{
  const FerryErrorPrivate *priv = details_of (error);
  return priv != NULL ? priv->correlation_id : NULL;
}

int
ferry_error_get_retry_after (const GError *error)
{
  const FerryErrorPrivate *priv = details_of (error);
  return priv != NULL ? priv->retry_after : -1;
}

gboolean
ferry_error_is_transient (const GError *error)
{
  const FerryErrorPrivate *priv = details_of (error);

  if (priv == NULL || priv->permanent)
    return FALSE;
  switch ((FerryError) error->code)
    {
    case FERRY_ERROR_UNREACHABLE:
    case FERRY_ERROR_TIMED_OUT:
    case FERRY_ERROR_THROTTLED:
    case FERRY_ERROR_UNAVAILABLE:
      return TRUE;
    default:
      return FALSE;
    }
}

char *
ferry_error_describe (const GError *error)
{
  const FerryErrorPrivate *priv;
  GString *text;

  g_return_val_if_fail (error != NULL, NULL);

  priv = details_of (error);
  text = g_string_new (error->message);
  if (priv != NULL)
    {
      if (priv->http_status != 0)
        g_string_append_printf (text, _ ("\nHTTP status: %u"), priv->http_status);
      if (priv->odata_code != NULL)
        g_string_append_printf (text, _ ("\nCode: %s"), priv->odata_code);
      /* Said in full here where the message had to be cut. */
      if (priv->service_message != NULL && strstr (error->message, priv->service_message) == NULL)
        g_string_append_printf (text, _ ("\nThe service’s words: %s"), priv->service_message);
      if (priv->correlation_id != NULL)
        g_string_append_printf (text, _ ("\nCorrelation ID: %s"), priv->correlation_id);
      if (priv->retry_after >= 0)
        g_string_append_printf (text,
                                ngettext ("\nTo be tried again after %d second",
                                          "\nTo be tried again after %d seconds", (gulong) priv->retry_after),
                                priv->retry_after);
    }
  return g_string_free (text, FALSE);
}
