// Statements as Turtle (RDF 1.1), those of one subject together.

const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XSD = "http://www.w3.org/2001/XMLSchema#";
// The names that need no escapes.
const LOCAL = /^(?:[\p{L}\p{N}_][\p{L}\p{N}_-]*)?$/u;
/** @type {Record<string, string>} */
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * @param {(Term | undefined)[][]} statements subjects, predicates, objects
 * @param {Record<string, string>} prefixes those that are used are declared
 */
export function turtle(statements, prefixes) {
  /** @type {Map<string, string[]>} */
  const subjects = new Map();
  /** @type {Set<string>} */
  const used = new Set();
  for (const [subject, predicate, object] of statements) {
    if (!subject || !predicate || !object) continue;
    const verb = predicate.value === `${RDF}type` ? "a" : written(predicate, prefixes, used);
    const key = written(subject, prefixes, used);
    const known = subjects.get(key);
    const said = `${verb} ${written(object, prefixes, used)}`;
    if (known) known.push(said);
    else subjects.set(key, [said]);
  }
  const head = Object.entries(prefixes).filter(([prefix]) => used.has(prefix));
  const declared = head.map(([prefix, iri]) => `@prefix ${prefix}: <${escapedIri(iri)}> .\n`).join("");
  return [declared, ...[...subjects].map(([subject, said]) => `${subject} ${said.join(" ;\n    ")} .\n`)].filter(Boolean).join("\n");
}

/**
 * An IRI with a prefix where one fits.
 * @param {Record<string, string>} prefixes
 * @param {string} iri
 */
export function shortened(prefixes, iri) {
  for (const [prefix, start] of Object.entries(prefixes)) {
    if (iri.startsWith(start) && LOCAL.test(iri.slice(start.length))) return `${prefix}:${iri.slice(start.length)}`;
  }
  return iri;
}

/**
 * @param {Term} term
 * @param {Record<string, string>} prefixes
 * @param {Set<string>} used
 */
function written(term, prefixes, used) {
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "uri") return node(term.value, prefixes, used);
  const text = `"${term.value.replace(/[\\"\n\r\t]/g, (char) => ESCAPES[char])}"`;
  if (term["xml:lang"]) return `${text}@${term["xml:lang"]}`;
  return !term.datatype || term.datatype === `${XSD}string` ? text : `${text}^^${node(term.datatype, prefixes, used)}`;
}

/**
 * @param {string} iri
 * @param {Record<string, string>} prefixes
 * @param {Set<string>} used
 */
function node(iri, prefixes, used) {
  const short = shortened(prefixes, iri);
  if (short === iri) return `<${escapedIri(iri)}>`;
  used.add(short.slice(0, short.indexOf(":")));
  return short;
}

/** What an IRI in Turtle must not hold, as code points. @param {string} iri */
function escapedIri(iri) {
  return iri.replace(/[\x00-\x20<>"{}|^`\\]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
