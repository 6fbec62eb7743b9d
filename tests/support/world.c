/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "evidence/bounced.h"
#include "evidence/correspondents.h"
#include "evidence/dismissed.h"
#include "evidence/dns.h"
#include "evidence/mailbox.h"
#include "evidence/outgoing_probe.h"
#include "evidence/outgoing_server.h"
#include "evidence/own_mail.h"
#include "fake_dns.h"
#include "mailbox_answer.h"
#include "review.h"
#include "journal.h"
#include "world.h"

typedef struct
{
  Correspondents *correspondents; /* (nullable) NULL: there is no store */
  gboolean correspondents_finished;
  Dismissed *dismissed;
  GHashTable *reviews;    /* key -> Review */
  Bounced bounced;        /* without a table: there is no store */
  OutgoingServer *server; /* (nullable) NULL: the profile cannot be found */
  gboolean no_server;     /* the profile is there and has none */
  OutgoingProbe *probe;   /* (nullable) what a try of it finds */
  Mailbox *mailbox;       /* (nullable) what is said of every mailbox that is asked for */
  FakeDns *dns;           /* (nullable) NULL: it is switched off */
  GHashTable *own_mail;   /* domain -> OwnMail */
} Evidences;

/* --- Sources that answer from the case --- */

static void
fake_correspondents (Sources *sources, Question *question)
{
  Evidences *fake = sources->test_data;
  if (fake->correspondents != NULL && !fake->correspondents_finished)
    correspondents_finish (fake->correspondents);
  fake->correspondents_finished = TRUE;
  question_answer (question, fake->correspondents != NULL ? ANSWER_KNOWN : ANSWER_ABSENT,
                   fake->correspondents, NULL, NULL);
}

static void
fake_bounced (Sources *sources, Question *question)
{
  Evidences *fake = sources->test_data;
  question_answer (question, fake->bounced.addresses != NULL ? ANSWER_KNOWN : ANSWER_ABSENT,
                   fake->bounced.addresses != NULL ? &fake->bounced : NULL, NULL, NULL);
}

static void
fake_review (Sources *sources, Question *question)
{
  Evidences *fake = sources->test_data;
  Review *review = g_hash_table_lookup (fake->reviews, question_key (question));
  question_answer (question, review != NULL ? ANSWER_KNOWN : ANSWER_ABSENT, review, NULL, NULL);
}

static void
fake_dismissed (Sources *sources, Question *question)
{
  Evidences *fake = sources->test_data;
  question_answer (question, ANSWER_KNOWN, fake->dismissed, NULL, NULL);
}

static void
fake_outgoing_server (Sources *sources, Question *question)
{
  Evidences *fake = sources->test_data;
  AnswerState state = fake->no_server        ? ANSWER_ABSENT
                      : fake->server != NULL ? ANSWER_KNOWN
                                             : ANSWER_UNAVAILABLE;
  question_answer (question, state, fake->server, NULL, "profile");
}

static void
fake_outgoing_probe (Sources *sources, Question *question)
{
  Evidences *fake = sources->test_data;
  gboolean asked = g_str_has_prefix (question_key (question), "asked\n");

  if (!asked)
    question_answer (question, ANSWER_ABSENT, NULL, NULL, NULL);
  else if (fake->probe != NULL)
    question_answer (question, ANSWER_KNOWN, fake->probe, NULL, NULL);
  else
    question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL, "network");
}

static void
fake_mailbox (Sources *sources, Question *question)
{
  Evidences *fake = sources->test_data;
  MailboxVerdict verdict = fake->mailbox != NULL ? fake->mailbox->verdict : MAILBOX_failed;

  if (mailbox_verdict_is_sure (verdict))
    question_answer (question, ANSWER_KNOWN, fake->mailbox, NULL, NULL);
  else
    question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL, mailbox_verdict_why (verdict));
}

static void
fake_own_mail (Sources *sources, Question *question)
{
  Evidences *fake = sources->test_data;
  OwnMail *mail = g_hash_table_lookup (fake->own_mail, question_key (question));
  question_answer (question, mail != NULL ? ANSWER_KNOWN : ANSWER_ABSENT, mail, NULL, NULL);
}

static void
fake_source_dns (Sources *sources, Question *question)
{
  Evidences *fake = sources->test_data;

  if (fake->dns != NULL)
    fake_dns_answer (fake->dns, question);
  else
    question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL, "off");
}

