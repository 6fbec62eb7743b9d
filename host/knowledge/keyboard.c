/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/keyboard.h"

/* What touches each key on a QWERTY keyboard; after the blank, what does so on QWERTZ or AZERTY
 * alone. */
static const char *const neighbours[128] = {
  ['1'] = "2q a",       ['2'] = "13qw z",       ['3'] = "24we",      ['4'] = "35er",
  ['5'] = "46rt",       ['6'] = "57ty z",       ['7'] = "68yu z",    ['8'] = "79ui",
  ['9'] = "80io",       ['0'] = "9op-",         ['-'] = "0p.",       ['.'] = "l-",
  ['a'] = "qwsz 1y",    ['b'] = "vghn",         ['c'] = "xdfv",      ['d'] = "serfcx",
  ['e'] = "w34rsd z",   ['f'] = "drtgvc",       ['g'] = "ftyhbv z",  ['h'] = "gyujnb z",
  ['i'] = "u89ojk",     ['j'] = "huikmn",       ['k'] = "jiolm",     ['l'] = "kop. m",
  ['m'] = "njk lp",     ['n'] = "bhjm",         ['o'] = "i90pkl",    ['p'] = "o0l- m",
  ['q'] = "w12a s",     ['r'] = "e45tdf",       ['s'] = "awedxz yq", ['t'] = "r56yfg z",
  ['u'] = "y78ihj z",   ['v'] = "cfgb",         ['w'] = "q23eas x",  ['x'] = "zsdc yw",
  ['y'] = "t67ugh asx", ['z'] = "asx t67ughe2",
};

gboolean
keyboard_is_neighbour (char a, char b)
{
  const char *keys = (guchar) a < G_N_ELEMENTS (neighbours) ? neighbours[(guchar) a] : NULL;

  return keys != NULL && b != '\0' && b != ' ' && strchr (keys, b) != NULL;
}
