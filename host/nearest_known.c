/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "finding_marks.h"
#include "knowledge/skeleton.h"
#include "nearest_known.h"

#define MAX_LETTERS 128
#define TWIN_DISTANCE 0.5

/* Farther than this is another address: one letter in four, but two at least. */
#define FARTHEST(length) MAX (2.0, (length) / 4.0)

typedef struct
{
  const char *text;
  char *skeleton;
  gunichar *letters;
  glong length;
  GPtrArray *found; /* NearKnown */
} Search;

static void
near_known_free (NearKnown *near)
{
  g_free (near->address);
  g_clear_pointer (&near->marks, g_array_unref);
  g_clear_pointer (&near->known_marks, g_array_unref);
  g_free (near);
}

/* Letters to change, add, leave out or swap with their neighbour (optimal string alignment). */
static double
letters_apart (const gunichar *a, glong a_length, const gunichar *b, glong b_length)
{
  guint8 rows[3][MAX_LETTERS + 1];
  guint8 *before = rows[0], *above = rows[1], *row = rows[2];

  for (glong j = 0; j <= b_length; j++)
    above[j] = (guint8) j;
  for (glong i = 1; i <= a_length; i++)
    {
      guint8 *oldest = before;
      row[0] = (guint8) i;
      for (glong j = 1; j <= b_length; j++)
        {
          guint8 least = MIN (above[j], row[j - 1]) + 1;
          least = MIN (least, above[j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            least = MIN (least, before[j - 2] + 1);
          row[j] = least;
        }
      before = above;
      above = row;
      row = oldest;
    }
  return above[b_length];
}

static double
distance_to (const Search *search, const char *address)
{
  glong length;
  g_autofree gunichar *letters = g_utf8_to_ucs4_fast (address, -1, &length);
  g_autofree char *skeleton = NULL;
  double apart;

  if (length > MAX_LETTERS || ABS (length - search->length) > FARTHEST (search->length))
    return G_MAXDOUBLE;
  apart = letters_apart (search->letters, search->length, letters, length);
  if (apart > FARTHEST (search->length))
    return G_MAXDOUBLE;
  skeleton = skeleton_of_label (address, strlen (address));
  return g_str_equal (skeleton, search->skeleton) ? MIN (apart, TWIN_DISTANCE) : apart;
}

static void
consider (Search *search, const char *address)
{
  double distance = g_str_equal (address, search->text) ? 0 : distance_to (search, address);
  NearKnown *near;

  if (distance == 0 || distance == G_MAXDOUBLE)
    return;
  near = g_new0 (NearKnown, 1);
  near->address = g_strdup (address);
  near->distance = distance;
  g_ptr_array_add (search->found, near);
}

static void
consider_directory (Search *search, const Policy *policy)
{
  const char *at = strrchr (search->text, '@');

  for (guint i = 0; at != NULL && i < policy->directory->len; i++)
    {
      const DirectoryEntry *entry = g_ptr_array_index (policy->directory, i);
      for (char **domain = entry->domains; domain != NULL && *domain != NULL; domain++)
        {
          g_autofree char *address
              = g_strdup_printf ("%.*s%s", (int) (at + 1 - search->text), search->text, *domain);
          consider (search, address);
        }
    }
}

static gint
compare_near (gconstpointer a, gconstpointer b)
{
  const NearKnown *left = *(NearKnown *const *) a;
  const NearKnown *right = *(NearKnown *const *) b;

  if (left->distance != right->distance)
    return left->distance < right->distance ? -1 : 1;
  return strcmp (left->address, right->address);
}

/* An address of the directory may be a correspondent's, too. */
static void
keep_nearest (Search *search, guint limit)
{
  g_ptr_array_sort (search->found, compare_near);
  for (guint i = 1; i < search->found->len;)
    {
      const NearKnown *near = g_ptr_array_index (search->found, i);
      const NearKnown *before = g_ptr_array_index (search->found, i - 1);
      if (g_str_equal (near->address, before->address))
        g_ptr_array_remove_index (search->found, i);
      else
        i++;
    }
  if (search->found->len > limit)
    g_ptr_array_set_size (search->found, (gint) limit);
  for (guint i = 0; i < search->found->len; i++)
    {
      NearKnown *near = g_ptr_array_index (search->found, i);
      near->marks = finding_marks_between (search->text, near->address);
      near->known_marks = finding_marks_between (near->address, search->text);
    }
}

GPtrArray *
nearest_known_find (const char *typed, const Correspondents *correspondents, const Policy *policy,
                    guint limit)
{
  g_autofree char *skeleton = skeleton_of_label (typed, strlen (typed));
  g_autofree gunichar *letters = NULL;
  Search search = { typed, skeleton };

  search.found = g_ptr_array_new_with_free_func ((GDestroyNotify) near_known_free);
  letters = search.letters = g_utf8_to_ucs4_fast (typed, -1, &search.length);
  if (search.length > MAX_LETTERS)
    return search.found;
  for (guint i = 0; correspondents != NULL && i < correspondents_count (correspondents); i++)
    {
      const Correspondent *one = correspondents_get (correspondents, i);
      if (correspondent_is_known (one))
        consider (&search, one->key);
    }
  consider_directory (&search, policy);
  keep_nearest (&search, limit);
  return search.found;
}
