/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/delivery_report.h"

static void
group_free (gpointer data)
{
  DeliveryGroup *group = data;

  g_free (group->final_recipient);
  g_free (group->original_recipient);
  g_free (group->remote_mta);
  g_free (group->diagnostic);
  g_free (group->status);
  g_free (group);
}

/* --- Values --- */

/* "rfc822; ann@b.example" without its type (RFC 3464 2.1.2); types are words. */
static const char *
without_type (const char *value)
{
  gsize word = 0;

  while (g_ascii_isalnum (value[word]) || value[word] == '-')
    word++;
  value += value[word] == ';' ? word + 1 : 0;
  return value + strspn (value, " \t");
}

/* "\x{4E2D}" as the character (RFC 6533 3). */
static char *
decode_unitext (const char *text)
{
  GString *decoded = g_string_new (NULL);

  while (*text != '\0')
    {
      char *end;
      guint64 code = g_str_has_prefix (text, "\\x{") ? g_ascii_strtoull (text + 3, &end, 16) : 0;
      if (code > 0 && code <= 0x10FFFF && g_unichar_validate ((gunichar) code) && *end == '}')
        {
          g_string_append_unichar (decoded, (gunichar) code);
          text = end + 1;
        }
      else
        g_string_append_c (decoded, *text++);
    }
  return g_string_free (decoded, FALSE);
}

/* An address as it stands in a field: without "<>", a comment behind it, and blanks. */
static char *
read_address (const char *value)
{
  const char *address = without_type (value);
  const char *open = strchr (address, '<');
  g_autofree char *bare = NULL;

  if (open != NULL && strchr (open, '>') != NULL)
    bare = g_strndup (open + 1, strcspn (open + 1, ">"));
  else
    bare = g_strndup (address, strcspn (address, " \t("));
  g_strstrip (bare);
  return *bare != '\0' ? decode_unitext (bare) : NULL;
}

