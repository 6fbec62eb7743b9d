/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "profile.h"
#include "profile_find.h"
#include "profile_prefs.h"

typedef char *FindProfile (void);

struct Profile
{
  FindProfile *find; /* (nullable) NULL: the path was given */
  char *path;        /* (nullable) NULL until it is found */
  char *main_file;   /* (nullable) prefs.js */
  char *user_file;   /* (nullable) user.js */
  struct stat seen[2];
  Prefs *prefs; /* (nullable) what the files said when they looked like `seen` */
};

G_DEFINE_QUARK (lastmile - profile - error, profile_error)

static void
profile_set_path (Profile *profile, const char *path)
{
  profile->path = g_strdup (path);
  profile->main_file = g_build_filename (path, "prefs.js", NULL);
  profile->user_file = g_build_filename (path, "user.js", NULL);
}

static Profile *
profile_new_finding (FindProfile *find)
{
  Profile *profile = g_new0 (Profile, 1);
  profile->find = find;
  return profile;
}

static char *
find_of_parent (void)
{
  return profile_find_of_process ("/proc", g_get_home_dir (), (guint) getppid ());
}

static char *
find_default (void)
{
  return profile_find_default (g_get_home_dir ());
}

Profile *
profile_new_for_parent (void)
{
  return profile_new_finding (find_of_parent);
}

Profile *
profile_new_default (void)
{
  return profile_new_finding (find_default);
}

Profile *
profile_new (const char *path)
{
  Profile *profile = profile_new_finding (NULL);
  g_autofree char *folder
      = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_path_get_dirname (path) : g_strdup (path);

  profile_set_path (profile, folder);
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_free (profile->main_file);
      profile->main_file = g_strdup (path);
    }
  return profile;
}

void
profile_free (Profile *profile)
{
  if (profile == NULL)
    return;
  prefs_free (profile->prefs);
  g_free (profile->user_file);
  g_free (profile->main_file);
  g_free (profile->path);
  g_free (profile);
}

const char *
profile_path (Profile *profile, GError **error)
{
  g_autofree char *found = NULL;

  if (profile->path != NULL)
    return profile->path;
  found = profile->find ();
  if (found == NULL)
    {
      g_set_error_literal (error, PROFILE_ERROR, PROFILE_ERROR_NOT_FOUND,
                           "no Thunderbird profile was found");
      return NULL;
    }
  profile_set_path (profile, found);
  return profile->path;
}

/* --- Reading --- */

/* @needed: what holds no preference is another file, or one that was cut off, and nothing follows
 * from it. */
static gboolean
profile_read_file (Prefs *prefs, const char *path, gboolean needed, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = NULL;
  struct stat file;
  gsize length;

  if (stat (path, &file) == 0 && (!S_ISREG (file.st_mode) || file.st_size > PREFS_MAX_BYTES))
    {
      g_set_error (error, PROFILE_ERROR, PROFILE_ERROR_UNREADABLE, "%s: no preferences", path);
      return FALSE;
    }
  if (!g_file_get_contents (path, &text, &length, &cause))
    {
      g_set_error_literal (error, PROFILE_ERROR, PROFILE_ERROR_UNREADABLE, cause->message);
      return FALSE;
    }
  if (prefs_read (prefs, text, length) || !needed)
    return TRUE;
  g_set_error (error, PROFILE_ERROR, PROFILE_ERROR_UNREADABLE, "%s: no preferences", path);
  return FALSE;
}

