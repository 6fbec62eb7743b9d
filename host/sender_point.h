/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* One thing that the sender's report says: "sender_<area>_<outcome>" is its code. */

typedef enum
{
  POINT_FINE,
  POINT_NOTE, /* could be better */
  POINT_FAULT,
  POINT_NOT_CHECKED, /* nothing may be concluded */
} PointState;

typedef struct
{
  const char *area;    /* (static) "spf", "dmarc", "dkim", ... */
  const char *outcome; /* (static) "fine", "missing", ... */
  const char *variant; /* (nullable) (static) which text of a check's code */
  PointState state;
  const char *why;   /* (nullable) (static) of POINT_NOT_CHECKED */
  GPtrArray *params; /* char *: a name, its value, and so on; valid UTF-8 */
} SenderPoint;

SenderPoint *sender_point_new (const char *area);
void sender_point_free (SenderPoint *point);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SenderPoint, sender_point_free)

void sender_point_set (SenderPoint *point, PointState state, const char *outcome);

/* @value may hold any bytes, as texts of the DNS do. */
void sender_point_param (SenderPoint *point, const char *name, const char *value);

/* The value of that param, or NULL. Borrowed. */
const char *sender_point_find (const SenderPoint *point, const char *name);

/* "fine", "note", "fault", "not_checked"; static. */
const char *point_state_name (PointState state);
