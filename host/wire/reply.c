/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "wire/frame.h"
#include "wire/reply.h"
#include "wire/report_json.h"
#include "wire/request.h"

#define HEAD_ROOM 512u            /* bytes of a page that are not its findings */
#define MAX_FINDING (128u * 1024) /* bytes; a longer one is cut */

cJSON *
reply_new (gint64 id, const char *type)
{
  cJSON *reply = cJSON_CreateObject ();

  if (id == REQUEST_NO_ID)
    cJSON_AddNullToObject (reply, "id");
  else
    {
      g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      cJSON_AddRawToObject (reply, "id", digits);
    }
  cJSON_AddStringToObject (reply, "type", type);
  return reply;
}

char *
reply_done (gint64 id)
{
  g_autoptr (cJSON) reply = reply_new (id, "done");
  return json_print (reply);
}

char *
reply_error (gint64 id, const GError *error)
{
  g_autoptr (cJSON) reply = reply_new (id, "error");
  const ErrorPlace *place = lastmile_error_place (error);

  cJSON_AddStringToObject (reply, "code", lastmile_error_name ((LastmileErrorCode) error->code));
  if (place->field != NULL)
    json_add_string (reply, "field", place->field);
  if (place->located)
    cJSON_AddNumberToObject (reply, "offset", (double) place->offset);
  json_add_string (reply, "detail", error->message);
  return json_print (reply);
}

/* --- Reports --- */

/* The elements of the two lists that fit one frame, apart by commas. */
typedef struct
{
  GString *findings;
  GString *not_checked;
} Page;

static Page *
page_add (GPtrArray *pages)
{
  Page *page = g_new0 (Page, 1);

  page->findings = g_string_new (NULL);
  page->not_checked = g_string_new (NULL);
  g_ptr_array_add (pages, page);
  return page;
}

static void
page_free (Page *page)
{
  g_string_free (page->findings, TRUE);
  g_string_free (page->not_checked, TRUE);
  g_free (page);
}

/* The last page, or a new one if @text does not fit it. */
static Page *
page_for (GPtrArray *pages, const char *text)
{
  Page *page = g_ptr_array_index (pages, pages->len - 1);

  if (page->findings->len + page->not_checked->len + strlen (text) + HEAD_ROOM <= FRAME_MAX_REPLY)
    return page;
  return page_add (pages);
}

static void
append_element (GString *list, const char *text)
{
  if (list->len > 0)
    g_string_append_c (list, ',');
  g_string_append (list, text);
}

static GPtrArray *
report_paginate (const Findings *findings, const GPtrArray *not_checked)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) page_free);

  page_add (pages);
  for (guint i = 0; i < findings_length (findings); i++)
    {
      g_autofree char *text = finding_print (findings_get (findings, i), MAX_FINDING);
      append_element (page_for (pages, text)->findings, text);
    }
  for (guint i = 0; i < not_checked->len; i++)
    {
      g_autoptr (cJSON) json = not_checked_to_json (g_ptr_array_index (not_checked, i));
      g_autofree char *text = json_print (json);
      append_element (page_for (pages, text)->not_checked, text);
    }
  return pages;
}

static void
add_list (cJSON *reply, const char *name, const GString *elements)
{
  g_autofree char *list = g_strdup_printf ("[%s]", elements->str);
  cJSON_AddRawToObject (reply, name, list);
}

GPtrArray *
reply_report (const ReportHead *head, Run *run)
{
  const Findings *findings = run_findings (run);
  g_autoptr (GPtrArray) pages = report_paginate (findings, run_not_checked (run));
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < pages->len; i++)
    {
      const Page *page = g_ptr_array_index (pages, i);
      g_autoptr (cJSON) reply = reply_new (head->id, "report");

      cJSON_AddBoolToObject (reply, "final", head->final);
      if (head->cancelled)
        cJSON_AddTrueToObject (reply, "cancelled");
      cJSON_AddNumberToObject (reply, "page", i + 1);
      cJSON_AddNumberToObject (reply, "pages", pages->len);
      cJSON_AddStringToObject (reply, "verdict", verdict_name (findings_verdict (findings)));
      cJSON_AddStringToObject (reply, "mode", head->mode == POLICY_MONITOR ? "monitor" : "enforce");
      add_list (reply, "findings", page->findings);
      add_list (reply, "not_checked", page->not_checked);
      g_ptr_array_add (texts, json_print (reply));
    }
  return texts;
}
