// How branches are tied: the relations between each two of them, counted and in words.

import { say, t } from "../words.js";

/** @import { Store } from "../store.js" */
/** @import { Overview } from "./data.js" */

/**
 * Two branches and what is said between them; `words` reads it from `from` to `to`, `back` from `to` to `from`.
 * @typedef {{ from: number, to: number, count: number, words: string[], back: string[] }} Tie
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
    const tie = ties.get(`${from} ${to}`) ?? { from, to, count: 0, words: [], back: [] };
    ties.set(`${from} ${to}`, tie);
    tie.count += count;
    const [ahead, behind] = from === one ? [tie.words, tie.back] : [tie.back, tie.words];
    const { words, inverse } = store.predicates[predicate];
    ahead.push(`${say(words)} (${count})`);
    behind.push(`${say(store.predicates[inverse]?.words ?? words)} (${count})`);
  }
  return [...ties.values()].sort((a, b) => b.count - a.count);
}

/**
 * What a tie says, read from one of its branches.
 * @param {Store} store
 * @param {Overview} overview
 * @param {Tie} tie
 * @param {number} [from]
 */
export function tieWords(store, { branches }, tie, from = tie.from) {
  const [one, other] = from === tie.from ? [tie.from, tie.to] : [tie.to, tie.from];
  return t("overview.tie", {
    from: store.name(branches[one].concept),
    relations: (from === tie.from ? tie.words : tie.back).join(", "),
    to: store.name(branches[other].concept),
  });
}
