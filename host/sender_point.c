/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "sender_point.h"

SenderPoint *
sender_point_new (const char *area)
{
  SenderPoint *point = g_new0 (SenderPoint, 1);

  point->area = area;
  point->outcome = "fine";
  point->params = g_ptr_array_new_with_free_func (g_free);
  return point;
}

void
sender_point_free (SenderPoint *point)
{
  if (point == NULL)
    return;
  g_ptr_array_unref (point->params);
  g_free (point);
}

void
sender_point_set (SenderPoint *point, PointState state, const char *outcome)
{
  point->state = state;
  point->outcome = outcome;
}

void
sender_point_param (SenderPoint *point, const char *name, const char *value)
{
  g_ptr_array_add (point->params, g_strdup (name));
  g_ptr_array_add (point->params, g_utf8_make_valid (value, -1));
}

const char *
sender_point_find (const SenderPoint *point, const char *name)
{
  for (guint i = 0; i < point->params->len; i += 2)
    if (strcmp (point->params->pdata[i], name) == 0)
      return point->params->pdata[i + 1];
  return NULL;
}

const char *
point_state_name (PointState state)
{
  static const char *const names[] = { "fine", "note", "fault", "not_checked" };
  return names[state];
}
