// On which side of its shape a name stands: where the fewest lines run through it.

import { isLevel, setSide, SIDES } from "./figures.js";
import { meet, nameBox, nameSize, shapeBox } from "./names.js";
import { fit } from "./viewport.js";

/** @import { Figure } from "./figures.js" */
/** @import { Line } from "./links.js" */
/** @import { Frame, Place } from "./layout.js" */
/** @import { Box } from "./names.js" */

const ROUNDS = 3;
// What stands in a name's way weighs more than any number of lines; a name under its shape is what readers expect.
const IN_THE_WAY = 1000;
const UNUSUAL = { below: 0, above: 0.1, right: 0.3, left: 0.3 };
// Where there is little width, names beside shapes make all the rest small.
const NARROW = { width: 420, cost: 1.5 };
const AIR = 2;

/**
 * Give each name its side, one after the other, as long as that changes anything.
 * @param {Map<number, Place>} places
 * @param {Figure[]} all
 * @param {Line[]} lines
 * @param {Frame} frame in which all of it is seen
 */
export function chooseSides(places, all, lines, { width, height }) {
  const at = (/** @type {number} */ concept) => /** @type {Place} */ (places.get(concept));
  const shapes = all.map((one) => shapeBox(one, at(one.concept), 1));
  const { zoom } = fit(all, places, width, height);
  const nameAt = (/** @type {Figure} */ one) => nameBox(one, at(one.concept), nameSize(one, zoom));
  const names = all.map(nameAt);
  const ends = lines.map(({ source, target }) => /** @type {const} */ ([at(source), at(target)]));
  const isTight = width < NARROW.width;
  for (let round = 0; round < ROUNDS; round += 1) {
    let any = false;
    for (const [i, one] of all.entries()) {
      const choices = SIDES.map((side) => {
        const box = nameAt({ ...one, side });
        const air = { left: box.left - AIR, top: box.top - AIR, right: box.right + AIR, bottom: box.bottom + AIR };
        const blocked = all.filter((_, j) => j !== i && (meet(air, shapes[j]) || meet(air, names[j]))).length;
        const crossed = ends.filter(([a, b]) => runsThrough(a, b, box)).length;
        return { side, box, cost: blocked * IN_THE_WAY + crossed + UNUSUAL[side] + (isTight && isLevel(side) ? NARROW.cost : 0) };
      });
      const best = choices.reduce((least, choice) => (choice.cost < least.cost ? choice : least));
      if (best.side === one.side) continue;
      setSide(one, best.side);
      names[i] = best.box;
      any = true;
    }
    if (!any) return;
  }
}

/**
 * Whether a line from one place to another runs through a box.
 * @param {Place} a
 * @param {Place} b
 * @param {Box} box
 */
function runsThrough(a, b, { left, top, right, bottom }) {
  let [from, to] = [0, 1];
  for (const [start, way, least, most] of [[a.x, b.x - a.x, left, right], [a.y, b.y - a.y, top, bottom]]) {
    if (way === 0) {
      if (start <= least || start >= most) return false;
      continue;
    }
    const [enter, leave] = [(least - start) / way, (most - start) / way].sort((one, other) => one - other);
    [from, to] = [Math.max(from, enter), Math.min(to, leave)];
  }
  return from < to;
}
