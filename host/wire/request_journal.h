/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "store_journal.h"
#include "wire/request.h"

/* What a request about the error log says (Request.part); strings are borrowed from the request. */
typedef struct
{
  JournalQuery query;   /* journal, audit (since, until, offset, limit), journal_stats (since) */
  const char *entry;    /* journal_edit: the row's id */
  JournalEdit edit;     /* journal_edit */
  gint64 at;            /* heard: seconds since 1970 */
  const char *format;   /* journal_export, journal_import: "csv", "xlsx" */
  const char *language; /* journal_export: "en", "zh_CN" */
  const char *data;     /* journal_part, journal_import: base64 */
  guint part;           /* journal_part: from 1; journal_import: how many came before */
} JournalRequest;

#define JOURNAL_MAX_PAGE 500  /* rows asked for at once */
#define JOURNAL_MAX_TEXT 2000 /* characters of what the user notes */
#define JOURNAL_MAX_CHANNEL 200
#define JOURNAL_MAX_PARTS 64 /* of a file that is larger than a frame */

JournalRequest *request_journal (const Request *request);
