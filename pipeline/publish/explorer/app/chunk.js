// The details of some concepts as details.py puts them into streams: read in the order they are in.

import { plain } from "./slugs.js";
import { Streams } from "./streams.js";

/** @import { Store } from "./store.js" */

/**
 * A relation with the reasons of its own, none where it follows from another; and all that a block
 * says of a concept. `plain` are relations "related" where something more telling is said as well.
 * @typedef {Relation & { why: Why[] }} Statement
 * @typedef {Omit<Details, "relations"> & { relations: Statement[], plain: Statement[] }} Told
 */

/**
 * @typedef {EntryDetails & { sentences: [number, number][] }} Quoted
 */

// As in details.py and reasons.py.
const CLOSE = 1;
const WITHHELD = 2;
const OWN_ID = 4;
const OTHER_HEADWORD = 1;
const LABEL = 2;
const ELSEWHERE = 1;
const ENTRY = 2;

/**
 * @param {Uint8Array} bytes
 * @param {Store} store
 * @param {any} core
 * @param {Uint32Array} concepts
 * @returns {Told[]}
 */
export function readChunk(bytes, store, core, concepts) {
  const streams = new Streams(bytes, core.streams.details);
  return Array.from(concepts, (i) => new ConceptReader(streams, store, core, i).read());
}

/** Reads one concept. The texts of entries come last, so reasons are completed when they are there. */
class ConceptReader {
  /**
   * @param {Streams} streams
   * @param {Store} store
   * @param {any} core
   * @param {number} i
   */
  constructor(streams, store, core, i) {
    this._streams = streams;
    this._store = store;
    this._core = core;
    this._i = i;
    /** @type {Quoted[]} */
    this._entries = [];
  }

  /** @returns {Told} */
  read() {
    const store = this._store;
    const labels = store.labels(this._i);
    const count = this._number("entries");
    for (let n = 0; n < count; n++) this._entries.push(this._entry(labels));
    const read = {
      labels: labels.map((label) => ({ ...label, why: this._why() })),
      types: this._times("types", () => ({ cls: this._number("class"), why: this._why() })),
      relations: this._relations(),
      plain: this._times("plain", () => ({ predicate: this._store.predicate("skos:related"), target: this._number("target"), why: this._why() })),
      definitions: this._times("definitions", () => this._definition()),
      notes: this._times("notes", () => this._streams.text("note")),
    };
    return { ...read, entries: this._entries.map(({ sentences: _, ...entry }) => entry) };
  }

  /** @returns {Statement[]} */
  _relations() {
    const store = this._store;
    const [broader, narrower] = ["skos:broader", "skos:narrower"].map((curie) => store.predicate(curie));
    return [
      ...store.parents(this._i).map((target) => ({ predicate: broader, target })),
      ...store.relations(this._i),
      ...store.children(this._i).map((target) => ({ predicate: narrower, target })),
    ].map((relation) => ({ ...relation, why: this._why() }));
  }

  /** @returns {Details["definitions"][number]} */
  _definition() {
    const lang = this._core.languages[this._number("lang")];
    const kept = this._number("kept");
    if (kept < ENTRY) {
      const entry = kept === ELSEWHERE ? this._streams.text("where") : "";
      return { lang, entry, source: this._sourceOf(entry), text: this._streams.text("definition"), why: this._why() };
    }
    const entry = this._entries[(kept - ENTRY) >> 1];
    entry.kept = true;
    const text = (kept - ENTRY) & 1 ? entry.text : this._streams.text("definition");
    return { lang, entry: entry.id, source: entry.source, text, why: this._why() };
  }

  /** @param {Label[]} labels @returns {Quoted} */
  _entry(labels) {
    const source = this._number("source");
    const headword = this._headword(labels);
    const flags = this._number("flags");
    const rest = flags & OWN_ID ? this._streams.text("id") : plain(headword);
    const about = this._store.sources[source];
    const text = this._streams.text("text");
    return {
      id: `${about.id}/${rest}`,
      iri: `${about.iri}/${rest}`,
      source,
      headword,
      text,
      kept: false,
      contradicts: Boolean(flags & CLOSE),
      withheld: Boolean(flags & WITHHELD),
      sentences: this._times("sentences", () => [this._number("from"), this._number("length")]),
    };
  }

  /** @param {Label[]} labels */
  _headword(labels) {
    const head = this._number("head");
    if (head === OTHER_HEADWORD) return this._streams.text("headword");
    if (head < LABEL) return "";
    const { text } = labels[(head - LABEL) >> 1];
    if (!((head - LABEL) & 1)) return text;
    const [first = ""] = text;
    return first.toUpperCase() + text.slice(first.length);
  }

  /** @returns {Why[]} */
  _why() {
    const code = this._number("why");
    /** @type {Why[]} */
    const found = Array.from({ length: code >> 1 }, () => this._sentence());
    if (code & 1) {
      const [author, date, reason, where, quote] = Array.from({ length: 5 }, () => this._streams.text("decision"));
      found.push({ kind: "decision", author, date, reason, where, quote });
    }
    return found;
  }

  /** @returns {Why} */
  _sentence() {
    const number = this._number("entry");
    const entry = number ? this._entries[number - 1] : undefined;
    const where = entry ? "" : this._streams.text("where");
    const { sentence, isHeadword } = entry ? this._shown(entry) : { sentence: this._streams.text("quoted"), isHeadword: false };
    const [start, length] = isHeadword ? [0, sentence.length] : [this._number("mark"), this._number("marked")];
    const { confidence, ...rule } = this._core.rules[this._number("rule")];
    return {
      kind: "sentence",
      source: entry?.source ?? this._sourceOf(where),
      headword: entry?.headword ?? where.slice(where.indexOf("/") + 1),
      sentence,
      marks: length ? [[start, start + length]] : [],
      rule,
      confidence,
    };
  }

  /** @param {Quoted} entry */
  _shown(entry) {
    const number = this._number("sentence");
    if (!number) return { sentence: entry.headword, isHeadword: true };
    const [start, length] = entry.sentences[number - 1];
    return { sentence: entry.text.slice(start, start + length), isHeadword: false };
  }

  /**
   * As many as a stream says.
   * @template T
   * @param {string} name
   * @param {() => T} read
   * @returns {T[]}
   */
  _times(name, read) {
    return Array.from({ length: this._number(name) }, read);
  }

  /** @param {string} name */
  _number(name) {
    return this._streams.number(name);
  }

  /** The source that stands before an entry's id or headword, or -1. @param {string} entry */
  _sourceOf(entry) {
    return this._store.sources.findIndex((source) => source.id === entry.split("/")[0]);
  }
}
