/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers, vendors, sales and purchase documents, relationship management. */
#include "sandbox-tables.h"

#define COMPANION SANDBOX_TABLE_COMPANION
#define MISSING   SANDBOX_TABLE_MISSING

#define HEADER                                                                                               \
  "|Posting Date:D|Order Date:D|Currency Code:C10|Currency Factor:A|Salesperson Code:C20|Your "              \
  "Reference:T35|External Document No.:C35|Payment Terms Code:C10"
#define LINE                                                                                                 \
  "|Type:O|No.:C20|Location Code:C10|Description:T100|Unit of Measure:T50|Quantity:A|Unit Price:A|VAT "      \
  "%:A|Line Discount %:A|Amount:A"

/* clang-format off */
const SandboxTableSpec sandbox_tables_trade[] = {
  { 6, "Customer Price Group", 0, 4, 0, "Code:C10*|Price Includes VAT:B|Allow Invoice Disc.:B|Description:T100", "B2B|EMPLOYEE|RETAIL|DEALER" },
  { 10, "Shipment Method", 0, 7, 0, "Code:C10*|Description:T100", "CFR|CIF|CIP|DDP|EXW|FOB|PICKUP" },
  { 13, "Salesperson/Purchaser", 0, 9, 0, "Code:C20*|Name:T50|Commission %:A|E-Mail:T80|Phone No.:T30|Job Title:T30", "BD|JR|LM|MH|PS|RL|AH|EH|HR" },
  { 18, "Customer", COMPANION, 0, 14, "No.:C20*|Name:T100|Search Name:C100|Name 2:T50|Address:T100|Address 2:T50|City:T30|Contact:T100|Phone No.:T30|Customer Posting Group:C20|Currency Code:C10|Language Code:C10|Payment Terms Code:C10|Salesperson Code:C20|Country/Region Code:C10|Credit Limit (LCY):A|Blocked:O|Post Code:C20|E-Mail:T80|VAT Registration No.:T20|Last Date Modified:D", NULL },
  { 19, "Cust. Invoice Disc.", 0, 6, 0, "Code:C20*|Currency Code:C10*|Minimum Amount:A*|Discount %:A|Service Charge:A", NULL },
  { 21, "Cust. Ledger Entry", 0, 0, 60, "Entry No.:I*|Customer No.:C20|Posting Date:D|Document Type:O|Document No.:C20|Description:T100|Currency Code:C10|Sales (LCY):A|Profit (LCY):A|Salesperson Code:C20|Due Date:D|Open:B|Amount to Apply:A", NULL },
  { 23, "Vendor", COMPANION, 0, 7, "No.:C20*|Name:T100|Search Name:C100|Address:T100|City:T30|Contact:T100|Phone No.:T30|Vendor Posting Group:C20|Currency Code:C10|Payment Terms Code:C10|Purchaser Code:C20|Country/Region Code:C10|Blocked:O|Post Code:C20|E-Mail:T80|VAT Registration No.:T20|Last Date Modified:D", NULL },
  { 24, "Vendor Invoice Disc.", 0, 4, 0, "Code:C20*|Currency Code:C10*|Minimum Amount:A*|Discount %:A|Service Charge:A", NULL },
  { 25, "Vendor Ledger Entry", 0, 0, 40, "Entry No.:I*|Vendor No.:C20|Posting Date:D|Document Type:O|Document No.:C20|Description:T100|Currency Code:C10|Purchase (LCY):A|Purchaser Code:C20|Due Date:D|Open:B|External Document No.:C35", NULL },
  { 36, "Sales Header", COMPANION, 0, 10, "Document Type:O*|No.:C20*|Sell-to Customer No.:C20|Bill-to Customer No.:C20|Bill-to Name:T100|Status:O" HEADER, NULL },
  { 37, "Sales Line", 0, 0, 30, "Document Type:O*|Document No.:C20*|Line No.:I*|Sell-to Customer No.:C20" LINE, NULL },
  { 38, "Purchase Header", COMPANION, 0, 6, "Document Type:O*|No.:C20*|Buy-from Vendor No.:C20|Pay-to Vendor No.:C20|Pay-to Name:T100|Status:O" HEADER, NULL },
  { 39, "Purchase Line", 0, 0, 18, "Document Type:O*|Document No.:C20*|Line No.:I*|Buy-from Vendor No.:C20" LINE, NULL },
  { 43, "Purch. Comment Line", 0, 0, 2, "Document Type:O*|No.:C20*|Document Line No.:I*|Line No.:I*|Date:D|Code:C10|Comment:T80", NULL },
  { 44, "Sales Comment Line", 0, 0, 3, "Document Type:O*|No.:C20*|Document Line No.:I*|Line No.:I*|Date:D|Code:C10|Comment:T80", NULL },
  { 60, "Document Sending Profile", 0, 4, 0, "Code:C20*|Description:T100|Printer:O|E-Mail:O|Disk:O|Default:B", "DIRECTFILE|PAPER|EMAIL|PORTAL" },
  { 77, "Report Selections", 0, 40, 0, "Usage:O*|Sequence:C10*|Report ID:I|Use for Email Attachment:B", NULL },
  { 92, "Customer Posting Group", 0, 3, 0, "Code:C20*|Receivables Account:C20|Service Charge Acc.:C20|Description:T100", "DOMESTIC|EU|FOREIGN" },
  { 93, "Vendor Posting Group", 0, 3, 0, "Code:C20*|Payables Account:C20|Service Charge Acc.:C20|Description:T100", "DOMESTIC|EU|FOREIGN" },
  { 97, "Comment Line", 0, 0, 4, "Table Name:O*|No.:C20*|Line No.:I*|Date:D|Code:C10|Comment:T80", NULL },
  { 110, "Sales Shipment Header", 0, 0, 14, "No.:C20*|Sell-to Customer No.:C20|Bill-to Customer No.:C20|Bill-to Name:T100" HEADER, NULL },
  { 111, "Sales Shipment Line", 0, 0, 40, "Document No.:C20*|Line No.:I*|Sell-to Customer No.:C20" LINE, NULL },
  { 112, "Sales Invoice Header", COMPANION, 0, 16, "No.:C20*|Sell-to Customer No.:C20|Bill-to Customer No.:C20|Bill-to Name:T100|Due Date:D" HEADER, NULL },
  { 113, "Sales Invoice Line", 0, 0, 50, "Document No.:C20*|Line No.:I*|Sell-to Customer No.:C20" LINE, NULL },
  { 114, "Sales Cr.Memo Header", 0, 0, 3, "No.:C20*|Sell-to Customer No.:C20|Bill-to Customer No.:C20|Bill-to Name:T100|Due Date:D" HEADER, NULL },
  { 115, "Sales Cr.Memo Line", 0, 0, 7, "Document No.:C20*|Line No.:I*|Sell-to Customer No.:C20" LINE, NULL },
  { 120, "Purch. Rcpt. Header", 0, 0, 8, "No.:C20*|Buy-from Vendor No.:C20|Pay-to Vendor No.:C20|Pay-to Name:T100" HEADER, NULL },
  { 121, "Purch. Rcpt. Line", 0, 0, 20, "Document No.:C20*|Line No.:I*|Buy-from Vendor No.:C20" LINE, NULL },
  { 122, "Purch. Inv. Header", 0, 0, 10, "No.:C20*|Buy-from Vendor No.:C20|Pay-to Vendor No.:C20|Pay-to Name:T100|Due Date:D" HEADER, NULL },
  { 123, "Purch. Inv. Line", 0, 0, 28, "Document No.:C20*|Line No.:I*|Buy-from Vendor No.:C20" LINE, NULL },
  { 124, "Purch. Cr. Memo Hdr.", 0, 0, 2, "No.:C20*|Buy-from Vendor No.:C20|Pay-to Vendor No.:C20|Pay-to Name:T100|Due Date:D" HEADER, NULL },
  { 125, "Purch. Cr. Memo Line", 0, 0, 4, "Document No.:C20*|Line No.:I*|Buy-from Vendor No.:C20" LINE, NULL },
  { 222, "Ship-to Address", 0, 0, 4, "Customer No.:C20*|Code:C10*|Name:T100|Address:T100|Address 2:T50|City:T30|Contact:T100|Phone No.:T30|Country/Region Code:C10|Post Code:C20", NULL },
  { 224, "Order Address", 0, 0, 2, "Vendor No.:C20*|Code:C10*|Name:T100|Address:T100|City:T30|Country/Region Code:C10|Post Code:C20", NULL },
  { 225, "Post Code", 0, 0, 10, "Code:C20*|City:T30*|Search City:C30|Country/Region Code:C10|County:T30", NULL },
  { 287, "Customer Bank Account", 0, 0, 2, "Customer No.:C20*|Code:C20*|Name:T100|Bank Account No.:T30|IBAN:C50|Currency Code:C10", NULL },
  { 288, "Vendor Bank Account", 0, 0, 2, "Vendor No.:C20*|Code:C20*|Name:T100|Bank Account No.:T30|IBAN:C50|Currency Code:C10", NULL },
  { 291, "Shipping Agent", 0, 5, 0, "Code:C10*|Name:T50|Internet Address:T250|Account No.:T30", "DHL|FEDEX|UPS|OWN LOG|RAIL" },
  { 292, "Reminder Terms", 0, 3, 0, "Code:C10*|Description:T100|Max. No. of Reminders:I|Minimum Amount (LCY):A", "DOMESTIC|FOREIGN|STRICT" },
  { 293, "Reminder Level", 0, 9, 0, "Reminder Terms Code:C10*|No.:I*|Grace Period:T32|Additional Fee (LCY):A|Calculate Interest:B", NULL },
  { 379, "Detailed Cust. Ledg. Entry", 0, 0, 80, "Entry No.:I*|Cust. Ledger Entry No.:I|Entry Type:O|Posting Date:D|Document Type:O|Document No.:C20|Amount:A|Amount (LCY):A|Customer No.:C20|Currency Code:C10", NULL },
  { 380, "Detailed Vendor Ledg. Entry", 0, 0, 50, "Entry No.:I*|Vendor Ledger Entry No.:I|Entry Type:O|Posting Date:D|Document Type:O|Document No.:C20|Amount:A|Amount (LCY):A|Vendor No.:C20|Currency Code:C10", NULL },
  { 5050, "Contact", COMPANION, 0, 20, "No.:C20*|Name:T100|Search Name:C100|Address:T100|City:T30|Phone No.:T30|Type:O|Company No.:C20|Company Name:T100|Country/Region Code:C10|Post Code:C20|E-Mail:T80|Salesperson Code:C20", NULL },
  { 5051, "Contact Alt. Address", 0, 0, 2, "Contact No.:C20*|Code:C10*|Company Name:T100|Address:T100|City:T30|Post Code:C20", NULL },
  { 5054, "Contact Business Relation", 0, 0, 10, "Contact No.:C20*|Business Relation Code:C10*|Link to Table:O|No.:C20", NULL },
  { 5057, "Industry Group", 0, 6, 0, "Code:C10*|Description:T100", "ADVERT|LAWYER|MAN|PRESS|RET|WHOLE" },
  { 5065, "Interaction Log Entry", 0, 0, 24, "Entry No.:I*|Contact No.:C20|Contact Company No.:C20|Date:D|Description:T100|Information Flow:O|Cost (LCY):A|User ID:C50|Salesperson Code:C20|Canceled:B", NULL },
  { 5071, "Campaign", 0, 6, 0, "No.:C20*|Description:T100|Starting Date:D|Ending Date:D|Salesperson Code:C20|Status Code:C10", NULL },
  { 5079, "Marketing Setup", 0, 1, 0, "Primary Key:C10*|Contact Nos.:C20|Campaign Nos.:C20|Default Language Code:C10", NULL },
  { 5080, "To-do", 0, 0, 3, "No.:C20*|Team Code:C10|Salesperson Code:C20|Contact No.:C20|Type:O|Date:D|Status:O|Description:T100", NULL },
  { 5092, "Opportunity", 0, 0, 2, "No.:C20*|Description:T100|Salesperson Code:C20|Contact No.:C20|Status:O|Creation Date:D|Probability %:A", NULL },
  { 7000, "Price List Header", 0, 6, 0, "Code:C20*|Description:T250|Source Type:O|Source No.:C20|Price Type:O|Currency Code:C10|Starting Date:D|Status:O", NULL },
  { 7001, "Price List Line", 0, 0, 8, "Price List Code:C20*|Line No.:I*|Source Type:O|Source No.:C20|Asset Type:O|Asset No.:C20|Starting Date:D|Unit Price:A|Currency Code:C10", NULL },
  { 7002, "Sales Price", 0, 0, 8, "Item No.:C20*|Sales Code:C20*|Starting Date:D*|Currency Code:C10|Unit Price:A|Price Includes VAT:B|Minimum Quantity:A", NULL },
  { 7004, "Sales Line Discount", 0, 0, 4, "Code:C20*|Sales Code:C20*|Starting Date:D*|Type:O|Line Discount %:A|Minimum Quantity:A", NULL },
  { 7012, "Purchase Price", 0, 0, 5, "Item No.:C20*|Vendor No.:C20*|Starting Date:D*|Currency Code:C10|Direct Unit Cost:A|Minimum Quantity:A", NULL },
  { 7022, "Price Worksheet Line", MISSING, 0, 1, "Price List Code:C20*|Line No.:I*|Asset No.:C20|Unit Price:A", NULL },
  { 0 },
};
