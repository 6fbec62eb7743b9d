// SPDX-License-Identifier: MPL-2.0
// Reads addresses, one a line, and writes one line of JSON for each: what every peer would put in place of its domain, null where it
// says nothing. Each peer as its README has it used: with the lists of domains that it brings along.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import spellChecker from '@zootools/email-spell-checker';
import emailMisspelled, { top100 } from 'email-misspelled';

const mailcheck = createRequire(import.meta.url)('mailcheck');
const misspelled = emailMisspelled({ domains: top100 });

/* A peer that throws has said nothing. */
function attempt(suggest) {
  try {
    return suggest() ?? null;
  } catch {
    return null;
  }
}

const peers = {
  mailcheck: (email) => {
    let domain = null;
    mailcheck.run({ email, suggested: (suggestion) => { domain = suggestion.domain; } });
    return domain;
  },
  'email-spell-checker': (email) => spellChecker.run({ email })?.domain,
  'email-misspelled': (email) => {
    const best = misspelled(email)[0];
    return best?.suggest === email.split('@').pop() ? null : best?.suggest;
  },
};

for await (const email of createInterface({ input: process.stdin })) {
  const said = Object.entries(peers).map(([name, suggest]) => [name, attempt(() => suggest(email))]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(said))}\n`);
}
