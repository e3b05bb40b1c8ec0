import { byId } from "../dom.js";

/** @import { Store } from "../store.js" */

/** @param {Store} store */
export function mountCorrect(store) {
  byId("correct").dataset.size = String(store.size);
}
