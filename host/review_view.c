/* SPDX-License-Identifier: MPL-2.0 */
#include "finding.h"
#include "nearest_known.h"
#include "review_view.h"

#define MAX_NEAR 5

gboolean
review_view_fill (ReviewView *view, Store *store, const Policy *policy, GError **error)
{
  g_autoptr (GError) cause = NULL;
  Correspondents *correspondents = store_correspondents (store, &cause);
  g_autofree char *key = finding_key (view->address);
  const Correspondent *met
      = correspondents != NULL ? correspondents_find (correspondents, key) : NULL;

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  view->written = met != NULL ? met->sent : 0;
  view->near = nearest_known_find (view->address, correspondents, policy, MAX_NEAR);
  if (correspondents != NULL)
    correspondents_free (correspondents);
  return TRUE;
}

void
review_view_clear (ReviewView *view)
{
  g_clear_pointer (&view->near, g_ptr_array_unref);
}
