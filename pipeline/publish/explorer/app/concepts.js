// A concept by its name, told apart from others of the same name; as a text, and as a link to its card.

import { h } from "./dom.js";
import { glyph } from "./glyph.js";
import { linkTo } from "./state.js";

/** @import { Store } from "./store.js" */

/** @param {Store} store @param {number} concept */
export function fullName(store, concept) {
  const qualifier = store.qualifier(concept);
  return qualifier ? `${store.name(concept)} (${qualifier})` : store.name(concept);
}

/**
 * The name in its language; what tells it apart is not of the name, and steps back.
 * @param {Store} store
 * @param {number} concept
 */
export function conceptName(store, concept) {
  const qualifier = store.qualifier(concept);
  return [h("span", { lang: store.nameLanguage(concept) }, store.name(concept)), qualifier && h("span", { class: "soft" }, ` (${qualifier})`)];
}

/**
 * @param {Store} store
 * @param {number} concept
 * @param {{ href?: string, title?: string, shape?: boolean }} [options] `shape`: that of its class before its name
 */
export function conceptLink(store, concept, { href = linkTo("concept", store.slug(concept)), title, shape = false } = {}) {
  return h("a", { href, title }, shape && glyph(store.classes[store.cls(concept)]), conceptName(store, concept));
}
