/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include "cli/input_file.h"
#include "cli/journal.h"
#include "cli/layout.h"
#include "cli/text.h"
#include "csv_table.h"
#include "journal_list.h"
#include "policy_load.h"
#include "wire/json.h"

/* What became of a list. */
typedef struct
{
  const JournalList *list;
  guint added;    /* failures that are new */
  guint known;    /* failures that were there */
  guint contacts; /* addresses of which the list tells where they are from */
  guint passed;   /* addresses of which it tells nothing */
} Imported;

static guint
keep_days (void)
{
  g_autoptr (PolicyInForce) in_force = NULL;
  PolicySources sources;

  policy_sources_init (&sources);
  sources.read_only = TRUE;
  in_force = policy_load (&sources);
  return in_force->policy->journal_days;
}

/* Keys (char *, borrowed) of the contacts, by channel. */
static GHashTable *
group_contacts (const GPtrArray *contacts, Imported *imported)
{
  GHashTable *groups
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < contacts->len; i++)
    {
      const JournalEntry *contact = g_ptr_array_index (contacts, i);
      GPtrArray *group;

      if (contact->channel == NULL)
        {
          imported->passed++;
          continue;
        }
      group = g_hash_table_lookup (groups, contact->channel);
      if (group == NULL)
        g_hash_table_insert (groups, contact->channel, group = g_ptr_array_new ());
      g_ptr_array_add (group, contact->key);
      imported->contacts++;
    }
  return groups;
}

static gboolean
store_contacts (Store *store, Imported *imported, GError **error)
{
  g_autoptr (GHashTable) groups = group_contacts (imported->list->contacts, imported);
  GHashTableIter iter;
  gpointer channel, keys;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &channel, &keys))
    if (!store_set_channel (store, keys, channel, CHANNEL_FROM_LIST, error))
      return FALSE;
  return TRUE;
}

/* --- Telling --- */

static void
print_fault (const char *file, const JournalFault *fault)
{
  g_autofree char *line = g_strdup_printf ("%u", fault->line);
  g_autofree char *value = layout_visible (fault->value);
  g_autofree char *key = g_strconcat ("journal_fault_", fault->what, NULL);
  g_autofree char *what = text_fill (key, "value", value, NULL);
  g_autofree char *said
      = text_fill ("cli_journal_fault", "file", file, "line", line, "text", what, NULL);

  fprintf (stderr, "%s\n", said);
}

static void
print_text (const Imported *imported, const char *file)
{
  const guint counts[] = { imported->added, imported->known, imported->contacts, imported->passed };
  static const char *const keys[] = { "journal_import_added", "journal_import_known",
                                      "journal_import_contacts", "journal_import_passed" };

  for (guint i = 0; i < imported->list->faults->len; i++)
    print_fault (file, g_ptr_array_index (imported->list->faults, i));
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *count = g_strdup_printf ("%u", counts[i]);
      g_autofree char *said = text_fill (keys[i], "count", count, NULL);
      if (counts[i] > 0 || i == 0)
        puts (said);
    }
}

static void
print_json (const Imported *imported)
{
  g_autoptr (cJSON) json = cJSON_CreateObject ();
  g_autofree char *line = NULL;
  cJSON *faults;

  cJSON_AddNumberToObject (json, "added", imported->added);
  cJSON_AddNumberToObject (json, "known", imported->known);
  cJSON_AddNumberToObject (json, "contacts", imported->contacts);
  cJSON_AddNumberToObject (json, "passed", imported->passed);
  faults = cJSON_AddArrayToObject (json, "faults");
  for (guint i = 0; i < imported->list->faults->len; i++)
    {
      const JournalFault *fault = g_ptr_array_index (imported->list->faults, i);
      cJSON *element = cJSON_CreateObject ();
      cJSON_AddNumberToObject (element, "line", fault->line);
      json_add_string (element, "what", fault->what);
      json_add_string (element, "value", fault->value);
      cJSON_AddItemToArray (faults, element);
    }
  line = json_print (json);
  puts (line);
}

/* For the program that waits for an object. Takes over @error. */
static ExitStatus
refuse_json (GError *error)
{
  g_autoptr (cJSON) json = cJSON_CreateObject ();
  g_autofree char *line = NULL;

  json_add_string (json, "error", error->message);
  line = json_print (json);
  puts (line);
  g_error_free (error);
  return EXIT_UNUSABLE;
}

/* The CSV of the file, whatever it is. */
static GBytes *
read_list (const JournalOptions *options, const char *file, GError **error)
{
  g_autoptr (GBytes) bytes = input_file_read (file, CSV_MAX_BYTES, error);

  if (bytes == NULL || !journal_is_workbook (file, options->format))
    return g_steal_pointer (&bytes);
  return journal_convert ("read", bytes, error);
}

ExitStatus
journal_import (Store *store, const JournalOptions *options, const char *file)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = read_list (options, file, &error);
  g_autoptr (JournalList) list = NULL;
  Imported imported = { 0 };
  gsize length;

  if (bytes != NULL)
    {
      const char *text = g_bytes_get_data (bytes, &length);
      list = journal_list_read (text, length, options->channel, journal_identifier, &error);
    }
  if (list == NULL)
    return options->json ? refuse_json (error) : journal_failed ("cli_journal_not_read", error);
  imported.list = list;
  if ((list->entries->len > 0
       && !store_journal_add (store, list->entries, keep_days (), &imported.added, &error))
      || !store_contacts (store, &imported, &error))
    return journal_failed ("cli_journal_failed", error);
  imported.known = list->entries->len - imported.added;
  if (options->json)
    print_json (&imported);
  else
    print_text (&imported, file);
  return list->faults->len > 0 ? EXIT_FINDINGS : EXIT_OK;
}
