// Several statements about the same two concepts are drawn as bows beside each other.

/** @typedef {{ source: number, target: number }} Ends */

const APART = 13;

/**
 * How far the middle of a line is from straight, to the right of its way.
 * @param {Ends[]} lines
 * @param {number} number
 */
export function bend(lines, number) {
  const { source, target } = lines[number];
  const same = lines.flatMap((line, i) => (joins(line, source, target) ? [i] : []));
  const place = same.indexOf(number) - (same.length - 1) / 2;
  return place * APART * (source < target ? 1 : -1);
}

/** @param {Ends} line @param {number} a @param {number} b */
function joins({ source, target }, a, b) {
  return (source === a && target === b) || (source === b && target === a);
}