static DeliveryAction
read_action (const char *value)
{
  static const struct
  {
    const char *name;
    DeliveryAction action;
  } actions[] = {
    { "failed", DELIVERY_FAILED },    { "failure", DELIVERY_FAILED },
    { "delayed", DELIVERY_DELAYED },  { "delivered", DELIVERY_DONE },
    { "relayed", DELIVERY_DONE },     { "expanded", DELIVERY_DONE },
    { "deliverable", DELIVERY_DONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_ascii_strncasecmp (value, actions[i].name, strlen (actions[i].name)) == 0)
      return actions[i].action;
  return DELIVERY_UNKNOWN;
}

/* --- Fields --- */

typedef enum
{
  FIELD_FINAL_RECIPIENT,
  FIELD_ORIGINAL_RECIPIENT,
  FIELD_ACTUAL_RECIPIENT, /* RFC 3464 2.3 knows it not; Postfix and others write it */
  FIELD_ACTION,
  FIELD_STATUS,
  FIELD_REMOTE_MTA,
  FIELD_DIAGNOSTIC,
  N_FIELDS_KNOWN,
} Field;

static const char *const field_names[N_FIELDS_KNOWN] = {
  [FIELD_FINAL_RECIPIENT] = "final-recipient",
  [FIELD_ORIGINAL_RECIPIENT] = "original-recipient",
  [FIELD_ACTUAL_RECIPIENT] = "x-actual-recipient",
  [FIELD_ACTION] = "action",
  [FIELD_STATUS] = "status",
  [FIELD_REMOTE_MTA] = "remote-mta",
  [FIELD_DIAGNOSTIC] = "diagnostic-code",
};

/* The field at the beginning of @line, its value behind the colon; N_FIELDS_KNOWN if none. */
static Field
find_field (MimeSlice line, const char **ret_value)
{
  for (guint i = 0; i < N_FIELDS_KNOWN; i++)
    {
      gsize length = strlen (field_names[i]);
      if (line.length > length && line.start[length] == ':'
          && g_ascii_strncasecmp (line.start, field_names[i], length) == 0)
        {
          *ret_value = line.start + length + 1;
          return i;
        }
    }
  return N_FIELDS_KNOWN;
}

static void
set_once (char **field, char *value)
{
  if (*field == NULL)
    *field = value;
  else
    g_free (value);
}

static void
set_field (DeliveryGroup *group, Field field, const char *value)
{
  value += strspn (value, " \t");
  switch (field)
    {
    case FIELD_FINAL_RECIPIENT:
      set_once (&group->final_recipient, read_address (value));
      break;
    case FIELD_ORIGINAL_RECIPIENT:
      set_once (&group->original_recipient, read_address (value));
      break;
    case FIELD_ACTUAL_RECIPIENT:
      set_once (&group->final_recipient, read_address (value));
      break;
    case FIELD_ACTION:
      group->action = read_action (value);
      break;
    case FIELD_STATUS:
      set_once (&group->status, g_strdup (value));
      break;
    case FIELD_REMOTE_MTA:
      set_once (&group->remote_mta, g_strdup (without_type (value)));
      break;
    case FIELD_DIAGNOSTIC:
      set_once (&group->diagnostic, g_strdup (without_type (value)));
      break;
    case N_FIELDS_KNOWN:
      break;
    }
}

/* --- Groups --- */

static gboolean
is_recipient_field (Field field)
{
  return field == FIELD_FINAL_RECIPIENT || field == FIELD_ORIGINAL_RECIPIENT;
}

/* Whether @field begins another recipient's group although no empty line did. */
static gboolean
begins_group (const DeliveryGroup *group, Field field)
{
  if (field == FIELD_FINAL_RECIPIENT)
    return group->final_recipient != NULL && (group->status != NULL || group->action != 0);
  return field == FIELD_ORIGINAL_RECIPIENT && group->original_recipient != NULL;
}

static gboolean
is_whole (const DeliveryGroup *group)
{
  return (group->final_recipient != NULL || group->original_recipient != NULL)
         && (group->status != NULL || group->action != DELIVERY_UNKNOWN
             || group->diagnostic != NULL);
}

/* The value of a field whose first line begins at @value, with the lines folded into it taken from
 * *rest. */
static char *
read_folded (MimeSlice line, const char *value, MimeSlice *rest)
{
  g_autoptr (GString) text
      = g_string_new_len (value, (gssize) (line.length - (gsize) (value - line.start)));

  while (rest->length > 0 && (rest->start[0] == ' ' || rest->start[0] == '\t')
         && text->len < MIME_MAX_FIELD && mime_next_line (rest, &line))
    {
      while (line.length > 1 && (line.start[1] == ' ' || line.start[1] == '\t'))
        {
          line.start++;
          line.length--;
        }
      g_string_append_len (text, line.start, (gssize) line.length);
    }
  return g_utf8_make_valid (text->str, (gssize) MIN (text->len, MIME_MAX_FIELD));
}

/* Moves *group to @groups if it tells of a recipient, and begins another. */
static void
end_group (GPtrArray *groups, DeliveryGroup **group)
{
  if (is_whole (*group))
    g_ptr_array_add (groups, *group);
  else
    group_free (*group);
  *group = g_new0 (DeliveryGroup, 1);
}

GPtrArray *
delivery_report_read (const char *text, guint max)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
  DeliveryGroup *group = g_new0 (DeliveryGroup, 1);
  MimeSlice rest = { text, strlen (text) }, line;

  while (groups->len < max && mime_next_line (&rest, &line))
    {
      const char *value;
      Field field = find_field (line, &value);
      g_autofree char *folded = NULL;

      /* An empty line within a group is a fault that servers make: only what follows tells. */
      if (field == N_FIELDS_KNOWN)
        continue;
      if (is_recipient_field (field) && begins_group (group, field))
        end_group (groups, &group);
      folded = read_folded (line, value, &rest);
      g_strchomp (folded);
      set_field (group, field, folded);
    }
  if (groups->len < max)
    end_group (groups, &group);
  group_free (group);
  return groups;
}
