/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-fleet-item.h"

#include <glib/gi18n-lib.h>

#include "ferry-format.h"
#include "ferry-search.h"

struct _FerryFleetItem
{
  GObject parent_instance;

  FerryEnvironmentSummary *summary; /* NULL: a heading */
  char *group;                      /* of a heading */
  FerryFleetSums sums;
  gboolean selected;
  gboolean collapsed;
  char *title_key; /* for sorting; NULL: to be made */
  char *group_key;
};

G_DEFINE_FINAL_TYPE (FerryFleetItem, ferry_fleet_item, G_TYPE_OBJECT)

/* ---- Sums ---- */

static void
append_part (GString *text, const char *format, gint64 count)
{
  g_autofree char *number = ferry_format_count (count);

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, format);
  g_string_replace (text, "%s", number, 1);
}

char *
ferry_fleet_sums_dup_text (const FerryFleetSums *self)
{
  GString *text = g_string_new (NULL);
  guint running = self->kinds[FERRY_FLEET_KIND_RUNNING];
  guint attention = self->kinds[FERRY_FLEET_KIND_ATTENTION];
  guint signed_out = self->kinds[FERRY_FLEET_KIND_SIGNED_OUT];

  append_part (text, ngettext ("%s environment", "%s environments", self->count), self->count);
  if (running > 0)
    append_part (text, ngettext ("%s running", "%s running", running), running);
  if (attention > 0)
    append_part (text, ngettext ("%s needs attention", "%s need attention", attention), attention);
  if (signed_out > 0)
    append_part (text, ngettext ("%s signed out", "%s signed out", signed_out), signed_out);
  if (self->failed > 0)
    append_part (text, ngettext ("%s failed table", "%s failed tables", self->failed), self->failed);
  return g_string_free (text, FALSE);
}

/* ---- What it is ---- */

FerryEnvironmentSummary *
ferry_fleet_item_get_summary (FerryFleetItem *self)
{
  g_return_val_if_fail (FERRY_IS_FLEET_ITEM (self), NULL);
  return self->summary;
}

FerryEnvironment *
ferry_fleet_item_get_environment (FerryFleetItem *self)
{
  g_return_val_if_fail (FERRY_IS_FLEET_ITEM (self), NULL);
  return self->summary != NULL ? ferry_environment_summary_get_environment (self->summary) : NULL;
}

gboolean
ferry_fleet_item_is_heading (FerryFleetItem *self)
{
  g_return_val_if_fail (FERRY_IS_FLEET_ITEM (self), FALSE);
  return self->summary == NULL;
}

const char *
ferry_fleet_item_get_group (FerryFleetItem *self)
{
  g_return_val_if_fail (FERRY_IS_FLEET_ITEM (self), NULL);
  return self->summary != NULL ? ferry_environment_summary_get_tenant (self->summary) : self->group;
}

FerryFleetSums *
ferry_fleet_item_get_sums (FerryFleetItem *self)
{
  g_return_val_if_fail (FERRY_IS_FLEET_ITEM (self), NULL);
  return &self->sums;
}

gboolean
ferry_fleet_item_get_selected (FerryFleetItem *self)
{
  g_return_val_if_fail (FERRY_IS_FLEET_ITEM (self), FALSE);
  return self->selected;
}

void
ferry_fleet_item_set_selected (FerryFleetItem *self, gboolean selected)
{
  g_return_if_fail (FERRY_IS_FLEET_ITEM (self));
  self->selected = selected;
}

gboolean
ferry_fleet_item_get_collapsed (FerryFleetItem *self)
{
  g_return_val_if_fail (FERRY_IS_FLEET_ITEM (self), FALSE);
  return self->collapsed;
}

void
ferry_fleet_item_set_collapsed (FerryFleetItem *self, gboolean collapsed)
{
  g_return_if_fail (FERRY_IS_FLEET_ITEM (self));
  self->collapsed = collapsed;
}

/* ---- Searching and sorting ---- */

gboolean
ferry_fleet_item_matches (FerryFleetItem *self, const char *search)
{
  FerryEnvironmentSummary *summary = self->summary;

  if (search == NULL || summary == NULL)
    return TRUE;
  return ferry_search_contains (ferry_environment_summary_get_title (summary), search)
         || ferry_search_contains (ferry_environment_summary_get_subtitle (summary), search)
         || ferry_search_contains (ferry_environment_summary_get_state (summary), search)
         || ferry_search_contains (ferry_environment_summary_get_product (summary), search)
         || ferry_search_contains (ferry_environment_summary_get_next_step (summary), search);
}

