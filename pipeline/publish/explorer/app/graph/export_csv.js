// The view as a table: a row for each concept, then one for each statement (RFC 4180).

import { fullName, relationWords } from "./links.js";
import { className } from "./legend.js";

/** @import { Store } from "../store.js" */
/** @import { Picture } from "./neighbourhood.js" */

const COLUMNS = ["row", "source", "source_iri", "class", "steps", "relation", "relation_iri", "target", "target_iri"];

/**
 * @param {Store} store
 * @param {Picture} picture
 */
export function asCsv(store, picture) {
  const rows = [
    COLUMNS,
    ...picture.dots.map(({ concept, steps }) => ["concept", fullName(store, concept), store.iri(concept), className(store, store.cls(concept)), String(steps), "", "", "", ""]),
    ...picture.lines.map(({ source, predicate, target }) => [
      "relation", fullName(store, source), store.iri(source), "", "",
      relationWords(store, predicate), store.predicates[predicate].iri, fullName(store, target), store.iri(target),
    ]),
  ];
  return `${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** @param {string} text */
function cell(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
