/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "finding.h"

/* The part "title", "means" or "do" of what a person reads about a finding, in the language of
 * text.h: the text of its variant if there is one, filled in with its params, address and
 * suggestion. "" if there is none. Free with g_free (). */
char *finding_text (const Finding *finding, const char *part);
