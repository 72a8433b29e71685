/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cell-table.h"

#include "ferry-accessible.h"

typedef struct
{
  GtkColumnView *column_view;

  FerryCellColumns *cells;
  gboolean narrow;
} FerryCellTablePrivate;

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FerryCellTable, ferry_cell_table, GTK_TYPE_WIDGET)

static FerryCellTablePrivate *
get_private (gpointer self)
{
  return ferry_cell_table_get_instance_private (self);
}

FerryCellColumns *
ferry_cell_table_set_up (FerryCellTable *self, const FerryCellFuncs *funcs, const char *name)
{
  FerryCellTablePrivate *priv = get_private (self);

  g_return_val_if_fail (FERRY_IS_CELL_TABLE (self), NULL);
  g_return_val_if_fail (priv->cells == NULL, NULL);

  priv->cells = ferry_cell_columns_new (priv->column_view, funcs, self);
  ferry_accessible_set_label (priv->column_view, name);
  return priv->cells;
}

GtkColumnView *
ferry_cell_table_get_view (FerryCellTable *self)
{
  g_return_val_if_fail (FERRY_IS_CELL_TABLE (self), NULL);
  return get_private (self)->column_view;
}

gboolean
ferry_cell_table_get_narrow (FerryCellTable *self)
{
  g_return_val_if_fail (FERRY_IS_CELL_TABLE (self), FALSE);
  return get_private (self)->narrow;
}

/* ---- Class ---- */

static void
ferry_cell_table_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  /* The columns stay: what happens while the view goes may still ask for them. */
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_cell_table_parent_class)->dispose (object);
}

static void
ferry_cell_table_finalize (GObject *object)
{
  g_clear_object (&get_private (object)->cells);
  G_OBJECT_CLASS (ferry_cell_table_parent_class)->finalize (object);
}

static void
ferry_cell_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, get_private (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_cell_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryCellTablePrivate *priv = get_private (object);

  if (id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (priv->narrow == g_value_get_boolean (value))
    return;
  priv->narrow = g_value_get_boolean (value);
  if (priv->cells != NULL)
    ferry_cell_columns_update (priv->cells);
  g_object_notify_by_pspec (object, pspec);
}

static void
ferry_cell_table_class_init (FerryCellTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_cell_table_dispose;
  object_class->finalize = ferry_cell_table_finalize;
  object_class->get_property = ferry_cell_table_get_property;
  object_class->set_property = ferry_cell_table_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean (
    "narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-cell-table.ui");
  gtk_widget_class_bind_template_child_private (widget_class, FerryCellTable, column_view);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_cell_table_init (FerryCellTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
