/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "csv_table.h"
#include "knowledge/country.h"
#include "policy_file.h"
#include "policy_read.h"

#define MAX_COMPANY 1000
#define MAX_DOMAIN 255

/* --- Inline --- */

/* The domains of an entry; what is none is told, and none of them counts. */
static char **
read_domains (PolicyReading *reading, const cJSON *array, const JsonPlace *entry)
{
  JsonPlace list = { entry, "domains", 0 };
  JsonPlace place = { &list, NULL, 0 };
  GPtrArray *domains = g_ptr_array_new ();
  const cJSON *element;

  cJSON_ArrayForEach (element, array)
  {
    GError *error = NULL;
    const char *text = json_element_string (element, &place, 1, MAX_DOMAIN, &error);
    char *domain = text != NULL ? policy_place_normalise (text, FALSE, &error) : NULL;

    if (domain != NULL)
      g_ptr_array_add (domains, domain);
    else
      policy_reading_fault (reading, TRUE, json_place_own (&place, error));
    place.index++;
  }
  g_ptr_array_add (domains, NULL);
  return (char **) g_ptr_array_free (domains, FALSE);
}

static gboolean
is_country_code (const char *code)
{
  return strlen (code) == 2 && g_ascii_isupper (code[0]) && g_ascii_isupper (code[1])
         && country_from_code (code, 2) != COUNTRY_NONE;
}

static void
read_entry (PolicyReading *reading, PolicyLayer *layer, const cJSON *json, const JsonPlace *place)
{
  GError *error = NULL;
  DirectoryEntry *entry;
  JsonReader reader;
  const char *company, *country;
  const cJSON *domains;

  json_reader_init (&reader, json, place, &error);
  company = json_reader_string (&reader, "company", JSON_REQUIRED, 1, MAX_COMPANY);
  country = json_reader_string (&reader, "country", JSON_OPTIONAL, 2, 2);
  domains = json_reader_array (&reader, "domains", JSON_REQUIRED, 1, POLICY_MAX_ENTRIES);
  json_reader_any (&reader, "comment", JSON_OPTIONAL);
  if (json_reader_finish (&reader) && country != NULL && !is_country_code (country))
    json_place_error (&(JsonPlace){ place, "country", 0 }, &error, LASTMILE_ERROR_field_value,
                      "must be a country's code after ISO 3166-1, as \"DE\"");
  if (error != NULL)
    {
      policy_reading_fault (reading, TRUE, error);
      return;
    }
  entry = g_new0 (DirectoryEntry, 1);
  entry->company = g_strdup (company);
  entry->country = g_strdup (country);
  entry->domains = read_domains (reading, domains, place);
  g_ptr_array_add (layer->directory, entry);
}

void
policy_directory_read (PolicyReading *reading, PolicyLayer *layer, const cJSON *array)
{
  JsonPlace list = { NULL, "directory", 0 };
  JsonPlace place = { &list, NULL, 0 };
  const cJSON *element;

  cJSON_ArrayForEach (element, array)
  {
    read_entry (reading, layer, element, &place);
    place.index++;
  }
}

cJSON *
policy_directory_entry_to_json (const DirectoryEntry *entry)
{
  cJSON *json = cJSON_CreateObject ();
  cJSON *domains;

  json_add_string (json, "company", entry->company);
  if (entry->country != NULL)
    cJSON_AddStringToObject (json, "country", entry->country);
  domains = cJSON_AddArrayToObject (json, "domains");
  for (guint i = 0; entry->domains[i] != NULL; i++)
    json_append_string (domains, entry->domains[i]);
  return json;
}

/* --- A CSV beside the policy --- */

enum
{
  COLUMN_COMPANY,
  COLUMN_COUNTRY,
  COLUMN_DOMAINS,
};

static const CsvColumn columns[] = {
  [COLUMN_COMPANY] = { "company", TRUE },
  [COLUMN_COUNTRY] = { "country", FALSE },
  [COLUMN_DOMAINS] = { "domains", TRUE },
};

