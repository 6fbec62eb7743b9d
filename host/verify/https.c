/* SPDX-License-Identifier: MPL-2.0 */
#include <curl/curl.h>
#include "verify/https.h"

#define MAX_BODY (256 * 1024)   /* bytes */
#define MAX_HEADERS (64 * 1024) /* bytes */
#define USER_AGENT "Lastmile/" LASTMILE_VERSION

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CURL, curl_easy_cleanup)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CURLU, curl_url_cleanup)
typedef struct curl_slist HeaderList;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeaderList, curl_slist_free_all)

void
https_reply_clear (HttpsReply *reply)
{
  if (reply->body != NULL)
    g_string_free (reply->body, TRUE);
  reply->body = NULL;
}

/* What libcurl says, in this project's words; everything else is garbage. */
static const struct
{
  CURLcode code;
  MailboxVerdict verdict;
} failures[] = {
  { CURLE_COULDNT_RESOLVE_HOST, MAILBOX_service_unreachable },
  { CURLE_COULDNT_RESOLVE_PROXY, MAILBOX_service_unreachable },
  { CURLE_COULDNT_CONNECT, MAILBOX_service_unreachable },
  { CURLE_PROXY, MAILBOX_service_unreachable },
  { CURLE_OPERATION_TIMEDOUT, MAILBOX_service_late },
  { CURLE_PEER_FAILED_VERIFICATION, MAILBOX_service_certificate },
  { CURLE_SSL_CACERT_BADFILE, MAILBOX_service_certificate },
  { CURLE_SSL_CERTPROBLEM, MAILBOX_service_certificate },
};

static MailboxVerdict
verdict_of_failure (CURLcode code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    if (failures[i].code == code)
      return failures[i].verdict;
  return MAILBOX_service_garbage;
}

static size_t
take_body (char *bytes, size_t size, size_t count, void *data)
{
  GString *body = data;

  if (body->len + size * count > MAX_BODY)
    return 0;
  g_string_append_len (body, bytes, (gssize) (size * count));
  return size * count;
}

static size_t
count_header (char *bytes, size_t size, size_t count, void *data)
{
  gsize *total = data;

  *total += size * count;
  return *total <= MAX_HEADERS ? size * count : 0;
}

/* The whole URL; free with curl_free (). NULL if the request's is none. */
static char *
make_url (const HttpsRequest *request)
{
  g_autoptr (CURLU) url = curl_url ();
  g_autofree char *query = g_strdup_printf ("%s=%s", request->parameter, request->value);
  char *whole = NULL;

  if (curl_url_set (url, CURLUPART_URL, request->url, 0) != CURLUE_OK
      || curl_url_set (url, CURLUPART_QUERY, query, CURLU_APPENDQUERY | CURLU_URLENCODE)
             != CURLUE_OK
      || curl_url_get (url, CURLUPART_URL, &whole, 0) != CURLUE_OK)
    return NULL;
  return whole;
}

/* A certificate that is not to be trusted, or a file of authorities that cannot be read, ends it.
 * The system's authorities are a folder, so those of a file come on top. */
static void
set_trust (CURL *curl, const HttpsRequest *request)
{
  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "https");
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (curl, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  if (request->ca_file == NULL)
    return;
  curl_easy_setopt (curl, CURLOPT_CAINFO, request->ca_file);
  curl_easy_setopt (curl, CURLOPT_PROXY_CAINFO, request->ca_file);
}

static void
set_limits (CURL *curl, const HttpsRequest *request)
{
  gint64 left = (request->end - g_get_monotonic_time ()) / 1000;

  curl_easy_setopt (curl, CURLOPT_TIMEOUT_MS, (long) MAX (left, 1));
  curl_easy_setopt (curl, CURLOPT_MAXFILESIZE, (long) MAX_BODY);
  curl_easy_setopt (curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (curl, CURLOPT_QUICK_EXIT, 1L); /* no wait for a resolver that hangs */
}

gboolean
https_get (const HttpsRequest *request, HttpsReply *ret_reply, MailboxVerdict *ret_verdict)
{
  g_autoptr (CURL) curl = curl_easy_init ();
  g_autoptr (HeaderList) headers = curl_slist_append (NULL, request->header);
  g_auto (HttpsReply) reply = { .body = g_string_new (NULL) };
  char *url = make_url (request);
  gsize n_headers = 0;
  curl_off_t retry_after = 0;
  CURLcode code;
  long status = 0;

  curl_easy_setopt (curl, CURLOPT_URL, url != NULL ? url : "");
  curl_free (url);
  curl_easy_setopt (curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (curl, CURLOPT_USERAGENT, USER_AGENT);
  curl_easy_setopt (curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt (curl, CURLOPT_WRITEDATA, reply.body);
  curl_easy_setopt (curl, CURLOPT_HEADERFUNCTION, count_header);
  curl_easy_setopt (curl, CURLOPT_HEADERDATA, &n_headers);
  set_trust (curl, request);
  set_limits (curl, request);
  code = curl_easy_perform (curl);
  if (code != CURLE_OK)
    {
      *ret_verdict = verdict_of_failure (code);
      return FALSE;
    }
  curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo (curl, CURLINFO_RETRY_AFTER, &retry_after);
  *ret_reply = (HttpsReply){ (guint) status, (guint) CLAMP (retry_after, 0, G_MAXINT), reply.body };
  reply.body = NULL;
  return TRUE;
}
