/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-fleet-table.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-fleet-cell.h"
#include "ferry-format.h"

/* Seconds: how often ages are told anew. */
#define CLOCK 30

enum
{
  KIND_CHECK,
  KIND_NAME,
  KIND_STATE,
  KIND_PROGRESS,
  KIND_FAILED,
  KIND_LAST_RUN,
  KIND_NEXT_STEP,
  KIND_TENANT,
  KIND_PRODUCT,
  KIND_CARD,
};

struct _FerryFleetTable
{
  FerryCellTable parent_instance;

  FerryFleetList *list;
  FerryCellColumns *cells; /* the parent's */
  gboolean wide;
  gboolean updating; /* checks are set by what is chosen */
  guint clock;       /* a source while it is on screen, or 0 */
};

enum
{
  ENVIRONMENT_ACTIVATED,
  MENU_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryFleetTable, ferry_fleet_table, FERRY_TYPE_CELL_TABLE)

/* Their names are those of ferry_fleet_list_set_sort(). */
static const struct
{
  int kind;
  const char *sort;
  const char *title;
  int width;
  gboolean expand;
} columns[] = {
  { KIND_CHECK, NULL, NULL, 42, FALSE },
  { KIND_NAME, "name", N_ ("Environment"), -1, TRUE },
  { KIND_STATE, "state", N_ ("State"), 184, TRUE },
  { KIND_PROGRESS, "progress", N_ ("Progress"), 140, FALSE },
  { KIND_FAILED, "failed", N_ ("Failures"), 68, FALSE },
  { KIND_LAST_RUN, "last-run", N_ ("Last run"), 116, FALSE },
  { KIND_NEXT_STEP, "next-step", N_ ("Next step"), 174, TRUE },
  { KIND_TENANT, "tenant", N_ ("Tenant"), 150, FALSE },
  { KIND_PRODUCT, "product", N_ ("Product"), 150, FALSE },
  { KIND_CARD, NULL, N_ ("Environment"), -1, TRUE },
};

/* ---- What a cell says ---- */

static void
set_tooltip (GtkWidget *cell, const char *text)
{
  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (gtk_widget_get_tooltip_text (cell), text) != 0)
    gtk_widget_set_tooltip_text (cell, text);
}

static char *
dup_age (gint64 time)
{
  return time != 0 ? ferry_format_ago (time, g_get_real_time ()) : g_strdup (_ ("No run yet"));
}

static void
show_heading (FerryFleetTable *self, FerryFleetItem *item, FerryFleetCell *cell, int kind)
{
  const FerryFleetSums *sums = ferry_fleet_item_get_sums (item);
  g_autofree char *text = NULL;

  switch (kind)
    {
    case KIND_NAME:
    case KIND_CARD:
      text = kind == KIND_CARD
               ? ferry_fleet_sums_dup_text (sums)
               : g_strdup_printf (ngettext ("%u environment", "%u environments", sums->count), sums->count);
      if (kind == KIND_CARD)
        ferry_fleet_cell_show_fraction (cell, -2, NULL);
      ferry_fleet_cell_show (cell,
                             ferry_fleet_item_get_collapsed (item) ? "pan-end-symbolic" : "pan-down-symbolic",
                             NULL, ferry_fleet_item_get_group (item), text, TRUE);
      set_tooltip (GTK_WIDGET (cell), ferry_fleet_item_get_collapsed (item) ? _ ("Show its environments")
                                                                            : _ ("Show the tenant alone"));
      return;
    case KIND_STATE:
      if (sums->kinds[FERRY_FLEET_KIND_ATTENTION] > 0)
        text = g_strdup_printf (
          ngettext ("%u needs attention", "%u need attention", sums->kinds[FERRY_FLEET_KIND_ATTENTION]),
          sums->kinds[FERRY_FLEET_KIND_ATTENTION]);
      break;
    case KIND_PROGRESS:
      if (sums->kinds[FERRY_FLEET_KIND_RUNNING] > 0)
        text = g_strdup_printf (ngettext ("%u running", "%u running", sums->kinds[FERRY_FLEET_KIND_RUNNING]),
                                sums->kinds[FERRY_FLEET_KIND_RUNNING]);
      ferry_fleet_cell_show_fraction (cell, -2, NULL);
      break;
    case KIND_FAILED:
      if (sums->failed > 0)
        text = ferry_format_count (sums->failed);
      break;
    default:
      break;
    }
  ferry_fleet_cell_show (cell, NULL, NULL, text != NULL ? text : "", "", text != NULL);
  set_tooltip (GTK_WIDGET (cell), NULL);
}

