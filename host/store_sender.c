/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "store_file.h"
#include "store_sender.h"
#include "wire/sender_json.h"

#define SECONDS_A_DAY (24 * 60 * 60)

#define STRETCH_COLUMNS "id, area, subject, since, checked_at, state, outcome, variant, params"

/* --- A row --- */

static char *
params_to_text (const SenderPoint *point)
{
  g_autoptr (cJSON) params = sender_params_to_json (point);
  return json_print (params);
}

static void
add_params (SenderPoint *point, const char *text)
{
  g_autoptr (cJSON) object = json_parse (text, strlen (text), NULL);
  const cJSON *member;

  cJSON_ArrayForEach (member, object) if (cJSON_IsString (member))
      sender_point_param (point, member->string, member->valuestring);
}

/* A point's texts are static elsewhere; here they live as long as the program. */
static const char *
column_static (sqlite3_stmt *row, int column)
{
  return g_intern_string ((const char *) sqlite3_column_text (row, column));
}

/* NULL for a row of a state that this version does not know. */
static SenderStretch *
stretch_from_row (sqlite3_stmt *row)
{
  g_autofree char *subject = sql_column_string (row, 2);
  g_autofree char *params = sql_column_string (row, 8);
  g_autoptr (SenderPoint) point = sender_point_new (column_static (row, 1), subject);

  if (!point_state_read ((const char *) sqlite3_column_text (row, 5), &point->state))
    return NULL;
  point->outcome = column_static (row, 6);
  point->variant = column_static (row, 7);
  add_params (point, params);
  return sender_stretch_new (g_steal_pointer (&point), sqlite3_column_int64 (row, 3),
                             sqlite3_column_int64 (row, 4));
}

/* --- Keeping a report --- */

typedef struct
{
  Store *store;
  SenderReport *report;
  sqlite3_stmt *find;   /* (owned) the stretches of a point */
  sqlite3_stmt *insert; /* (owned) a new one */
  sqlite3_stmt *extend; /* (owned) the last one */
} Noting;

static void
noting_clear (Noting *noting)
{
  sqlite3_finalize (noting->find);
  sqlite3_finalize (noting->insert);
  sqlite3_finalize (noting->extend);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Noting, noting_clear)

static gboolean
noting_prepare (Noting *noting, GError **error)
{
  sqlite3 *db = noting->store->db;

  noting->find = sql_prepare (db,
                              "SELECT " STRETCH_COLUMNS " FROM sender_stretch"
                              " WHERE domain = ?1 AND area = ?2 AND subject = ?3 ORDER BY id DESC",
                              error);
  noting->insert = sql_prepare (db,
                                "INSERT INTO sender_stretch (domain, area, subject, since,"
                                " checked_at, state, outcome, variant, params)"
                                " VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8)",
                                noting->find != NULL ? error : NULL);
  /* A clock that was wrong once leaves nothing that begins in the future. */
  noting->extend = sql_prepare (db,
                                "UPDATE sender_stretch SET since = min (since, ?1),"
                                " checked_at = ?1, params = ?2 WHERE id = ?3",
                                noting->insert != NULL ? error : NULL);
  return noting->find != NULL && noting->insert != NULL && noting->extend != NULL;
}

/* The stretches of a point that matter to the report, before it is kept. */
typedef struct
{
  gint64 id; /* of the last one; 0: there is none */
  SenderStretch *last;
  SenderStretch *before;   /* the one before that */
  SenderStretch *compared; /* the one of the moment that the report is compared with */
} Past;

static void
past_clear (Past *past)
{
  sender_stretch_free (past->last);
  sender_stretch_free (past->before);
  sender_stretch_free (past->compared);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Past, past_clear)

static gboolean
find_past (Noting *noting, const SenderPoint *point, Past *past, GError **error)
{
  gint64 moment = noting->report->compared_with;
  gboolean failed = FALSE;

  sql_bind (noting->find, "sss", noting->report->domain, point->area, point->subject);
  while ((past->before == NULL || past->compared == NULL)
         && sql_next_row (noting->find, &failed, error))
    {
      SenderStretch **place = past->last == NULL ? &past->last : &past->before;

      if (past->last == NULL)
        past->id = sqlite3_column_int64 (noting->find, 0);
      if (*place == NULL)
        *place = stretch_from_row (noting->find);
      if (past->compared == NULL && sqlite3_column_int64 (noting->find, 3) <= moment)
        past->compared = stretch_from_row (noting->find);
    }
  sqlite3_reset (noting->find);
  return !failed;
}

static gboolean
insert_stretch (Noting *noting, const SenderPoint *point, GError **error)
{
  g_autofree char *params = params_to_text (point);

  sql_bind (noting->insert, "sssissss", noting->report->domain, point->area, point->subject,
            noting->report->checked_at, point_state_name (point->state), point->outcome,
            point->variant, params);
  return sql_run (noting->insert, error);
}

