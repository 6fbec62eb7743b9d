/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "store.h"

/* The data folder of a test of the store: made and removed around each test. */

/* Its path; NULL between tests. */
extern char *store_folder;

/* For tcase_add_checked_fixture (). */
void store_folder_make (void);
void store_folder_remove (void);

/* Runs SQL on the store's file as another program would. */
void store_folder_run_sql (const char *text);

gboolean store_has_dismissed (Store *store, const char *code, const char *key);
