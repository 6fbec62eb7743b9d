/* SPDX-License-Identifier: MPL-2.0 */
#include "store_file.h"
#include "store_journal.h"

#define ROWS                                                                                       \
  " FROM journal LEFT JOIN channel USING (key)"                                                    \
  " WHERE (?1 = 0 OR failed_at >= ?1) AND (?2 = 0 OR failed_at < ?2)"                              \
  " AND (?3 IS NULL OR class = ?3) AND (?4 IS NULL OR reason = ?4)"                                \
  " AND (?5 IS NULL OR coalesce (name, '') = ?5) AND (?6 IS NULL OR key = ?6)"                     \
  " AND (?7 IS NULL OR (address || x'0a' || key || x'0a' || coalesce (code, '') || x'0a'"          \
  " || coalesce (nullif (reply, 0), '') || x'0a' || coalesce (server, '') || x'0a'"                \
  " || coalesce (line, '') || x'0a' || coalesce (remedy, '') || x'0a' || coalesce (outcome, '')"   \
  " || x'0a' || coalesce (name, '') || x'0a' || coalesce (replacement, '')) LIKE ?7 ESCAPE '\\'"   \
  " OR instr (?8, ' class:' || class || ' ') OR instr (?8, ' reason:' || reason || ' ')"           \
  " OR instr (?8, ' remedy:' || remedy || ' ') OR instr (?8, ' outcome:' || outcome || ' '))"

#define COLUMNS                                                                                    \
  "SELECT id, address, key, failed_at, class, reason, permanent, reply, code, server, line,"       \
  " remedy, outcome, nullif (name, ''), replacement, message_id, retried_at, answered_at,"         \
  " journal.changed_at"

/* How the rows stand; words from a to z, the newest first. */
static const struct
{
  const char *by;
  gboolean newest_first;
} orders[N_JOURNAL_ORDERS] = {
  [JOURNAL_BY_TIME] = { "failed_at", TRUE },
  [JOURNAL_BY_ADDRESS] = { "key", FALSE },
  [JOURNAL_BY_DOMAIN] = { "domain", FALSE },
  [JOURNAL_BY_CLASS] = { "class", FALSE },
  [JOURNAL_BY_REASON] = { "reason", FALSE },
  [JOURNAL_BY_CHANNEL] = { "nullif (name, '')", FALSE },
  [JOURNAL_BY_OUTCOME] = { "outcome", FALSE },
  [JOURNAL_BY_STATUS] = { "code", FALSE },
  [JOURNAL_BY_REMEDY] = { "remedy", FALSE },
};

const char *const journal_order_names[N_JOURNAL_ORDERS + 1] = {
  [JOURNAL_BY_TIME] = "time",       [JOURNAL_BY_ADDRESS] = "address",
  [JOURNAL_BY_DOMAIN] = "domain",   [JOURNAL_BY_CLASS] = "class",
  [JOURNAL_BY_REASON] = "reason",   [JOURNAL_BY_CHANNEL] = "channel",
  [JOURNAL_BY_OUTCOME] = "outcome", [JOURNAL_BY_STATUS] = "status",
  [JOURNAL_BY_REMEDY] = "remedy",
};

static JournalEntry *
entry_from_row (sqlite3_stmt *row)
{
  JournalEntry *entry = g_new0 (JournalEntry, 1);

  entry->id = sql_column_string (row, 0);
  entry->address = sql_column_string (row, 1);
  entry->key = sql_column_string (row, 2);
  entry->failed_at = sqlite3_column_int64 (row, 3);
  entry->class = sql_column_string (row, 4);
  entry->reason = sql_column_string (row, 5);
  entry->permanent = sqlite3_column_int (row, 6) != 0;
  entry->reply = (guint) sqlite3_column_int (row, 7);
  entry->code = sql_column_string (row, 8);
  entry->server = sql_column_string (row, 9);
  entry->line = sql_column_string (row, 10);
  entry->remedy = sql_column_string (row, 11);
  entry->outcome = sql_column_string (row, 12);
  entry->channel = sql_column_string (row, 13);
  entry->replacement = sql_column_string (row, 14);
  entry->message_id = sql_column_string (row, 15);
  entry->retried_at = sqlite3_column_int64 (row, 16);
  entry->answered_at = sqlite3_column_int64 (row, 17);
  entry->changed_at = sqlite3_column_int64 (row, 18);
  return entry;
}

