// Which concepts and statements are drawn around a concept. Nothing here knows of the screen.

import { linesBetween, linksOf, rank } from "./links.js";

/** @import { Store } from "../store.js" */
/** @import { Line } from "./links.js" */

/**
 * A concept that is drawn: how many steps from the chosen one, and what it hangs on there, by which
 * relation (from that one to it); -1 where it hangs on nothing.
 * @typedef {{ concept: number, steps: number, from: number, by: number }} Dot
 */

/**
 * What is drawn. `left`: how many concepts within the same steps are not; `isMore`: at least so many.
 * @typedef {{ dots: Dot[], lines: Line[], left: number, isMore: boolean }} Picture
 */

/**
 * What a reader wants to see of it.
 * @typedef {{ depth: number, hidden: Set<number>, only: Set<number> | null }} Wish
 */

const MOST = 150;
// The number that stands for "no source" among the sources.
export const NO_SOURCE = -1;
// Beyond so many concepts nobody counts what is left out.
const COUNTED = 5000;

/**
 * The neighbourhood of a concept: the nearest, and among those equally near the most telling.
 * @param {Store} store
 * @param {number} centre
 * @param {Wish} wish
 * @returns {Picture}
 */
export function neighbourhood(store, centre, wish) {
  /** @type {Dot[]} */
  const dots = [{ concept: centre, steps: 0, from: -1, by: -1 }];
  const seen = new Set([centre]);
  let edge = [centre];
  for (let steps = 1; steps <= wish.depth && edge.length && seen.size < COUNTED; steps += 1) {
    const found = stepFrom(store, edge, seen, wish).map((dot) => ({ ...dot, steps }));
    if (dots.length < MOST) dots.push(...telling(store, found).slice(0, MOST - dots.length));
    edge = found.map((dot) => dot.concept);
  }
  const lines = linesBetween(store, dots.map((dot) => dot.concept), (predicate) => !wish.hidden.has(predicate));
  return { dots, lines, left: seen.size - dots.length, isMore: seen.size >= COUNTED };
}

/**
 * Given concepts with the statements between them.
 * @param {Store} store
 * @param {number[]} concepts
 * @returns {Picture}
 */
export function pictureOf(store, concepts) {
  const all = [...new Set(concepts)];
  const drawn = all.slice(0, MOST);
  return {
    dots: drawn.map((concept) => ({ concept, steps: 1, from: -1, by: -1 })),
    lines: linesBetween(store, drawn),
    left: all.length - drawn.length,
    isMore: false,
  };
}

/**
 * Whether one of the wanted sources speaks of a concept.
 * @param {Store} store
 * @param {number} concept
 * @param {Set<number> | null} only
 */
function isWanted(store, concept, only) {
  if (!only) return true;
  const sources = store.sourcesOf(concept);
  return sources.length ? sources.some((source) => only.has(source)) : only.has(NO_SOURCE);
}

/**
 * The concepts one step further, each hanging on the first of the edge that leads to it by the most telling relation.
 * @param {Store} store
 * @param {number[]} edge
 * @param {Set<number>} seen
 * @param {Wish} wish
 */
function stepFrom(store, edge, seen, { hidden, only }) {
  /** @type {Map<number, Omit<Dot, "steps">>} */
  const found = new Map();
  for (const from of edge) {
    for (const { predicate, target } of linksOf(store, from)) {
      if (hidden.has(predicate)) continue;
      const known = found.get(target);
      if (known ? rank(store, predicate) < rank(store, known.by) : !seen.has(target) && seen.size < COUNTED && isWanted(store, target, only)) {
        found.set(target, { concept: target, from, by: predicate });
        seen.add(target);
      }
    }
  }
  return [...found.values()];
}

/**
 * In the order in which they are kept.
 * @param {Store} store
 * @param {Dot[]} dots
 */
function telling(store, dots) {
  /** @param {number} i */
  const degree = (i) => store.parents(i).length + store.children(i).length + store.relations(i).length;
  return dots.sort(
    (a, b) => rank(store, a.by) - rank(store, b.by) || degree(b.concept) - degree(a.concept) || a.concept - b.concept,
  );
}