static void
world_free (World *world)
{
  Evidences *fake = world->evidence;

  correspondents_free (fake->correspondents);
  dismissed_free (fake->dismissed);
  g_hash_table_unref (fake->reviews);
  g_clear_pointer (&fake->bounced.addresses, g_hash_table_unref);
  outgoing_server_free (fake->server);
  outgoing_probe_free (fake->probe);
  mailbox_free (fake->mailbox);
  fake_dns_free (fake->dns);
  g_hash_table_unref (fake->own_mail);
  g_free (fake);
  message_free (world->message);
  policy_free (world->policy);
  g_ptr_array_unref (world->expected);
  g_ptr_array_unref (world->silent);
  g_free (world->place);
  g_free (world);
}

static World *
world_new (const char *file, guint line, const char *title)
{
  World *world = g_new0 (World, 1);
  Evidences *fake = g_new0 (Evidences, 1);

  world->place = g_strdup_printf ("%s:%u %s", file, line, title);
  world->message = message_new ();
  world->policy = policy_new ();
  world->expected = g_ptr_array_new_with_free_func (g_free);
  world->silent = g_ptr_array_new_with_free_func (g_free);
  world->evidence = fake;
  fake->dismissed = dismissed_new ();
  fake->reviews
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) review_free);
  fake->own_mail
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) own_mail_free);
  sources_init (&world->sources);
  world->sources.test_data = fake;
  world->sources.fetch[QUESTION_correspondents] = fake_correspondents;
  world->sources.fetch[QUESTION_review] = fake_review;
  world->sources.fetch[QUESTION_dismissed] = fake_dismissed;
  world->sources.fetch[QUESTION_bounced] = fake_bounced;
  world->sources.fetch[QUESTION_dns] = fake_source_dns;
  world->sources.fetch[QUESTION_own_mail] = fake_own_mail;
  world->sources.fetch[QUESTION_outgoing_server] = fake_outgoing_server;
  world->sources.fetch[QUESTION_outgoing_probe] = fake_outgoing_probe;
  world->sources.fetch[QUESTION_mailbox] = fake_mailbox;
  return world;
}

/* --- The lines of a case --- */

static void
add_recipient (World *world, RecipientField field, const char *value)
{
  guint index = 0;

  for (guint i = 0; i < world->message->recipients->len; i++)
    {
      const Recipient *other = g_ptr_array_index (world->message->recipients, i);
      if (other->field == field)
        index = other->index + 1;
    }
  message_add_recipient (world->message, field, index, value, NULL);
}

static void
read_to (World *world, const char *value)
{
  add_recipient (world, FIELD_TO, value);
}
static void
read_cc (World *world, const char *value)
{
  add_recipient (world, FIELD_CC, value);
}
static void
read_bcc (World *world, const char *value)
{
  add_recipient (world, FIELD_BCC, value);
}
static void
read_reply_to (World *world, const char *value)
{
  add_recipient (world, FIELD_REPLY_TO, value);
}

static void
read_from (World *world, const char *value)
{
  world->message->from = address_read (value);
}

static void
read_subject (World *world, const char *value)
{
  g_free (world->message->subject);
  world->message->subject = g_strdup (value);
}

static void
read_body (World *world, const char *value)
{
  g_free (world->message->body);
  world->message->body = g_strcompress (value);
}

static void
read_kind (World *world, const char *value)
{
  world->message->kind = g_str_equal (value, "reply")     ? MESSAGE_REPLY
                         : g_str_equal (value, "forward") ? MESSAGE_FORWARD
                                                          : MESSAGE_NEW;
}

static void
read_original (World *world, const char *value)
{
  g_ptr_array_add (world->message->original, address_read (value));
}

static char *
part (char **parts, guint i)
{
  return i < g_strv_length (parts) && *g_strstrip (parts[i]) != '\0' ? g_strdup (parts[i]) : NULL;
}

static void
read_contact (World *world, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, "|", -1);
  Contact *contact = g_new0 (Contact, 1);

  contact->address = part (parts, 0);
  contact->organisation = part (parts, 1);
  contact->country = part (parts, 2);
  contact->phone = part (parts, 3);
  message_add_contact (world->message, contact);
}

static void
meet (World *world, const char *value, guint sent, guint received, gboolean in_address_book)
{
  Evidences *fake = world->evidence;
  g_autoptr (Address) address = address_read (value);
  g_autofree char *key = address_key (address);

  if (fake->correspondents == NULL)
    fake->correspondents = correspondents_new ();
  correspondents_add (fake->correspondents, key, sent, received, in_address_book);
}

