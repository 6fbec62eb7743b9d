/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "country_signs.h"
#include "knowledge/place.h"
#include "mail/signature.h"

/* A message to more people than this is no answer to one of them: its text is not read for each. */
#define TEXT_MAX_RECIPIENTS 50
#define TEXT_MAX_BLOCKS 4
#define ANCHOR_MIN_BYTES 5
#define BESIDE_MAX_BYTES 4 /* ", ", " (", " in " */
#define LINE_MAX_BYTES 120 /* lines of an address or a signature are short */

static void
gather_places (CountrySigns *signs, const char *line, gsize length)
{
  const char *at = line, *end = line + length;
  Place place;

  while (place_next (&at, end, &place))
    country_signs_add_country (signs, SIGN_TEXT, place.country, place.start, place.length);
}

/* The firm's form in a signature is one sign, not a plain one: colleagues of other firms stand
 * there too. */
static void
gather_line (CountrySigns *signs, const char *line, gsize length, const Address *address)
{
  g_autofree char *name = g_strndup (line, length);
  CountrySign *form = country_signs_add_legal_form (signs, name, FALSE, address);

  if (form != NULL)
    form->weight = SIGN_FAINT;
  gather_places (signs, line, length);
  country_signs_add_phone (signs, line, length);
}

/* Whether somebody's address at another domain stands in the block: then it is not plainly the
 * recipient's. */
static gboolean
block_is_foreign (const SignatureBlock *block, const Address *address)
{
  for (const char *at = block->start; at < block->end; at++)
    {
      gsize length;

      if (*at != '@')
        continue;
      length = strcspn (at + 1, " \t\r\n>,;\"'()<]");
      if (g_ascii_strncasecmp (at + 1, address->ascii_domain, length) != 0
          && g_ascii_strncasecmp (at + 1, address->domain, length) != 0)
        return TRUE;
    }
  return FALSE;
}

/* "Offer for Müller GmbH, Stuttgart", "Müller GmbH (Germany)": what the user writes counts right
 * behind the name. */
static void
gather_beside (CountrySigns *signs, const char *text, const char *end, const char *anchor)
{
  const char *found = strstr (text, anchor), *at;
  Place place;

  if (found == NULL || found >= end)
    return;
  at = found + strlen (anchor);
  if (place_next (&at, end, &place) && place.start <= found + strlen (anchor) + BESIDE_MAX_BYTES)
    country_signs_add_country (signs, SIGN_TEXT, place.country, place.start, place.length);
}

static void
gather_blocks (CountrySigns *signs, const CheckInput *in, const char *anchor)
{
  const char *body = in->message->body, *at = body;
  SignatureBlock block;

  if (anchor == NULL || strlen (anchor) < ANCHOR_MIN_BYTES)
    return;
  for (guint i = 0; i < TEXT_MAX_BLOCKS && signature_next (body, &at, anchor, &block); i++)
    {
      const char *next = block.start, *line;
      gsize length;

      if (!block.quoted)
        gather_beside (signs, block.start, block.end, anchor);
      if (!block.quoted || block_is_foreign (&block, in->recipient->address))
        continue;
      while (signature_line (&block, &next, &line, &length))
        if (length <= LINE_MAX_BYTES)
          gather_line (signs, line, length, in->recipient->address);
    }
}

static void
gather_subject (CountrySigns *signs, const CheckInput *in, const char *anchor)
{
  const char *subject = in->message->subject;

  if (anchor != NULL && strlen (anchor) >= ANCHOR_MIN_BYTES)
    gather_beside (signs, subject, subject + strlen (subject), anchor);
}

void
country_signs_gather_text (const CheckInput *in, CountrySigns *signs)
{
  const Address *address = in->recipient->address;
  const Contact *contact = in->recipient->contact;
  const char *organisation = contact != NULL ? contact->organisation : NULL;

  if (in->message->recipients->len > TEXT_MAX_RECIPIENTS)
    return;
  gather_subject (signs, in, address->display_name);
  gather_subject (signs, in, organisation);
  if (*in->message->body == '\0')
    return;
  signs->domain_is_own = signature_prints_domain (in->message->body, address->registrable);
  if (signs->domain_is_own)
    return;
  gather_blocks (signs, in, address->display_name);
  gather_blocks (signs, in, organisation);
}
