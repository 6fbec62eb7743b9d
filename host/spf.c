/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/spf_macro.h"
#include "spf_eval.h"

#define MAX_AHEAD 20 /* questions asked before their turn: a record of 10 look-ups twice over */

static SpfStep check_domain (Spf *spf, const char *domain, SpfResult *ret_result);

const char *
spf_result_name (SpfResult result)
{
  static const char *const names[]
      = { "none", "neutral", "pass", "fail", "softfail", "temperror", "permerror" };
  return names[result];
}

const char *
spf_problem_name (SpfProblem problem)
{
  static const char *const names[]
      = { "none",          "syntax",      "several",  "too_many_lookups",
          "too_many_void", "too_many_mx", "no_record" };
  return names[problem];
}

void
spf_verdict_clear (SpfVerdict *verdict)
{
  g_free (verdict->explanation);
  g_free (verdict->domain);
  g_free (verdict->record);
  *verdict = (SpfVerdict){ SPF_RESULT_NONE };
}

SpfStep
spf_problem (Spf *spf, SpfProblem problem, const char *domain)
{
  if (spf->verdict->problem == SPF_PROBLEM_NONE)
    {
      spf->verdict->problem = problem;
      if (domain != NULL)
        {
          g_free (spf->verdict->domain);
          spf->verdict->domain = g_strdup (domain);
        }
    }
  return SPF_PERM;
}

SpfStep
spf_count_lookup (Spf *spf)
{
  if (++spf->lookups > SPF_MAX_LOOKUPS)
    return spf_problem (spf, SPF_PROBLEM_TOO_MANY_LOOKUPS, NULL);
  return SPF_NO_MATCH;
}

/* 4.6.4. Without a server's own address it is sure only of a name that is always the same and that
 * has addresses of neither kind. */
static gboolean
is_void (const Spf *spf, DnsType type, const DnsAnswer *answer)
{
  if (!spf->input->stand_in)
    return answer->status != DNS_FOUND;
  return spf->varying == 0
         && (answer->status == DNS_NXDOMAIN || (type == DNS_MX && answer->status != DNS_FOUND));
}

SpfStep
spf_ask (Spf *spf, DnsType type, const char *name, const DnsAnswer **ret_answer)
{
  switch (dns_ask (spf->evidence, type, name, ret_answer))
    {
    case ANSWER_PENDING:
      return SPF_PENDING;
    case ANSWER_KNOWN:
      if (is_void (spf, type, *ret_answer) && ++spf->void_lookups > SPF_MAX_VOID)
        return spf_problem (spf, SPF_PROBLEM_TOO_MANY_VOID, name);
      return SPF_MATCH;
    case ANSWER_ABSENT:
    case ANSWER_UNAVAILABLE:
      break;
    }
  spf->verdict->why = evidence_why (spf->evidence);
  return SPF_TEMP;
}

/* --- Records --- */

static GPtrArray *
select_records (const DnsAnswer *answer)
{
  GPtrArray *records = g_ptr_array_new ();

  for (guint i = 0; i < answer->records->len; i++)
    {
      const DnsRecord *record = dns_answer_record (answer, i);
      if (spf_record_is_one (record->text, record->text_length))
        g_ptr_array_add (records, (gpointer) record);
    }
  return records;
}

AnswerState
spf_records_of (Evidence *evidence, const char *domain, GPtrArray **ret_records)
{
  const DnsAnswer *answer;
  AnswerState state = dns_ask (evidence, DNS_TXT, domain, &answer);

  *ret_records = NULL;
  if (state != ANSWER_KNOWN)
    return state;
  *ret_records = select_records (answer);
  for (guint i = 0; i < (*ret_records)->len; i++)
    (*ret_records)->pdata[i] = ((const DnsRecord *) (*ret_records)->pdata[i])->text;
  return state;
}

