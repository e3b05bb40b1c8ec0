// How cytoscape draws: shape and colour by class, line by relation, in the colours of the page.

import { fontFamily, GAP, LINE_HEIGHT } from "./figures.js";
import { shade } from "./palette.js";
import { corners, lookOf } from "./shapes.js";

/** @import { Store } from "../store.js" */
/** @import { Palette } from "./palette.js" */

// The arrows of appearance.toml, as cytoscape calls them.
/** @type {Record<string, string>} */
const ARROWS = { bar: "tee" };

/**
 * @param {Store} store
 * @param {Palette} colours
 */
export function stylesheet(store, colours) {
  return [
    { selector: "node", style: nodeStyle(colours) },
    { selector: "node.above", style: { "text-valign": "top", "text-margin-y": -GAP } },
    { selector: "node.right", style: { "text-halign": "right", "text-valign": "center", "text-margin-x": GAP, "text-margin-y": 0 } },
    { selector: "node.left", style: { "text-halign": "left", "text-valign": "center", "text-margin-x": -GAP, "text-margin-y": 0 } },
    { selector: "node.bold", style: { "font-weight": 600, "z-index": 5 } },
    ...[undefined, ...store.classes].map((cls, i) => ({ selector: `node.class-${i - 1}`, style: shapeStyle(lookOf(cls), colours) })),
    { selector: "node.chosen", style: halo(colours, 0.2, 9) },
    { selector: "node.focus", style: halo(colours, 0.38, 7) },
    { selector: "edge", style: edgeStyle(colours) },
    ...store.predicates.map((predicate, i) => ({ selector: `edge.relation-${i}`, style: lineStyle(predicate, i, colours) })),
    { selector: "edge.told", style: { label: "data(words)" } },
    { selector: ".aside", style: { opacity: 0.22 } },
    { selector: "edge.aside", style: { label: "" } },
    { selector: "edge.near", style: { label: "data(words)", "z-index": 5 } },
  ];
}

/** Whether a relation says the same from either end. @param {Predicate} predicate @param {number} number */
export function isSymmetric(predicate, number) {
  return predicate.inverse === number;
}

/** @param {Palette} colours */
function nodeStyle(colours) {
  return {
    width: "data(shape)",
    height: "data(shape)",
    label: "data(label)",
    color: colours.ink,
    "font-family": fontFamily(),
    "font-size": "data(size)",
    "font-weight": 400,
    "line-height": LINE_HEIGHT,
    "text-wrap": "wrap",
    "text-max-width": "2000px",
    "text-valign": "bottom",
    "text-halign": "center",
    "text-margin-y": GAP,
    "text-outline-color": colours.ground,
    "text-outline-width": 2,
    // What runs under a name is seen, but does not make it hard to read.
    "text-background-color": colours.ground,
    "text-background-opacity": 0.7,
    "overlay-opacity": 0,
  };
}

/**
 * @param {{ shape: string, hollow: boolean, light: string, dark: string }} look
 * @param {Palette} colours
 */
function shapeStyle(look, colours) {
  const colour = shade(look, colours);
  const points = corners(look.shape);
  return {
    ...(points ? { shape: "polygon", "shape-polygon-points": points } : { shape: "ellipse" }),
    "background-color": look.hollow ? colours.ground : colour,
    "border-color": colour,
    "border-width": 2,
  };
}

/** @param {Palette} colours @param {number} opacity @param {number} padding */
function halo(colours, opacity, padding) {
  return { "underlay-color": colours.accent, "underlay-opacity": opacity, "underlay-padding": padding, "underlay-shape": "ellipse" };
}

/** @param {Palette} colours */
function edgeStyle(colours) {
  return {
    width: "data(width)",
    "curve-style": "bezier",
    "control-point-step-size": 26,
    "arrow-scale": 0.8,
    "font-family": fontFamily(),
    "font-size": "data(size)",
    color: colours.soft,
    "text-background-color": colours.ground,
    "text-background-opacity": 1,
    "text-background-padding": "2px",
    "overlay-opacity": 0,
  };
}

/**
 * @param {Predicate} predicate
 * @param {number} number
 * @param {Palette} colours
 */
function lineStyle(predicate, number, colours) {
  const { line } = predicate;
  const colour = shade(line, colours);
  const arrow = ARROWS[line.arrow] ?? (line.arrow || "none");
  return {
    "line-color": colour,
    "line-style": line.dashes.length ? "dashed" : "solid",
    ...(line.dashes.length ? { "line-dash-pattern": line.dashes } : {}),
    "target-arrow-shape": arrow,
    "target-arrow-color": colour,
    "source-arrow-shape": isSymmetric(predicate, number) ? arrow : "none",
    "source-arrow-color": colour,
  };
}
