// The vocabulary as the page knows it: concepts are numbers, in alphabetical order of their names.
// What is known of them all stands in columns; objects are made for those that are looked at.

import { BlockError, bytes, json } from "./blocks.js";
import { DetailsReader } from "./details.js";
import { Lists, Relations, reversed, sums } from "./links.js";
import { Slugs } from "./slugs.js";
import { Streams, Texts } from "./streams.js";
import { language } from "./words.js";

/** All that is known without opening a concept. Made once, by `openStore`. */
export class Store {
  /**
   * @param {any} core what core.py says once
   * @param {Uint8Array} concepts what it says of each concept
   */
  constructor(core, concepts) {
    const streams = new Streams(concepts, core.streams.concepts);
    /** @type {Meta} */
    this.meta = core.meta;
    /** @type {SourceInfo[]} */
    this.sources = core.sources;
    /** @type {ClassInfo[]} */
    this.classes = core.classes;
    /** @type {Predicate[]} */
    this.predicates = core.predicates;
    /** The top concepts. @type {number[]} */
    this.tops = core.tops;
    this._core = core;
    this._names = new Texts(streams.joined("name"));
    /** @type {number} */
    this.size = this._names.size;
    this._slugs = new Slugs(this._names, new Texts(streams.joined("slug")), streams.all("renamed"));
    // The first label of a concept is its name; `_firsts` counts the labels before those of each.
    const counts = streams.all("labels");
    this._firsts = sums(counts);
    this._others = sums(counts.map((count) => Math.max(count - 1, 0)));
    this._tags = Uint16Array.from(streams.all("tag"));
    this._labels = new Texts(streams.joined("label"));
    this._parents = new Lists(streams.all("parents"), streams.all("parent"));
    this._children = reversed(this._parents, this.size);
    this._relations = new Relations(
      streams.all("relations"),
      streams.all("predicate"),
      streams.all("target"),
      this.predicates.map((predicate) => predicate.inverse),
    );
    this._sourceSets = streams.all("sources");
    /** @type {Map<number, number>} */
    this._topClasses = new Map(core.tops.map((/** @type {number} */ top, /** @type {number} */ n) => [top, core.topClasses[n]]));
    this._details = new DetailsReader(this, core);
    /** @type {number[][] | undefined} */
    this._bySource = undefined;
    /** @type {number[][] | undefined} */
    this._byClass = undefined;
  }

  /** The number of a relation by its CURIE, or -1. @param {string} curie */
  predicate(curie) {
    return this.predicates.findIndex((one) => one.curie === curie);
  }

  /** The number of a slug, or -1. @param {string} slug */
  find(slug) {
    return this._slugs.find(slug);
  }

  /** The concept that a state is of, or that its path begins at; -1 where there is none.
   * @param {State} state */
  conceptOf({ view, of }) {
    return view === "concept" || view === "path" ? this.find(of) : -1;
  }

  /** The last name of a deprecated concept and what took its place; nothing for any other slug.
   * @param {string} slug @returns {{ name: string, successors: number[] } | undefined} */
  gone(slug) {
    if (!Object.hasOwn(this._core.gone, slug)) return undefined;
    const { name, successors } = this._core.gone[slug];
    return { name, successors: successors.map((/** @type {string} */ one) => this.find(one)) };
  }

  /** @param {number} i @returns {string} */
  slug(i) {
    return this._slugs.at(i);
  }

  /** @param {number} i */
  iri(i) {
    return `${this.meta.base}concept/${this.slug(i)}`;
  }

  /** The preferred label in the page's language, else in the vocabulary's. @param {number} i @returns {string} */
  name(i) {
    return this.nameIn(i, language());
  }

  /** The preferred label in a language, else in the vocabulary's. @param {number} i @param {string} lang @returns {string} */
  nameIn(i, lang) {
    return this._text(i, this._preferred(i, lang));
  }

  /** The language of `name`, for the attribute lang. @param {number} i */
  nameLanguage(i) {
    const place = this._preferred(i, language());
    return place < 0 ? this.meta.language : language();
  }

  /** What tells a concept from another of the same name, or nothing. @param {number} i @returns {string} */
  qualifier(i) {
    return this._core.qualifiers[i] ?? "";
  }

  /** The class that its place in the tree gives it, or -1. @param {number} i @returns {number} */
  cls(i) {
    let place = i;
    let found = this._topClasses.get(place);
    while (found === undefined) {
      place = this._parents.of(place)[0];
      found = this._topClasses.get(place);
    }
    return found;
  }

  /** @param {number} i @returns {Label[]} */
  labels(i) {
    const first = this._firsts[i];
    return Array.from({ length: this._firsts[i + 1] - first }, (_, n) => ({
      text: this._text(i, first + n),
      ...this._core.tags[this._tags[first + n]],
    }));
  }

  /** The concepts one step broader, the one that gives the class first. @param {number} i @returns {number[]} */
  parents(i) {
    return [...this._parents.of(i)];
  }

  /** The concepts one step narrower, in alphabetical order. @param {number} i @returns {number[]} */
  children(i) {
    return [...this._children.of(i)];
  }

  /** All relations of a concept but broader and narrower; the plain "related" only where nothing more is said.
   * @param {number} i @returns {Relation[]} */
  relations(i) {
    return this._relations.of(i);
  }

  /** The sources that speak of a concept. @param {number} i @returns {number[]} */
  sourcesOf(i) {
    return this._core.sets[this._sourceSets[i]];
  }

  /** The concepts that a source speaks of. @param {number} source @returns {number[]} */
  bySource(source) {
    this._bySource ??= this._gathered(this.sources.length, (i) => this.sourcesOf(i));
    return this._bySource[source] ?? [];
  }

  /** The concepts of a class by their place in the tree. @param {number} cls @returns {number[]} */
  byClass(cls) {
    this._byClass ??= this._gathered(this.classes.length, (i) => [this.cls(i)]);
    return this._byClass[cls] ?? [];
  }

  /** What its card shows. Rejects with BlockError where the block is damaged. @param {number} i @returns {Promise<Details>} */
  async details(i) {
    return this._details.of(i);
  }

  /**
   * @param {number} count
   * @param {(i: number) => number[]} of
   */
  _gathered(count, of) {
    /** @type {number[][]} */
    const found = Array.from({ length: count }, () => []);
    for (let i = 0; i < this.size; i++) for (const one of of(i)) found[one]?.push(i);
    return found;
  }

  /** The place of the preferred label in a language among all labels, or -1. @param {number} i @param {string} lang */
  _preferred(i, lang) {
    if (lang === this.meta.language) return -1;
    for (let place = this._firsts[i]; place < this._firsts[i + 1]; place++) {
      const tag = this._core.tags[this._tags[place]];
      if (tag.kind === "preferred" && tag.lang === lang) return place;
    }
    return -1;
  }

  /** The text of a label by its place among all. @param {number} i @param {number} place */
  _text(i, place) {
    const n = place - this._firsts[i];
    return n > 0 ? this._labels.at(this._others[i] + n - 1) : this._names.at(i);
  }
}

/** Read what is known from the start. Rejects with BlockError where it is damaged. */
export async function openStore() {
  const [core, concepts] = await Promise.all([json("core"), bytes("concepts")]);
  try {
    return new Store(core, concepts);
  } catch {
    throw new BlockError("concepts");
  }
}
