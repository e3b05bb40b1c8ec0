// What the tree knows of places: how many concepts stand below one, and the way down to it.

/** @import { Store } from "../store.js" */

export class Places {
  /** @param {Store} store */
  constructor(store) {
    this._store = store;
    this._tops = new Set(store.tops);
    /** @type {Map<number, number>} */
    this._counts = new Map();
    /** The walk that last came by each concept. */
    this._seen = new Uint32Array(store.size);
    this._walk = 0;
  }

  /** How many concepts are narrower, each counted once; counted when first asked for. @param {number} concept */
  below(concept) {
    const known = this._counts.get(concept);
    if (known !== undefined) return known;
    const walk = ++this._walk;
    const left = [concept];
    let count = -1;
    for (let i = left.pop(); i !== undefined; i = left.pop()) {
      if (this._seen[i] === walk) continue;
      this._seen[i] = walk;
      count++;
      for (const child of this._store.children(i)) left.push(child);
    }
    this._counts.set(concept, count);
    return count;
  }

  /** All that stands above a concept. @param {number} concept @returns {Set<number>} */
  above(concept) {
    /** @type {Set<number>} */
    const found = new Set();
    const left = [...this._store.parents(concept)];
    for (let i = left.pop(); i !== undefined; i = left.pop()) {
      if (found.has(i)) continue;
      found.add(i);
      left.push(...this._store.parents(i));
    }
    return found;
  }

  /** The first way from a top concept down to a concept, both in it; empty where there is none. @param {number} concept @returns {number[]} */
  path(concept) {
    const seen = new Set();
    const climb = (/** @type {number} */ i) => {
      if (this._tops.has(i)) return [i];
      if (seen.has(i)) return [];
      seen.add(i);
      for (const parent of this._store.parents(i)) {
        /** @type {number[]} */
        const way = climb(parent);
        if (way.length) return [...way, i];
      }
      return [];
    };
    return climb(concept);
  }
}
