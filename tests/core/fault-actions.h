/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fault-stage.h"

G_BEGIN_DECLS

/*
 * FaultAction:
 * @name: as in the document
 * @method: of the request that is struck
 * @pattern: of its path, for a rule of the sandbox
 * @route: its end in the sandbox's count
 * @fresh: whether it needs an environment that nobody has set up
 * @changes: whether it changes anything
 * @prepare: (nullable): before the fault: sees to it that the action can be done, and keeps what there is
 * @run: the action. Returns: (transfer full) (nullable): why it failed, as the user is told
 * @count_done: after the fault: how often the service carried it out
 * @forget: (nullable): frees what @prepare kept
 */
typedef struct
{
  const char *name;
  const char *method;
  const char *pattern;
  const char *route;
  gboolean fresh;
  gboolean changes;
  void (*prepare) (FaultStage *stage);
  GError *(*run) (FaultStage *stage);
  guint (*count_done) (FaultStage *stage);
  void (*forget) (FaultStage *stage);
} FaultAction;

extern const FaultAction fault_actions[];
extern const guint fault_n_actions;

G_END_DECLS
