/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "csv_writer.h"
#include "sheet/sheet_archive.h"

/* ECMA-376 part 1, 18.2 (workbook), 18.3 (sheets), 18.4 (shared strings). */

/* Appends to @out, within what is read of a workbook at all. */
static void
append_bounded (GString *out, const char *text, gsize length, GError **error)
{
  if (out->len + length > SHEET_MAX_UNPACKED)
    g_set_error_literal (error, SHEET_ERROR, SHEET_ERROR_TOO_LARGE, "the sheet is too large");
  else
    g_string_append_len (out, text, (gssize) length);
}

/* --- Where the first sheet is --- */

typedef struct
{
  char *relation; /* (nullable) id of the first sheet's relation */
  char *target;   /* (nullable) its part, from xl/ on */
} FirstSheet;

static void
find_relation (gpointer data, const char *name, const char **attributes)
{
  FirstSheet *first = data;
  if (strcmp (name, "sheet") == 0 && first->relation == NULL)
    first->relation = g_strdup (sheet_attribute (attributes, "id"));
}

static void
find_target (gpointer data, const char *name, const char **attributes)
{
  FirstSheet *first = data;
  const char *id = sheet_attribute (attributes, "Id");

  if (strcmp (name, "Relationship") == 0 && first->target == NULL && id != NULL
      && g_strcmp0 (id, first->relation) == 0)
    first->target = g_strdup (sheet_attribute (attributes, "Target"));
}

/* The part's name. Free with g_free (). */
static char *
find_first_sheet (zip_t *archive, GError **error)
{
  FirstSheet first = { NULL, NULL };
  GError *cause = NULL;
  const PartReader workbook = { find_relation, NULL, NULL, &first, &cause };
  const PartReader relations = { find_target, NULL, NULL, &first, &cause };
  char *name = NULL;
  gboolean found;

  if (sheet_archive_read (archive, "xl/workbook.xml", &workbook, &found)
      && sheet_archive_read (archive, "xl/_rels/workbook.xml.rels", &relations, &found))
    {
      if (first.target == NULL)
        name = g_strdup ("xl/worksheets/sheet1.xml");
      else if (*first.target == '/')
        name = g_strdup (first.target + 1);
      else
        name = g_strconcat ("xl/", first.target, NULL);
    }
  g_free (first.relation);
  g_free (first.target);
  if (cause != NULL)
    g_propagate_error (error, cause);
  return name;
}

/* --- Shared strings --- */

typedef struct
{
  GPtrArray *strings; /* char * */
  GString *text;      /* of the string under way */
  gsize total;        /* bytes of all */
  gboolean in_text;
  gboolean in_reading; /* of a furigana, which is no part of the text */
  GError *error;
} Strings;

static void
start_string (gpointer data, const char *name, const char **attributes)
{
  Strings *strings = data;

  if (strcmp (name, "si") == 0)
    g_string_truncate (strings->text, 0);
  else if (strcmp (name, "rPh") == 0)
    strings->in_reading = TRUE;
  else if (strcmp (name, "t") == 0)
    strings->in_text = !strings->in_reading;
}

static void
end_string (gpointer data, const char *name)
{
  Strings *strings = data;

  if (strcmp (name, "t") == 0)
    strings->in_text = FALSE;
  else if (strcmp (name, "rPh") == 0)
    strings->in_reading = FALSE;
  else if (strcmp (name, "si") == 0)
    {
      strings->total += strings->text->len + sizeof (gpointer);
      if (strings->total > SHEET_MAX_UNPACKED)
        g_set_error_literal (&strings->error, SHEET_ERROR, SHEET_ERROR_TOO_LARGE,
                             "the workbook has too much text");
      else
        g_ptr_array_add (strings->strings, g_strndup (strings->text->str, strings->text->len));
    }
}

static void
string_characters (gpointer data, const char *text, int length)
{
  Strings *strings = data;
  if (strings->in_text)
    append_bounded (strings->text, text, (gsize) length, &strings->error);
}

/* char *; empty where the workbook has none. */
static GPtrArray *
read_strings (zip_t *archive, GError **error)
{
  Strings strings
      = { .strings = g_ptr_array_new_with_free_func (g_free), .text = g_string_new (NULL) };
  const PartReader reader
      = { start_string, end_string, string_characters, &strings, &strings.error };
  gboolean found;

  if (!sheet_archive_read (archive, "xl/sharedStrings.xml", &reader, &found))
    {
      g_clear_pointer (&strings.strings, g_ptr_array_unref);
      g_propagate_error (error, strings.error);
    }
  g_string_free (strings.text, TRUE);
  return strings.strings;
}

/* --- Cells --- */

typedef struct
{
  const GPtrArray *strings;
  GString *csv;
  GPtrArray *row;  /* char *: the cells of the row under way */
  guint n_rows;    /* rows in csv */
  GString *value;  /* of the cell under way */
  guint column;    /* of the cell under way, from 0 */
  gboolean shared; /* its value is the place of a shared string */
  gboolean in_value;
  gboolean in_reading;
  GError *error;
} Cells;

static void
refuse_cells (Cells *cells)
{
  g_set_error_literal (&cells->error, SHEET_ERROR, SHEET_ERROR_TOO_LARGE,
                       "the sheet has too many rows or columns");
}

/* The column of a cell's name ("AB12"), from 0; the next one where it has none. */
static guint
column_of (const char *name, guint next)
{
  guint column = 0;

  if (name == NULL || !g_ascii_isalpha (*name))
    return next;
  for (; g_ascii_isalpha (*name) && column <= SHEET_MAX_COLUMNS; name++)
    column = column * 26 + (guint) (g_ascii_toupper (*name) - 'A') + 1;
  return column - 1;
}

