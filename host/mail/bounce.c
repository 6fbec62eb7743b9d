/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/bounce.h"
#include "mail/bounce_guess.h"
#include "mail/bounce_notice.h"
#include "mail/bounce_server.h"
#include "mail/bounce_sign.h"
#include "mail/delivery_report.h"
#include "mail/diagnosis.h"

void
bounce_free (Bounce *bounce)
{
  g_free (bounce->recipient);
  g_free (bounce->original_recipient);
  g_free (bounce->remote_server);
  g_free (bounce->line);
  g_free (bounce);
}

static void
free_bounce (gpointer data)
{
  bounce_free (data);
}

/* --- Reports --- */

/* The groups of every part that is labelled as a report. */
static GPtrArray *
read_labelled (const GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const MimePart *part = &g_array_index (parts, MimePart, i);
      if (strcmp (part->type, "message/delivery-status") == 0
          || strcmp (part->type, "message/global-delivery-status") == 0)
        {
          g_autofree char *text = mime_part_text (part);
          g_autoptr (GPtrArray) groups = delivery_report_read (text, BOUNCE_MAX_RECIPIENTS);
          if (groups->len > 0)
            return g_steal_pointer (&groups);
        }
    }
  return NULL;
}

/* A report, also one that is labelled as text or stands within the prose; what is but suspected to
 * be one may be somebody who quotes it. */
static GPtrArray *
read_report (const GArray *parts, const BounceNotice *notice, const BounceSigns *signs)
{
  GPtrArray *groups = read_labelled (parts);
  gboolean is_servers = signs->is_from_server || signs->is_report;

  return groups != NULL
             ? groups
             : delivery_report_read (is_servers ? notice->text : "", BOUNCE_MAX_RECIPIENTS);
}

static gboolean
has_failed (const DeliveryGroup *group)
{
  if (group->action == DELIVERY_UNKNOWN && group->status != NULL)
    return group->status[strspn (group->status, " ")] != '2';
  return group->action != DELIVERY_DONE;
}

static guint
count_failed (const GPtrArray *groups)
{
  guint count = 0;

  for (guint i = 0; i < groups->len; i++)
    count += has_failed (g_ptr_array_index (groups, i));
  return count;
}

static gboolean
is_address (const char *text)
{
  return text != NULL && strchr (text, '@') != NULL;
}

/* What the prose says of the recipient of @group, if it names it. */
static const NoticeRecipient *
find_named (const GPtrArray *named, const DeliveryGroup *group)
{
  for (guint i = 0; i < named->len; i++)
    {
      const NoticeRecipient *recipient = g_ptr_array_index (named, i);
      if ((group->final_recipient != NULL
           && g_ascii_strcasecmp (recipient->address, group->final_recipient) == 0)
          || (group->original_recipient != NULL
              && g_ascii_strcasecmp (recipient->address, group->original_recipient) == 0))
        return recipient;
    }
  return NULL;
}

static const char *
said_of (const GPtrArray *named, const DeliveryGroup *group)
{
  const NoticeRecipient *recipient = find_named (named, group);
  return recipient != NULL ? recipient->said : NULL;
}

/* The code in the words of the server that said no is nearer than what the one that reports made of
 * it, unless it says less. */
static void
read_status (const DeliveryGroup *group, guint ret_status[3])
{
  guint said[3];

  if (group->status != NULL)
    diagnosis_find_status (group->status, ret_status);
  if (group->diagnostic != NULL && diagnosis_find_status (group->diagnostic, said)
      && (said[1] != 0 || said[2] != 0))
    memcpy (ret_status, said, sizeof said);
}

static Bounce *
bounce_of_group (const DeliveryGroup *group, const char *said, const char *text)
{
  Bounce *bounce = g_new0 (Bounce, 1);
  const char *texts[4] = { NULL };
  guint n_texts = 0;

  bounce->recipient
      = g_strdup (is_address (group->final_recipient) || group->original_recipient == NULL
                      ? group->final_recipient
                      : group->original_recipient);
  if (g_strcmp0 (group->original_recipient, bounce->recipient) != 0)
    bounce->original_recipient = g_strdup (group->original_recipient);
  bounce->remote_server = group->remote_mta != NULL || said == NULL ? g_strdup (group->remote_mta)
                                                                    : bounce_server_in_text (said);
  read_status (group, bounce->status);
  if (group->diagnostic != NULL)
    texts[n_texts++] = group->diagnostic;
  if (said != NULL)
    texts[n_texts++] = said;
  if (text != NULL)
    texts[n_texts++] = text;
  diagnose (bounce, texts);
  if (group->action == DELIVERY_DELAYED)
    bounce->permanent = FALSE;
  return bounce;
}

