// How branches are tied: the relations between each two of them, counted and in words.

import { say, t } from "../words.js";

/** @import { Store } from "../store.js" */
/** @import { Overview } from "./data.js" */

/**
 * Two branches and what is said between them: how often each relation, in the words that read it
 * from `from` to `to`, and from `to` to `from`.
 * @typedef {{ from: number, to: number, count: number, words: Map<string, number>, back: Map<string, number> }} Tie
 */

/**
 * @param {Store} store
 * @param {Overview} overview
 * @returns {Tie[]} the strongest first
 */
export function tiesOf(store, { said }) {
  /** @type {Map<string, Tie>} */
  const ties = new Map();
  for (const [one, predicate, other, count] of said) {
    const [from, to] = one < other ? [one, other] : [other, one];
    const tie = ties.get(`${from} ${to}`) ?? { from, to, count: 0, words: new Map(), back: new Map() };
    ties.set(`${from} ${to}`, tie);
    tie.count += count;
    const [ahead, behind] = from === one ? [tie.words, tie.back] : [tie.back, tie.words];
    const { words, inverse } = store.predicates[predicate];
    add(ahead, say(words), count);
    add(behind, say(store.predicates[inverse]?.words ?? words), count);
  }
  return [...ties.values()].sort((a, b) => b.count - a.count);
}

/**
 * What a tie says, read from one of its branches, which is not named.
 * @param {Store} store
 * @param {Overview} overview
 * @param {Tie} tie
 * @param {number} from
 */
export function tieWords(store, { branches }, tie, from) {
  const [words, to] = from === tie.from ? [tie.words, tie.to] : [tie.back, tie.from];
  const relations = [...words].sort(([, a], [, b]) => b - a).map(([word, count]) => t("overview.relation", { word, count }));
  return t("overview.tie", { relations: relations.join(", "), to: store.name(branches[to].concept) });
}

/**
 * @param {Map<string, number>} counts
 * @param {string} word
 * @param {number} count
 */
function add(counts, word, count) {
  counts.set(word, (counts.get(word) ?? 0) + count);
}
