/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>
#include "mail/words.h"

/* How people say the name of a company in a text: without its legal form. */

/* "Kessler Armaturen GmbH & Co. KG" -> "kessler armaturen", folded (mail/words.h), words apart by
 * one blank. A name that is nothing but a form stays whole. Free with g_free (). */
char *company_name_spoken (const char *name);

/* Whether @words (of a text) can name the company at all: they have one of its first words. Cheap;
 * for going through a long directory. */
gboolean company_name_may_stand_in (const char *name, const Words *words);

/* Whether folded @text has @spoken as words in a row: "Acme Pumps" is not named by "acme" alone,
 * nor "Acme" by "acmeton" or "Mr Acme". */
gboolean company_name_stands_in (const char *spoken, const char *text);
