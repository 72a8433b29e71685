/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cause-bar.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-adaptive-bin.h"
#include "ferry-bindings.h"
#include "ferry-failure-cause.h"
#include "ferry-format.h"

struct _FerryCauseBar
{
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *heading;
  GtkLabel *advice;
  GtkFlowBox *box;
  GtkButton *run_button;

  FerryRun *run;
  FerryDetailList *list;
  GCancellable *finding;
  char *chosen; /* title of the cause shown alone, or NULL */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (FerryCauseBar, ferry_cause_bar, GTK_TYPE_WIDGET)

static void
choose (FerryCauseBar *self, const char *cause)
{
  g_autofree char *copy = g_strdup (cause);

  g_free (self->chosen);
  self->chosen = g_steal_pointer (&copy);
  ferry_detail_list_set_cause (self->list, self->chosen);
}

static void
on_toggled (GtkToggleButton *button, FerryCauseBar *self)
{
  const char *cause = g_object_get_data (G_OBJECT (button), "cause");

  if (self->updating)
    return;
  if (gtk_toggle_button_get_active (button))
    {
      self->updating = TRUE;
      for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        {
          GtkWidget *other = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child));

          if (other != GTK_WIDGET (button))
            gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (other), FALSE);
        }
      self->updating = FALSE;
      choose (self, cause);
    }
  else
    choose (self, NULL);
}

static void
add_cause (FerryCauseBar *self, const FerryFailureCause *cause)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *child = gtk_flow_box_child_new ();
  g_autofree char *count = ferry_format_count (cause->count);
  g_autofree char *text = NULL;

  /* Translators: why tables failed, and how many: “Value too long for the target (12)” */
  text = g_strdup_printf (_ ("%s (%s)"), ferry_failure_cause_get_label (cause), count);
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  ferry_accessible_set_label (button, text);
  gtk_widget_set_tooltip_text (button, _ ("Show these tables only"));
  gtk_widget_add_css_class (button, "ferry-cause");
  g_object_set_data_full (G_OBJECT (button), "cause", g_strdup (cause->title), g_free);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_strcmp0 (self->chosen, cause->title) == 0);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, 0);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (self->box, child);
}

static gboolean
has_cause (GPtrArray *causes, const char *title)
{
  for (guint i = 0; i < causes->len; i++)
    if (g_str_equal (((const FerryFailureCause *) causes->pdata[i])->title, title))
      return TRUE;
  return FALSE;
}

static void
show_causes (FerryCauseBar *self, GPtrArray *causes)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_flow_box_remove (self->box, child);
  for (guint i = 0; i < causes->len; i++)
    add_cause (self, causes->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->box), causes->len > 0);
  if (self->chosen != NULL && !has_cause (causes, self->chosen))
    choose (self, NULL);
}

static void
show_heading (FerryCauseBar *self, guint failed)
{
  gboolean diagnostic = ferry_run_get_replication_type (self->run) == FERRY_REPLICATION_TYPE_DIAGNOSTIC;
  gboolean ended = !ferry_run_is_running (self->run);
  g_autofree char *count = ferry_format_count (failed);
  g_autofree char *heading = NULL;
  const char *advice = "";
  FerryStyle style = failed > 0 ? FERRY_STYLE_BAD : FERRY_STYLE_GOOD;
  const char *classes[] = { ferry_style_to_css_class (style), NULL };

  if (failed == 0)
    {
      heading = g_strdup (_ ("No table would fail"));
      advice = _ ("This run was diagnostic: nothing was copied. The replication itself can follow.");
    }
  else if (diagnostic)
    {
      heading = g_strdup_printf (ngettext ("%s table would fail", "%s tables would fail", failed), count);
      advice = _ (
        "This run was diagnostic: nothing was copied. Choose a cause to see its tables, correct it as each "
        "table’s explanation says, then run the replication.");
    }
  else
    {
      /* That a cause shows its tables is in its tooltip: the tables need the room. */
      heading = g_strdup_printf (ngettext ("%s table failed", "%s tables failed", failed), count);
    }
  gtk_image_set_from_icon_name (self->icon, ferry_style_to_icon_name (style));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->advice, advice);
  gtk_widget_set_visible (GTK_WIDGET (self->advice), *advice != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->run_button), diagnostic && ended);
  if (failed == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->run_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->run_button), "suggested-action");
  gtk_widget_set_visible (
    GTK_WIDGET (self), failed > 0 || (diagnostic && ended && ferry_detail_list_get_n_rows (self->list) > 0));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryCauseBar) self = data;
  g_autoptr (GPtrArray) causes = ferry_failure_causes_find_finish (FERRY_DETAIL_LIST (source), result, NULL);
  guint failed = 0;

  /* Cancelled: there is a newer search, or nobody to tell. */
  if (causes == NULL || g_task_get_cancellable (G_TASK (result)) != self->finding)
    return;
  for (guint i = 0; i < causes->len; i++)
    failed += ((const FerryFailureCause *) causes->pdata[i])->count;
  show_causes (self, causes);
  show_heading (self, failed);
}

static void
find (FerryCauseBar *self)
{
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  self->finding = g_cancellable_new ();
  ferry_failure_causes_find_async (self->list, self->finding, on_found, g_object_ref (self));
}

void
ferry_cause_bar_set_run (FerryCauseBar *self, FerryRun *run, FerryDetailList *list)
{
  g_return_if_fail (FERRY_IS_CAUSE_BAR (self));
  g_return_if_fail (FERRY_IS_RUN (run));
  g_return_if_fail (FERRY_IS_DETAIL_LIST (list));
  g_return_if_fail (self->run == NULL);

  self->run = g_object_ref (run);
  self->list = g_object_ref (list);
  /* Notified whenever the details were read, changed or not. */
  g_signal_connect_object (list, "notify::n-failed", G_CALLBACK (find), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::status", G_CALLBACK (find), self, G_CONNECT_SWAPPED);
}

void
ferry_cause_bar_reset (FerryCauseBar *self)
{
  g_return_if_fail (FERRY_IS_CAUSE_BAR (self));

  self->updating = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child))), FALSE);
  self->updating = FALSE;
  if (self->list != NULL)
    choose (self, NULL);
}

static void
ferry_cause_bar_dispose (GObject *object)
{
  FerryCauseBar *self = FERRY_CAUSE_BAR (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->list);
  g_clear_object (&self->run);
  g_clear_pointer (&child, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_CAUSE_BAR);
  G_OBJECT_CLASS (ferry_cause_bar_parent_class)->dispose (object);
}

static void
ferry_cause_bar_finalize (GObject *object)
{
  g_free (FERRY_CAUSE_BAR (object)->chosen);
  G_OBJECT_CLASS (ferry_cause_bar_parent_class)->finalize (object);
}

static void
ferry_cause_bar_class_init (FerryCauseBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_cause_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = ferry_cause_bar_finalize;

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-cause-bar.ui");
  ferry_bindings_add (widget_class);
  gtk_widget_class_bind_template_child (widget_class, FerryCauseBar, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryCauseBar, heading);
  gtk_widget_class_bind_template_child (widget_class, FerryCauseBar, advice);
  gtk_widget_class_bind_template_child (widget_class, FerryCauseBar, box);
  gtk_widget_class_bind_template_child (widget_class, FerryCauseBar, run_button);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_cause_bar_init (FerryCauseBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
