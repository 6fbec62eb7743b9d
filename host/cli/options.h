/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The options of a subcommand as a table, so that the parser and --help cannot disagree.
 *
 *   static const Option options[] = {
 *     { "json", OPTION_FLAG, &json, NULL },
 *     { "fail-on", OPTION_STRING, &fail_on, "SEVERITY" },
 *     { NULL },
 *   };
 */

typedef enum
{
  OPTION_FLAG,   /* value: gboolean * */
  OPTION_STRING, /* value: const char **, borrowed from argv */
} OptionKind;

typedef struct
{
  const char *name; /* without the dashes; NULL ends the table */
  OptionKind kind;
  gpointer value;
  const char *argument; /* (nullable) how --help calls the value */
} Option;

/* Reads @argv (argv[0] is the subcommand) and moves the operands to its end. The place of the first
 * operand, or -1 after having told what is wrong. */
int options_parse (const Option *options, int argc, char **argv);
