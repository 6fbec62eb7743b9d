/* SPDX-License-Identifier: MPL-2.0 */
#include "probe_outgoing.h"

#define MAX_TEXT 70000 /* code points of a server's reply, a certificate's names */
#define MAX_NAMES 200
#define MAX_HOST 1000
#define DEADLINE_MS 15000
#define MAX_DEADLINE_MS 60000
#define MAX_NUMBER 9007199254740991

static const struct
{
  const char *name;
  OutgoingFaultKind kind;
} faults[N_OUTGOING_FAULTS] = {
#define FAULT(name, kind) { #name, OUTGOING_FAULTS_##kind },
#include "outgoing_fault.def"
#undef FAULT
};

static const char *const fault_names[] = {
#define FAULT(name, kind) #name,
#include "outgoing_fault.def"
#undef FAULT
  NULL,
};

static const char *const certificate_names[]
    = { "none", "wrong_name", "expired", "not_yet_valid", "self_signed", "unknown_ca",
        "weak", "broken",     NULL };

const char *const outgoing_securities[] = { "none", "starttls", "tls", NULL };

SmtpSecurity
outgoing_security_at (int place)
{
  static const SmtpSecurity securities[] = { SMTP_PLAIN, SMTP_STARTTLS, SMTP_TLS };
  return securities[place];
}

OutgoingFaultKind
outgoing_fault_kind (OutgoingFault fault)
{
  return faults[fault].kind;
}

const char *
outgoing_fault_name (OutgoingFault fault)
{
  return faults[fault].name;
}

const char *
certificate_fault_name (CertificateFault fault)
{
  return certificate_names[fault];
}

OutgoingProbe *
outgoing_probe_new (void)
{
  OutgoingProbe *probe = g_new0 (OutgoingProbe, 1);

  probe->certificate.names = g_ptr_array_new_with_free_func (g_free);
  probe->auth = g_ptr_array_new_with_free_func (g_free);
  return probe;
}

void
outgoing_probe_free (OutgoingProbe *probe)
{
  if (probe == NULL)
    return;
  g_free (probe->address);
  g_free (probe->reply);
  g_free (probe->tls);
  g_free (probe->certificate.subject);
  g_free (probe->certificate.issuer);
  g_ptr_array_unref (probe->certificate.names);
  g_ptr_array_unref (probe->auth);
  g_free (probe);
}

/* --- The answer --- */

static void
add_strings (cJSON *object, const char *name, const GPtrArray *strings)
{
  cJSON *array = cJSON_AddArrayToObject (object, name);

  for (guint i = 0; i < strings->len && i < MAX_NAMES; i++)
    json_append_string (array, strings->pdata[i]);
}

static void
add_text (cJSON *object, const char *name, const char *text)
{
  if (text != NULL)
    json_add_string (object, name, text);
}

static cJSON *
certificate_to_json (const OutgoingCertificate *certificate)
{
  cJSON *object = cJSON_CreateObject ();

  cJSON_AddStringToObject (object, "fault", certificate_fault_name (certificate->fault));
  add_text (object, "subject", certificate->subject);
  add_text (object, "issuer", certificate->issuer);
  add_strings (object, "names", certificate->names);
  cJSON_AddNumberToObject (object, "from", (double) certificate->from);
  cJSON_AddNumberToObject (object, "until", (double) certificate->until);
  return object;
}

cJSON *
outgoing_probe_to_json (const OutgoingProbe *probe)
{
  cJSON *object = cJSON_CreateObject ();

  cJSON_AddStringToObject (object, "fault", outgoing_fault_name (probe->fault));
  add_text (object, "address", probe->address);
  add_text (object, "reply", probe->reply);
  if (probe->tls != NULL)
    {
      add_text (object, "tls", probe->tls);
      cJSON_AddItemToObject (object, "certificate", certificate_to_json (&probe->certificate));
    }
  if (probe->capable)
    {
      add_strings (object, "auth", probe->auth);
      cJSON_AddNumberToObject (object, "size", (double) MIN (probe->size, MAX_NUMBER));
    }
  cJSON_AddNumberToObject (object, "connect_ms", probe->connect_ms);
  cJSON_AddNumberToObject (object, "whole_ms", probe->whole_ms);
  return object;
}

static void
read_strings (JsonReader *reader, const char *name, GPtrArray *strings)
{
  const cJSON *array = json_reader_array (reader, name, JSON_REQUIRED, 0, MAX_NAMES);
  JsonPlace list = { reader->place, name, 0 };
  JsonPlace place = { &list, NULL, 0 };
  const cJSON *element;

  cJSON_ArrayForEach (element, array)
  {
    const char *string
        = json_element_string (element, &place, 0, MAX_TEXT, reader->failed ? NULL : reader->error);
    if (string != NULL)
      g_ptr_array_add (strings, g_strdup (string));
    else
      reader->failed = TRUE;
    place.index++;
  }
}

