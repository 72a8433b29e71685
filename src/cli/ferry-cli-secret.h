/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryCliSecret:
 *
 * A secret that a command takes: `--NAME-stdin` reads it from standard input, `--NAME-fd N` from a descriptor, such as
 * `3< <(pass show bc/token)`. It is never an argument, which every user of the computer could read, nor in the environment.
 * Static, one for each option; two of them can't both have standard input.
 */
typedef struct
{
  gboolean from_stdin;
  char *fd; /* (nullable): a number */
} FerryCliSecret;

/** FERRY_CLI_SECRET_ENTRIES: the two options of a secret, for an array of GOptionEntry */
#define FERRY_CLI_SECRET_ENTRIES(name, variable, stdin_description, fd_description)                          \
  { name "-stdin", 0, 0, G_OPTION_ARG_NONE, &(variable).from_stdin, stdin_description, NULL },               \
  {                                                                                                          \
    name "-fd", 0, 0, G_OPTION_ARG_STRING, &(variable).fd, fd_description, N_ ("FD")                         \
  }

/** ferry_cli_secret_is_given: Returns: whether one of its options was used */
gboolean ferry_cli_secret_is_given (const FerryCliSecret *self);

/**
 * ferry_cli_secret_read:
 * @what: what it is called in messages, such as “the token”
 *
 * Reads to the end of input, and takes one line feed off it. Not before the command knows that it needs it.
 *
 * Returns: (transfer full) (nullable): the secret, for ferry_secret_free(); %NULL with %FERRY_CLI_ERROR_USAGE where it is
 *   empty, too long or no text, or with %G_IO_ERROR_CANCELLED
 */
char *ferry_cli_secret_read (const FerryCliSecret *self,
                             const char *what,
                             GCancellable *cancellable,
                             GError **error);

/**
 * ferry_cli_secret_refuse_arguments:
 * @arguments: (array zero-terminated=1): all of them, as they were typed
 *
 * Returns: whether none of @arguments, and nothing in the environment, holds a secret as far as that can be seen; %FALSE
 *   with %FERRY_CLI_ERROR_USAGE, which doesn't repeat it
 */
gboolean ferry_cli_secret_refuse_arguments (char **arguments, GError **error);

G_END_DECLS
