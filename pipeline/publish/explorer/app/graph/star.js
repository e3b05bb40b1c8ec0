// A small picture is composed: the chosen concept in the middle, the others around it at even turns.

/** @import { Store } from "../store.js" */
/** @import { Picture } from "./neighbourhood.js" */
/** @import { Place } from "./layout.js" */

// With more around, even turns are too narrow for names.
const MOST = 12;
const RING = 150;
// Where many stand around, every other stands farther out.
const ALTERNATE = { above: 8, by: 1.3 };

/**
 * The places of a picture in which all hang on the chosen concept and are few; otherwise nothing.
 * @param {Store} store
 * @param {Picture} picture
 * @returns {Map<number, Place> | null}
 */
export function star(store, { dots: [centre, ...others], lines }) {
  if (centre.steps > 0 || !others.length || others.length > MOST || others.some((dot) => dot.steps > 1)) return null;
  const parents = store.parents(centre.concept);
  const isBelow = (/** @type {number} */ concept) => Number(!parents.includes(concept));
  const order = besideEachOther(others.map(({ concept }) => concept).sort((a, b) => isBelow(a) - isBelow(b)), lines);
  // What is broader stands above; four stand so that the way down is free for the name in the middle.
  const start = -Math.PI / 2 - (order.length % 4 ? 0 : Math.PI / order.length);
  const places = new Map([[centre.concept, { x: 0, y: 0 }]]);
  for (const [i, concept] of order.entries()) {
    const turn = start + (2 * Math.PI * i) / order.length;
    const reach = RING * (order.length > ALTERNATE.above && i % 2 ? ALTERNATE.by : 1);
    places.set(concept, { x: reach * Math.cos(turn), y: reach * Math.sin(turn) });
  }
  return places;
}

/**
 * In an order in which those that a line joins are near each other; the first stays the first.
 * @param {number[]} concepts
 * @param {{ source: number, target: number }[]} lines
 */
function besideEachOther(concepts, lines) {
  const joined = lines.filter(({ source, target }) => concepts.includes(source) && concepts.includes(target));
  const order = [...concepts];
  const apart = () =>
    joined.reduce((sum, { source, target }) => {
      const steps = Math.abs(order.indexOf(source) - order.indexOf(target));
      return sum + Math.min(steps, order.length - steps) ** 2;
    }, 0);
  let best = apart();
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (let i = 1; i < order.length; i += 1) {
      for (let j = i + 1; j < order.length; j += 1) {
        [order[i], order[j]] = [order[j], order[i]];
        const now = apart();
        if (now < best) [best, isBetter] = [now, true];
        else [order[i], order[j]] = [order[j], order[i]];
      }
    }
  }
  return order;
}
