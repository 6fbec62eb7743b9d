/* SPDX-License-Identifier: MPL-2.0 */
#include "wire/request_inside.h"
#include "wire/request_journal.h"

#define MAX_DATA (8 * 1024 * 1024) /* what a frame holds */
#define MAX_ID 100
#define MAX_SEARCH 200
#define MAX_WORDS 4000
#define MAX_HEARD 10000
#define MAX_OFFSET 100000000

JournalRequest *
request_journal (const Request *request)
{
  return request->part;
}

static JournalRequest *
journal_request_new (Request *request)
{
  JournalRequest *part = g_new0 (JournalRequest, 1);

  part->query.limit = JOURNAL_MAX_PAGE;
  request->part = part;
  request->part_free = g_free;
  return part;
}

static void
read_page (JsonReader *reader, JournalQuery *query)
{
  query->since = json_reader_time (reader, "since");
  query->until = json_reader_time (reader, "until");
  query->offset = (guint) json_reader_integer (reader, "offset", JSON_OPTIONAL, 0, MAX_OFFSET, 0);
  query->limit = (guint) json_reader_integer (reader, "limit", JSON_OPTIONAL, 1, JOURNAL_MAX_PAGE,
                                              JOURNAL_MAX_PAGE);
}

gboolean
request_read_journal (Request *request, JsonReader *reader, GError **error)
{
  JournalQuery *query = &journal_request_new (request)->query;

  read_page (reader, query);
  query->class = json_reader_string (reader, "class", JSON_OPTIONAL, 1, REQUEST_MAX_CODE);
  query->reason = json_reader_string (reader, "reason", JSON_OPTIONAL, 1, REQUEST_MAX_CODE);
  query->channel = json_reader_string (reader, "channel", JSON_OPTIONAL, 0, JOURNAL_MAX_CHANNEL);
  query->search = json_reader_string (reader, "search", JSON_OPTIONAL, 0, MAX_SEARCH);
  query->words = json_reader_string (reader, "words", JSON_OPTIONAL, 1, MAX_WORDS);
  query->order = (JournalOrder) json_reader_choice (reader, "order", JSON_OPTIONAL,
                                                    journal_order_names, JOURNAL_BY_TIME);
  query->reverse = json_reader_boolean (reader, "reverse", JSON_OPTIONAL, FALSE);
  return TRUE;
}

gboolean
request_read_journal_edit (Request *request, JsonReader *reader, GError **error)
{
  JournalRequest *part = journal_request_new (request);
  JournalEdit *edit = &part->edit;

  part->entry = json_reader_string (reader, "entry", JSON_REQUIRED, 1, MAX_ID);
  edit->remedy = json_reader_string (reader, "remedy", JSON_OPTIONAL, 0, JOURNAL_MAX_TEXT);
  edit->outcome = json_reader_string (reader, "outcome", JSON_OPTIONAL, 0, JOURNAL_MAX_TEXT);
  edit->channel = json_reader_string (reader, "channel", JSON_OPTIONAL, 0, JOURNAL_MAX_CHANNEL);
  edit->replacement
      = json_reader_string (reader, "replacement", JSON_OPTIONAL, 0, REQUEST_MAX_ADDRESS);
  return TRUE;
}

gboolean
request_read_journal_stats (Request *request, JsonReader *reader, GError **error)
{
  journal_request_new (request)->query.since = json_reader_time (reader, "since");
  return TRUE;
}

gboolean
request_read_audit (Request *request, JsonReader *reader, GError **error)
{
  read_page (reader, &journal_request_new (request)->query);
  return TRUE;
}

gboolean
request_read_forget (Request *request, JsonReader *reader, GError **error)
{
  request->address = json_reader_string (reader, "address", JSON_REQUIRED, 1, REQUEST_MAX_ADDRESS);
  return TRUE;
}

gboolean
request_read_heard (Request *request, JsonReader *reader, GError **error)
{
  JournalRequest *part = journal_request_new (request);
  const cJSON *addresses = json_reader_array (reader, "addresses", JSON_REQUIRED, 0, MAX_HEARD);

  part->at = json_reader_time (reader, "at");
  return !json_reader_finish (reader)
         || request_read_strings (request, addresses, "addresses", 1, REQUEST_MAX_ADDRESS, error);
}

static const char *
read_one_of (JsonReader *reader, const char *name, const char *const *names)
{
  return names[json_reader_choice (reader, name, JSON_REQUIRED, names, 0)];
}

static const char *const formats[] = { "csv", "xlsx", NULL };

gboolean
request_read_journal_export (Request *request, JsonReader *reader, GError **error)
{
  static const char *const languages[] = { "en", "zh_CN", NULL };
  JournalRequest *part = journal_request_new (request);

  part->format = read_one_of (reader, "format", formats);
  part->language = read_one_of (reader, "language", languages);
  return TRUE;
}

gboolean
request_read_journal_import (Request *request, JsonReader *reader, GError **error)
{
  JournalRequest *part = journal_request_new (request);

  part->format = read_one_of (reader, "format", formats);
  part->query.channel
      = json_reader_string (reader, "channel", JSON_OPTIONAL, 1, JOURNAL_MAX_CHANNEL);
  part->part
      = (guint) json_reader_integer (reader, "parts", JSON_OPTIONAL, 0, JOURNAL_MAX_PARTS, 0);
  part->data = json_reader_string (reader, "data", JSON_REQUIRED, 0, MAX_DATA);
  return TRUE;
}

gboolean
request_read_journal_part (Request *request, JsonReader *reader, GError **error)
{
  JournalRequest *part = journal_request_new (request);

  part->part = (guint) json_reader_integer (reader, "part", JSON_REQUIRED, 1, JOURNAL_MAX_PARTS, 1);
  part->data = json_reader_string (reader, "data", JSON_REQUIRED, 0, MAX_DATA);
  return TRUE;
}
