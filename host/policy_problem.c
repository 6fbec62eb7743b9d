/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "policy_read.h"

void
policy_problem_free (PolicyProblem *problem)
{
  g_free (problem->path);
  g_free (problem->key);
  g_free (problem->detail);
  g_free (problem);
}

/* What is wrong without the place, which a problem names apart: errors of json.h begin with the
 * field, those of json_strict.h end with line and column. */
static char *
make_detail (const GError *error, const ErrorPlace *place)
{
  gsize length = place->field != NULL ? strlen (place->field) : 0;
  const char *message = error->message;
  const char *end = place->located ? strstr (message, " (line ") : NULL;

  if (error->code == LASTMILE_ERROR_json_syntax)
    return g_strdup (
        "is no JSON: look for a missing comma, quote or bracket just before this place");
  if (length > 0 && strncmp (message, place->field, length) == 0
      && g_str_has_prefix (message + length, ": "))
    message += length + 2;
  return end != NULL ? g_strndup (message, (gsize) (end - message)) : g_strdup (message);
}

/* The key of what holds @key: "directory[2]" for "directory[2].domains". NULL at the top. */
static char *
parent_key (const char *key)
{
  const char *dot = strrchr (key, '.');
  const char *bracket = strrchr (key, '[');
  const char *end = MAX (dot, bracket);

  return end != NULL ? g_strndup (key, (gsize) (end - key)) : NULL;
}

/* A key that is missing is looked for where it should be. */
static void
locate (PolicyProblem *problem, const PolicyReading *reading, const ErrorPlace *place)
{
  g_autofree char *key = g_strdup (problem->key);

  problem->line = place->line;
  problem->column = place->column;
  while (problem->line == 0 && key != NULL && reading->text != NULL
         && !json_locate (reading->text, reading->length, key, &problem->line, &problem->column))
    {
      char *parent = parent_key (key);
      g_free (key);
      key = parent;
    }
  if (problem->line == 0 && reading->text != NULL)
    problem->line = problem->column = 1;
}

static guint
count_problems (const PolicyReading *reading)
{
  guint count = 0;

  for (guint i = 0; i < reading->problems->len; i++)
    {
      const PolicyProblem *problem = g_ptr_array_index (reading->problems, i);
      count += problem->origin == reading->origin;
    }
  return count;
}

/* Takes over @error. Borrowed; NULL if enough is told already. */
static PolicyProblem *
add_problem (PolicyReading *reading, gboolean fatal, GError *error)
{
  PolicyProblem *problem;

  reading->n_fatal += fatal ? 1 : 0;
  if (count_problems (reading) >= POLICY_MAX_PROBLEMS)
    {
      g_error_free (error);
      return NULL;
    }
  problem = g_new0 (PolicyProblem, 1);
  problem->origin = reading->origin;
  problem->fatal = fatal;
  problem->path = g_strdup (reading->path);
  if (error->domain == LASTMILE_ERROR)
    {
      const ErrorPlace *place = lastmile_error_place (error);
      problem->key = place->field != NULL && *place->field != '\0' ? g_strdup (place->field) : NULL;
      problem->detail = make_detail (error, place);
      locate (problem, reading, place);
    }
  else
    problem->detail = g_strdup (error->message);
  g_ptr_array_add (reading->problems, problem);
  g_error_free (error);
  return problem;
}

void
policy_reading_fault (PolicyReading *reading, gboolean fatal, GError *error)
{
  add_problem (reading, fatal, error);
}

void
policy_reading_fault_of_file (PolicyReading *reading, GError *error)
{
  PolicyProblem *problem = add_problem (reading, FALSE, error);

  if (problem != NULL)
    problem->of_file = TRUE;
}
