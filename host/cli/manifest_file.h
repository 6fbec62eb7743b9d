/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "cli/doctor.h"

/* A native manifest as it lies on the disk, judged as Thunderbird judges it. */
typedef struct
{
  char *path;
  DoctorCode code; /* DOCTOR_manifest_fine, _absent, or what is wrong with it */
  char *host;      /* (nullable) the program that it names */
  char *detail;    /* (nullable) the key that is wrong, or the error */
} ManifestFile;

/* The one in @folder/native-messaging-hosts. Never NULL. */
ManifestFile *manifest_file_read (const char *folder);
void manifest_file_free (ManifestFile *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManifestFile, manifest_file_free)

/* Writes it for the host at @host, whatever was there. */
gboolean manifest_file_write (const ManifestFile *manifest, const char *host, GError **error);
