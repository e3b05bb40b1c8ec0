// The vocabulary as the page knows it: concepts are numbers, in alphabetical order of their names.

import { json } from "./blocks.js";
import { language } from "./words.js";

/** All that is known without opening a concept. Made once, by `openStore`. */
export class Store {
  /** @param {any} core what core.py writes */
  constructor(core) {
    /** @type {Meta} */
    this.meta = core.meta;
    /** @type {SourceInfo[]} */
    this.sources = core.sources;
    /** @type {ClassInfo[]} */
    this.classes = core.classes;
    /** @type {Predicate[]} */
    this.predicates = core.predicates;
    /** @type {number} */
    this.size = core.slugs.length;
    /** The top concepts. @type {number[]} */
    this.tops = core.tops;
    this._core = core;
    /** @type {Map<string, number>} */
    this._numbers = new Map(core.slugs.map((/** @type {string} */ slug, /** @type {number} */ i) => [slug, i]));
    /** @type {Map<number, Promise<Details[]>>} */
    this._chunks = new Map();
    /** @type {number[][] | undefined} */
    this._bySource = undefined;
    /** @type {number[][] | undefined} */
    this._byClass = undefined;
  }

  /** The number of a slug, or -1. @param {string} slug */
  find(slug) {
    return this._numbers.get(slug) ?? -1;
  }

  /** @param {number} i @returns {string} */
  slug(i) {
    return this._core.slugs[i];
  }

  /** @param {number} i */
  iri(i) {
    return `${this.meta.base}concept/${this.slug(i)}`;
  }

  /** The preferred label in the page's language, else in the vocabulary's. @param {number} i @returns {string} */
  name(i) {
    return this._preferred(i)?.text ?? this._core.names[i];
  }

  /** The language of `name`, for the attribute lang. @param {number} i */
  nameLanguage(i) {
    return this._preferred(i)?.lang ?? this.meta.language;
  }

  /** What tells a concept from another of the same name, or nothing. @param {number} i @returns {string} */
  qualifier(i) {
    return this._core.qualifiers[i] ?? "";
  }

  /** The class that its place in the tree gives it, or -1. @param {number} i @returns {number} */
  cls(i) {
    return this._core.cls[i];
  }

  /** @param {number} i @returns {Label[]} */
  labels(i) {
    return this._core.labels[i];
  }

  /** The concepts one step broader. @param {number} i @returns {number[]} */
  parents(i) {
    return this._core.parents[i];
  }

  /** The concepts one step narrower, in alphabetical order. @param {number} i @returns {number[]} */
  children(i) {
    return this._core.children[i];
  }

  /** All relations of a concept but broader and narrower; the plain "related" only where nothing more is said.
   * @param {number} i @returns {Relation[]} */
  relations(i) {
    return this._core.relations[i];
  }

  /** The sources that speak of a concept. @param {number} i @returns {number[]} */
  sourcesOf(i) {
    return this._core.concept_sources[i];
  }

  /** The concepts that a source speaks of, in alphabetical order. @param {number} source @returns {number[]} */
  bySource(source) {
    this._bySource ??= grouped(this.size, this.sources.length, (i) => this.sourcesOf(i));
    return this._bySource[source];
  }

  /** The concepts of a class, in alphabetical order. @param {number} cls @returns {number[]} */
  byClass(cls) {
    this._byClass ??= grouped(this.size, this.classes.length, (i) => (this.cls(i) < 0 ? [] : [this.cls(i)]));
    return this._byClass[cls];
  }

  /** What its card shows. Rejects with BlockError where the block is damaged. @param {number} i @returns {Promise<Details>} */
  async details(i) {
    const chunk = Math.floor(i / this._core.chunk);
    let loading = this._chunks.get(chunk);
    if (!loading) {
      loading = json(`details-${chunk}`);
      this._chunks.set(chunk, loading);
    }
    return (await loading)[i % this._core.chunk];
  }

  /** @param {number} i @returns {Label | undefined} */
  _preferred(i) {
    if (language() === this.meta.language) return undefined;
    return this.labels(i).find((label) => label.kind === "preferred" && label.lang === language());
  }
}

/**
 * Concepts by group.
 * @param {number} size
 * @param {number} groups
 * @param {(i: number) => number[]} groupsOf
 */
function grouped(size, groups, groupsOf) {
  /** @type {number[][]} */
  const found = Array.from({ length: groups }, () => []);
  for (let i = 0; i < size; i++) for (const group of groupsOf(i)) found[group].push(i);
  return found;
}

/** Read the core block. Rejects with BlockError where it is damaged. */
export async function openStore() {
  return new Store(await json("core"));
}
