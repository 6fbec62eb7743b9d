/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "sender_domain.h"
#include "evidence/dns.h"
#include "evidence/own_mail.h"
#include "mail/reserved_domain.h"

#define MAX_SHOWN 300 /* bytes of a record in a finding */

const char *
sender_domain_of (const Message *message)
{
  const Address *from = message->from;

  if (from == NULL || from->ascii_domain == NULL || from->is_free_mail
      || reserved_domain_find (from->ascii_domain) != NULL)
    return NULL;
  return from->ascii_domain;
}

AnswerState
sender_domain_exists (Evidence *evidence, const char *domain, gboolean *ret_exists)
{
  const DnsAnswer *answer;
  AnswerState state = dns_ask (evidence, DNS_TXT, domain, &answer);

  if (state == ANSWER_KNOWN)
    *ret_exists = answer->status != DNS_NXDOMAIN;
  return state;
}

AnswerState
sender_domain_envelope (Evidence *evidence, const char *domain, const char **ret_envelope)
{
  const OwnMail *mail;
  AnswerState state = evidence_own_mail (evidence, domain, &mail);

  *ret_envelope = NULL;
  if (state == ANSWER_PENDING)
    return state;
  for (guint i = 0; state == ANSWER_KNOWN && i < mail->ways->len; i++)
    {
      const OwnMailWay *way = g_ptr_array_index (mail->ways, i);
      if (way->envelope == NULL || !own_mail_is_fresh (mail, way))
        continue;
      if (strcmp (way->envelope, domain) != 0)
        *ret_envelope = way->envelope;
      break;
    }
  return ANSWER_KNOWN;
}

Finding *
sender_domain_finding (const CheckInput *in, Findings *out, const char *variant)
{
  const Address *from = in->message->from;
  Finding *finding = findings_add_sender (out, SUBJECT_FROM, from->text);

  finding->once = TRUE;
  finding->variant = variant;
  finding_param (finding, "domain", from->domain);
  return finding;
}

void
sender_domain_param (Finding *finding, const char *name, const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) MIN (length, MAX_SHOWN));
  g_autofree char *shown = length > MAX_SHOWN ? g_strconcat (valid, "…", NULL) : g_strdup (valid);

  finding_param (finding, name, shown);
}

char *
sender_domain_day (gint64 seconds)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (seconds);

  return moment != NULL ? g_date_time_format (moment, "%Y-%m-%d") : NULL;
}
