// Around the chosen concept, lines leave in turns that can be told apart.

/** @import { Picture } from "./neighbourhood.js" */
/** @import { Place } from "./layout.js" */

// Part of an even share that two neighbouring lines keep between them, and how often they are compared.
const SHARE = 0.72;
const ROUNDS = 40;
// More lines than this leave no room to turn in.
const MOST = 24;

/**
 * Turn what hangs on the chosen concept around it until no two lines are too close; only where nothing
 * hangs on these in turn.
 * @param {Map<number, Place>} places
 * @param {Picture} picture
 */
export function turnApart(places, picture) {
  const [centre, ...others] = picture.dots;
  if (centre.steps > 0 || others.length < 2 || others.length > MOST || others.some((dot) => dot.steps > 1)) return;
  const { x, y } = /** @type {Place} */ (places.get(centre.concept));
  const spokes = others
    .map(({ concept }) => {
      const place = /** @type {Place} */ (places.get(concept));
      return { place, turn: Math.atan2(place.y - y, place.x - x), reach: Math.hypot(place.x - x, place.y - y) };
    })
    .sort((a, b) => a.turn - b.turn);
  const least = (SHARE * 2 * Math.PI) / spokes.length;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [i, one] of spokes.entries()) {
      const next = spokes[(i + 1) % spokes.length];
      const gap = next.turn - one.turn + (i + 1 === spokes.length ? 2 * Math.PI : 0);
      if (gap >= least) continue;
      one.turn -= (least - gap) / 2;
      next.turn += (least - gap) / 2;
    }
  }
  for (const { place, turn, reach } of spokes) {
    place.x = x + reach * Math.cos(turn);
    place.y = y + reach * Math.sin(turn);
  }
}