static gboolean
same_file (const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size
         && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* The preferences as the files say now; NULL on failure. */
static const Prefs *
profile_prefs (Profile *profile, GError **error)
{
  struct stat now[2] = { 0 };
  g_autoptr (Prefs) prefs = NULL;

  if (profile_path (profile, error) == NULL)
    return NULL;
  for (int i = 0; i < 2; i++)
    if (stat (i == 0 ? profile->main_file : profile->user_file, &now[i]) != 0)
      now[i] = (struct stat){ 0 };
  if (profile->prefs != NULL && same_file (&now[0], &profile->seen[0])
      && same_file (&now[1], &profile->seen[1]))
    return profile->prefs;
  g_clear_pointer (&profile->prefs, prefs_free);
  prefs = prefs_new ();
  /* user.js is rare, and above prefs.js. */
  if (!profile_read_file (prefs, profile->main_file, TRUE, error)
      || (now[1].st_ino != 0 && !profile_read_file (prefs, profile->user_file, FALSE, error)))
    return NULL;
  memcpy (profile->seen, now, sizeof now);
  profile->prefs = g_steal_pointer (&prefs);
  return profile->prefs;
}

/* --- What they say --- */

static const char *
lookup_string (const Prefs *prefs, const char *branch, const char *id, const char *leaf)
{
  g_autofree char *name = g_strdup_printf ("mail.%s.%s.%s", branch, id, leaf);
  const char *value = prefs_string (prefs, name);
  return value != NULL && *value != '\0' ? value : NULL;
}

/* A number that is not set for this server is that of mail.smtpserver.default, else Thunderbird's
 * own. */
static gint64
lookup_number (const Prefs *prefs, const char *id, const char *leaf, gint64 fallback)
{
  g_autofree char *name = g_strdup_printf ("mail.smtpserver.%s.%s", id, leaf);
  g_autofree char *common = g_strdup_printf ("mail.smtpserver.default.%s", leaf);
  return prefs_number (prefs, name, prefs_number (prefs, common, fallback));
}

static OutgoingServer *
profile_make_server (const Prefs *prefs, const char *id)
{
  OutgoingServer *server = g_new0 (OutgoingServer, 1);
  const char *type = lookup_string (prefs, "smtpserver", id, "type");
  gint64 port = lookup_number (prefs, id, "port", 0);
  gint64 security = lookup_number (prefs, id, "try_ssl", SMTP_PLAIN);

  server->id = g_strdup (id);
  server->type = g_strdup (type != NULL ? type : "smtp");
  server->hostname = g_strdup (lookup_string (prefs, "smtpserver", id, "hostname"));
  server->port = port > 0 && port <= G_MAXUINT16 ? (guint) port : 0;
  server->security = security >= SMTP_PLAIN && security <= SMTP_TLS ? security : SMTP_PLAIN;
  server->auth = lookup_number (prefs, id, "authMethod", SMTP_AUTH_PASSWORD_CLEARTEXT);
  server->username = g_strdup (lookup_string (prefs, "smtpserver", id, "username"));
  server->description = g_strdup (lookup_string (prefs, "smtpserver", id, "description"));
  return server;
}

static char **
split_ids (const char *list)
{
  char **ids = g_strsplit (list != NULL ? list : "", ",", -1);
  for (guint i = 0; ids[i] != NULL; i++)
    g_strstrip (ids[i]);
  return ids;
}

/* The first identity of the default account, or of the first account. */
static char *
profile_default_identity (const Prefs *prefs)
{
  g_auto (GStrv) accounts = split_ids (prefs_string (prefs, "mail.accountmanager.accounts"));
  const char *account = prefs_string (prefs, "mail.accountmanager.defaultaccount");
  g_auto (GStrv) identities = NULL;

  if (account == NULL || *account == '\0')
    account = accounts[0] != NULL ? accounts[0] : "";
  identities = split_ids (lookup_string (prefs, "account", account, "identities"));
  return g_strdup (identities[0] != NULL ? identities[0] : "");
}

static char *
profile_identity (const Prefs *prefs, const char *identity)
{
  return identity != NULL && *identity != '\0' ? g_strdup (identity)
                                               : profile_default_identity (prefs);
}

/* As Thunderbird's OutgoingServerService chooses: a server that is not in the list is none. */
OutgoingServer *
profile_outgoing_server (Profile *profile, const char *identity, GError **error)
{
  const Prefs *prefs = profile_prefs (profile, error);
  g_auto (GStrv) servers = NULL;
  g_autofree char *id = NULL;
  const char *chosen;

  if (prefs == NULL)
    return NULL;
  id = profile_identity (prefs, identity);
  servers = split_ids (prefs_string (prefs, "mail.smtpservers"));
  chosen = lookup_string (prefs, "identity", id, "smtpServer");
  if (chosen == NULL)
    chosen = prefs_string (prefs, "mail.smtp.defaultserver");
  if (chosen == NULL || *chosen == '\0')
    chosen = servers[0] != NULL ? servers[0] : "";
  if (*chosen == '\0' || !g_strv_contains ((const char *const *) servers, chosen))
    return NULL;
  return profile_make_server (prefs, chosen);
}

char *
profile_email (Profile *profile, const char *identity, GError **error)
{
  const Prefs *prefs = profile_prefs (profile, error);
  g_autofree char *id = NULL;

  if (prefs == NULL)
    return NULL;
  id = profile_identity (prefs, identity);
  return g_strdup (lookup_string (prefs, "identity", id, "useremail"));
}

char **
profile_identities (Profile *profile, GError **error)
{
  const Prefs *prefs = profile_prefs (profile, error);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) accounts = NULL;

  if (prefs == NULL)
    return NULL;
  accounts = split_ids (prefs_string (prefs, "mail.accountmanager.accounts"));
  for (guint i = 0; accounts[i] != NULL; i++)
    {
      g_auto (GStrv) identities
          = split_ids (lookup_string (prefs, "account", accounts[i], "identities"));
      for (guint j = 0; identities[j] != NULL; j++)
        if (*identities[j] != '\0'
            && !g_ptr_array_find_with_equal_func (all, identities[j], g_str_equal, NULL))
          g_ptr_array_add (all, g_strdup (identities[j]));
    }
  g_ptr_array_add (all, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&all), FALSE);
}

GPtrArray *
profile_servers (Profile *profile, GError **error)
{
  const Prefs *prefs = profile_prefs (profile, error);
  g_auto (GStrv) ids = NULL;
  GPtrArray *servers;

  if (prefs == NULL)
    return NULL;
  servers = g_ptr_array_new_with_free_func ((GDestroyNotify) outgoing_server_free);
  ids = split_ids (prefs_string (prefs, "mail.smtpservers"));
  for (guint i = 0; ids[i] != NULL; i++)
    if (*ids[i] != '\0')
      g_ptr_array_add (servers, profile_make_server (prefs, ids[i]));
  return servers;
}
