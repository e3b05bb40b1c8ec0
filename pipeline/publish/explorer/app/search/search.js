import { byId } from "../dom.js";

/** @import { Store } from "../store.js" */

/** @param {Store} store */
export function mountSearch(store) {
  byId("search").dataset.size = String(store.size);
}
