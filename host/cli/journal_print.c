/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <string.h>
#include "cli/journal.h"
#include "cli/layout.h"
#include "cli/text.h"
#include "wire/journal_json.h"

#define INDENT 4

const char *
journal_text (const char *kind, const char *identifier)
{
  gboolean reason = strcmp (kind, "reason") == 0;
  g_autofree char *key = reason ? g_strdup_printf ("bounce_%s@title", identifier)
                                : g_strdup_printf ("journal_%s_%s", kind, identifier);
  return text_find (key);
}

const char *
journal_identifier (const char *kind, const char *said)
{
  const char *const *identifiers = journal_identifiers (kind);
  gboolean reason = strcmp (kind, "reason") == 0;

  for (; *identifiers != NULL; identifiers++)
    {
      g_autofree char *key = reason ? g_strdup_printf ("bounce_%s@title", *identifiers)
                                    : g_strdup_printf ("journal_%s_%s", kind, *identifiers);
      if (text_is (key, said))
        return *identifiers;
    }
  return NULL;
}

char *
journal_words (const char *search)
{
  static const char *const kinds[] = { "class", "reason", "remedy", "outcome" };
  GString *words = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (search, -1);
  g_autofree char *wanted = g_utf8_casefold (valid, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (const char *const *id = journal_identifiers (kinds[i]); *id != NULL; id++)
      {
        const char *said = journal_text (kinds[i], *id);
        g_autofree char *folded = g_utf8_casefold (said != NULL ? said : "", -1);
        if (strstr (folded, wanted) != NULL)
          g_string_append_printf (words, "%s%s:%s", words->len > 0 ? " " : "", kinds[i], *id);
      }
  return g_string_free (words, words->len == 0);
}

/* --- A person's --- */

/* A further line, where there is something to say. */
static void
print_noted (const char *column, const char *value)
{
  g_autofree char *key = g_strconcat ("journal_column_", column, NULL);
  g_autofree char *said = NULL;
  GString *line;

  if (value == NULL)
    return;
  said = layout_visible (value);
  line = g_string_new (NULL);
  g_string_append_printf (line, "%*s", INDENT, "");
  layout_style (line, layout_coloured (stdout), STYLE_STRONG, text (key), -1);
  g_string_append (line, ": ");
  layout_wrap (line, said, INDENT + 2, layout_width (stdout));
  puts (line->str);
  g_string_free (line, TRUE);
}

static void
print_text (const JournalEntry *entry)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (entry->failed_at);
  g_autofree char *when
      = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("?");
  g_autofree char *address = layout_visible (entry->address);
  const char *reason = journal_text ("reason", entry->reason);
  const char *remedy = entry->remedy != NULL ? journal_text ("remedy", entry->remedy) : NULL;
  const char *outcome = entry->outcome != NULL ? journal_text ("outcome", entry->outcome) : NULL;
  GString *line = g_string_new (when);

  g_string_append (line, "  ");
  layout_style (line, layout_coloured (stdout), STYLE_STRONG, address, -1);
  g_string_append_printf (line, "  %s", reason != NULL ? reason : entry->reason);
  if (entry->code != NULL)
    g_string_append_printf (line, " (%s)", entry->code);
  puts (line->str);
  g_string_free (line, TRUE);
  print_noted ("line", entry->line);
  print_noted ("channel", entry->channel);
  print_noted ("remedy", remedy != NULL ? remedy : entry->remedy);
  print_noted ("outcome", outcome != NULL ? outcome : entry->outcome);
  print_noted ("replacement", entry->replacement);
}

static void
print_json (cJSON *json)
{
  g_autofree char *line = json_print (json);

  puts (line);
  cJSON_Delete (json);
}

void
journal_print_entry (const JournalEntry *entry, gboolean json)
{
  if (json)
    print_json (journal_entry_to_json (entry));
  else
    print_text (entry);
}

/* --- Figures --- */

static void
print_heading (const char *key)
{
  GString *line = g_string_new ("\n");

  layout_style (line, layout_coloured (stdout), STYLE_STRONG, text (key), -1);
  puts (line->str);
  g_string_free (line, TRUE);
}

static void
print_months (const GPtrArray *months)
{
  for (guint i = 0; i < months->len; i++)
    {
      const JournalFigure *figure = g_ptr_array_index (months, i);
      const char *class = journal_text ("class", figure->class);
      printf ("  %s  %6u  %s\n", figure->name, figure->failures,
              class != NULL ? class : figure->class);
    }
}

static void
print_channels (const GPtrArray *channels)
{
  for (guint i = 0; i < channels->len; i++)
    {
      const JournalFigure *figure = g_ptr_array_index (channels, i);
      g_autofree char *name = layout_visible (figure->name);
      printf ("  %5.1f %%  %u/%u  %s\n", 100.0 * figure->addresses / figure->known,
              figure->addresses, figure->known, name);
    }
}

static void
print_domains (const GPtrArray *domains)
{
  for (guint i = 0; i < domains->len; i++)
    {
      const JournalFigure *figure = g_ptr_array_index (domains, i);
      g_autofree char *name = layout_visible (figure->name);
      printf ("  %6u  %s\n", figure->addresses, name);
    }
}

void
journal_print_stats (const JournalStats *stats, gboolean json)
{
  g_autofree char *failures = g_strdup_printf ("%u", stats->failures);
  g_autofree char *addresses = g_strdup_printf ("%u", stats->addresses);
  g_autofree char *total = NULL;

  if (json)
    {
      print_json (journal_stats_to_json (stats));
      return;
    }
  total = text_fill ("journal_total", "failures", failures, "addresses", addresses, NULL);
  puts (total);
  if (stats->failures == 0)
    return;
  print_heading ("journal_chart_classes");
  print_months (stats->months);
  if (stats->channels->len > 0)
    print_heading ("journal_chart_channels");
  print_channels (stats->channels);
  print_heading ("journal_chart_domains");
  print_domains (stats->domains);
}
