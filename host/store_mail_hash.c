/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "store_file.h"

static void
mail_hash (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const guchar *message_id = sqlite3_value_text (values[0]);
  guint8 digest[32];
  gsize length = sizeof digest;
  gint64 hash;

  if (message_id == NULL)
    return;
  g_checksum_update (checksum, message_id, sqlite3_value_bytes (values[0]));
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (&hash, digest, sizeof hash);
  sqlite3_result_int64 (context, GINT64_FROM_LE (hash));
}

gboolean
store_mail_hash_add (sqlite3 *db, GError **error)
{
  int code = sqlite3_create_function (db, "mail_hash", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                                      mail_hash, NULL, NULL);

  return code == SQLITE_OK || sql_failed (db, code, error);
}
