// Which names answer what was typed, and in which order. Nothing here knows of the page.

import { foldInPlace } from "./folding.js";
import { ACRONYM, HIDDEN } from "./names.js";

/** @import { Names } from "./names.js" */

/** Concepts, the best first, and how each was found. `misspelt`: one letter had to be forgiven.
 * @typedef {{ concepts: Uint32Array, nameOf: (concept: number) => number, misspelt: boolean }} Found */

// How well a name answers, the best first.
const EXACT = 0;
const EXACT_ACRONYM = 1;
const FIRST_WORDS = 2;
const PREFIX = 3;
const WORDS = 4;
const WORD_START = 5;
const INSIDE = 6;
const ALL_WORDS = 7;
// A score is rank, kind and length in one number; no score reaches NONE.
const LENGTHS = 256;
const RANK = LENGTHS * (HIDDEN + 1);
const NONE = RANK * (ALL_WORDS + 1);
// So short a word is not searched inside words, or not with a letter wrong.
const SHORTEST_INSIDE = 2;
const SHORTEST_MISSPELT = 4;

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
    const { text, starts } = this._names;
    this._scores.fill(NONE);
    starts.like(typed, (at, k) => {
      if (text.startsWith(typed, at)) this._rate(k, at, at + typed.length);
    });
    if (typed.length >= SHORTEST_INSIDE) this._inside(typed);
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

  /** @param {string} typed */
  _inside(typed) {
    const { text, ends } = this._names;
    for (let k = 0, at = text.indexOf(typed); at >= 0; at = text.indexOf(typed, ends[k + 1])) {
      while (ends[k + 1] <= at) k++;
      this._score(k, INSIDE);
    }
  }

  /** @param {string[]} words the longest first */
  _allWords(words) {
    const { text, ends, starts } = this._names;
    starts.like(words[0], (at, k) => {
      if (!text.startsWith(words[0], at)) return;
      const name = text.slice(ends[k] + 1, ends[k + 1]);
      if (words.every((word) => name.includes(` ${word}`))) this._score(k, ALL_WORDS);
    });
  }

  /**
   * Every word that begins as typed but for one letter: half of what was typed is right, or the two
   * letters in its middle changed places.
   * @param {string} typed
   */
  _misspelt(typed) {
    const { text, ends, starts } = this._names;
    const rate = (/** @type {number} */ at, /** @type {number} */ k) => {
      const end = endOfMisspelt(text, at, typed);
      if (end >= 0) this._rate(k, at, end);
    };
    const half = typed.length >> 1;
    const [first, second] = [typed.slice(0, half), typed.slice(half)];
    starts.like(first, (at, k) => text.startsWith(first, at) && rate(at, k));
    starts.like(first.slice(0, -1) + second[0] + first[half - 1] + second.slice(1), rate);
    for (let k = 0, at = text.indexOf(second); at >= 0; at = text.indexOf(second, at + 1)) {
      while (ends[k + 1] <= at) k++;
      for (const start of [at - half - 1, at - half, at - half + 1]) if (text[start - 1] === " ") rate(start, k);
    }
  }

  /**
   * @param {number} k
   * @param {number} start where it was found, at the start of a word
   * @param {number} end
   */
  _rate(k, start, end) {
    const { text, ends, kinds } = this._names;
    const whole = end === ends[k + 1] || text[end] === " ";
    if (start !== ends[k] + 2) this._score(k, whole ? WORDS : WORD_START);
    else if (end !== ends[k + 1]) this._score(k, whole ? FIRST_WORDS : PREFIX);
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
    for (let concept = 0; concept < this._scores.length; concept++) {
      const score = this._scores[concept];
      if (score !== NONE) concepts[places[score]++] = concept;
    }
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
  while (same < typed.length && text.charCodeAt(start + same) === typed.charCodeAt(same)) same++;
  const at = start + same;
  const tooMany = endOfRest(text, at, typed, same + 1);
  if (at >= text.length || text[at] === "\n") return tooMany;
  const swapped = typed[same] === text[at + 1] && typed[same + 1] === text[at];
  return Math.max(
    tooMany,
    endOfRest(text, at + 1, typed, same + 1),
    endOfRest(text, at + 1, typed, same),
    swapped ? endOfRest(text, at + 2, typed, same + 2) : -1,
  );
}

/**
 * Where `typed` from its `from`th letter ends in a text in which it stands at `at`, or -1.
 * @param {string} text
 * @param {number} at
 * @param {string} typed
 * @param {number} from
 */
function endOfRest(text, at, typed, from) {
  for (let n = from; n < typed.length; n++) if (text.charCodeAt(at + n - from) !== typed.charCodeAt(n)) return -1;
  return at + Math.max(typed.length - from, 0);
}
