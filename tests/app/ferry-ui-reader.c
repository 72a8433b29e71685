/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-ui-reader.h"

#include <adwaita.h>
#include <string.h>
#include <unistd.h>

#include "ferry-ui-driver.h"

#define REGISTRY   "org.a11y.atspi.Registry"
#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define COMPONENT  "org.a11y.atspi.Component"
#define ROOT       "/org/a11y/atspi/accessible/root"
#define CACHE      "/org/a11y/atspi/cache"
#define NOBODY     "/org/a11y/atspi/null"

/* What an object is, by the numbers of the protocol (AtspiRole). */
enum
{
  ROLE_INVALID = 0,
  ROLE_ALERT = 2,
  ROLE_CHECK_BOX = 7,
  ROLE_COLUMN_HEADER = 10,
  ROLE_COMBO_BOX = 11,
  ROLE_DIALOG = 16,
  ROLE_FILLER = 20,
  ROLE_FRAME = 23,
  ROLE_IMAGE = 27,
  ROLE_LABEL = 29,
  ROLE_LIST = 31,
  ROLE_LIST_ITEM = 32,
  ROLE_MENU = 33,
  ROLE_MENU_ITEM = 35,
  ROLE_OPTION_PANE = 36,
  ROLE_PAGE_TAB = 37,
  ROLE_PANEL = 39,
  ROLE_PROGRESS_BAR = 42,
  ROLE_PUSH_BUTTON = 43,
  ROLE_RADIO_BUTTON = 44,
  ROLE_SCROLL_BAR = 48,
  ROLE_SCROLL_PANE = 49,
  ROLE_SPIN_BUTTON = 52,
  ROLE_TABLE_CELL = 56,
  ROLE_TEXT = 61,
  ROLE_TOGGLE_BUTTON = 62,
  ROLE_TREE_TABLE = 66,
  ROLE_UNKNOWN = 67,
  ROLE_ENTRY = 79,
  ROLE_SECTION = 85,
  ROLE_TABLE_ROW = 90,
  ROLE_LEVEL_BAR = 103,
};

/* How it is (AtspiStateType). */
enum
{
  STATE_INVALID = 0, /* GTK 4.8 means the one for entries */
  STATE_ACTIVE = 1,
  STATE_CHECKED = 4,
  STATE_EDITABLE = 7,
  STATE_EXPANDED = 10,
  STATE_FOCUSABLE = 11,
  STATE_FOCUSED = 12,
  STATE_PRESSED = 20,
  STATE_SELECTED = 23,
  STATE_SENSITIVE = 24,
  STATE_SHOWING = 25,
  STATE_INVALID_ENTRY = 36,
};

/* What it has to do with another (AtspiRelationType). */
#define RELATION_DESCRIBED_BY 18

typedef struct _Node Node;

struct _Node
{
  char *path;
  Node *parent;        /* not owned */
  GPtrArray *children; /* (element-type Node), in their order; not owned */
  char *name;
  char *description;
  guint role;
  guint64 states;
  gboolean known; /* the application has told what it is */
};

struct _FerryUiReader
{
  GDBusConnection *bus;
  char *application; /* its name on @bus */
  guint n_windows, n_objects;
  /* While one look lasts: */
  GHashTable *nodes; /* path → Node */
  guint n_pending;
};

static void
free_node (gpointer data)
{
  Node *node = data;

  g_ptr_array_unref (node->children);
  g_free (node->path);
  g_free (node->name);
  g_free (node->description);
  g_free (node);
}

static gboolean
has_state (const Node *node, guint state)
{
  return (node->states >> state & 1) != 0;
}

static gboolean
is_wrong (const Node *node)
{
  return has_state (node, STATE_INVALID) || has_state (node, STATE_INVALID_ENTRY);
}

/* ---- The bus ---- */

typedef struct
{
  GVariant *answer;
  GError *error;
  gboolean done;
} Call;

static gboolean
is_answered (gpointer data)
{
  return ((Call *) data)->done;
}

static void
on_answered (GObject *bus, GAsyncResult *result, gpointer data)
{
  Call *call = data;

  call->answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, &call->error);
  call->done = TRUE;
}

