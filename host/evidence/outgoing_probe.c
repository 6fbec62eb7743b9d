/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "companion.h"
#include "evidence/outgoing_probe.h"

#define DEADLINE_MS 17000 /* the program has a shorter one of its own */
#define MAX_ANSWER (1024 * 1024)

struct OutgoingMemory
{
  GHashTable *good;  /* id -> settings */
  GHashTable *tried; /* settings */
};

OutgoingMemory *
outgoing_memory_new (void)
{
  OutgoingMemory *memory = g_new0 (OutgoingMemory, 1);

  memory->good = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  memory->tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return memory;
}

void
outgoing_memory_free (OutgoingMemory *memory)
{
  if (memory == NULL)
    return;
  g_hash_table_unref (memory->good);
  g_hash_table_unref (memory->tried);
  g_free (memory);
}

/* --- Keys: "asked", id and the question's text, each on a line --- */

static const char *const whens[] = { [TRY_ASKED] = "asked", [TRY_IF_CHANGED] = "changed" };

char *
outgoing_key (TryWhen when, const char *id, const OutgoingQuestion *question)
{
  g_autoptr (cJSON) json = outgoing_question_to_json (question);
  g_autofree char *text = json_print (json);
  g_autofree char *line = g_strdelimit (g_strdup (id), "\n", ' ');

  return g_strjoin ("\n", whens[when], line, text, NULL);
}

/* Whether it is time for a try with these settings, which then counts as made. */
static gboolean
is_time (OutgoingMemory *memory, const char *when, const char *id, const char *settings)
{
  const char *good;

  if (strcmp (when, whens[TRY_ASKED]) == 0)
    return TRUE;
  good = memory != NULL ? g_hash_table_lookup (memory->good, id) : NULL;
  return good != NULL && strcmp (good, settings) != 0
         && g_hash_table_add (memory->tried, g_strdup (settings));
}

/* --- The try --- */

typedef struct
{
  Question *question;
  OutgoingMemory *memory; /* (nullable) (borrowed) */
  char *id;
  char *settings;
} Pending;

static void
pending_free (Pending *pending)
{
  g_free (pending->id);
  g_free (pending->settings);
  g_free (pending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pending, pending_free)

static OutgoingProbe *
read_answer (GBytes *answer)
{
  gsize length;
  const char *bytes = g_bytes_get_data (answer, &length);
  g_autoptr (cJSON) json = json_parse (bytes, length, NULL);

  return json != NULL ? outgoing_probe_from_json (json, NULL) : NULL;
}

/* Why nothing can be said of the server. */
static const char *
why_unsure (OutgoingFault fault)
{
  return fault == OUTGOING_FAULT_resolver      ? "dns_timeout"
         : fault == OUTGOING_FAULT_network     ? "network"
         : fault == OUTGOING_FAULT_authorities ? "authorities"
                                               : "probe";
}

static void
answered (GBytes *answer, const GError *error, gpointer data)
{
  g_autoptr (Pending) pending = data;
  g_autoptr (OutgoingProbe) probe = answer != NULL ? read_answer (answer) : NULL;

  if (probe == NULL || outgoing_fault_kind (probe->fault) == OUTGOING_FAULTS_UNSURE)
    {
      const char *why = g_error_matches (error, COMPANION_ERROR, COMPANION_ERROR_LATE) ? "deadline"
                        : probe == NULL                                                ? "probe"
                                        : why_unsure (probe->fault);
      question_answer (pending->question, ANSWER_UNAVAILABLE, NULL, NULL, why);
      return;
    }
  if (pending->memory != NULL && probe->fault == OUTGOING_FAULT_none
      && probe->certificate.fault == CERTIFICATE_FINE)
    g_hash_table_replace (pending->memory->good, g_strdup (pending->id),
                          g_strdup (pending->settings));
  question_answer (pending->question, ANSWER_KNOWN, g_steal_pointer (&probe),
                   (GDestroyNotify) outgoing_probe_free, NULL);
}

static gboolean
start (Pending *pending)
{
  const CompanionLimits limits = { DEADLINE_MS, MAX_ANSWER };
  g_autofree char *program = companion_find ("lastmile-probe");
  char *argv[] = { program, NULL };
  g_autoptr (GBytes) question = g_bytes_new (pending->settings, strlen (pending->settings));

  return program != NULL
         && companion_start (argv, question, &limits, answered, pending, NULL) != NULL;
}

void
source_outgoing_probe (Sources *sources, Question *question)
{
  g_auto (GStrv) parts = g_strsplit (question_key (question), "\n", 3);
  Pending *pending;

  if (!is_time (sources->outgoing, parts[0], parts[1], parts[2]))
    {
      question_answer (question, ANSWER_ABSENT, NULL, NULL, NULL);
      return;
    }
  pending = g_new0 (Pending, 1);
  *pending = (Pending){ question, sources->outgoing, g_strdup (parts[1]), g_strdup (parts[2]) };
  if (start (pending))
    return;
  pending_free (pending);
  question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL, "probe");
}
