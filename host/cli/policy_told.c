/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include "cli/command.h"
#include "cli/policy_told.h"
#include "cli/text.h"

static void
tell (const PolicyInForce *in_force)
{
  static const char *const keys[] = { [ORIGIN_LAST_GOOD] = "cli_doctor_policy_last_good",
                                      [ORIGIN_REFUSED] = "cli_doctor_policy_refused" };
  OriginState state = in_force->states[ORIGIN_FILE];
  const char *path = in_force->paths[ORIGIN_FILE];
  g_autofree char *said = NULL;
  g_autofree char *mend = NULL;

  if (state != ORIGIN_LAST_GOOD && state != ORIGIN_REFUSED)
    return;
  said = text_fill (keys[state], "path", path, NULL);
  mend = text_fill ("cli_policy_see", "path", path, NULL);
  fprintf (stderr, "lastmile: %s\n%s\n", said, mend);
}

PolicyInForce *
policy_load_told (const char *command, PolicySources *sources, const char *file)
{
  g_autoptr (PolicyInForce) in_force = NULL;

  sources->read_only = TRUE;
  if (file != NULL)
    sources->file = file;
  in_force = policy_load (sources);
  if (file != NULL && in_force->states[ORIGIN_FILE] == ORIGIN_ABSENT)
    {
      command_refuse (command, "cli_error_policy_absent", "path", file, NULL);
      return NULL;
    }
  tell (in_force);
  return g_steal_pointer (&in_force);
}
