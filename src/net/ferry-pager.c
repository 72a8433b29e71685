/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-error.h"
#include "ferry-exchange.h"
#include "ferry-json.h"
#include "ferry-request-private.h"
#include "ferry-session-private.h"

#include <glib/gi18n-lib.h>

#define NEXT_LINK "@odata.nextLink"

/* A collection that is being read; either @entities or @sink takes the pages. */
typedef struct
{
  FerryRequest *request;
  GUri *uri;
  GHashTable *visited;
  GPtrArray *entities;
  FerryPageSink sink;
  gpointer sink_data;
} Pager;

static void
pager_free (Pager *pager)
{
  g_object_unref (pager->request);
  g_clear_pointer (&pager->uri, g_uri_unref);
  g_hash_table_unref (pager->visited);
  g_clear_pointer (&pager->entities, g_ptr_array_unref);
  g_free (pager);
}

/* Appends what @root holds to the entities. */
static gboolean
take_page (Pager *pager, JsonNode *root, char **next_link, GError **error)
{
  JsonArray *values = ferry_json_get_collection (root, _ ("the list"), error);
  g_autoptr (GError) cause = NULL;
  const char *link;

  if (values == NULL)
    return FALSE;
  link
    = ferry_json_get_optional_string (json_node_get_object (root), NEXT_LINK, _ ("the list"), NULL, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      g_autofree char *what = g_strdup_printf (_ ("entry %u of the list"), i + 1);
      JsonObject *entity = ferry_json_get_object (json_array_get_element (values, i), what, error);

      if (entity == NULL)
        return FALSE;
      g_ptr_array_add (pager->entities, json_object_ref (entity));
    }
  *next_link = g_strdup (link);
  return TRUE;
}

/* Runs in a worker, while the main thread leaves the pager alone. */
static gpointer
read_page (FerryAnswer *answer, gpointer user_data, GError **error)
{
  Pager *pager = user_data;
  g_autoptr (JsonNode) root = NULL;
  char *next_link = NULL;
  gsize size;
  const char *data = g_bytes_get_data (answer->body, &size);

  if (size == 0)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                           _ ("The service gave an empty answer where a list was expected."));
      return NULL;
    }
  if (pager->sink != NULL)
    {
      if (!pager->sink (answer->body, pager->sink_data, &next_link, error))
        {
          g_clear_pointer (&next_link, g_free);
          if (error != NULL && *error == NULL)
            g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_FAILED, _ ("The list couldn’t be read."));
        }
      return next_link;
    }
  root = ferry_json_parse (data, size, error);
  if (root == NULL || !take_page (pager, root, &next_link, error))
    return NULL;
  return next_link;
}

/* Goes to @link; %FALSE with an error where that isn't allowed. */
static gboolean
turn_page (Pager *pager, FerrySession *session, const char *link, GError **error)
{
  g_autoptr (GUri) next = g_uri_parse_relative (pager->uri, link, SOUP_HTTP_URI_FLAGS, NULL);

  if (next == NULL)
    {
      g_set_error_literal (
        error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
        _ ("The service’s answer can’t be used: the link to the next page isn’t an address."));
      return FALSE;
    }
  if (!ferry_session_is_own (session, next))
    {
      g_autofree char *name = ferry_session_name_host (next);

      g_set_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                   /* Translators: %1$s and %2$s are host names */
                   _ ("“%1$s” points to “%2$s” for the next page, which Ferry doesn’t follow."),
                   session->host, name);
      return FALSE;
    }
  if (!g_hash_table_add (pager->visited, g_uri_to_string (next)))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                   /* Translators: %s is a host name */
                   _ ("“%s” sends the same page of a list again and again. The list can’t be read."),
                   session->host);
      return FALSE;
    }
  g_uri_unref (pager->uri);
  pager->uri = g_steal_pointer (&next);
  return TRUE;
}

static void fetch_page (GTask *task);

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FerrySession *session = FERRY_SESSION (source);
  g_autoptr (GTask) task = user_data;
  g_autofree char *link = NULL;
  Pager *pager = g_task_get_task_data (task);
  GError *error = NULL;

  link = ferry_exchange_run_finish (session, result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (link == NULL || *link == '\0')
    {
      if (pager->entities != NULL)
        g_task_return_pointer (task, g_steal_pointer (&pager->entities), (GDestroyNotify) g_ptr_array_unref);
      else
        g_task_return_boolean (task, TRUE);
      return;
    }
  if (!turn_page (pager, session, link, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  fetch_page (task);
}

static void
fetch_page (GTask *task)
{
  Pager *pager = g_task_get_task_data (task);

  ferry_exchange_run_async (g_task_get_source_object (task), pager->request, pager->uri, read_page, pager,
                            g_free, g_task_get_cancellable (task), page_cb, g_object_ref (task));
}

/* Takes @task. */
static void
start (GTask *task, FerrySession *session, FerryRequest *request, Pager *pager)
{
  GError *error = NULL;

  pager->request = g_object_ref (request);
  pager->visited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  pager->uri = ferry_request_create_uri (request, session->base_url, &error);
  g_task_set_task_data (task, pager, (GDestroyNotify) pager_free);
  if (pager->uri == NULL)
    g_task_return_error (task, error);
  else
    {
      g_hash_table_add (pager->visited, g_uri_to_string (pager->uri));
      fetch_page (task);
    }
  g_object_unref (task);
}

void
ferry_session_collect_async (FerrySession *self,
                             FerryRequest *request,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  Pager *pager;

  g_return_if_fail (FERRY_IS_SESSION (self));
  g_return_if_fail (FERRY_IS_REQUEST (request));
  g_return_if_fail (ferry_request_get_kind (request) == FERRY_REQUEST_READ);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_session_collect_async);
  pager = g_new0 (Pager, 1);
  pager->entities = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  start (task, self, request, pager);
}

GPtrArray *
ferry_session_collect_finish (FerrySession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ferry_session_stream_async (FerrySession *self,
                            FerryRequest *request,
                            FerryPageSink sink,
                            gpointer sink_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;
  Pager *pager;

  g_return_if_fail (FERRY_IS_SESSION (self));
  g_return_if_fail (FERRY_IS_REQUEST (request));
  g_return_if_fail (ferry_request_get_kind (request) == FERRY_REQUEST_READ);
  g_return_if_fail (sink != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_session_stream_async);
  pager = g_new0 (Pager, 1);
  pager->sink = sink;
  pager->sink_data = sink_data;
  start (task, self, request, pager);
}

gboolean
ferry_session_stream_finish (FerrySession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
