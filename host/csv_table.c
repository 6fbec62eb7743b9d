/* SPDX-License-Identifier: MPL-2.0 */
#include <csv.h>
#include <string.h>
#include "csv_table.h"
#include "csv_text.h"

struct CsvTable
{
  guint n_columns;
  GStringChunk *text;
  GPtrArray *cells; /* const char * (nullable): n_columns a row */
  GArray *lines;    /* guint: one a row */
};

/* What libcsv's callbacks work on. */
typedef struct
{
  const CsvColumn *columns;
  guint n_columns;
  CsvTable *table;
  GArray *header;   /* int: the wanted column that each column of the file is, or -1 */
  const char **row; /* the wanted fields of the row under way */
  guint n_fields;   /* of the row under way */
  gboolean in_header;
  guint line;      /* on which the row under way begins */
  gboolean filled; /* the row under way has a field that is not empty */
  gboolean ended;  /* a row ended in the line just parsed */
  GError *error;
} CsvReading;

static void G_GNUC_PRINTF (3, 4)
    csv_refuse (CsvReading *reading, const char *column, const char *format, ...)
{
  ErrorPlace place = { .field = column, .line = reading->line };
  g_autofree char *said = NULL;
  va_list arguments;

  if (reading->error != NULL)
    return;
  va_start (arguments, format);
  said = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  lastmile_error_set (&reading->error, LASTMILE_ERROR_csv_syntax, &place, "%s", said);
}

/* --- Header --- */

static char *
fold_name (const char *name)
{
  GString *folded = g_string_new (NULL);
  g_autofree char *lower = g_utf8_strdown (name, -1);

  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)) && g_utf8_get_char (at) != 0xfeff)
      g_string_append_unichar (folded, g_utf8_get_char (at));
  return g_string_free (folded, FALSE);
}

static gboolean
is_named (const CsvColumn *column, const char *folded)
{
  return g_str_equal (folded, column->name)
         || (column->also != NULL && g_strv_contains (column->also, folded));
}

static int
find_column (const CsvReading *reading, const char *name)
{
  g_autofree char *folded = fold_name (name);

  for (guint i = 0; i < reading->n_columns; i++)
    if (is_named (&reading->columns[i], folded))
      return (int) i;
  return -1;
}

static gboolean
has_column (const CsvReading *reading, int column)
{
  for (guint i = 0; i < reading->header->len; i++)
    if (g_array_index (reading->header, int, i) == column)
      return TRUE;
  return FALSE;
}

static void
add_header_field (CsvReading *reading, const char *name)
{
  int column = find_column (reading, name);

  if (column >= 0 && has_column (reading, column))
    {
      const CsvColumn *twice = &reading->columns[column];
      if (twice->required || twice->also == NULL)
        csv_refuse (reading, twice->name, "the header line has the column twice");
      column = -1;
    }
  if (reading->header->len == CSV_MAX_COLUMNS)
    csv_refuse (reading, NULL, "the header line has more than %d columns", CSV_MAX_COLUMNS);
  else
    g_array_append_val (reading->header, column);
}

static void
end_header (CsvReading *reading)
{
  for (guint i = 0; i < reading->n_columns; i++)
    if (reading->columns[i].required && !has_column (reading, (int) i))
      csv_refuse (reading, reading->columns[i].name, "the header line has no such column");
  reading->in_header = FALSE;
}

/* --- Rows --- */

static void
add_row_field (CsvReading *reading, char *field)
{
  int column;

  g_strstrip (field);
  reading->filled = reading->filled || *field != '\0';
  if (reading->n_fields >= reading->header->len)
    {
      if (*field != '\0')
        csv_refuse (reading, NULL, "the row has more fields than the header line has columns");
      return;
    }
  column = g_array_index (reading->header, int, reading->n_fields);
  if (column >= 0 && *field != '\0')
    reading->row[column] = g_string_chunk_insert (reading->table->text, field);
}

static void
end_row (CsvReading *reading)
{
  CsvTable *table = reading->table;

  if (!reading->filled)
    return;
  reading->filled = FALSE;
  if (table->lines->len == CSV_MAX_ROWS)
    {
      csv_refuse (reading, NULL, "the file has more than %d rows", CSV_MAX_ROWS);
      return;
    }
  g_array_append_val (table->lines, reading->line);
  for (guint i = 0; i < reading->n_columns; i++)
    {
      g_ptr_array_add (table->cells, (gpointer) reading->row[i]);
      reading->row[i] = NULL;
    }
}

