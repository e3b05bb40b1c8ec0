// The view as a picture to keep: the places and looks of the drawing, its names as text.

import { svg } from "../dom.js";
import { arrowHead, figure as n } from "./arrows.js";
import { LINE_HEIGHT, WORDS_SIZE } from "./figures.js";
import { nameBox, wordsPlace, written } from "./names.js";
import { PAPER } from "./palette.js";
import { bend } from "./bend.js";
import { corners, lookOf } from "./shapes.js";
import { isSymmetric } from "./style.js";
import { bounds } from "./viewport.js";

/** @import { Store } from "../store.js" */
/** @import { Figure } from "./figures.js" */
/** @import { Line } from "./links.js" */
/** @import { Place } from "./layout.js" */
/** @import { Picture } from "./neighbourhood.js" */

const EDGE = 24;

/**
 * @param {Store} store
 * @param {Picture} picture
 * @param {Figure[]} all
 * @param {Map<number, Place>} places
 * @param {{ title: string, description: string, words: string[] }} said `words`: what its lines say
 */
export function asSvg(store, picture, all, places, { title, description, words }) {
  const box = bounds(all, places);
  const [left, top] = [Math.floor(box.left - EDGE), Math.floor(box.top - EDGE)];
  const [width, height] = [Math.ceil(box.right + EDGE) - left, Math.ceil(box.bottom + EDGE) - top];
  const { told } = written(all, places, picture.lines.map((line, i) => ({ ...line, words: words[i] })), 1);
  const sizes = new Map(all.map((one) => [one.concept, one.shape]));
  const root = svg(
    "svg",
    { width, height, viewBox: `${left} ${top} ${width} ${height}`, role: "img", "font-family": "system-ui, sans-serif", "font-size": WORDS_SIZE },
    svg("title", {}, title),
    svg("desc", {}, description),
    svg("rect", { x: left, y: top, width, height, fill: PAPER.ground }),
    picture.lines.map((line, i) => lineOf(store, line, bend(picture.lines, i), places, sizes)),
    picture.lines.map((line, i) => told[i] && wordsOf(words[i], wordsPlace(picture.lines, i, at(places, line.source), at(places, line.target)))),
    all.map((one) => shapeOf(store, one, at(places, one.concept))),
    all.map((one) => nameOf(one, at(places, one.concept))),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

/**
 * @param {Store} store
 * @param {Line} line
 * @param {number} bow how far the middle of the line is from straight
 * @param {Map<number, Place>} places
 * @param {Map<number, number>} sizes
 */
function lineOf(store, { source, predicate, target }, bow, places, sizes) {
  const look = store.predicates[predicate].line;
  const [from, to] = [at(places, source), at(places, target)];
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const across = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length };
  const control = { x: (from.x + to.x) / 2 + across.x * bow * 2, y: (from.y + to.y) / 2 + across.y * bow * 2 };
  const tip = towards(to, bow ? control : from, (sizes.get(target) ?? 0) / 2 + 2);
  const tail = towards(from, bow ? control : to, (sizes.get(source) ?? 0) / 2 + 2);
  const path = bow ? `Q${n(control.x)} ${n(control.y)} ` : "L";
  const back = Math.atan2(tip.y - (bow ? control.y : from.y), tip.x - (bow ? control.x : from.x));
  const front = Math.atan2(tail.y - (bow ? control.y : to.y), tail.x - (bow ? control.x : to.x));
  return svg(
    "g",
    { stroke: look.light, fill: "none" },
    svg("path", { d: `M${n(tail.x)} ${n(tail.y)}${path}${n(tip.x)} ${n(tip.y)}`, "stroke-width": look.width, "stroke-dasharray": look.dashes.join(" ") || null }),
    look.arrow && svg("path", { d: arrowHead(look.arrow, tip, back), fill: look.light, stroke: "none" }),
    look.arrow && isSymmetric(store.predicates[predicate], predicate) && svg("path", { d: arrowHead(look.arrow, tail, front), fill: look.light, stroke: "none" }),
  );
}

/** @param {string} words @param {Place} middle */
function wordsOf(words, { x, y }) {
  const attributes = { x: n(x), y: n(y + WORDS_SIZE * 0.35), "text-anchor": "middle", fill: PAPER.soft };
  return svg("text", { ...attributes, stroke: PAPER.ground, "stroke-width": 4, "paint-order": "stroke", "stroke-linejoin": "round" }, words);
}

/** @param {Store} store @param {Figure} one @param {Place} place */
function shapeOf(store, one, { x, y }) {
  const look = lookOf(store.classes[one.cls]);
  const r = one.shape / 2;
  const paint = { fill: look.hollow ? PAPER.ground : look.light, stroke: look.light, "stroke-width": 2 };
  const points = corners(look.shape);
  const outline = points
    ? svg("polygon", { ...paint, points: points.map((value, i) => n((i % 2 ? y : x) + value * r)).join(" ") })
    : svg("circle", { ...paint, cx: n(x), cy: n(y), r });
  return one.steps === 0 ? [svg("circle", { cx: n(x), cy: n(y), r: r + 9, fill: PAPER.accent, "fill-opacity": 0.2 }), outline] : [outline];
}

/** @param {Figure} one @param {Place} place */
function nameOf(one, place) {
  const box = nameBox(one, place);
  const middle = /** @type {const} */ ([n((box.left + box.right) / 2), "middle"]);
  const [x, anchor] = { below: middle, above: middle, right: /** @type {const} */ ([n(box.left), "start"]), left: /** @type {const} */ ([n(box.right), "end"]) }[one.side];
  const attributes = { "font-size": one.text, "font-weight": one.isBold ? 600 : null, "text-anchor": anchor, fill: PAPER.ink };
  const lines = one.lines.map((line, i) => svg("tspan", { x, y: n(box.top + (i + 0.8) * one.text * LINE_HEIGHT) }, line));
  return svg("text", { ...attributes, stroke: PAPER.ground, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" }, lines);
}

/** @param {Map<number, Place>} places @param {number} concept */
function at(places, concept) {
  return /** @type {Place} */ (places.get(concept));
}

/** A point so far from one towards another. @param {Place} from @param {Place} to @param {number} far @returns {Place} */
function towards(from, to, far) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) * far) / length, y: from.y + ((to.y - from.y) * far) / length };
}
