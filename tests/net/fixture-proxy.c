/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture-proxy.h"

#include <string.h>

typedef struct
{
  FixtureProxy *proxy;
  GSocketConnection *client;
  GString *head;
  char byte;
} Visit;

static void
visit_free (Visit *visit)
{
  g_object_unref (visit->client);
  g_string_free (visit->head, TRUE);
  g_free (visit);
}

static void
on_spliced (GObject *source, GAsyncResult *result, gpointer unused)
{
  g_io_stream_splice_finish (result, NULL);
}

static void
say (Visit *visit, const char *text)
{
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (visit->client)), text, strlen (text),
                             NULL, NULL, NULL);
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Visit *visit = user_data;
  g_autoptr (GSocketConnection) target
    = g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (source), result, NULL);

  if (target != NULL)
    {
      say (visit, "HTTP/1.1 200 Connection established\r\n\r\n");
      g_io_stream_splice_async (G_IO_STREAM (visit->client), G_IO_STREAM (target),
                                G_IO_STREAM_SPLICE_CLOSE_STREAM1 | G_IO_STREAM_SPLICE_CLOSE_STREAM2,
                                G_PRIORITY_DEFAULT, NULL, on_spliced, NULL);
    }
  visit_free (visit);
}

static void read_more (Visit *visit);

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Visit *visit = user_data;
  FixtureProxy *self = visit->proxy;

  if (g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL) != 1)
    {
      visit_free (visit);
      return;
    }
  g_string_append_c (visit->head, visit->byte);
  if (!g_str_has_suffix (visit->head->str, "\r\n\r\n"))
    {
      read_more (visit);
      return;
    }
  g_ptr_array_add (self->asked, g_strndup (visit->head->str, strcspn (visit->head->str, "\r")));
  if (self->answer != NULL)
    {
      g_autofree char *text
        = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", self->answer);

      if (*self->answer != '\0')
        say (visit, text);
      g_io_stream_close (G_IO_STREAM (visit->client), NULL, NULL);
      visit_free (visit);
      return;
    }
  {
    g_autoptr (GSocketClient) client = g_socket_client_new ();

    g_socket_client_set_enable_proxy (client, FALSE);
    g_socket_client_connect_to_host_async (client, "127.0.0.1", (guint16) self->target, NULL, on_connected,
                                           visit);
  }
}

/* Byte by byte: what comes after the head belongs to the tunnel. */
static void
read_more (Visit *visit)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (visit->client)), &visit->byte, 1,
                             G_PRIORITY_DEFAULT, NULL, on_read, visit);
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  Visit *visit = g_new0 (Visit, 1);

  visit->proxy = user_data;
  visit->client = g_object_ref (connection);
  visit->head = g_string_new (NULL);
  read_more (visit);
  return TRUE;
}

FixtureProxy *
fixture_proxy_new (guint target)
{
  FixtureProxy *self = g_new0 (FixtureProxy, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  self->service = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  self->target = target;
  self->asked = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  return self;
}

void
fixture_proxy_stop (FixtureProxy *self)
{
  if (self->service == NULL)
    return;
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
}

void
fixture_proxy_free (FixtureProxy *self)
{
  fixture_proxy_stop (self);
  g_ptr_array_unref (self->asked);
  g_free (self->answer);
  g_free (self);
}

GProxyResolver *
fixture_proxy_create_resolver (FixtureProxy *self)
{
  g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:%u", self->port);

  return g_simple_proxy_resolver_new (uri, NULL);
}
