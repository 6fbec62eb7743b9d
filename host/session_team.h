/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "session_inside.h"
#include "wire/status.h"

/* The store and the team's database are brought into step by lastmile-team: at the start, every few
 * minutes, and soon after a change. Without one in the policy nothing happens. */

/* @session is borrowed. */
SessionTeam *session_team_new (Session *session);
void session_team_free (SessionTeam *team);

/* Something that a team shares has changed. */
void session_team_changed (SessionTeam *team);

/* A message is being checked: what colleagues have said meanwhile is wanted, if it is not quite
 * new.
 */
void session_team_wanted (SessionTeam *team);

/* How sharing stands. */
TeamState session_team_state (const SessionTeam *team);