/* "100%" is looked for as it stands: "%100\%%". NULL for NULL and "". */
static char *
search_pattern (const char *search)
{
  GString *pattern;

  if (search == NULL || *search == '\0')
    return NULL;
  pattern = g_string_new ("%");
  for (; *search != '\0'; search++)
    {
      if (*search == '%' || *search == '_' || *search == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *search);
    }
  g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}

/* What ROWS binds. */
typedef struct
{
  const JournalQuery *query;
  char *pattern; /* (nullable) */
  char *words;   /* (nullable) with a blank at each end */
} BoundQuery;

static sqlite3_stmt *
prepare_query (Store *store, const char *text, const BoundQuery *bound, GError **error)
{
  const JournalQuery *query = bound->query;
  sqlite3_stmt *statement = sql_prepare (store->db, text, error);

  if (statement != NULL)
    sql_bind (statement, "iissssss", query->since, query->until, query->class, query->reason,
              query->channel, query->key, bound->pattern, bound->words);
  return statement;
}

static gboolean
count_rows (Store *store, const BoundQuery *bound, guint *ret_total, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare_query (store, "SELECT count(*)" ROWS, bound, error);
  gboolean failed;

  if (statement == NULL || !sql_next_row (statement, &failed, error))
    return FALSE;
  *ret_total = (guint) sqlite3_column_int64 (statement, 0);
  return TRUE;
}

static sqlite3_stmt *
prepare_rows (Store *store, const BoundQuery *bound, GError **error)
{
  const JournalQuery *query = bound->query;
  const char *by = orders[query->order].by;
  gboolean descending = orders[query->order].newest_first != (query->reverse != FALSE);
  /* What has no such word stands at the end, whichever the direction. */
  g_autofree char *text = g_strdup_printf (
      COLUMNS ROWS " ORDER BY %s IS NULL, %s %s, failed_at DESC, id LIMIT %d OFFSET %u", by, by,
      descending ? "DESC" : "ASC", query->limit > 0 ? (gint) query->limit : -1, query->offset);

  return prepare_query (store, text, bound, error);
}

GPtrArray *
store_journal_list (Store *store, const JournalQuery *query, guint *ret_total, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) journal_entry_free);
  g_autofree char *pattern = search_pattern (query->search);
  g_autofree char *words = query->words != NULL ? g_strconcat (" ", query->words, " ", NULL) : NULL;
  const BoundQuery bound = { query, pattern, words };
  g_autoptr (sqlite3_stmt) statement = NULL;
  StoreState state = store_file_read (store, error);
  guint total = 0;
  gboolean failed = FALSE;

  if (state == STORE_FAILED)
    return NULL;
  if (state == STORE_READY)
    {
      statement = prepare_rows (store, &bound, error);
      if (statement == NULL)
        return NULL;
      while (sql_next_row (statement, &failed, error))
        g_ptr_array_add (list, entry_from_row (statement));
      if (failed || (ret_total != NULL && !count_rows (store, &bound, &total, error)))
        return NULL;
    }
  if (ret_total != NULL)
    *ret_total = total;
  return g_steal_pointer (&list);
}

JournalEntry *
store_journal_last (Store *store, const char *key, GError **error)
{
  const JournalQuery query = { .key = key };
  g_autoptr (GPtrArray) list = store_journal_list (store, &query, NULL, error);
  JournalEntry *last;

  if (list == NULL || list->len == 0)
    return NULL;
  last = g_ptr_array_steal_index (list, 0);
  for (guint i = 0; last->replacement == NULL && i < list->len; i++)
    {
      const JournalEntry *older = g_ptr_array_index (list, i);
      last->replacement = g_strdup (older->replacement);
    }
  return last;
}
