/* SPDX-License-Identifier: MPL-2.0 */
#include "store_file.h"
#include "store_review.h"

/* A review with the word that decides it: the first refusal, else the first confirmation. */
#define SELECT_REVIEW                                                                              \
  "SELECT review.id, address, requester, requested_at, confirmed, name, note, said_at"             \
  " FROM review LEFT JOIN review_word ON review_word.id ="                                         \
  " (SELECT id FROM review_word WHERE review = review.id ORDER BY confirmed, said_at, id LIMIT 1)"

static Review *
review_from_row (sqlite3_stmt *row)
{
  Review *review = g_new0 (Review, 1);

  review->id = sql_column_string (row, 0);
  review->address = sql_column_string (row, 1);
  review->requester = sql_column_string (row, 2);
  review->requested_at = sqlite3_column_int64 (row, 3);
  if (sqlite3_column_type (row, 4) != SQLITE_NULL)
    review->state = sqlite3_column_int (row, 4) != 0 ? REVIEW_CONFIRMED : REVIEW_REFUSED;
  review->reviewer = sql_column_string (row, 5);
  review->note = sql_column_string (row, 6);
  review->decided_at = sqlite3_column_int64 (row, 7);
  return review;
}

/* The first review that @text selects with @value bound, or NULL; *ret_failed if it is a failure.
 */
static Review *
store_select_review (Store *store, const char *text, const char *value, gboolean *ret_failed,
                     GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sql_prepare (store->db, text, error);

  *ret_failed = statement == NULL;
  if (statement == NULL)
    return NULL;
  sql_bind (statement, "s", value);
  return sql_next_row (statement, ret_failed, error) ? review_from_row (statement) : NULL;
}

#define LAST_OF_KEY                                                                                \
  SELECT_REVIEW " WHERE key = ?1 ORDER BY review.changed_at DESC, review.id DESC LIMIT 1"

Review *
store_review_find (Store *store, const char *key, GError **error)
{
  gboolean failed;

  if (store_file_read (store, error) != STORE_READY)
    return NULL;
  return store_select_review (store, LAST_OF_KEY, key, &failed, error);
}

Review *
store_review_get (Store *store, const char *id, GError **error)
{
  gboolean failed;

  if (store_file_read (store, error) != STORE_READY)
    return NULL;
  return store_select_review (store, SELECT_REVIEW " WHERE review.id = ?1", id, &failed, error);
}

GPtrArray *
store_review_list (Store *store, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) review_free);
  g_autoptr (sqlite3_stmt) statement = NULL;
  StoreState state = store_file_read (store, error);
  gboolean failed;

  if (state != STORE_READY)
    return state == STORE_ABSENT ? g_steal_pointer (&list) : NULL;
  statement = sql_prepare (store->db,
                           SELECT_REVIEW " ORDER BY confirmed IS NOT NULL, review.changed_at DESC,"
                                         " review.id LIMIT ?1",
                           error);
  if (statement == NULL)
    return NULL;
  sql_bind (statement, "i", (gint64) limit);
  while (sql_next_row (statement, &failed, error))
    g_ptr_array_add (list, review_from_row (statement));
  return failed ? NULL : g_steal_pointer (&list);
}

/* --- Asking --- */

static gboolean
store_insert_review (Store *store, const char *key, const char *address,
                     const ReviewPerson *requester, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sql_prepare (
      store->db, "INSERT INTO review VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", error);
  g_autofree char *id = g_uuid_string_random ();
  gint64 now = g_get_real_time ();

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "ssssssii", id, key, address, requester->name, requester->address,
            requester->login, now / G_USEC_PER_SEC, now);
  return sql_run (statement, error);
}

Review *
store_review_request (Store *store, const char *key, const char *address,
                      const ReviewPerson *requester, GError **error)
{
  g_autoptr (Review) review = NULL;
  gboolean failed;

  if (!store_file_write (store, error))
    return NULL;
  review = store_select_review (store, LAST_OF_KEY, key, &failed, error);
  if (!failed && (review == NULL || review->state == REVIEW_REFUSED))
    {
      g_clear_pointer (&review, review_free);
      failed = !store_insert_review (store, key, address, requester, error);
      if (!failed)
        review = store_select_review (store, LAST_OF_KEY, key, &failed, error);
    }
  return store_file_commit (store, !failed, error) ? g_steal_pointer (&review) : NULL;
}

/* --- Answering --- */

/* Whether @reviewer is who asked for the review, whose name, address and login @request has. */
static gboolean
asked_himself (sqlite3_stmt *request, const char *person)
{
  for (int column = 0; column < 2; column++)
    {
      g_autofree char *name = sql_column_string (request, column);
      g_autofree char *other = name != NULL ? review_fold_name (name) : NULL;
      if (g_strcmp0 (other, person) == 0)
        return TRUE;
    }
  return FALSE;
}

/* On the machine of who asked, colleagues come to the screen and speak under their names; another
 * login is somebody's own. */
static gboolean
store_has_spoken (Store *store, const char *id, const char *person, const char *login,
                  const char *requester_login, gboolean *ret_spoken, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sql_prepare (store->db,
                     "SELECT 1 FROM review_word WHERE review = ?1"
                     " AND (person = ?2 OR (login = ?3 AND login <> ?4))",
                     error);
  gboolean failed = FALSE;

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "ssss", id, person, login, requester_login);
  *ret_spoken = sql_next_row (statement, &failed, error);
  return !failed;
}

static gboolean
store_judge_reviewer (Store *store, const char *id, const char *person, const char *login,
                      ReviewAnswer *ret_answer, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sql_prepare (store->db,
                     "SELECT requester, requester_address, requester_login FROM review"
                     " WHERE id = ?1",
                     error);
  g_autofree char *requester_login = NULL;
  gboolean failed, spoken;

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "s", id);
  *ret_answer = REVIEW_UNKNOWN;
  if (!sql_next_row (statement, &failed, error))
    return !failed;
  requester_login = sql_column_string (statement, 2);
  *ret_answer = asked_himself (statement, person) ? REVIEW_OWN : REVIEW_TAKEN;
  if (!store_has_spoken (store, id, person, login, requester_login, &spoken, error))
    return FALSE;
  if (spoken)
    *ret_answer = REVIEW_TWICE;
  return TRUE;
}

static gboolean
store_insert_word (Store *store, const char *id, const ReviewPerson *reviewer, const char *person,
                   gboolean confirmed, const char *note, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sql_prepare (
      store->db, "INSERT INTO review_word VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", error);
  g_autofree char *word_id = g_uuid_string_random ();
  gint64 now = g_get_real_time ();

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "sssssisii", word_id, id, person, reviewer->name, reviewer->login,
            (gint64) confirmed, note, now / G_USEC_PER_SEC, now);
  return sql_run (statement, error);
}

gboolean
store_review_decide (Store *store, const char *id, const ReviewPerson *reviewer, gboolean confirmed,
                     const char *note, ReviewAnswer *ret_answer, GError **error)
{
  g_autofree char *person = review_fold_name (reviewer->name);
  ReviewAnswer answer = REVIEW_UNKNOWN;
  gboolean written;

  *ret_answer = REVIEW_NAMELESS;
  if (*person == '\0')
    return TRUE;
  if (!store_file_write (store, error))
    return FALSE;
  written = store_judge_reviewer (store, id, person, reviewer->login, &answer, error)
            && (answer != REVIEW_TAKEN
                || store_insert_word (store, id, reviewer, person, confirmed, note, error));
  if (!store_file_commit (store, written, error))
    return FALSE;
  *ret_answer = answer;
  return TRUE;
}
