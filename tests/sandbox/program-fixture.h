/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The real program as a child, and a plain client for it. */
typedef struct
{
  char *folder;
  GSubprocess *process;
  GDataInputStream *output;
  SoupSession *session;
  char *prefix; /* of the published API, with a slash at the end */
  char *token;
  JsonObject *ready; /* the line it printed */
} ProgramFixture;

/* program_fixture_start: @folder: (nullable): NULL for a new one; @options: more of them, NULL-terminated */
void program_fixture_start (ProgramFixture *self, const char *folder, const char *const *options);

/* program_fixture_end: sends @signal, waits, checks that it ended well and printed nothing more */
void program_fixture_end (ProgramFixture *self, int signal);

/* program_fixture_restart: kills it (SIGKILL) and starts it again on the same folder */
void program_fixture_restart (ProgramFixture *self, const char *const *options);
void program_fixture_clear (ProgramFixture *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ProgramFixture, program_fixture_clear)

/* program_remove_folder: with the files in it */
void program_remove_folder (const char *folder);

/* program_run: runs it to its end; Returns: the exit status; @output: what it printed, both streams */
int program_run (const char *const *arguments, char **output);

/* program_request: @path: below the prefix, or a whole address; @body, @if_match: (nullable);
 * Returns: (transfer full) (nullable): the body's object; @status: 0 where there was no answer */
JsonObject *program_request (ProgramFixture *self,
                             const char *method,
                             const char *path,
                             const char *body,
                             const char *if_match,
                             guint *status);

G_END_DECLS
