// A concept as it is drawn: its shape, its name in lines, and the room that both need.

import { fullName } from "../concepts.js";


/** @import { Store } from "../store.js" */
/** @import { Dot } from "./neighbourhood.js" */

/** @typedef {"below" | "above" | "right" | "left"} Side where a name stands, seen from its shape */

/**
 * Lengths are pixels at scale 1; `left` to `bottom` are how far it reaches from the middle of its shape.
 * @typedef {{ concept: number, steps: number, name: string, cls: number, lines: string[], text: number, isBold: boolean,
 *   shape: number, width: number, side: Side, left: number, right: number, top: number, bottom: number }} Figure
 */

export const LINE_HEIGHT = 1.2;
/** Size of the words on a line. */
export const WORDS_SIZE = 11;
/** @type {Side[]} */
export const SIDES = ["below", "above", "right", "left"];
/** Between a shape and its name. */
export const GAP = 4;
const MOST_LINES = 4;
// By steps from the chosen concept: the nearer, the bigger.
const SIZES = [
  { shape: 30, text: 17, wrap: 170 },
  { shape: 19, text: 14, wrap: 130 },
  { shape: 15, text: 13, wrap: 118 },
  { shape: 12, text: 12, wrap: 108 },
];

/**
 * @param {Store} store
 * @param {Dot[]} dots
 * @param {{ beside?: boolean }} [options] `beside`: names stand to the right of shapes, not under them, and all are near
 * @returns {Figure[]}
 */
export function figures(store, dots, { beside = false } = {}) {
  return dots.map(({ concept, steps }) => {
    const size = SIZES[beside ? Math.min(steps, 1) : Math.min(steps, SIZES.length - 1)];
    const isBold = steps === 0;
    const name = fullName(store, concept);
    const lines = wrapped(name, size.text, isBold, beside ? 190 : size.wrap);
    const width = Math.max(...lines.map((line) => textWidth(line, size.text, isBold)));
    const one = { concept, steps, name, cls: store.cls(concept), lines, text: size.text, isBold, shape: size.shape, width };
    return setSide({ ...one, side: "below", left: 0, right: 0, top: 0, bottom: 0 }, beside ? "right" : "below");
  });
}

/** Whether a name stands beside its shape. @param {Side} side */
export function isLevel(side) {
  return side === "right" || side === "left";
}

/**
 * Put the name of a figure on a side of its shape.
 * @param {Figure} one
 * @param {Side} side
 */
export function setSide(one, side) {
  const half = one.shape / 2;
  const height = one.lines.length * one.text * LINE_HEIGHT;
  const [across, along] = isLevel(side) ? [half, height / 2] : [one.width / 2, half];
  const reach = { left: Math.max(half, across), right: Math.max(half, across), top: Math.max(half, along), bottom: Math.max(half, along) };
  const edge = /** @type {const} */ ({ below: "bottom", above: "top", right: "right", left: "left" })[side];
  reach[edge] = half + GAP + (isLevel(side) ? one.width : height);
  return Object.assign(one, { side }, reach);
}

/** The page's own letters, as a canvas wants them named. */
export function fontFamily() {
  return getComputedStyle(document.body).fontFamily;
}

const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
/** @type {Map<string, number>} */
const widths = new Map();

/**
 * @param {string} text
 * @param {number} size
 * @param {boolean} [isBold]
 */
export function textWidth(text, size, isBold = false) {
  const key = `${isBold ? "b" : ""}${size} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    pen.font = `${isBold ? "600 " : ""}${size}px ${fontFamily()}`;
    width = pen.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/**
 * A name in lines no wider than asked, but for words that are; what would need too many ends in "…".
 * @param {string} name
 * @param {number} size
 * @param {boolean} isBold
 * @param {number} most
 */
function wrapped(name, size, isBold, most) {
  /** @type {string[]} */
  const lines = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size, isBold) <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1]} …`];
}
