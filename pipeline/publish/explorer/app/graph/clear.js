// A line does not run through a concept that it does not join.

/** @import { Figure } from "./figures.js" */
/** @import { Line } from "./links.js" */
/** @import { Place } from "./layout.js" */

const ROUNDS = 24;
const MARGIN = 9;

/**
 * Push shapes off the lines that pass under them, little by little; each gives way at right angles.
 * @param {Map<number, Place>} places
 * @param {Figure[]} all
 * @param {Line[]} lines
 */
export function clear(places, all, lines) {
  const ends = lines.map(({ source, target }) => ({ source, target, a: at(places, source), b: at(places, target) }));
  for (let round = 0; round < ROUNDS; round += 1) {
    let any = false;
    for (const one of all.slice(1)) {
      const place = at(places, one.concept);
      // The middle of shape and name together.
      const middle = { x: place.x + (one.right - one.left) / 2, y: place.y + (one.bottom - one.top) / 2 };
      const room = (one.top + one.bottom) / 2 + MARGIN;
      for (const { source, target, a, b } of ends) {
        if (source === one.concept || target === one.concept) continue;
        const { near, far } = nearestOn(a, b, middle);
        if (far >= room) continue;
        const push = (room - far) / 2;
        const away = far > 0.5 ? { x: (middle.x - near.x) / far, y: (middle.y - near.y) / far } : across(a, b);
        for (const point of [place, middle]) {
          point.x += away.x * push;
          point.y += away.y * push;
        }
        any = true;
      }
    }
    if (!any) return;
  }
}

/**
 * The point of a line nearest to another, and how far it is.
 * @param {Place} a
 * @param {Place} b
 * @param {Place} point
 */
function nearestOn(a, b, point) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const part = Math.max(0, Math.min(1, along));
  const near = { x: a.x + part * dx, y: a.y + part * dy };
  return { near, far: Math.hypot(point.x - near.x, point.y - near.y) };
}

/** @param {Place} a @param {Place} b @returns {Place} */
function across(a, b) {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: -(b.y - a.y) / length, y: (b.x - a.x) / length };
}

/** @param {Map<number, Place>} places @param {number} concept */
function at(places, concept) {
  return /** @type {Place} */ (places.get(concept));
}
