// All names of all concepts as one folded text, a name a line: what is searched, and what the
// alphabetical index is cut from. Numbers stand for the rest, so that 100,000 concepts fit.

import { language } from "../words.js";
import { fold } from "./folding.js";
import { WordStarts } from "./starts.js";

/** @import { Store } from "../store.js" */

// How a name stands to its concept, in the order in which equal hits are shown: the name that the page
// shows, the preferred one in the other language, an acronym, another name in either language.
export const SHOWN = 0;
const PREFERRED = 1;
export const ACRONYM = 2;
export const OTHER = 3;
const FOREIGN = 4;
export const HIDDEN = 5;
// How many concepts are read before the page is let breathe.
const SLICE = 500;

/** @type {WeakMap<Store, Names>} */
const made = new WeakMap();

/** The names of a store: made once, for all that search. @param {Store} store */
export function namesOf(store) {
  const known = made.get(store) ?? new Names(store);
  made.set(store, known);
  return known;
}

/** Name `k` stands in `text` from `ends[k] + 2` (after a line break and a space) to `ends[k + 1]`. */
export class Names {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    this.text = "";
    /** Where the lines end; the first of them is empty. */
    this.ends = new Uint32Array();
    this.starts = new WordStarts("", this.ends);
    /** The concept of each name. */
    this.owners = new Uint32Array();
    /** The kind of each name. */
    this.kinds = new Uint8Array();
    /** @type {{ texts: string[], owners: number[], kinds: number[], next: number } | null} */
    this._work = { texts: [], owners: [], kinds: [], next: 0 };
  }

  /** Make it in moments when nothing else happens. */
  prepare() {
    const idle = window.requestIdleCallback ?? ((/** @type {IdleRequestCallback} */ run) => setTimeout(() => run({ didTimeout: false, timeRemaining: () => 8 }), 50));
    idle((deadline) => {
      while (this._work && deadline.timeRemaining() > 4) this._slice();
      if (this._work) this.prepare();
    });
  }

  /** All of it, at once if need be. @returns {this} */
  ready() {
    while (this._work) this._slice();
    return this;
  }

  /** The label that a name was made from. @param {number} k @returns {Label} */
  label(k) {
    const owner = this.owners[k];
    let first = k;
    while (first > 0 && this.owners[first - 1] === owner) first--;
    return this.store.labels(owner)[k - first];
  }

  /** A name as it is compared. @param {number} k */
  folded(k) {
    return this.text.slice(this.ends[k] + 2, this.ends[k + 1]);
  }

  _slice() {
    const { store, _work: work } = this;
    if (!work) return;
    const end = Math.min(work.next + SLICE, store.size);
    /** @type {string[]} */
    const lines = [];
    for (let i = work.next; i < end; i++) {
      const name = store.name(i);
      for (const label of store.labels(i)) {
        lines.push(label.text.includes("\n") ? label.text.replaceAll("\n", " ") : label.text);
        work.owners.push(i);
        work.kinds.push(kindOf(label, name));
      }
    }
    if (lines.length) work.texts.push(`\n${fold(lines.join("\n"))}`.replaceAll("\n", "\n "));
    work.next = end;
    if (end === store.size) this._finish(work);
  }

  /** @param {{ texts: string[], owners: number[], kinds: number[] }} work */
  _finish({ texts, owners, kinds }) {
    this.text = `${texts.join("")}\n`;
    this.owners = Uint32Array.from(owners);
    this.kinds = Uint8Array.from(kinds);
    this.ends = new Uint32Array(owners.length + 1);
    for (let k = 0, at = 0; k <= owners.length; k++, at++) {
      at = this.text.indexOf("\n", at);
      this.ends[k] = at;
    }
    this.starts = new WordStarts(this.text, this.ends);
    this._work = null;
  }
}

/**
 * @param {Label} label
 * @param {string} name the name that is shown
 */
function kindOf({ text, kind, lang }, name) {
  if (kind === "preferred") return text === name ? SHOWN : PREFERRED;
  if (kind === "alternative") return lang === language() ? OTHER : FOREIGN;
  return kind === "acronym" ? ACRONYM : HIDDEN;
}