static gboolean
extend_stretch (Noting *noting, const SenderPoint *point, gint64 id, GError **error)
{
  g_autofree char *params = params_to_text (point);

  sql_bind (noting->extend, "isi", noting->report->checked_at, params, id);
  return sql_run (noting->extend, error);
}

static gboolean
note_point (Noting *noting, SenderPoint *point, GError **error)
{
  g_auto (Past) past = { 0 };
  const SenderReport *report = noting->report;
  gboolean same;

  if (!find_past (noting, point, &past, error))
    return FALSE;
  same = past.last != NULL && sender_point_stands_as (past.last->point, point);
  if (same ? !extend_stretch (noting, point, past.id, error)
           : !insert_stretch (noting, point, error))
    return FALSE;
  point->since = same ? MIN (past.last->since, report->checked_at) : report->checked_at;
  if (report->compared_with != 0)
    point->change
        = sender_point_compare (past.compared != NULL ? past.compared->point : NULL, point);
  if (point->change != CHANGE_NONE)
    point->was = g_steal_pointer (&past.compared);
  else
    point->was = same ? g_steal_pointer (&past.before) : g_steal_pointer (&past.last);
  return TRUE;
}

/* Which look @report is compared with: the one at @since, within those that there were. */
static gboolean
find_compared (Store *store, SenderReport *report, gint64 since, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sql_prepare (
      store->db, "SELECT min (since), max (checked_at) FROM sender_stretch WHERE domain = ?1",
      error);
  gint64 first, last;
  gboolean failed;

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "s", report->domain);
  if (!sql_next_row (statement, &failed, error))
    return FALSE;
  first = sqlite3_column_int64 (statement, 0);
  last = sqlite3_column_int64 (statement, 1);
  report->compared_with = since != 0 ? CLAMP (since, first, last) : last;
  return TRUE;
}

static gboolean
forget_old (Store *store, gint64 before, GError **error)
{
  return store_run_at (store, "DELETE FROM sender_stretch WHERE checked_at < ?1", before, error);
}

static gboolean
note_report (Store *store, SenderReport *report, gint64 since, GError **error)
{
  g_auto (Noting) noting = { .store = store, .report = report };

  if (!find_compared (store, report, since, error) || !noting_prepare (&noting, error))
    return FALSE;
  for (guint i = 0; i < report->points->len; i++)
    {
      SenderPoint *point = report->points->pdata[i];
      if (point->state != POINT_NOT_CHECKED && !note_point (&noting, point, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
anything_checked (const SenderReport *report)
{
  for (guint i = 0; i < report->points->len; i++)
    if (((const SenderPoint *) report->points->pdata[i])->state != POINT_NOT_CHECKED)
      return TRUE;
  return FALSE;
}

gboolean
store_sender_note (Store *store, SenderReport *report, gint64 since, guint keep_days,
                   GError **error)
{
  if (!anything_checked (report))
    return TRUE;
  return store_file_write (store, error)
         && store_file_commit (
             store,
             forget_old (store, report->checked_at - (gint64) keep_days * SECONDS_A_DAY, error)
                 && note_report (store, report, since, error),
             error);
}

/* --- Reading and forgetting --- */

GPtrArray *
store_sender_list (Store *store, const char *domain, GError **error)
{
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify) sender_stretch_free);
  g_autoptr (sqlite3_stmt) statement = NULL;
  StoreState state = store_file_read (store, error);
  gboolean failed;

  if (state != STORE_READY)
    return state == STORE_ABSENT ? g_steal_pointer (&list) : NULL;
  statement = sql_prepare (store->db,
                           "SELECT " STRETCH_COLUMNS " FROM sender_stretch"
                           " WHERE domain = ?1 ORDER BY area, subject, id DESC",
                           error);
  if (statement == NULL)
    return NULL;
  sql_bind (statement, "s", domain);
  while (sql_next_row (statement, &failed, error))
    {
      SenderStretch *stretch = stretch_from_row (statement);
      if (stretch != NULL)
        g_ptr_array_add (list, stretch);
    }
  return failed ? NULL : g_steal_pointer (&list);
}

gboolean
store_sender_forget (Store *store, const char *domain, GError **error)
{
  g_autoptr (GPtrArray) domains = g_ptr_array_new ();
  StoreState state = store_file_read (store, error);

  if (state != STORE_READY)
    return state == STORE_ABSENT;
  g_ptr_array_add (domains, (gpointer) domain);
  return store_file_write (store, error)
         && store_file_commit (
             store,
             store_run_for_keys (store,
                                 "DELETE FROM sender_stretch WHERE domain = ?1 AND ?2 IS NOT NULL",
                                 domains, 0, error),
             error)
         && sql_execute (store->db, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}
