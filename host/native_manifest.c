/* SPDX-License-Identifier: MPL-2.0 */
#include "native_manifest.h"
#include "wire/json.h"

char *
native_manifest_text (const char *host_path)
{
  g_autoptr (cJSON) manifest = cJSON_CreateObject ();
  cJSON *extensions;
  char *printed, *text;

  cJSON_AddStringToObject (manifest, "name", LASTMILE_HOST_NAME);
  cJSON_AddStringToObject (manifest, "description", "Lastmile checks a message before it is sent");
  json_add_string (manifest, "path", host_path);
  cJSON_AddStringToObject (manifest, "type", "stdio");
  extensions = cJSON_AddArrayToObject (manifest, "allowed_extensions");
  json_append_string (extensions, LASTMILE_EXTENSION_ID);
  printed = cJSON_Print (manifest);
  text = g_strconcat (printed, "\n", NULL);
  cJSON_free (printed);
  return text;
}
