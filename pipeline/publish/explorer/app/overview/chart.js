// The map itself, as SVG: lines under circles, each circle a link to its concept.

import { svg } from "../dom.js";
import { glyph } from "../glyph.js";
import { linkTo } from "../state.js";
import { language, t } from "../words.js";
import { tieWords } from "./ties.js";

/** @import { Store } from "../store.js" */
/** @import { Chart, Overview } from "./data.js" */
/** @import { Tie } from "./ties.js" */

const LINE_HEIGHT = 1.25;

/**
 * @param {Store} store
 * @param {Overview} overview
 * @param {Chart} chart
 * @param {Tie[]} ties
 * @param {(text: string) => void} tell what is pointed at, in words; nothing when no longer
 */
export function drawChart(store, overview, chart, ties, tell) {
  const most = ties[0]?.count ?? 1;
  const lines = ties.map((tie) => {
    const [[x1, y1], [x2, y2]] = [chart.places[tie.from], chart.places[tie.to]];
    const words = tieWords(store, overview, tie);
    const drawn = svg("line", { x1, y1, x2, y2, "stroke-width": (1.2 + 4.8 * (tie.count - 1) / Math.max(most - 1, 1)).toFixed(1) });
    const wide = svg("line", { x1, y1, x2, y2, class: "reach", on: { pointerenter: () => light([tie], words), pointerleave: () => light([], "") } });
    return { tie, drawn, wide };
  });
  const nodes = overview.branches.map((_, place) => node(store, overview, chart, place, (on) => {
    const own = on ? ties.filter(({ from, to }) => from === place || to === place) : [];
    light(own, own.length ? own.map((tie) => tieWords(store, overview, tie, place)).join(" ; ") : on ? t("overview.untied") : "");
  }));

  /**
   * @param {Tie[]} lit
   * @param {string} words
   */
  function light(lit, words) {
    for (const { tie, drawn } of lines) drawn.classList.toggle("lit", lit.includes(tie));
    const near = new Set(lit.flatMap(({ from, to }) => [from, to]));
    for (const [place, one] of nodes.entries()) one.classList.toggle("far", near.size > 0 && !near.has(place));
    tell(words);
  }

  return svg(
    "svg",
    { viewBox: `0 0 ${chart.width} ${chart.height}`, role: "group", "aria-label": t("overview.title") },
    svg("g", { "aria-hidden": "true" }, lines.map(({ drawn }) => drawn), lines.map(({ wide }) => wide)),
    nodes,
  );
}

/**
 * @param {Store} store
 * @param {Overview} overview
 * @param {Chart} chart
 * @param {number} place
 * @param {(on: boolean) => void} point
 */
function node(store, { branches, letters }, chart, place, point) {
  const { concept, size, label } = branches[place];
  const [x, y, r] = chart.places[place];
  const cls = store.classes[store.cls(concept)];
  const sign = glyph(cls);
  const side = Math.min(24, Math.max(12, r * 0.8));
  for (const [name, value] of Object.entries({ x: x - side / 2, y: y - side / 2, width: side, height: side })) sign.setAttribute(name, String(value));
  const lines = label[language()];
  const baseline = y + r + letters * 1.1;
  const count = t("overview.size", { count: size });
  const on = { pointerenter: () => point(true), pointerleave: () => point(false), focus: () => point(true), blur: () => point(false) };
  const drawn = svg(
    "a",
    { href: linkTo("concept", store.slug(concept)), "aria-label": `${store.name(concept)}, ${count}`, on },
    svg("circle", { cx: x, cy: y, r }),
    sign,
    svg("text", { x, y: baseline, "font-size": letters }, lines.map((line, i) => svg("tspan", { x, dy: i ? letters * LINE_HEIGHT : 0 }, line))),
    svg("text", { x, y: baseline + lines.length * letters * LINE_HEIGHT, "font-size": letters - 2, class: "size" }, count),
  );
  if (cls) {
    drawn.style.setProperty("--light", cls.look.light);
    drawn.style.setProperty("--dark", cls.look.dark);
  }
  return drawn;
}
