// The SPARQL engine, for a worker: Oxigraph's WebAssembly and its glue.
export { default as start, Store } from "oxigraph/web.js";
