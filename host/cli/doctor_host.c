/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "cli/doctor.h"
#include "cli/host_probe.h"
#include "cli/manifest_file.h"
#include "companion.h"

/* Makes the user's manifest right; TRUE if it was written. */
static gboolean
fix_manifest (Doctor *doctor, const ManifestFile *user)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *host = companion_find ("lastmile-host");

  if (host == NULL)
    {
      doctor_say (doctor, DOCTOR_host_unknown, NULL);
      return FALSE;
    }
  if (!manifest_file_write (user, host, &error))
    {
      doctor_say (doctor, DOCTOR_manifest_not_written, "path", user->path, "detail", error->message,
                  NULL);
      return FALSE;
    }
  doctor_say (doctor, DOCTOR_manifest_written, "path", user->path, NULL);
  return TRUE;
}

static void
say_manifest (Doctor *doctor, const ManifestFile *manifest)
{
  doctor_say (doctor, manifest->code, "path", manifest->path, "host",
              manifest->host != NULL ? manifest->host : "", "detail",
              manifest->detail != NULL ? manifest->detail : "", NULL);
}

/* The one that Thunderbird takes: the user's own goes before the system's. NULL: none. */
static const ManifestFile *
say_manifests (Doctor *doctor, const ManifestFile *user, const ManifestFile *common)
{
  if (user->code == DOCTOR_manifest_absent && common->code == DOCTOR_manifest_absent)
    {
      doctor_say (doctor, DOCTOR_manifest_none, "path", user->path, "common", common->path, NULL);
      return NULL;
    }
  if (user->code != DOCTOR_manifest_absent)
    say_manifest (doctor, user);
  if (user->code == DOCTOR_manifest_fine && common->code != DOCTOR_manifest_absent)
    doctor_say (doctor, DOCTOR_manifest_overridden, "path", common->path, "by", user->path, NULL);
  else if (common->code != DOCTOR_manifest_absent)
    say_manifest (doctor, common);
  if (user->code == DOCTOR_manifest_fine)
    return user;
  return common->code == DOCTOR_manifest_fine ? common : NULL;
}

static void
probe (Doctor *doctor, const ManifestFile *manifest)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *version = host_probe (manifest->host, manifest->path, &error);

  if (version == NULL)
    doctor_say (doctor, DOCTOR_host_silent, "host", manifest->host, "detail", error->message, NULL);
  else
    doctor_say (doctor,
                strcmp (version, LASTMILE_VERSION) == 0 ? DOCTOR_host_answers
                                                        : DOCTOR_host_other_version,
                "host", manifest->host, "version", version, "own", LASTMILE_VERSION, NULL);
}

/* Builds of Thunderbird that cannot start a program outside their sandbox by themselves. */
static void
say_sandboxes (Doctor *doctor)
{
  static const struct
  {
    const char *folder; /* of the home */
    DoctorCode code;
  } sandboxes[] = {
    { ".var/app/org.mozilla.Thunderbird", DOCTOR_sandbox_flatpak },
    { ".var/app/org.mozilla.thunderbird", DOCTOR_sandbox_flatpak },
    { "snap/thunderbird", DOCTOR_sandbox_snap },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sandboxes); i++)
    {
      g_autofree char *path = g_build_filename (g_get_home_dir (), sandboxes[i].folder, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        doctor_say (doctor, sandboxes[i].code, "path", path, NULL);
    }
}

void
doctor_examine_host (Doctor *doctor)
{
  g_autofree char *folder = g_build_filename (g_get_home_dir (), ".mozilla", NULL);
  g_autoptr (ManifestFile) user = manifest_file_read (folder);
  g_autoptr (ManifestFile) common = manifest_file_read (doctor_mozilla_dir ());
  const ManifestFile *taken;
  gboolean works
      = user->code == DOCTOR_manifest_fine
        || (user->code == DOCTOR_manifest_absent && common->code == DOCTOR_manifest_fine);

  if (doctor->fix && !works && fix_manifest (doctor, user))
    {
      manifest_file_free (user);
      user = manifest_file_read (folder);
    }
  taken = say_manifests (doctor, user, common);
  if (taken != NULL)
    probe (doctor, taken);
  say_sandboxes (doctor);
}
