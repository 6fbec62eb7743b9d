/* SPDX-License-Identifier: MPL-2.0 */
#include "store_file.h"
#include "store_own_mail.h"

/* "" stands for NULL in the table, whose key these columns are. */
static const char *
or_blank (const char *text)
{
  return text != NULL ? text : "";
}

static char *
column_or_null (sqlite3_stmt *statement, int column)
{
  g_autofree char *text = sql_column_string (statement, column);
  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

gboolean
store_knows_message (Store *store, const char *message_id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean failed;

  if (store_file_read (store, error) != STORE_READY)
    return FALSE;
  statement
      = sql_prepare (store->db, "SELECT 1 FROM counted_message WHERE hash = mail_hash (?1)", error);
  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "s", message_id);
  return sql_next_row (statement, &failed, error);
}

static gboolean
write_ways (Store *store, const char *domain, const GPtrArray *ways, gint64 seen_at, GError **error)
{
  g_autoptr (sqlite3_stmt) insert
      = sql_prepare (store->db,
                     "INSERT INTO own_mail (domain, signer, selector, envelope, seen_at)"
                     " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE"
                     " SET seen_at = max (seen_at, excluded.seen_at)",
                     error);

  for (guint i = 0; insert != NULL && i < ways->len; i++)
    {
      const OwnMailWay *way = g_ptr_array_index (ways, i);
      sql_bind (insert, "ssssi", domain, or_blank (way->signer), or_blank (way->selector),
                or_blank (way->envelope), seen_at);
      if (!sql_run (insert, error))
        return FALSE;
    }
  return insert != NULL;
}

static gboolean
forget_oldest (Store *store, const char *domain, GError **error)
{
  g_autoptr (sqlite3_stmt) erase
      = sql_prepare (store->db,
                     "DELETE FROM own_mail WHERE domain = ?1 AND (signer, selector, envelope) IN"
                     " (SELECT signer, selector, envelope FROM own_mail WHERE domain = ?1"
                     " ORDER BY seen_at DESC LIMIT -1 OFFSET " G_STRINGIFY (STORE_OWN_MAIL_MAX) ")",
                     error);

  if (erase == NULL)
    return FALSE;
  sql_bind (erase, "s", domain);
  return sql_run (erase, error);
}

gboolean
store_own_mail_add (Store *store, const char *domain, const GPtrArray *ways, gint64 seen_at,
                    GError **error)
{
  if (ways->len == 0)
    return TRUE;
  if (!store_file_write (store, error))
    return FALSE;
  return store_file_commit (store,
                            write_ways (store, domain, ways, seen_at, error)
                                && forget_oldest (store, domain, error),
                            error);
}

OwnMail *
store_own_mail_find (Store *store, const char *domain, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  OwnMail *mail;
  gboolean failed;

  if (store_file_read (store, error) != STORE_READY)
    return NULL;
  statement = sql_prepare (store->db,
                           "SELECT signer, selector, envelope, seen_at FROM own_mail"
                           " WHERE domain = ?1 ORDER BY seen_at DESC, signer, selector, envelope",
                           error);
  if (statement == NULL)
    return NULL;
  sql_bind (statement, "s", domain);
  mail = own_mail_new ();
  while (sql_next_row (statement, &failed, error))
    {
      OwnMailWay *way = own_mail_add (mail);
      way->signer = column_or_null (statement, 0);
      way->selector = column_or_null (statement, 1);
      way->envelope = column_or_null (statement, 2);
      way->seen_at = sqlite3_column_int64 (statement, 3);
    }
  if (failed || mail->ways->len == 0)
    g_clear_pointer (&mail, own_mail_free);
  return mail;
}
