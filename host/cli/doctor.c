/* SPDX-License-Identifier: MPL-2.0 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "cli/command.h"
#include "cli/doctor.h"
#include "cli/layout.h"
#include "cli/text.h"
#include "wire/json.h"

#define INDENT 2

static gboolean json;
static gboolean fix;

const Option doctor_options[] = {
  { "json", OPTION_FLAG, &json, NULL },
  { "fix", OPTION_FLAG, &fix, NULL },
  { NULL },
};

typedef enum
{
  FINE,
  NOTE,
  FAULT,
} DoctorState;

static const struct
{
  const char *code;
  DoctorState state;
} rows[] = {
#define DOCTOR(code, state) { #code, state },
#include "cli/doctor.def"
#undef DOCTOR
};

/* --- Saying --- */

static char *
lookup_value (const char *name, gpointer data)
{
  const cJSON *value = cJSON_GetObjectItemCaseSensitive (data, name);
  return value != NULL ? layout_visible (value->valuestring) : NULL;
}

/* cli_doctor_<code><suffix>, filled in; NULL if there is no such text. */
static char *
fill (DoctorCode code, const char *suffix, cJSON *params)
{
  g_autofree char *key = g_strconcat ("cli_doctor_", rows[code].code, suffix, NULL);
  const char *found = text_find (key);
  return found != NULL ? text_expand (found, lookup_value, params) : NULL;
}

static void
say_as_text (DoctorCode code, cJSON *params)
{
  static const struct
  {
    const char *sign;
    Style style;
  } looks[] = { { "✓", STYLE_OK }, { "•", STYLE_NOTICE }, { "✗", STYLE_BLOCK } };
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *said = fill (code, "", params);
  g_autofree char *mend = fill (code, "_mend", params);
  guint width = layout_width (stdout);

  layout_style (out, layout_coloured (stdout), looks[rows[code].state].style,
                looks[rows[code].state].sign, -1);
  g_string_append_c (out, ' ');
  layout_wrap (out, said != NULL ? said : rows[code].code, INDENT, width);
  if (mend != NULL)
    {
      g_autofree char *line = text_fill ("cli_do", "text", mend, NULL);
      g_string_append_printf (out, "\n%*s", INDENT, "");
      layout_wrap (out, line, INDENT, width);
    }
  puts (out->str);
}

/* Takes over @params. */
static void
say_as_json (DoctorCode code, cJSON *params)
{
  static const char *const states[] = { "fine", "note", "fault" };
  g_autoptr (cJSON) object = cJSON_CreateObject ();
  g_autofree char *printed = NULL;

  cJSON_AddStringToObject (object, "code", rows[code].code);
  cJSON_AddStringToObject (object, "state", states[rows[code].state]);
  cJSON_AddItemToObject (object, "params", params);
  printed = json_print (object);
  puts (printed);
}

void
doctor_say (Doctor *doctor, DoctorCode code, ...)
{
  cJSON *params = cJSON_CreateObject ();
  const char *name;
  va_list arguments;

  va_start (arguments, code);
  while ((name = va_arg (arguments, const char *)) != NULL)
    json_add_string (params, name, va_arg (arguments, const char *));
  va_end (arguments);
  doctor->n_faults += rows[code].state == FAULT;
  if (doctor->json)
    {
      say_as_json (code, params);
      return;
    }
  say_as_text (code, params);
  cJSON_Delete (params);
}

/* --- The round --- */

const char *
doctor_mozilla_dir (void)
{
  const char *set = g_getenv ("LASTMILE_MOZILLA_DIR");
  return set != NULL && *set != '\0' ? set : "/usr/lib/mozilla";
}

static void
examine_program (Doctor *doctor)
{
  g_autofree char *path = g_file_read_link ("/proc/self/exe", NULL);
  doctor_say (doctor, DOCTOR_program, "version", LASTMILE_VERSION, "path",
              path != NULL ? path : "lastmile", NULL);
}

ExitStatus
command_doctor (int argc, char **argv)
{
  Doctor doctor = { 0 };
  int first = options_parse (doctor_options, argc, argv);

  if (first < 0)
    return EXIT_UNUSABLE;
  if (first < argc)
    return command_refuse ("doctor", "cli_error_argument", "argument", argv[first], NULL);
  doctor.json = json;
  doctor.fix = fix;
  examine_program (&doctor);
  doctor_examine_host (&doctor);
  doctor_examine_profiles (&doctor);
  doctor_examine_policy (&doctor);
  doctor_examine_data (&doctor);
  if (!json)
    puts (text (doctor.n_faults == 0 ? "cli_doctor_all_well" : "cli_doctor_not_well"));
  return doctor.n_faults == 0 ? EXIT_OK : EXIT_FINDINGS;
}
