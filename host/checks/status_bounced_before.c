/* SPDX-License-Identifier: MPL-2.0 */
#include "checks.h"
#include "evidence/bounced.h"

/* Mail to this very address came back before. What failed for good is likely to fail again; how
 * long that is worth an interruption hangs on whose matter it was. */

#define DAY ((gint64) 24 * 60 * 60)

typedef enum
{
  ABOUT_ADDRESS, /* it will be so until somebody changes something at the other side */
  ABOUT_SETUP,   /* until it is mended here */
  ABOUT_CONTENT, /* the next mail is another one */
  ABOUT_MOMENT,  /* it may be over */
} Matter;

static const struct
{
  const char *variant; /* (nullable) */
  gboolean weak;
} matters[] = {
  [ABOUT_ADDRESS] = { NULL, FALSE },
  [ABOUT_SETUP] = { "setup", FALSE },
  [ABOUT_CONTENT] = { "content", TRUE },
  [ABOUT_MOMENT] = { "temporary", TRUE },
};

static const struct
{
  const char *reason;
  Matter matter;
} reasons[] = {
  { "spf", ABOUT_SETUP },         { "dkim", ABOUT_SETUP },        { "dmarc", ABOUT_SETUP },
  { "reverse_dns", ABOUT_SETUP }, { "blocklisted", ABOUT_SETUP }, { "relay_or_login", ABOUT_SETUP },
  { "spam", ABOUT_CONTENT },      { "too_large", ABOUT_CONTENT }, { "rate_limited", ABOUT_MOMENT },
};

static Matter
matter_of (const BouncedAddress *bounced)
{
  if (!bounced->permanent)
    return ABOUT_MOMENT;
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].reason, bounced->reason))
      return reasons[i].matter;
  return ABOUT_ADDRESS;
}

/* It answered since, or the next message to it has not come back for so long that it arrived. */
static gboolean
is_over (const BouncedAddress *bounced, const Policy *policy, gint64 now)
{
  return bounced->answered_at > bounced->failed_at
         || (bounced->retried_at > bounced->failed_at
             && now - bounced->retried_at >= (gint64) policy->bounce_quiet_days * DAY);
}

static gboolean
is_too_old (const BouncedAddress *bounced, Matter matter, const Policy *policy, gint64 now)
{
  guint days = matter == ABOUT_ADDRESS ? policy->bounce_hard_days : policy->bounce_soft_days;
  return now - bounced->failed_at >= (gint64) days * DAY;
}

static void
suggest_replacement (Finding *finding, const BouncedAddress *bounced)
{
  g_autofree char *key = NULL;

  if (bounced->replacement == NULL)
    return;
  key = finding_key (bounced->replacement);
  if (g_strcmp0 (key, finding->key) != 0)
    finding_suggest (finding, bounced->replacement);
}

static void
tell (Findings *out, const BouncedAddress *bounced, Matter matter)
{
  Finding *finding = findings_add (out);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (bounced->failed_at);
  g_autofree char *date = time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("?");

  finding->variant = matters[matter].variant;
  finding_param (finding, "date", date);
  finding_param (finding, "reason", bounced->reason);
  suggest_replacement (finding, bounced);
  if (matters[matter].weak)
    finding_weak (finding, 0.6);
}

CheckState
check_status_bounced_before (const CheckInput *in, Findings *out)
{
  g_autofree char *key = NULL;
  const BouncedAddress *bounced;
  const Bounced *log;
  AnswerState state = evidence_bounced (in->evidence, "", &log);
  Matter matter;

  if (state != ANSWER_KNOWN)
    return check_state_from_answer (state);
  key = finding_key (in->recipient->address->text);
  bounced = bounced_find (log, key);
  if (bounced == NULL || is_over (bounced, in->policy, log->now))
    return CHECK_DONE;
  matter = matter_of (bounced);
  if (!is_too_old (bounced, matter, in->policy, log->now))
    tell (out, bounced, matter);
  return CHECK_DONE;
}
