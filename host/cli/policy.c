/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <string.h>
#include "cli/command.h"
#include "cli/layout.h"
#include "cli/text.h"
#include "policy_load.h"
#include "wire/json.h"

static gboolean json;

const Option policy_options[] = {
  { "json", OPTION_FLAG, &json, NULL },
  { NULL },
};

static void
print_object (const cJSON *object)
{
  g_autofree char *line = json_print (object);
  puts (line);
}

/* --- Problems --- */

/* "policy.json:3:5: severity.format_dotz: is neither ...", the form that editors follow. */
static void
print_problem (const PolicyProblem *problem, FILE *out)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *visible = NULL;

  g_string_append (line,
                   problem->path != NULL ? problem->path : policy_origin_name (problem->origin));
  if (problem->line > 0)
    g_string_append_printf (line, ":%u", problem->line);
  if (problem->column > 0)
    g_string_append_printf (line, ":%u", problem->column);
  if (problem->key != NULL)
    g_string_append_printf (line, ": %s", problem->key);
  g_string_append_printf (line, ": %s", problem->detail);
  visible = layout_visible (line->str);
  fprintf (out, "%s\n", visible);
}

static void
print_problems (const PolicyInForce *in_force)
{
  for (guint i = 0; i < in_force->problems->len; i++)
    {
      const PolicyProblem *problem = g_ptr_array_index (in_force->problems, i);

      if (json)
        {
          g_autoptr (cJSON) object = policy_problem_to_json (problem);
          print_object (object);
        }
      else
        print_problem (problem, stdout);
    }
}

/* --- check --- */

static ExitStatus
check (const char *path)
{
  const PolicySources sources = { .file = path, .managed_known = TRUE };
  g_autoptr (PolicyInForce) in_force = policy_load (&sources);
  g_autofree char *fine = NULL;

  if (in_force->states[ORIGIN_FILE] == ORIGIN_ABSENT)
    return command_refuse ("policy", "cli_error_policy_absent", "path", path, NULL);
  print_problems (in_force);
  if (in_force->states[ORIGIN_FILE] != ORIGIN_IN_FORCE)
    return EXIT_UNUSABLE;
  if (in_force->problems->len > 0)
    return EXIT_FINDINGS;
  if (!json)
    puts (fine = text_fill ("cli_policy_fine", "path", path, NULL));
  return EXIT_OK;
}

/* --- show --- */

/* What each name of a PolicyOrigin is called. */
static const char *const origin_texts[][2] = {
  { "file", "cli_policy_origin_file" },
  { "managed", "cli_policy_origin_managed" },
  { "user", "cli_policy_origin_user" },
  { "default", "cli_policy_origin_default" },
};

static const char *
origin_text (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (origin_texts); i++)
    if (strcmp (origin_texts[i][0], name) == 0)
      return text (origin_texts[i][1]);
  return name;
}

static void
print_origins (const PolicyInForce *in_force)
{
  static const char *const states[] = {
    [ORIGIN_ABSENT] = "cli_policy_state_absent",
    [ORIGIN_IN_FORCE] = "cli_policy_state_in_force",
    [ORIGIN_LAST_GOOD] = "cli_policy_state_last_good",
    [ORIGIN_REFUSED] = "cli_policy_state_refused",
  };

  for (int i = N_ORIGINS - 1; i >= 0; i--)
    {
      g_autofree char *path
          = in_force->paths[i] != NULL ? layout_visible (in_force->paths[i]) : NULL;

      printf ("%s%s%s%s: %s\n", origin_text (policy_origin_name ((PolicyOrigin) i)),
              path != NULL ? " (" : "", path != NULL ? path : "", path != NULL ? ")" : "",
              text (states[in_force->states[i]]));
    }
}

