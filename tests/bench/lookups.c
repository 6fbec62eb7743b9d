/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include "evidence/resolver.h"

/* lookups SERVER IN_FLIGHT < NAMES: asks the DNS server at ADDRESS:PORT for the MX of each name, a
 * line each, through the host's own resolver with so many under way, and prints how many it asked,
 * how many were answered, and the seconds that took. */

typedef struct
{
  Resolver *resolver;
  GPtrArray *names; /* char * */
  guint next;       /* of names: not asked yet */
  guint under_way;
  guint answered;
  guint more; /* to ask before the next turn of the main loop */
} Lookups;

static void
come (DnsAnswer *answer, const char *why, gpointer data)
{
  Lookups *lookups = data;

  lookups->under_way--;
  lookups->answered += answer != NULL && answer->status == DNS_FOUND;
  lookups->more++;
}

static void
ask_next (Lookups *lookups)
{
  lookups->more--;
  if (lookups->next == lookups->names->len)
    return;
  lookups->under_way++;
  resolver_ask (lookups->resolver, DNS_MX, lookups->names->pdata[lookups->next++], come, lookups);
}

static GPtrArray *
read_names (void)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  char line[512];

  while (fgets (line, sizeof line, stdin) != NULL)
    g_ptr_array_add (names, g_strdup (g_strchomp (line)));
  return names;
}

int
main (int argc, char **argv)
{
  g_autoptr (Resolver) resolver = argc == 3 ? resolver_new (argv[1]) : NULL;
  g_autoptr (GPtrArray) names = NULL;
  Lookups lookups = { 0 };
  gint64 begun;

  if (resolver == NULL)
    {
      fprintf (stderr, "usage: lookups ADDRESS:PORT IN_FLIGHT < NAMES\n");
      return 2;
    }
  names = read_names ();
  lookups = (Lookups){ .resolver = resolver, .names = names, .more = (guint) atoi (argv[2]) };
  begun = g_get_monotonic_time ();
  while (lookups.more > 0 || lookups.under_way > 0)
    if (lookups.more > 0)
      ask_next (&lookups);
    else
      g_main_context_iteration (NULL, TRUE);
  printf ("%u %u %.6f\n", names->len, lookups.answered,
          (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC);
  return 0;
}