/* Where there is hardly any room: what is the matter with it, below its name. */
static void
show_card (FerryEnvironmentSummary *summary, FerryFleetCell *cell)
{
  GString *text = g_string_new (ferry_environment_summary_get_state (summary));
  gint64 failed = ferry_environment_summary_get_failed (summary);
  gint64 last_run = ferry_environment_summary_get_last_run (summary);

  /* One that needs attention says in its state what is the matter, failed tables too. */
  if (failed > 0 && ferry_environment_summary_get_kind (summary) != FERRY_FLEET_KIND_ATTENTION)
    {
      g_autofree char *count = ferry_format_count (failed);

      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%s failed", "%s failed", failed), count);
    }
  if (last_run != 0 && ferry_environment_summary_get_kind (summary) != FERRY_FLEET_KIND_RUNNING)
    {
      g_autofree char *age = dup_age (last_run);

      g_string_append_printf (text, " · %s", age);
    }
  ferry_fleet_cell_show (cell, ferry_environment_summary_get_icon_name (summary),
                         ferry_style_to_css_class (ferry_environment_summary_get_style (summary)),
                         ferry_environment_summary_get_title (summary), text->str, TRUE);
  ferry_fleet_cell_show_fraction (cell, ferry_environment_summary_get_fraction (summary),
                                  ferry_environment_summary_get_progress_text (summary));
  set_tooltip (GTK_WIDGET (cell), ferry_environment_summary_get_subtitle (summary));
  g_string_free (text, TRUE);
}

static void
show_failed (gint64 failed, FerryFleetCell *cell)
{
  g_autofree char *text = failed < 0 ? g_strdup ("") : ferry_format_count (failed);

  ferry_fleet_cell_show (cell, failed > 0 ? "dialog-error-symbolic" : NULL, failed > 0 ? "error" : NULL, text,
                         "", FALSE);
}

static void
show_last_run (FerryEnvironmentSummary *summary, FerryFleetCell *cell)
{
  gint64 last_run = ferry_environment_summary_get_last_run (summary);
  g_autofree char *age = dup_age (last_run);
  g_autofree char *exact = last_run != 0 ? ferry_format_time (last_run) : NULL;

  ferry_fleet_cell_show (cell, NULL, NULL, age, ferry_environment_summary_get_result (summary), FALSE);
  set_tooltip (GTK_WIDGET (cell), exact);
}

static void
show_environment (FerryFleetTable *self, FerryEnvironmentSummary *summary, FerryFleetCell *cell, int kind)
{
  FerryProfile *profile = ferry_environment_get_profile (ferry_environment_summary_get_environment (summary));
  const char *place = self->wide && !ferry_profile_is_sandbox (profile)
                        ? ferry_profile_get_environment (profile)
                        : ferry_environment_summary_get_subtitle (summary);
  const char *text = "";

  switch (kind)
    {
    case KIND_NAME:
      ferry_fleet_cell_show (cell, NULL, NULL, ferry_environment_summary_get_title (summary), place, TRUE);
      set_tooltip (GTK_WIDGET (cell), ferry_environment_summary_get_subtitle (summary));
      return;
    case KIND_CARD:
      show_card (summary, cell);
      return;
    case KIND_STATE:
      text = ferry_environment_summary_get_state (summary);
      ferry_fleet_cell_show (cell, ferry_environment_summary_get_icon_name (summary),
                             ferry_style_to_css_class (ferry_environment_summary_get_style (summary)), text,
                             "", FALSE);
      break;
    case KIND_PROGRESS:
      ferry_fleet_cell_show (cell, NULL, NULL, ferry_environment_summary_get_progress (summary), "", FALSE);
      text = ferry_environment_summary_get_progress_text (summary);
      ferry_fleet_cell_show_fraction (cell, ferry_environment_summary_get_fraction (summary), text);
      break;
    case KIND_FAILED:
      show_failed (ferry_environment_summary_get_failed (summary), cell);
      break;
    case KIND_LAST_RUN:
      show_last_run (summary, cell);
      return;
    case KIND_NEXT_STEP:
      text = ferry_environment_summary_get_next_step (summary);
      ferry_fleet_cell_show (cell, NULL, NULL, text, "", FALSE);
      break;
    case KIND_TENANT:
      text = ferry_environment_summary_get_tenant (summary);
      ferry_fleet_cell_show (cell, NULL, NULL, text, "", FALSE);
      break;
    case KIND_PRODUCT:
      text = ferry_environment_summary_get_product (summary);
      ferry_fleet_cell_show (cell, NULL, NULL, text, "", FALSE);
      break;
    default:
      break;
    }
  set_tooltip (GTK_WIDGET (cell), text);
}

/* ---- Checks ---- */

