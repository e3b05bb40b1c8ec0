// An answer as a table: so many rows at first, more when they are asked for, in an order of one's choice.

import { fill, h } from "../dom.js";
import { capital, language, say, t } from "../words.js";
import { isNumber, plain, shown } from "./terms.js";

/** @import { Store } from "../store.js" */
/** @import { Answer } from "./engine.js" */
/** @import { Question } from "./binding.js" */

const AT_FIRST = 1_000;

/**
 * @param {Store} store
 * @param {Record<string, string>} prefixes
 * @param {Answer} answer
 * @param {Question | undefined} question the columns in words, where it is one of those ready to run
 * @returns {HTMLElement}
 */
export function resultTable(store, prefixes, answer, question) {
  const words = new Map(question?.columns.map((column) => [column.name, say(column.words)]) ?? []);
  const numeric = answer.columns.map((_, i) => answer.rows.some((row) => row[i]) && answer.rows.every((row) => !row[i] || isNumber(row[i])));
  const body = h("tbody");
  const more = h("button", { class: "button", type: "button", on: { click: () => show(AT_FIRST) } });
  let rows = answer.rows;
  let [sorted, falling] = [-1, false];

  const heads = answer.columns.map((name, i) =>
    h("th", { scope: "col", class: numeric[i] ? "number" : null },
      h("button", { type: "button", on: { click: () => sort(i) } },
        h("span", {}, capital(words.get(name) ?? (answer.graph ? t(`ask.${name}`) : name))),
        words.has(name) && h("code", { class: "soft" }, `?${name}`))));

  /** @param {number} count */
  function show(count) {
    const start = body.rows.length;
    body.append(...rows.slice(start, start + count).map((row) => h("tr", {}, row.map((term, i) => h("td", { class: numeric[i] ? "number" : null }, shown(store, prefixes, term))))));
    const left = rows.length - body.rows.length;
    more.hidden = left === 0;
    fill(more, t("ask.more", { count: Math.min(left, AT_FIRST), left }));
  }

  /** @param {number} column */
  function sort(column) {
    falling = sorted === column && !falling;
    sorted = column;
    const order = comparison(numeric[column]);
    rows = answer.rows.toSorted((one, other) => order(one[column], other[column]) * (falling ? -1 : 1));
    for (const [i, head] of heads.entries()) {
      if (i === column) head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    fill(body);
    show(AT_FIRST);
  }

  show(AT_FIRST);
  const table = h("table", {}, h("thead", {}, h("tr", {}, heads)), body);
  return h("div", {}, h("div", { class: "rows", role: "region", tabindex: "0", "aria-label": t("ask.rows_region") }, table), more);
}

/**
 * @param {boolean} numeric
 * @returns {(one: Term | undefined, other: Term | undefined) => number}
 */
function comparison(numeric) {
  if (numeric) return (one, other) => Number(one?.value ?? -Infinity) - Number(other?.value ?? -Infinity);
  const collator = new Intl.Collator(language(), { numeric: true });
  return (one, other) => collator.compare(plain(one), plain(other));
}
