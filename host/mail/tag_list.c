/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/tag_list.h"

#define MAX_TAGS 32 /* a record has a handful; what comes behind is not read */

void
tag_fault_set (TagFault *fault, const char *text, const char *place, gsize length, const char *what)
{
  if (fault->what == NULL)
    *fault = (TagFault){ (gsize) (place - text), length, what };
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void
trim (const char **start, gsize *length)
{
  while (*length > 0 && is_blank (**start))
    {
      (*start)++;
      (*length)--;
    }
  while (*length > 0 && is_blank ((*start)[*length - 1]))
    (*length)--;
}

static gboolean
is_name (const char *name, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (name[i]) && name[i] != '_')
      return FALSE;
  return length > 0 && g_ascii_isalpha (*name);
}

/* The first byte that no value may hold, or NULL. */
static const char *
find_odd_byte (const char *value, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isprint (value[i]) && !is_blank (value[i]))
      return value + i;
  return NULL;
}

static const Tag *
find (const GArray *tags, const char *name, gsize length)
{
  for (guint i = 0; i < tags->len; i++)
    {
      const Tag *tag = &g_array_index (tags, Tag, i);
      if (tag->name_length == length && g_ascii_strncasecmp (tag->name, name, length) == 0)
        return tag;
    }
  return NULL;
}

static void
read_tag (const char *text, const char *spec, gsize length, GArray *tags, TagFault *fault)
{
  const char *equals = memchr (spec, '=', length), *odd;
  Tag tag = { .name = spec, .name_length = length };

  if (equals != NULL)
    {
      tag.name_length = (gsize) (equals - spec);
      tag.value = equals + 1;
      tag.value_length = length - tag.name_length - 1;
      trim (&tag.name, &tag.name_length);
      trim (&tag.value, &tag.value_length);
    }
  if (equals == NULL || !is_name (tag.name, tag.name_length))
    tag_fault_set (fault, text, spec, length, "tag");
  else if (find (tags, tag.name, tag.name_length) != NULL)
    tag_fault_set (fault, text, spec, length, "duplicate");
  else if ((odd = find_odd_byte (tag.value, tag.value_length)) != NULL)
    tag_fault_set (fault, text, odd, 1, "character");
  else
    g_array_append_val (tags, tag);
}

GArray *
tag_list_read (const char *text, gsize length, TagFault *ret_fault)
{
  GArray *tags = g_array_new (FALSE, FALSE, sizeof (Tag));
  const char *end = text + length;

  *ret_fault = (TagFault){ 0 };
  for (const char *spec = text; spec < end && tags->len < MAX_TAGS;)
    {
      const char *semicolon = memchr (spec, ';', (gsize) (end - spec));
      const char *next = semicolon != NULL ? semicolon : end;
      const char *start = spec;
      gsize spec_length = (gsize) (next - spec);

      trim (&start, &spec_length);
      if (spec_length > 0)
        read_tag (text, start, spec_length, tags, ret_fault);
      spec = next + 1;
    }
  return tags;
}

const Tag *
tag_list_find (const GArray *tags, const char *name)
{
  return find (tags, name, strlen (name));
}

gboolean
tag_is (const Tag *tag, const char *word)
{
  return tag->value_length == strlen (word)
         && g_ascii_strncasecmp (tag->value, word, tag->value_length) == 0;
}
