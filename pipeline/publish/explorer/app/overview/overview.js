// The overview: every branch of the vocabulary as a circle, and how they are tied; it stands still.

import { byId, fill, h, svg } from "../dom.js";
import { onChange } from "../state.js";
import { t } from "../words.js";
import { drawChart } from "./chart.js";
import { openOverview } from "./data.js";
import { branchTable } from "./table.js";
import { tiesOf } from "./ties.js";

/** @import { Store } from "../store.js" */
/** @import { Overview } from "./data.js" */

/** @param {Store} store */
export function mountOverview(store) {
  let isDrawn = false;
  onChange(async () => {
    if (isDrawn || byId("overview").hidden) return;
    isDrawn = true;
    draw(store, await openOverview());
  });
}

/**
 * @param {Store} store
 * @param {Overview} overview
 */
function draw(store, overview) {
  const ties = tiesOf(store, overview);
  const caption = h("p", { class: "caption soft" }, t("overview.hint"));
  const say = (/** @type {string} */ text) => fill(caption, text || t("overview.hint"));
  const { branches, counts } = overview;
  fill(
    byId("overview"),
    h("h2", {}, t("overview.title")),
    h("p", { class: "soft" }, branches.length < counts.tops ? t("overview.largest", { count: branches.length, all: counts.tops }) : t("overview.lead", { count: counts.tops })),
    overview.charts.map((chart, i) => h("div", { class: `chart ${i ? "narrow" : "wide"}` }, drawChart(store, overview, chart, ties, say))),
    caption,
    legend(),
    h("details", {}, h("summary", {}, t("overview.list")), branchTable(store, overview, ties)),
  );
}

function legend() {
  const circle = (/** @type {number} */ r) => svg("circle", { cx: 20, cy: 12, r, class: "sample" });
  const line = (/** @type {number} */ y, /** @type {number} */ width) => svg("line", { x1: 2, y1: y, x2: 38, y2: y, class: "sample", "stroke-width": width });
  const sign = (/** @type {SVGElement[]} */ drawn) => svg("svg", { viewBox: "0 0 40 24", width: 40, height: 24, "aria-hidden": "true" }, drawn);
  return h(
    "ul",
    { class: "legend soft small" },
    h("li", {}, sign([circle(11), circle(5)]), t("overview.legend_area")),
    h("li", {}, sign([line(7, 1.5), line(16, 5)]), t("overview.legend_line")),
  );
}
