// Which concepts have a label: an index made once, when the first label is suggested.

/** @import { Store } from "../store.js" */

/** @type {Map<string, { concept: number, preferred: boolean }[]> | undefined} */
let index;

/**
 * The concepts that have a label in a language, capitals forgiven.
 * @param {Store} store
 * @param {string} text
 * @param {string} lang
 */
export function bearersOf(store, text, lang) {
  index ??= made(store);
  return index.get(`${lang} ${text.toLowerCase()}`) ?? [];
}

/** @param {Store} store */
function made(store) {
  /** @type {Map<string, { concept: number, preferred: boolean }[]>} */
  const found = new Map();
  for (let concept = 0; concept < store.size; concept += 1) {
    for (const { text, lang, kind } of store.labels(concept)) {
      const key = `${lang} ${text.toLowerCase()}`;
      const bearer = { concept, preferred: kind === "preferred" };
      found.set(key, [...(found.get(key) ?? []), bearer]);
    }
  }
  return found;
}
