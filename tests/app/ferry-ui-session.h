/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-application.h"

G_BEGIN_DECLS

/** FerryUiScript: what is done while the application runs; it ends when this returns */
typedef void (*FerryUiScript) (gpointer user_data);

/**
 * ferry_ui_session_run:
 * @folder: the application's data folder
 * @arguments: (array zero-terminated=1): its command line, without the program
 *
 * Runs a whole life of the application, from its command line to its end, with @script in the middle. May be called
 * again, as when somebody closes Ferry and opens it later.
 */
void ferry_ui_session_run (const char *folder,
                           const char *const *arguments,
                           FerryUiScript script,
                           gpointer user_data);

/** ferry_ui_session_run_new: the same in a new folder, which is removed after that */
void ferry_ui_session_run_new (const char *const *arguments, FerryUiScript script, gpointer user_data);

/** ferry_ui_session_make_folder: Returns: (transfer full): a new empty folder */
char *ferry_ui_session_make_folder (void);
/** ferry_ui_session_remove_folder: with all that is in it */
void ferry_ui_session_remove_folder (const char *folder);

/** ferry_ui_session_get_environment: Returns: (transfer none): the first environment, once there is one */
FerryEnvironment *ferry_ui_session_get_environment (void);

/** ferry_ui_session_run_sandbox_tool: runs `ferry-sandbox --data …` with one more option on the sandbox's data, and waits */
void ferry_ui_session_run_sandbox_tool (const char *option);

/**
 * ferry_ui_session_is_published_only:
 *
 * Whether FERRY_TEST_PUBLISHED_ONLY is set: every sandbox that a session starts then offers the published API alone, as
 * a real environment does. The suite runs both ways.
 */
gboolean ferry_ui_session_is_published_only (void);

G_END_DECLS