static void G_GNUC_PRINTF (4, 5)
    row_fault (PolicyReading *reading, guint line, const char *column, const char *format, ...)
{
  ErrorPlace place = { .field = column, .line = line };
  g_autofree char *said = NULL;
  GError *error = NULL;
  va_list arguments;

  va_start (arguments, format);
  said = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  lastmile_error_set (&error, LASTMILE_ERROR_field_value, &place, "%s", said);
  policy_reading_fault (reading, TRUE, error);
}

/* Apart by blanks, commas or semicolons. */
static char **
split_domains (PolicyReading *reading, guint line, const char *text)
{
  g_auto (GStrv) pieces = g_strsplit_set (text, " \t\r\n,;", -1);
  GPtrArray *domains = g_ptr_array_new ();

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      char *domain = *pieces[i] != '\0' ? policy_place_normalise (pieces[i], FALSE, &error) : NULL;

      if (domain != NULL)
        g_ptr_array_add (domains, domain);
      else if (error != NULL)
        row_fault (reading, line, "domains", "%s", error->message);
    }
  if (domains->len == 0)
    row_fault (reading, line, "domains", "the company has no domain");
  g_ptr_array_add (domains, NULL);
  return (char **) g_ptr_array_free (domains, FALSE);
}

static DirectoryEntry *
read_row (PolicyReading *reading, const CsvTable *table, guint row)
{
  DirectoryEntry *entry = g_new0 (DirectoryEntry, 1);
  const char *country = csv_table_get (table, row, COLUMN_COUNTRY);
  guint line = csv_table_line (table, row);
  char code[3];

  entry->company = g_strdup (csv_table_get (table, row, COLUMN_COMPANY));
  if (*entry->company == '\0')
    row_fault (reading, line, "company", "the company has no name");
  if (*country != '\0')
    {
      Country found = country_from_text (country);
      if (found != COUNTRY_NONE)
        entry->country = g_strdup (country_code (found, code));
      else
        row_fault (reading, line, "country", "\"%s\" is no country", country);
    }
  entry->domains = split_domains (reading, line, csv_table_get (table, row, COLUMN_DOMAINS));
  return entry;
}

static void
read_table (PolicyReading *reading, PolicyLayer *layer, const CsvTable *table, cJSON *kept)
{
  for (guint row = 0; row < csv_table_length (table); row++)
    {
      DirectoryEntry *entry = read_row (reading, table, row);

      cJSON_AddItemToArray (kept, policy_directory_entry_to_json (entry));
      g_ptr_array_add (layer->directory, entry);
    }
}

void
policy_directory_read_file (PolicyReading *reading, PolicyLayer *layer, const char *name,
                            cJSON *kept)
{
  static const JsonPlace place = { NULL, "directory_file", 0 };
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (CsvTable) table = NULL;
  PolicyReading beside = *reading;
  GError *error = NULL;
  gsize length;

  if (reading->path == NULL || reading->origin != ORIGIN_FILE)
    json_place_error (&place, &error, LASTMILE_ERROR_field_value,
                      "counts only in the administrator's file; write the directory out here");
  else if (!policy_stays_below (name))
    json_place_error (&place, &error, LASTMILE_ERROR_field_value,
                      "must be a name relative to the policy file's folder, and below it");
  if (error != NULL)
    {
      policy_reading_fault (reading, TRUE, error);
      return;
    }
  folder = g_path_get_dirname (reading->path);
  path = g_build_filename (folder, name, NULL);
  beside.path = path;
  beside.text = NULL;
  bytes = policy_file_read (path, reading->watched, &length, &error);
  if (bytes != NULL)
    table = csv_table_read (bytes, length, columns, G_N_ELEMENTS (columns), &error);
  if (table != NULL)
    read_table (&beside, layer, table, kept);
  else
    policy_reading_fault (&beside, TRUE, error);
  reading->n_fatal = beside.n_fatal;
}