static void
on_check_toggled (GtkCheckButton *check, GtkListItem *item)
{
  FerryFleetTable *self = g_object_get_data (G_OBJECT (check), "ferry-table");

  if (!self->updating)
    ferry_fleet_list_select (self->list, gtk_list_item_get_position (item),
                             gtk_check_button_get_active (check));
}

static void
show_check (FerryFleetTable *self, FerryFleetItem *item, GtkListItem *list_item)
{
  GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_list_item_get_child (list_item));
  FerryEnvironmentSummary *summary = ferry_fleet_item_get_summary (item);
  char *name;

  /* Translators: names the check beside a tenant, and that beside an environment */
  name = summary == NULL ? g_strdup_printf (_ ("Choose all of %s"), ferry_fleet_item_get_group (item))
                         : g_strdup_printf (_ ("Choose %s"), ferry_environment_summary_get_title (summary));
  if (g_strcmp0 (g_object_get_data (G_OBJECT (check), "ferry-name"), name) != 0)
    ferry_accessible_set_label (check, name);
  g_object_set_data_full (G_OBJECT (check), "ferry-name", name, g_free);

  self->updating = TRUE;
  gtk_check_button_set_active (check,
                               gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->list),
                                                                gtk_list_item_get_position (list_item)));
  gtk_check_button_set_inconsistent (check, ferry_fleet_list_is_part_selected (self->list, item));
  self->updating = FALSE;
}

/* ---- Columns ---- */

static void
show_item (gpointer table, GtkListItem *list_item, int kind)
{
  FerryFleetTable *self = table;
  FerryFleetItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *cell = gtk_list_item_get_child (list_item);

  if (item == NULL)
    return;
  if (kind == KIND_CHECK)
    show_check (self, item, list_item);
  else if (ferry_fleet_item_is_heading (item))
    show_heading (self, item, FERRY_FLEET_CELL (cell), kind);
  else
    show_environment (self, ferry_fleet_item_get_summary (item), FERRY_FLEET_CELL (cell), kind);
}

static GtkWidget *
make_cell (gpointer table, GtkListItem *list_item, int kind)
{
  GtkWidget *check;

  if (kind != KIND_CHECK)
    return ferry_fleet_cell_new (FALSE, kind == KIND_PROGRESS || kind == KIND_CARD);

  check = gtk_check_button_new ();
  g_object_set_data (G_OBJECT (check), "ferry-table", table);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled), list_item, 0);
  return check;
}

static gboolean
is_wanted (gpointer table, int kind)
{
  FerryFleetTable *self = table;

  if (kind == KIND_CHECK)
    return TRUE;
  if (kind == KIND_TENANT || kind == KIND_PRODUCT)
    return self->wide && !ferry_cell_table_get_narrow (table);
  return ferry_cell_table_get_narrow (table) == (kind == KIND_CARD);
}

static void
sort (gpointer table, int kind, gboolean descending)
{
  FerryFleetTable *self = table;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].kind == kind && columns[i].sort != NULL)
      ferry_fleet_list_set_sort (self->list, columns[i].sort, descending);
}

static const FerryCellFuncs funcs = {
  .make = make_cell,
  .show = show_item,
  .is_wanted = is_wanted,
  .sort = sort,
};

/* The headings' arrows follow what the list is sorted by, however it was chosen. */
static void
on_sort_changed (FerryFleetTable *self)
{
  g_autofree char *column = NULL;
  gboolean descending;

  g_object_get (self->list, "sort-column", &column, "sort-descending", &descending, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_strcmp0 (columns[i].sort, column) == 0)
      {
        ferry_cell_columns_set_sort (self->cells, columns[i].kind, descending);
        return;
      }
  ferry_cell_columns_set_sort (self->cells, -1, FALSE);
}

static void
on_refreshed (FerryFleetTable *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ferry_cell_columns_refresh (self->cells);
}

static void
on_chosen (FerryFleetTable *self)
{
  ferry_cell_columns_refresh_kind (self->cells, KIND_CHECK);
}

void
ferry_fleet_table_set_list (FerryFleetTable *self, FerryFleetList *list)
{
  g_return_if_fail (FERRY_IS_FLEET_TABLE (self));
  g_return_if_fail (self->list == NULL && FERRY_IS_FLEET_LIST (list));

  self->list = g_object_ref (list);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkColumnViewColumn *column = ferry_cell_columns_add (
        self->cells, columns[i].kind, columns[i].title != NULL ? _ (columns[i].title) : NULL,
        columns[i].width, columns[i].expand, columns[i].sort != NULL);

      gtk_column_view_column_set_resizable (column, columns[i].sort != NULL);
    }
  on_sort_changed (self);
  ferry_cell_columns_update (self->cells);
  gtk_column_view_set_model (ferry_cell_table_get_view (FERRY_CELL_TABLE (self)), GTK_SELECTION_MODEL (list));
  g_signal_connect_object (list, "refreshed", G_CALLBACK (on_refreshed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::sort-column", G_CALLBACK (on_sort_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::sort-descending", G_CALLBACK (on_sort_changed), self,
                           G_CONNECT_SWAPPED);
}

