import { byId } from "../dom.js";

/** @import { Store } from "../store.js" */

/** @param {Store} store */
export function mountOverview(store) {
  byId("overview").dataset.size = String(store.size);
}
