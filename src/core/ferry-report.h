/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment.h"

G_BEGIN_DECLS

/** FerryReportProgress: @fraction: 0–1; called on the thread that asked, not after the callback */
typedef void (*FerryReportProgress) (double fraction, gpointer user_data);

/**
 * ferry_report_write_async:
 * @environment: open or not: without a connection the report is made of what the history knows, and says so
 * @database: (nullable): where details and journal are; %NULL leaves both out
 * @file: is replaced, whole or not at all
 * @progress: (nullable): how far it is
 *
 * Writes a report of the migration as one HTML file that needs nothing else, prints well and follows the reader's light or
 * dark scheme: summary, companies, failed tables by explanation with what to do, warnings, runs, what changed between the
 * last two runs, journal. In the user's language. Successful tables are counted, not listed, so that 200,000 of
 * them make no difference; what is listed is written as it is found, in a worker thread.
 */
void ferry_report_write_async (FerryEnvironment *environment,
                               FerryDatabase *database,
                               GFile *file,
                               FerryReportProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** ferry_report_write_finish: Returns: whether it was written; %FALSE with an error of GIO or of the database: the file is as it was */
gboolean ferry_report_write_finish (FerryEnvironment *environment, GAsyncResult *result, GError **error);

/** ferry_report_dup_file_name: Returns: (transfer full): a name for the file, such as `ferry-report-contoso-2026-05-01.html` */
char *ferry_report_dup_file_name (FerryEnvironment *environment);

G_END_DECLS
