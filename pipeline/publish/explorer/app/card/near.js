// Which concepts a link may have meant that names none.

import { plain } from "../slugs.js";

/** @import { Store } from "../store.js" */

/** Names less alike than this are not offered. */
const ALIKE = 0.45;
/** So many concepts on either side of the place where the name would stand are looked at. */
const REACH = 800;
/** So much of what a link says is looked at. */
const LONGEST = 200;

/**
 * The concepts whose slugs share most pairs of letters with what was asked for, the nearest first;
 * in a large vocabulary those that begin alike.
 * @param {Store} store
 * @param {string} asked
 * @param {number} [most]
 * @returns {number[]}
 */
export function nearest(store, asked, most = 6) {
  const slug = plain(asked.slice(0, LONGEST));
  const wanted = pairs(slug);
  const place = placeOf(store, slug);
  /** @type {[number, number][]} */
  let best = [];
  for (let concept = Math.max(place - REACH, 0); concept < Math.min(place + REACH, store.size); concept += 1) {
    const score = likeness(wanted, store.slug(concept));
    if (score < ALIKE || score <= (best[most - 1]?.[0] ?? 0)) continue;
    best = [...best, /** @type {[number, number]} */ ([score, concept])].sort(([one], [other]) => other - one).slice(0, most);
  }
  return best.map(([, concept]) => concept);
}

/**
 * About where a slug would stand: concepts are in alphabetical order.
 * @param {Store} store
 * @param {string} slug
 */
function placeOf(store, slug) {
  let [low, high] = [0, store.size];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (plain(store.nameIn(middle, store.meta.language)) < slug) low = middle + 1;
    else high = middle;
  }
  return low;
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