/* Reports tell of every attempt, and of every address that led to the same mailbox. */
static gboolean
is_told (const GPtrArray *bounces, const DeliveryGroup *group)
{
  for (guint i = 0; group->final_recipient != NULL && i < bounces->len; i++)
    {
      const Bounce *told = g_ptr_array_index (bounces, i);
      if (told->recipient != NULL
          && g_ascii_strcasecmp (told->recipient, group->final_recipient) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_groups (GPtrArray *bounces, const GPtrArray *groups, const char *text)
{
  g_autoptr (GPtrArray) named = bounce_notice_recipients (text, NULL, BOUNCE_MAX_RECIPIENTS);
  guint n_failed = count_failed (groups);

  for (guint i = 0; i < groups->len; i++)
    {
      const DeliveryGroup *group = g_ptr_array_index (groups, i);
      if (has_failed (group) && !is_told (bounces, group))
        g_ptr_array_add (
            bounces, bounce_of_group (group, said_of (named, group), n_failed == 1 ? text : NULL));
    }
}

/* --- Prose --- */

/* @named (nullable): what is said of it apart from the others. */
static Bounce *
bounce_of_prose (const char *address, const NoticeRecipient *named, const char *text)
{
  Bounce *bounce = g_new0 (Bounce, 1);
  const char *said = named != NULL ? named->said : NULL;
  const char *texts[] = { said != NULL ? said : text, said != NULL ? text : NULL, NULL };

  bounce->recipient = g_strdup (address);
  bounce->original_recipient = named != NULL ? g_strdup (named->original) : NULL;
  bounce->remote_server = bounce_server_in_text (texts[0]);
  diagnose (bounce, texts);
  return bounce;
}

/* "ann@b.example, bob@b.example" as Exim and Gmail write it. */
static void
add_failed_field (GPtrArray *bounces, const char *field, const GPtrArray *named, const char *text)
{
  g_auto (GStrv) addresses = g_strsplit (field, ",", BOUNCE_MAX_RECIPIENTS);

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      g_autofree char *address = bounce_notice_first_address (addresses[i]);
      DeliveryGroup group = { .final_recipient = address };
      if (address != NULL)
        g_ptr_array_add (bounces, bounce_of_prose (address, find_named (named, &group), text));
    }
}

/* Mail from a server may be something else: a quarantine report, news of the postmaster. And what
 * has but the subject of a bounce, or less, may be about a parcel, or somebody's question. */
static gboolean
says_failure (const BounceSigns *signs, const BounceNotice *notice, gboolean names_recipient)
{
  const char *text = notice->text;
  gboolean proved = notice->returned != NULL || (names_recipient && diagnosis_is_plain (text));

  if (signs->is_from_daemon && (signs->is_titled || names_recipient))
    return TRUE;
  if (signs->is_report || signs->is_from_office)
    return (signs->is_titled && names_recipient) || proved
           || ((signs->is_titled || names_recipient || signs->is_report)
               && bounce_signs_in_text (text));
  if (signs->is_titled)
    return proved;
  if (notice->returned == NULL && diagnosis_find_reply (text) == 0)
    return FALSE;
  return signs->is_suspected && names_recipient && proved && bounce_signs_in_text (text);
}

static void
add_prose (GPtrArray *bounces, const MimePart *message, const BounceSigns *signs,
           const BounceNotice *notice)
{
  g_autofree char *failed = mime_field (message->header, "x-failed-recipients");
  g_autofree char *from = mime_field (message->header, "from");
  g_autofree char *to = mime_field (message->header, "to");
  g_autofree char *both = g_strconcat (from != NULL ? from : "", " ", to != NULL ? to : "", NULL);
  g_autofree char *own = g_ascii_strdown (both, -1);
  g_autoptr (GPtrArray) named = bounce_notice_recipients (notice->text, own, BOUNCE_MAX_RECIPIENTS);
  g_autofree char *address = NULL;

  if (failed == NULL && !says_failure (signs, notice, named->len > 0))
    return;
  if (failed != NULL)
    add_failed_field (bounces, failed, named, notice->text);
  for (guint i = 0; failed == NULL && i < named->len; i++)
    {
      const NoticeRecipient *recipient = g_ptr_array_index (named, i);
      g_ptr_array_add (bounces, bounce_of_prose (recipient->address, recipient, notice->text));
    }
  if (bounces->len > 0)
    return;
  address = bounce_guess_recipient (message, notice, own);
  g_ptr_array_add (bounces, bounce_of_prose (address, NULL, notice->text));
}

/* --- The whole --- */

static void read_bounces (GPtrArray *bounces, const GArray *parts, gboolean enclosed);

/* A gateway hands a report on whole, with nothing said beside it. */
static void
read_enclosed (GPtrArray *bounces, const GArray *parts)
{
  for (guint i = 1; i < parts->len; i++)
    {
      const MimePart *part = &g_array_index (parts, MimePart, i);
      if (strcmp (part->type, "message/rfc822") == 0)
        {
          g_autoptr (GArray) inner = mime_parts (part->body.start, part->body.length);
          read_bounces (bounces, inner, TRUE);
          return;
        }
    }
}

static void
read_bounces (GPtrArray *bounces, const GArray *parts, gboolean enclosed)
{
  const MimePart *message = &g_array_index (parts, MimePart, 0);
  BounceSigns signs = bounce_signs_read (message);
  g_autoptr (BounceNotice) notice = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  gboolean is_servers
      = signs.is_report || ((signs.is_from_server || signs.is_suspected) && !signs.is_from_person);

  if (signs.is_other_report || !is_servers)
    return;
  notice = bounce_notice_read (parts);
  groups = read_report (parts, notice, &signs);
  if (groups->len == 0 && !enclosed && bounce_notice_is_blank (notice))
    read_enclosed (bounces, parts);
  else if (groups->len > 0)
    add_groups (bounces, groups, notice->text);
  else
    add_prose (bounces, message, &signs, notice);
}

GPtrArray *
bounces_read (const char *bytes, gsize length)
{
  GPtrArray *bounces = g_ptr_array_new_with_free_func (free_bounce);
  g_autoptr (GArray) parts = mime_parts (bytes, length);

  read_bounces (bounces, parts, FALSE);
  if (bounces->len == 0)
    {
      Bounce *none = g_new0 (Bounce, 1);
      none->reason = BOUNCE_not_a_bounce;
      none->confidence = BOUNCE_SURE;
      g_ptr_array_add (bounces, none);
    }
  return bounces;
}
