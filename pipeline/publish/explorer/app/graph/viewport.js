// What part of a drawing is seen, and how big.

import { nameBox, nameSize } from "./names.js";

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
 * All of a drawing, names as big as they are written at a scale.
 * @param {Figure[]} all
 * @param {Map<number, Place>} places
 * @param {number} [zoom]
 * @returns {Box}
 */
export function bounds(all, places, zoom = 1) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const one of all) {
    const place = /** @type {Place} */ (places.get(one.concept));
    const name = nameBox(one, place, nameSize(one, zoom));
    box.left = Math.min(box.left, place.x - one.left, name.left);
    box.right = Math.max(box.right, place.x + one.right, name.right);
    box.top = Math.min(box.top, place.y - one.top, name.top);
    box.bottom = Math.max(box.bottom, place.y + one.bottom, name.bottom);
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
  let zoom = 1;
  let box = balanced(all, places, zoom);
  // What is farther has bigger names, which need room in turn.
  for (let round = 0; round < 2; round += 1) {
    zoom = Math.min(AT_EASE, (width - 2 * EDGE) / (box.right - box.left), (height - 2 * EDGE) / (box.bottom - box.top));
    box = balanced(all, places, zoom);
  }
  return { zoom, pan: { x: width / 2 - (zoom * (box.left + box.right)) / 2, y: height / 2 - (zoom * (box.top + box.bottom)) / 2 } };
}

/**
 * All of a drawing, with as much room around as keeps the first concept from the edge; a way begins at its first.
 * @param {Figure[]} all
 * @param {Map<number, Place>} places
 * @param {number} zoom
 */
function balanced(all, places, zoom) {
  const box = bounds(all, places, zoom);
  if (all.every((one) => one.side === "right")) return box;
  const { x, y } = /** @type {Place} */ (places.get(all[0].concept));
  const [left, right] = around(box.left, x, box.right);
  const [top, bottom] = around(box.top, y, box.bottom);
  return { left, top, right, bottom };
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
