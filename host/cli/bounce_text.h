/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/bounce.h"

/* The texts about a bounce, in the language of text.h. All: free with g_free (). */

/* "5.1.1", and what it and the reply mean; NULL without one, or where nobody has said. */
char *bounce_text_status (const Bounce *bounce);
char *bounce_text_status_means (const Bounce *bounce);
char *bounce_text_reply_means (const Bounce *bounce);

/* The part "title", "means", "whose" or "do" of what a person reads. */
char *bounce_text_part (const Bounce *bounce, const char *part);