/* Remembers the record and the place in it for whoever reads the verdict. */
static void
note_place (Spf *spf, const char *domain, const DnsRecord *record, gsize start, gsize length)
{
  SpfVerdict *verdict = spf->verdict;

  g_free (verdict->domain);
  g_free (verdict->record);
  verdict->domain = g_strdup (domain);
  verdict->record = g_strndup (record->text, record->text_length);
  verdict->fault_start = start;
  verdict->fault_length = length;
}

/* 4.4, 4.5: SPF_MATCH with the record, SPF_NO_MATCH if there is none. */
static SpfStep
find_record (Spf *spf, const char *domain, const DnsRecord **ret_record)
{
  const DnsAnswer *answer;
  g_autoptr (GPtrArray) records = NULL;

  switch (dns_ask (spf->evidence, DNS_TXT, domain, &answer))
    {
    case ANSWER_PENDING:
      return SPF_PENDING;
    case ANSWER_KNOWN:
      break;
    case ANSWER_ABSENT:
    case ANSWER_UNAVAILABLE:
      spf->verdict->why = evidence_why (spf->evidence);
      return SPF_TEMP;
    }
  records = select_records (answer);
  if (records->len > 1)
    return spf_problem (spf, SPF_PROBLEM_SEVERAL, domain);
  if (records->len == 0)
    return SPF_NO_MATCH;
  *ret_record = g_ptr_array_index (records, 0);
  return SPF_MATCH;
}

/* --- Asking ahead --- */

static void ask_ahead (Spf *spf, const SpfRecord *record, guint from, const char *domain);

/* An include whose record is there already is gone through in its turn. */
static void
ask_ahead_within (Spf *spf, const DnsAnswer *answer, const char *domain)
{
  g_autoptr (GPtrArray) records = select_records (answer);
  g_autoptr (SpfRecord) record = NULL;

  if (records->len == 1)
    {
      const DnsRecord *source = g_ptr_array_index (records, 0);
      record = spf_record_read (source->text, source->text_length, NULL);
    }
  if (record != NULL)
    ask_ahead (spf, record, 0, domain);
}

/* The first question that @term will put. */
static void
ask_ahead_term (Spf *spf, const SpfTerm *term, const char *domain)
{
  static const DnsType types[]
      = { [SPF_INCLUDE] = DNS_TXT, [SPF_MX] = DNS_MX, [SPF_EXISTS] = DNS_A };
  DnsType type;
  g_autofree char *name = NULL;
  const DnsAnswer *answer;

  if (term->mechanism == SPF_A)
    type = spf->input->six ? DNS_AAAA : DNS_A;
  else if (term->mechanism < G_N_ELEMENTS (types))
    type = types[term->mechanism];
  else
    return;
  if (type == 0 || (term->domain != NULL && spf_macro_uses (term->domain, 'p')))
    return;
  if (spf_expand_domain (spf, term->domain, domain, &name) != SPF_MATCH)
    return;
  spf->ahead++;
  if (dns_ask (spf->evidence, type, name, &answer) == ANSWER_KNOWN && type == DNS_TXT)
    ask_ahead_within (spf, answer, name);
}

static void
ask_ahead (Spf *spf, const SpfRecord *record, guint from, const char *domain)
{
  for (guint i = from; i < record->terms->len && spf->ahead < MAX_AHEAD; i++)
    ask_ahead_term (spf, &g_array_index (record->terms, SpfTerm, i), domain);
  if (record->redirect != NULL && spf->ahead < MAX_AHEAD)
    {
      SpfTerm term = { .mechanism = SPF_INCLUDE, .domain = record->redirect };
      ask_ahead_term (spf, &term, domain);
    }
}

/* --- Evaluation --- */

