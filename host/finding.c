/* SPDX-License-Identifier: MPL-2.0 */
#include "finding.h"

struct Findings
{
  GPtrArray *list; /* Finding, owned */
  CheckId check;
  const Recipient *recipient;
};

static void
finding_param_clear (FindingParam *param)
{
  g_free (param->name);
  g_ptr_array_unref (param->values);
}

static void
finding_free (Finding *finding)
{
  g_free (finding->address);
  g_free (finding->key);
  g_array_unref (finding->params);
  g_array_unref (finding->marks);
  g_free (finding->suggestion);
  g_free (finding);
}

Findings *
findings_new (void)
{
  Findings *findings = g_new0 (Findings, 1);
  findings->list = g_ptr_array_new_with_free_func ((GDestroyNotify) finding_free);
  return findings;
}

void
findings_free (Findings *findings)
{
  if (findings == NULL)
    return;
  g_ptr_array_unref (findings->list);
  g_free (findings);
}

void
findings_set_context (Findings *findings, CheckId check, const Recipient *recipient)
{
  findings->check = check;
  findings->recipient = recipient;
}

guint
findings_length (const Findings *findings)
{
  return findings->list->len;
}

void
findings_truncate (Findings *findings, guint length)
{
  g_ptr_array_set_size (findings->list, (gint) length);
}

Finding *
findings_get (const Findings *findings, guint i)
{
  return g_ptr_array_index (findings->list, i);
}

void
findings_remove (Findings *findings, guint i)
{
  g_ptr_array_remove_index (findings->list, i);
}

static Finding *
findings_append (Findings *findings, FindingSubject subject)
{
  Finding *finding = g_new0 (Finding, 1);
  finding->check = findings->check;
  finding->subject = subject;
  finding->confidence = 1.0;
  finding->params = g_array_new (FALSE, TRUE, sizeof (FindingParam));
  g_array_set_clear_func (finding->params, (GDestroyNotify) finding_param_clear);
  finding->marks = g_array_new (FALSE, TRUE, sizeof (FindingMark));
  g_ptr_array_add (findings->list, finding);
  return finding;
}

static char *
key_of (const Address *address)
{
  char *key = address_key (address);
  return key != NULL ? key : g_strdup (address->text);
}

char *
finding_key (const char *address)
{
  g_autoptr (Address) read = address_read (address);
  return key_of (read);
}

Finding *
findings_add_about (Findings *findings, const Recipient *recipient)
{
  Finding *finding = findings_append (findings, SUBJECT_RECIPIENT);
  finding->field = recipient->field;
  finding->index = recipient->index;
  finding->address = g_strdup (recipient->address->text);
  finding->key = key_of (recipient->address);
  return finding;
}

Finding *
findings_add (Findings *findings)
{
  if (findings->recipient != NULL)
    return findings_add_about (findings, findings->recipient);
  return findings_append (findings, SUBJECT_MESSAGE);
}

Finding *
findings_add_sender (Findings *findings, FindingSubject subject, const char *address)
{
  Finding *finding = findings_append (findings, subject);
  finding->address = g_strdup (address);
  finding->key = finding_key (address);
  return finding;
}

static FindingParam *
finding_find_param (Finding *finding, const char *name)
{
  FindingParam fresh;

  for (guint i = 0; i < finding->params->len; i++)
    {
      FindingParam *param = &g_array_index (finding->params, FindingParam, i);
      if (g_str_equal (param->name, name))
        return param;
    }
  fresh = (FindingParam){ g_strdup (name), g_ptr_array_new_with_free_func (g_free), FALSE };
  g_array_append_val (finding->params, fresh);
  return &g_array_index (finding->params, FindingParam, finding->params->len - 1);
}

void
finding_param (Finding *finding, const char *name, const char *value)
{
  FindingParam *param = finding_find_param (finding, name);
  g_ptr_array_set_size (param->values, 0);
  g_ptr_array_add (param->values, g_strdup (value));
}

void
finding_param_int (Finding *finding, const char *name, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  finding_param (finding, name, text);
}

void
finding_param_add (Finding *finding, const char *name, const char *value)
{
  FindingParam *param = finding_find_param (finding, name);
  param->is_list = TRUE;
  g_ptr_array_add (param->values, g_strdup (value));
}

void
finding_suggest (Finding *finding, const char *suggestion)
{
  g_free (finding->suggestion);
  finding->suggestion = g_strdup (suggestion);
}

void
finding_weak (Finding *finding, double confidence)
{
  finding->weak = TRUE;
  finding->confidence = confidence;
}

void
finding_mark (Finding *finding, gsize start, gsize length)
{
  FindingMark mark = { start, length };
  g_array_append_val (finding->marks, mark);
}

Findings *
findings_new_borrowing (const GPtrArray *list)
{
  Findings *findings = g_new0 (Findings, 1);
  findings->list = g_ptr_array_sized_new (list->len);
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (findings->list, g_ptr_array_index (list, i));
  return findings;
}
