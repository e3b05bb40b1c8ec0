// The shortest way between two concepts, over hierarchy and relations alike.

import { drawnLine, linksOf, rank } from "./links.js";

/** @import { Store } from "../store.js" */
/** @import { Line } from "./links.js" */
/** @import { Picture } from "./neighbourhood.js" */

/**
 * How a concept was reached from one end: over which other, by which relation, at what cost.
 * @typedef {{ from: number, by: number, steps: number, cost: number }} Reach
 */

/**
 * The statements of the way, each beginning where the last ends; null where there is none. Among the
 * shortest the one with the most telling relations, then the first in the alphabet: always the same.
 * @param {Store} store
 * @param {number} start
 * @param {number} end
 * @returns {Line[] | null}
 */
export function shortestWay(store, start, end) {
  const forth = side(start);
  const back = side(end);
  let met = start === end ? start : -1;
  while (met < 0) {
    if (!forth.edge.length || !back.edge.length) return null;
    const near = forth.edge.length <= back.edge.length ? forth : back;
    const far = near === forth ? back : forth;
    widen(store, near);
    met = meeting(near, far);
  }
  return [...walk(forth.reached, met).reverse(), ...walk(back.reached, met).map((line) => turned(store, line))];
}

/**
 * A way as a picture of its concepts.
 * @param {Store} store
 * @param {number} start
 * @param {Line[]} lines
 * @returns {Picture}
 */
export function pictureOfWay(store, start, lines) {
  const dots = [
    { concept: start, steps: 0, from: -1, by: -1 },
    ...lines.map((line, i) => ({ concept: line.target, steps: i + 1, from: line.source, by: line.predicate })),
  ];
  return { dots, lines: lines.map((line) => drawnLine(store, line)), left: 0, isMore: false };
}

/** @param {number} end */
function side(end) {
  /** @type {Map<number, Reach>} */
  const reached = new Map([[end, { from: -1, by: -1, steps: 0, cost: 0 }]]);
  return { reached, edge: [end] };
}

/**
 * One step further from one end, all of it, so that no shorter or better way is missed.
 * @param {Store} store
 * @param {ReturnType<typeof side>} near
 */
function widen(store, near) {
  /** @type {Set<number>} */
  const edge = new Set();
  for (const from of near.edge) {
    const { steps, cost } = /** @type {Reach} */ (near.reached.get(from));
    for (const { predicate, target } of linksOf(store, from)) {
      const known = near.reached.get(target);
      const better = { from, by: predicate, steps: steps + 1, cost: cost + rank(store, predicate) };
      if (!known || (known.steps === better.steps && isBetter(better, known))) {
        near.reached.set(target, better);
        edge.add(target);
      }
    }
  }
  near.edge = [...edge];
}

/** @param {Reach} one @param {Reach} other */
function isBetter(one, other) {
  return one.cost - other.cost < 0 || (one.cost === other.cost && one.from < other.from);
}

/**
 * Where two ends meet best, or -1.
 * @param {ReturnType<typeof side>} near
 * @param {ReturnType<typeof side>} far
 */
function meeting(near, far) {
  let best = { concept: -1, steps: Infinity, cost: Infinity };
  for (const concept of near.edge) {
    const here = near.reached.get(concept);
    const there = far.reached.get(concept);
    if (!here || !there) continue;
    const way = { concept, steps: here.steps + there.steps, cost: here.cost + there.cost };
    const order = way.steps - best.steps || way.cost - best.cost || way.concept - best.concept;
    if (best.concept < 0 || order < 0) best = way;
  }
  return best.concept;
}

/**
 * The statements from a concept back to the end that it was reached from.
 * @param {Map<number, Reach>} reached
 * @param {number} concept
 */
function walk(reached, concept) {
  /** @type {Line[]} */
  const lines = [];
  for (let at = concept; ; ) {
    const reach = /** @type {Reach} */ (reached.get(at));
    if (reach.from < 0) return lines;
    lines.push({ source: reach.from, predicate: reach.by, target: at });
    at = reach.from;
  }
}

/**
 * The same statement read from its other end; where its relation has no inverse, as it is.
 * @param {Store} store
 * @param {Line} line
 */
function turned(store, { source, predicate, target }) {
  const { inverse } = store.predicates[predicate];
  const back = linksOf(store, target).filter((link) => link.target === source);
  const stated = back.find((link) => link.predicate === inverse) ?? back[0];
  return stated ? { source: target, predicate: stated.predicate, target: source } : { source, predicate, target };
}