/* 5.2: what the include's own result means here. */
static SpfStep
match_include (Spf *spf, const SpfTerm *term, const char *domain)
{
  g_autofree char *name = NULL;
  SpfResult result;
  SpfStep step = spf_count_lookup (spf);

  if (step != SPF_NO_MATCH)
    return step;
  step = spf_expand_domain (spf, term->domain, domain, &name);
  if (step != SPF_MATCH)
    return step;
  spf->depth++;
  step = check_domain (spf, name, &result);
  spf->depth--;
  if (step != SPF_MATCH)
    return step;
  if (result == SPF_RESULT_NONE)
    return spf_problem (spf, SPF_PROBLEM_NO_RECORD, name);
  return result == SPF_RESULT_PASS ? SPF_MATCH : SPF_NO_MATCH;
}

static SpfResult
result_of (char qualifier)
{
  switch (qualifier)
    {
    case '-':
      return SPF_RESULT_FAIL;
    case '~':
      return SPF_RESULT_SOFTFAIL;
    case '?':
      return SPF_RESULT_NEUTRAL;
    }
  return SPF_RESULT_PASS;
}

/* Whether the name that @spec (nullable) makes may be another one for another mail or server. */
static gboolean
spec_varies (const char *spec)
{
  return spec != NULL && strchr (spec, '%') != NULL;
}

static SpfStep
match_term (Spf *spf, const SpfTerm *term, const char *domain)
{
  const gboolean varies = spec_varies (term->domain);
  SpfStep step;

  spf->varying += varies;
  step = term->mechanism == SPF_INCLUDE ? match_include (spf, term, domain)
                                        : spf_term_match (spf, term, domain);
  spf->varying -= varies;
  return step;
}

/* 6.1 */
static SpfStep
follow_redirect (Spf *spf, const SpfRecord *record, const char *domain, SpfResult *ret_result)
{
  g_autofree char *name = NULL;
  SpfStep step = spf_count_lookup (spf);

  if (step != SPF_NO_MATCH)
    return step;
  step = spf_expand_domain (spf, record->redirect, domain, &name);
  if (step != SPF_MATCH)
    return step;
  spf->varying += spec_varies (record->redirect);
  step = check_domain (spf, name, ret_result);
  spf->varying -= spec_varies (record->redirect);
  if (step == SPF_MATCH && *ret_result == SPF_RESULT_NONE)
    return spf_problem (spf, SPF_PROBLEM_NO_RECORD, name);
  return step;
}

/* 6.2: the explanation is that of the record that decides, never an included one's. */
static void
note_explanation (Spf *spf, const SpfRecord *record, const char *domain)
{
  if (spf->depth > 0 || record->exp == NULL)
    return;
  spf->exp = g_strdup (record->exp);
  spf->exp_domain = g_strdup (domain);
}

static SpfStep
evaluate (Spf *spf, const SpfRecord *record, const DnsRecord *source, const char *domain,
          SpfResult *ret_result)
{
  for (guint i = 0; i < record->terms->len; i++)
    {
      const SpfTerm *term = &g_array_index (record->terms, SpfTerm, i);
      SpfStep step = match_term (spf, term, domain);
      if (step == SPF_NO_MATCH)
        continue;
      if (step == SPF_PENDING)
        ask_ahead (spf, record, i + 1, domain);
      if (step != SPF_MATCH)
        return step;
      *ret_result = result_of (term->qualifier);
      if (spf->depth == 0)
        note_place (spf, domain, source, term->start, term->length);
      note_explanation (spf, record, domain);
      return SPF_MATCH;
    }
  if (record->redirect != NULL)
    return follow_redirect (spf, record, domain, ret_result);
  *ret_result = SPF_RESULT_NEUTRAL; /* 4.7 */
  if (spf->depth == 0)
    note_place (spf, domain, source, 0, 0);
  return SPF_MATCH;
}

static SpfStep
check_domain (Spf *spf, const char *domain, SpfResult *ret_result)
{
  const DnsRecord *source;
  g_autoptr (SpfRecord) record = NULL;
  SpfFault fault;
  SpfStep step = find_record (spf, domain, &source);

  *ret_result = SPF_RESULT_NONE;
  if (step != SPF_MATCH)
    return step == SPF_NO_MATCH ? SPF_MATCH : step;
  record = spf_record_read (source->text, source->text_length, &fault);
  if (record != NULL)
    return evaluate (spf, record, source, domain, ret_result);
  note_place (spf, domain, source, fault.start, fault.length);
  spf->verdict->fault = fault.what;
  return spf_problem (spf, SPF_PROBLEM_SYNTAX, NULL);
}

