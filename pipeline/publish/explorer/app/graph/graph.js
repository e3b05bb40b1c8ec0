import { byId } from "../dom.js";

/** @import { Store } from "../store.js" */

/** @param {Store} store */
export function mountGraph(store) {
  byId("graph").dataset.size = String(store.size);
}
