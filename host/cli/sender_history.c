/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <string.h>
#include "cli/date_text.h"
#include "cli/layout.h"
#include "cli/sender.h"
#include "cli/sender_text.h"
#include "cli/text.h"
#include "sender_query.h"
#include "store_sender.h"
#include "wire/sender_json.h"

/* Of which domain @sender, a domain or an address, is; NULL after having told that it is neither.
 */
static char *
read_domain (const char *sender)
{
  g_autoptr (SenderQuery) query
      = g_utf8_validate (sender, -1, NULL) ? sender_query_new (sender, NULL) : NULL;

  if (query == NULL)
    {
      command_refuse ("sender", "cli_error_sender_domain", "value", sender, NULL);
      return NULL;
    }
  return g_strdup (query->message->from->ascii_domain);
}

void
sender_history_failed (const GError *error)
{
  g_autofree char *line = text_fill ("cli_sender_history_failed", "text", error->message, NULL);
  fprintf (stderr, "lastmile: %s\n", line);
}

static void
print_json (const char *domain, const GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (cJSON) object = sender_stretch_to_json (domain, list->pdata[i]);
      g_autofree char *printed = json_print (object);
      puts (printed);
    }
}

/* "Tuesday 24 November to Friday 27 November" */
static void
print_stretch (const SenderStretch *stretch)
{
  g_autofree char *since = date_text (stretch->since);
  g_autofree char *until = date_text (stretch->until);
  g_autofree char *span = strcmp (since, until) == 0
                              ? g_strdup (since)
                              : text_fill ("cli_span", "from", since, "to", until, NULL);
  g_autofree char *title = sender_text_title (stretch->point);
  g_autofree char *line = g_strdup_printf ("%s  %s", span, title);

  sender_text_line (stretch->point->state, line, 4);
}

static void
print_text (const char *domain, const GPtrArray *list)
{
  const SenderPoint *last = NULL;

  if (list->len == 0)
    {
      g_autofree char *line = text_fill ("cli_sender_history_empty", "domain", domain, NULL);
      puts (line);
    }
  for (guint i = 0; i < list->len; i++)
    {
      const SenderStretch *stretch = list->pdata[i];
      const SenderPoint *point = stretch->point;

      if (last == NULL || strcmp (last->area, point->area) != 0
          || strcmp (last->subject, point->subject) != 0)
        {
          g_autofree char *subject = layout_visible (point->subject);
          printf ("%s%s%s\n", sender_text_area (point->area), *subject != '\0' ? " " : "", subject);
        }
      print_stretch (stretch);
      last = point;
    }
}

ExitStatus
sender_show_history (const SenderRequest *request, const char *sender)
{
  g_autofree char *domain = read_domain (sender);
  g_autoptr (Store) store = store_open (NULL);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  if (domain == NULL)
    return EXIT_UNUSABLE;
  list = store_sender_list (store, domain, &error);
  if (list == NULL)
    {
      sender_history_failed (error);
      return EXIT_UNUSABLE;
    }
  if (request->json)
    print_json (domain, list);
  else
    print_text (domain, list);
  return EXIT_OK;
}

ExitStatus
sender_forget_history (const SenderRequest *request, const char *sender)
{
  g_autofree char *domain = read_domain (sender);
  g_autoptr (Store) store = store_open (NULL);
  g_autoptr (GError) error = NULL;

  if (domain == NULL)
    return EXIT_UNUSABLE;
  if (store_sender_forget (store, domain, &error))
    return EXIT_OK;
  sender_history_failed (error);
  return EXIT_UNUSABLE;
}
