/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "domain_judgement.h"
#include "knowledge/mail_provider.h"
#include "knowledge/tld_country.h"
#include "mail/ending.h"
#include "mail/ending_seldom.h"
#include "mail/reserved_domain.h"

/* From these odds on a slip interrupts, or is told at all (ln). Even against long odds one slip is
 * worth a quiet word: who sees it knows at once. */
#define SURE_LOG_ODDS 3.0
#define WEAK_LOG_ODDS -8.0
#define WEAK_LOG_ODDS_OF_TWO -4.0

/* Two slips of a service that one recipient in a hundred is at (ln) are as likely as one of
 * another. */
#define POPULAR_LOG_SHARE -4.6

/* A correspondent's domain is held against others from this length of its label on: short ones lie
 * too close together. */
#define CORRESPONDENT_LABEL_MIN 4

/* The best of several candidates must be this much likelier than the next (ln): a tie is silence.
 */
#define LEAD_MIN 1.2

/* The address with @meant in place of the last @replaced bytes of its domain. */
static void
suggest (Finding *finding, const Address *address, const char *meant, gsize replaced)
{
  gsize before = strlen (address->ascii_domain) - replaced;
  g_autofree char *suggestion = g_strdup_printf ("%s@%.*s%s", address->local_part, (int) before,
                                                 address->ascii_domain, meant);

  finding_param (finding, "domain", address->domain);
  finding_param (finding, "meant", meant);
  finding_suggest (finding, suggestion);
}

/* A domain that lies in wait for the slip; its owner reads the mail. */
static gboolean
tell_typosquat (const Address *address, Findings *out)
{
  const char *meant = mail_provider_of_typosquat (address->ascii_domain);
  gsize replaced = strlen (address->ascii_domain);
  Finding *finding;

  if (meant == NULL)
    {
      meant = mail_provider_of_typosquat (address->registrable);
      replaced = strlen (address->registrable);
    }
  if (meant == NULL)
    return FALSE;
  finding = findings_add (out);
  finding->variant = "typosquat";
  suggest (finding, address, meant, replaced);
  return TRUE;
}

/* Whether the ending is one slip from another that is in use: that was meant, and
 * format_unknown_tld says so. */
static gboolean
ending_is_mended (const Address *address)
{
  g_autofree char *mended = ending_state (address->ascii_domain) == ENDING_UNKNOWN
                                ? ending_correct (address->ascii_domain)
                                : NULL;

  return mended != NULL;
}

static gboolean
is_convincing (const DomainTypo *typo)
{
  gboolean popular = typo->meant->log_share >= POPULAR_LOG_SHARE;
  gboolean likely
      = typo->kind == DOMAIN_TYPO_SINGLE || (typo->kind == DOMAIN_TYPO_DOUBLE && popular);

  if (typo->log_odds < (likely ? WEAK_LOG_ODDS : WEAK_LOG_ODDS_OF_TWO) || typo->log_lead < LEAD_MIN)
    return FALSE;
  return typo->index == KNOWN_PROVIDERS || typo->meant->label_length >= CORRESPONDENT_LABEL_MIN;
}

/* An ending that is no slip was chosen. Services have branches under the endings of more countries
 * than any table has, and machines of their own below others. */
static gboolean
is_sure (const DomainTypo *typo, const Address *address)
{
  const char *tld = strrchr (address->ascii_domain, '.') + 1;
  gboolean below = address->registrable != address->ascii_domain;

  if (typo->kind == DOMAIN_TYPO_ENDING && (below || tld_country (tld) != COUNTRY_NONE))
    return FALSE;
  return typo->log_odds >= SURE_LOG_ODDS && typo->kind != DOMAIN_TYPO_NAME;
}

/* A service's name with the ending that was typed: "gmail.co.uk" for "gmial.co.uk". */
static char *
under_kept_ending (const DomainTypo *typo, const char *typed)
{
  return g_strdup_printf ("%.*s%s", (int) typo->meant->label_length,
                          typo->meant->domain + typo->meant->label_start,
                          typed + strlen (typed) - typo->kept);
}

static void
tell (const CheckInput *in, const DomainTypo *typo, gsize replaced, Findings *out)
{
  const Address *address = in->recipient->address;
  g_autofree char *meant = typo->kept > 0 ? under_kept_ending (typo, address->ascii_domain)
                                          : g_strdup (typo->meant->domain);
  Finding *finding = findings_add (out);

  if (known_domain_is_own (in, typo->index, typo->meant->domain))
    finding->variant = "own";
  else if (typo->index != KNOWN_PROVIDERS)
    finding->variant = "correspondent";
  else if (typo->kind == DOMAIN_TYPO_NAME)
    finding->variant = "name";
  suggest (finding, address, meant, replaced);
  if (!is_sure (typo, address))
    finding_weak (finding, 0.5);
}

/* An ending that is seldom meant under a name that is nobody's whom the user knows. */
static void
tell_ending (const Address *address, Findings *out)
{
  g_autofree char *meant = ending_seldom_correct (address->ascii_domain);
  Finding *finding;

  if (meant == NULL || reserved_domain_find (address->ascii_domain) != NULL)
    return;
  finding = findings_add (out);
  finding->variant = "ending";
  suggest (finding, address, meant, strlen (address->ascii_domain));
  finding_weak (finding, 0.5);
}

CheckState
check_recipient_domain_typo (const CheckInput *in, Findings *out)
{
  const Address *address = in->recipient->address;
  const DomainJudgement *judgement;

  if (address->ascii_domain == NULL || address->local_part == NULL || tell_typosquat (address, out)
      || strstr (address->ascii_domain, "xn--") != NULL)
    return CHECK_DONE;
  if (domain_judgement_get (in, &judgement) == ANSWER_PENDING)
    return CHECK_PENDING;
  if (judgement->real || judgement->lookalike.kind != LOOKALIKE_NONE)
    return CHECK_DONE;
  if (judgement->has_slip && judgement->slip.kind == DOMAIN_TYPO_ENDING
      && ending_is_mended (address))
    return CHECK_DONE;
  if (judgement->has_slip && is_convincing (&judgement->slip))
    tell (in, &judgement->slip, judgement->slip_length, out);
  else
    tell_ending (address, out);
  return CHECK_DONE;
}
