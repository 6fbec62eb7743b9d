/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "sender_point.h"

SenderPoint *
sender_point_new (const char *area, const char *subject)
{
  SenderPoint *point = g_new0 (SenderPoint, 1);

  point->area = area;
  point->subject = g_strdup (subject);
  point->outcome = "fine";
  point->params = g_ptr_array_new_with_free_func (g_free);
  return point;
}

void
sender_point_free (SenderPoint *point)
{
  if (point == NULL)
    return;
  g_free (point->subject);
  g_ptr_array_unref (point->params);
  sender_stretch_free (point->was);
  g_free (point);
}

SenderStretch *
sender_stretch_new (SenderPoint *point, gint64 since, gint64 until)
{
  SenderStretch *stretch = g_new (SenderStretch, 1);

  *stretch = (SenderStretch){ point, since, until };
  return stretch;
}

void
sender_stretch_free (SenderStretch *stretch)
{
  if (stretch == NULL)
    return;
  sender_point_free (stretch->point);
  g_free (stretch);
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

gboolean
sender_point_stands_as (const SenderPoint *point, const SenderPoint *other)
{
  return point->state == other->state && strcmp (point->outcome, other->outcome) == 0
         && g_strcmp0 (point->variant, other->variant) == 0;
}

SenderChange
sender_point_compare (const SenderPoint *before, const SenderPoint *now)
{
  if (before == NULL)
    return now->state == POINT_FAULT ? CHANGE_NEW : CHANGE_NONE;
  if (sender_point_stands_as (before, now))
    return CHANGE_NONE;
  if (before->state == now->state)
    return CHANGE_OTHER;
  return now->state > before->state ? CHANGE_WORSE : CHANGE_BETTER;
}

static const char *const state_names[]
    = { "fine", "note", "fault", "not_checked" }; /* in the order of PointState */

const char *
point_state_name (PointState state)
{
  return state_names[state];
}

gboolean
point_state_read (const char *name, PointState *ret_state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_strcmp0 (state_names[i], name) == 0)
      {
        *ret_state = (PointState) i;
        return TRUE;
      }
  return FALSE;
}

const char *
sender_change_name (SenderChange change)
{
  static const char *const names[] = { NULL, "better", "worse", "other", "new" };
  return names[change];
}
