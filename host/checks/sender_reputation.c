/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "dnsbl.h"
#include "reverse_dns.h"
#include "sender_domain.h"
#include "sender_server.h"
#include "smtp_setup.h"
#include "spf.h"

/* What receivers hold against the domain and the server that mail leaves by: blocklists, and a name
 * in the DNS that leads nowhere. Of a list that does not answer as lists do, nothing is said. */

/* A list that does not answer would keep Send waiting for what does not interrupt it. */
static gboolean
is_due (const CheckInput *in, CheckId check)
{
  return !in->message->sending || in->policy->sure[check] >= SEVERITY_WARNING;
}

/* What waits outweighs what could not be had. */
static AnswerState
worse_of (AnswerState a, AnswerState b)
{
  return a == ANSWER_PENDING || b == ANSWER_KNOWN ? a : b;
}

/* --- The server --- */

/* Says what there is to say of one address, and whether it did. PENDING: run me again. */
typedef AnswerState JudgeAddress (const CheckInput *in, const SmtpSetup *setup,
                                  const SenderServer *server, Findings *out, gboolean *ret_said);

/* Only what SPF lets send is sure to be where mail leaves from: others may hand it on to a relay.
 * @mail_from is of the domain in the envelope, whose record it is. */
static AnswerState
sends_itself (const CheckInput *in, const char *mail_from, const SenderServer *server,
              gboolean *ret_sends)
{
  g_auto (SpfVerdict) verdict = { SPF_RESULT_NONE };
  SpfInput input
      = { .six = server->six, .mail_from = mail_from, .helo = in->message->from->ascii_domain };
  AnswerState state;

  memcpy (input.address, server->address, sizeof input.address);
  state = spf_check_host (in->evidence, &input, &verdict);
  *ret_sends = state == ANSWER_KNOWN && verdict.result == SPF_RESULT_PASS;
  return verdict.result == SPF_RESULT_TEMPERROR ? ANSWER_UNAVAILABLE : state;
}

/* The first address that there is something to say of is enough. */
static CheckState
judge_addresses (const CheckInput *in, const SmtpSetup *setup, const char *mail_from, Findings *out,
                 JudgeAddress *judge)
{
  g_autoptr (GArray) addresses = g_array_new (FALSE, TRUE, sizeof (SenderServer));
  AnswerState worst = sender_server_find (in->evidence, setup->name.host, addresses);
  gboolean said = FALSE;

  for (guint i = 0; i < addresses->len && !said; i++)
    {
      const SenderServer *server = &g_array_index (addresses, SenderServer, i);
      gboolean sends;
      AnswerState state = sends_itself (in, mail_from, server, &sends);

      if (sends)
        state = judge (in, setup, server, out, &said);
      worst = worse_of (worst, state);
    }
  return said ? CHECK_DONE : check_state_from_answer (worst);
}

static CheckState
check_server (const CheckInput *in, CheckId check, Findings *out, JudgeAddress *judge)
{
  g_auto (SmtpSetup) setup = { 0 };
  g_autofree char *elsewhere = NULL;
  const char *envelope;
  CheckState state;

  if (!is_due (in, check) || sender_domain_of (in->message) == NULL)
    return CHECK_DONE;
  if (!smtp_setup_read (in, &setup, &state))
    return state == CHECK_PENDING ? CHECK_PENDING : CHECK_DONE;
  if (setup.name.host == NULL || setup.place != SMTP_PLACE_PUBLIC
      || sender_server_is_provider (setup.name.host))
    return CHECK_DONE;
  if (sender_domain_envelope (in->evidence, in->message->from->ascii_domain, &envelope)
      == ANSWER_PENDING)
    return CHECK_PENDING;
  if (envelope != NULL)
    elsewhere = g_strconcat ("postmaster@", envelope, NULL);
  return judge_addresses (in, &setup, elsewhere != NULL ? elsewhere : in->message->from->text, out,
                          judge);
}

