// What the page's data look like, as pipeline/publish/explorer writes them, and the libraries that
// it loads when they are needed. Concepts, classes, sources and predicates are numbers: their places
// in the store's lists. Offsets count UTF-16 code units, as JavaScript does.

type Language = "fr" | "en";
type Both = { fr: string; en: string };
/** A term of RDF, as SPARQL 1.1 Query Results JSON has it. */
interface Term { type: "uri" | "bnode" | "literal"; value: string; "xml:lang"?: string; datatype?: string }

interface Meta {
  base: string;
  name: string;
  prefix: string;
  language: string;
  version: string;
  modified: string;
  title: Both;
  publisher: string;
  licence: string;
  releases: { version: string; issued: string; folder: string }[];
}

interface SourceInfo { id: string; iri: string; title: string; publisher: string; part: string; url: string; language: string; entries: number }
interface ClassInfo { iri: string; name: string; words: Both; look: { shape: string; hollow: boolean; light: string; dark: string } }

/** A relation in one direction. `inverse` is the number of the other (its own where symmetric, -1 where none). */
interface Predicate {
  curie: string;
  iri: string;
  words: Both;
  /** As it is read between two names: "est mesuré par". */
  says: Both;
  inverse: number;
  /** Whether it is the one of its pair that is drawn (appearance.toml). */
  drawn: boolean;
  kind: "tree" | "typed" | "related";
  line: { dashes: number[]; arrow: string; width: number; light: string; dark: string };
}

type LabelKind = "preferred" | "alternative" | "acronym" | "hidden";
interface Label { text: string; lang: string; kind: LabelKind }
interface Relation { predicate: number; target: number }

/** Why a statement is there: a sentence of a source, its telling words marked (`headword` is empty where
 * it was lost), or a person's decision. */
type Why =
  | { kind: "sentence"; source: number; headword: string; sentence: string; marks: [number, number][]; rule: Both; confidence: number }
  | { kind: "decision"; author: string; date: string; reason: string; where: string; quote: string }
  | { kind: "derived"; from: Both };

interface EntryDetails {
  id: string;
  iri: string;
  source: number;
  /** Empty where the headword was lost. */
  headword: string;
  /** The definition as it stands in the source, senses numbered; empty where there is none. */
  text: string;
  /** Whether the concept's own definition is quoted from it. */
  kept: boolean;
  /** Whether it contradicts the definition that is kept (skos:closeMatch). */
  contradicts: boolean;
  /** Whether the publisher's rights keep its definition out: `text` is empty, quotes are short. */
  withheld: boolean;
}

/** What the card shows of one concept, and why. */
interface Details {
  labels: (Label & { why: Why[] })[];
  relations: (Relation & { why: Why[] })[];
  types: { cls: number; why: Why[] }[];
  definitions: { text: string; lang: string; entry: string; source: number; why: Why[] }[];
  entries: EntryDetails[];
  notes: string[];
}

interface State {
  view: "home" | "concept" | "path" | "index" | "source" | "class" | "ask" | "correct";
  /** What the view is of: a slug, a letter, a source's id, a class's name, a question's name. */
  of: string;
  /** Everything else, by name: depth, to, tab, lang, ... */
  params: Record<string, string>;
}

declare function cytoscape(options: object): any;
declare var CodeMirror: any;
