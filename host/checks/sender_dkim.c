/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "dkim_standing.h"
#include "sender_domain.h"

/* The DKIM keys (RFC 6376) that the user's own mail was seen to be signed with; where none was
 * learned, nothing is asked. What could not be asked is told by sender_dkim_missing alone. */

static void
add_detail (gpointer finding, const char *name, const char *value)
{
  sender_domain_param (finding, name, value, strlen (value));
}

static CheckState
check_standing (const CheckInput *in, Findings *out, DkimStanding wanted)
{
  const char *domain = sender_domain_of (in->message);
  g_auto (DkimKeyStanding) key = { 0 };
  DkimStanding standing;
  AnswerState state;

  if (domain == NULL)
    return CHECK_DONE;
  state = dkim_standing (in->evidence, domain, FALSE, &standing, &key);
  if (state == ANSWER_UNAVAILABLE && wanted != DKIM_STANDS_MISSING)
    return CHECK_DONE;
  if (state != ANSWER_KNOWN)
    return check_state_from_answer (state);
  if (standing == wanted)
    {
      Finding *finding = findings_add_sender (out, SUBJECT_FROM, in->message->from->text);
      finding->once = TRUE;
      finding->variant = "learned";
      dkim_standing_tell (&key, add_detail, finding);
    }
  return CHECK_DONE;
}

CheckState
check_sender_dkim_missing (const CheckInput *in, Findings *out)
{
  return check_standing (in, out, DKIM_STANDS_MISSING);
}

CheckState
check_sender_dkim_revoked (const CheckInput *in, Findings *out)
{
  return check_standing (in, out, DKIM_STANDS_REVOKED);
}

CheckState
check_sender_dkim_syntax (const CheckInput *in, Findings *out)
{
  return check_standing (in, out, DKIM_STANDS_SYNTAX);
}

CheckState
check_sender_dkim_weak_key (const CheckInput *in, Findings *out)
{
  return check_standing (in, out, DKIM_STANDS_WEAK_KEY);
}

CheckState
check_sender_dkim_testing (const CheckInput *in, Findings *out)
{
  return check_standing (in, out, DKIM_STANDS_TESTING);
}
