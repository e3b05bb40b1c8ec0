// A drawing takes the form of its frame: what is wide for it gets higher, and what is small fills it.

import { bounds } from "./viewport.js";

/** @import { Figure } from "./figures.js" */
/** @import { Frame, Place } from "./layout.js" */

// No further than this, or neighbours would seem strangers.
const MOST = 2;
const EDGE = 44;

/**
 * Move places apart, across and along; names and shapes keep their size.
 * @param {Map<number, Place>} places
 * @param {Figure[]} all
 * @param {Frame} frame
 */
export function spread(places, all, frame) {
  const room = { width: frame.width - EDGE, height: frame.height - EDGE };
  // Where it is too big for the frame anyway, only its form is mended; names are bigger there.
  let scale = 1;
  let [wide, high] = [1, 1];
  for (let round = 0; round < 2; round += 1) {
    const box = bounds(all, places, 1 / scale);
    [wide, high] = [box.right - box.left, box.bottom - box.top];
    scale = Math.max(1, wide / room.width, high / room.height);
  }
  const [x, y] = [stretch(room.width * scale, wide), stretch(room.height * scale, high)];
  for (const place of places.values()) {
    place.x *= x;
    place.y *= y;
  }
}

/** @param {number} room @param {number} length */
function stretch(room, length) {
  return Math.min(MOST, Math.max(1, room / length));
}
