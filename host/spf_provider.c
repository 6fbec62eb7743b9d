/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/spf_record.h"
#include "spf_advice.h"
#include "spf_eval.h"
#include "spf_provider.h"

#define MAX_RECORDS 24 /* looked at; a record with more is broken anyway */
#define MAX_SAMPLES 8  /* addresses of the provider that are tried */

/* What a record leads to. */
typedef struct
{
  GPtrArray *names; /* char *: the domain itself, then whatever it hands over to */
  GArray *samples;  /* SpfInput: addresses that it lists, one of each network */
} Reach;

static void
reach_init (Reach *reach)
{
  reach->names = g_ptr_array_new_with_free_func (g_free);
  reach->samples = g_array_new (FALSE, FALSE, sizeof (SpfInput));
}

static void
reach_clear (Reach *reach)
{
  g_ptr_array_unref (reach->names);
  g_array_unref (reach->samples);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reach, reach_clear)

static gboolean
reach_has (const Reach *reach, const char *name)
{
  for (guint i = 0; i < reach->names->len; i++)
    if (strcmp (reach->names->pdata[i], name) == 0)
      return TRUE;
  return FALSE;
}

/* A name with macros is another one for each server: what it leads to is seen by trying addresses.
 */
static void
add_name (Reach *reach, const char *spec)
{
  g_autofree char *name = NULL;

  if (spec == NULL || strchr (spec, '%') != NULL || reach->names->len == MAX_RECORDS)
    return;
  name = g_ascii_strdown (spec, -1);
  if (g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';
  if (!reach_has (reach, name))
    g_ptr_array_add (reach->names, g_steal_pointer (&name));
}

static void
add_term (Reach *reach, const SpfTerm *term)
{
  SpfInput sample = { .six = term->mechanism == SPF_IP6 };

  if (term->qualifier != '+')
    return;
  if (term->mechanism == SPF_INCLUDE)
    add_name (reach, term->domain);
  if ((term->mechanism != SPF_IP4 && term->mechanism != SPF_IP6)
      || reach->samples->len == MAX_SAMPLES)
    return;
  memcpy (sample.address, term->address, sizeof sample.address);
  g_array_append_val (reach->samples, sample);
}

static void
add_record (Reach *reach, const char *text)
{
  g_autoptr (SpfRecord) record = spf_record_read (text, strlen (text), NULL);

  if (record == NULL)
    return;
  for (guint i = 0; i < record->terms->len; i++)
    add_term (reach, &g_array_index (record->terms, SpfTerm, i));
  add_name (reach, record->redirect);
}

/* Fills @reach with what is known by now; KNOWN once that is all. */
static AnswerState
follow (Evidence *evidence, const char *domain, Reach *reach)
{
  AnswerState worst = ANSWER_KNOWN;

  add_name (reach, domain);
  for (guint i = 0; i < reach->names->len; i++)
    {
      g_autoptr (GPtrArray) records = NULL;
      AnswerState state = spf_records_of (evidence, reach->names->pdata[i], &records);

      if (state == ANSWER_KNOWN && records->len == 1)
        add_record (reach, records->pdata[0]);
      else if (state != ANSWER_KNOWN && worst != ANSWER_PENDING)
        worst = state;
    }
  return worst;
}

/* Whether any of @samples passes; *ret_result is what the last of the others gets. */
static AnswerState
try_samples (Evidence *evidence, const char *domain, const char *mail_from, GArray *samples,
             gboolean *ret_passes, SpfResult *ret_result)
{
  AnswerState worst = samples->len > 0 ? ANSWER_KNOWN : ANSWER_ABSENT;

  *ret_passes = FALSE;
  for (guint i = 0; i < samples->len && !*ret_passes; i++)
    {
      g_auto (SpfVerdict) verdict = { SPF_RESULT_NONE };
      SpfInput input = g_array_index (samples, SpfInput, i);
      AnswerState state;

      input.mail_from = mail_from;
      input.helo = domain;
      state = spf_check_host (evidence, &input, &verdict);
      if (state == ANSWER_PENDING)
        worst = state;
      else if (verdict.result == SPF_RESULT_PASS)
        *ret_passes = TRUE;
      else if (verdict.result == SPF_RESULT_TEMPERROR || verdict.result == SPF_RESULT_PERMERROR)
        worst = worst == ANSWER_PENDING                  ? worst
                : verdict.result == SPF_RESULT_TEMPERROR ? ANSWER_UNAVAILABLE
                                                         : ANSWER_ABSENT;
      else
        *ret_result = verdict.result;
    }
  return *ret_passes ? ANSWER_KNOWN : worst;
}

static AnswerState
count_lookups (Evidence *evidence, const char *domain, guint *ret_lookups)
{
  g_auto (SpfVerdict) verdict = { SPF_RESULT_NONE };
  const SpfInput input = {
    .address = { 192, 0, 2, 1 }, .mail_from = domain, .helo = domain, .stand_in = TRUE
  }; /* nobody's (RFC 5737), so that every term counts */
  AnswerState state = spf_check_host (evidence, &input, &verdict);

  if (state == ANSWER_KNOWN)
    *ret_lookups = verdict.lookups;
  return state;
}

/* The record to have instead, if there is room in it. */
static AnswerState
correct (Evidence *evidence, const char *domain, const char *include, SpfProvider *provider)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *term = g_strconcat ("include:", include, NULL);
  guint own, added;
  AnswerState state = spf_records_of (evidence, domain, &records);
  AnswerState counted[]
      = { count_lookups (evidence, domain, &own), count_lookups (evidence, include, &added) };

  for (gsize i = 0; i < G_N_ELEMENTS (counted) && state == ANSWER_KNOWN; i++)
    state = counted[i];
  if (state != ANSWER_KNOWN || records->len != 1)
    return state == ANSWER_KNOWN ? ANSWER_ABSENT : state;
  provider->include = g_strdup (include);
  provider->record = g_strdup (records->pdata[0]);
  if (own + 1 + added <= SPF_MAX_LOOKUPS)
    provider->right_record = spf_advice_add (provider->record, term);
  return ANSWER_KNOWN;
}

AnswerState
spf_provider_check (Evidence *evidence, const char *domain, const char *mail_from,
                    const char *includes, SpfProvider *ret_provider)
{
  g_auto (GStrv) names = g_strsplit (includes, " ", -1);
  g_auto (Reach) reach, providers;
  SpfProvider provider = { 0 };
  AnswerState state;

  reach_init (&reach);
  reach_init (&providers);
  state = follow (evidence, domain, &reach);
  for (guint i = 0; names[i] != NULL; i++)
    provider.authorised |= reach_has (&reach, names[i]);
  if (state == ANSWER_KNOWN && !provider.authorised)
    state = follow (evidence, names[0], &providers);
  if (state == ANSWER_KNOWN && !provider.authorised)
    state = try_samples (evidence, domain, mail_from, providers.samples, &provider.authorised,
                         &provider.result);
  if (state == ANSWER_KNOWN && !provider.authorised)
    state = correct (evidence, domain, names[0], &provider);
  if (state == ANSWER_KNOWN || provider.authorised)
    *ret_provider = provider;
  return provider.authorised ? ANSWER_KNOWN : state;
}

void
spf_provider_clear (SpfProvider *provider)
{
  g_free (provider->include);
  g_free (provider->record);
  g_free (provider->right_record);
  *provider = (SpfProvider){ 0 };
}
