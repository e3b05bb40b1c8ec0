// What the map shows, as a table: each branch, its size and what it is tied to, in words.

import { h } from "../dom.js";
import { glyph } from "../glyph.js";
import { linkTo } from "../state.js";
import { language, t } from "../words.js";
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
      h("th", { scope: "row" }, glyph(store.classes[store.cls(concept)]), " ", h("a", { href: linkTo("concept", store.slug(concept)) }, store.name(concept))),
      h("td", { class: "number" }, size.toLocaleString(language())),
      h("td", {}, own.length ? h("ul", {}, own.map((tie) => h("li", {}, tieWords(store, overview, tie, place)))) : t("overview.untied")),
    );
  });
  return h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows));
}
