// The heads of lines, as outlines: for the legend, and for what is saved.

/** @import { Place } from "./layout.js" */

// Corners from the tip, which looks right.
/** @type {Record<string, number[][]>} */
const HEADS = {
  triangle: [[0, 0], [-8, -4], [-8, 4]],
  vee: [[0, 0], [-9, -4.5], [-6, 0], [-9, 4.5]],
  diamond: [[0, 0], [-5, -4], [-10, 0], [-5, 4]],
  bar: [[-1, -5], [-1, 5], [-4, 5], [-4, -5]],
  circle: ring(8),
};

/**
 * The outline of a head at a tip, in a direction.
 * @param {string} arrow
 * @param {Place} tip
 * @param {number} turn in radians, clockwise from the right
 */
export function arrowHead(arrow, tip, turn) {
  const points = (HEADS[arrow] ?? HEADS.triangle).map(([x, y]) => {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    return `${figure(tip.x + x * cos - y * sin)} ${figure(tip.y + x * sin + y * cos)}`;
  });
  return `M${points.join("L")}Z`;
}

/** A length as it is written: two decimals say enough. @param {number} value */
export function figure(value) {
  return String(Math.round(value * 100) / 100);
}

/** @param {number} width */
function ring(width) {
  const r = width / 2;
  return Array.from({ length: 16 }, (_, i) => [-r + r * Math.cos((i * Math.PI) / 8), r * Math.sin((i * Math.PI) / 8)]);
}