/* Rows that the file leaves out are empty lines, so that lines and rows have the same numbers. */
static void
start_row (Cells *cells, const char *number)
{
  guint64 row = number != NULL ? g_ascii_strtoull (number, NULL, 10) : cells->n_rows + 1;

  if (row > SHEET_MAX_ROWS)
    refuse_cells (cells);
  else
    for (; cells->n_rows + 1 < row; cells->n_rows++)
      g_string_append (cells->csv, "\r\n");
  g_ptr_array_set_size (cells->row, 0);
}

static void
end_row (Cells *cells)
{
  if (cells->csv->len > SHEET_MAX_UNPACKED)
    g_set_error_literal (&cells->error, SHEET_ERROR, SHEET_ERROR_TOO_LARGE,
                         "the sheet is too large");
  else
    csv_write_row (cells->csv, (const char *const *) cells->row->pdata, cells->row->len, CSV_PLAIN);
  cells->n_rows++;
}

/* A character that XML cannot hold is written "_x000D_", and what looks so itself "_x005F_x000D_". */
static void
decode_escapes (GString *text)
{
  for (char *at = text->str; (at = strstr (at, "_x")) != NULL; at++)
    {
      gsize place = (gsize) (at - text->str);
      guint value = 0;
      int i = 2;

      for (; i < 6 && g_ascii_isxdigit (at[i]); i++)
        value = value * 16 + (guint) g_ascii_xdigit_value (at[i]);
      if (i < 6 || at[6] != '_' || value == 0 || (value >= ' ' && value != '_'))
        continue;
      g_string_erase (text, (gssize) place, 6);
      text->str[place] = (char) value;
      at = text->str + place;
    }
}

static char *
cell_text (Cells *cells)
{
  guint64 place;
  char *text;

  if (cells->shared)
    {
      place = g_ascii_strtoull (cells->value->str, NULL, 10);
      g_string_assign (cells->value, place < cells->strings->len
                                         ? g_ptr_array_index (cells->strings, (guint) place)
                                         : "");
    }
  decode_escapes (cells->value);
  text = g_utf8_make_valid (cells->value->str, -1);
  return g_strdelimit (text, "\r\n", ' ');
}

static void
start_cell (Cells *cells, const char **attributes)
{
  const char *type = sheet_attribute (attributes, "t");

  cells->column = column_of (sheet_attribute (attributes, "r"), cells->row->len);
  cells->shared = g_strcmp0 (type, "s") == 0;
  g_string_truncate (cells->value, 0);
  if (cells->column >= SHEET_MAX_COLUMNS)
    refuse_cells (cells);
}

static void
end_cell (Cells *cells)
{
  while (cells->row->len <= cells->column)
    g_ptr_array_add (cells->row, g_strdup (""));
  g_free (cells->row->pdata[cells->column]);
  cells->row->pdata[cells->column] = cell_text (cells);
}

static void
start_element (gpointer data, const char *name, const char **attributes)
{
  Cells *cells = data;

  if (strcmp (name, "row") == 0)
    start_row (cells, sheet_attribute (attributes, "r"));
  else if (strcmp (name, "c") == 0)
    start_cell (cells, attributes);
  else if (strcmp (name, "rPh") == 0)
    cells->in_reading = TRUE;
  else if (strcmp (name, "v") == 0 || strcmp (name, "t") == 0)
    cells->in_value = !cells->in_reading;
}

static void
end_element (gpointer data, const char *name)
{
  Cells *cells = data;

  if (strcmp (name, "row") == 0)
    end_row (cells);
  else if (strcmp (name, "c") == 0)
    end_cell (cells);
  else if (strcmp (name, "rPh") == 0)
    cells->in_reading = FALSE;
  else if (strcmp (name, "v") == 0 || strcmp (name, "t") == 0)
    cells->in_value = FALSE;
}

static void
cell_characters (gpointer data, const char *text, int length)
{
  Cells *cells = data;
  if (cells->in_value)
    append_bounded (cells->value, text, (gsize) length, &cells->error);
}

static char *
read_cells (zip_t *archive, const char *part, const GPtrArray *strings, GError **error)
{
  Cells cells = { .strings = strings,
                  .csv = g_string_new (NULL),
                  .row = g_ptr_array_new_with_free_func (g_free),
                  .value = g_string_new (NULL) };
  const PartReader reader = { start_element, end_element, cell_characters, &cells, &cells.error };
  gboolean found;

  if (sheet_archive_read (archive, part, &reader, &found) && !found)
    g_set_error_literal (&cells.error, SHEET_ERROR, SHEET_ERROR_NOT_A_WORKBOOK,
                         "there is no sheet in it");
  g_ptr_array_unref (cells.row);
  g_string_free (cells.value, TRUE);
  if (cells.error == NULL)
    return g_string_free (cells.csv, FALSE);
  g_string_free (cells.csv, TRUE);
  g_propagate_error (error, cells.error);
  return NULL;
}

char *
sheet_read (const char *bytes, gsize length, GError **error)
{
  g_autoptr (zip_t) archive = sheet_archive_open (bytes, length, error);
  g_autofree char *part = archive != NULL ? find_first_sheet (archive, error) : NULL;
  g_autoptr (GPtrArray) strings = part != NULL ? read_strings (archive, error) : NULL;

  return strings != NULL ? read_cells (archive, part, strings, error) : NULL;
}