/* "administrator's file, your settings (locked)" */
static char *
describe_origins (const cJSON *row)
{
  GString *said = g_string_new (NULL);
  const cJSON *name;

  cJSON_ArrayForEach (name, cJSON_GetObjectItemCaseSensitive (row, "origins"))
  {
    if (said->len > 0)
      g_string_append (said, ", ");
    g_string_append (said, origin_text (name->valuestring));
  }
  if (cJSON_IsTrue (cJSON_GetObjectItemCaseSensitive (row, "locked")))
    g_string_append_printf (said, " (%s)", text ("cli_policy_locked"));
  return g_string_free (said, FALSE);
}

static char *
describe_value (const cJSON *value)
{
  g_autofree char *printed = NULL;

  if (cJSON_IsString (value))
    return layout_visible (value->valuestring);
  printed = json_print (value);
  return layout_visible (printed);
}

static guint
columns (const char *string)
{
  g_autoptr (GString) unused = g_string_new (NULL);
  guint count = 0;

  for (; *string != '\0'; string = g_utf8_next_char (string))
    count += layout_character (unused, g_utf8_get_char (string));
  return count;
}

static void
print_cell (const char *string, guint width)
{
  guint taken = columns (string);
  printf ("%s%*s", string, (int) (width > taken ? width - taken : 0) + 2, "");
}

/* @widths: of key and origin. */
static void
print_row (const char *key, const char *from, const char *value, const guint widths[2])
{
  print_cell (key, widths[0]);
  print_cell (from, widths[1]);
  puts (value);
}

/* Every entry of a list has a line of its own. */
static void
print_key (const cJSON *row, const guint widths[2])
{
  const char *key = cJSON_GetObjectItemCaseSensitive (row, "key")->valuestring;
  const cJSON *value = cJSON_GetObjectItemCaseSensitive (row, "value");
  const cJSON *element = cJSON_IsArray (value) ? value->child : value;
  g_autofree char *from = describe_origins (row);

  for (gboolean first = TRUE; element != NULL; first = FALSE)
    {
      g_autofree char *said = describe_value (element);
      print_row (first ? key : "", first ? from : "", said, widths);
      element = cJSON_IsArray (value) ? element->next : NULL;
    }
}

static void
print_keys (const cJSON *rows)
{
  guint widths[2]
      = { columns (text ("cli_policy_column_key")), columns (text ("cli_policy_column_from")) };
  const cJSON *row;

  cJSON_ArrayForEach (row, rows)
  {
    g_autofree char *from = describe_origins (row);
    widths[0]
        = MAX (widths[0], columns (cJSON_GetObjectItemCaseSensitive (row, "key")->valuestring));
    widths[1] = MAX (widths[1], columns (from));
  }
  print_row (text ("cli_policy_column_key"), text ("cli_policy_column_from"),
             text ("cli_policy_column_value"), widths);
  cJSON_ArrayForEach (row, rows) print_key (row, widths);
}

/* Problems go to stderr, so that a script that reads the keys does not take them for some. */
static ExitStatus
show (void)
{
  PolicySources sources;
  g_autoptr (PolicyInForce) in_force = NULL;
  g_autoptr (cJSON) rows = NULL;
  const cJSON *row;

  policy_sources_init (&sources);
  in_force = policy_load (&sources);
  rows = policy_in_force_explain (in_force);
  if (json)
    cJSON_ArrayForEach (row, rows) print_object (row);
  else
    {
      print_origins (in_force);
      putchar ('\n');
      print_keys (rows);
    }
  fflush (stdout);
  for (guint i = 0; i < in_force->problems->len; i++)
    print_problem (g_ptr_array_index (in_force->problems, i), stderr);
  return EXIT_OK;
}

ExitStatus
command_policy (int argc, char **argv)
{
  int first = options_parse (policy_options, argc, argv);
  int n_operands = argc - first;

  if (first < 0)
    return EXIT_UNUSABLE;
  if (n_operands == 2 && strcmp (argv[first], "check") == 0)
    return check (argv[first + 1]);
  if (n_operands == 1 && strcmp (argv[first], "show") == 0)
    return show ();
  return command_refuse ("policy", "cli_error_policy", NULL);
}
