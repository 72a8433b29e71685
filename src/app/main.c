/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <locale.h>

#include "ferry-application.h"

int
main (int argc, char *argv[])
{
  g_autoptr (FerryApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, FERRY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_set_application_name (_ ("Ferry"));
  application = ferry_application_new ();
  g_application_set_option_context_parameter_string (G_APPLICATION (application), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
