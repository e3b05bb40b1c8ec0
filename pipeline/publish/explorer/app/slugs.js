// The slugs of concepts: most follow from the name (numbers.py, `plain_slug`), the others are told.

import { Texts } from "./streams.js";

/** Finds slugs and concepts by each other; works only when it is first asked. */
export class Slugs {
  /**
   * @param {Texts} names
   * @param {Texts} told the slugs that do not follow from a name
   * @param {Uint32Array} gaps of whom they are: each from the one before
   */
  constructor(names, told, gaps) {
    this._names = names;
    this._told = told;
    this._whose = new Uint32Array(gaps.length);
    let last = 0;
    gaps.forEach((gap, i) => {
      last += gap;
      this._whose[i] = last;
    });
    /** @type {Texts | undefined} */
    this._plain = undefined;
  }

  /** @param {number} i */
  at(i) {
    const place = this._place(i);
    return place < 0 ? plain(this._names.at(i)) : this._told.at(place);
  }

  /** The concept that has a slug, or -1. @param {string} slug */
  find(slug) {
    const told = this._told.find(slug);
    if (told >= 0) return this._whose[told];
    // Every name at once: one pass over one string, kept for the next time.
    this._plain ??= new Texts(plain(this._names.joined));
    const found = this._plain.find(slug);
    return found >= 0 && this._place(found) < 0 ? found : -1;
  }

  /** The place among the told slugs of a concept's, or -1. @param {number} i */
  _place(i) {
    let low = 0;
    let high = this._whose.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this._whose[middle] < i) low = middle + 1;
      else high = middle;
    }
    return this._whose[low] === i ? low : -1;
  }
}

/** The slug that follows from a name, or those of many, each ended by a NUL. @param {string} name */
export function plain(name) {
  return name
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/[^a-z0-9\0]+/g, "-")
    .replace(/(^|\0)-/g, "$1")
    .replace(/-(\0|$)/g, "$1");
}
