/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "dmarc.h"
#include "sender_domain.h"

/* The DMARC record of From's domain (RFC 9989). What could not be asked is told by
 * sender_dmarc_missing alone. */

/* A first record: nothing is refused for it. */
#define RIGHT_RECORD "v=DMARC1; p=none; rua=mailto:postmaster@"

/* TRUE: there is a domain to judge, in *ret_discovery. Otherwise FALSE, and *ret_state is what the
 * check returns. */
static gboolean
discover (const CheckInput *in, DmarcDiscovery *ret_discovery, CheckState *ret_state)
{
  const char *domain = sender_domain_of (in->message);
  gboolean exists;
  AnswerState state;

  *ret_state = CHECK_DONE;
  if (domain == NULL)
    return FALSE;
  state = dmarc_discover (in->evidence, domain, ret_discovery);
  if (state == ANSWER_KNOWN && !ret_discovery->found)
    state = sender_domain_exists (in->evidence, domain, &exists);
  else
    exists = TRUE;
  if (state != ANSWER_KNOWN)
    *ret_state = check_state_from_answer (state);
  return state == ANSWER_KNOWN && exists;
}

static void
add_name (Finding *finding, const char *domain)
{
  g_autofree char *name = g_strconcat ("_dmarc.", domain, NULL);
  finding_param (finding, "name", name);
}

CheckState
check_sender_dmarc_missing (const CheckInput *in, Findings *out)
{
  g_auto (DmarcDiscovery) discovery = { 0 };
  g_autofree char *right = NULL;
  const char *domain;
  CheckState state;
  Finding *finding;

  if (!discover (in, &discovery, &state) || discovery.found || discovery.several > 1
      || discovery.attempt != NULL)
    return state;
  domain = in->message->from->registrable;
  finding = sender_domain_finding (in, out, NULL);
  right = g_strconcat (RIGHT_RECORD, domain, NULL);
  add_name (finding, domain);
  finding_param (finding, "right_record", right);
  return CHECK_DONE;
}

/* The faults that have a text of their own. */
static const char *
variant_of (const TagFault *fault)
{
  return strcmp (fault->what, "no_policy") == 0 ? fault->what : NULL;
}

CheckState
check_sender_dmarc_syntax (const CheckInput *in, Findings *out)
{
  g_auto (DmarcDiscovery) discovery = { 0 };
  const char *domain;
  CheckState state;
  Finding *finding;

  if (!discover (in, &discovery, &state))
    return check_state_told_once (state);
  domain = in->message->from->ascii_domain;
  if (discovery.several > 1)
    add_name (sender_domain_finding (in, out, "several"), domain);
  else if (discovery.attempt != NULL)
    {
      finding = sender_domain_finding (in, out, "version");
      add_name (finding, domain);
      sender_domain_param (finding, "record", discovery.attempt, strlen (discovery.attempt));
    }
  else if (discovery.found && discovery.fault.what != NULL)
    {
      finding = sender_domain_finding (in, out, variant_of (&discovery.fault));
      add_name (finding, discovery.domain);
      sender_domain_param (finding, "record", discovery.text, strlen (discovery.text));
      sender_domain_param (finding, "fault", discovery.text + discovery.fault.start,
                           discovery.fault.length);
    }
  return CHECK_DONE;
}

CheckState
check_sender_dmarc_policy_none (const CheckInput *in, Findings *out)
{
  g_auto (DmarcDiscovery) discovery = { 0 };
  CheckState state;

  if (!discover (in, &discovery, &state))
    return check_state_told_once (state);
  if (discovery.found && discovery.fault.what == NULL
      && dmarc_policy_of (&discovery, in->message->from->ascii_domain) == DMARC_NONE)
    add_name (sender_domain_finding (in, out, NULL), discovery.domain);
  return CHECK_DONE;
}
