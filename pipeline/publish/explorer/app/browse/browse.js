import { byId } from "../dom.js";

/** @import { Store } from "../store.js" */

/** @param {Store} store */
export function mountBrowse(store) {
  byId("browse").dataset.size = String(store.size);
}
