/* SPDX-License-Identifier: MPL-2.0 */
#include "session_inside.h"
#include "store.h"

static void
store_sent_clear (gpointer mail)
{
  g_ptr_array_unref (((StoreSent *) mail)->keys);
}

void
session_learn_sent (Session *session, Request *request)
{
  const GArray *learned = request->part;
  g_autoptr (GArray) mails = g_array_new (FALSE, FALSE, sizeof (StoreSent));
  GError *error = NULL;
  gboolean stored;

  g_array_set_clear_func (mails, store_sent_clear);
  for (guint i = 0; i < learned->len; i++)
    {
      const LearnedMail *mail = &g_array_index (learned, LearnedMail, i);
      StoreSent sent = { session_keys (mail->recipients), mail->message_id, mail->at };
      g_array_append_val (mails, sent);
    }
  stored = store_learn_sent_mails (session->sources.store, mails, &error);
  session_answer_stored (session, request, stored, error);
}
