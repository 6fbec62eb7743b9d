/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include <unistd.h>
#include "cli/input_file.h"
#include "cli/manifest_file.h"
#include "data_dir.h"
#include "native_manifest.h"
#include "wire/json.h"

#define MANIFEST_MAX_BYTES (64 * 1024)

void
manifest_file_free (ManifestFile *manifest)
{
  g_free (manifest->path);
  g_free (manifest->host);
  g_free (manifest->detail);
  g_free (manifest);
}

static gboolean
is_string (const cJSON *json, const char *key, const char *wanted)
{
  const cJSON *value = cJSON_GetObjectItemCaseSensitive (json, key);
  return cJSON_IsString (value) && strcmp (value->valuestring, wanted) == 0;
}

static gboolean
allows_extension (const cJSON *json)
{
  const cJSON *list = cJSON_GetObjectItemCaseSensitive (json, "allowed_extensions");
  const cJSON *id;

  cJSON_ArrayForEach (id, list) if (cJSON_IsString (id)
                                    && strcmp (id->valuestring, LASTMILE_EXTENSION_ID)
                                           == 0) return TRUE;
  return FALSE;
}

/* The first key that Thunderbird would refuse; NULL if there is none. */
static const char *
find_wrong_key (const cJSON *json)
{
  if (!is_string (json, "name", LASTMILE_HOST_NAME))
    return "name";
  if (!is_string (json, "type", "stdio"))
    return "type";
  if (!cJSON_IsString (cJSON_GetObjectItemCaseSensitive (json, "description")))
    return "description";
  if (!allows_extension (json))
    return "allowed_extensions";
  return cJSON_IsString (cJSON_GetObjectItemCaseSensitive (json, "path")) ? NULL : "path";
}

static DoctorCode
judge_host (const char *host)
{
  if (!g_path_is_absolute (host))
    return DOCTOR_manifest_host_relative;
  if (!g_file_test (host, G_FILE_TEST_EXISTS))
    return DOCTOR_manifest_host_missing;
  if (!g_file_test (host, G_FILE_TEST_IS_REGULAR) || access (host, X_OK) != 0)
    return DOCTOR_manifest_host_no_program;
  return DOCTOR_manifest_fine;
}

static DoctorCode
judge (ManifestFile *manifest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = input_file_read (manifest->path, MANIFEST_MAX_BYTES, &error);
  g_autoptr (cJSON) json = NULL;
  const char *key;
  gsize length;

  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return DOCTOR_manifest_absent;
  if (bytes == NULL)
    {
      manifest->detail = g_strdup (error->message);
      return DOCTOR_manifest_unreadable;
    }
  key = g_bytes_get_data (bytes, &length);
  json = json_parse (key, length, &error);
  if (json == NULL)
    {
      manifest->detail = g_strdup (error->message);
      return DOCTOR_manifest_not_json;
    }
  key = find_wrong_key (json);
  if (key != NULL)
    {
      manifest->detail = g_strdup (key);
      return DOCTOR_manifest_wrong_key;
    }
  manifest->host = g_strdup (cJSON_GetObjectItemCaseSensitive (json, "path")->valuestring);
  return judge_host (manifest->host);
}

static char *
manifest_folder (const char *folder)
{
  return g_build_filename (folder, "native-messaging-hosts", NULL);
}

ManifestFile *
manifest_file_read (const char *folder)
{
  ManifestFile *manifest = g_new0 (ManifestFile, 1);
  g_autofree char *inside = manifest_folder (folder);

  manifest->path = g_build_filename (inside, LASTMILE_HOST_NAME ".json", NULL);
  manifest->code = judge (manifest);
  return manifest;
}

gboolean
manifest_file_write (const ManifestFile *manifest, const char *host, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (manifest->path);
  g_autofree char *text = native_manifest_text (host);

  return data_dir_write (folder, LASTMILE_HOST_NAME ".json", text, error);
}
