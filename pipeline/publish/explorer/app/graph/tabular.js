// The view as data: its statements with the names of its concepts, and a row for each of both.

import { fullName } from "../concepts.js";
import { className } from "./legend.js";
import { relationWords } from "./links.js";

/** @import { Store } from "../store.js" */
/** @import { Picture } from "./neighbourhood.js" */

const COLUMNS = ["row", "source", "source_iri", "class", "steps", "relation", "relation_iri", "target", "target_iri"];
const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const SKOS = "http://www.w3.org/2004/02/skos/core#";

/**
 * A row for each concept, then one for each statement.
 * @param {Store} store
 * @param {Picture} picture
 * @returns {string[][]}
 */
export function rowsOf(store, { dots, lines }) {
  return [
    COLUMNS,
    ...dots.map(({ concept, steps }) => ["concept", fullName(store, concept), store.iri(concept), className(store, store.cls(concept)), String(steps), "", "", "", ""]),
    ...lines.map(({ source, predicate, target }) => [
      "relation", fullName(store, source), store.iri(source), "", "",
      relationWords(store, predicate), store.predicates[predicate].iri, fullName(store, target), store.iri(target),
    ]),
  ];
}

/**
 * What is drawn, as the vocabulary states it, with preferred labels.
 * @param {Store} store
 * @param {Picture} picture
 * @returns {Term[][]}
 */
export function statementsOf(store, { dots, lines }) {
  const concepts = dots.map(({ concept }) => {
    const labels = store.labels(concept).filter((label) => label.kind === "preferred");
    return [
      [node(`${RDF}type`), node(`${SKOS}Concept`)],
      ...labels.map(({ text, lang }) => [node(`${SKOS}prefLabel`), /** @type {Term} */ ({ type: "literal", value: text, "xml:lang": lang })]),
    ].map((said) => [node(store.iri(concept)), ...said]);
  });
  return [...concepts.flat(), ...lines.map(({ source, predicate, target }) => [source, predicate, target].map((one, i) => node(i === 1 ? store.predicates[one].iri : store.iri(one))))];
}

/**
 * The prefixes that the statements may need: those of their relations, and one for concepts.
 * @param {Store} store
 * @param {Picture} picture
 * @returns {Record<string, string>}
 */
export function prefixesOf(store, { lines }) {
  /** @type {Record<string, string>} */
  const found = { skos: SKOS, c: `${store.meta.base}concept/` };
  for (const { predicate } of lines) {
    const { curie, iri } = store.predicates[predicate];
    const [prefix, local] = curie.split(":");
    if (iri.endsWith(local)) found[prefix] = iri.slice(0, iri.length - local.length);
  }
  return found;
}

/** @param {string} value @returns {Term} */
function node(value) {
  return { type: "uri", value };
}
