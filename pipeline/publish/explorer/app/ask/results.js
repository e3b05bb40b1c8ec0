// What came back: as a table, in the graph, or as Turtle, and what can be taken along.

import { copied, saved } from "../carrying.js";
import { csv, tsv } from "../delimited.js";
import { fill, h } from "../dom.js";
import { drawConcepts } from "../graph/drawing.js";
import { current, go, linkWith } from "../state.js";
import { turtle } from "../turtle.js";
import { t } from "../words.js";
import { MOST } from "./reading.js";
import { resultTable } from "./table.js";
import { conceptOf, sheet } from "./terms.js";

/** @import { Store } from "../store.js" */
/** @import { Answer } from "./engine.js" */
/** @import { Question } from "./binding.js" */

/** @typedef {"table" | "graph" | "turtle"} View */

/** The answer to the last query, in the view that the link names. */
export class Results {
  /**
   * @param {Store} store
   * @param {Record<string, string>} prefixes
   * @param {(text: string) => void} tell
   */
  constructor(store, prefixes, tell) {
    this._store = store;
    this._prefixes = prefixes;
    this._tell = tell;
    this.element = h("div", { class: "results" });
    this._answer = /** @type {Answer | undefined} */ (undefined);
    this._question = /** @type {Question | undefined} */ (undefined);
    this._shown = "";
  }

  clear() {
    this._answer = undefined;
    fill(this.element);
  }

  /**
   * @param {Answer} answer
   * @param {Question | undefined} question
   */
  show(answer, question) {
    this._answer = answer;
    this._question = question;
    this._shown = "";
    this.follow();
  }

  /** Show the view that the link names, if it is not shown already. */
  follow() {
    const answer = this._answer;
    if (!answer) return;
    if (answer.verdict !== undefined) {
      fill(this.element, h("p", { class: "verdict" }, t(answer.verdict ? "ask.yes" : "ask.no")));
      return;
    }
    const concepts = this._concepts(answer);
    const views = this._views(answer, concepts);
    const wanted = views.find((view) => view === current().params.show) ?? "table";
    if (wanted === this._shown) return;
    const buttons = views.length > 1 && views.map((view) => this._choice(view, wanted));
    const content = h("div", { class: "shown" });
    const bar = h("div", { class: "tools" },
      h("div", { role: "group", "aria-label": t("ask.views") }, buttons),
      answer.rows.length > 0 && h("div", {}, this._takeAlong(answer)));
    // The buttons stay where they are: the one that was pressed keeps the focus.
    if (this._shown) {
      for (const button of this.element.querySelectorAll(".tools [aria-pressed]")) button.setAttribute("aria-pressed", String(button.getAttribute("data-view") === wanted));
      this.element.querySelector(".shown")?.replaceWith(content);
    } else {
      fill(this.element, bar, answer.cut && h("p", { class: "cut" }, t("ask.cut", { count: MOST })), content);
    }
    this._shown = wanted;
    this._draw(wanted, answer, concepts, content);
  }

  /**
   * @param {View} view
   * @param {Answer} answer
   * @param {number[]} concepts
   * @param {HTMLElement} content
   */
  _draw(view, answer, concepts, content) {
    if (view === "graph") drawConcepts(content, this._store, concepts).catch((error) => fill(content, t("ask.no_graph", { error: String(error.message) })));
    else if (view === "turtle") fill(content, h("pre", { tabindex: "0", "aria-label": "Turtle", role: "region" }, turtle(answer.rows, this._prefixes)));
    else if (answer.rows.length === 0) fill(content, h("p", { class: "soft" }, t("ask.nothing")));
    else fill(content, resultTable(this._store, this._prefixes, answer, this._question));
  }

  /**
   * @param {View} view
   * @param {View} wanted
   */
  _choice(view, wanted) {
    return h("button", {
      class: "button", type: "button", "aria-pressed": String(view === wanted), "data-view": view,
      on: { click: () => go(linkWith({ show: view === "table" ? "" : view }), { replace: true }) },
    }, t(`ask.as_${view}`));
  }

  /** @param {Answer} answer */
  _takeAlong(answer) {
    const name = `${this._store.meta.name}-${this._question?.name ?? "requete"}${answer.cut ? `-${t("ask.cut_file", { count: String(MOST) })}` : ""}`;
    /** @param {string} text @param {string} done */
    const copy = async (text, done) => this._tell(t((await copied(text)) ? done : "ask.not_copied"));
    /** @param {string} words @param {() => void} does @param {string} [title] */
    const button = (words, does, title) => h("button", { class: "button", type: "button", title, on: { click: does } }, t(words));
    return [
      button("ask.copy", () => copy(this._shown === "turtle" ? turtle(answer.rows, this._prefixes) : tsv(sheet(answer)), "ask.copied")),
      answer.graph && button("ask.turtle_file", () => saved(`${name}.ttl`, "text/turtle", turtle(answer.rows, this._prefixes))),
      button("ask.csv", () => saved(`${name}.csv`, "text/csv", csv(sheet(answer))), t("ask.csv_note")),
      button("ask.link", () => copy(location.href, "ask.link_copied")),
    ];
  }

  /**
   * @param {Answer} answer
   * @param {number[]} concepts
   * @returns {View[]}
   */
  _views(answer, concepts) {
    /** @type {View[]} */
    const views = ["table"];
    if (concepts.length > 0) views.push("graph");
    if (answer.graph && answer.rows.length > 0) views.push("turtle");
    return views;
  }

  /** The concepts among the results, each once, in their order. @param {Answer} answer */
  _concepts({ rows }) {
    const found = rows.flatMap((row) => row.map((term) => conceptOf(this._store, term)));
    return [...new Set(found)].filter((concept) => concept >= 0);
  }
}
