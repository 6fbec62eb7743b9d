/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* `lastmile doctor`: each part looks at one thing and says what it sees, with the mend where
 * something is wrong. */

typedef enum
{
#define DOCTOR(code, state) DOCTOR_##code,
#include "cli/doctor.def"
#undef DOCTOR
  N_DOCTOR_CODES
} DoctorCode;

typedef struct
{
  gboolean json;
  gboolean fix;   /* the user's manifest is to be written if something is wrong with it */
  guint n_faults; /* told so far */
} Doctor;

/* Says it, with names and values (not nullable) of what its text is filled in with. */
void doctor_say (Doctor *doctor, DoctorCode code, ...) G_GNUC_NULL_TERMINATED;

/* Where Thunderbird looks for manifests and extensions of the whole system: $LASTMILE_MOZILLA_DIR,
 * else /usr/lib/mozilla. Static. */
const char *doctor_mozilla_dir (void);

/* The parts, in the order of speaking. */
void doctor_examine_host (Doctor *doctor);
void doctor_examine_profiles (Doctor *doctor);
void doctor_examine_policy (Doctor *doctor);
void doctor_examine_data (Doctor *doctor);
