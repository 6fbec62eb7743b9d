// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Two kinds of drawing, as inline SVG that takes the page's colours; each has a title, a description, and its figures as a table.

import { drawn, element } from "../modules/dom.js";
import { text } from "../modules/texts.js";
import { cut, ticks } from "./series.js";

const WIDTH = 1100;
const HEIGHT = 250;
const LEFT = 46;
const BOTTOM = 40;
const TOP = 10;
const BARS_WIDTH = 560;
const BAR_ROW = 38;
const BAR_LETTERS = 44;

/** @typedef {{ heads: string[], rows: string[][] }} Table the first column names the row */
/** @typedef {{ id: string, title: string, description: string, table: Table }} About */

/** @param {Table} table @param {string} caption */
function tableOf({ heads, rows }, caption) {
  const cell = (/** @type {string} */ said, /** @type {number} */ at) => element(at === 0 ? "th" : "td", at === 0 ? { scope: "row" } : {}, [said]);
  return element("details", { class: "figures" }, [
    element("summary", {}, [text("log_chart_as_table")]),
    element("table", { "aria-label": caption }, [
      element("thead", {}, [element("tr", {}, heads.map((head) => element("th", { scope: "col" }, [head])))]),
      element("tbody", {}, rows.map((row) => element("tr", {}, row.map(cell)))),
    ]),
  ]);
}

/** @param {About} about @param {number} width @param {number} height @param {Node[]} parts @param {Node[]} [legend] */
function figure({ id, title, description, table }, width, height, parts, legend = []) {
  const image = drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": `${id}-title ${id}-means` }, [
    drawn("title", { id: `${id}-title` }, [title]),
    drawn("desc", { id: `${id}-means` }, [description]),
    ...parts,
  ]);
  return element("figure", { id, class: "chart" }, [element("h2", {}, [title]), element("p", { class: "soft" }, [description]), ...legend, element("div", { class: "drawing" }, [image]), tableOf(table, title)]);
}

/** @param {number} x @param {number} y @param {string} said @param {string} [anchor] */
const label = (x, y, said, anchor = "start") => drawn("text", { x, y, "text-anchor": anchor }, [said]);

/** A grid of lines with their numbers. @param {number[]} steps @param {(value: number) => number} height */
function grid(steps, height) {
  return steps.flatMap((step) => [drawn("line", { class: "grid", x1: LEFT, x2: WIDTH, y1: height(step), y2: height(step) }), label(LEFT - 8, height(step) + 4, String(step), "end")]);
}

/**
 * Columns of parts one upon the other.
 *
 * @param {About} about
 * @param {{ name: string, label: string }[]} parts from the ground up; the name is the class that colours it
 * @param {{ short: string, title: (part: string, count: number) => string, counts: number[] }[]} columns
 */
export function columnChart(about, parts, columns) {
  const total = (/** @type {number[]} */ counts) => counts.reduce((sum, one) => sum + one, 0);
  const steps = ticks(Math.max(...columns.map(({ counts }) => total(counts))));
  const most = steps[steps.length - 1];
  const height = (/** @type {number} */ value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / most);
  const room = (WIDTH - LEFT) / columns.length;
  const width = Math.min(room * 0.62, 56);
  const each = Math.ceil(columns.length / 18);
  const bars = columns.flatMap(({ short, title, counts }, i) => {
    const middle = LEFT + room * (i + 0.5);
    const pieces = counts.flatMap((count, part) => {
      const below = total(counts.slice(0, part));
      const shape = { class: `part ${parts[part].name}`, x: middle - width / 2, width, y: height(below + count), height: height(below) - height(below + count) };
      return count === 0 ? [] : [drawn("rect", shape, [drawn("title", {}, [title(parts[part].label, count)])])];
    });
    const lines = (columns.length - 1 - i) % each === 0 ? short.split("\n").map((line, at) => label(middle, HEIGHT - BOTTOM + 17 + at * 16, line, "middle")) : [];
    return [...pieces, ...lines];
  });
  const legend = element("ul", { class: "legend" }, parts.map(({ name, label: said }) => element("li", {}, [element("span", { class: name }), said])));
  return figure(about, WIDTH, HEIGHT, [...grid(steps, height), ...bars], [legend]);
}

/**
 * Lines of bars, each under its name.
 *
 * @param {About} about @param {{ name: string, said: string, value: number }[]} bars @param {number} most what a full line is
 */
export function barChart(about, bars, most) {
  const lines = bars.flatMap(({ name, said, value }, i) => {
    const y = i * BAR_ROW;
    return [
      drawn("g", {}, [
        drawn("title", {}, [`${name}: ${said}`]),
        label(0, y + 14, cut(name, BAR_LETTERS)),
        label(BARS_WIDTH, y + 14, said, "end"),
        drawn("rect", { class: "track", x: 0, y: y + 20, width: BARS_WIDTH, height: 9, rx: 3 }),
        drawn("rect", { class: "part bar", x: 0, y: y + 20, width: Math.max(value > 0 ? 3 : 0, (BARS_WIDTH * value) / most), height: 9, rx: 3 }),
      ]),
    ];
  });
  return figure(about, BARS_WIDTH, bars.length * BAR_ROW, lines);
}
