// Which names are written at a scale, and how big: near concepts first, none over another.

import { bend } from "./bend.js";
import { GAP, LINE_HEIGHT, textWidth, WORDS_SIZE } from "./figures.js";

/** @import { Figure } from "./figures.js" */
/** @import { Place } from "./layout.js" */

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

/** Below so many pixels on the screen nothing is written. */
const READABLE = 9;
// What would be smaller is written in this size, if there is room.
const ENLARGED = 11;
// Pixels on the screen between two names.
const AIR = 3;
// Words of lines grow no more than this: there are too many of them.
const MOST_ENLARGED = 1.5;
// Shapes and lines grow below this scale, to at most this.
const SHRUNK = 0.75;
const MOST_GROWN = 1.6;

/**
 * The size of each name, by concept, and of the words of each line; 0 where it is not written.
 * @param {Figure[]} all
 * @param {Map<number, Place>} places
 * @param {{ words: string, source: number, target: number }[]} lines
 * @param {number} zoom
 */
export function written(all, places, lines, zoom) {
  const grow = grown(zoom);
  const shapes = all.map((one) => shapeBox(one, /** @type {Place} */ (places.get(one.concept)), grow));
  /** @type {Box[]} */
  const taken = [];
  /** @type {Map<number, number>} */
  const sizes = new Map();
  for (const [i, one] of all.entries()) {
    const size = nameSize(one, zoom);
    const box = nameBox(one, /** @type {Place} */ (places.get(one.concept)), size, grow);
    const isFree = i === 0 || (taken.every((other) => !meet(widened(box, AIR / zoom), other)) && shapes.every((shape, j) => i === j || !meet(box, shape)));
    sizes.set(one.concept, isFree ? size : 0);
    if (isFree) taken.push(box);
  }
  const wordsSize = Math.max(WORDS_SIZE, READABLE / zoom);
  const told = lines.map(({ words, source, target }, i) => {
    if (!words || wordsSize > WORDS_SIZE * MOST_ENLARGED) return 0;
    const [from, to] = [source, target].map((concept) => /** @type {Place} */ (places.get(concept)));
    const { x, y } = wordsPlace(lines, i, from, to);
    const half = { x: (textWidth(words, WORDS_SIZE) * wordsSize) / WORDS_SIZE / 2 + 2, y: wordsSize * 0.8 };
    const box = { left: x - half.x, top: y - half.y, right: x + half.x, bottom: y + half.y };
    const isFree = isShorter(half, { x: to.x - from.x, y: to.y - from.y }) && [...taken, ...shapes].every((other) => !meet(box, other));
    if (isFree) taken.push(box);
    return isFree ? wordsSize : 0;
  });
  return { sizes, told, grow };
}

/** How big a name is written at a scale, so that it can be read. @param {Figure} one @param {number} zoom */
export function nameSize(one, zoom) {
  return one.text * zoom >= READABLE ? one.text : (ENLARGED + (one.isBold ? 1 : 0)) / zoom;
}

/**
 * Where a name stands when it is written in a size.
 * @param {Figure} one
 * @param {Place} place
 * @param {number} [size]
 * @param {number} [grow]
 * @returns {Box}
 */
export function nameBox(one, { x, y }, size = one.text, grow = 1) {
  const half = (one.shape * grow) / 2;
  const width = (one.width * size) / one.text;
  const height = one.lines.length * size * LINE_HEIGHT;
  const far = half + GAP;
  const left = { below: x - width / 2, above: x - width / 2, right: x + far, left: x - far - width }[one.side];
  const top = { below: y + far, above: y - far - height, right: y - height / 2, left: y - height / 2 }[one.side];
  return { left, top, right: left + width, bottom: top + height };
}

/** How much bigger shapes and lines are drawn at a scale, so that they do not vanish. @param {number} zoom */
function grown(zoom) {
  return Math.min(MOST_GROWN, Math.max(1, SHRUNK / zoom));
}

/**
 * Whether words leave something to see of the line that they stand on.
 * @param {Place} half of their box
 * @param {Place} line from one end to the other
 */
function isShorter(half, line) {
  const part = Math.min(half.x / Math.max(1, Math.abs(line.x)), half.y / Math.max(1, Math.abs(line.y)));
  return part < 0.42;
}

/** @param {Figure} one @param {Place} place @param {number} grow @returns {Box} */
export function shapeBox(one, { x, y }, grow) {
  const half = (one.shape * grow) / 2;
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

/** @param {Box} box @param {number} by @returns {Box} */
function widened({ left, top, right, bottom }, by) {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

/** Whether two boxes overlap. @param {Box} a @param {Box} b */
export function meet(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
