/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "cli/finding_text.h"
#include "cli/layout.h"
#include "cli/text.h"
#include "checks.h"
#include "knowledge/country.h"

static const char *
find_text (const Finding *finding, const char *part)
{
  const char *code = checks[finding->check].id;
  g_autofree char *key = g_strdup_printf ("check_%s@%s", code, part);
  const char *found = NULL;

  if (finding->variant != NULL)
    {
      g_autofree char *of_variant = g_strdup_printf ("%s@%s", key, finding->variant);
      found = text_find (of_variant);
    }
  if (found == NULL)
    found = text_find (key);
  return found != NULL ? found : "";
}

/* A param whose name ends in "country" holds ISO 3166-1 codes; "reason" is why mail
 * came back. */
static char *
show_value (const char *name, const char *value)
{
  const char *country
      = g_str_has_suffix (name, "country") ? country_name (value, text_language ()) : NULL;
  g_autofree char *reason
      = g_str_equal (name, "reason") ? g_strdup_printf ("bounce_%s@title", value) : NULL;

  if (reason != NULL && text_find (reason) != NULL)
    return g_strdup (text_find (reason));
  return country != NULL ? g_strdup (country) : layout_visible (value);
}

static char *
show_param (const FindingParam *param)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < param->values->len; i++)
    g_ptr_array_add (shown, show_value (param->name, g_ptr_array_index (param->values, i)));
  return text_join (shown);
}

static char *
lookup (const char *name, gpointer data)
{
  const Finding *finding = data;

  for (guint i = 0; i < finding->params->len; i++)
    {
      const FindingParam *param = &g_array_index (finding->params, FindingParam, i);
      if (strcmp (param->name, name) == 0)
        return show_param (param);
    }
  if (strcmp (name, "address") == 0 && finding->address != NULL)
    return layout_visible (finding->address);
  if (strcmp (name, "suggestion") == 0 && finding->suggestion != NULL)
    return layout_visible (finding->suggestion);
  return NULL;
}

char *
finding_text (const Finding *finding, const char *part)
{
  return text_expand (find_text (finding, part), lookup, (gpointer) finding);
}
