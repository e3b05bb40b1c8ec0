// What shapes and lines mean: those that are drawn, and no others.

import { h } from "../dom.js";
import { say, t } from "../words.js";
import { glyph } from "../glyph.js";
import { relationWords } from "./links.js";
import { lineSample } from "./line_sample.js";

/** @import { Store } from "../store.js" */
/** @import { Picture } from "./neighbourhood.js" */

/**
 * @param {Store} store
 * @param {Picture} picture
 */
export function legend(store, picture) {
  const { classes, predicates } = used(store, picture);
  return [
    h("ul", { "aria-label": t("graph.classes") }, classes.map((cls) => h("li", {}, glyph(store.classes[cls]), className(store, cls)))),
    predicates.length > 0 &&
      h("ul", { "aria-label": t("graph.relations_drawn") }, predicates.map((predicate) => h("li", {}, lineSample(store.predicates[predicate]), relationWords(store, predicate)))),
  ];
}

/**
 * The classes and relations of a picture, in reading order.
 * @param {Store} store
 * @param {Picture} picture
 */
function used(store, picture) {
  const classes = [...new Set(picture.dots.map((dot) => store.cls(dot.concept)))].sort((a, b) => (a < 0 ? 1 : b < 0 ? -1 : a - b));
  const predicates = [...new Set(picture.lines.map((line) => line.predicate))].sort((a, b) => a - b);
  return { classes, predicates };
}

/** @param {Store} store @param {number} cls */
export function className(store, cls) {
  return cls < 0 ? t("graph.no_class") : say(store.classes[cls].words);
}
