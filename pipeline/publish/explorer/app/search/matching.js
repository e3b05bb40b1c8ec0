// Which names answer what was typed, and in which order. Nothing here knows of the page.

import { foldInPlace } from "./folding.js";
import { ACRONYM, HIDDEN } from "./names.js";

/** @import { Names } from "./names.js" */

/** Concepts, the best first, and how each was found. `misspelt`: one letter had to be forgiven.
 * @typedef {{ concepts: Uint32Array, nameOf: (concept: number) => number, misspelt: boolean }} Found */

// How well a name answers, the best first.
const EXACT = 0;
const EXACT_ACRONYM = 1;
const PREFIX = 2;
const WORD_START = 3;
const INSIDE = 4;
const ALL_WORDS = 5;
// A score is rank, kind and length in one number; no score reaches NONE.
const LENGTHS = 256;
const RANK = LENGTHS * (HIDDEN + 1);
const NONE = RANK * (ALL_WORDS + 1);
// So short a word is not searched inside words, or not with a letter wrong.
const SHORTEST_INSIDE = 2;
const SHORTEST_MISSPELT = 4;
// After so many places that might be meant, a search with a letter wrong gives up.
const PATIENCE = 20_000;

/** Searches the names of a vocabulary. */
export class Matcher {
  /** @param {Names} names ready */
  constructor(names) {
    this._names = names;
    this._scores = new Uint16Array(names.store.size);
    this._found = new Uint32Array(names.store.size);
  }

  /**
   * @param {string} typed folded, not empty
   * @returns {Found}
   */
  find(typed) {
    this._scores.fill(NONE);
    this._scan(` ${typed}`, (at, k) => this._rate(k, at + 1, at + 1 + typed.length));
    if (typed.length >= SHORTEST_INSIDE) this._scan(typed, (_, k) => this._score(k, INSIDE));
    const words = typed.split(" ").sort((a, b) => b.length - a.length);
    if (words.length > 1) this._allWords(words);
    let concepts = this._ranked();
    const misspelt = concepts.length === 0 && typed.length >= SHORTEST_MISSPELT;
    if (misspelt) {
      this._misspelt(typed);
      concepts = this._ranked();
    }
    return { concepts, misspelt, nameOf: (concept) => this._found[concept] };
  }

  /**
   * Every name that holds a text; `visit` may say from where to go on, if not from the next name.
   * @param {string} wanted
   * @param {(at: number, k: number) => number | void} visit
   */
  _scan(wanted, visit) {
    const { text, ends } = this._names;
    for (let k = 0, at = text.indexOf(wanted); at >= 0; ) {
      while (ends[k + 1] <= at) k++;
      at = text.indexOf(wanted, visit(at, k) ?? ends[k + 1]);
    }
  }

  /** @param {string[]} words the longest first */
  _allWords([longest, ...others]) {
    const { text, ends } = this._names;
    this._scan(` ${longest}`, (_, k) => {
      const name = text.slice(ends[k] + 1, ends[k + 1]);
      if (others.every((word) => name.includes(` ${word}`))) this._score(k, ALL_WORDS);
    });
  }

  /** One letter wrong leaves one half right, or two letters changed places in the middle. @param {string} typed */
  _misspelt(typed) {
    const { text } = this._names;
    const middle = typed.length >> 1;
    const swapped = typed.slice(0, middle - 1) + typed[middle] + typed[middle - 1] + typed.slice(middle + 1);
    let patience = PATIENCE;
    const rate = (/** @type {number} */ at, /** @type {number} */ k, /** @type {number[]} */ ...starts) => {
      for (const start of starts) {
        const end = text[start - 1] === " " ? endOfMisspelt(text, start, typed) : -1;
        if (end >= 0) this._rate(k, start, end);
      }
      return patience-- > 0 ? at + 1 : text.length;
    };
    this._scan(` ${typed.slice(0, middle)}`, (at, k) => rate(at, k, at + 1));
    this._scan(` ${swapped}`, (at, k) => rate(at, k, at + 1));
    this._scan(typed.slice(middle), (at, k) => rate(at, k, at - middle - 1, at - middle, at - middle + 1));
  }

  /**
   * @param {number} k
   * @param {number} start where it was found, at the start of a word
   * @param {number} end
   */
  _rate(k, start, end) {
    const { ends, kinds } = this._names;
    if (start !== ends[k] + 2) this._score(k, WORD_START);
    else if (end !== ends[k + 1]) this._score(k, PREFIX);
    else this._score(k, kinds[k] === ACRONYM ? EXACT_ACRONYM : EXACT);
  }

  /**
   * @param {number} k
   * @param {number} rank
   */
  _score(k, rank) {
    const { ends, kinds, owners } = this._names;
    const score = rank * RANK + kinds[k] * LENGTHS + Math.min(ends[k + 1] - ends[k], LENGTHS - 1);
    if (score < this._scores[owners[k]]) {
      this._scores[owners[k]] = score;
      this._found[owners[k]] = k;
    }
  }

  /** The concepts that have a score, in its order; of the same score, in alphabetical order. */
  _ranked() {
    const places = new Uint32Array(NONE + 2);
    for (const score of this._scores) places[score + 1]++;
    for (let score = 0; score < NONE; score++) places[score + 1] += places[score];
    const concepts = new Uint32Array(places[NONE]);
    this._scores.forEach((score, concept) => {
      if (score !== NONE) concepts[places[score]++] = concept;
    });
    return concepts;
  }
}

/**
 * The parts of a name that answer what was typed, as they stand in it.
 * @param {string} name
 * @param {string} typed folded
 * @returns {[number, number][]}
 */
export function matchedParts(name, typed) {
  const { folded, origins } = foldInPlace(name);
  const spaced = ` ${folded}`;
  const part = (/** @type {number} */ start, /** @type {number} */ end) => /** @type {[number, number]} */ ([origins[start], origins[end]]);
  const word = spaced.indexOf(` ${typed}`);
  const whole = word >= 0 ? word : folded.indexOf(typed);
  if (whole >= 0) return [part(whole, whole + typed.length)];
  const words = typed.split(" ").map((one) => ({ start: spaced.indexOf(` ${one}`), length: one.length }));
  if (words.every(({ start }) => start >= 0)) {
    return words.sort((a, b) => a.start - b.start).map(({ start, length }) => part(start, start + length));
  }
  for (let start = spaced.indexOf(" "); start >= 0; start = spaced.indexOf(" ", start + 1)) {
    const end = endOfMisspelt(folded, start, typed);
    if (end >= 0) return [part(start, end)];
  }
  return [];
}

/**
 * Where a piece of a text ends that begins at `start` and is `typed` but for one letter wrong, missing
 * or too many, or two that changed places; -1 where there is none.
 * @param {string} text
 * @param {number} start
 * @param {string} typed
 */
function endOfMisspelt(text, start, typed) {
  let same = 0;
  while (same < typed.length && text[start + same] === typed[same]) same++;
  const at = start + same;
  const ends = (/** @type {number} */ skipped, /** @type {number} */ from) =>
    text.startsWith(typed.slice(same + skipped), from) ? from + typed.length - same - skipped : -1;
  if (at >= text.length || text[at] === "\n") return ends(1, at);
  const swapped = typed[same] === text[at + 1] && typed[same + 1] === text[at];
  return Math.max(ends(1, at + 1), ends(0, at + 1), ends(1, at), swapped ? ends(2, at + 2) : -1);
}