static void
csv_field (void *bytes, size_t length, void *data)
{
  CsvReading *reading = data;
  g_autofree char *field = NULL;

  if (length > CSV_MAX_FIELD)
    csv_refuse (reading, NULL, "a field is longer than %d bytes", CSV_MAX_FIELD);
  if (reading->error != NULL)
    return;
  field = g_strndup (bytes != NULL ? bytes : "", length);
  if (reading->in_header)
    add_header_field (reading, field);
  else
    add_row_field (reading, field);
  reading->n_fields++;
}

static void
csv_row (int terminator, void *data)
{
  CsvReading *reading = data;

  reading->ended = TRUE;
  if (reading->error != NULL)
    return;
  if (reading->in_header)
    end_header (reading);
  else
    end_row (reading);
  reading->n_fields = 0;
}

/* --- Text --- */

/* What the first line uses first, outside of quotes. */
static char
find_delimiter (const char *text)
{
  gboolean quoted = FALSE;

  for (; *text != '\0' && (quoted || !strchr ("\r\n", *text)); text++)
    if (*text == '"')
      quoted = !quoted;
    else if (!quoted && strchr (",;\t", *text))
      return *text;
  return ',';
}

static gsize
line_length (const char *text)
{
  gsize length = strcspn (text, "\r\n");

  if (text[length] == '\r' && text[length + 1] == '\n')
    return length + 2;
  return text[length] != '\0' ? length + 1 : length;
}

/* libcsv is fed line by line, since it does not count them: a row is known to begin where the one
 * before it has ended. */
static void
parse_lines (CsvReading *reading, struct csv_parser *parser, const char *text)
{
  gboolean open = FALSE; /* a quoted field goes on in the next line */
  guint line = 1;

  for (gsize length; reading->error == NULL && (length = line_length (text)) > 0; text += length)
    {
      if (!open)
        reading->line = line;
      reading->ended = FALSE;
      if (csv_parse (parser, text, length, csv_field, csv_row, reading) != length)
        csv_refuse (reading, NULL, "a quote stands where none may be");
      open = !reading->ended && (open || strspn (text, " \t\r\n") < length);
      line++;
    }
  if (csv_fini (parser, csv_field, csv_row, reading) != 0)
    csv_refuse (reading, NULL, "a quoted field is not closed");
  if (reading->in_header)
    csv_refuse (reading, NULL, "the file has no header line");
}

/* A tab may be the separator; then it is no blank that libcsv takes off a field. */
static int
is_blank (unsigned char byte)
{
  return byte == ' ';
}

static void
read_text (CsvReading *reading, const char *text)
{
  struct csv_parser parser;

  csv_init (&parser, CSV_STRICT | CSV_STRICT_FINI);
  csv_set_delim (&parser, (guchar) find_delimiter (text));
  csv_set_space_func (&parser, is_blank);
  parse_lines (reading, &parser, text);
  csv_free (&parser);
}

CsvTable *
csv_table_read (const char *bytes, gsize length, const CsvColumn *columns, guint n_columns,
                GError **error)
{
  g_autoptr (CsvTable) table = g_new0 (CsvTable, 1);
  CsvReading reading = { columns, n_columns, table, .in_header = TRUE, .line = 1 };
  g_autofree char *text = NULL;

  table->n_columns = n_columns;
  table->text = g_string_chunk_new (4096);
  table->cells = g_ptr_array_new ();
  table->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  if (length > CSV_MAX_BYTES)
    {
      csv_refuse (&reading, NULL, "the file is longer than %d bytes", CSV_MAX_BYTES);
      g_propagate_error (error, reading.error);
      return NULL;
    }
  text = csv_text_decode (bytes, length, error);
  if (text == NULL)
    return NULL;
  reading.header = g_array_new (FALSE, FALSE, sizeof (int));
  reading.row = g_new0 (const char *, n_columns);
  read_text (&reading, text);
  g_array_unref (reading.header);
  g_free (reading.row);
  if (reading.error == NULL)
    return g_steal_pointer (&table);
  g_propagate_error (error, reading.error);
  return NULL;
}

void
csv_table_free (CsvTable *table)
{
  if (table == NULL)
    return;
  g_string_chunk_free (table->text);
  g_ptr_array_unref (table->cells);
  g_array_unref (table->lines);
  g_free (table);
}

guint
csv_table_length (const CsvTable *table)
{
  return table->lines->len;
}

guint
csv_table_line (const CsvTable *table, guint row)
{
  return g_array_index (table->lines, guint, row);
}

const char *
csv_table_get (const CsvTable *table, guint row, guint column)
{
  const char *cell = g_ptr_array_index (table->cells, row * table->n_columns + column);
  return cell != NULL ? cell : "";
}
