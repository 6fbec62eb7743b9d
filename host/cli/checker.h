/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/resolver.h"
#include "policy_load.h"
#include "run.h"

/* What messages are checked with: the policy in force, what the user's store knows (both are only
 * read), the profile and the DNS. */

typedef struct
{
  const char *policy_file; /* (nullable) (borrowed) instead of the administrator's file */
  const char *data_dir;    /* (nullable) (borrowed) instead of the user's data folder */
  const char *profile;  /* (nullable) (borrowed) the Thunderbird profile that mail is sent from */
  gboolean no_store;    /* nothing of the user's is looked at: neither settings nor store */
  const char *resolver; /* (nullable) (borrowed) "ADDRESS:PORT" instead of the system's */
  gboolean offline;     /* the network is not asked */
} CheckerOptions;

typedef struct Checker Checker;

/* NULL if the DNS server to ask is none: said then, as the command "check". */
Checker *checker_new (const CheckerOptions *options);
void checker_free (Checker *checker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Checker, checker_free)

const PolicyInForce *checker_policy (const Checker *checker);

/* Whom to ask under @policy: @server (nullable; "ADDRESS:PORT" of the command line), else what
 * $LASTMILE_RESOLVER names, else the policy's; NULL if nobody may be asked. FALSE if the one that
 * counts is none: said then, as @command. */
gboolean checker_open_resolver (const char *command, const char *server, const Policy *policy,
                                Resolver **ret_resolver);

/* From now on the checks of the class @name say nothing. */
void checker_leave_out (Checker *checker, const char *name);

/* @message is borrowed and outlives the run. Free with run_free (). */
Run *checker_run (Checker *checker, const Message *message, RunWoken *woken, gpointer data);
