/* SPDX-License-Identifier: MPL-2.0 */
#include "sender_history.h"
#include "store_sender.h"

void
sender_history_note (Store *store, const Policy *policy, gint64 since, SenderReport *report,
                     GError **error)
{
  if (!policy->remember || policy->sender_days == 0)
    report->history = HISTORY_OFF;
  else if (store_sender_note (store, report, since, policy->sender_days, error))
    report->history = HISTORY_KEPT;
  else
    {
      report->history = HISTORY_FAILED;
      sender_report_drop_history (report);
    }
}
