/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cloud-user-row.h"

#include <glib/gi18n-lib.h>

struct _FerryCloudUserRow
{
  GtkWidget parent_instance;

  GtkLabel *name_label;
  GtkLabel *detail_label;
  GtkLabel *state_label;
  GtkLabel *holder_label;
};

G_DEFINE_FINAL_TYPE (FerryCloudUserRow, ferry_cloud_user_row, GTK_TYPE_WIDGET)

gboolean
ferry_cloud_user_is_disabled (FerryCloudUser *user)
{
  g_return_val_if_fail (FERRY_IS_CLOUD_USER (user), FALSE);

  return g_ascii_strcasecmp (ferry_cloud_user_get_state (user), "Disabled") == 0;
}

char *
ferry_cloud_user_dup_detail (FerryCloudUser *user)
{
  const char *name, *full, *email;

  g_return_val_if_fail (FERRY_IS_CLOUD_USER (user), NULL);

  name = ferry_cloud_user_get_user_name (user);
  full = ferry_cloud_user_get_display_name (user);
  email = ferry_cloud_user_get_authentication_email (user);
  if (g_strcmp0 (full, name) == 0)
    full = "";
  if (*full != '\0' && *email != '\0')
    /* Isolated, so that a name written from right to left doesn't carry the address along. */
    return g_strdup_printf ("\u2068%s\u2069 · \u2068%s\u2069", full, email);
  return g_strdup (*full != '\0' ? full : email);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

void
ferry_cloud_user_row_set_user (FerryCloudUserRow *self,
                               FerryCloudUser *user,
                               FerryUserPair *holder,
                               gboolean own)
{
  g_autofree char *detail = NULL;
  g_autofree char *used = NULL;

  g_return_if_fail (FERRY_IS_CLOUD_USER_ROW (self));
  g_return_if_fail (FERRY_IS_CLOUD_USER (user));

  detail = ferry_cloud_user_dup_detail (user);
  if (own)
    used = g_strdup (_ ("Chosen"));
  else if (holder != NULL)
    /* Translators: the name of the on-premises user that has this cloud user already */
    used = g_strdup_printf (_ ("Used for %s"), ferry_user_pair_get_name (holder));
  gtk_label_set_label (self->name_label, ferry_cloud_user_get_user_name (user));
  set_text (self->detail_label, detail);
  set_text (self->state_label, ferry_cloud_user_is_disabled (user) ? _ ("Disabled user") : "");
  set_text (self->holder_label, used != NULL ? used : "");
}

GtkWidget *
ferry_cloud_user_row_new (void)
{
  return g_object_new (FERRY_TYPE_CLOUD_USER_ROW, NULL);
}

static void
ferry_cloud_user_row_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_cloud_user_row_parent_class)->dispose (object);
}

static void
ferry_cloud_user_row_class_init (FerryCloudUserRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_cloud_user_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-cloud-user-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryCloudUserRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, FerryCloudUserRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, FerryCloudUserRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, FerryCloudUserRow, holder_label);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_cloud_user_row_init (FerryCloudUserRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
