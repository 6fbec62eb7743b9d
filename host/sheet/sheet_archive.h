/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <expat.h>
#include <zip.h>
#include "sheet/sheet.h"

/* The parts of a workbook: XML files in a ZIP archive (ECMA-376 part 2). */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (zip_t, zip_discard)

/* @bytes are borrowed for as long as the archive is open. NULL and an error if it is none. */
zip_t *sheet_archive_open (const char *bytes, gsize length, GError **error);

typedef void StartElement (gpointer data, const char *name, const char **attributes);
typedef void EndElement (gpointer data, const char *name);
typedef void Characters (gpointer data, const char *text, int length);

/* What a part's reader wants to hear of; names are without their namespace. A reader that has met a
 * fault sets *error and hears no more. */
typedef struct
{
  StartElement *start;
  EndElement *end;        /* (nullable) */
  Characters *characters; /* (nullable) */
  gpointer data;
  GError **error; /* (not nullable) where the reader puts its faults */
} PartReader;

/* Walks through the part @name. FALSE and an error in reader->error if it is too large, not well
 * formed, or the reader has refused it; *ret_found says whether there is such a part. */
gboolean sheet_archive_read (zip_t *archive, const char *name, const PartReader *reader,
                             gboolean *ret_found);

/* The value of an attribute, its namespace left out; NULL if there is none. */
const char *sheet_attribute (const char **attributes, const char *name);
