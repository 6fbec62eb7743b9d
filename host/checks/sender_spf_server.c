/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "evidence/dns.h"
#include "knowledge/spf_include.h"
#include "mail/spf_record.h"
#include "sender_domain.h"
#include "smtp_setup.h"
#include "spf_advice.h"
#include "spf_provider.h"
#include "spf_standing.h"

/* Whether the SPF record of From's domain lets the outgoing server send that this Thunderbird uses.
 * That the record itself could not be asked for is told by sender_spf_missing, and what is wrong
 * with it by the check that it is wrong for. */

typedef struct
{
  const CheckInput *in;
  const SmtpSetup *setup;
  const char *domain;
} ServerInput;

static Finding *
add_finding (const ServerInput *in, Findings *out, const char *variant, SpfResult result,
             const char *record)
{
  Finding *finding = sender_domain_finding (in->in, out, variant);

  finding_param (finding, "server", in->setup->name.host);
  finding_param (finding, "result", spf_result_name (result));
  sender_domain_param (finding, "record", record, strlen (record));
  return finding;
}

static CheckState
check_provider (const ServerInput *in, const char *includes, Findings *out)
{
  g_auto (SpfProvider) provider = { 0 };
  AnswerState state = spf_provider_check (in->in->evidence, in->domain, in->setup->from->text,
                                          includes, &provider);
  Finding *finding;

  if (state != ANSWER_KNOWN)
    return check_state_from_answer (state);
  if (provider.authorised)
    return CHECK_DONE;
  finding = add_finding (in, out, provider.right_record != NULL ? "provider" : "provider_full",
                         provider.result, provider.record);
  finding_param (finding, "include", provider.include);
  if (provider.right_record != NULL)
    finding_param (finding, "right_record", provider.right_record);
  return CHECK_DONE;
}

/* --- A server of one's own --- */

/* A record that hands over to somebody else's says that mail may leave by a relay of theirs. */
static gboolean
stands_alone (const char *text)
{
  g_autoptr (SpfRecord) record = spf_record_read (text, strlen (text), NULL);

  if (record == NULL || record->redirect != NULL)
    return FALSE;
  for (guint i = 0; i < record->terms->len; i++)
    {
      const SpfTerm *term = &g_array_index (record->terms, SpfTerm, i);
      if (term->mechanism == SPF_INCLUDE || term->mechanism == SPF_EXISTS)
        return FALSE;
    }
  return TRUE;
}

static AnswerState
try_address (const ServerInput *in, const DnsRecord *address, gboolean six, SpfResult *ret_result)
{
  g_auto (SpfVerdict) verdict = { SPF_RESULT_NONE };
  SpfInput input = { .six = six, .mail_from = in->setup->from->text, .helo = in->domain };
  AnswerState state;

  memcpy (input.address, address->address, sizeof input.address);
  state = spf_check_host (in->in->evidence, &input, &verdict);
  if (state == ANSWER_KNOWN)
    *ret_result = verdict.result;
  return verdict.result == SPF_RESULT_TEMPERROR ? ANSWER_UNAVAILABLE : state;
}

/* KNOWN: *ret_refused says whether the server has addresses and each of them is refused. */
static AnswerState
try_addresses (const ServerInput *in, gboolean *ret_refused, SpfResult *ret_result)
{
  static const DnsType types[] = { DNS_A, DNS_AAAA };
  AnswerState worst = ANSWER_KNOWN;
  guint let_in = 0, refused = 0;

  for (gsize t = 0; t < G_N_ELEMENTS (types); t++)
    {
      const DnsAnswer *answer;
      AnswerState state = dns_ask (in->in->evidence, types[t], in->setup->name.host, &answer);

      for (guint i = 0; state == ANSWER_KNOWN && i < answer->records->len; i++)
        {
          SpfResult result = SPF_RESULT_NONE;
          state = try_address (in, dns_answer_record (answer, i), types[t] == DNS_AAAA, &result);
          if (result == SPF_RESULT_FAIL || result == SPF_RESULT_SOFTFAIL)
            refused++, *ret_result = result;
          else if (state == ANSWER_KNOWN)
            let_in++;
        }
      if (state != ANSWER_KNOWN && worst != ANSWER_PENDING)
        worst = state;
    }
  *ret_refused = refused > 0 && let_in == 0;
  return let_in > 0 ? ANSWER_KNOWN : worst;
}

static CheckState
check_own (const ServerInput *in, Findings *out)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *term = g_strconcat ("a:", in->setup->name.host, NULL);
  g_autofree char *right = NULL;
  SpfResult result = SPF_RESULT_NONE;
  gboolean refused;
  AnswerState state = spf_records_of (in->in->evidence, in->domain, &records);
  Finding *finding;

  if (state != ANSWER_KNOWN || records->len != 1 || !stands_alone (records->pdata[0]))
    return state == ANSWER_PENDING ? CHECK_PENDING : CHECK_DONE;
  state = try_addresses (in, &refused, &result);
  if (state != ANSWER_KNOWN || !refused)
    return check_state_from_answer (state);
  finding = add_finding (in, out, NULL, result, records->pdata[0]);
  right = spf_advice_add (records->pdata[0], term);
  finding_param (finding, "right_record", right);
  finding_weak (finding, 0.6);
  return CHECK_DONE;
}

/* --- Both --- */

/* Whose domain stands in the envelope is known only of somebody who logs in as who he is. */
static gboolean
is_judgeable (const SmtpSetup *setup)
{
  return setup->name.host != NULL && setup->place == SMTP_PLACE_PUBLIC && setup->from != NULL
         && setup->from_provider == NULL
         && (setup->user_domain == NULL || strchr (setup->user_domain, '.') == NULL
             || strcmp (server_name_registrable (setup->user_domain), setup->from->registrable)
                    == 0);
}

CheckState
check_sender_spf_server_not_authorised (const CheckInput *in, Findings *out)
{
  g_auto (SmtpSetup) setup = { 0 };
  g_auto (SpfVerdict) verdict = { SPF_RESULT_NONE };
  ServerInput server = { in, &setup, sender_domain_of (in->message) };
  SpfStanding standing;
  const char *includes, *envelope;
  CheckState wait;
  AnswerState state;

  if (server.domain == NULL || !smtp_setup_read (in, &setup, &wait))
    return server.domain != NULL && wait == CHECK_PENDING ? CHECK_PENDING : CHECK_DONE;
  if (!is_judgeable (&setup))
    return CHECK_DONE;
  state = sender_domain_envelope (in->evidence, server.domain, &envelope);
  if (state == ANSWER_KNOWN && envelope != NULL)
    return CHECK_DONE;
  if (state == ANSWER_KNOWN)
    state = spf_standing (in->evidence, server.domain, &standing, &verdict);
  if (state != ANSWER_KNOWN || standing != SPF_STANDS_FINE)
    return state == ANSWER_PENDING ? CHECK_PENDING : CHECK_DONE;
  includes = spf_includes_of_server (setup.name.host);
  if (includes != NULL)
    return check_provider (&server, includes, out);
  if (setup.provider == NULL
      && strcmp (server_name_registrable (setup.name.host), setup.from->registrable) == 0)
    return check_own (&server, out);
  return CHECK_DONE;
}
