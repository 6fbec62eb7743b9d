/* SPDX-License-Identifier: MPL-2.0 */
#include "finding.h"
#include "journal.h"

void
journal_entry_free (JournalEntry *entry)
{
  char **strings[]
      = { &entry->id,      &entry->address,     &entry->key,       &entry->class,  &entry->reason,
          &entry->code,    &entry->server,      &entry->line,      &entry->remedy, &entry->outcome,
          &entry->channel, &entry->replacement, &entry->message_id };

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (*strings[i]);
  g_free (entry);
}

JournalEntry *
journal_entry_new (const char *address)
{
  JournalEntry *entry = g_new0 (JournalEntry, 1);

  entry->address = g_strdup (address);
  entry->key = finding_key (address);
  return entry;
}

JournalEntry *
journal_entry_from_bounce (const Bounce *bounce, const char *message_id, gint64 failed_at)
{
  /* To whom it was sent is what the user would write again, wherever it was forwarded from there.
   */
  const char *address
      = bounce->original_recipient != NULL ? bounce->original_recipient : bounce->recipient;
  JournalEntry *entry;

  if (address == NULL || bounce->class == BOUNCE_CLASS_NONE)
    return NULL;
  entry = journal_entry_new (address);
  entry->failed_at = failed_at;
  entry->class = g_strdup (bounce_class_name (bounce->class));
  entry->reason = g_strdup (bounce_reason_name (bounce->reason));
  entry->permanent = bounce->permanent;
  entry->reply = bounce->reply;
  if (bounce->status[0] != 0)
    entry->code
        = g_strdup_printf ("%u.%u.%u", bounce->status[0], bounce->status[1], bounce->status[2]);
  entry->server = g_strdup (bounce->remote_server);
  entry->line = g_strdup (bounce->line);
  entry->message_id = g_strdup (message_id);
  return entry;
}

/* --- What the decoder's tables say --- */

static const struct
{
  const char *name;
  BounceClass class;
  gboolean permanent;
} reasons[N_BOUNCE_REASONS] = {
#define REASON(reason, class, permanent) { #reason, BOUNCE_CLASS_##class, permanent },
#include "knowledge/bounce_reason.def"
#undef REASON
};

static const char *const reason_names[] = {
#define REASON(reason, class, permanent) #reason,
#include "knowledge/bounce_reason.def"
#undef REASON
  NULL
};
static const char *const classes[] = { "format", "status", "policy", NULL };
static const char *const lastings[] = { "permanent", "temporary", NULL };
static const char *const remedies[] = { "corrected", "replaced", "asked",   "resent", "waited",
                                        "it_asked",  "reworded", "removed", NULL };
static const char *const outcomes[]
    = { "open", "delivered", "answered", "failed_again", "given_up", NULL };

const char *const *
journal_identifiers (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *const *identifiers;
  } kinds[] = { { "class", classes },
                { "reason", reason_names },
                { "lasting", lastings },
                { "remedy", remedies },
                { "outcome", outcomes } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return kinds[i].identifiers;
  return NULL;
}

/* The place of a reason of failures, or -1. */
static int
find_reason (const char *name)
{
  for (int i = 0; i < N_BOUNCE_REASONS; i++)
    if (reasons[i].class != BOUNCE_CLASS_NONE && g_str_equal (reasons[i].name, name))
      return i;
  return -1;
}

gboolean
journal_is_class (const char *name)
{
  return g_strv_contains (classes, name);
}

gboolean
journal_is_reason (const char *name)
{
  return find_reason (name) >= 0;
}

const char *
journal_class_of (const char *reason)
{
  int at = find_reason (reason);
  return at >= 0 ? bounce_class_name (reasons[at].class) : NULL;
}

gboolean
journal_is_permanent (const char *reason)
{
  int at = find_reason (reason);
  return at >= 0 && reasons[at].permanent;
}
