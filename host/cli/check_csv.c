/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "cli/check_job.h"
#include "cli/input_file.h"
#include "csv_table.h"

enum
{
#define COLUMN(id, name, required, ...) COLUMN_##id,
#include "knowledge/customer_column.def"
#undef COLUMN
};

#define COLUMN(id, name, required, ...)                                                            \
  static const char *const also_##id[] = { __VA_ARGS__, NULL };
#include "knowledge/customer_column.def"
#undef COLUMN

static const CsvColumn columns[] = {
#define COLUMN(id, name, required, ...) [COLUMN_##id] = { name, required, also_##id },
#include "knowledge/customer_column.def"
#undef COLUMN
};

/* What the row says, or else what was said of all rows. Borrowed. */
static char *
get (const CsvTable *table, guint row, guint column, char *otherwise)
{
  const char *value = csv_table_get (table, row, column);
  return *value != '\0' ? (char *) value : otherwise;
}

static void
add_keys (GPtrArray *keys, const char *email)
{
  g_autoptr (GPtrArray) addresses = address_list_read (email);

  for (guint i = 0; i < addresses->len; i++)
    {
      char *key = address_key (g_ptr_array_index (addresses, i));
      if (key != NULL)
        g_ptr_array_add (keys, key);
    }
}

static void
check_row (CheckJob *job, const CsvTable *table, guint row, const Contact *common)
{
  const char *email = csv_table_get (table, row, COLUMN_EMAIL);
  Contact facts = {
    .name = get (table, row, COLUMN_NAME, common->name),
    .organisation = get (table, row, COLUMN_COMPANY, common->organisation),
    .country = get (table, row, COLUMN_COUNTRY, common->country),
    .phone = get (table, row, COLUMN_PHONE, common->phone),
  };

  job->line = csv_table_line (table, row);
  check_job_recipient (job, email, strlen (email), &facts);
}

void
check_job_csv (CheckJob *job, const char *source, const Contact *common, GPtrArray *keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = input_file_read (source, CSV_MAX_BYTES, &error);
  g_autoptr (CsvTable) table = NULL;
  gsize length;

  if (bytes != NULL)
    {
      const char *text = g_bytes_get_data (bytes, &length);
      table = csv_table_read (text, length, columns, G_N_ELEMENTS (columns), &error);
    }
  if (table == NULL)
    {
      check_job_refuse_source (job, source, error);
      return;
    }
  for (guint row = 0; row < csv_table_length (table); row++)
    {
      check_row (job, table, row, common);
      add_keys (keys, csv_table_get (table, row, COLUMN_EMAIL));
    }
  job->line = 0;
}
