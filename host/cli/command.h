/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

/* A subcommand: `lastmile <name> ...`. To add one: a file with its function, a row in main.c, its
 * texts (cli_<name>_summary and those of its options), its paragraph in the man page. */

typedef int CommandFunc (int argc, char **argv);

typedef struct
{
  const char *name;
  CommandFunc *run; /* argv[0] is the name; returns the exit status */
} Command;

typedef enum
{
  EXIT_OK = 0,       /* nothing to say */
  EXIT_FINDINGS = 1, /* findings at or above --fail-on; doctor: something is wrong */
  EXIT_UNUSABLE = 2, /* input or arguments that cannot be used */
} ExitStatus;

CommandFunc command_check;