static void
read_known (World *world, const char *value)
{
  meet (world, value, 3, 2, FALSE);
}

/* Wrote to the user, and was never answered. */
static void
read_heard (World *world, const char *value)
{
  meet (world, value, 0, 2, FALSE);
}

/* Stands in an address book, and was never written to. */
static void
read_noted (World *world, const char *value)
{
  meet (world, value, 0, 0, TRUE);
}

static void
read_dismissed (World *world, const char *value)
{
  Evidences *fake = world->evidence;
  g_auto (GStrv) parts = g_strsplit (value, " ", 2);
  dismissed_add (fake->dismissed, parts[0], parts[1]);
}

/* Seconds since 1970, on a day that stays the same. */
static gint64
days_ago (const char *days)
{
  return G_GINT64_CONSTANT (1790000000) - (gint64) (g_ascii_strtod (days, NULL) * 24 * 60 * 60);
}

/* address reason days [retried=days] [answered=days] [replacement=address]: so many days ago. */
static void
read_journal (World *world, const char *value)
{
  Bounced *bounced = &((Evidences *) world->evidence)->bounced;
  g_auto (GStrv) parts = g_strsplit (value, " ", -1);
  g_autoptr (Address) address = address_read (parts[0]);
  BouncedAddress *failure = g_new0 (BouncedAddress, 1);

  g_assert (g_strv_length (parts) >= 3 && journal_is_reason (parts[1]));
  if (bounced->addresses == NULL)
    bounced->addresses = bounced_table_new ();
  bounced->now = days_ago ("0");
  failure->reason = g_strdup (parts[1]);
  failure->permanent = journal_is_permanent (parts[1]);
  failure->failed_at = days_ago (parts[2]);
  for (guint i = 3; parts[i] != NULL; i++)
    if (g_str_has_prefix (parts[i], "retried="))
      failure->retried_at = days_ago (parts[i] + strlen ("retried="));
    else if (g_str_has_prefix (parts[i], "answered="))
      failure->answered_at = days_ago (parts[i] + strlen ("answered="));
    else if (g_str_has_prefix (parts[i], "replacement="))
      failure->replacement = g_strdup (parts[i] + strlen ("replacement="));
    else
      g_error ("journal: not understood: %s", parts[i]);
  g_hash_table_insert (bounced->addresses, address_key (address), failure);
}

static void
read_own (World *world, const char *value)
{
  g_hash_table_add (world->policy->own_domains, g_strdup (value));
}
static void
read_trusted (World *world, const char *value)
{
  g_hash_table_add (world->policy->trusted, g_strdup (value));
}
static void
read_untrusted (World *world, const char *value)
{
  g_hash_table_add (world->policy->untrusted, g_strdup (value));
}

static void
read_important (World *world, const char *value)
{
  if (g_str_equal (value, "first contact"))
    world->policy->review_first_contact = TRUE;
  else if (g_str_equal (value, "directory"))
    world->policy->review_directory = TRUE;
  else
    g_hash_table_add (world->policy->important, g_strdup (value));
}

/* address | requester [| reviewer | confirmed or refused [| note]] */
static void
read_review (World *world, const char *value)
{
  Evidences *fake = world->evidence;
  g_auto (GStrv) parts = g_strsplit (value, "|", -1);
  Review *review = g_new0 (Review, 1);
  g_autofree char *word = part (parts, 3);

  review->address = part (parts, 0);
  review->requester = part (parts, 1);
  review->reviewer = part (parts, 2);
  review->note = part (parts, 4);
  if (word != NULL)
    review->state = g_str_equal (word, "confirmed") ? REVIEW_CONFIRMED : REVIEW_REFUSED;
  g_hash_table_insert (fake->reviews, g_strdup (review->address), review);
}

static void
read_directory (World *world, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, "|", -1);
  DirectoryEntry *entry = g_new0 (DirectoryEntry, 1);

  entry->company = part (parts, 0);
  entry->country = part (parts, 1);
  entry->domains = g_strsplit (g_strstrip (parts[2]), " ", -1);
  g_ptr_array_add (world->policy->directory, entry);
}

static void
read_severity (World *world, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, " ", 2);
  world->policy->sure[check_from_name (parts[0])] = severity_from_name (parts[1]);
}

static void
read_sensitivity (World *world, const char *value)
{
  world->policy->sensitivity = g_str_equal (value, "strict")    ? SENSITIVITY_STRICT
                               : g_str_equal (value, "relaxed") ? SENSITIVITY_RELAXED
                                                                : SENSITIVITY_NORMAL;
}

