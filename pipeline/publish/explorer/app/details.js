// What the card of a concept shows and why, read from the block that holds it.

import { BlockError, bytes } from "./blocks.js";
import { readChunk } from "./chunk.js";

/** @import { Store } from "./store.js" */
/** @import { Statement, Told } from "./chunk.js" */

// How many blocks are kept as they were read; the next pushes out the one not used for longest.
const KEPT = 6;
// From how many other blocks the reasons of what follows are fetched: more would take seconds.
const FAR = 20;

/** Reads the details of concepts, and follows statements without reasons to those they follow from. */
export class DetailsReader {
  /**
   * @param {Store} store
   * @param {any} core what core.py says once
   */
  constructor(store, core) {
    this._store = store;
    this._core = core;
    /** @type {Map<number, Promise<Told[]>>} */
    this._chunks = new Map();
    /** Where the details of a concept stand: level by level in the tree. @type {Uint32Array | undefined} */
    this._places = undefined;
    /** @type {Uint32Array | undefined} */
    this._order = undefined;
  }

  /** @param {number} i @returns {Promise<Details>} */
  async of(i) {
    const told = await this._told(i);
    const plain = this._store.predicates.findIndex((predicate) => predicate.kind === "related");
    const typed = told.relations.filter(({ predicate }) => this._store.predicates[predicate].kind === "typed");
    const known = new Set(told.plain.map(({ target }) => target));
    /** @type {Statement[]} */
    const derived = [...new Set(typed.map(({ target }) => target))]
      .filter((target) => plain >= 0 && !known.has(target))
      .map((target) => ({ predicate: plain, target, why: [] }));
    const others = await this._others(told.relations);
    return {
      labels: told.labels,
      types: told.types,
      definitions: told.definitions,
      entries: told.entries,
      notes: told.notes,
      relations: [
        ...told.relations.map((one) => ({ ...one, why: one.why.length ? one.why : this._inverse(i, one, others) })),
        ...told.plain,
        ...derived.map((one) => ({ ...one, why: this._fromTyped(i, one, typed, others) })),
      ],
    };
  }

  /** What the blocks say of the concepts that have the reasons of another's relations.
   * @param {Statement[]} relations @returns {Promise<Map<number, Told>>} */
  async _others(relations) {
    const wanted = relations.filter((one) => !one.why.length).map((one) => one.target);
    const chunks = new Set();
    const near = wanted.filter((target) => chunks.add(this._chunkOf(target)).size <= FAR);
    const told = await Promise.all(near.map((target) => this._told(target)));
    return new Map(near.map((target, n) => [target, told[n]]));
  }

  /**
   * Why a relation is there that follows from its inverse: that, and what the inverse rests on.
   * @param {number} i
   * @param {Statement} one
   * @param {Map<number, Told>} others
   * @returns {Why[]}
   */
  _inverse(i, { predicate, target }, others) {
    const { inverse } = this._store.predicates[predicate];
    if (inverse < 0) return [];
    const found = others.get(target)?.relations.find((one) => one.predicate === inverse && one.target === i);
    return [this._from(target, inverse, i), ...(found?.why ?? [])];
  }

  /**
   * Why a plain relation is there that follows from a more telling one.
   * @param {number} i
   * @param {Statement} one
   * @param {Statement[]} typed
   * @param {Map<number, Told>} others
   * @returns {Why[]}
   */
  _fromTyped(i, { target }, typed, others) {
    const same = typed.filter((one) => one.target === target);
    return same.flatMap((one) =>
      one.why.length ? [this._from(i, one.predicate, target), ...one.why] : this._inverse(i, one, others),
    );
  }

  /** A statement in words. @param {number} subject @param {number} predicate @param {number} object @returns {Why} */
  _from(subject, predicate, object) {
    const { says } = this._store.predicates[predicate];
    const [fr, en] = ["fr", "en"].map((lang) => [subject, object].map((i) => this._store.nameIn(i, lang)));
    return {
      kind: "derived",
      from: { fr: `« ${fr[0]} » ${says.fr} « ${fr[1]} »`, en: `“${en[0]}” ${says.en} “${en[1]}”` },
    };
  }

  /** @param {number} i */
  async _told(i) {
    const chunk = this._chunkOf(i);
    let loading = this._chunks.get(chunk);
    this._chunks.delete(chunk);
    loading ??= this._read(chunk);
    this._chunks.set(chunk, loading);
    for (const oldest of this._chunks.keys()) {
      if (this._chunks.size <= KEPT) break;
      this._chunks.delete(oldest);
    }
    return (await loading)[this._place(i) % this._core.chunk];
  }

  /** @param {number} chunk @returns {Promise<Told[]>} */
  async _read(chunk) {
    const name = `details-${chunk}`;
    const content = await bytes(name);
    const first = chunk * this._core.chunk;
    try {
      return readChunk(content, this._store, this._core, this._inOrder().subarray(first, first + this._core.chunk));
    } catch {
      throw new BlockError(name);
    }
  }

  /** @param {number} i */
  _chunkOf(i) {
    return Math.floor(this._place(i) / this._core.chunk);
  }

  /** @param {number} i */
  _place(i) {
    if (!this._places) {
      const order = this._inOrder();
      const places = new Uint32Array(order.length);
      order.forEach((concept, place) => {
        places[concept] = place;
      });
      this._places = places;
    }
    return this._places[i];
  }

  /** The concepts as their details stand (numbers.py, `in_chunks`): level by level. */
  _inOrder() {
    if (this._order) return this._order;
    const { size, tops } = this._store;
    const order = new Uint32Array(size);
    const seen = new Uint8Array(size);
    let count = 0;
    /** @param {number} i */
    const add = (i) => {
      if (seen[i]) return;
      seen[i] = 1;
      order[count++] = i;
    };
    tops.forEach(add);
    for (let at = 0; at < count; at++) this._store.children(order[at]).forEach(add);
    for (let i = 0; i < size; i++) add(i);
    this._order = order;
    return order;
  }
}
