// The shapes of classes, as corners in a square from -1 to 1; what is not here is round.

/** @type {Record<string, number[]>} */
const CORNERS = {
  square: [-0.86, -0.86, 0.86, -0.86, 0.86, 0.86, -0.86, 0.86],
  diamond: [0, -1, 1, 0, 0, 1, -1, 0],
  hexagon: [-0.5, -0.88, 0.5, -0.88, 1, 0, 0.5, 0.88, -0.5, 0.88, -1, 0],
  triangle: [0, -0.96, 1, 0.8, -1, 0.8],
  triangleDown: [0, 0.96, 1, -0.8, -1, -0.8],
  star: star(5, 1, 0.46),
};

/** A concept whose place gives it no class looks as on the map. */
const OTHER = { shape: "triangleDown", hollow: true, light: "#4b5563", dark: "#b4bcc8" };

/** The corners of a shape, or nothing where it is round. @param {string} shape @returns {number[] | undefined} */
export function corners(shape) {
  return CORNERS[shape];
}

/** How a class looks. @param {ClassInfo | undefined} cls */
export function lookOf(cls) {
  return cls?.look ?? OTHER;
}

/**
 * @param {number} points
 * @param {number} outer
 * @param {number} inner
 */
function star(points, outer, inner) {
  return Array.from({ length: points * 2 }, (_, i) => {
    const reach = i % 2 ? inner : outer;
    const turn = -Math.PI / 2 + (i * Math.PI) / points;
    return [reach * Math.cos(turn), reach * Math.sin(turn)].map((value) => Math.round(value * 1000) / 1000);
  }).flat();
}
