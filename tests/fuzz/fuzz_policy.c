/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "policy_merge.h"
#include "policy_read.h"

/* Bytes are a layer whose kept copy is the same layer again, or at least one fatal problem; either
 * way what is in force can be told. */

int LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length);

static PolicyLayer *
read_layer (const char *text, gsize length, GPtrArray *problems, cJSON **ret_json)
{
  PolicyReading reading
      = { .origin = ORIGIN_MANAGED, .text = text, .length = length, .problems = problems };
  PolicyLayer *layer = policy_read_text (&reading, ret_json);

  g_assert ((layer == NULL) == (reading.n_fatal > 0));
  return layer;
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length)
{
  PolicyInForce *in_force = g_new0 (PolicyInForce, 1);
  PolicyLayer *layers[N_ORIGINS] = { NULL };
  g_autoptr (cJSON) kept = NULL;
  cJSON *told;

  in_force->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) policy_problem_free);
  in_force->watched = g_ptr_array_new ();
  layers[ORIGIN_MANAGED] = read_layer ((const char *) bytes, length, in_force->problems, &kept);
  if (layers[ORIGIN_MANAGED] != NULL)
    {
      g_autofree char *text = json_print (kept);
      layers[ORIGIN_USER] = read_layer (text, strlen (text), in_force->problems, NULL);
      g_assert (layers[ORIGIN_USER] != NULL);
      g_assert (memcmp (layers[ORIGIN_USER]->severity, layers[ORIGIN_MANAGED]->severity,
                        sizeof layers[0]->severity)
                == 0);
    }
  else
    g_assert (in_force->problems->len > 0);
  policy_merge (in_force, layers);
  told = policy_in_force_to_json (in_force);
  cJSON_Delete (told);
  policy_layer_free (layers[ORIGIN_USER]);
  policy_layer_free (layers[ORIGIN_MANAGED]);
  policy_in_force_free (in_force);
  return 0;
}
