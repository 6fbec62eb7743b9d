// SPDX-License-Identifier: MPL-2.0
// A service that verifies addresses, on loopback: a mock, for the real one asks for money and answers differently tomorrow. Real are HTTPS, the
// certificate, and what is sent in either direction; its answers have the form of https://hunter.io/api-documentation/v2#email-verifier.

const fs = require("node:fs");
const https = require("node:https");

const KEY = "made-up-key-0123456789";

/** What it finds out about an address, by its status, with @changed members. */
function hunter(email, status, changed = {}) {
  const found = {
    valid: { result: "deliverable", score: 97, smtp_check: true, accept_all: false },
    invalid: { result: "undeliverable", score: 4, smtp_check: false, accept_all: false },
    accept_all: { result: "risky", score: 60, smtp_check: true, accept_all: true },
    webmail: { result: "risky", score: 50, smtp_check: false, accept_all: false, webmail: true },
    disposable: { result: "risky", score: 30, smtp_check: true, accept_all: false, disposable: true },
    unknown: { result: "risky", score: 40, smtp_check: false, accept_all: false },
  }[status];
  const data = { status, email, regexp: true, gibberish: false, disposable: false, webmail: false, mx_records: true, smtp_server: true, block: false, sources: [], ...found, ...changed };
  return { data, meta: { params: { email } } };
}

const json = (response, status, body, headers = {}) => response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
const refuse = (response, status, id, headers) => json(response, status, { errors: [{ id, code: status, details: "See the documentation." }] }, headers);

/** What it does, by the name of a behaviour: (response, email, the how-manieth question it is). */
const BEHAVIOURS = {
  ...Object.fromEntries(["valid", "invalid", "accept_all", "webmail", "disposable", "unknown"].map((status) => [status, (response, email) => json(response, 200, hunter(email, status))])),
  looking: (response, email, n) => (n < 3 ? json(response, 202, hunter(email, "unknown", { status: null })) : json(response, 200, hunter(email, "invalid"))),
  always_looking: (response) => json(response, 202, {}),
  no_result: (response) => refuse(response, 222, "unexpected_smtp"),
  other_address: (response) => json(response, 200, hunter("somebody@else.example", "invalid")),
  limit: (response) => refuse(response, 429, "too_many_requests", { "retry-after": "90" }),
  too_fast: (response) => refuse(response, 403, "rate_limit"),
  refused: (response) => refuse(response, 400, "invalid_email"),
  claimed: (response) => refuse(response, 451, "claimed_email"),
  failed: (response) => response.writeHead(500).end("<h1>Internal Server Error</h1>"),
  garbage: (response) => response.writeHead(200, { "content-type": "application/json" }).end('{"data": {"status": "invalid", '),
  empty: (response) => response.writeHead(200).end(),
  page: (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>Log in to this hotel's network</html>"),
  huge: (response, email) => json(response, 200, hunter(email, "invalid", { sources: ["x".repeat(2_000_000)] })),
  endless: (response) => {
    const more = () => response.writableEnded || response.destroyed || (response.write("x".repeat(65536)), setImmediate(more));
    response.writeHead(200);
    more();
  },
  headers: (response) => {
    for (let i = 0; i < 200; i++) response.setHeader(`x-${i}`, "y".repeat(1000));
    response.writeHead(200).end("{}");
  },
  drip: (response) => {
    const timer = setInterval(() => response.write(" "), 100);
    response.on("close", () => clearInterval(timer));
    response.writeHead(200);
  },
  hang: () => {},
  by_name: (response, email, n) => BEHAVIOURS[email.split("@")[0]](response, email, n),
  close: (response) => response.socket.destroy(),
};

/** Resolves to { url, questions }: what it was asked, as { url, headers }. With @tls (certificates.js) by the certificate of @kind. */
function verifyService(t, tls, behaviour, { kind = "good", elsewhere } = {}) {
  const questions = [];
  const answer = BEHAVIOURS[behaviour] ?? ((response) => response.writeHead(302, { location: elsewhere }).end());
  const server = https.createServer({ key: fs.readFileSync(tls.key), cert: fs.readFileSync(tls.of(kind)), maxHeaderSize: 1_000_000 }, (request, response) => {
    questions.push({ url: request.url, headers: request.headers });
    if (request.headers["x-api-key"] !== KEY) return refuse(response, 401, "authentication_failed");
    return answer(response, new URL(request.url, "https://localhost").searchParams.get("email"), questions.length);
  });
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve({ url: `https://localhost:${server.address().port}/v2/email-verifier`, questions })));
}

module.exports = { KEY, hunter, verifyService };