/* The application goes on meanwhile: it is what answers. */
static GVariant *
ask (GDBusConnection *bus,
     const char *who,
     const char *path,
     const char *interface,
     const char *method,
     GVariant *arguments)
{
  Call call = { NULL, NULL, FALSE };

  g_dbus_connection_call (bus, who, path, interface, method, arguments, NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          NULL, on_answered, &call);
  ferry_ui_wait (is_answered, &call, method);
  g_assert_no_error (call.error);
  return call.answer;
}

static gboolean
is_registered (gpointer data)
{
  FerryUiReader *self = data;
  g_autoptr (GVariant) answer = ask (self->bus, REGISTRY, ROOT, ACCESSIBLE, "GetChildren", NULL);
  g_autoptr (GVariantIter) children = NULL;
  const char *name;

  g_variant_get (answer, "(a(so))", &children);
  while (g_variant_iter_next (children, "(&so)", &name, NULL))
    {
      g_autoptr (GVariant) pid
        = ask (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
               "GetConnectionUnixProcessID", g_variant_new ("(s)", name));
      guint32 number;

      g_variant_get (pid, "(u)", &number);
      if (number == (guint32) getpid ())
        {
          self->application = g_strdup (name);
          return TRUE;
        }
    }
  return FALSE;
}

static GDBusConnection *
connect_to (const char *address)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_dbus_connection_new_for_address_sync (
    address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);

  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  return bus;
}

FerryUiReader *
ferry_ui_reader_new (void)
{
  FerryUiReader *self = g_new0 (FerryUiReader, 1);
  g_autofree char *session_address = NULL;
  g_autoptr (GDBusConnection) session = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;
  const char *address;

  session_address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  session = connect_to (session_address);
  answer = ask (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", NULL);
  g_variant_get (answer, "(&s)", &address);
  g_setenv ("AT_SPI_BUS_ADDRESS", address, TRUE);
  self->bus = connect_to (address);
  self->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_node);
  return self;
}

void
ferry_ui_reader_free (FerryUiReader *self)
{
  g_hash_table_unref (self->nodes);
  g_object_unref (self->bus);
  g_free (self->application);
  g_free (self);
}

/* ---- The tree ---- */

typedef struct
{
  FerryUiReader *self;
  Node *node;
} Question;

static void ask_for_children (FerryUiReader *self, Node *node);

static Node *
add_node (FerryUiReader *self, const char *path, Node *parent)
{
  Node *node = g_new0 (Node, 1);

  node->path = g_strdup (path);
  node->parent = parent;
  node->children = g_ptr_array_new ();
  g_hash_table_insert (self->nodes, node->path, node);
  if (parent != NULL)
    g_ptr_array_add (parent->children, node);
  return node;
}

static void
on_children (GObject *bus, GAsyncResult *result, gpointer data)
{
  Question *question = data;
  FerryUiReader *self = question->self;
  Node *node = question->node;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, NULL);
  g_autoptr (GVariantIter) children = NULL;
  const char *path;

  g_free (question);
  self->n_pending--;
  /* It has gone meanwhile. */
  if (answer == NULL)
    return;
  g_variant_get (answer, "(a(so))", &children);
  while (g_variant_iter_next (children, "(&s&o)", NULL, &path))
    if (!g_str_equal (path, NOBODY) && !g_hash_table_contains (self->nodes, path))
      ask_for_children (self, add_node (self, path, node));
}

/* All at once: a window has some hundred of them. */
static void
ask_for_children (FerryUiReader *self, Node *node)
{
  Question *question = g_new (Question, 1);

  question->self = self;
  question->node = node;
  self->n_pending++;
  g_dbus_connection_call (self->bus, self->application, node->path, ACCESSIBLE, "GetChildren", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_children, question);
}

static gboolean
is_complete (gpointer data)
{
  return ((FerryUiReader *) data)->n_pending == 0;
}