static void
read_visible (World *world, const char *value)
{
  world->policy->max_visible = (guint) atoi (value);
}
static void
read_admin (World *world, const char *value)
{
  world->policy->contact = g_strdup (value);
}

/* What lastmile-probe answers; the user has asked. */
static void
read_try (World *world, const char *value)
{
  Evidences *fake = world->evidence;
  g_autoptr (GError) error = NULL;
  g_autoptr (cJSON) json = json_parse (value, strlen (value), &error);

  world->message->asked = TRUE;
  if (json != NULL)
    fake->probe = outgoing_probe_from_json (json, &error);
  if (fake->probe == NULL)
    g_error ("%s: %s", world->place, error->message);
}

/* A verdict of mailbox_verdict.def, or what a mail server replies; the policy wants it asked. */
static void
read_mailbox (World *world, const char *value)
{
  Evidences *fake = world->evidence;
  g_autofree char *line = g_strconcat (value, "\n", NULL);
  g_auto (SmtpReply) reply = { 0 };
  gsize used;
  guint verdict = 0;

  world->policy->verify_probe = world->policy->verify_kind == NULL;
  if (smtp_reply_read (line, strlen (line), &reply, &used) == SMTP_REPLY_WHOLE)
    {
      fake->mailbox = mailbox_new (mailbox_verdict_of_reply (&reply), "mx.test", value);
      return;
    }
  while (mailbox_verdict_names[verdict] != NULL
         && !g_str_equal (mailbox_verdict_names[verdict], value))
    verdict++;
  if (verdict == N_MAILBOX_VERDICTS)
    g_error ("%s: mailbox: not understood: %s", world->place, value);
  fake->mailbox = mailbox_new ((MailboxVerdict) verdict, "mx.test", NULL);
}

/* It is a service that is asked, of that kind. */
static void
read_service (World *world, const char *value)
{
  world->policy->verify_kind = g_strdup (value);
  world->policy->verify_key_file = g_strdup ("/nonexistent/key");
}

/* host port security auth [user]; "none" for a profile without a server. */
static void
read_server (World *world, const char *value)
{
  static const char *const securities[] = { "plain", "starttls_maybe", "starttls", "tls", NULL };
  Evidences *fake = world->evidence;
  g_auto (GStrv) parts = g_strsplit (value, " ", 5);
  OutgoingServer *server;

  if (g_str_equal (value, "none"))
    {
      fake->no_server = TRUE;
      return;
    }
  g_assert (g_strv_length (parts) >= 4);
  server = g_new0 (OutgoingServer, 1);
  server->id = g_strdup ("smtp1");
  server->type = g_strdup ("smtp");
  server->hostname = g_uri_unescape_string (parts[0], NULL);
  server->port = (guint) atoi (parts[1]);
  for (guint i = 0; securities[i] != NULL; i++)
    if (g_str_equal (securities[i], parts[2]))
      server->security = i;
  server->auth = (SmtpAuthMethod) atoi (parts[3]);
  server->username = g_strdup (parts[4]);
  fake->server = server;
}

static void
read_dns (World *world, const char *value)
{
  Evidences *fake = world->evidence;

  if (fake->dns == NULL)
    fake->dns = fake_dns_new ();
  fake_dns_add (fake->dns, value);
}

/* domain days [signer=domain] [selector=name] [envelope=domain]: the last seen first, as the store
 * has them. */
static void
read_own_mail (World *world, const char *value)
{
  Evidences *fake = world->evidence;
  g_auto (GStrv) parts = g_strsplit (value, " ", -1);
  OwnMail *mail = g_hash_table_lookup (fake->own_mail, parts[0]);
  OwnMailWay *way;

  g_assert (g_strv_length (parts) >= 2);
  if (mail == NULL)
    g_hash_table_insert (fake->own_mail, g_strdup (parts[0]), mail = own_mail_new ());
  mail->now = days_ago ("0");
  way = own_mail_add (mail);
  way->seen_at = days_ago (parts[1]);
  for (guint i = 2; parts[i] != NULL; i++)
    if (g_str_has_prefix (parts[i], "signer="))
      way->signer = g_strdup (parts[i] + strlen ("signer="));
    else if (g_str_has_prefix (parts[i], "selector="))
      way->selector = g_strdup (parts[i] + strlen ("selector="));
    else if (g_str_has_prefix (parts[i], "envelope="))
      way->envelope = g_strdup (parts[i] + strlen ("envelope="));
    else
      g_error ("own-mail: not understood: %s", parts[i]);
}

