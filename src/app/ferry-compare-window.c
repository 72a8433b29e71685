/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-compare-window.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-adaptive-bin.h"
#include "ferry-commands.h"
#include "ferry-difference-table.h"
#include "ferry-error-bar.h"
#include "ferry-error-dialog.h"
#include "ferry-file-choice.h"
#include "ferry-format.h"
#include "ferry-run-comparison.h"
#include "ferry-search.h"
#include "ferry-tile-box.h"
#include "ferry-tile.h"
#include "ferry-toast-overlay.h"

/* Which differences are shown: the drop-down's choices, and the tiles before them. */
static const struct
{
  const char *key; /* of the tile */
  const char *label;
  guint kinds;
} filters[] = {
  { "all", N_ ("All changes"), 0 },
  { "newly-failed", N_ ("Newly failed"), 1u << FERRY_DIFFERENCE_NEWLY_FAILED },
  { "fixed", N_ ("Fixed"), 1u << FERRY_DIFFERENCE_FIXED },
  { "still-failed", N_ ("Failed in both"), 1u << FERRY_DIFFERENCE_STILL_FAILED },
  { "changed", N_ ("Changed"), 1u << FERRY_DIFFERENCE_CHANGED },
  { "one-only", N_ ("In one run only"), 1u << FERRY_DIFFERENCE_ADDED | 1u << FERRY_DIFFERENCE_REMOVED },
};

/* One of the two runs, as far as its tables are read. */
typedef struct
{
  GtkDropDown *drop_down;
  FerryRun *run;
  FerryDetailList *list;
  gboolean loaded;
} Side;

struct _FerryCompareWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  FerryAdaptiveBin *bin;
  FerryToastOverlay *toasts;
  GtkBox *runs_box;
  GtkDropDown *earlier_drop_down;
  GtkDropDown *later_drop_down;
  GtkWidget *hint_label;
  FerryErrorBar *error_bar;
  FerryTileBox *tiles;
  GtkBox *filter_box;
  GtkSearchEntry *search_entry;
  GtkDropDown *kind_drop_down;
  GtkLabel *shown_label;
  GtkStack *stack;
  FerryDifferenceTable *table;

  FerryEnvironment *environment;
  FerryRunComparison *comparison;
  GtkFilterListModel *runs;
  GSimpleActionGroup *actions;
  Side sides[2];             /* the drop-downs', in their order */
  GCancellable *cancellable; /* of what is being read */
  gboolean compared;
  gboolean failed;
  gboolean narrow;
  gboolean relabeling; /* the choices are the same, with other counts */
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryCompareWindow, ferry_compare_window, ADW_TYPE_WINDOW)

/* ---- What is shown ---- */

static guint
count_kinds (FerryCompareWindow *self, guint kinds)
{
  guint count = 0;

  for (FerryDifferenceKind kind = 0; kind < FERRY_N_DIFFERENCES; kind++)
    if (kinds & 1u << kind)
      count += ferry_run_comparison_count (self->comparison, kind);
  return count;
}

static void
update_tiles (FerryCompareWindow *self)
{
  for (GtkWidget *tile = gtk_widget_get_first_child (GTK_WIDGET (self->tiles)); tile != NULL;
       tile = gtk_widget_get_next_sibling (tile))
    for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
      if (g_str_equal (ferry_tile_get_key (FERRY_TILE (tile)), filters[i].key))
        {
          guint count = count_kinds (self, filters[i].kinds);
          g_autofree char *value = self->compared ? ferry_format_count (count) : g_strdup ("–");

          g_object_set (tile, "value", value, "toned", self->compared && count > 0, NULL);
        }
}

/* Where there is no room for the tiles, the choices alone tell the counts. */
static void
update_kinds (FerryCompareWindow *self)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (self->kind_drop_down);

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      guint count = filters[i].kinds == 0 ? ferry_run_comparison_get_n_rows (self->comparison)
                                          : count_kinds (self, filters[i].kinds);
      g_autofree char *number = ferry_format_count (count);

      /* Translators: a kind of change, and how many tables: “Newly failed (12)” */
      gtk_string_list_take (model, g_strdup_printf (_ ("%s (%s)"), _ (filters[i].label), number));
    }
  self->relabeling = TRUE;
  gtk_drop_down_set_model (self->kind_drop_down, G_LIST_MODEL (model));
  gtk_drop_down_set_selected (self->kind_drop_down, selected == GTK_INVALID_LIST_POSITION ? 0 : selected);
  self->relabeling = FALSE;
}

