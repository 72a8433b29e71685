/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Whatever is written, and every symbol, stands out from what it is on as WCAG 2.1 asks at level AA: 4.5 to 1, large text
 * and graphics 3 to 1. Measured in what is really drawn, three times its size so that strokes have their full color; in light
 * and in dark, and with --high-contrast. Insensitive controls are exempt, there as here.
 */

#include <math.h>

#include "ferry-run-chart.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"

#define SCALE 3
/* So many of the most frequent colors of a text are looked at: one of them is that of its strokes, and no edge's. */
#define N_COLORS 3

static gboolean is_high_contrast;
static GHashTable *failures; /* a set of descriptions */
static guint n_measured;

/* ---- Colors ---- */

static double
get_linear (guint32 channel)
{
  double value = channel / 255.0;

  return value <= 0.03928 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
get_luminance (guint32 color)
{
  return 0.2126 * get_linear (color >> 16 & 0xff) + 0.7152 * get_linear (color >> 8 & 0xff)
         + 0.0722 * get_linear (color & 0xff);
}

static double
get_contrast (guint32 a, guint32 b)
{
  double first = get_luminance (a), second = get_luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

typedef struct
{
  guint32 *pixels; /* ARGB */
  int width, height;
  graphene_point_t origin; /* of the window's frame, where the picture begins */
} Picture;

static void
draw (GtkWindow *window, Picture *picture)
{
  graphene_rect_t frame;
  int width, height;
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (window), GTK_WIDGET (window), &frame));
  picture->origin = frame.origin;
  width = (int) frame.size.width;
  height = (int) frame.size.height;
  gtk_snapshot_scale (snapshot, SCALE, SCALE);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  picture->width = width * SCALE;
  picture->height = height * SCALE;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, picture->width, picture->height));
  picture->pixels = g_new (guint32, (gsize) picture->width * picture->height);
  gdk_texture_download (texture, (guchar *) picture->pixels, (gsize) picture->width * 4);
  if (g_getenv ("FERRY_TEST_PICTURES"))
    {
      static guint number;
      g_autofree char *file = g_strdup_printf ("contrast-%03u.png", ++number);
      g_autofree char *path = g_build_filename (g_getenv ("FERRY_TEST_PICTURES"), file, NULL);

      gdk_texture_save_to_png (texture, path);
    }
}

/* ---- Widgets ---- */

/* Where it is, if all of it can be seen. */
static gboolean
get_place (GtkWidget *widget, GtkWindow *window, graphene_rect_t *place)
{
  graphene_rect_t clip;

  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (window), place) || place->size.width < 2
      || place->size.height < 2)
    return FALSE;
  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent; parent = gtk_widget_get_parent (parent))
    {
      graphene_rect_t part;

      if (parent != GTK_WIDGET (window) && gtk_widget_get_overflow (parent) != GTK_OVERFLOW_HIDDEN)
        continue;
      if (!gtk_widget_compute_bounds (parent, GTK_WIDGET (window), &clip)
          || !graphene_rect_intersection (place, &clip, &part) || part.size.width < place->size.width - 1
          || part.size.height < place->size.height - 1)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_large (GtkWidget *widget)
{
  PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  double points = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  if (pango_font_description_get_size_is_absolute (font))
    points *= 72.0 / 96;
  return points >= 18 || (points >= 14 && pango_font_description_get_weight (font) >= PANGO_WEIGHT_BOLD);
}

/* Returns: how much @widget is to stand out, or 0 where nothing is asked of it */
static double
get_demand (GtkWidget *widget)
{
  /* An empty entry shows the cursor alone; what is selected in it has several backgrounds. */
  if (GTK_IS_TEXT (widget)
      && (*gtk_editable_get_text (GTK_EDITABLE (widget)) == '\0'
          || gtk_editable_get_selection_bounds (GTK_EDITABLE (widget), NULL, NULL)))
    return 0;
  if (GTK_IS_LABEL (widget) || GTK_IS_INSCRIPTION (widget) || GTK_IS_TEXT (widget))
    return is_large (widget) ? 3 : 4.5;
  if (FERRY_IS_RUN_CHART (widget))
    return 3;
  /* The marks on a switch only repeat what its form says. */
  if (GTK_IS_IMAGE (widget) && !GTK_IS_SWITCH (gtk_widget_get_parent (widget)))
    {
      const char *name = gtk_image_get_icon_name (GTK_IMAGE (widget));

      /* Symbolic ones have one color, which the style chooses. */
      return name && g_str_has_suffix (name, "-symbolic") ? 3 : 0;
    }
  return 0;
}

typedef struct
{
  guint32 color;
  guint count;
} Count;

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  return (int) ((const Count *) b)->count - (int) ((const Count *) a)->count;
}