/* After `server:`. */
static void
read_server_type (World *world, const char *value)
{
  Evidences *fake = world->evidence;
  g_assert (fake->server != NULL);
  g_free (fake->server->type);
  fake->server->type = g_strdup (value);
}

static const struct
{
  const char *key;
  void (*read) (World *world, const char *value);
} keys[] = {
  { "to", read_to },
  { "cc", read_cc },
  { "bcc", read_bcc },
  { "reply-to", read_reply_to },
  { "from", read_from },
  { "subject", read_subject },
  { "body", read_body },
  { "kind", read_kind },
  { "original", read_original },
  { "contact", read_contact },
  { "known", read_known },
  { "heard", read_heard },
  { "noted", read_noted },
  { "dismissed", read_dismissed },
  { "journal", read_journal },
  { "own", read_own },
  { "trusted", read_trusted },
  { "untrusted", read_untrusted },
  { "important", read_important },
  { "review", read_review },
  { "directory", read_directory },
  { "severity", read_severity },
  { "sensitivity", read_sensitivity },
  { "visible", read_visible },
  { "admin", read_admin },
  { "server", read_server },
  { "server-type", read_server_type },
  { "try", read_try },
  { "dns", read_dns },
  { "mailbox", read_mailbox },
  { "own-mail", read_own_mail },
  { "service", read_service },
};

static gboolean
world_read_line (World *world, const char *line)
{
  const char *colon = strchr (line, ':');

  if (g_str_has_prefix (line, "=> silent "))
    {
      g_assert (check_from_name (line + strlen ("=> silent ")) >= 0);
      g_ptr_array_add (world->silent, g_strdup (line + strlen ("=> silent ")));
      return TRUE;
    }
  if (g_str_has_prefix (line, "=> "))
    {
      g_ptr_array_add (world->expected, g_strdup (line + strlen ("=> ")));
      return TRUE;
    }
  for (gsize i = 0; colon != NULL && i < G_N_ELEMENTS (keys); i++)
    if (strlen (keys[i].key) == (gsize) (colon - line) && g_str_has_prefix (line, keys[i].key))
      {
        keys[i].read (world, colon + 1 + strspn (colon + 1, " "));
        return TRUE;
      }
  return FALSE;
}

static gint
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
worlds_read_file (GPtrArray *worlds, const char *folder, const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  World *world = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("%s cannot be read", path);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '\0' || lines[i][0] == '#')
        continue;
      if (g_str_has_prefix (lines[i], "== "))
        {
          world = world_new (file, i + 1, lines[i] + 3);
          g_ptr_array_add (worlds, world);
        }
      else if (world == NULL || !world_read_line (world, lines[i]))
        g_error ("%s:%u: not understood: %s", path, i + 1, lines[i]);
    }
}

GPtrArray *
worlds_read (const char *folder)
{
  GPtrArray *worlds = g_ptr_array_new_with_free_func ((GDestroyNotify) world_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;

  if (dir == NULL)
    g_error ("%s cannot be read", folder);
  while ((file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ".txt"))
      worlds_read_file (worlds, folder, file);
  for (guint i = 0; i < worlds->len; i++)
    g_ptr_array_sort (((World *) g_ptr_array_index (worlds, i))->expected, compare_strings);
  return worlds;
}

/* --- What the checks say --- */

static char *
finding_line (const Finding *finding)
{
  g_autofree char *subject
      = finding->subject == SUBJECT_RECIPIENT
            ? g_strdup_printf ("%s[%u]", recipient_field_name (finding->field), finding->index)
            : g_strdup (finding->subject == SUBJECT_FROM   ? "from"
                        : finding->subject == SUBJECT_SMTP ? "smtp"
                                                           : "message");
  return g_strconcat (checks[finding->check].id, " ", subject, " ",
                      severity_name (finding->severity), finding->variant != NULL ? "@" : "",
                      finding->variant != NULL ? finding->variant : "",
                      finding->suggestion != NULL ? " -> " : "",
                      finding->suggestion != NULL ? finding->suggestion : "", NULL);
}

GPtrArray *
world_findings (World *world)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (Run) run = run_new (world->message, world->policy, &world->sources, NULL, NULL);
  const Findings *findings;

  run_to_end (run, 5000);
  findings = run_findings (run);
  for (guint i = 0; i < findings_length (findings); i++)
    g_ptr_array_add (lines, finding_line (findings_get (findings, i)));
  g_ptr_array_sort (lines, compare_strings);
  return lines;
}