static const char *
make_key (char **key, const char *text)
{
  if (*key == NULL)
    {
      g_autofree char *folded = g_utf8_casefold (text, -1);

      /* As people count: “Customer 9” before “Customer 10”. */
      *key = g_utf8_collate_key_for_filename (folded, -1);
    }
  return *key;
}

static const char *
get_title_key (FerryFleetItem *self)
{
  return make_key (&self->title_key, ferry_environment_summary_get_title (self->summary));
}

static const char *
get_group_key (FerryFleetItem *self)
{
  return make_key (&self->group_key, ferry_fleet_item_get_group (self));
}

static int
compare_numbers (double a, double b)
{
  return (a > b) - (a < b);
}

/* Nothing comes after something. */
static int
compare_texts (const char *a, const char *b)
{
  if (*a == '\0' || *b == '\0')
    return (*a == '\0') - (*b == '\0');
  return g_utf8_collate (a, b);
}

int
ferry_fleet_item_compare_groups (FerryFleetItem *self, FerryFleetItem *other)
{
  return g_strcmp0 (get_group_key (self), get_group_key (other));
}

int
ferry_fleet_item_compare (FerryFleetItem *self, FerryFleetItem *other, const char *column)
{
  FerryEnvironmentSummary *a = self->summary;
  FerryEnvironmentSummary *b = other->summary;

  if (g_str_equal (column, "name"))
    return g_strcmp0 (get_title_key (self), get_title_key (other));
  if (g_str_equal (column, "tenant"))
    return ferry_fleet_item_compare_groups (self, other);
  if (g_str_equal (column, "state"))
    return compare_numbers (ferry_environment_summary_get_kind (a), ferry_environment_summary_get_kind (b));
  if (g_str_equal (column, "progress"))
    return compare_numbers (ferry_environment_summary_get_fraction (a),
                            ferry_environment_summary_get_fraction (b));
  if (g_str_equal (column, "failed"))
    return compare_numbers ((double) ferry_environment_summary_get_failed (a),
                            (double) ferry_environment_summary_get_failed (b));
  if (g_str_equal (column, "last-run"))
    return compare_numbers ((double) ferry_environment_summary_get_last_run (a),
                            (double) ferry_environment_summary_get_last_run (b));
  if (g_str_equal (column, "next-step"))
    return compare_texts (ferry_environment_summary_get_next_step (a),
                          ferry_environment_summary_get_next_step (b));
  if (g_str_equal (column, "product"))
    return compare_texts (ferry_environment_summary_get_product (a),
                          ferry_environment_summary_get_product (b));
  return 0;
}

static void
on_title_changed (FerryFleetItem *self)
{
  g_clear_pointer (&self->title_key, g_free);
  g_clear_pointer (&self->group_key, g_free);
}

/* ---- The object ---- */

static void
ferry_fleet_item_finalize (GObject *object)
{
  FerryFleetItem *self = FERRY_FLEET_ITEM (object);

  if (self->summary != NULL)
    g_signal_handlers_disconnect_by_data (self->summary, self);
  g_clear_object (&self->summary);
  g_free (self->group);
  on_title_changed (self);
  G_OBJECT_CLASS (ferry_fleet_item_parent_class)->finalize (object);
}

static void
ferry_fleet_item_class_init (FerryFleetItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_fleet_item_finalize;
}

static void
ferry_fleet_item_init (FerryFleetItem *self)
{
}

FerryFleetItem *
ferry_fleet_item_new (FerryEnvironmentSummary *summary)
{
  FerryFleetItem *self = g_object_new (FERRY_TYPE_FLEET_ITEM, NULL);

  self->summary = g_object_ref (summary);
  /* Before the list looks: it listens to the same. */
  g_signal_connect_swapped (summary, "changed", G_CALLBACK (on_title_changed), self);
  return self;
}

FerryFleetItem *
ferry_fleet_item_new_heading (const char *group)
{
  FerryFleetItem *self = g_object_new (FERRY_TYPE_FLEET_ITEM, NULL);

  self->group = g_strdup (group);
  return self;
}
