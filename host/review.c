/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "review.h"

void
review_free (Review *review)
{
  if (review == NULL)
    return;
  g_free (review->id);
  g_free (review->address);
  g_free (review->requester);
  g_free (review->reviewer);
  g_free (review->note);
  g_free (review);
}

static gint
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* What is no letter or digit parts words. */
static GPtrArray *
split_words (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *start = NULL;

  for (const char *at = text;; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean inside
          = character != 0 && (g_unichar_isalnum (character) || g_unichar_ismark (character));

      if (inside && start == NULL)
        start = at;
      else if (!inside && start != NULL)
        {
          g_ptr_array_add (words, g_strndup (start, (gsize) (at - start)));
          start = NULL;
        }
      if (character == 0)
        return words;
    }
}

char *
review_fold_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1); /* a colleague's, from another machine */
  g_autofree char *compatible = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (compatible, -1);
  g_autofree char *normal = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GPtrArray) words = split_words (normal);

  g_ptr_array_sort (words, compare_words);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

char *
review_own_login (void)
{
  return g_strconcat (g_get_user_name (), "@", g_get_host_name (), NULL);
}

const char *
review_state_name (ReviewState state)
{
  static const char *const names[] = {
    [REVIEW_REQUESTED] = "requested", [REVIEW_CONFIRMED] = "confirmed", [REVIEW_REFUSED] = "refused"
  };

  return names[state];
}