static char *
read_text (JsonReader *reader, const char *name)
{
  return g_strdup (json_reader_string (reader, name, JSON_OPTIONAL, 0, MAX_TEXT));
}

static gboolean
certificate_from_json (const cJSON *json, OutgoingCertificate *ret_certificate, GError **error)
{
  static const JsonPlace place = { NULL, "certificate", 0 };
  JsonReader reader;

  json_reader_init (&reader, json, &place, error);
  ret_certificate->fault = (CertificateFault) json_reader_choice (
      &reader, "fault", JSON_REQUIRED, certificate_names, CERTIFICATE_FINE);
  ret_certificate->subject = read_text (&reader, "subject");
  ret_certificate->issuer = read_text (&reader, "issuer");
  read_strings (&reader, "names", ret_certificate->names);
  ret_certificate->from
      = json_reader_integer (&reader, "from", JSON_REQUIRED, -MAX_NUMBER, MAX_NUMBER, 0);
  ret_certificate->until
      = json_reader_integer (&reader, "until", JSON_REQUIRED, -MAX_NUMBER, MAX_NUMBER, 0);
  return json_reader_finish (&reader);
}

OutgoingProbe *
outgoing_probe_from_json (const cJSON *json, GError **error)
{
  g_autoptr (OutgoingProbe) probe = outgoing_probe_new ();
  const cJSON *certificate;
  JsonReader reader;

  json_reader_init (&reader, json, NULL, error);
  probe->fault = (OutgoingFault) json_reader_choice (&reader, "fault", JSON_REQUIRED, fault_names,
                                                     OUTGOING_FAULT_probe);
  probe->address = read_text (&reader, "address");
  probe->reply = read_text (&reader, "reply");
  probe->tls = read_text (&reader, "tls");
  certificate = json_reader_object (&reader, "certificate", JSON_OPTIONAL);
  probe->capable = json_reader_any (&reader, "auth", JSON_OPTIONAL) != NULL;
  if (probe->capable)
    read_strings (&reader, "auth", probe->auth);
  probe->size = json_reader_integer (&reader, "size", JSON_OPTIONAL, 0, MAX_NUMBER, 0);
  probe->connect_ms
      = (guint) json_reader_integer (&reader, "connect_ms", JSON_REQUIRED, 0, G_MAXUINT, 0);
  probe->whole_ms
      = (guint) json_reader_integer (&reader, "whole_ms", JSON_REQUIRED, 0, G_MAXUINT, 0);
  if (!json_reader_finish (&reader)
      || (certificate != NULL && !certificate_from_json (certificate, &probe->certificate, error)))
    return NULL;
  return g_steal_pointer (&probe);
}

/* --- The question --- */

OutgoingQuestion
outgoing_question_make (const char *host, guint port, SmtpSecurity security, const char *ca_file)
{
  return (OutgoingQuestion){ (char *) host, port, security, (char *) ca_file, DEADLINE_MS };
}

void
outgoing_question_clear (OutgoingQuestion *question)
{
  g_clear_pointer (&question->host, g_free);
  g_clear_pointer (&question->ca_file, g_free);
}

static const char *
security_name (SmtpSecurity security)
{
  return security == SMTP_TLS ? "tls" : security == SMTP_STARTTLS ? "starttls" : "none";
}

cJSON *
outgoing_question_to_json (const OutgoingQuestion *question)
{
  cJSON *object = cJSON_CreateObject ();

  cJSON_AddStringToObject (object, "task", "outgoing");
  json_add_string (object, "host", question->host);
  cJSON_AddNumberToObject (object, "port", question->port);
  cJSON_AddStringToObject (object, "security", security_name (question->security));
  add_text (object, "ca_file", question->ca_file);
  cJSON_AddNumberToObject (object, "deadline_ms", question->deadline_ms);
  return object;
}

gboolean
outgoing_question_from_json (const cJSON *json, OutgoingQuestion *ret_question, GError **error)
{
  g_auto (OutgoingQuestion) question = { 0 };
  JsonReader reader;

  json_reader_init (&reader, json, NULL, error);
  json_reader_string (&reader, "task", JSON_REQUIRED, 1, MAX_HOST);
  question.host = g_strdup (json_reader_string (&reader, "host", JSON_REQUIRED, 1, MAX_HOST));
  question.port = (guint) json_reader_integer (&reader, "port", JSON_REQUIRED, 1, 65535, 0);
  question.security = outgoing_security_at (
      json_reader_choice (&reader, "security", JSON_REQUIRED, outgoing_securities, 0));
  question.ca_file = g_strdup (json_reader_string (&reader, "ca_file", JSON_OPTIONAL, 1, MAX_TEXT));
  question.deadline_ms
      = (guint) json_reader_integer (&reader, "deadline_ms", JSON_REQUIRED, 1, MAX_DEADLINE_MS, 1);
  if (!json_reader_finish (&reader))
    return FALSE;
  *ret_question = question;
  question = (OutgoingQuestion){ 0 };
  return TRUE;
}
