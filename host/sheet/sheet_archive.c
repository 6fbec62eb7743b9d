/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "sheet/sheet_archive.h"

zip_t *
sheet_archive_open (const char *bytes, gsize length, GError **error)
{
  zip_error_t cause;
  zip_source_t *source;
  zip_t *archive = NULL;

  zip_error_init (&cause);
  source = zip_source_buffer_create (bytes, length, 0, &cause);
  if (source != NULL)
    archive = zip_open_from_source (source, ZIP_RDONLY, &cause);
  if (archive == NULL)
    {
      g_set_error (error, SHEET_ERROR, SHEET_ERROR_NOT_A_WORKBOOK, "no workbook: %s",
                   zip_error_strerror (&cause));
      zip_source_free (source);
    }
  zip_error_fini (&cause);
  return archive;
}

/* Behind the prefix of its namespace. */
static const char *
local_name (const char *name)
{
  const char *colon = strrchr (name, ':');
  return colon != NULL ? colon + 1 : name;
}

const char *
sheet_attribute (const char **attributes, const char *name)
{
  for (gsize i = 0; attributes[i] != NULL; i += 2)
    if (strcmp (local_name (attributes[i]), name) == 0)
      return attributes[i + 1];
  return NULL;
}

/* --- What expat calls --- */

static void
on_start (void *data, const XML_Char *name, const XML_Char **attributes)
{
  const PartReader *reader = data;
  if (*reader->error == NULL)
    reader->start (reader->data, local_name (name), attributes);
}

static void
on_end (void *data, const XML_Char *name)
{
  const PartReader *reader = data;
  if (*reader->error == NULL && reader->end != NULL)
    reader->end (reader->data, local_name (name));
}

static void
on_characters (void *data, const XML_Char *text, int length)
{
  const PartReader *reader = data;
  if (*reader->error == NULL && reader->characters != NULL)
    reader->characters (reader->data, text, length);
}

/* No workbook has a document type; what it could declare is not wanted. */
static void
on_doctype (void *data, const XML_Char *name, const XML_Char *system_id, const XML_Char *public_id,
            int has_internal_subset)
{
  const PartReader *reader = data;
  if (*reader->error == NULL)
    g_set_error (reader->error, SHEET_ERROR, SHEET_ERROR_NOT_A_WORKBOOK,
                 "a part has a document type");
}

/* --- Reading --- */

/* FALSE without an error: this part is not well formed. */
static gboolean
parse_part (zip_file_t *file, XML_Parser parser, GError **error)
{
  gsize total = 0;
  zip_int64_t got;

  do
    {
      void *buffer = XML_GetBuffer (parser, 65536);
      got = buffer != NULL ? zip_fread (file, buffer, 65536) : -1;
      if (got < 0 || XML_ParseBuffer (parser, (int) got, got == 0) != XML_STATUS_OK)
        return FALSE;
      total += (gsize) got;
      if (total > SHEET_MAX_UNPACKED)
        {
          g_set_error (error, SHEET_ERROR, SHEET_ERROR_TOO_LARGE, "a part is larger than %d bytes",
                       SHEET_MAX_UNPACKED);
          return FALSE;
        }
    }
  while (got > 0 && *error == NULL);
  return *error == NULL;
}

gboolean
sheet_archive_read (zip_t *archive, const char *name, const PartReader *reader, gboolean *ret_found)
{
  zip_file_t *file = zip_fopen (archive, name, ZIP_FL_NOCASE);
  XML_Parser parser;
  gboolean parsed;

  *ret_found = file != NULL;
  if (file == NULL)
    return TRUE;
  parser = XML_ParserCreate (NULL);
  XML_SetUserData (parser, (void *) reader);
  XML_SetElementHandler (parser, on_start, on_end);
  XML_SetCharacterDataHandler (parser, on_characters);
  XML_SetStartDoctypeDeclHandler (parser, on_doctype);
  parsed = parse_part (file, parser, reader->error);
  if (!parsed && *reader->error == NULL)
    g_set_error (reader->error, SHEET_ERROR, SHEET_ERROR_NOT_A_WORKBOOK, "%s is damaged (line %lu)",
                 name, XML_GetCurrentLineNumber (parser));
  XML_ParserFree (parser);
  zip_fclose (file);
  return parsed;
}
