// SPDX-License-Identifier: MPL-2.0
// The protocol of schemas/ as types: what goes to the host and what comes back.

export type Severity = "info" | "notice" | "warning" | "block";
export type Setting = "off" | Severity;
export type FindingClass = "format" | "status" | "policy" | "recipient" | "sender";
export type Choice = "sent_anyway" | "went_back" | "mended" | "blocked" | "monitored" | "closed" | "not_checked";
export type Field = "to" | "cc" | "bcc" | "reply_to";

export interface Finding {
  code: string;
  class: FindingClass;
  severity: Severity;
  subject: string;
  address?: string;
  variant?: string;
  params: Record<string, string | string[]>;
  marks?: [number, number][];
  suggestion?: string;
  confidence: number;
  dismissed?: true;
}

export interface NotChecked {
  code: string;
  subject: string;
  address?: string;
  why: string;
}

export interface Report {
  type: "report";
  final: boolean;
  cancelled?: true;
  page: number;
  pages: number;
  verdict: "ok" | Severity;
  mode: "enforce" | "monitor";
  findings: Finding[];
  not_checked: NotChecked[];
}

export interface ContactFacts {
  address: string;
  name?: string;
  organisation?: string;
  country?: string;
  phone?: string;
}

export interface Message {
  from?: { identity?: string; name?: string; address?: string };
  to: string[];
  cc: string[];
  bcc: string[];
  reply_to: string[];
  subject: string;
  body: string;
  kind: "new" | "reply" | "forward";
  original?: string[];
  contacts?: ContactFacts[];
}

export interface Policy {
  mode?: "enforce" | "monitor";
  sensitivity?: "relaxed" | "normal" | "strict";
  severity?: Record<string, Setting>;
  locked?: true | string[];
  own_domains?: string[];
  trusted?: string[];
  untrusted?: string[];
  important?: string[];
  review?: { first_contact?: boolean; directory?: boolean };
  verify?: { probe?: boolean; mail_from?: string; per_hour?: number; service?: { kind: "hunter"; key_file: string; url?: string } };
  directory?: { company: string; country?: string; domains: string[] }[];
  limits?: { visible_recipients?: number; audit_days?: number; journal_days?: number; sender_days?: number; bounce_hard_days?: number; bounce_soft_days?: number; bounce_quiet_days?: number };
  network?: { deadline_ms?: number; dns?: boolean; resolver?: string; ca_file?: string };
  remember?: boolean;
  sender_daily?: boolean;
  contact?: string;
}

export interface CheckRow {
  code: string;
  class: FindingClass;
  default: Setting;
  severity: Setting;
  locked: boolean;
  summary?: string;
}

export interface Problem {
  origin: "file" | "managed" | "user" | "store" | "profile";
  path?: string;
  line?: number;
  column?: number;
  key?: string;
  detail: string;
  fatal?: boolean;
}

export interface Hello {
  type: "hello";
  protocol: number;
  version: string;
  capabilities: string[];
  checks: CheckRow[];
  policy: {
    in_force: Policy;
    user?: Policy;
    locked: string[];
    origins: { origin: "file" | "managed" | "user"; path?: string; state: "absent" | "in_force" | "last_good" | "refused" }[];
    problems: Problem[];
  };
}

export interface OutgoingServer {
  id: string;
  type: string;
  hostname?: string;
  port: number;
  security: "plaintext" | "starttls_if_available" | "starttls" | "tls";
  description?: string;
}

export interface Status {
  type: "status";
  store?: string;
  correspondents: number;
  dismissals: number;
  profile?: string;
  outgoing?: OutgoingServer[];
  team?: { away: boolean; shared?: string };
  problems: string[];
}

export interface Review {
  review: string;
  address: string;
  requester: string;
  requested: string;
  state: "requested" | "confirmed" | "refused";
  reviewer?: string;
  decided?: string;
  note?: string;
}

export interface ReviewReply {
  type: "review";
  address: string;
  review?: Review;
  written: number;
  near: { address: string; marks: [number, number][]; known_marks: [number, number][] }[];
}

/** What a point says, whichever point it is. */
export interface SenderVerdict {
  code: string;
  state: "fine" | "note" | "fault" | "not_checked";
  variant?: string;
  why?: string;
  params: Record<string, string>;
}

export interface SenderPoint extends SenderVerdict {
  area: string;
  subject?: string;
  since?: string;
  change?: "better" | "worse" | "other" | "new";
  was?: SenderVerdict & { since: string; until: string };
}

export interface SenderReport {
  type: "sender";
  domain: string;
  score: number | null;
  parts: { area: string; got: number; of: number }[];
  points: SenderPoint[];
  checked: string;
  history: "kept" | "off" | "failed";
  changes?: { since: string; better: number; worse: number; other: number; new: number };
}

export interface Dismissal {
  code: string;
  address: string;
  since: string;
}

export interface Bounce {
  recipient: string | null;
  original_recipient: string | null;
  class: "format" | "status" | "policy" | null;
  reason: string;
  permanent: boolean;
  confidence: "guess" | "likely" | "sure";
  status: string | null;
  reply: number | null;
  remote_server: string | null;
  line: string | null;
}

export interface BounceReply {
  type: "bounce";
  bounces: Bounce[];
  mail_services: string[];
  logged: number;
}

export type JournalClass = "format" | "status" | "policy";

export interface JournalEntry {
  entry: string;
  address: string;
  failed: string;
  class: JournalClass;
  reason: string;
  permanent: boolean;
  reply?: number;
  status?: string;
  server?: string;
  line?: string;
  remedy?: string;
  outcome?: string;
  channel?: string;
  replacement?: string;
  message_id?: string;
  retried?: string;
  answered?: string;
}

export type JournalOrder = "time" | "address" | "domain" | "class" | "reason" | "channel" | "outcome" | "status" | "remedy";

export interface JournalQuery {
  since?: string;
  until?: string;
  class?: string;
  reason?: string;
  channel?: string;
  search?: string;
  words?: string;
  order?: JournalOrder;
  reverse?: boolean;
  offset?: number;
  limit?: number;
}

export interface JournalReply {
  type: "journal";
  entries: JournalEntry[];
  offset: number;
  total: number;
}

export interface JournalStats {
  type: "journal_stats";
  failures: number;
  addresses: number;
  months: { month: string; class: JournalClass; failures: number }[];
  channels: { channel: string; failures: number; addresses: number; known: number }[];
  domains: { domain: string; failures: number; addresses: number }[];
}

export interface JournalImport {
  type: "journal_import";
  added: number;
  known: number;
  contacts: number;
  passed: number;
  faults: { line: number; what: string; value: string }[];
  more_faults?: number;
}

export interface AuditEntry {
  shown: string;
  choice: Choice;
  code?: string;
  address?: string;
  severity?: Severity;
  suggestion?: string;
}

export interface AuditReply {
  type: "audit";
  entries: AuditEntry[];
  offset: number;
  total: number;
}

export interface Shown {
  code: string;
  address?: string;
  severity?: Severity;
  suggestion?: string;
}
