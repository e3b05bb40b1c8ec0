// Boxes that overlap are moved apart, as little as it takes.

/** @import { Figure } from "./figures.js" */
/** @import { Place } from "./layout.js" */

// Room between two boxes, and how often all pairs are looked at before everything is spread a little.
const MARGIN = 8;
const ROUNDS = 60;
const SPREAD = 1.12;

/**
 * Change places until no two boxes overlap; spreading ends it for certain.
 * @param {Map<number, Place>} places
 * @param {Figure[]} all
 */
export function separate(places, all) {
  const boxes = all.map((one) => ({ ...one, place: /** @type {Place} */ (places.get(one.concept)) }));
  for (;;) {
    for (let round = 0; round < ROUNDS; round += 1) {
      if (!pushed(boxes)) return;
    }
    for (const { place } of boxes) {
      place.x *= SPREAD;
      place.y *= SPREAD;
    }
  }
}

/**
 * Push each overlapping pair apart, along the way that is shorter; whether there was any.
 * @param {(Figure & { place: Place })[]} boxes
 */
function pushed(boxes) {
  let any = false;
  for (let i = 0; i < boxes.length; i += 1) {
    for (let j = i + 1; j < boxes.length; j += 1) {
      const [a, b] = [boxes[i], boxes[j]];
      const right = a.place.x + a.right - (b.place.x - b.left) + MARGIN;
      const left = b.place.x + b.right - (a.place.x - a.left) + MARGIN;
      const down = a.place.y + a.bottom - (b.place.y - b.top) + MARGIN;
      const up = b.place.y + b.bottom - (a.place.y - a.top) + MARGIN;
      if (Math.min(right, left, down, up) <= 0.01) continue;
      any = true;
      const across = right < left ? right : -left;
      const along = down < up ? down : -up;
      const axis = Math.abs(across) < Math.abs(along) ? "x" : "y";
      const shift = (axis === "x" ? across : along) / 2;
      a.place[axis] -= shift;
      b.place[axis] += shift;
    }
  }
  return any;
}
