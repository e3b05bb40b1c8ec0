// Terms of RDF as a person reads them, and as a sheet takes them.

import { conceptLink } from "../concepts.js";
import { neutralised } from "../delimited.js";
import { h, outward } from "../dom.js";
import { linkTo } from "../state.js";
import { shortened } from "../turtle.js";
import { language, say } from "../words.js";

/** @import { Store } from "../store.js" */
/** @import { Answer } from "./engine.js" */

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["integer", "decimal", "double", "float"].map((name) => XSD + name));

/** @param {Term | undefined} term */
export function isNumber(term) {
  return term?.type === "literal" && NUMBERS.has(term.datatype ?? "");
}

/**
 * The concept that a term names, or -1.
 * @param {Store} store
 * @param {Term | undefined} term
 */
export function conceptOf(store, term) {
  const start = `${store.meta.base}concept/`;
  return term?.type === "uri" && term.value.startsWith(start) ? store.find(term.value.slice(start.length)) : -1;
}

/**
 * A term to be read: what the explorer knows is a link into it.
 * @param {Store} store
 * @param {Record<string, string>} prefixes
 * @param {Term | undefined} term
 * @returns {Node | string}
 */
export function shown(store, prefixes, term) {
  if (!term) return "";
  if (term.type === "bnode") return h("span", { class: "soft" }, `_:${term.value.slice(0, 8)}`);
  if (term.type === "uri") return address(store, prefixes, term.value);
  const lang = term["xml:lang"];
  if (!lang) return term.value;
  const foreign = lang !== language();
  return h("span", {}, h("span", { lang }, term.value), foreign && [" ", h("span", { class: "chip" }, lang)]);
}

/**
 * A term as plain text: what a sheet takes, SPARQL 1.1 Query Results CSV.
 * @param {Term | undefined} term
 */
export function plain(term) {
  if (!term) return "";
  return term.type === "bnode" ? `_:${term.value}` : term.value;
}

/**
 * An answer as rows of a sheet: numbers stay as they are, no text is taken for a formula.
 * @param {Answer} answer
 */
export function sheet({ columns, rows }) {
  return [columns, ...rows.map((row) => row.map((term) => (isNumber(term) ? plain(term) : neutralised(plain(term)))))];
}

/**
 * @param {Store} store
 * @param {Record<string, string>} prefixes
 * @param {string} iri
 */
function address(store, prefixes, iri) {
  const { base } = store.meta;
  const concept = conceptOf(store, { type: "uri", value: iri });
  if (concept >= 0) return conceptLink(store, concept, { title: iri });
  const source = store.sources.find((one) => one.iri === iri);
  if (source) return h("a", { href: linkTo("source", source.id), title: iri }, source.title);
  const cls = store.classes.find((one) => one.iri === iri);
  if (cls) return h("a", { href: linkTo("class", cls.name), title: iri }, say(cls.words));
  const text = iri.startsWith(base) && !iri.startsWith(`${base}ontology#`) ? iri.slice(base.length) : shortened(prefixes, iri);
  return outward(iri, text, { title: iri, class: "iri" });
}
