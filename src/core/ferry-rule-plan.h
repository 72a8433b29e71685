/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-table-setting.h"

G_BEGIN_DECLS

/** FERRY_TENANT_MEDIA_TABLE: the number of the table with the media of all companies, which can't be cleared */
#define FERRY_TENANT_MEDIA_TABLE G_GINT64_CONSTANT (2000000184)

/**
 * FerryRuleEdit:
 * @FERRY_RULE_EDIT_INCLUDE: the table is replicated
 * @FERRY_RULE_EDIT_EXCLUDE: it isn't
 * @FERRY_RULE_EDIT_KEEP: the rows in the cloud are kept
 * @FERRY_RULE_EDIT_CLEAR: they are deleted before a copy
 * @FERRY_RULE_EDIT_RESET: as the service has it by default
 *
 * What can be done to how a table is replicated (domain §2.5).
 */
typedef enum
{
  FERRY_RULE_EDIT_INCLUDE,
  FERRY_RULE_EDIT_EXCLUDE,
  FERRY_RULE_EDIT_KEEP,
  FERRY_RULE_EDIT_CLEAR,
  FERRY_RULE_EDIT_RESET,
} FerryRuleEdit;

/**
 * FerryRuleVerdict:
 * @FERRY_RULE_VERDICT_CHANGE: it can be done
 * @FERRY_RULE_VERDICT_SAME: there is nothing to do, it is so already
 * @FERRY_RULE_VERDICT_VIEW_ONLY: system tables can't be changed
 * @FERRY_RULE_VERDICT_OF_COMPANY: only tables per database can keep their cloud data
 * @FERRY_RULE_VERDICT_TENANT_MEDIA: the tenant's media can't be cleared
 */
typedef enum
{
  FERRY_RULE_VERDICT_CHANGE,
  FERRY_RULE_VERDICT_SAME,
  FERRY_RULE_VERDICT_VIEW_ONLY,
  FERRY_RULE_VERDICT_OF_COMPANY,
  FERRY_RULE_VERDICT_TENANT_MEDIA,
  FERRY_N_RULE_VERDICTS,
} FerryRuleVerdict;

/** ferry_rule_edit_judge: Returns: whether @edit can be made to @setting, by the rules of domain §2.5 */
FerryRuleVerdict ferry_rule_edit_judge (FerryRuleEdit edit, FerryTableSetting *setting);

/** ferry_rule_edit_dup_members: Returns: (transfer full) (nullable): what to change, by the names on the wire; %NULL for a reset, which is an action */
JsonObject *ferry_rule_edit_dup_members (FerryRuleEdit edit);

/** ferry_rule_dup_name: Returns: (transfer full): as people name a table's place, such as `CRONUS: Customer` */
char *ferry_rule_dup_name (const char *company, const char *table);

/**
 * FerryRulePlan:
 * @settings: (element-type FerryTableSetting): those that will be changed
 * @counts: how many met with each verdict
 * @refused: (element-type FerryTableSetting): those that can't be changed so
 *
 * What an edit of many tables comes to, before anything is sent.
 */
typedef struct
{
  FerryRuleEdit edit;
  GPtrArray *settings;
  GPtrArray *refused;
  guint counts[FERRY_N_RULE_VERDICTS];
} FerryRulePlan;

/** ferry_rule_plan_new: @settings: (element-type FerryTableSetting): the tables chosen */
FerryRulePlan *ferry_rule_plan_new (FerryRuleEdit edit, GPtrArray *settings);
void ferry_rule_plan_free (FerryRulePlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRulePlan, ferry_rule_plan_free)

/** ferry_rule_plan_needs_answer: Returns: whether somebody has to agree first: data may be lost, or not all chosen tables can be changed */
gboolean ferry_rule_plan_needs_answer (const FerryRulePlan *self);

/** ferry_rule_plan_dup_heading: Returns: (transfer full): the question, with the count */
char *ferry_rule_plan_dup_heading (const FerryRulePlan *self);
/** ferry_rule_plan_dup_consequence: Returns: (transfer full): what it does and to which tables; then what can't be done */
char *ferry_rule_plan_dup_consequence (const FerryRulePlan *self);
/** ferry_rule_plan_dup_refusal: Returns: (transfer full): why some tables can't be changed so, a line a reason; "" where all can */
char *ferry_rule_plan_dup_refusal (const FerryRulePlan *self);
/** ferry_rule_plan_dup_nothing: Returns: (transfer full): why nothing is left to do */
char *ferry_rule_plan_dup_nothing (const FerryRulePlan *self);

/** ferry_rule_names_join: @settings: (element-type FerryTableSetting): Returns: (transfer full): their names; many are counted */
char *ferry_rule_names_join (GPtrArray *settings);

G_END_DECLS
