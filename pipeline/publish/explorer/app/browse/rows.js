// What the lists of concepts share: their rows, their order, and where they are scrolled to.

import { conceptName } from "../concepts.js";
import { h } from "../dom.js";
import { glyph } from "../glyph.js";
import { fold } from "../search/folding.js";
import { linkTo } from "../state.js";
import { language, t } from "../words.js";
import { Windowed } from "./windowed.js";

/** @import { Store } from "../store.js" */
/** @import { Piece } from "../dom.js" */

/**
 * A concept's shape and name.
 * @param {Store} store
 * @param {number} concept
 * @returns {Piece[]}
 */
export function named(store, concept) {
  return [glyph(store.classes[store.cls(concept)]), h("span", { class: "name" }, conceptName(store, concept))];
}

/**
 * Rows that each lead to a concept and stay in the list that they stand in.
 * @param {Store} store
 * @param {string} list the parameter `list`
 * @param {number} count
 * @param {(n: number) => { concept: number, content: Piece[] }} entry
 */
export function conceptList(store, list, count, entry) {
  const rows = h("ul", { class: "rows" });
  const row = (/** @type {number} */ n) => {
    const { concept, content } = entry(n);
    const chosen = store.slug(concept) === rows.dataset.chosen;
    const href = linkTo("concept", store.slug(concept), { list });
    return h("li", {}, h("a", { href, "data-slug": store.slug(concept), "aria-current": chosen && "page" }, ...content));
  };
  const more = (/** @type {string} */ words, /** @type {() => void} */ show) =>
    h("li", { class: "more" }, h("button", { type: "button", class: "button quiet", on: { click: show } }, words));
  return { rows, windowed: new Windowed(rows, count, row, more) };
}

/**
 * Mark the rows of the chosen concept; an empty slug takes the mark away.
 * @param {HTMLElement} rows
 * @param {string} slug
 */
export function choose(rows, slug) {
  rows.dataset.chosen = slug;
  for (const link of rows.querySelectorAll("a")) {
    if (link.dataset.slug === slug) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/**
 * Concepts in the order of the page's language: their numbers are in that of the vocabulary's.
 * @param {Store} store
 * @param {number[]} concepts in the order of their numbers
 * @returns {number[]}
 */
export function inOrder(store, concepts) {
  if (language() === store.meta.language) return concepts;
  const keys = new Map(concepts.map((i) => [i, orderKey(fold(store.name(i)))]));
  const key = (/** @type {number} */ i) => /** @type {string} */ (keys.get(i));
  return [...concepts].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a - b));
}

/** What sorts a folded name: numbers by their value. @param {string} folded */
export function orderKey(folded) {
  return folded.replace(/\d+/g, (digits) => digits.padStart(12, "0"));
}

/**
 * Scroll a panel, and nothing else, so that a row can be seen. False where the panel is not shown.
 * @param {HTMLElement} panel
 * @param {Element} row
 */
export function reveal(panel, row) {
  if (!panel.clientHeight) return false;
  const [inner, outer] = [row.getBoundingClientRect(), panel.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) panel.scrollTop += inner.top - outer.top - outer.height / 3;
  return true;
}

/** How many concepts there are, in words. @param {number} count */
export function howMany(count) {
  return t("browse.concepts", { count });
}
