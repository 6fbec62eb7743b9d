/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "cli/options.h"

/* A subcommand: `lastmile <name> ...`. To add one: a file with its function and options, a row in
 * main.c, its texts (cli_<name>_summary and those of its options), its place in the man page. */

typedef enum
{
  EXIT_OK = 0,       /* nothing to say */
  EXIT_FINDINGS = 1, /* findings at or above --fail-on; doctor: something is wrong */
  EXIT_UNUSABLE = 2, /* input or arguments that cannot be used */
} ExitStatus;

/* @argv[0] is the subcommand's name. */
typedef ExitStatus CommandFunc (int argc, char **argv);

typedef struct
{
  const char *name;
  CommandFunc *run;
  const char *summary;   /* key of its text */
  const char *arguments; /* what follows the options, in the notation of man pages */
  const Option *options;
} Command;

CommandFunc command_bounce;
extern const Option bounce_options[];

CommandFunc command_check;
extern const Option check_options[];

CommandFunc command_sender;
extern const Option sender_options[];

CommandFunc command_doctor;
extern const Option doctor_options[];

CommandFunc command_journal;
extern const Option journal_options[];

CommandFunc command_review;
extern const Option review_options[];

CommandFunc command_policy;
extern const Option policy_options[];

/* Says on stderr what is wrong with the arguments: the text @key filled in as text_fill () does,
 * and where to read more. Returns EXIT_UNUSABLE, so that a caller can return it. */
ExitStatus command_refuse (const char *command, const char *key, ...) G_GNUC_NULL_TERMINATED;

/* Prints the usage of all, or of one. */
void help_print_commands (const Command *commands, gsize n_commands);
void help_print_command (const Command *command);