static GArray *
count_colors (const Picture *picture, const graphene_rect_t *place)
{
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (Count));
  g_autoptr (GHashTable) by_color = g_hash_table_new (NULL, NULL);
  int left = MAX ((int) floor ((place->origin.x - picture->origin.x) * SCALE), 0);
  int top = MAX ((int) floor ((place->origin.y - picture->origin.y) * SCALE), 0);
  int right = MIN ((int) (left + place->size.width * SCALE), picture->width);
  int bottom = MIN ((int) (top + place->size.height * SCALE), picture->height);
  const int corners[][2]
    = { { left, top }, { right - 1, top }, { left, bottom - 1 }, { right - 1, bottom - 1 } };
  GHashTableIter iter;
  gpointer color, count;

  for (int y = top; y < bottom; y++)
    for (int x = left, next; x < right; x = next)
      {
        const guint32 *line = picture->pixels + (gsize) y * picture->width;
        gpointer key = GUINT_TO_POINTER (line[x] & 0xffffff);

        /* Most pixels have the color of the one before. */
        for (next = x + 1; next < right && line[next] == line[x]; next++)
          ;
        g_hash_table_insert (
          by_color, key,
          GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (by_color, key)) + (guint) (next - x)));
      }
  g_hash_table_iter_init (&iter, by_color);
  while (g_hash_table_iter_next (&iter, &color, &count))
    {
      Count found = { GPOINTER_TO_UINT (color), GPOINTER_TO_UINT (count) };

      g_array_append_val (counts, found);
    }
  g_array_sort (counts, compare_counts);
  /* What is around a rounded one, whose own color is the background. */
  for (guint i = 0; i < G_N_ELEMENTS (corners) && right > left && bottom > top; i++)
    {
      guint32 corner = picture->pixels[(gsize) corners[i][1] * picture->width + corners[i][0]] & 0xffffff;

      for (guint j = counts->len - 1; j >= 1; j--)
        if (g_array_index (counts, Count, j).color == corner)
          g_array_remove_index (counts, j);
    }
  return counts;
}

static void
fail (GtkWidget *widget, const char *where, double contrast, double demand, guint32 color, guint32 background)
{
  g_autofree char *name = ferry_ui_dup_name (widget);
  g_auto (GStrv) classes = gtk_widget_get_css_classes (widget);
  g_autofree char *joined = g_strjoinv (".", classes);

  g_hash_table_add (
    failures, g_strdup_printf ("%s: %s %s “%.40s” in %s: #%06x on #%06x is %.2f to 1, not %.1f", where,
                               G_OBJECT_TYPE_NAME (widget), joined,
                               GTK_IS_IMAGE (widget) ? gtk_image_get_icon_name (GTK_IMAGE (widget)) : name,
                               G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)), color, background,
                               contrast, demand));
}

