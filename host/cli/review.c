/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <string.h>
#include "cli/command.h"
#include "cli/policy_told.h"
#include "cli/review.h"
#include "cli/text.h"
#include "finding.h"
#include "mail/address.h"
#include "store_review.h"
#include "wire/error.h"

#define MAX_LISTED 500

static gboolean json;
static gboolean all;
static const char *person;
static const char *from;
static const char *note;
static const char *data_dir;
static const char *policy_file;

const Option review_options[] = {
  { "json", OPTION_FLAG, &json, NULL },         { "all-reviews", OPTION_FLAG, &all, NULL },
  { "as", OPTION_STRING, &person, "NAME" },     { "from", OPTION_STRING, &from, "ADDRESS" },
  { "note", OPTION_STRING, &note, "TEXT" },     { "policy", OPTION_PATH, &policy_file, "FILE" },
  { "data", OPTION_PATH, &data_dir, "FOLDER" }, { NULL },
};

/* Takes over @error. */
static ExitStatus
failed (GError *error)
{
  g_autofree char *said = text_fill ("cli_review_failed", "text", error->message, NULL);

  fprintf (stderr, "lastmile: %s\n", said);
  g_error_free (error);
  return EXIT_UNUSABLE;
}

/* Those that wait; with --all-reviews the others, too. */
static ExitStatus
list (Store *store, const char *operand)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) reviews = store_review_list (store, MAX_LISTED, &error);
  guint shown = 0;

  if (reviews == NULL)
    return failed (error);
  for (guint i = 0; i < reviews->len; i++)
    {
      const Review *review = g_ptr_array_index (reviews, i);
      if (!all && review->state != REVIEW_REQUESTED)
        continue;
      review_print (review, json);
      shown++;
    }
  if (shown == 0 && !json)
    puts (text ("cli_review_none"));
  return EXIT_OK;
}

/* Prints @address with what stands beside it. */
static ExitStatus
print_view (Store *store, const char *address, const Review *review)
{
  g_autoptr (PolicyInForce) in_force = NULL;
  g_auto (ReviewView) view = { .address = address, .review = review };
  GError *error = NULL;
  PolicySources sources;

  policy_sources_init (&sources);
  if (policy_file != NULL)
    sources.file = policy_file;
  if (data_dir != NULL)
    sources.data_dir = data_dir;
  in_force = policy_load_told ("review", &sources, NULL);
  if (!review_view_fill (&view, store, in_force->policy, &error))
    return failed (error);
  review_print_view (&view, json);
  return EXIT_OK;
}

static ExitStatus
show (Store *store, const char *address)
{
  g_autofree char *key = finding_key (address);
  GError *error = NULL;
  g_autoptr (Review) review = store_review_find (store, key, &error);

  return error != NULL ? failed (error) : print_view (store, address, review);
}

static ExitStatus
request (Store *store, const char *address)
{
  g_autofree char *key = finding_key (address);
  g_autofree char *login = review_own_login ();
  const ReviewPerson requester = { person, from, login };
  GError *error = NULL;
  g_autoptr (Review) review = store_review_request (store, key, address, &requester, &error);

  return review == NULL ? failed (error) : print_view (store, address, review);
}

/* --- A word --- */

/* @whom: the address, or the id of its review. */
static ExitStatus
decide (Store *store, const char *whom, gboolean confirmed)
{
  static const struct
  {
    LastmileErrorCode code;
    const char *text;
  } refusals[] = { [REVIEW_NAMELESS] = { LASTMILE_ERROR_field_value, "review_no_name" },
                   [REVIEW_UNKNOWN] = { LASTMILE_ERROR_entry_unknown, "cli_review_unknown" },
                   [REVIEW_OWN] = { LASTMILE_ERROR_review_own, "review_own" },
                   [REVIEW_TWICE] = { LASTMILE_ERROR_review_twice, "review_twice" } };
  g_autofree char *key = finding_key (whom);
  g_autofree char *login = review_own_login ();
  const ReviewPerson reviewer = { person, NULL, login };
  GError *error = NULL;
  g_autoptr (Review) asked = strchr (whom, '@') != NULL ? store_review_find (store, key, &error)
                                                        : store_review_get (store, whom, &error);
  g_autoptr (Review) decided = NULL;
  ReviewAnswer answer = REVIEW_UNKNOWN;

  if (error != NULL
      || (asked != NULL
          && !store_review_decide (store, asked->id, &reviewer, confirmed, note, &answer, &error)))
    return failed (error);
  if (answer != REVIEW_TAKEN)
    {
      review_print_refused (lastmile_error_name (refusals[answer].code), refusals[answer].text,
                            json);
      return EXIT_FINDINGS;
    }
  decided = store_review_get (store, asked->id, &error);
  return decided == NULL ? failed (error) : print_view (store, decided->address, decided);
}

static ExitStatus
confirm (Store *store, const char *whom)
{
  return decide (store, whom, TRUE);
}

static ExitStatus
deny (Store *store, const char *whom)
{
  return decide (store, whom, FALSE);
}

static const struct
{
  const char *name;
  gboolean takes_operand;
  gboolean takes_person;
  ExitStatus (*run) (Store *store, const char *operand);
} parts[] = {
  { "list", FALSE, FALSE, list },     { "show", TRUE, FALSE, show },
  { "request", TRUE, TRUE, request }, { "confirm", TRUE, TRUE, confirm },
  { "refuse", TRUE, TRUE, deny },
};

static gboolean
is_blank (const char *text)
{
  g_autofree char *bare = g_strdup (text);

  return bare == NULL || *g_strstrip (bare) == '\0';
}

/* Whether it has the parts of an address: a faulty one is looked at, too. */
static gboolean
is_address (const char *text)
{
  g_autoptr (Address) address = address_read (text);
  g_autofree char *key = address_key (address);

  return key != NULL;
}

static ExitStatus
run_part (gsize part, const char *operand)
{
  g_autoptr (Store) store = NULL;
  ExitStatus status;

  if (parts[part].takes_person && is_blank (person))
    return command_refuse ("review", "cli_error_review_person", NULL);
  if (operand != NULL && !g_utf8_validate (operand, -1, NULL))
    return command_refuse ("review", "cli_error_review", NULL);
  if (parts[part].run == request && !is_address (operand))
    return command_refuse ("review", "cli_error_review_address", "value", operand, NULL);
  store = store_open (data_dir);
  status = parts[part].run (store, operand);
  return fflush (stdout) == 0 ? status : EXIT_UNUSABLE;
}

ExitStatus
command_review (int argc, char **argv)
{
  int first = options_parse (review_options, argc, argv);

  if (first < 0)
    return EXIT_UNUSABLE;
  for (gsize i = 0; first < argc && i < G_N_ELEMENTS (parts); i++)
    if (strcmp (argv[first], parts[i].name) == 0
        && argc - first == (parts[i].takes_operand ? 2 : 1))
      return run_part (i, parts[i].takes_operand ? argv[first + 1] : NULL);
  return command_refuse ("review", "cli_error_review", NULL);
}
