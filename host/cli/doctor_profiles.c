/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "cli/doctor.h"
#include "cli/input_file.h"
#include "native_manifest.h"
#include "profile_find.h"
#include "wire/json.h"

/* Thunderbird's id, under which the extensions for it lie. */
#define THUNDERBIRD_ID "{3550f703-e582-4d05-9a08-453d09bdfdc6}"

#define EXTENSIONS_MAX_BYTES (16 * 1024 * 1024)

/* PROFILE/extensions.json, Thunderbird's list of what is installed in it; NULL if it has none yet.
 */
static cJSON *
read_extensions (const char *profile)
{
  g_autofree char *path = g_build_filename (profile, "extensions.json", NULL);
  g_autoptr (GBytes) bytes = input_file_read (path, EXTENSIONS_MAX_BYTES, NULL);
  const char *text;
  gsize length;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  return json_parse (text, length, NULL);
}

static const cJSON *
find_extension (const cJSON *extensions)
{
  const cJSON *addons = cJSON_GetObjectItemCaseSensitive (extensions, "addons");
  const cJSON *addon;

  cJSON_ArrayForEach (addon, addons)
  {
    const cJSON *id = cJSON_GetObjectItemCaseSensitive (addon, "id");
    if (cJSON_IsString (id) && strcmp (id->valuestring, LASTMILE_EXTENSION_ID) == 0)
      return addon;
  }
  return NULL;
}

/* Whether Thunderbird will find the extension when it starts next. */
static gboolean
lies_ready (const char *profile)
{
  g_autofree char *mine
      = g_build_filename (g_get_home_dir (), ".mozilla", "extensions", THUNDERBIRD_ID, NULL);
  g_autofree char *common
      = g_build_filename (doctor_mozilla_dir (), "extensions", THUNDERBIRD_ID, NULL);
  g_autofree char *inside = g_build_filename (profile, "extensions", NULL);
  const char *folders[] = { mine, common, inside };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folders[i], LASTMILE_EXTENSION_ID ".xpi", NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

static void
examine (Doctor *doctor, const char *profile)
{
  g_autoptr (cJSON) extensions = read_extensions (profile);
  const cJSON *extension = find_extension (extensions);
  const cJSON *version = cJSON_GetObjectItemCaseSensitive (extension, "version");
  const char *has = cJSON_IsString (version) ? version->valuestring : "?";
  DoctorCode code = DOCTOR_extension_active;

  if (extension == NULL)
    code = lies_ready (profile) ? DOCTOR_extension_waiting : DOCTOR_extension_missing;
  else if (!cJSON_IsTrue (cJSON_GetObjectItemCaseSensitive (extension, "active")))
    code = DOCTOR_extension_disabled;
  else if (strcmp (has, LASTMILE_VERSION) != 0)
    code = DOCTOR_extension_other_version;
  doctor_say (doctor, code, "profile", profile, "version", has, "own", LASTMILE_VERSION, NULL);
}

/* Another profile than the one that Thunderbird starts with may well do without the extension. */
static void
examine_other (Doctor *doctor, const char *profile)
{
  g_autoptr (cJSON) extensions = read_extensions (profile);

  if (find_extension (extensions) != NULL)
    examine (doctor, profile);
  else
    doctor_say (doctor, DOCTOR_profile_other, "profile", profile, NULL);
}

void
doctor_examine_profiles (Doctor *doctor)
{
  g_autofree char *chosen = profile_find_default (g_get_home_dir ());
  g_auto (GStrv) all = profile_find_all (g_get_home_dir ());

  if (all[0] == NULL)
    doctor_say (doctor, DOCTOR_profile_none, NULL);
  for (char **profile = all; *profile != NULL; profile++)
    if (all[1] == NULL || g_strcmp0 (*profile, chosen) == 0)
      examine (doctor, *profile);
    else
      examine_other (doctor, *profile);
}