/* The chart stands on what is beside it, and has several colors: each is to be seen. */
static void
measure_chart (GtkWidget *widget, const Picture *picture, const graphene_rect_t *place, const char *where)
{
  g_autoptr (GArray) counts = count_colors (picture, place);
  int x = (int) ((place->origin.x - picture->origin.x - 3) * SCALE);
  int y = (int) ((place->origin.y - picture->origin.y + 3) * SCALE);
  guint32 background = picture->pixels[(gsize) y * picture->width + x] & 0xffffff;

  for (guint i = 0; i < counts->len; i++)
    {
      const Count *count = &g_array_index (counts, Count, i);
      double contrast = get_contrast (count->color, background);

      if (count->count < place->size.width * place->size.height * SCALE * SCALE * 0.04)
        break;
      if (count->color != background && contrast < 3)
        fail (widget, where, contrast, 3, count->color, background);
    }
}

static void
measure (GtkWidget *widget, const Picture *picture, const graphene_rect_t *place, const char *where)
{
  double demand = get_demand (widget), best = 0;
  g_autoptr (GArray) counts = count_colors (picture, place);
  guint32 background, color = 0;
  guint n = 0, n_clear = 0;

  if (counts->len < 2)
    return;
  background = g_array_index (counts, Count, 0).color;
  for (guint i = 1; i < counts->len; i++)
    n += g_array_index (counts, Count, i).count;
  if (n < 100)
    return;
  for (guint i = 1; i < counts->len; i++)
    {
      const Count *count = &g_array_index (counts, Count, i);
      double contrast = get_contrast (count->color, background);

      if (contrast >= demand)
        n_clear += count->count;
      if (contrast > best && (i <= N_COLORS || GTK_IS_IMAGE (widget)))
        {
          best = contrast;
          color = count->color;
        }
    }
  n_measured++;
  /* An icon was enlarged, and has more edges than color. */
  if (GTK_IS_IMAGE (widget) ? n_clear * 10 < n : best < demand)
    fail (widget, where, best, demand, color, background);
}

static void
measure_all (GtkWidget *widget, GtkWindow *window, const Picture *picture, const char *where)
{
  graphene_rect_t place;

  /* A tooltip or menu is a surface of its own. */
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget)
      || !gtk_widget_is_sensitive (widget) || (GTK_IS_NATIVE (widget) && widget != GTK_WIDGET (window)))
    return;
  if (get_demand (widget) > 0 && get_place (widget, window, &place))
    (FERRY_IS_RUN_CHART (widget) ? measure_chart : measure) (widget, picture, &place, where);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    measure_all (child, window, picture, where);
}

static gboolean
is_active (gpointer user_data)
{
  return gtk_window_is_active (user_data);
}

static void
look (const char *name, GtkWindow *window, gpointer unused)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  ferry_ui_wait (is_active, window, "the window to have the keyboard");
  /* First as it is: to change it takes its time. */
  for (guint i = 0; i < 2; i++)
    {
      gboolean dark = adw_style_manager_get_dark (style) == (i == 0);
      g_autofree char *where = g_strdup_printf ("%s%s", name, dark ? ", dark" : "");
      Picture picture;

      adw_style_manager_set_color_scheme (style,
                                          dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
      ferry_ui_settle ();
      draw (window, &picture);
      measure_all (GTK_WIDGET (window), window, &picture, where);
      g_free (picture.pixels);
    }
}

/* Where two pictures of the window differ around @place: the outline of what has the focus, and what it covers. */
static double
get_outline_contrast (const Picture *with, const Picture *without, const graphene_rect_t *place)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  int left = (int) ((place->origin.x - with->origin.x - 6) * SCALE);
  int top = (int) ((place->origin.y - with->origin.y - 6) * SCALE);
  int right = (int) (left + (place->size.width + 12) * SCALE);
  int bottom = (int) (top + (place->size.height + 12) * SCALE);
  guint n = 0;
  double contrast = 0;
  GHashTableIter iter;
  gpointer key, value;

  for (int y = MAX (top, 0); y < MIN (bottom, with->height); y++)
    for (int x = MAX (left, 0); x < MIN (right, with->width); x++)
      {
        gsize at = (gsize) y * with->width + x;
        guint32 a = with->pixels[at] & 0xffffff, b = without->pixels[at] & 0xffffff;
        gint64 pair = (gint64) a << 24 | b;

        if (a == b)
          continue;
        n++;
        g_hash_table_insert (counts, g_memdup2 (&pair, sizeof pair),
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, &pair)) + 1));
      }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    /* The background may change as well; the outline is a good part of what does. */
    if (GPOINTER_TO_UINT (value) * 20 > n)
      contrast = MAX (contrast, get_contrast (*(gint64 *) key >> 24, *(gint64 *) key & 0xffffff));
  return contrast;
}

