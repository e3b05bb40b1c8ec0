import { byId, fill, h } from "../dom.js";
import { say } from "../words.js";

/** @import { Store } from "../store.js" */

/** @param {Store} store */
export function mountHome(store) {
  fill(byId("welcome"), h("h2", {}, say(store.meta.title)));
}
