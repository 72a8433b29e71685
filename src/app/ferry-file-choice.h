/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** FerryFileChosen: a file was chosen for @owner; @format: (nullable): as it was given */
typedef void (*FerryFileChosen) (gpointer owner, GFile *file, const char *format);

/**
 * ferry_file_choice_save:
 * @owner: in the window that the question stands before; @chosen isn't called once it is gone
 * @title: of the question
 * @name: proposed for the file
 * @format: (nullable): handed on to @chosen
 * @chosen: called unless the user thinks better of it
 *
 * Asks where to export to.
 */
void ferry_file_choice_save (gpointer owner,
                             const char *title,
                             const char *name,
                             const char *format,
                             FerryFileChosen chosen);

/** ferry_file_choice_open: asks what to import, as ferry_file_choice_save() does; @filter: (transfer full): which files are offered */
void
ferry_file_choice_open (gpointer owner, const char *title, GtkFileFilter *filter, FerryFileChosen chosen);

/** ferry_file_choice_open_folder: asks for a folder of files to import, as ferry_file_choice_save() does */
void ferry_file_choice_open_folder (gpointer owner, const char *title, FerryFileChosen chosen);

G_END_DECLS