static Finding *
add_finding (const SmtpSetup *setup, const SenderServer *server, Findings *out)
{
  Finding *finding = smtp_setup_finding (setup, out, NULL);

  finding->once = TRUE;
  finding_param (finding, "server", server->text);
  return finding;
}

static AnswerState
judge_reverse (const CheckInput *in, const SmtpSetup *setup, const SenderServer *server,
               ReverseDns wanted, Findings *out, gboolean *ret_said)
{
  ReverseDns reverse;
  const char *name = NULL;
  AnswerState state = reverse_dns (in->evidence, server->address, server->six, &reverse, &name);

  *ret_said = state == ANSWER_KNOWN && reverse == wanted;
  if (*ret_said)
    {
      Finding *finding = add_finding (setup, server, out);
      if (name != NULL)
        finding_param (finding, "name", name);
    }
  return state;
}

static AnswerState
judge_missing (const CheckInput *in, const SmtpSetup *setup, const SenderServer *server,
               Findings *out, gboolean *ret_said)
{
  return judge_reverse (in, setup, server, REVERSE_MISSING, out, ret_said);
}

static AnswerState
judge_unconfirmed (const CheckInput *in, const SmtpSetup *setup, const SenderServer *server,
                   Findings *out, gboolean *ret_said)
{
  return judge_reverse (in, setup, server, REVERSE_UNCONFIRMED, out, ret_said);
}

CheckState
check_sender_ptr_missing (const CheckInput *in, Findings *out)
{
  return check_server (in, CHECK_sender_ptr_missing, out, judge_missing);
}

CheckState
check_sender_ptr_unconfirmed (const CheckInput *in, Findings *out)
{
  CheckState state = check_server (in, CHECK_sender_ptr_unconfirmed, out, judge_unconfirmed);

  return check_state_told_once (state); /* told by sender_ptr_missing */
}

/* --- Blocklists --- */

static AnswerState
judge_listed (const CheckInput *in, const SmtpSetup *setup, const SenderServer *server,
              Findings *out, gboolean *ret_said)
{
  const GPtrArray *lists = in->policy->blocklists[BLOCKLIST_ADDRESSES];
  AnswerState worst = ANSWER_KNOWN;

  for (guint i = 0; i < lists->len && !*ret_said; i++)
    {
      const Blocklist *list = lists->pdata[i];
      DnsblResult result = DNSBL_NOT_CHECKABLE;
      AnswerState state = dnsbl_ask (in->evidence, list, server->address, server->six, &result);

      worst = worse_of (worst, state);
      *ret_said = state == ANSWER_KNOWN && result == DNSBL_LISTED;
      if (*ret_said)
        finding_param (add_finding (setup, server, out), "zone", list->zone);
    }
  return worst;
}

static CheckState
check_domain (const CheckInput *in, Findings *out)
{
  const GPtrArray *lists = in->policy->blocklists[BLOCKLIST_DOMAINS];
  AnswerState worst = ANSWER_KNOWN;
  gboolean said = FALSE;

  for (guint i = 0; i < lists->len && !said; i++)
    {
      const Blocklist *list = lists->pdata[i];
      DnsblResult result = DNSBL_NOT_CHECKABLE;
      AnswerState state
          = dnsbl_ask_domain (in->evidence, list, in->message->from->registrable, &result);

      worst = worse_of (worst, state);
      said = state == ANSWER_KNOWN && result == DNSBL_LISTED;
      if (said)
        finding_param (sender_domain_finding (in, out, "domain"), "zone", list->zone);
    }
  return said ? CHECK_DONE : check_state_from_answer (worst);
}

CheckState
check_sender_blocklisted (const CheckInput *in, Findings *out)
{
  CheckState domain = CHECK_DONE, server;

  if (sender_domain_of (in->message) != NULL && is_due (in, CHECK_sender_blocklisted))
    domain = check_domain (in, out);
  server = check_server (in, CHECK_sender_blocklisted, out, judge_listed);
  if (domain == CHECK_PENDING || server == CHECK_PENDING)
    return CHECK_PENDING;
  return domain == CHECK_NOT_CHECKED ? domain : server;
}
