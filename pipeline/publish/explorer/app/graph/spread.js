// A drawing takes the form of its frame: what is wide for it gets higher, and what is small fills it.

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
  const points = all.map((one) => ({ one, place: /** @type {Place} */ (places.get(one.concept)) }));
  const wide = extent(points.map(({ one, place }) => [place.x - one.left, place.x + one.right]));
  const high = extent(points.map(({ one, place }) => [place.y - one.top, place.y + one.bottom]));
  const room = { width: frame.width - EDGE, height: frame.height - EDGE };
  // Where it is too big for the frame anyway, only its form is mended.
  const scale = Math.max(1, wide / room.width, high / room.height);
  const [x, y] = [stretch(room.width * scale, wide), stretch(room.height * scale, high)];
  for (const { place } of points) {
    place.x *= x;
    place.y *= y;
  }
}

/** @param {[number, number][]} ends */
function extent(ends) {
  return Math.max(1, Math.max(...ends.map(([, end]) => end)) - Math.min(...ends.map(([start]) => start)));
}

/** @param {number} room @param {number} length */
function stretch(room, length) {
  return Math.min(MOST, Math.max(1, room / length));
}
