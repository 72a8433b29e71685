/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that all companies share, and the sample's own ones. */
#include "sandbox-tables.h"

#define SHARED SANDBOX_TABLE_PER_DATABASE
#define SYSTEM (SANDBOX_TABLE_PER_DATABASE | SANDBOX_TABLE_SYSTEM)
#define CUSTOM (SANDBOX_TABLE_CUSTOM | SANDBOX_TABLE_SYSTEM)

/* clang-format off */
const SandboxTableSpec sandbox_tables_system[] = {
  { 78, "Printer Selection", SHARED, 8, 0, "User ID:C50*|Report ID:I*|Printer Name:T250", NULL },
  { 9000, "User Group", SHARED, 5, 0, "Code:C20*|Name:T50|Default Profile ID:C30|Assign to All New Users:B", "D365 BASIC|D365 FULL|ACCOUNTANT|SALES|WAREHOUSE" },
  { 9001, "User Group Member", SHARED, 14, 0, "User Group Code:C20*|User Security ID:G*|Company Name:T30", NULL },
  { 9650, "Custom Report Layout", SHARED, 6, 0, "Code:C20*|Report ID:I|Type:O|Description:T250|Last Modified:Z|Layout:X", NULL },
  { 2000000053, "Access Control", SYSTEM, 40, 0, "User Security ID:G*|Role ID:C20*|Company Name:T30*|Scope:O|App ID:G", NULL },
  { 2000000068, "Record Link", SYSTEM, 0, 3, "Link ID:I*|Record ID:T250|URL1:T250|Description:T250|Type:O|Note:X|Created:Z|User ID:T132|Company:T30|Notify:B|To User ID:T132", NULL },
  { 2000000072, "Tenant Profile", SYSTEM, 10, 0, "App ID:G*|Profile ID:C30*|Description:T250|Role Center ID:I|Default Role Center:B", NULL },
  { 2000000073, "User Personalization", SYSTEM, 14, 0, "User SID:G*|Profile ID:C30|Language ID:I|Company:T30|Locale ID:I|Time Zone:T180", NULL },
  { 2000000080, "Page Data Personalization", SYSTEM, 24, 0, "User SID:G*|Object Type:O*|Object ID:I*|Date:D|Personalization ID:C40|ValueName:C40|Value:X", NULL },
  { 2000000120, "User", SYSTEM, 14, 0, "User Security ID:G*|User Name:C50|Full Name:T80|State:O|Expiry Date:Z|Windows Security ID:T119|License Type:O|Authentication Email:T250|Contact Email:T250", NULL },
  { 2000000121, "User Property", SYSTEM, 14, 0, "User Security ID:G*|Name Identifier:T250|Authentication Object ID:T80|Telemetry User ID:G", NULL },
  { 2000000165, "Tenant Permission Set", SYSTEM, 8, 0, "App ID:G*|Role ID:C20*|Name:T30|Assignable:B", NULL },
  { 2000000166, "Tenant Permission", SYSTEM, 60, 0, "App ID:G*|Role ID:C20*|Object Type:O*|Object ID:I*|Read Permission:O|Insert Permission:O|Modify Permission:O", NULL },
  { 2000000183, "Tenant Media Set", SYSTEM, 20, 0, "ID:G*|Media ID:G*|Company Name:T30|Creating User:T132", NULL },
  { 2000000184, "Tenant Media", SYSTEM, 0, 2, "ID:G*|Description:T100|Content:X|Mime Type:T100|Height:I|Width:I|Company Name:T30|Creating User:T132", NULL },
  /* In the source only: C/AL tables of the sample's own, which nothing but a table mapping replicates. */
  { 50100, "Rental Contract", CUSTOM, 0, 4, "No.:C20*|Customer No.:C20|Item No.:C20|Description:T100|Starting Date:D|Ending Date:D|Monthly Fee:A|Status:O", NULL },
  { 50101, "Item Rental Info", CUSTOM, 0, 4, "No.:C20*|Rentable:B|Daily Rate:A|Deposit:A|Rental Category:C20", NULL },
  { 0 },
};
