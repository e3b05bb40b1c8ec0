// A relation's line as a small picture beside its words, read from left to right.

import { svg } from "../dom.js";
import { arrowHead } from "./arrows.js";

/**
 * The line of a relation, not read out: its words stand beside it.
 * @param {Predicate} predicate
 * @returns {SVGSVGElement}
 */
export function lineSample(predicate) {
  const { line } = predicate;
  const sample = svg(
    "svg",
    { class: "line-sample", viewBox: "0 0 44 12", width: 44, height: 12, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: `M1 6H${line.arrow ? 36 : 43}`, fill: "none", "stroke-width": line.width, "stroke-dasharray": line.dashes.join(" ") || null }),
    line.arrow ? svg("path", { class: "head", d: arrowHead(line.arrow, { x: 43, y: 6 }, 0) }) : null,
  );
  sample.style.setProperty("--light", line.light);
  sample.style.setProperty("--dark", line.dark);
  return sample;
}