static const char *
choose_page (FerryCompareWindow *self)
{
  if (self->sides[0].run == NULL || self->sides[1].run == NULL || self->sides[0].run == self->sides[1].run)
    return "same";
  if (self->failed)
    return "unread";
  if (!self->compared)
    return "loading";
  if (g_list_model_get_n_items (G_LIST_MODEL (self->comparison)) > 0)
    return "table";
  return ferry_run_comparison_get_n_rows (self->comparison) > 0 ? "no-match" : "empty";
}

static char *
dup_shown (FerryCompareWindow *self)
{
  guint total = ferry_run_comparison_get_n_rows (self->comparison);
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->comparison));
  g_autofree char *total_text = ferry_format_count (total);
  g_autofree char *shown_text = ferry_format_count (shown);

  if (!self->compared || total == 0)
    return g_strdup ("");
  if (shown == total)
    return g_strdup_printf (ngettext ("%s table differs", "%s tables differ", total), total_text);
  /* Translators: “3 of 120 tables that differ” */
  return g_strdup_printf (ngettext ("%s of %s table that differs", "%s of %s tables that differ", total),
                          shown_text, total_text);
}

/* Whether one run copied everything and the other only what had changed. */
static gboolean
are_full_and_normal (FerryCompareWindow *self)
{
  FerryReplicationType types[2];

  if (self->sides[0].run == NULL || self->sides[1].run == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    types[i] = ferry_run_get_replication_type (self->sides[i].run);
  return (types[0] == FERRY_REPLICATION_TYPE_FULL && types[1] == FERRY_REPLICATION_TYPE_NORMAL)
         || (types[0] == FERRY_REPLICATION_TYPE_NORMAL && types[1] == FERRY_REPLICATION_TYPE_FULL);
}

static void
update (FerryCompareWindow *self)
{
  const char *page = choose_page (self);
  g_autofree char *shown = dup_shown (self);

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_label_set_label (self->shown_label, shown);
  gtk_widget_set_visible (self->hint_label, are_full_and_normal (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->filter_box), self->compared);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tiles), self->compared);
  ferry_commands_set_enabled (self->actions, "export", g_str_equal (page, "table"));
  update_tiles (self);
}

static void
apply_filter (FerryCompareWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind_drop_down);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (self->relabeling)
    return;
  ferry_run_comparison_set_filter (self->comparison,
                                   selected < G_N_ELEMENTS (filters) ? filters[selected].kinds : 0, text);
}

static void
on_tile_clicked (FerryTile *tile, FerryCompareWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (g_str_equal (ferry_tile_get_key (tile), filters[i].key))
      gtk_drop_down_set_selected (self->kind_drop_down, i);
}

static void
on_reset_clicked (FerryCompareWindow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_drop_down_set_selected (self->kind_drop_down, 0);
}

/* ---- Reading and comparing ---- */

typedef struct
{
  FerryCompareWindow *window;
  FerryDetailList *list;
  GCancellable *cancellable;
} Reading;

static void
reading_free (Reading *self)
{
  g_object_unref (self->window);
  g_object_unref (self->list);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
on_compared (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryCompareWindow) self = data;

  if (!ferry_run_comparison_compare_finish (FERRY_RUN_COMPARISON (source), result, NULL))
    return;
  self->compared = TRUE;
  update_kinds (self);
  update (self);
}

