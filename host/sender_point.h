/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* One thing that the sender's report says: "sender_<area>_<outcome>" is its code. */

typedef enum
{
  POINT_FINE, /* each is worse than the one before */
  POINT_NOTE, /* could be better */
  POINT_FAULT,
  POINT_NOT_CHECKED, /* nothing may be concluded */
} PointState;

/* How a point has changed since an earlier look. */
typedef enum
{
  CHANGE_NONE,
  CHANGE_BETTER,
  CHANGE_WORSE,
  CHANGE_OTHER, /* as good or bad as before, for another reason */
  CHANGE_NEW,   /* a fault of what had not been looked at */
} SenderChange;

typedef struct SenderPoint SenderPoint;
typedef struct SenderStretch SenderStretch;

struct SenderPoint
{
  const char *area; /* (static) "spf", "dmarc", "dkim", ... */
  char *subject;    /* what in its area it is about: "192.0.2.9"; "" for the domain itself. With the
                     * area it says which point this is, whatever its outcome */
  const char *outcome; /* (static) "fine", "missing", ... */
  const char *variant; /* (nullable) (static) which text of a check's code */
  PointState state;
  const char *why;   /* (nullable) (static) of POINT_NOT_CHECKED */
  GPtrArray *params; /* char *: a name, its value, and so on; valid UTF-8 */

  /* Once the history knows the point (sender_history.h). */
  gint64 since;        /* the first look that found it so, seconds since 1970; 0: not known */
  SenderStretch *was;  /* (owned) (nullable) how it stood before */
  SenderChange change; /* since the look that the report is compared with */
};

/* A time in which a point stood the same at every look that could tell. */
struct SenderStretch
{
  SenderPoint *point; /* (owned) as the last of these looks found it */
  gint64 since;       /* the first of them, seconds since 1970 */
  gint64 until;       /* the last of them */
};

/* Takes over @point. */
SenderStretch *sender_stretch_new (SenderPoint *point, gint64 since, gint64 until);
void sender_stretch_free (SenderStretch *stretch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SenderStretch, sender_stretch_free)

SenderPoint *sender_point_new (const char *area, const char *subject);
void sender_point_free (SenderPoint *point);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SenderPoint, sender_point_free)

void sender_point_set (SenderPoint *point, PointState state, const char *outcome);

/* @value may hold any bytes, as texts of the DNS do. */
void sender_point_param (SenderPoint *point, const char *name, const char *value);

/* The value of that param, or NULL. Borrowed. */
const char *sender_point_find (const SenderPoint *point, const char *name);

/* Whether both say the same of their subject; the params are no part of that. */
gboolean sender_point_stands_as (const SenderPoint *point, const SenderPoint *other);

/* What became of a point that stood as @before (nullable: not looked at then). */
SenderChange sender_point_compare (const SenderPoint *before, const SenderPoint *now);

/* "fine", "note", "fault", "not_checked"; static. */
const char *point_state_name (PointState state);

/* FALSE if there is none of that name. */
gboolean point_state_read (const char *name, PointState *ret_state);

/* "better", "worse", "other", "new"; NULL for CHANGE_NONE. Static. */
const char *sender_change_name (SenderChange change);
