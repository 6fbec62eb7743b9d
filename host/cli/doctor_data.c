/* SPDX-License-Identifier: MPL-2.0 */
#include <sys/stat.h>
#include <unistd.h>
#include "cli/doctor.h"
#include "data_dir.h"
#include "policy_load.h"
#include "store.h"

/* --- The policy in force --- */

static DoctorCode
code_of (const PolicyProblem *problem)
{
  if (problem->of_file)
    return DOCTOR_policy_file_unusable;
  return problem->path != NULL && problem->line == 0 ? DOCTOR_policy_file_unread
                                                     : DOCTOR_policy_problem;
}

static void
say_problem (Doctor *doctor, const PolicyProblem *problem)
{
  g_autofree char *line = g_strdup_printf ("%u", problem->line);

  doctor_say (doctor, code_of (problem), "path",
              problem->path != NULL ? problem->path : policy_origin_name (problem->origin), "line",
              line, "key", problem->key != NULL ? problem->key : "", "detail", problem->detail,
              NULL);
}

void
doctor_examine_policy (Doctor *doctor)
{
  static const DoctorCode codes[] = { [ORIGIN_ABSENT] = DOCTOR_policy_none,
                                      [ORIGIN_IN_FORCE] = DOCTOR_policy_in_force,
                                      [ORIGIN_LAST_GOOD] = DOCTOR_policy_last_good,
                                      [ORIGIN_REFUSED] = DOCTOR_policy_refused };
  g_autoptr (PolicyInForce) in_force = NULL;
  PolicySources sources;

  policy_sources_init (&sources);
  sources.read_only = TRUE;
  in_force = policy_load (&sources);
  doctor_say (doctor, codes[in_force->states[ORIGIN_FILE]], "path", sources.file, NULL);
  for (guint i = 0; i < in_force->problems->len; i++)
    say_problem (doctor, g_ptr_array_index (in_force->problems, i));
}

/* --- The data folder --- */

/* FALSE if others may read it, or it is another's: said then. */
static gboolean
is_private (Doctor *doctor, const char *path, const struct stat *file)
{
  g_autofree char *mode = g_strdup_printf ("%04o", (guint) (file->st_mode & 07777));
  const char *right = S_ISDIR (file->st_mode) ? "700" : "600";

  if (file->st_uid != getuid ())
    doctor_say (doctor, DOCTOR_data_owner, "path", path, NULL);
  else if ((file->st_mode & 077) != 0)
    doctor_say (doctor, DOCTOR_data_mode, "path", path, "mode", mode, "right", right, NULL);
  else
    return TRUE;
  return FALSE;
}

static void
examine_store (Doctor *doctor, const char *folder)
{
  g_autoptr (Store) store = store_open (folder);
  g_autoptr (GError) error = NULL;
  g_autofree char *known = NULL;
  StoreCounts counts;
  struct stat file;

  if (stat (store_path (store), &file) == 0 && !is_private (doctor, store_path (store), &file))
    return;
  if (!store_count (store, &counts, &error))
    {
      doctor_say (doctor, DOCTOR_data_unusable, "path", store_path (store), "detail",
                  error->message, NULL);
      return;
    }
  known = g_strdup_printf ("%u", counts.correspondents);
  doctor_say (doctor, DOCTOR_data_fine, "path", folder, "correspondents", known, NULL);
}

void
doctor_examine_data (Doctor *doctor)
{
  const char *folder = data_dir_path ();
  struct stat file;

  if (stat (folder, &file) != 0)
    doctor_say (doctor, DOCTOR_data_none, "path", folder, NULL);
  else if (is_private (doctor, folder, &file))
    examine_store (doctor, folder);
}
