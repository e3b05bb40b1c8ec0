// Oxigraph in a worker of its own, so that a query neither freezes the page nor cannot be stopped.
// The script of the engine stands before this one and leaves the global `oxigraph`.

import { wrongPlace } from "./locating.js";

/**
 * @typedef {{ termType: string, value: string, language: string, datatype: { value: string } }} EngineTerm
 * @typedef {{ subject: EngineTerm, predicate: EngineTerm, object: EngineTerm }} EngineQuad
 * @typedef {{ size: number, load(data: Uint8Array, options: object): void, query(query: string, options: object): any }} EngineStore
 */

const scope = /** @type {{ oxigraph: any, onmessage: (event: MessageEvent) => void, postMessage: (data: object) => void }} */ (
  /** @type {unknown} */ (globalThis)
);
const TYPES = /** @type {Record<string, string>} */ ({ NamedNode: "uri", BlankNode: "bnode", Literal: "literal" });
const COLUMNS = ["subject", "predicate", "object"];

/** @type {EngineStore} */
let store;

scope.onmessage = async (/** @type {MessageEvent} */ { data }) => {
  try {
    if (data.module) {
      await scope.oxigraph.start({ module_or_path: data.module });
      store = new scope.oxigraph.Store();
      store.load(data.dataset, { format: "application/n-quads", no_transaction: true, lenient: true });
      scope.postMessage({ ready: store.size });
    } else {
      scope.postMessage({ answer: answer(data) });
    }
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
    // What the engine refuses is an Error; anything else, such as a trap, leaves it unusable.
    const place = message.startsWith("error at") && data.unlimited ? wrongPlace(data.unlimited, complaint) : -1;
    scope.postMessage({ failure: message, place, broken: name !== "Error" });
  }
};

/**
 * The answer as JSON: SPARQL 1.1 Query Results JSON Format, for a graph too.
 * @param {{ text: string, unlimited: string, form: string, union: boolean, most: number }} asked
 * @returns {string}
 */
function answer({ text, unlimited, form, union, most }) {
  const options = {
    use_default_graph_as_union: union,
    ...(form === "rows" ? { results_format: "application/sparql-results+json" } : {}),
  };
  let found;
  try {
    found = store.query(text, options);
  } catch (error) {
    // The limit was put into the text; where that was not understood, the text itself is to blame.
    if (!(error instanceof Error) || !error.message.startsWith("error at")) throw error;
    found = store.query(unlimited, options);
  }
  return form === "rows" ? found : JSON.stringify(graph(found, most));
}

/**
 * What the parser says of a query; none of it runs.
 * @param {string} text
 */
function complaint(text) {
  try {
    new scope.oxigraph.Store().query(text, {});
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
}

/**
 * Statements as rows, each once, at most so many.
 * @param {EngineQuad[]} quads
 * @param {number} most
 */
function graph(quads, most) {
  /** @type {Map<string, object>} */
  const rows = new Map();
  for (const quad of quads) {
    if (rows.size >= most) break;
    const row = { subject: term(quad.subject), predicate: term(quad.predicate), object: term(quad.object) };
    rows.set(JSON.stringify(row), row);
  }
  return { head: { vars: COLUMNS }, results: { bindings: [...rows.values()] } };
}

/** @param {EngineTerm} found */
function term(found) {
  const made = { type: TYPES[found.termType], value: found.value };
  if (found.termType !== "Literal") return made;
  return found.language ? { ...made, "xml:lang": found.language } : { ...made, datatype: found.datatype.value };
}