static void
look_at_focus (const char *name)
{
  GtkWidget *widget = ferry_ui_find_sensitive (GTK_TYPE_WIDGET, name);
  GtkWindow *window = ferry_ui_window ();

  for (guint dark = 0; dark < 2; dark++)
    {
      Picture with, without;
      graphene_rect_t place;
      double contrast;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                          dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
      g_assert_true (gtk_widget_grab_focus (widget));
      gtk_window_set_focus_visible (window, TRUE);
      ferry_ui_settle ();
      draw (window, &with);
      gtk_window_set_focus (window, NULL);
      ferry_ui_settle ();
      draw (window, &without);
      g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (window), &place));
      contrast = get_outline_contrast (&with, &without, &place);
      g_test_message ("outline of “%s”%s: %.2f to 1", name, dark ? ", dark" : "", contrast);
      g_assert_cmpfloat (contrast, >=, 3);
      g_free (with.pixels);
      g_free (without.pixels);
    }
}

static void
look_at_page (const char *name, gpointer unused)
{
  look (name, ferry_ui_window (), NULL);
}

static void
visit (gpointer unused)
{
  static const char *const windows[] = { "win.show-actions", "win.show-journal", "win.add-environment",
                                         "win.runtime-keys", "app.preferences" };

  g_assert_true (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) == is_high_contrast);
  ferry_ui_journey_set_camera (look_at_page, NULL);
  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_journey_diagnose ();
  ferry_ui_journey_run_full ();
  look_at_focus ("Failed: *");
  look_at_focus ("Refresh");
  ferry_ui_journey_look_at_failure ();
  ferry_ui_journey_visit_dialogs (look, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    ferry_ui_journey_visit (windows[i], windows[i], look, NULL);
  ferry_ui_activate_action ("win.show-overview");
  look_at_page ("overview", NULL);
  ferry_ui_click ("Sandbox: *");
  ferry_ui_find (GTK_TYPE_BUTTON, "Failed: *");
  ferry_ui_activate_action ("win.use-new-layout");
  look_at_page ("legacy layout", NULL);
  ferry_ui_activate_action ("win.use-new-layout");
  ferry_ui_journey_fix_and_run ();
  ferry_ui_journey_compare ();
}

/* Soft shadows take nine tenths of the time of drawing. What lies outside of a card is hardly touched by its shadow, and
 * the more easily to be read without. */
static void
leave_out_shadows (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (provider, ".card, .boxed-list { box-shadow: none; }", -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_USER);
  g_object_unref (provider);
}

static void
test_contrast (void)
{
  static const char *const options[]
    = { "--sandbox-option=--rows=4000", "--sandbox-option=--pace=20000", NULL };
  g_autoptr (GList) list = NULL;

  leave_out_shadows ();
  failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ferry_ui_session_run_new (options, visit, NULL);
  list = g_list_sort (g_hash_table_get_keys (failures), (GCompareFunc) g_strcmp0);
  for (GList *l = list; l; l = l->next)
    g_test_message ("%s", (const char *) l->data);
  g_test_message ("%u measured", n_measured);
  g_assert_cmpuint (n_measured, >, 1000);
  g_assert_cmpuint (g_hash_table_size (failures), ==, 0);
  g_hash_table_unref (failures);
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    is_high_contrast |= g_str_equal (argv[i], "--high-contrast");
  if (is_high_contrast)
    g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/contrast", test_contrast);
  return g_test_run ();
}
