// The beginnings of a layout: a fan of branches around the chosen concept.

/** @import { Figure } from "./figures.js" */
/** @import { Picture } from "./neighbourhood.js" */
/** @import { Place } from "./layout.js" */

const RING = 150;

/**
 * Each concept on the ring of its steps, within the sector of what it hangs on; those that hang on
 * nothing share the first ring.
 * @param {Picture} picture
 * @param {Figure[]} all
 * @returns {Map<number, Place>}
 */
export function fan(picture, all) {
  /** @type {Map<number, number[]>} */
  const branches = new Map();
  for (const { concept, from } of picture.dots) {
    const siblings = branches.get(from);
    if (siblings) siblings.push(concept);
    else branches.set(from, [concept]);
  }
  /** @type {Map<number, number>} */
  const leaves = new Map();
  for (const { concept, from } of [...picture.dots].reverse()) {
    const own = Math.max(1, leaves.get(concept) ?? 0);
    leaves.set(concept, own);
    leaves.set(from, (leaves.get(from) ?? 0) + own);
  }
  const ring = Math.max(RING, all.length * 9);
  /** @type {Map<number, Place>} */
  const places = new Map();
  /** @param {number} from @param {number} steps @param {number} start @param {number} sweep */
  const open = (from, steps, start, sweep) => {
    let angle = start;
    for (const concept of branches.get(from) ?? []) {
      const share = (sweep * (leaves.get(concept) ?? 1)) / (leaves.get(from) ?? 1);
      const turn = angle + share / 2;
      places.set(concept, { x: steps * ring * Math.cos(turn), y: steps * ring * Math.sin(turn) });
      open(concept, steps + 1, angle, share);
      angle += share;
    }
  };
  open(-1, picture.dots[0]?.steps ?? 0, -Math.PI / 2, 2 * Math.PI);
  return places;
}
