import { byId } from "../dom.js";

/** @import { Store } from "../store.js" */

/** @param {Store} store */
export function mountAsk(store) {
  byId("ask").dataset.size = String(store.size);
}
