// What the machine asks people, and what a row may say: the block "proposals", read when it is needed.

import { json } from "../blocks.js";

/**
 * A sentence: what stands before its telling words, these, what follows; `quote` is what a row quotes.
 * @typedef {{ entry: string, source: number, pieces: [string, string, string], quote: string }} Sentence
 * @typedef {import("./rows.js").Row} Row
 * @typedef {{ text?: string, say?: string, called?: Record<string, string>, asks: "" | "name" | "concept", rows: Row[] }} Offer
 * @typedef {{ id: string, text: string, value: number, sentences: Sentence[], proposals: Offer[] }} Question
 * @typedef {{ id: string, text: string, lang: string, slug: string, broader: number, frequency: number, entries: number, sentences: Sentence[] }} Term
 * @typedef {Sentence & { headword: string, classes: string[], followed: boolean }} Account
 * @typedef {{ author: string, date: string, reason: string, where: string }} Signed
 * @typedef {{ id: string, level: "contradiction" | "wording", names: string[], concepts: number[], accounts: Account[], decisions: Signed[], proposals: Offer[] }} Disagreement
 * @typedef {object} Asked
 * @property {{ labels: string[], relations: string[] }} columns
 * @property {string} last the column that follows where a row uses it
 * @property {{ curie: string, inverse: string, words: Both }[]} relations
 * @property {number[]} classes those that a row may give
 * @property {number[]} trunk the top concepts, which no row changes
 * @property {Question[]} questions
 * @property {Term[]} terms
 * @property {Disagreement[]} disagreements
 */

/** @type {Promise<Asked> | undefined} */
let loading;

/** Rejects with BlockError where the block is damaged. @returns {Promise<Asked>} */
export function readAsked() {
  loading ??= json("proposals");
  return loading;
}

/** @param {Asked} asked @returns {Map<string, string>} */
export function inversesOf(asked) {
  return new Map(asked.relations.map(({ curie, inverse }) => [curie, inverse]));
}

/**
 * The sentences of what is asked under an id; none where it is asked no more.
 * @param {Asked} asked
 * @param {string} id
 * @returns {Sentence[]}
 */
export function sentencesOf(asked, id) {
  const found = [...asked.questions, ...asked.terms].find((one) => one.id === id);
  return found?.sentences ?? asked.disagreements.find((one) => one.id === id)?.accounts ?? [];
}

/**
 * An answer that is offered to what is asked under an id.
 * @param {Asked} asked
 * @param {string} id
 * @param {number} choice
 */
export function offerOf(asked, id, choice) {
  const item = [...asked.questions, ...asked.disagreements].find((one) => one.id === id);
  return item?.proposals[choice];
}
