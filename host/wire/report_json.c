/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "wire/report_json.h"

#define ELLIPSIS "…"

/* How much of a finding is told. */
typedef struct
{
  glong string;   /* code points */
  guint elements; /* of a list */
} Cut;

static const Cut whole = { G_MAXLONG, G_MAXUINT };

static char *
cut_string (const char *value, const Cut *cut)
{
  g_autofree char *head = NULL;

  if (cut->string == G_MAXLONG || g_utf8_strlen (value, -1) <= cut->string)
    return g_strdup (value);
  head = g_utf8_substring (value, 0, cut->string);
  return g_strconcat (head, ELLIPSIS, NULL);
}

static void
add_cut_string (cJSON *object, const char *name, const char *value, const Cut *cut)
{
  g_autofree char *text = cut_string (value, cut);
  json_add_string (object, name, text);
}

static void
add_param (cJSON *params, const FindingParam *param, const Cut *cut)
{
  cJSON *list;

  if (!param->is_list)
    {
      add_cut_string (params, param->name, g_ptr_array_index (param->values, 0), cut);
      return;
    }
  list = cJSON_AddArrayToObject (params, param->name);
  for (guint i = 0; i < param->values->len && i < cut->elements; i++)
    {
      g_autofree char *text = cut_string (g_ptr_array_index (param->values, i), cut);
      json_append_string (list, text);
    }
  if (param->values->len > cut->elements)
    json_append_string (list, ELLIPSIS);
}

/* Marks count bytes in the finding and code points on the wire. */
static void
add_marks (cJSON *object, const Finding *finding, const Cut *cut)
{
  cJSON *marks = cJSON_AddArrayToObject (object, "marks");

  for (guint i = 0; i < finding->marks->len && i < cut->elements; i++)
    {
      const FindingMark *mark = &g_array_index (finding->marks, FindingMark, i);
      const char *start = finding->address + mark->start;
      glong offset = g_utf8_pointer_to_offset (finding->address, start);
      glong length = g_utf8_pointer_to_offset (start, start + mark->length);
      cJSON *pair;

      if (cut->string != G_MAXLONG && offset + length > cut->string)
        break;
      pair = cJSON_CreateArray ();
      cJSON_AddItemToArray (pair, cJSON_CreateNumber ((double) offset));
      cJSON_AddItemToArray (pair, cJSON_CreateNumber ((double) length));
      cJSON_AddItemToArray (marks, pair);
    }
}

char *
finding_subject (const Finding *finding)
{
  static const char *const names[]
      = { [SUBJECT_FROM] = "from", [SUBJECT_SMTP] = "smtp", [SUBJECT_MESSAGE] = "message" };

  if (finding->subject != SUBJECT_RECIPIENT)
    return g_strdup (names[finding->subject]);
  return g_strdup_printf ("%s[%u]", recipient_field_name (finding->field), finding->index);
}

static cJSON *
finding_to_json_cut (const Finding *finding, const Cut *cut)
{
  cJSON *object = cJSON_CreateObject ();
  g_autofree char *subject = finding_subject (finding);
  cJSON *params;

  cJSON_AddStringToObject (object, "code", checks[finding->check].id);
  cJSON_AddStringToObject (object, "class", check_class (finding->check));
  cJSON_AddStringToObject (object, "severity", severity_name (finding->severity));
  cJSON_AddStringToObject (object, "subject", subject);
  if (finding->address != NULL)
    add_cut_string (object, "address", finding->address, cut);
  if (finding->variant != NULL)
    cJSON_AddStringToObject (object, "variant", finding->variant);
  params = cJSON_AddObjectToObject (object, "params");
  for (guint i = 0; i < finding->params->len; i++)
    add_param (params, &g_array_index (finding->params, FindingParam, i), cut);
  if (finding->marks->len > 0 && finding->address != NULL)
    add_marks (object, finding, cut);
  if (finding->suggestion != NULL
      && (cut->string == G_MAXLONG || g_utf8_strlen (finding->suggestion, -1) <= cut->string))
    json_add_string (object, "suggestion", finding->suggestion);
  cJSON_AddNumberToObject (object, "confidence", finding->confidence);
  if (finding->dismissed)
    cJSON_AddTrueToObject (object, "dismissed");
  return object;
}

cJSON *
finding_to_json (const Finding *finding)
{
  return finding_to_json_cut (finding, &whole);
}

char *
finding_print (const Finding *finding, gsize max_bytes)
{
  g_autoptr (cJSON) json = finding_to_json_cut (finding, &whole);
  char *text = json_print (json);

  for (Cut cut = { 2048, 512 }; strlen (text) > max_bytes && cut.string > 1;
       cut.string /= 2, cut.elements /= 2)
    {
      g_autoptr (cJSON) shorter = finding_to_json_cut (finding, &cut);
      g_free (text);
      text = json_print (shorter);
    }
  return text;
}

/* A check of the whole message speaks of the sender or its server where its name says so. */
static char *
not_checked_subject (const NotChecked *entry)
{
  const char *id = checks[entry->check].id;

  if (entry->recipient != NULL)
    return g_strdup_printf ("%s[%u]", recipient_field_name (entry->recipient->field),
                            entry->recipient->index);
  if (g_str_has_prefix (id, "sender_smtp"))
    return g_strdup ("smtp");
  return g_strdup (g_str_has_prefix (id, "sender_") ? "from" : "message");
}

cJSON *
not_checked_to_json (const NotChecked *entry)
{
  static const Cut cut = { 2048, 0 };
  cJSON *object = cJSON_CreateObject ();
  g_autofree char *subject = not_checked_subject (entry);

  cJSON_AddStringToObject (object, "code", checks[entry->check].id);
  cJSON_AddStringToObject (object, "subject", subject);
  if (entry->recipient != NULL)
    add_cut_string (object, "address", entry->recipient->address->text, &cut);
  cJSON_AddStringToObject (object, "why", entry->why);
  return object;
}

const char *
verdict_name (Severity verdict)
{
  return verdict == SEVERITY_OFF ? "ok" : severity_name (verdict);
}
