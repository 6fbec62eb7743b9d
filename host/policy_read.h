/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "policy_layer.h"
#include "wire/json.h"

/* From JSON in the policy form (schemas/policy.schema.json) to one layer. Every fault is told, not
 * the first alone; a layer with a fatal one counts not at all, for a rule that is half in force is
 * worse than the last one that was whole. */

/* Where a layer is read from, and where its faults go. */
typedef struct
{
  PolicyOrigin origin;
  const char *path; /* (nullable) (borrowed) its file */
  const char *text; /* (nullable) (borrowed) the JSON text, for lines and columns */
  gsize length;     /* of text, in bytes */
  GPtrArray
      *watched; /* (nullable) (borrowed) as policy_file_read () takes it, for directory_file */
  GPtrArray *problems; /* (borrowed) PolicyProblem */
  guint n_fatal;       /* problems of this layer that were fatal */
} PolicyReading;

#define POLICY_MAX_PROBLEMS 100   /* told of one layer */
#define POLICY_MAX_ENTRIES 100000 /* of a list or the directory */

/* NULL if there is a fatal problem. With @ret_json (nullable): what is to be kept of it, in the
 * policy form and whole in itself, the entries of directory_file written out. */
PolicyLayer *policy_read_text (PolicyReading *reading, cJSON **ret_json);
PolicyLayer *policy_read_json (PolicyReading *reading, const cJSON *json, cJSON **ret_json);

/* Takes over @error, one of this project's (LASTMILE_ERROR, with the field it is about) or of
 * another domain. */
void policy_reading_fault (PolicyReading *reading, gboolean fatal, GError *error);

/* The same, not fatal, where the file that the policy names is at fault and not the policy. */
void policy_reading_fault_of_file (PolicyReading *reading, GError *error);

void policy_problem_free (PolicyProblem *problem);

/* --- Its parts, for policy_read.c --- */

/* A domain as A-labels in lower case; with @addresses also "local@domain" as address_key () has it.
 * NULL and an error that says why not. */
char *policy_place_normalise (const char *text, gboolean addresses, GError **error);

/* "ADDRESS:PORT" or "[ADDRESS]:PORT" of a server; "": none (PolicyTextCheck). */
gboolean policy_check_server (const char *text, GError **error);

/* libpq's connection string without a password; "" too. */
gboolean policy_check_database (const char *text, GError **error);

/* An address in ASCII; "": the empty reverse path (RFC 5321 4.5.5). */
gboolean policy_check_mail_from (const char *text, GError **error);

/* A kind of service (verify_service.h). */
gboolean policy_check_verify_kind (const char *text, GError **error);

/* An https: URL without a name or password in it; "" too. */
gboolean policy_check_https (const char *text, GError **error);

/* PolicyPathCheck: a file in PEM that can be read. */
gboolean policy_check_certificates (const char *path, GError **error);

/* The text @which, which @object has, into @layer. A path becomes an absolute one there and in
 * @kept, the same object of what is to be kept; that the file cannot be used as it lies there is
 * told, and is not fatal. */
void policy_text_read (PolicyReading *reading, PolicyLayer *layer, PolicyText which,
                       const cJSON *object, cJSON *kept);

/* A service has both kind and key, or neither. */
void policy_text_check_service (PolicyReading *reading, const cJSON *json);

/* Whether @name lies below whatever folder it is relative to. */
gboolean policy_stays_below (const char *name);

/* `directory`: adds its entries to the layer. */
void policy_directory_read (PolicyReading *reading, PolicyLayer *layer, const cJSON *array);

/* `directory_file`: the same; @name is relative to the policy's folder and stays below it. The
 * entries go to @kept (an array) as well. */
void policy_directory_read_file (PolicyReading *reading, PolicyLayer *layer, const char *name,
                                 cJSON *kept);

/* `blocklists`. */
void policy_blocklists_read (PolicyReading *reading, PolicyLayer *layer, const cJSON *object);

/* Adds those of @policy to @json, in the form of `blocklists`. */
void policy_blocklists_print (const Policy *policy, cJSON *json);

/* An entry in the form of `directory`. */
cJSON *policy_directory_entry_to_json (const DirectoryEntry *entry);
