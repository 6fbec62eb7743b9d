/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

/* The server that the prose of a bounce says to have refused the mail: "host
 * mx.b.example[192.0.2.7] said:", "while talking to mx.b.example.:". NULL if it names none. Free
 * with g_free (). */
char *bounce_server_in_text (const char *text);
