/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "policy_file.h"
#include "policy_read.h"
#include "verify_service.h"

/* Keys whose value is a text, and files that they name. */

/* --- What a text may be --- */

static gboolean
refuse (const char *text, const char *why, GError **error)
{
  lastmile_error_set (error, LASTMILE_ERROR_field_value, NULL, "\"%s\" %s", text, why);
  return FALSE;
}

gboolean
policy_check_verify_kind (const char *text, GError **error)
{
  g_autofree char *known = NULL;
  VerifyKind kind;

  if (verify_kind_from_name (text, &kind))
    return TRUE;
  known = g_strjoinv (", ", (char **) verify_kinds);
  lastmile_error_set (error, LASTMILE_ERROR_field_value, NULL, "must be one of %s", known);
  return FALSE;
}

/* RFC 3986 3.2: what is between "//" and the next of "/?#". A name or password before an "@" would
 * stand wherever the policy is shown. */
gboolean
policy_check_https (const char *text, GError **error)
{
  const char *host = text + strlen ("https://");
  gsize length;

  if (*text == '\0')
    return TRUE;
  if (g_ascii_strncasecmp (text, "https://", strlen ("https://")) != 0)
    return refuse (text, "is no address that begins with https://", error);
  length = strcspn (host, "/?#");
  if (memchr (host, '@', length) != NULL)
    {
      lastmile_error_set (error, LASTMILE_ERROR_field_value, NULL,
                          "must not hold a name or a password");
      return FALSE;
    }
  for (const char *letter = text; *letter != '\0'; letter++)
    if (!g_ascii_isgraph (*letter))
      return refuse (text, "must be ASCII without blanks", error);
  return length > 0 && strchr (text, '#') == NULL ? TRUE
                                                  : refuse (text, "is no whole address", error);
}

/* RFC 7468 5. */
gboolean
policy_check_certificates (const char *path, GError **error)
{
  gsize length;
  g_autofree char *text = policy_file_read (path, NULL, &length, error);

  if (text == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  if (strstr (text, "-----BEGIN CERTIFICATE-----") != NULL)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s holds no certificate in PEM", path);
  return FALSE;
}

/* --- Files --- */

/* A policy that can be handed out by anybody should not be able to have any file read. */
gboolean
policy_stays_below (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  return !g_path_is_absolute (name) && !g_strv_contains ((const char *const *) parts, "..");
}

/* The absolute path of @name, or NULL. */
static char *
resolve (const PolicyReading *reading, const char *name, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  if (g_path_is_absolute (name))
    return g_strdup (name);
  if (!policy_stays_below (name))
    {
      refuse (name, "must be an absolute path, or lie below the policy file's folder", error);
      return NULL;
    }
  folder = g_path_get_dirname (reading->path);
  path = g_build_filename (folder, name, NULL);
  return g_canonicalize_filename (path, NULL);
}

/* A file that is not there yet, or not for this user, takes nothing else of the policy away. */
static void
look_at_file (PolicyReading *reading, const TextRow *row, const JsonPlace *place, const char *path)
{
  g_autoptr (GError) why = NULL;
  GError *error = NULL;

  if (reading->watched != NULL)
    policy_file_watch (reading->watched, path);
  if (row->path (path, &why))
    return;
  json_place_error (place, &error, LASTMILE_ERROR_field_value, "%s", why->message);
  policy_reading_fault_of_file (reading, error);
}

/* Takes over @text. */
static void
set_path (PolicyReading *reading, PolicyLayer *layer, PolicyText which, const JsonPlace *place,
          const char *text, cJSON *kept)
{
  const TextRow *row = &policy_texts[which];
  GError *error = NULL;
  char *path = resolve (reading, text, &error);

  if (path == NULL)
    {
      policy_reading_fault (reading, TRUE, json_place_own (place, error));
      return;
    }
  layer->texts[which] = path;
  cJSON_ReplaceItemInObjectCaseSensitive (kept, row->name, cJSON_CreateString (path));
  look_at_file (reading, row, place, path);
}

/* --- Reading --- */

void
policy_text_read (PolicyReading *reading, PolicyLayer *layer, PolicyText which, const cJSON *object,
                  cJSON *kept)
{
  const TextRow *row = &policy_texts[which];
  const JsonPlace parent = { NULL, row->group, 0 };
  const JsonPlace place = { row->group != NULL ? &parent : NULL, row->name, 0 };
  GError *error = NULL;
  JsonReader reader;
  const char *text;

  json_reader_init (&reader, object, place.parent, &error);
  text
      = json_reader_string (&reader, row->name, JSON_REQUIRED, row->path != NULL ? 1 : 0, row->max);
  if (reader.failed)
    policy_reading_fault (reading, TRUE, error);
  else if (row->only_file && (reading->path == NULL || reading->origin != ORIGIN_FILE))
    {
      json_place_error (&place, &error, LASTMILE_ERROR_field_value,
                        "counts only in the administrator's file");
      policy_reading_fault (reading, TRUE, error);
    }
  else if (row->check != NULL && !row->check (text, &error))
    policy_reading_fault (reading, TRUE, json_place_own (&place, error));
  else if (row->path != NULL)
    set_path (reading, layer, which, &place, text, kept);
  else
    layer->texts[which] = g_strdup (text);
}

void
policy_text_check_service (PolicyReading *reading, const cJSON *json)
{
  static const PolicyText needed[] = { TEXT_VERIFY_KIND, TEXT_VERIFY_KEY_FILE };
  const cJSON *service = cJSON_GetObjectItemCaseSensitive (
      cJSON_GetObjectItemCaseSensitive (json, "verify"), "service");

  for (gsize i = 0; cJSON_IsObject (service) && i < G_N_ELEMENTS (needed); i++)
    {
      const TextRow *row = &policy_texts[needed[i]];
      const JsonPlace group = { NULL, row->group, 0 };
      GError *error = NULL;

      if (cJSON_GetObjectItemCaseSensitive (service, row->name) != NULL)
        continue;
      json_place_error (&(JsonPlace){ &group, row->name, 0 }, &error, LASTMILE_ERROR_field_missing,
                        "is required");
      policy_reading_fault (reading, TRUE, error);
    }
}
