// Which names are written at a scale, and how big: near concepts first, none over another.

import { bend } from "./bend.js";
import { GAP, LINE_HEIGHT, textWidth } from "./figures.js";
import { WORDS_SIZE } from "./layout.js";

/** @import { Figure } from "./figures.js" */
/** @import { Place } from "./layout.js" */

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

/** Below so many pixels on the screen nothing is written. */
const READABLE = 9;
// What would be smaller is written in this size, if there is room.
const ENLARGED = 11;

/**
 * The size of each name, by concept, 0 where it is not written; and which words of lines are written.
 * @param {Figure[]} all
 * @param {Map<number, Place>} places
 * @param {{ words: string, source: number, target: number }[]} lines
 * @param {number} zoom
 */
export function written(all, places, lines, zoom) {
  const shapes = all.map((one) => shapeBox(one, /** @type {Place} */ (places.get(one.concept))));
  /** @type {Box[]} */
  const taken = [];
  /** @type {Map<number, number>} */
  const sizes = new Map();
  for (const [i, one] of all.entries()) {
    const size = one.text * zoom >= READABLE ? one.text : (ENLARGED + (one.isBold ? 2 : 0)) / zoom;
    const box = nameBox(one, /** @type {Place} */ (places.get(one.concept)), size);
    const isFree = one.steps === 0 || (taken.every((other) => !meet(box, other)) && shapes.every((shape, j) => i === j || !meet(box, shape)));
    sizes.set(one.concept, isFree ? size : 0);
    if (isFree) taken.push(box);
  }
  const told = lines.map(({ words, source, target }, i) => {
    if (!words || WORDS_SIZE * zoom < READABLE) return false;
    const { x, y } = wordsPlace(lines, i, /** @type {Place} */ (places.get(source)), /** @type {Place} */ (places.get(target)));
    const half = textWidth(words, WORDS_SIZE) / 2 + 2;
    const box = { left: x - half, top: y - 9, right: x + half, bottom: y + 9 };
    const isFree = [...taken, ...shapes].every((other) => !meet(box, other));
    if (isFree) taken.push(box);
    return isFree;
  });
  return { sizes, told };
}

/**
 * Where a name stands when it is written in a size.
 * @param {Figure} one
 * @param {Place} place
 * @param {number} [size]
 * @returns {Box}
 */
export function nameBox(one, { x, y }, size = one.text) {
  const half = one.shape / 2;
  const width = (one.width * size) / one.text;
  const height = one.lines.length * size * LINE_HEIGHT;
  if (one.beside) return { left: x + half + GAP, top: y - height / 2, right: x + half + GAP + width, bottom: y + height / 2 };
  return { left: x - width / 2, top: y + half + GAP, right: x + width / 2, bottom: y + half + GAP + height };
}

/** @param {Figure} one @param {Place} place */
function shapeBox(one, { x, y }) {
  const half = one.shape / 2;
  return { left: x - half, top: y - half, right: x + half, bottom: y + half };
}

/**
 * Where the words of a line stand: at its middle, which is beside the straight where several join the same two.
 * @param {{ source: number, target: number }[]} lines
 * @param {number} number
 * @param {Place} from
 * @param {Place} to
 * @returns {Place}
 */
export function wordsPlace(lines, number, from, to) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const bow = bend(lines, number);
  return { x: (from.x + to.x) / 2 - ((to.y - from.y) / length) * bow, y: (from.y + to.y) / 2 + ((to.x - from.x) / length) * bow };
}

/** @param {Box} a @param {Box} b */
function meet(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