void
ferry_fleet_table_set_wide (FerryFleetTable *self, gboolean wide)
{
  g_return_if_fail (FERRY_IS_FLEET_TABLE (self));

  self->wide = wide;
  ferry_cell_columns_update (self->cells);
}

/* ---- What is done to a row ---- */

static void
on_activate (FerryFleetTable *self, guint position)
{
  FerryFleetItem *item = ferry_fleet_list_get (self->list, position);

  if (item == NULL)
    return;
  if (ferry_fleet_item_is_heading (item))
    ferry_fleet_list_toggle (self->list, item);
  else
    g_signal_emit (self, signals[ENVIRONMENT_ACTIVATED], 0, ferry_fleet_item_get_environment (item));
}

static void
want_menu (FerryFleetTable *self, guint position, int x, int y)
{
  FerryFleetItem *item
    = position == GTK_INVALID_LIST_POSITION ? NULL : ferry_fleet_list_get (self->list, position);

  if (item != NULL && !ferry_fleet_item_is_heading (item))
    g_signal_emit (self, signals[MENU_WANTED], 0, ferry_fleet_item_get_environment (item), x, y);
}

static void
on_secondary_pressed (FerryFleetTable *self, int n_press, double x, double y)
{
  want_menu (self, ferry_cell_columns_get_position_at (self->cells, GTK_WIDGET (self), x, y), (int) x,
             (int) y);
}

static gboolean
on_menu_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  FerryFleetTable *self = FERRY_FLEET_TABLE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t bounds;
  double x, y;

  if (focus == NULL || !gtk_widget_compute_bounds (focus, widget, &bounds))
    return FALSE;
  x = bounds.origin.x + 60;
  y = bounds.origin.y + bounds.size.height / 2;
  want_menu (self, ferry_cell_columns_get_position_at (self->cells, widget, x, y), (int) x, (int) y);
  return TRUE;
}

/* ---- Class ---- */

static gboolean
on_clock (gpointer user_data)
{
  FerryFleetTable *self = user_data;

  ferry_cell_columns_refresh_kind (
    self->cells, ferry_cell_table_get_narrow (FERRY_CELL_TABLE (self)) ? KIND_CARD : KIND_LAST_RUN);
  return G_SOURCE_CONTINUE;
}

static void
ferry_fleet_table_map (GtkWidget *widget)
{
  FerryFleetTable *self = FERRY_FLEET_TABLE (widget);

  GTK_WIDGET_CLASS (ferry_fleet_table_parent_class)->map (widget);
  ferry_cell_columns_refresh (self->cells);
  if (self->clock == 0)
    self->clock = g_timeout_add_seconds (CLOCK, on_clock, self);
}

static void
ferry_fleet_table_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&FERRY_FLEET_TABLE (widget)->clock, g_source_remove);
  GTK_WIDGET_CLASS (ferry_fleet_table_parent_class)->unmap (widget);
}

static void
ferry_fleet_table_dispose (GObject *object)
{
  FerryFleetTable *self = FERRY_FLEET_TABLE (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  G_OBJECT_CLASS (ferry_fleet_table_parent_class)->dispose (object);
  g_clear_object (&self->list);
}

static void
ferry_fleet_table_class_init (FerryFleetTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_fleet_table_dispose;
  widget_class->map = ferry_fleet_table_map;
  widget_class->unmap = ferry_fleet_table_unmap;

  signals[ENVIRONMENT_ACTIVATED]
    = g_signal_new ("environment-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, FERRY_TYPE_ENVIRONMENT);
  signals[MENU_WANTED]
    = g_signal_new ("menu-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, FERRY_TYPE_ENVIRONMENT, G_TYPE_INT, G_TYPE_INT);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
}

static void
ferry_fleet_table_init (FerryFleetTable *self)
{
  GtkColumnView *view = ferry_cell_table_get_view (FERRY_CELL_TABLE (self));
  GtkGesture *secondary = gtk_gesture_click_new ();

  self->cells = ferry_cell_table_set_up (FERRY_CELL_TABLE (self), &funcs, _ ("Environments"));
  gtk_widget_add_css_class (GTK_WIDGET (view), "ferry-fleet");
  gtk_column_view_set_single_click_activate (view, TRUE);
  g_signal_connect_object (view, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (secondary, "pressed", G_CALLBACK (on_secondary_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
}
