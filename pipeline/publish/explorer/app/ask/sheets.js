// An answer to take along: CSV for a file, TSV for the clipboard, Turtle for a graph.

import { isNumber, plain, shortened } from "./terms.js";

/** @import { Answer, Term } from "./engine.js" */

// What makes a spreadsheet take a text for a formula: as in pipeline/publish/tables/delimited.py.
const FORMULA = /^ *[=+\-@\t\r\n＝＋－＠]/;

/**
 * CSV (RFC 4180), begun with a byte order mark so that spreadsheets read accents. A text that a
 * spreadsheet would run has a space before it; numbers stay as they are.
 * @param {Answer} answer
 */
export function csv({ columns, rows }) {
  const lines = [columns, ...rows.map((row) => row.map(harmless))];
  return `\ufeff${lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`;
}

/**
 * Columns between tabs, for a sheet that it is pasted into; a text keeps to its cell.
 * @param {Answer} answer
 */
export function tsv({ columns, rows }) {
  const lines = [columns, ...rows.map((row) => row.map((term) => harmless(term).replace(/[\t\r\n]+/g, " ")))];
  return lines.map((line) => `${line.join("\t")}\n`).join("");
}

/**
 * Statements as Turtle, those of one subject together.
 * @param {Answer} answer
 * @param {Record<string, string>} prefixes
 */
export function turtle({ rows }, prefixes) {
  /** @type {Map<string, string[]>} */
  const subjects = new Map();
  /** @type {Set<string>} */
  const used = new Set();
  for (const row of rows) {
    const [subject, predicate, object] = row.map((term) => (term ? written(term, prefixes, used) : ""));
    subjects.set(subject, [...(subjects.get(subject) ?? []), `${predicate === "rdf:type" ? "a" : predicate} ${object}`]);
  }
  const head = Object.entries(prefixes).filter(([prefix]) => used.has(prefix));
  const declared = head.map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`).join("");
  return [declared, ...[...subjects].map(([subject, said]) => `${subject} ${said.join(" ;\n    ")} .\n`)].filter(Boolean).join("\n");
}

/**
 * @param {Term} term
 * @param {Record<string, string>} prefixes
 * @param {Set<string>} used
 */
function written(term, prefixes, used) {
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "uri") return node(term.value, prefixes, used);
  const text = `"${term.value.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r")}"`;
  if (term["xml:lang"]) return `${text}@${term["xml:lang"]}`;
  const plainText = !term.datatype || term.datatype === "http://www.w3.org/2001/XMLSchema#string";
  return plainText ? text : `${text}^^${node(/** @type {string} */ (term.datatype), prefixes, used)}`;
}

/**
 * @param {string} iri
 * @param {Record<string, string>} prefixes
 * @param {Set<string>} used
 */
function node(iri, prefixes, used) {
  const short = shortened(prefixes, iri);
  if (short === iri) return `<${iri}>`;
  used.add(short.slice(0, short.indexOf(":")));
  return short;
}

/** @param {Term | undefined} term */
function harmless(term) {
  const text = plain(term);
  return !isNumber(term) && FORMULA.test(text) ? ` ${text}` : text;
}

/** @param {string} text */
function cell(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
