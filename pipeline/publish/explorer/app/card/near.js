// Which concepts a link may have meant that names none.

/** @import { Store } from "../store.js" */

/** Names less alike than this are not offered. */
const ALIKE = 0.45;

/**
 * The concepts whose slugs share most pairs of letters with what was asked for, the nearest first.
 * @param {Store} store
 * @param {string} asked
 * @param {number} [most]
 * @returns {number[]}
 */
export function nearest(store, asked, most = 6) {
  const wanted = pairs(slugOf(asked));
  /** @type {[number, number][]} */
  let best = [];
  for (let concept = 0; concept < store.size; concept += 1) {
    const score = likeness(wanted, store.slug(concept));
    if (score < ALIKE || score <= (best[most - 1]?.[0] ?? 0)) continue;
    best = [...best, /** @type {[number, number]} */ ([score, concept])].sort(([one], [other]) => other - one).slice(0, most);
  }
  return best.map(([, concept]) => concept);
}

/** What a slug could be of a text that a person typed. @param {string} text */
function slugOf(text) {
  return text.slice(0, 200).normalize("NFD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-");
}

/** @param {string} text */
function pairs(text) {
  return new Set(Array.from({ length: Math.max(text.length - 1, 0) }, (_, at) => text.slice(at, at + 2)));
}

/**
 * Dice's coefficient on pairs of letters.
 * @param {Set<string>} wanted
 * @param {string} slug
 */
function likeness(wanted, slug) {
  let shared = 0;
  for (let at = 0; at + 1 < slug.length; at += 1) if (wanted.has(slug.slice(at, at + 2))) shared += 1;
  return (2 * shared) / (wanted.size + Math.max(slug.length - 1, 1));
}
