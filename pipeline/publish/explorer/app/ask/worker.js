// Oxigraph in a worker of its own, so that a query neither freezes the page nor cannot be stopped.
// The script of the engine stands before this one and leaves the global `oxigraph`.

import { unpacked } from "../packing.js";
import { wrongPlace } from "./locating.js";

/** @import { Packed } from "../packing.js" */

/**
 * @typedef {{ termType: string, value: string, language: string, datatype: { value: string } }} EngineTerm
 * @typedef {{ subject: EngineTerm, predicate: EngineTerm, object: EngineTerm }} EngineQuad
 * @typedef {{ size: number, load(data: Iterable<Uint8Array>, options: object): void, query(query: string, options: object): any }} EngineStore
 */

const scope = /** @type {{ oxigraph: any, onmessage: (event: MessageEvent) => void, postMessage: (data: object) => void }} */ (
  /** @type {unknown} */ (globalThis)
);
const TYPES = /** @type {Record<string, string>} */ ({ NamedNode: "uri", BlankNode: "bnode", Literal: "literal" });
const COLUMNS = ["subject", "predicate", "object"];
// The dataset is read piece by piece, and how far is told now and then: bytes, milliseconds.
const PIECE = 1 << 20;
const NEWS = 500;

/** A block that cannot be read. */
class Damage extends Error {}

/** @type {EngineStore} */
let store;

scope.onmessage = async (/** @type {MessageEvent} */ { data }) => {
  try {
    scope.postMessage(data.dataset ? await opened(data) : { answer: answer(data) });
  } catch (error) {
    if (error instanceof Damage) {
      scope.postMessage({ damaged: error.message });
      return;
    }
    const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
    // What the engine refuses is an Error; anything else, such as a trap, leaves it unusable.
    const place = message.startsWith("error at") && data.unlimited ? wrongPlace(data.unlimited, complaint) : -1;
    scope.postMessage({ failure: message, place, broken: name !== "Error" });
  }
};

/**
 * The engine with the dataset in it: how many statements it holds, and its code to start another with.
 * @param {{ wasm: Packed, module: WebAssembly.Module | undefined, dataset: Packed }} blocks
 */
async function opened({ wasm, module, dataset }) {
  const [compiled, statements] = await Promise.all([
    module ?? sound("wasm", unpacked(wasm).then((code) => WebAssembly.compile(code))),
    sound("dataset", unpacked(dataset)),
  ]);
  await scope.oxigraph.start({ module_or_path: compiled });
  store = new scope.oxigraph.Store();
  try {
    store.load(pieces(statements), { format: "application/trig", no_transaction: true, lenient: true });
  } catch (error) {
    throw error instanceof Error && error.name === "Error" ? new Damage("dataset") : error;
  }
  return { ready: store.size, module: compiled };
}

/**
 * @template T
 * @param {string} block
 * @param {Promise<T>} read
 * @returns {Promise<T>}
 */
async function sound(block, read) {
  try {
    return await read;
  } catch {
    throw new Damage(block);
  }
}

/** @param {Uint8Array} content */
function* pieces(content) {
  let told = performance.now();
  for (let start = 0; start < content.length; start += PIECE) {
    if (performance.now() - told > NEWS) {
      told = performance.now();
      scope.postMessage({ loading: start / content.length });
    }
    yield content.subarray(start, start + PIECE);
  }
}

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
