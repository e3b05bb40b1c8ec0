// Where each concept stands: the same picture always gives the same places.

import { clear } from "./clear.js";
import { fan } from "./fan.js";
import { separate } from "./separate.js";
import { textWidth, WORDS_SIZE } from "./figures.js";
import { relationWords } from "./links.js";
import { chooseSides } from "./sides.js";
import { spread } from "./spread.js";
import { star } from "./star.js";
import { turnApart } from "./turns.js";

/** @import { Store } from "../store.js" */
/** @import { Figure } from "./figures.js" */
/** @import { Picture } from "./neighbourhood.js" */

/** @typedef {{ x: number, y: number }} Place */
/** @typedef {{ width: number, height: number }} Frame */

// Where more is drawn, lines are too short for their words.
const ROOMY = 26;
const TYPICAL_LENGTH = 46;

/**
 * A star where there are few, else by forces; spread to fill the frame, with what still overlaps or
 * is run through moved apart, and names where lines leave them alone.
 * @param {Store} store
 * @param {Picture} picture
 * @param {Figure[]} all
 * @param {Frame} frame
 * @returns {Map<number, Place>}
 */
export function arranged(store, picture, all, frame) {
  const places = star(store, picture) ?? byForces(store, picture, all);
  chooseSides(places, all, picture.lines, frame);
  spread(places, all, frame);
  clear(places, all, picture.lines);
  separate(places, all);
  chooseSides(places, all, picture.lines, frame);
  return centred(places, all[0].concept);
}

/**
 * fcose from fixed beginnings, run once and without animation, on boxes that hold shapes and names.
 * @param {Store} store
 * @param {Picture} picture
 * @param {Figure[]} all
 */
function byForces(store, picture, all) {
  const begin = fan(picture, all);
  const cy = cytoscape({
    headless: true,
    styleEnabled: true,
    style: [{ selector: "node", style: { shape: "rectangle", width: "data(width)", height: "data(height)" } }],
    elements: [
      ...all.map((one) => {
        const { x, y } = /** @type {Place} */ (begin.get(one.concept));
        const data = { id: String(one.concept), width: one.left + one.right + 12, height: one.top + one.bottom + 10 };
        return { group: "nodes", data, position: { x, y } };
      }),
      ...picture.lines.map((line, i) => ({
        group: "edges",
        data: { id: `line-${i}`, source: String(line.source), target: String(line.target), length: idealLength(store, picture, line.predicate) },
      })),
    ],
  });
  cy.layout({
    name: "fcose",
    quality: "proof",
    randomize: false,
    animate: false,
    fit: false,
    packComponents: false,
    nodeDimensionsIncludeLabels: true,
    uniformNodeDimensions: false,
    idealEdgeLength: (/** @type {any} */ edge) => edge.data("length"),
    nodeRepulsion: () => 9000,
    edgeElasticity: () => 0.4,
    gravity: 0.3,
    numIter: 1500,
  }).run();
  /** @type {Map<number, Place>} */
  const places = new Map();
  for (const one of all) {
    const { x, y } = cy.getElementById(String(one.concept)).position();
    // From the middle of its box to the middle of its shape.
    places.set(one.concept, { x: x + (one.left - one.right) / 2, y: y + (one.top - one.bottom) / 2 });
  }
  cy.destroy();
  turnApart(places, picture);
  return places;
}

/**
 * A way as a column, names beside it.
 * @param {Figure[]} all
 * @returns {Map<number, Place>}
 */
export function column(all) {
  return new Map(all.map((one, i) => [one.concept, { x: 0, y: i * 84 }]));
}

/**
 * @param {Store} store
 * @param {Picture} picture
 * @param {number} predicate
 */
function idealLength(store, picture, predicate) {
  if (picture.dots.length > ROOMY || store.predicates[predicate].kind === "tree") return TYPICAL_LENGTH;
  return Math.max(TYPICAL_LENGTH, textWidth(relationWords(store, predicate), WORDS_SIZE) * 0.8 + 24);
}

/**
 * @param {Map<number, Place>} places
 * @param {number} centre
 */
function centred(places, centre) {
  const { x, y } = /** @type {Place} */ (places.get(centre));
  return new Map([...places].map(([concept, place]) => [concept, { x: Math.round(place.x - x), y: Math.round(place.y - y) }]));
}
