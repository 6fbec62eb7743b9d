/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "cli/checker.h"
#include "cli/command.h"
#include "cli/policy_told.h"
#include "evidence/mailbox.h"
#include "profile.h"
#include "store.h"

struct Checker
{
  Sources sources;
  PolicyInForce *in_force;
};

/* Without a store nothing is known of the user, and that for certain. */
static void
answer_absent (Sources *sources, Question *question)
{
  question_answer (question, ANSWER_ABSENT, NULL, NULL, NULL);
}

static void
open_store (Sources *sources, const CheckerOptions *options)
{
  if (options->no_store)
    sources->fetch[QUESTION_correspondents] = sources->fetch[QUESTION_dismissed]
        = sources->fetch[QUESTION_bounced] = sources->fetch[QUESTION_own_mail] = answer_absent;
  else
    sources->store = store_open (options->data_dir);
}

gboolean
checker_open_resolver (const char *command, const char *server, const Policy *policy,
                       Resolver **ret_resolver)
{
  const char *misnamed = NULL;

  *ret_resolver = NULL;
  if (server != NULL)
    {
      *ret_resolver = resolver_new (server);
      if (*ret_resolver == NULL)
        command_refuse (command, "cli_error_resolver", "value", server, NULL);
      return *ret_resolver != NULL;
    }
  if (policy->dns)
    *ret_resolver = resolver_open (policy->resolver, &misnamed);
  if (misnamed != NULL)
    command_refuse (command, "cli_error_resolver_misnamed", "value", misnamed, NULL);
  return misnamed == NULL;
}

Checker *
checker_new (const CheckerOptions *options)
{
  g_autoptr (Checker) checker = g_new0 (Checker, 1);
  PolicySources policy_sources;

  policy_sources_init (&policy_sources);
  if (options->data_dir != NULL)
    policy_sources.data_dir = options->data_dir;
  if (options->no_store)
    policy_sources.data_dir = NULL;
  checker->in_force = policy_load_told ("check", &policy_sources, options->policy_file);
  if (checker->in_force == NULL)
    return NULL;
  sources_init (&checker->sources);
  open_store (&checker->sources, options);
  checker->sources.mailboxes = mailbox_asking_new (checker->sources.store);
  if (options->profile != NULL)
    checker->sources.profile = profile_new (options->profile);
  if (!options->offline
      && !checker_open_resolver ("check", options->resolver, checker->in_force->policy,
                                 &checker->sources.resolver))
    return NULL;
  return g_steal_pointer (&checker);
}

void
checker_free (Checker *checker)
{
  if (checker == NULL)
    return;
  policy_in_force_free (checker->in_force);
  mailbox_asking_free (checker->sources.mailboxes);
  resolver_free (checker->sources.resolver);
  store_close (checker->sources.store);
  profile_free (checker->sources.profile);
  g_free (checker);
}

const PolicyInForce *
checker_policy (const Checker *checker)
{
  return checker->in_force;
}

void
checker_leave_out (Checker *checker, const char *name)
{
  for (CheckId check = 0; check < N_CHECKS; check++)
    if (strcmp (check_class (check), name) == 0)
      checker->in_force->policy->sure[check] = SEVERITY_OFF;
}

Run *
checker_run (Checker *checker, const Message *message, RunWoken *woken, gpointer data)
{
  return run_new (message, checker->in_force->policy, &checker->sources, woken, data);
}
