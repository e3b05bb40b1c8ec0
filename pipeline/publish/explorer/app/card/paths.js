// Where a concept stands: every path that leads to it from a top concept.

import { conceptLink } from "../concepts.js";
import { h } from "../dom.js";
import { t } from "../words.js";
import { unfolding } from "./pieces.js";

/** @import { Store } from "../store.js" */

const SHOWN = 3;
/** A tangle of parents has more paths than anyone reads. */
const MOST = 60;

/**
 * The paths to a concept: its ancestors from the top down.
 * @param {Store} store
 * @param {number} concept
 * @returns {number[][]}
 */
function pathsTo(store, concept) {
  /** @type {number[][]} */
  const found = [];
  climb(concept, [], new Set([concept]));
  return found;

  /**
   * @param {number} from
   * @param {number[]} below
   * @param {Set<number>} trail what the path holds already: a circle is not walked twice
   */
  function climb(from, below, trail) {
    const parents = store.parents(from).filter((parent) => !trail.has(parent));
    if (!parents.length && below.length) found.push(below);
    for (const parent of parents) {
      if (found.length > MOST) return;
      climb(parent, [parent, ...below], new Set([...trail, parent]));
    }
  }
}

/**
 * @param {Store} store
 * @param {number} concept
 * @returns {HTMLElement}
 */
export function pathList(store, concept) {
  const paths = pathsTo(store, concept);
  if (!paths.length) return h("p", { class: "paths soft" }, t("card.top"));
  const counted = paths.slice(0, MOST);
  const drawn = counted.map((path, place) =>
    h(
      "nav",
      { class: "path", "aria-label": paths.length > 1 ? t("card.path_number", { number: place + 1 }) : t("card.path") },
      h("ol", {}, path.map((step) => h("li", {}, conceptLink(store, step)))),
    ),
  );
  const first = drawn.slice(0, SHOWN);
  if (drawn.length <= SHOWN) return h("div", { class: "paths" }, first);
  const rest = h("div", {}, drawn.slice(SHOWN), paths.length > MOST && h("p", { class: "soft" }, t("card.paths_left", { count: MOST })));
  return h("div", { class: "paths" }, first, unfolding(t("card.more_paths", { count: drawn.length - SHOWN }), rest), rest);
}
