// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What the error log teaches: failures by class over time, which sources give bad addresses, which domains fail most.

import { byId, element } from "../modules/dom.js";
import { fill, locale, text } from "../modules/texts.js";
import { ask, tellAway } from "./ask.js";
import { barChart, columnChart } from "./chart.js";
import { boundsOf } from "./query.js";
import { CLASSES, filledMonths } from "./series.js";
/** @import { JournalStats } from "../types/protocol.js" */

const MAX_BARS = 10;

/** @param {string} month "2026-11" @param {Intl.DateTimeFormatOptions} style */
function monthText(month, style) {
  return new Intl.DateTimeFormat([locale()], { ...style, timeZone: "UTC" }).format(new Date(`${month}-15T00:00:00Z`));
}

/** @param {number} rate */
const percent = (rate) => new Intl.NumberFormat([locale()], { style: "percent", maximumFractionDigits: 1 }).format(rate);

/** @param {JournalStats["months"]} figures */
function classesChart(figures) {
  const months = filledMonths(figures, new Date().toISOString().slice(0, 7));
  const parts = CLASSES.map((name) => ({ name, label: text(`journal_class_${name}`) }));
  const columns = months.map((one, i) => {
    const year = i === 0 || one.month.endsWith("-01") ? `\n${monthText(one.month, { year: "numeric" })}` : "";
    const whole = monthText(one.month, { year: "numeric", month: "long" });
    return {
      short: monthText(one.month, { month: "short" }) + year,
      title: (/** @type {string} */ part, /** @type {number} */ count) => fill(text("log_chart_part"), { month: whole, part, count: String(count) }),
      counts: CLASSES.map((name) => one[name]),
    };
  });
  const table = {
    heads: [text("log_chart_month"), ...parts.map(({ label }) => label), text("log_chart_total")],
    rows: months.map((one) => [monthText(one.month, { year: "numeric", month: "long" }), ...CLASSES.map((name) => String(one[name])), String(one.total)]),
  };
  return columnChart({ id: "chart-classes", title: text("journal_chart_classes"), description: text("log_chart_classes_means"), table }, parts, columns);
}

/** @param {JournalStats["channels"]} all */
function channelsChart(all) {
  const channels = all.slice(0, MAX_BARS);
  const rate = (/** @type {JournalStats["channels"][0]} */ { addresses, known }) => addresses / known;
  const table = {
    heads: [text("journal_column_channel"), text("log_chart_rate"), text("log_chart_addresses"), text("log_chart_known"), text("log_chart_failures")],
    rows: all.map((one) => [one.channel, percent(rate(one)), ...[one.addresses, one.known, one.failures].map(String)]),
  };
  const bars = channels.map((one) => ({ name: one.channel, said: fill(text("log_chart_of_known"), { rate: percent(rate(one)), addresses: String(one.addresses), known: String(one.known) }), value: rate(one) }));
  return barChart({ id: "chart-channels", title: text("journal_chart_channels"), description: text("log_chart_channels_means"), table }, bars, 1);
}

/** @param {JournalStats["domains"]} all */
function domainsChart(all) {
  const domains = all.slice(0, MAX_BARS);
  const table = {
    heads: [text("log_chart_domain"), text("log_chart_addresses"), text("log_chart_failures")],
    rows: all.map(({ domain, addresses, failures }) => [domain, String(addresses), String(failures)]),
  };
  const bars = domains.map(({ domain, addresses, failures }) => ({ name: domain, said: fill(text("log_chart_of_domain"), { addresses: String(addresses), failures: String(failures) }), value: addresses }));
  return barChart({ id: "chart-domains", title: text("journal_chart_domains"), description: text("log_chart_domains_means"), table }, bars, Math.max(...domains.map(({ addresses }) => addresses)));
}

/** @param {JournalStats} stats @returns {HTMLElement[]} */
function figures({ failures, months, channels, domains }) {
  const noChannel = element("figure", { id: "chart-channels", class: "chart" }, [element("h2", {}, [text("journal_chart_channels")]), element("p", { class: "soft" }, [text("log_chart_no_channels")])]);
  return failures === 0 ? [] : [classesChart(months), channels.length > 0 ? channelsChart(channels) : noChannel, domainsChart(domains)];
}

export async function showCharts() {
  const answer = await ask("stats", boundsOf({ span: byId("chart-span").value, from: "", to: "" }, new Date()));
  tellAway(answer, showCharts);
  if (answer.reply) {
    const { failures, addresses } = answer.reply;
    byId("chart-total").textContent = failures > 0 ? fill(text("journal_total"), { failures: String(failures), addresses: String(addresses) }) : text("log_chart_nothing");
    byId("drawings").replaceChildren(...figures(answer.reply));
  }
}
