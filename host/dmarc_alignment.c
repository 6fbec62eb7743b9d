/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "dmarc_alignment.h"
#include "evidence/own_mail.h"
#include "mail/public_suffix.h"

void
dmarc_alignment_clear (DmarcAlignment *alignment)
{
  g_free (alignment->envelope);
  g_free (alignment->signer);
  *alignment = (DmarcAlignment){ ALIGNMENT_UNKNOWN };
}

/* The public suffix list's word for it (RFC 7489 3.2). */
static const char *
listed_organization (const char *domain)
{
  const char *registrable = public_suffix_registrable (domain);
  return registrable != NULL ? registrable : domain;
}

/* Without a record of its own or above it, DMARC is not applied to @domain, and there is nothing to
 * walk to. */
static AnswerState
compare (Evidence *evidence, const char *domain, const DmarcDiscovery *discovery, gboolean strict,
         const char *identifier, Alignment *ret_alignment)
{
  gboolean listed = strcmp (listed_organization (domain), listed_organization (identifier)) == 0;
  const char *own, *other;
  AnswerState state;

  *ret_alignment = strcmp (domain, identifier) == 0 ? ALIGNMENT_YES : ALIGNMENT_NO;
  if (*ret_alignment == ALIGNMENT_YES || strict)
    return ANSWER_KNOWN;
  *ret_alignment = listed ? ALIGNMENT_YES : ALIGNMENT_NO;
  if (!discovery->found)
    return ANSWER_KNOWN;
  state = dmarc_organization (evidence, domain, &own);
  if (state == ANSWER_KNOWN)
    state = dmarc_organization (evidence, identifier, &other);
  if (state == ANSWER_KNOWN && listed != (strcmp (own, other) == 0))
    *ret_alignment = ALIGNMENT_UNKNOWN;
  return state;
}

/* What a way says of SPF or of DKIM: a domain, or NULL. */
typedef const char *Identifier (const OwnMailWay *way);

static const char *
envelope_of (const OwnMailWay *way)
{
  return way->envelope;
}

static const char *
signer_of (const OwnMailWay *way)
{
  return way->signer;
}

typedef struct
{
  Alignment alignment;
  const OwnMailWay *way; /* (nullable) that tells */
} Told;

/* NO only if no fresh mail says otherwise: mail may leave by several servers. YES if one of the
 * last mail's does. */
static AnswerState
judge (Evidence *evidence, const char *domain, const DmarcDiscovery *discovery, gboolean strict,
       const OwnMail *mail, Identifier *identifier, Told *ret_told)
{
  AnswerState unsure = ANSWER_KNOWN;
  gboolean differs = FALSE;

  *ret_told = (Told){ ALIGNMENT_UNKNOWN, NULL };
  for (guint i = 0; i < mail->ways->len; i++)
    {
      const OwnMailWay *way = g_ptr_array_index (mail->ways, i);
      Alignment alignment;
      AnswerState state;

      if (identifier (way) == NULL || !own_mail_is_fresh (mail, way))
        continue;
      state = compare (evidence, domain, discovery, strict, identifier (way), &alignment);
      if (state != ANSWER_KNOWN)
        {
          unsure = unsure == ANSWER_PENDING ? unsure : state;
          continue;
        }
      if (ret_told->way == NULL
          || (way->seen_at == ret_told->way->seen_at && alignment == ALIGNMENT_YES))
        *ret_told = (Told){ alignment, way };
      differs |= alignment != ret_told->alignment;
    }
  if (differs && ret_told->alignment == ALIGNMENT_NO)
    ret_told->alignment = ALIGNMENT_UNKNOWN;
  return unsure;
}

static void
fill_in (DmarcAlignment *alignment, const Told *spf, const Told *dkim)
{
  alignment->spf = spf->alignment;
  alignment->dkim = dkim->alignment;
  if (spf->way != NULL)
    alignment->envelope = g_strdup (spf->way->envelope);
  if (dkim->way != NULL)
    alignment->signer = g_strdup (dkim->way->signer);
  if (spf->way != NULL && dkim->way != NULL)
    alignment->seen_at = MIN (spf->way->seen_at, dkim->way->seen_at);
  else if (spf->way != NULL || dkim->way != NULL)
    alignment->seen_at = spf->way != NULL ? spf->way->seen_at : dkim->way->seen_at;
}

AnswerState
dmarc_alignment_find (Evidence *evidence, const char *domain, DmarcAlignment *ret_alignment)
{
  g_auto (DmarcDiscovery) discovery = { 0 };
  const OwnMail *mail;
  Told spf, dkim;
  AnswerState state = evidence_own_mail (evidence, domain, &mail), other;

  *ret_alignment = (DmarcAlignment){ ALIGNMENT_UNKNOWN };
  if (state != ANSWER_KNOWN)
    return state == ANSWER_PENDING ? state : ANSWER_KNOWN;
  state = dmarc_discover (evidence, domain, &discovery);
  if (state != ANSWER_KNOWN)
    return state;
  state
      = judge (evidence, domain, &discovery, discovery.record.strict_spf, mail, envelope_of, &spf);
  other
      = judge (evidence, domain, &discovery, discovery.record.strict_dkim, mail, signer_of, &dkim);
  if (state == ANSWER_PENDING || other == ANSWER_PENDING)
    return ANSWER_PENDING;
  if (state != ANSWER_KNOWN || other != ANSWER_KNOWN)
    return ANSWER_UNAVAILABLE;
  fill_in (ret_alignment, &spf, &dkim);
  if (!discovery.record.testing)
    ret_alignment->policy = dmarc_policy_of (&discovery, domain);
  return ANSWER_KNOWN;
}
