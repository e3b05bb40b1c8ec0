// The view as statements: what is drawn, as the vocabulary states it, with preferred labels.

/** @import { Store } from "../store.js" */
/** @import { Picture } from "./neighbourhood.js" */

const SKOS = "http://www.w3.org/2004/02/skos/core#";
const LOCAL = /^[A-Za-z0-9_](?:[\w-]*\w)?$/;

/**
 * @param {Store} store
 * @param {Picture} picture
 */
export function asTurtle(store, picture) {
  const spaces = prefixes(store, picture);
  /** @param {string} iri */
  const named = (iri) => {
    for (const [prefix, space] of spaces) {
      if (iri.startsWith(space) && LOCAL.test(iri.slice(space.length))) return `${prefix}:${iri.slice(space.length)}`;
    }
    return `<${escapedIri(iri)}>`;
  };
  const blocks = picture.dots.map(({ concept }) => {
    const labels = store.labels(concept).filter((label) => label.kind === "preferred");
    const said = [
      ["a", "skos:Concept"],
      ...labels.map((label) => ["skos:prefLabel", `"${escaped(label.text)}"@${label.lang}`]),
      ...picture.lines
        .filter((line) => line.source === concept)
        .map((line) => [named(store.predicates[line.predicate].iri), named(store.iri(line.target))]),
    ];
    return `${named(store.iri(concept))} ${said.map((pair) => pair.join(" ")).join(" ;\n    ")} .\n`;
  });
  const head = [...spaces].map(([prefix, space]) => `@prefix ${prefix}: <${escapedIri(space)}> .\n`);
  return `${head.join("")}\n${blocks.join("\n")}`;
}

/**
 * The prefixes that the statements need: those of their relations, and one for concepts.
 * @param {Store} store
 * @param {Picture} picture
 * @returns {Map<string, string>}
 */
function prefixes(store, picture) {
  const found = new Map([["skos", SKOS], ["c", `${store.meta.base}concept/`]]);
  for (const { predicate } of picture.lines) {
    const { curie, iri } = store.predicates[predicate];
    const [prefix, local] = curie.split(":");
    if (iri.endsWith(local)) found.set(prefix, iri.slice(0, iri.length - local.length));
  }
  return found;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\"\n\r\t]/g, (char) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" })[char] ?? char);
}

/** What an IRI in Turtle must not hold, as code points. @param {string} iri */
function escapedIri(iri) {
  return iri.replace(/[\x00-\x20<>"{}|^`\\]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
