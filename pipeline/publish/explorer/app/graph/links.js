// How concepts hang together: hierarchy and relations as one kind of line between two of them.

import { say } from "../words.js";

/** @import { Store } from "../store.js" */

/**
 * A statement that is drawn: it reads from its source to its target.
 * @typedef {{ source: number, predicate: number, target: number }} Line
 */

/**
 * All statements about a concept, hierarchy included, in the direction that begins with it.
 * @param {Store} store
 * @param {number} concept
 * @returns {Relation[]}
 */
export function linksOf(store, concept) {
  const { broader, narrower } = hierarchy(store);
  return [
    ...store.relations(concept),
    ...store.parents(concept).map((target) => ({ predicate: broader, target })),
    ...store.children(concept).map((target) => ({ predicate: narrower, target })),
  ];
}

/**
 * The statement of a pair and its inverse that is drawn.
 * @param {Store} store
 * @param {Line} line
 * @returns {Line}
 */
export function drawnLine(store, line) {
  const { inverse, drawn } = store.predicates[line.predicate];
  const turned = !drawn || (inverse === line.predicate && line.target < line.source);
  return turned ? { source: line.target, predicate: inverse, target: line.source } : line;
}

/**
 * The statements between the given concepts, each pair of inverses once; "related" only where nothing more is said.
 * @param {Store} store
 * @param {number[]} concepts
 * @param {(predicate: number) => boolean} [isShown]
 * @returns {Line[]}
 */
export function linesBetween(store, concepts, isShown = () => true) {
  const among = new Set(concepts);
  /** @type {Map<string, Line>} */
  const lines = new Map();
  for (const source of concepts) {
    for (const { predicate, target } of linksOf(store, source)) {
      if (!among.has(target) || source === target || !isShown(predicate)) continue;
      const line = drawnLine(store, { source, predicate, target });
      lines.set(`${line.source} ${line.predicate} ${line.target}`, line);
    }
  }
  const typed = new Set([...lines.values()].filter((line) => !isPlain(store, line)).map(pair));
  return [...lines.values()]
    .filter((line) => !isPlain(store, line) || !typed.has(pair(line)))
    .sort((a, b) => a.predicate - b.predicate || a.source - b.source || a.target - b.target);
}

/**
 * How much a relation tells: what is typed before what is only associated, the tree last.
 * @param {Store} store
 * @param {number} predicate
 */
export function rank(store, predicate) {
  return { typed: 0, related: 1, tree: 2 }[store.predicates[predicate].kind];
}

/** The words of a relation, standing alone. @param {Store} store @param {number} predicate */
export function relationWords(store, predicate) {
  return say(store.predicates[predicate].words);
}

/** A relation as it is read between two names. @param {Store} store @param {number} predicate */
export function relationSays(store, predicate) {
  return say(store.predicates[predicate].says);
}

/** @param {Store} store */
function hierarchy(store) {
  return { broader: store.predicate("skos:broader"), narrower: store.predicate("skos:narrower") };
}

/** @param {Store} store @param {Line} line */
function isPlain(store, line) {
  return store.predicates[line.predicate].kind === "related";
}

/** @param {Line} line */
function pair({ source, target }) {
  return `${Math.min(source, target)} ${Math.max(source, target)}`;
}