static void
compare (FerryCompareWindow *self)
{
  gboolean in_order
    = ferry_run_get_start_time (self->sides[0].run) <= ferry_run_get_start_time (self->sides[1].run);

  /* Whichever was chosen where: before is before. */
  ferry_run_comparison_compare_async (self->comparison, self->sides[in_order ? 0 : 1].list,
                                      self->sides[in_order ? 1 : 0].list, self->cancellable, on_compared,
                                      g_object_ref (self));
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  FerryCompareWindow *self = reading->window;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_environment_load_details_finish (FERRY_ENVIRONMENT (source), result, &error);

  if (g_cancellable_is_cancelled (reading->cancellable))
    return;
  if (!done)
    {
      gboolean kept = ferry_detail_list_get_n_rows (reading->list) > 0;

      self->failed = self->failed || !kept;
      ferry_error_bar_show (
        self->error_bar, kept ? _ ("What Is Compared May Be Out of Date") : _ ("A Run Can’t Be Read"), error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
    if (self->sides[i].list == reading->list)
      self->sides[i].loaded = TRUE;
  if (self->sides[0].loaded && self->sides[1].loaded && !self->failed)
    compare (self);
  update (self);
}

static void
read_side (FerryCompareWindow *self, Side *side)
{
  Reading *reading = g_new0 (Reading, 1);

  g_clear_object (&side->list);
  side->list = ferry_detail_list_new ();
  side->loaded = FALSE;
  reading->window = g_object_ref (self);
  reading->list = g_object_ref (side->list);
  reading->cancellable = g_object_ref (self->cancellable);
  ferry_environment_load_details_async (self->environment, side->run, side->list, self->cancellable,
                                        on_loaded, reading);
}

static void
on_run_selected (FerryCompareWindow *self)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
    changed = g_set_object (&self->sides[i].run,
                            FERRY_RUN (gtk_drop_down_get_selected_item (self->sides[i].drop_down)))
              || changed;
  if (!changed)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->compared = FALSE;
  self->failed = FALSE;
  ferry_error_bar_clear (self->error_bar);
  if (!g_str_equal (choose_page (self), "same"))
    for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
      read_side (self, &self->sides[i]);
  update (self);
}

/* ---- Choosing ---- */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  FerryRun *run = gtk_list_item_get_item (item);
  g_autofree char *start = ferry_format_time (ferry_run_get_start_time (run));
  g_autofree char *text
    = g_strjoin (" · ", start, ferry_replication_type_to_label (ferry_run_get_replication_type (run)),
                 ferry_run_get_status_text (run), NULL);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static gboolean
can_compare (gpointer item, gpointer unused)
{
  return ferry_run_comparison_can_compare (item);
}

static GtkFilterListModel *
new_runs (FerryEnvironment *environment)
{
  GListModel *runs = ferry_environment_get_runs (environment);

  return gtk_filter_list_model_new (g_object_ref (runs),
                                    GTK_FILTER (gtk_custom_filter_new (can_compare, NULL, NULL)));
}

static guint
find_position (GListModel *runs, FerryRun *run)
{
  for (guint i = 0; run != NULL && i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (FerryRun) candidate = g_list_model_get_item (runs, i);

      if (candidate == run)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
set_up_run_drop_down (FerryCompareWindow *self, Side *side, GtkDropDown *drop_down, const char *label)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  side->drop_down = drop_down;
  gtk_drop_down_set_factory (drop_down, factory);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (self->runs));
  ferry_accessible_name_drop_down (drop_down, label);
}

static void
set_up_runs (FerryCompareWindow *self, FerryRun *wanted)
{
  g_autoptr (FerryRun) later = NULL;
  g_autoptr (FerryRun) earlier = NULL;

  self->runs = new_runs (self->environment);
  set_up_run_drop_down (self, &self->sides[0], self->earlier_drop_down, _ ("Earlier run"));
  set_up_run_drop_down (self, &self->sides[1], self->later_drop_down, _ ("Later run"));

  if (find_position (G_LIST_MODEL (self->runs), wanted) != GTK_INVALID_LIST_POSITION)
    later = g_object_ref (wanted);
  else
    later = g_list_model_get_item (G_LIST_MODEL (self->runs), 0);
  if (later != NULL)
    earlier = ferry_run_comparison_find_previous (ferry_environment_get_runs (self->environment), later);
  /* The first of all has none before it: the one after it, then. */
  if (earlier == NULL && later != NULL)
    {
      guint position = find_position (G_LIST_MODEL (self->runs), later);

      earlier = g_steal_pointer (&later);
      later = position == 0 ? g_object_ref (earlier)
                            : g_list_model_get_item (G_LIST_MODEL (self->runs), position - 1);
    }
  gtk_drop_down_set_selected (self->earlier_drop_down, find_position (G_LIST_MODEL (self->runs), earlier));
  gtk_drop_down_set_selected (self->later_drop_down, find_position (G_LIST_MODEL (self->runs), later));
  for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
    g_signal_connect_object (self->sides[i].drop_down, "notify::selected-item", G_CALLBACK (on_run_selected),
                             self, G_CONNECT_SWAPPED);
  on_run_selected (self);
}

/* ---- Commands ---- */

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryCompareWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (ferry_run_comparison_export_finish (FERRY_RUN_COMPARISON (source), result, &error))
    ferry_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Differences exported")));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_toast_overlay_add_toast (self->toasts,
                                   ferry_error_toast_new (GTK_WINDOW (self), _ ("The export failed"), error));
}

static void
on_file_chosen (gpointer owner, GFile *file, const char *format)
{
  FerryCompareWindow *self = owner;

  ferry_run_comparison_export_async (self->comparison, file, self->cancellable, on_exported,
                                     g_object_ref (self));
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ferry_file_choice_save (data, _ ("Export Differences"), "ferry-comparison.csv", NULL, on_file_chosen);
}

