/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "finding.h"

/* Puts the marks of a finding in order of place, without overlap. Where its check marked nothing
 * but a suggestion is there, marks the characters of the address that the suggestion changes; a
 * mark of length 0 stands where something is missing. */
void finding_marks_finish (Finding *finding);

/* The characters of @text that @other has otherwise, FindingMark in order of place. */
GArray *finding_marks_between (const char *text, const char *other);
