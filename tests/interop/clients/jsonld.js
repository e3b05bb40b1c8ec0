/**
 * Reads a JSON-LD file with jsonld.js and a Turtle file with N3.js and says what is in them,
 * tab-separated, one fact a line: `version NAME VERSION` for both; of the JSON-LD `triples N`, what it
 * says of its concepts (`concept`, `text` or `link`, property, language, how many); `same BOOLEAN`
 * (whether the two are the same canonical N-Quads, RDFC-1.0). With a third argument, a context file,
 * `context BOOLEAN`: whether the graph is the same when the document takes its context from there.
 *
 * Nothing is fetched: a context that stands elsewhere can be that file alone.
 */
import { readFileSync } from "node:fs";
import jsonld from "jsonld";
import { Parser, Store } from "n3";
import { canonize } from "rdf-canonize";

const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept";
const CANONICAL = { algorithm: "RDFC-1.0", format: "application/n-quads" };

const [documentPath, turtlePath, contextPath] = process.argv.slice(2);
const say = (...facts) => console.log(facts.join("\t"));
const parsed = (path) => JSON.parse(readFileSync(path, "utf8"));

async function documentLoader(url) {
  if (contextPath === undefined) throw new Error(`nothing may be fetched: ${url}`);
  return { contextUrl: null, documentUrl: url, document: parsed(contextPath) };
}

/** The canonical N-Quads of a JSON-LD document; what jsonld.js would silently drop is an error. */
const canonical = async (document) =>
  jsonld.canonize(await jsonld.expand(document, { documentLoader, safe: true }), { ...CANONICAL, safe: true });

function census(store) {
  const concepts = new Set(store.getSubjects(RDF_TYPE, CONCEPT).map((concept) => concept.id));
  const counts = new Map([["concept\t\t", concepts.size]]);
  for (const { subject, predicate, object } of store) {
    if (!concepts.has(subject.id)) continue;
    let fact;
    if (object.termType === "Literal") fact = `text\t${predicate.value}\t${object.language}`;
    else if (concepts.has(object.id)) fact = `link\t${predicate.value}\t`;
    else continue;
    counts.set(fact, (counts.get(fact) ?? 0) + 1);
  }
  return counts;
}

for (const name of ["jsonld", "n3"]) {
  say("version", name, parsed(new URL(`node_modules/${name}/package.json`, import.meta.url)).version);
}
const document = parsed(documentPath);
const quads = await canonical(document);
const store = new Store(new Parser({ format: "application/n-quads" }).parse(quads));
say("triples", store.size);
for (const [fact, count] of census(store)) say(fact, count);
const turtle = new Parser({ format: "text/turtle" }).parse(readFileSync(turtlePath, "utf8"));
say("same", quads === (await canonize(turtle, CANONICAL)));
if (contextPath !== undefined) {
  say("context", quads === (await canonical({ ...document, "@context": parsed(contextPath)["@context"] })));
}
