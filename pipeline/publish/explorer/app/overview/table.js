// What the map shows, as a table: each branch, its size and what it is tied to, in words.

import { conceptLink } from "../concepts.js";
import { h } from "../dom.js";
import { glyph } from "../glyph.js";
import { figure, t } from "../words.js";
import { tieWords } from "./ties.js";

/** @import { Store } from "../store.js" */
/** @import { Overview } from "./data.js" */
/** @import { Tie } from "./ties.js" */

/**
 * @param {Store} store
 * @param {Overview} overview
 * @param {Tie[]} ties
 */
export function branchTable(store, overview, ties) {
  const head = ["branch", "size_head", "ties"].map((key) => h("th", { scope: "col" }, t(`overview.${key}`)));
  const rows = overview.branches.map(({ concept, size }, place) => {
    const own = ties.filter(({ from, to }) => from === place || to === place);
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, h("span", {}, glyph(store.classes[store.cls(concept)]), conceptLink(store, concept))),
      h("td", { class: "number" }, figure(size)),
      h("td", {}, own.length ? h("ul", {}, own.map((tie) => h("li", {}, tieWords(store, overview, tie, place)))) : t("overview.untied")),
    );
  });
  return h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows));
}
