// SPDX-License-Identifier: MPL-2.0
// The texts: how they are filled, that both languages have all of them, and that every key is asked for somewhere.

import assert from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { strict } from "./support/fake.js";
import { freshModule } from "./support/thunderbird.js";

const EXTENSION = new URL("../../extension/", import.meta.url);
const read = (name) => readFileSync(new URL(name, EXTENSION), "utf8");
const locales = Object.fromEntries(["en", "zh_CN"].map((name) => [name, JSON.parse(read(`_locales/${name}/messages.json`))]));
const sources = readdirSync(EXTENSION, { recursive: true }).filter((name) => /\.(js|html)$|^manifest\.json$/.test(name)).map((name) => [name, read(name)]);

let texts, language;
beforeEach(async () => {
  language = "en";
  globalThis.browser = strict({ i18n: { getMessage: (key) => locales[language][key]?.message ?? "" } });
  texts = await freshModule("modules/texts.js");
});

const mismatch = { code: "recipient_country_mismatch", class: "recipient", severity: "warning", subject: "to[0]", confidence: 1, address: "info@mueller.jp" };

test("countries are named and lists are joined as the language does it", () => {
  const params = { company_country: ["DE", "AT"], domain_country: "JP" };
  assert.strictEqual(texts.fill("{company_country}; {domain_country}", params), "Germany and Austria; Japan");
  language = "zh_CN";
  assert.strictEqual(texts.fill("{company_country}；{domain_country}", params), "德国和奥地利；日本");
});

test("a variant's text comes first, and the general one where there is none", () => {
  const params = { domain: "mueller.jp", domain_country: "JP", company_country: "DE", legal_form: "GmbH" };
  assert.strictEqual(texts.findingTexts({ ...mismatch, params, variant: "legal_form" }).title, "“GmbH” is not a company form of Japan");
  assert.strictEqual(texts.findingTexts({ ...mismatch, params, variant: "no_such_variant" }).title, "mueller.jp is in Japan, the company in Germany");
});

test("what is put in is not read again, and what is not known stays to be seen", () => {
  assert.strictEqual(texts.fill("{address} {odd}", { address: "{suggestion}$1$&" }), "{suggestion}$1$& {odd}");
});

test("a code without texts shows itself, and a country that is none stays as it is", () => {
  assert.strictEqual(texts.findingTexts({ ...mismatch, code: "recipient_brand_new", params: {} }).title, "recipient_brand_new");
  assert.strictEqual(texts.shown("country", "not a country"), "not a country");
});

test("both languages have the same keys, with the same parameters", () => {
  assert.deepStrictEqual(Object.keys(locales.zh_CN).sort(), Object.keys(locales.en).sort());
  const names = (message) => [...new Set(message.match(/\{[a-z0-9_]+\}/g))].sort();
  for (const key of Object.keys(locales.en).filter((name) => !/^(check|cli)_/.test(name))) {
    assert.deepStrictEqual(names(locales.zh_CN[key].message), names(locales.en[key].message), key);
    assert.ok(locales.en[key].message !== "" && locales.zh_CN[key].message !== "", key);
  }
});

/** Keys of the extension that a script puts together from a prefix and what the host or a setting says. */
const BUILT = { journal_class: null, journal_fault: null, log_choice: null, journal_column: null, journal_outcome: null, journal_remedy: null, sender_area: null, cli_why: null, cli_sender_change: null, cli_sender_since: null, daily_title: ["worse", "better"], old_bounces: ["start", "pause", "resume", "cancel", "again", "running", "paused", "cancelled", "failed"], bounce: null, bounce_reply: null, bounce_status: null, returned: ["likely", "guess"], returned_source: ["card", "fair", "site", "list"], returned_it: ["spf", "dkim", "dmarc", "blocklisted", "reverse_dns", "relay_or_login"], check: null, name: null, severity: null, subject: null, why: null, cause: null, state: null, class: null, origin: null, service: ["hunter"], setting: null, security: null, sensitivity: null, options_policy: ["refused", "last_good"], learn: ["start", "later", "pause", "resume", "cancel", "again", "later_done", "running", "paused", "cancelled", "failed"] };

test("every key is asked for, and every key that is asked for is there", () => {
  const all = sources.map(([, text]) => text).join("\n");
  const named = new Set([...all.matchAll(/text\("([a-z0-9_]+)"\)|data-text="([a-z0-9_]+)"|__MSG_([a-z0-9_]+)__|"((?:verdict|options|log)_[a-z_]+)"(?!:)/g)].map((found) => found.slice(1).find(Boolean)));
  const built = new Set([...all.matchAll(/text\(`([a-z_]+)_\$\{/g)].map(([, prefix]) => prefix));
  assert.deepStrictEqual([...built].sort(), Object.keys(BUILT).sort());
  const isBuilt = (key) => Object.entries(BUILT).some(([prefix, ends]) => (ends ? ends.some((end) => key === `${prefix}_${end}`) : key.startsWith(`${prefix}_`)));
  const ours = Object.keys(locales.en).filter((key) => !/^(bounce|check|cli|journal|sender)_/.test(key));
  assert.deepStrictEqual(ours.filter((key) => !named.has(key) && !isBuilt(key)), [], "asked for nowhere");
  assert.deepStrictEqual([...named].filter((key) => !(key in locales.en)), [], "not there");
});

test("only a check whose title waits for a finding has a name of its own", () => {
  const codes = Object.keys(locales.en).flatMap((key) => /^check_([a-z0-9_]+)@title$/.exec(key)?.[1] ?? []);
  const needsName = codes.filter((code) => Object.values(locales).some((locale) => locale[`check_${code}@title`].message.includes("{")));
  assert.deepStrictEqual(Object.keys(locales.en).filter((key) => key.startsWith("name_") && !needsName.includes(key.slice(5))), []);
});

test("what the host can say has a text", () => {
  const { properties } = JSON.parse(readFileSync(new URL("../../schemas/finding.schema.json", import.meta.url), "utf8"));
  const keys = [
    ...properties.severity.enum.map((name) => `severity_${name}`),
    ...properties.class.enum.map((name) => `class_${name}`),
    ...["to", "cc", "bcc", "reply_to", "from", "smtp", "message"].map((name) => `subject_${name}`),
    ...["missing", "failed", "crashed", "hung", "garbage", "incompatible", "refused"].flatMap((name) => [`cause_${name}`, `state_${name}`]),
  ];
  assert.deepStrictEqual(keys.filter((key) => !(key in locales.en)), []);
});

test("every key of a policy that can be locked has a name", () => {
  const { properties } = JSON.parse(read("../schemas/policy.schema.json"));
  const plain = ["$schema", "comment", "locked", "directory_file"];
  assert.deepStrictEqual(Object.keys(properties).filter((key) => !plain.includes(key) && !(`setting_${key}` in locales.en)), []);
});
