/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

/* CHECK_format_missing_at and so on; N_CHECKS sizes every table that has one entry a check. */
typedef enum
{
#define CHECK(id, ...) CHECK_##id,
#include "checks.def"
#undef CHECK
  N_CHECKS
} CheckId;
