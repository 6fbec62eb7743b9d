/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "cli/check_job.h"
#include "profile.h"

/* @identity "" is what a message without one is sent from; @input is what to call it. */
static void
check_identity (CheckJob *job, Profile *profile, const char *identity, const char *input)
{
  g_autofree char *email = profile_email (profile, identity, NULL);
  Message *message = message_new ();

  message->identity = g_strdup (identity);
  if (email != NULL)
    message->from = address_read (email);
  check_job_answer (job, ANSWER_MESSAGE, input, email, message);
}

void
check_job_profile (CheckJob *job, const char *source)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Profile) profile = profile_new (source);
  g_auto (GStrv) identities = profile_identities (profile, &error);

  if (identities == NULL)
    {
      check_job_refuse (job, source, strlen (source), "profile", error->message);
      return;
    }
  if (identities[0] == NULL)
    check_identity (job, profile, "", source);
  for (char **identity = identities; *identity != NULL; identity++)
    check_identity (job, profile, *identity, *identity);
}
