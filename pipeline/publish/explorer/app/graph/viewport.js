// What part of a drawing is seen, and how big.

/** @import { Figure } from "./figures.js" */
/** @import { Place } from "./layout.js" */
/** @import { Box } from "./names.js" */

/** The nearest that one can come. */
export const LARGEST = 3;
/** How much nearer one press of + comes. */
export const NEARER = 1.3;
// A drawing of few concepts is not blown up beyond this.
const AT_EASE = 1.2;
const EDGE = 26;

/**
 * All of a drawing.
 * @param {Figure[]} all
 * @param {Map<number, Place>} places
 * @returns {Box}
 */
export function bounds(all, places) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const one of all) {
    const { x, y } = /** @type {Place} */ (places.get(one.concept));
    box.left = Math.min(box.left, x - one.left);
    box.right = Math.max(box.right, x + one.right);
    box.top = Math.min(box.top, y - one.top);
    box.bottom = Math.max(box.bottom, y + one.bottom);
  }
  return box;
}

/**
 * The scale and shift that show all of a drawing in a frame, the first concept not too far from the middle.
 * @param {Figure[]} all
 * @param {Map<number, Place>} places
 * @param {number} width
 * @param {number} height
 */
export function fit(all, places, width, height) {
  const box = bounds(all, places);
  const { x, y } = /** @type {Place} */ (places.get(all[0].concept));
  const [left, right] = all[0].beside ? [box.left, box.right] : around(box.left, x, box.right);
  const [top, bottom] = all[0].beside ? [box.top, box.bottom] : around(box.top, y, box.bottom);
  const zoom = Math.min(AT_EASE, (width - 2 * EDGE) / (right - left), (height - 2 * EDGE) / (bottom - top));
  return { zoom, pan: { x: width / 2 - (zoom * (left + right)) / 2, y: height / 2 - (zoom * (top + bottom)) / 2 } };
}

/**
 * An extent in which a point lies between a quarter and three quarters.
 * @param {number} start
 * @param {number} point
 * @param {number} end
 */
function around(start, point, end) {
  const [before, after] = [point - start, end - point];
  return [point - Math.max(before, after / 3), point + Math.max(after, before / 3)];
}
