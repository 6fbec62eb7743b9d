/* SPDX-License-Identifier: MPL-2.0 */
#include "checks.h"
#include "company.h"
#include "evidence/bounced.h"
#include "evidence/correspondents.h"
#include "evidence/mailbox.h"
#include "mail/reserved_domain.h"
#include "probe_mailbox.h"
#include "verify_service.h"

/* Whether somebody who was asked says that the mailbox is not there, or full. Only where a policy
 * wants that, and never for an address that there is no need to ask for. Only the first of these
 * checks tells that nothing could be found out, so that it is told once. */

/* An address that was written to, and did not fail, is there; one that only stands in an address
 * book, as an imported list of customers does, may never have been. */
static AnswerState
is_in_use (const CheckInput *in, const char *key, gboolean *ret_in_use)
{
  const Correspondents *correspondents;
  const Correspondent *met;
  const BouncedAddress *failure;
  const Bounced *log;
  AnswerState state = evidence_correspondents (in->evidence, "", &correspondents);
  AnswerState bounced = evidence_bounced (in->evidence, "", &log);

  if (state == ANSWER_PENDING || bounced == ANSWER_PENDING)
    return ANSWER_PENDING;
  met = correspondents != NULL ? correspondents_find (correspondents, key) : NULL;
  failure = log != NULL ? bounced_find (log, key) : NULL;
  *ret_in_use = met != NULL && met->sent > 0
                && (failure == NULL || failure->answered_at > failure->failed_at);
  return ANSWER_KNOWN;
}

/* Whether there is any sense in asking for it; the store is heard last, the network not at all. */
static AnswerState
is_to_be_asked (const CheckInput *in, const char *key, gboolean *ret_ask)
{
  const Address *address = in->recipient->address;
  gboolean in_use;
  AnswerState state;

  *ret_ask = FALSE;
  if ((!in->policy->verify_probe && in->policy->verify_kind == NULL) || key == NULL
      || address->ascii_domain == NULL || address->faults->len > 0
      || !mailbox_address_is_plain (key) || dns_is_off (in->evidence)
      || reserved_domain_find (address->ascii_domain) != NULL || company_is_own (in, address))
    return ANSWER_KNOWN;
  state = is_in_use (in, key, &in_use);
  *ret_ask = !in_use;
  return state;
}

static cJSON *
make_question (const Policy *policy, const char *address, GPtrArray *servers)
{
  const char *mail_from = policy->verify_mail_from != NULL ? policy->verify_mail_from : "";
  g_auto (MailboxQuestion) probe = { 0 };
  VerifyKind kind;

  if (verify_kind_from_name (policy->verify_kind, &kind))
    {
      const VerifyQuestion service = verify_question_make (
          kind, policy->verify_url, policy->verify_key_file, policy->ca_file, address);
      return verify_question_to_json (&service);
    }
  probe = mailbox_question_make (address, mail_from, servers);
  return mailbox_question_to_json (&probe);
}

/* A service is asked instead of the mail servers. The local part as it was typed: a server may tell
 * its case apart (RFC 5321 2.4). */
static char *
make_key (const CheckInput *in, const char *key, GPtrArray *servers)
{
  const Address *address = in->recipient->address;
  const Policy *policy = in->policy;
  g_autofree char *typed = g_strconcat (address->local_part, "@", address->ascii_domain, NULL);
  g_autoptr (cJSON) json = make_question (policy, typed, servers);
  g_autofree char *text = json_print (json);

  return mailbox_key (policy->verify_kind != NULL ? MAILBOX_BY_SERVICE : MAILBOX_BY_PROBE,
                      policy->verify_per_hour, key, text);
}

/* CHECK_DONE: *ret_mailbox (nullable) is what was found out. */
static CheckState
find_mailbox (const CheckInput *in, const Mailbox **ret_mailbox)
{
  g_autofree char *key = address_key (in->recipient->address), *question = NULL;
  g_autoptr (GPtrArray) servers = NULL;
  gboolean ask;
  AnswerState state = is_to_be_asked (in, key, &ask);

  *ret_mailbox = NULL;
  if (state != ANSWER_KNOWN || !ask)
    return check_state_from_answer (state);
  state = mail_route_servers (in->evidence, in->recipient->address->ascii_domain, &servers);
  if (state != ANSWER_KNOWN)
    return check_state_from_answer (state);
  question = make_key (in, key, servers);
  return check_state_from_answer (evidence_mailbox (in->evidence, question, ret_mailbox));
}

static void
tell (const Mailbox *mailbox, const CheckInput *in, Findings *out, const char *variant)
{
  Finding *finding = findings_add (out);

  finding->variant = variant;
  finding_param (finding, "server",
                 mailbox->server != NULL ? mailbox->server : in->recipient->address->domain);
  finding_param (finding, "reply", mailbox->reply != NULL ? mailbox->reply : "");
}

CheckState
check_status_mailbox_missing (const CheckInput *in, Findings *out)
{
  const Mailbox *mailbox;
  CheckState state = find_mailbox (in, &mailbox);

  if (mailbox != NULL && mailbox->verdict == MAILBOX_missing)
    tell (mailbox, in, out, in->policy->verify_kind != NULL ? "service" : NULL);
  else if (mailbox != NULL && mailbox->verdict == MAILBOX_disabled)
    tell (mailbox, in, out, "disabled");
  return state;
}

CheckState
check_status_mailbox_full (const CheckInput *in, Findings *out)
{
  const Mailbox *mailbox;
  CheckState state = find_mailbox (in, &mailbox);

  if (mailbox != NULL && mailbox->verdict == MAILBOX_full)
    tell (mailbox, in, out, NULL);
  return check_state_told_once (state);
}
