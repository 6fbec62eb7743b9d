/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/mail_service.h"

static const char *const services[] = {
  "gmail.com",  "googlemail.com", "hotmail.com", "outlook.com",  "yahoo.com",      "icloud.com",
  "aol.com",    "qq.com",         "foxmail.com", "163.com",      "126.com",        "yeah.net",
  "sina.com",   "sina.cn",        "sohu.com",    "aliyun.com",   "139.com",        "189.cn",
  "vip.qq.com", "vip.163.com",    "vip.126.com", "vip.sina.com", "protonmail.com", "yandex.ru",
  "msn.com",    "tom.com",        "21cn.com",    "188.com",
};

const char *
mail_service_at_end (const char *text)
{
  const char *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    if (g_str_has_suffix (text, services[i])
        && (found == NULL || strlen (services[i]) > strlen (found)))
      found = services[i];
  return found;
}

const char *
mail_service_called (const char *label)
{
  gsize length = strlen (label);

  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    if (strncmp (services[i], label, length) == 0 && services[i][length] == '.')
      return services[i];
  return NULL;
}
