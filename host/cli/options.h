/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The options of a subcommand as a table, so that the parser and --help cannot disagree. What an
 * option does is told by the text cli_option_<name>.
 *
 *   const Option check_options[] = {
 *     { "json", OPTION_FLAG, &json, NULL },
 *     { "policy", OPTION_PATH, &policy_file, "FILE" },
 *     { NULL },
 *   };
 */

typedef enum
{
  OPTION_FLAG,   /* value: gboolean * */
  OPTION_STRING, /* value: const char **, UTF-8, borrowed from argv */
  OPTION_PATH,   /* the same of a file or a folder, in any encoding */
  OPTION_COMMON, /* read before the subcommand is called */
} OptionKind;

typedef struct
{
  const char *name; /* without the dashes; NULL ends the table */
  OptionKind kind;
  gpointer value;
  const char *argument; /* (nullable) how --help calls the value; NULL: there is none */
} Option;

/* What every subcommand takes beside its own. */
extern const Option common_options[];

/* Reads @argv (argv[0] is the subcommand) and moves the operands to its end. The place of the first
 * operand, or -1 after having told on stderr what is wrong. */
int options_parse (const Option *options, int argc, char **argv);

/* "cli_option_fail_on". Free with g_free (). */
char *option_text_key (const Option *option);
