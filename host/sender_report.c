/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "sender_report.h"

/* Ten in all, for the domain: how to reach the outgoing server is nothing that receivers see. */
static const struct
{
  const char *area;
  double weight;
} weights[] = { { "spf", 3 },       { "dmarc", 2 }, { "dkim", 2 },
                { "alignment", 1 }, { "ptr", 1 },   { "blocklist", 1 } };

SenderReport *
sender_report_new (const char *domain, const char *name)
{
  SenderReport *report = g_new0 (SenderReport, 1);

  report->domain = g_strdup (domain);
  report->name = g_strdup (name);
  report->points = g_ptr_array_new_with_free_func ((GDestroyNotify) sender_point_free);
  report->parts = g_array_new (FALSE, FALSE, sizeof (SenderScore));
  report->score = -1;
  report->checked_at = g_get_real_time () / G_USEC_PER_SEC;
  return report;
}

void
sender_report_free (SenderReport *report)
{
  if (report == NULL)
    return;
  g_free (report->domain);
  g_free (report->name);
  g_ptr_array_unref (report->points);
  g_array_unref (report->parts);
  g_free (report);
}

static double
share_of (PointState state)
{
  static const double shares[] = { [POINT_FINE] = 1, [POINT_NOTE] = 0.5, [POINT_FAULT] = 0 };
  return shares[state];
}

static SenderScore
score_area (const SenderReport *report, const char *area, double weight)
{
  SenderScore part = { area, weight, 0 };

  for (guint i = 0; i < report->points->len; i++)
    {
      const SenderPoint *point = report->points->pdata[i];
      if (strcmp (point->area, area) != 0 || point->state == POINT_NOT_CHECKED)
        continue;
      part.of = weight;
      part.got = MIN (part.got, weight * share_of (point->state));
    }
  if (part.of <= 0)
    part.got = 0;
  return part;
}

void
sender_report_add_scores (SenderReport *report)
{
  double got = 0, of = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      const SenderScore part = score_area (report, weights[i].area, weights[i].weight);
      got += part.got;
      of += part.of;
      g_array_append_val (report->parts, part);
    }
  report->score = of > 0 ? 10 * got / of : -1;
}

void
sender_report_drop_history (SenderReport *report)
{
  report->compared_with = 0;
  for (guint i = 0; i < report->points->len; i++)
    {
      SenderPoint *point = report->points->pdata[i];
      point->since = 0;
      point->change = CHANGE_NONE;
      g_clear_pointer (&point->was, sender_stretch_free);
    }
}

gboolean
sender_report_has_fault (const SenderReport *report)
{
  for (guint i = 0; i < report->points->len; i++)
    if (((const SenderPoint *) report->points->pdata[i])->state == POINT_FAULT)
      return TRUE;
  return FALSE;
}