static void
on_find (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (FERRY_COMPARE_WINDOW (data)->search_entry));
}

static const GActionEntry entries[] = {
  { .name = "export", .activate = on_export },
  { .name = "find", .activate = on_find },
};

/* ---- Class ---- */

static void
ferry_compare_window_dispose (GObject *object)
{
  FerryCompareWindow *self = FERRY_COMPARE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
    {
      g_clear_object (&self->sides[i].run);
      g_clear_object (&self->sides[i].list);
    }
  if (self->comparison != NULL)
    g_signal_handlers_disconnect_by_data (self->comparison, self);
  g_clear_object (&self->comparison);
  g_clear_object (&self->runs);
  g_clear_object (&self->actions);
  g_clear_object (&self->environment);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_COMPARE_WINDOW);
  G_OBJECT_CLASS (ferry_compare_window_parent_class)->dispose (object);
}

static void
ferry_compare_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, FERRY_COMPARE_WINDOW (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_compare_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryCompareWindow *self = FERRY_COMPARE_WINDOW (object);
  GtkOrientation orientation;

  if (id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->narrow = g_value_get_boolean (value);
  orientation = self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->runs_box), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->filter_box), orientation);
  gtk_widget_set_visible (GTK_WIDGET (self->tiles), !self->narrow);
  g_object_set (self->table, "narrow", self->narrow, NULL);
}

static void
ferry_compare_window_class_init (FerryCompareWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_compare_window_dispose;
  object_class->get_property = ferry_compare_window_get_property;
  object_class->set_property = ferry_compare_window_set_property;

  properties[PROP_NARROW]
    = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  g_type_ensure (FERRY_TYPE_DIFFERENCE_TABLE);
  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_TILE);
  g_type_ensure (FERRY_TYPE_TILE_BOX);
  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-compare-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryCompareWindow, title);
  gtk_widget_class_bind_template_child (widget_class, FerryCompareWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, FerryCompareWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, FerryCompareWindow, runs_box);
  gtk_widget_class_bind_template_child (widget_class, FerryCompareWindow, earlier_drop_down);
  gtk_widget_class_bind_template_child (widget_class, FerryCompareWindow, later_drop_down);
  gtk_widget_class_bind_template_child (widget_class, FerryCompareWindow, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryCompareWindow, hint_label);
  gtk_widget_class_bind_template_child (widget_class, FerryCompareWindow, tiles);
  gtk_widget_class_bind_template_child (widget_class, FerryCompareWindow, filter_box);
  gtk_widget_class_bind_template_child (widget_class, FerryCompareWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryCompareWindow, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, FerryCompareWindow, shown_label);
  gtk_widget_class_bind_template_child (widget_class, FerryCompareWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryCompareWindow, table);
  gtk_widget_class_bind_template_callback (widget_class, apply_filter);
  gtk_widget_class_bind_template_callback (widget_class, ferry_search_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_tile_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_reset_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "compare.find", NULL);
}

static void
ferry_compare_window_init (FerryCompareWindow *self)
{
  self->actions = g_simple_action_group_new ();
  self->comparison = ferry_run_comparison_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "compare", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (self->bin, "narrow", self, "narrow", G_BINDING_SYNC_CREATE);
  ferry_accessible_name_drop_down (self->kind_drop_down, _ ("Change"));
  update_kinds (self);
  ferry_difference_table_set_comparison (self->table, self->comparison);
  g_signal_connect_object (self->comparison, "reordered", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

GtkWindow *
ferry_compare_window_new (FerryEnvironment *environment, FerryRun *run)
{
  FerryCompareWindow *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (run == NULL || FERRY_IS_RUN (run), NULL);

  self = g_object_new (FERRY_TYPE_COMPARE_WINDOW, NULL);
  self->environment = g_object_ref (environment);
  adw_window_title_set_subtitle (self->title,
                                 ferry_profile_get_name (ferry_environment_get_profile (environment)));
  set_up_runs (self, run);
  return GTK_WINDOW (self);
}

gboolean
ferry_compare_window_is_possible (FerryEnvironment *environment)
{
  GListModel *runs;
  guint n = 0;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), FALSE);

  runs = ferry_environment_get_runs (environment);
  for (guint i = 0; i < g_list_model_get_n_items (runs) && n < 2; i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);

      n += ferry_run_comparison_can_compare (run);
    }
  return n >= 2;
}
