/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-engine.h"
#include "sandbox-enum.h"
#include "sandbox-identity.h"

G_BEGIN_DECLS

/** SandboxOptions: the command line of `ferry-sandbox`, understood */
typedef struct
{
  char *data;
  char *listen;
  int port;
  char *tenant;
  char *environment;
  char **more_environments; /* (nullable): names of others in the tenant */
  gboolean no_admin_center;
  char *token;
  SandboxIdentityConfig identity; /* points into what follows */
  char *client_id;
  char *client_secret;  /* (nullable) */
  char *sign_in_as;     /* (nullable) */
  guint token_lifetime; /* s */
  gboolean single_use_refresh;
  SandboxSeed seed;
  double pace;
  guint outage; /* ms */
  guint rate;
  guint page_size;
  GPtrArray *faults; /* (element-type SandboxFault) */
  SandboxEnumStyle style;
  gboolean published_only;
  gboolean exit_with_stdin;
  gboolean verbose;
  gboolean version;
  gboolean delegated;
  char **without; /* (nullable): sets and actions of group B that aren't offered */
  gboolean register_runtime;
  gboolean fix_source;
  char *fix_table;  /* (nullable): all tables */
  int touch_source; /* 0: don't */
} SandboxOptions;

/**
 * sandbox_options_parse:
 * @argc: (inout): the number of arguments
 * @argv: (inout): the arguments; `--help` is answered here and ends the process
 *
 * Returns: (transfer full): the options; %NULL with %G_OPTION_ERROR or %G_IO_ERROR
 */
SandboxOptions *sandbox_options_parse (int *argc, char ***argv, GError **error);
void sandbox_options_free (SandboxOptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxOptions, sandbox_options_free)

G_END_DECLS
