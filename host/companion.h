/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* A companion is a program of ours that lies beside this one and does what this one must not: link
 * a large library (TLS, HTTPS, a database), or stay responsible while a stranger's server keeps it
 * waiting. It reads its question from standard input to the end, writes its answer to standard
 * output and ends; it is killed at its deadline. Errors that it meets belong into its answer. */

#define COMPANION_ERROR (companion_error_quark ())

typedef enum
{
  COMPANION_ERROR_MISSING,  /* it is not installed */
  COMPANION_ERROR_FAILED,   /* it could not be started, or ended without an answer */
  COMPANION_ERROR_LATE,     /* it was killed at its deadline */
  COMPANION_ERROR_TOO_LONG, /* its answer passes the limit */
} CompanionError;

GQuark companion_error_quark (void);

/* Where the program @name lies: beside this one, or where an installation puts it. NULL: nowhere.
 * Free with g_free (). */
char *companion_find (const char *name);

typedef struct Companion Companion;

/* Called once, from the main loop: with the whole @answer, or with an @error of COMPANION_ERROR and
 * NULL. Both are borrowed; the companion is gone afterwards. */
typedef void CompanionDone (GBytes *answer, const GError *error, gpointer data);

typedef struct
{
  guint deadline_ms;
  gsize max_answer; /* bytes */
} CompanionLimits;

/* Starts @argv (NULL-terminated; its first element is the path) with @question on its standard
 * input. NULL and an error if it cannot be started; @done is not called then. */
Companion *companion_start (char *const *argv, GBytes *question, const CompanionLimits *limits,
                            CompanionDone *done, gpointer data, GError **error);

/* Kills it; its CompanionDone is not called. Not after that was called. */
void companion_cancel (Companion *companion);
