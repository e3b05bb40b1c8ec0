import { byId } from "../dom.js";

/** @import { Store } from "../store.js" */

/** @param {Store} store */
export function mountCard(store) {
  byId("card").dataset.size = String(store.size);
}