/* 6.2: whatever goes wrong here, there is no explanation. */
static SpfStep
explain (Spf *spf)
{
  const DnsAnswer *answer;
  const DnsRecord *record;
  g_autofree char *name = NULL;

  if (spf->exp == NULL)
    return SPF_MATCH;
  if (spf_expand_domain (spf, spf->exp, spf->exp_domain, &name) == SPF_PENDING)
    return SPF_PENDING;
  switch (dns_ask (spf->evidence, DNS_TXT, name, &answer))
    {
    case ANSWER_PENDING:
      return SPF_PENDING;
    case ANSWER_KNOWN:
      break;
    case ANSWER_ABSENT:
    case ANSWER_UNAVAILABLE:
      return SPF_MATCH;
    }
  if (answer->records->len != 1)
    return SPF_MATCH;
  record = dns_answer_record (answer, 0);
  if (!spf_macro_check (record->text, record->text_length, SPF_MACRO_EXPLAIN))
    return SPF_MATCH;
  return spf_expand (spf, record->text, spf->exp_domain, &spf->verdict->explanation);
}

/* 4.3: a domain that can have a record at all: several labels, none empty or too long. */
static gboolean
domain_is_checkable (const char *domain)
{
  gsize label = 0, labels = 0;

  for (const char *c = domain; *c != '\0'; c++)
    {
      if (*c == '.' && (label == 0 || label > 63))
        return FALSE;
      labels += *c == '.' && c[1] != '\0';
      label = *c == '.' ? 0 : label + 1;
    }
  return label <= 63 && labels > 0 && strlen (domain) <= 254 && *domain != '[';
}

static void
finish (Spf *spf, SpfStep step, SpfResult result)
{
  SpfVerdict *verdict = spf->verdict;

  verdict->result = step == SPF_TEMP   ? SPF_RESULT_TEMPERROR
                    : step == SPF_PERM ? SPF_RESULT_PERMERROR
                                       : result;
  verdict->lookups = spf->lookups;
  verdict->void_lookups = spf->void_lookups;
}

/* 2.4, 4.3: whose mail it is; without a sender the postmaster of the HELO name. */
static void
read_sender (Spf *spf)
{
  const char *sender = spf->input->mail_from;
  const char *at = strrchr (sender, '@');

  if (*sender == '\0')
    spf->sender_domain = g_strdup (spf->input->helo);
  else
    spf->sender_domain = g_strdup (at != NULL ? at + 1 : sender);
  spf->local_part = at != NULL && at > sender ? g_strndup (sender, (gsize) (at - sender))
                                              : g_strdup ("postmaster");
}

AnswerState
spf_check_host (Evidence *evidence, const SpfInput *input, SpfVerdict *ret_verdict)
{
  g_auto (SpfVerdict) verdict = { SPF_RESULT_NONE };
  Spf spf = { .evidence = evidence, .input = input, .verdict = &verdict };
  SpfResult result = SPF_RESULT_NONE;
  SpfStep step = SPF_MATCH;

  read_sender (&spf);
  if (domain_is_checkable (spf.sender_domain))
    step = check_domain (&spf, spf.sender_domain, &result);
  if (step == SPF_MATCH && result == SPF_RESULT_FAIL)
    step = explain (&spf);
  if (step != SPF_PENDING)
    {
      finish (&spf, step, result);
      *ret_verdict = verdict;
      verdict = (SpfVerdict){ SPF_RESULT_NONE };
    }
  g_free (spf.local_part);
  g_free (spf.sender_domain);
  g_free (spf.exp);
  g_free (spf.exp_domain);
  return step == SPF_PENDING ? ANSWER_PENDING : ANSWER_KNOWN;
}