/* What each of them is, in one answer: GTK tells of all it ever gave out. */
static void
describe_nodes (FerryUiReader *self)
{
  g_autoptr (GVariant) answer
    = ask (self->bus, self->application, CACHE, "org.a11y.atspi.Cache", "GetItems", NULL);
  g_autoptr (GVariantIter) items = NULL;
  GVariant *item;

  g_variant_get (answer, "(a((so)(so)(so)iiassusau))", &items);
  while ((item = g_variant_iter_next_value (items)) != NULL)
    {
      const char *path, *name, *description;
      g_autoptr (GVariantIter) states = NULL;
      guint32 role, low = 0, high = 0;
      Node *node;

      g_variant_get (item, "((s&o)(so)(so)iias&su&sau)", NULL, &path, NULL, NULL, NULL, NULL, NULL, NULL,
                     NULL, &name, &role, &description, &states);
      node = g_hash_table_lookup (self->nodes, path);
      if (node != NULL && !node->known)
        {
          g_variant_iter_next (states, "u", &low);
          g_variant_iter_next (states, "u", &high);
          node->known = TRUE;
          node->name = g_strdup (name);
          node->description = g_strdup (description);
          node->role = role;
          node->states = (guint64) high << 32 | low;
        }
      g_variant_unref (item);
    }
}

/* The window that is called so; of several the last one. */
static Node *
read_window (FerryUiReader *self, const char *title)
{
  g_autoptr (GVariant) answer = ask (self->bus, self->application, ROOT, ACCESSIBLE, "GetChildren", NULL);
  g_autoptr (GVariantIter) windows = NULL;
  g_autofree char *found = NULL;
  const char *path;
  Node *window;

  g_variant_get (answer, "(a(so))", &windows);
  while (g_variant_iter_next (windows, "(&s&o)", NULL, &path))
    {
      g_autoptr (GVariant) name = ask (self->bus, self->application, path, "org.freedesktop.DBus.Properties",
                                       "Get", g_variant_new ("(ss)", ACCESSIBLE, "Name"));
      g_autoptr (GVariant) value = NULL;

      g_variant_get (name, "(v)", &value);
      if (g_str_equal (g_variant_get_string (value, NULL), title))
        {
          g_free (found);
          found = g_strdup (path);
        }
    }
  if (found == NULL)
    return NULL;
  window = add_node (self, found, NULL);
  ask_for_children (self, window);
  ferry_ui_wait (is_complete, self, "what the window holds");
  describe_nodes (self);
  return window;
}

static void
print (const Node *node, guint depth, GString *text)
{
  static const struct
  {
    guint state;
    const char *word;
  } words[] = {
    { STATE_FOCUSABLE, "focusable" }, { STATE_FOCUSED, "focused" },   { STATE_EDITABLE, "editable" },
    { STATE_CHECKED, "checked" },     { STATE_EXPANDED, "expanded" }, { STATE_PRESSED, "pressed" },
    { STATE_SELECTED, "selected" },
  };

  g_string_append_printf (text, "%*s%u “%s”", (int) depth * 2, "", node->role, node->name ?: "?");
  if (node->description != NULL && *node->description != '\0')
    g_string_append_printf (text, " (%s)", node->description);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (has_state (node, words[i].state))
      g_string_append_printf (text, " %s", words[i].word);
  if (is_wrong (node))
    g_string_append (text, " wrong");
  if (!has_state (node, STATE_SENSITIVE))
    g_string_append (text, " insensitive");
  g_string_append_c (text, '\n');
  for (guint i = 0; i < node->children->len; i++)
    print (node->children->pdata[i], depth + 1, text);
}

static void
keep (const Node *window, const char *where)
{
  const char *folder = g_getenv ("FERRY_TEST_READING");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *name = g_strdelimit (g_strdup_printf ("%s.txt", where), "/ ", '_');
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (folder == NULL)
    return;
  print (window, 0, text);
  g_file_set_contents (path, text->str, (gssize) text->len, NULL);
}

/* ---- What is wrong with it ---- */

