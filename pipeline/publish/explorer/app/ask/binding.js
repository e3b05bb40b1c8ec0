// Values in a question: what pipeline/questions/binding.py does, done in the page.

import { say } from "../words.js";
import { AskError } from "./reading.js";

/** @import { Store } from "../store.js" */

/**
 * @typedef {"concept" | "class" | "source" | "text" | "language" | "date" | "number"} ParameterKind
 * @typedef {{ name: string, kind: ParameterKind, required: boolean, example: string, value: string, words: Both }} Parameter
 * @typedef {{ name: string, theme: string, words: Both, parameters: Parameter[],
 *   columns: { name: string, words: Both }[], query: string }} Question
 */

const VALUES = /\bVALUES \$([a-z]+) \{ ([^\n]*?) \}(?=\s)/g;
const XSD = "http://www.w3.org/2001/XMLSchema#";
const LANGUAGE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*$/;
const IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*$/;
/** Where the names of a kind begin: after the base of the vocabulary. */
const FOLDERS = { concept: "concept/", class: "ontology#", source: "source/" };
const SHORT = new Map([["\b", "\\b"], ["\t", "\\t"], ["\n", "\\n"], ["\f", "\\f"], ["\r", "\\r"], ['"', '\\"'], ["\\", "\\\\"]]);

/**
 * The query of a question with its values, which are as a link writes them: short names or IRIs.
 * Throws AskError where a value is not of its parameter's kind.
 * @param {Store} store
 * @param {Question} question
 * @param {Record<string, string>} values
 */
export function bind(store, question, values) {
  const given = question.parameters.filter(({ name }) => values[name]);
  const terms = new Map(given.map((parameter) => [parameter.name, term(store, parameter, values[parameter.name])]));
  return question.query.replace(VALUES, (whole, name) => (terms.has(name) ? `VALUES $${name} { ${terms.get(name)} }` : whole));
}

/**
 * What a link writes for the IRI of a concept, class or source: its name, or the IRI where it has none.
 * @param {Store} store
 * @param {ParameterKind} kind
 * @param {string} value
 */
export function shortValue(store, kind, value) {
  const folder = FOLDERS[/** @type {keyof FOLDERS} */ (kind)];
  const start = store.meta.base + folder;
  return folder && value.startsWith(start) ? value.slice(start.length) : value;
}

/**
 * A value as SPARQL writes it.
 * @param {Store} store
 * @param {Parameter} parameter
 * @param {string} value
 */
function term(store, { kind, words }, value) {
  if (kind === "concept" || kind === "class" || kind === "source") {
    const iri = value.includes(":") ? value : store.meta.base + FOLDERS[kind] + value;
    if (IRI.test(iri)) return `<${iri}>`;
  } else if (kind === "date" && isDate(value)) {
    return `${quoted(value)}^^<${XSD}date>`;
  } else if (kind === "number" && /^[0-9]{1,9}(\.[0-9]{1,9})?$/.test(value)) {
    return `${quoted(value)}^^<${XSD}decimal>`;
  } else if ((kind === "language" && LANGUAGE.test(value)) || (kind === "text" && !/\0|\p{Cs}/u.test(value))) {
    return quoted(value);
  }
  throw new AskError(`ask.not_${kind}`, { value: value.slice(0, 80), parameter: say(words) });
}

/** @param {string} value */
function isDate(value) {
  const time = /^(?!0000)\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/**
 * A literal as N-Triples writes it.
 * @param {string} value
 */
function quoted(value) {
  const inside = value.replace(
    /[\x00-\x1f\x7f"\\\ufffe\uffff]/g,
    (char) => SHORT.get(char) ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
  return `"${inside}"`;
}