/* Controls are one thing to their user, of however many GTK makes them. */
static gboolean
is_control (const Node *node)
{
  switch (node->role)
    {
    case ROLE_CHECK_BOX:
    case ROLE_COMBO_BOX:
    case ROLE_MENU_ITEM:
    case ROLE_PUSH_BUTTON:
    case ROLE_RADIO_BUTTON:
    case ROLE_SPIN_BUTTON:
    case ROLE_TEXT:
    case ROLE_TOGGLE_BUTTON:
    case ROLE_ENTRY:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_in_control (const Node *node)
{
  for (const Node *parent = node->parent; parent != NULL; parent = parent->parent)
    if (is_control (parent))
      return TRUE;
  return FALSE;
}

static gboolean
is_row (const Node *node)
{
  return node->role == ROLE_LIST_ITEM || node->role == ROLE_TABLE_ROW;
}

static gboolean
is_in_row (const Node *node)
{
  for (const Node *parent = node->parent; parent != NULL; parent = parent->parent)
    if (is_row (parent) || parent->role == ROLE_PAGE_TAB)
      return TRUE;
  return FALSE;
}

/* What says something of itself, or nothing can be done with. */
static gboolean
tells_something (const Node *node)
{
  switch (node->role)
    {
    case ROLE_COMBO_BOX:
    case ROLE_LEVEL_BAR:
    case ROLE_PROGRESS_BAR:
    case ROLE_TREE_TABLE:
      return TRUE;
    case ROLE_IMAGE:
      return !is_in_row (node);
    case ROLE_LIST:        /* what is in it can have the focus */
    case ROLE_SCROLL_PANE: /* GTK goes to what is in it, where there is anything */
      return has_state (node, STATE_FOCUSED);
    default:
      return has_state (node, STATE_FOCUSABLE);
    }
}

/* Of a list nothing is told rather than what class it is. */
static gboolean
has_class_for_name (const Node *node)
{
  return *node->name != '\0' && ferry_ui_audit_find_fault (node->name) != NULL;
}

/* GTK 4.8 tells of the pages that aren't shown as well. What hasn't been shown yet has no size. */
static gboolean
is_on_screen (FerryUiReader *self, const Node *node)
{
  g_autoptr (GVariant) answer
    = ask (self->bus, self->application, node->path, COMPONENT, "GetExtents", g_variant_new ("(u)", 1));
  int width, height;

  g_variant_get (answer, "((iiii))", NULL, NULL, &width, &height);
  return width > 0 && height > 0;
}

static gboolean
has_words (const Node *node)
{
  if (ferry_ui_audit_find_fault (node->name) == NULL)
    return TRUE;
  for (guint i = 0; i < node->children->len; i++)
    if (has_words (node->children->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Such as “_Cancel Cancel”, which is what GTK makes of a name and a label that names. */
static gboolean
is_told_twice (const char *name)
{
  g_autoptr (GString) plain = g_string_new (name);
  gsize half;

  g_string_replace (plain, "_", "", 0);
  half = plain->len / 2;
  return plain->len % 2 == 1 && plain->str[half] == ' '
         && strncmp (plain->str, plain->str + half + 1, half) == 0;
}

/* A table's row is told as what its cells say: “135, 1, 0” would be nothing. */
static gboolean
has_bare_number (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, ", ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_regex_match_simple ("^[0-9]+$", parts[i], 0, 0))
      return TRUE;
  return FALSE;
}

static const char *
find_fault (const Node *node)
{
  const char *fault = ferry_ui_audit_find_fault (node->name);

  /* GTK has no name for a row before it has the focus: what is in it is read. */
  if (is_row (node) && fault != NULL && !has_state (node, STATE_FOCUSED))
    return node->children->len == 0 || has_words (node) ? NULL : "a row without words";
  if (fault != NULL)
    return fault;
  if (node->role == ROLE_TABLE_ROW && has_bare_number (node->name))
    return "a number without its column";
  if (is_told_twice (node->name))
    return "a name that is told twice";
  if (g_regex_match_simple ("(^| )_\\w", node->name, 0, 0))
    return "a mnemonic’s underscore";
  return NULL;
}

static gboolean
has_role (const Node *node)
{
  switch (node->role)
    {
    case ROLE_INVALID:
    case ROLE_FILLER:
    case ROLE_PANEL:
    case ROLE_SECTION:
    case ROLE_UNKNOWN:
      return FALSE;
    default:
      return TRUE;
    }
}

/* Such as “43 “Save” in 39 in 16 “Environment””. */
static char *
dup_place (const Node *node)
{
  g_autoptr (GString) place = g_string_new (NULL);
  guint depth = 0;

  for (; node != NULL && depth < 4; node = node->parent)
    {
      if (depth > 0 && *node->name == '\0')
        continue;
      g_string_append_printf (place, "%s%u “%s”", depth > 0 ? " in " : "", node->role, node->name);
      depth++;
    }
  return g_strdup (place->str);
}

static const char *
judge (const Node *node)
{
  const char *fault = NULL;

  if (node->role == ROLE_LIST && has_class_for_name (node))
    return "the name of a class";
  if (tells_something (node) && (!is_in_control (node) || has_state (node, STATE_FOCUSED)))
    fault = find_fault (node);
  if (fault != NULL)
    return fault;
  if (has_state (node, STATE_FOCUSABLE) && !is_in_control (node) && !has_role (node))
    return "no role";
  if (node->role == ROLE_ALERT && ferry_ui_audit_find_fault (node->name) != NULL)
    return "an alert of nothing";
  return NULL;
}

/* What is wrong with an entry has to be told with it: by something else on screen, which it names. */
static gboolean
says_why (FerryUiReader *self, const Node *entry)
{
  g_autoptr (GVariant) answer
    = ask (self->bus, self->application, entry->path, ACCESSIBLE, "GetRelationSet", NULL);
  g_autoptr (GVariantIter) relations = NULL;
  g_autoptr (GVariantIter) targets = NULL;
  guint32 kind;

  g_variant_get (answer, "(a(ua(so)))", &relations);
  while (g_variant_iter_loop (relations, "(ua(so))", &kind, &targets))
    {
      const char *path;

      if (kind != RELATION_DESCRIBED_BY)
        continue;
      while (g_variant_iter_next (targets, "(&s&o)", NULL, &path))
        {
          const Node *why = g_hash_table_lookup (self->nodes, path);

          if (why != NULL && has_words (why) && strstr (entry->description, why->name) != NULL)
            {
              g_clear_pointer (&targets, g_variant_iter_free);
              return TRUE;
            }
        }
    }
  return FALSE;
}

static void
look_at (FerryUiReader *self, FerryUiAudit *audit, const Node *node, const char *where)
{
  /* It may have gone while it was looked at. */
  const char *fault = node->known ? judge (node) : NULL;

  if (fault == NULL && is_wrong (node) && !says_why (self, node))
    fault = "that it is wrong, and not why";
  if (fault != NULL && is_on_screen (self, node))
    {
      g_autofree char *place = dup_place (node);

      ferry_ui_audit_add (audit, where, "it tells %s: %s", fault, place);
    }
  for (guint i = 0; i < node->children->len; i++)
    look_at (self, audit, node->children->pdata[i], where);
}

void
ferry_ui_reader_look (FerryUiReader *self, FerryUiAudit *audit, GtkWindow *window, const char *where)
{
  const char *title = gtk_window_get_title (window);
  Node *root;

  /* What libadwaita puts into its own window isn't ours to name. */
  if (ADW_IS_ABOUT_WINDOW (window))
    return;
  if (self->application == NULL)
    ferry_ui_wait (is_registered, self, "the application to be on the accessibility bus");
  g_hash_table_remove_all (self->nodes);
  root = read_window (self, title != NULL ? title : "");
  if (root == NULL)
    {
      ferry_ui_audit_add (audit, where, "the window “%s” isn’t on the accessibility bus", title);
      return;
    }
  self->n_windows++;
  self->n_objects += g_hash_table_size (self->nodes);
  keep (root, where);
  look_at (self, audit, root, where);
}

void
ferry_ui_reader_finish (FerryUiReader *self)
{
  g_test_message ("%u windows read, %u objects", self->n_windows, self->n_objects);
  g_assert_cmpuint (self->n_windows, >, 0);
}
