// Why a statement is there, in words: the sentences with their telling words marked, and who decided.

import { h } from "../dom.js";

/** @import { Store } from "../store.js" */

/**
 * @param {Store} store
 * @param {Why[]} reasons
 * @returns {HTMLElement}
 */
export function whyList(store, reasons) {
  return h("ul", { "data-size": store.size }, reasons.map((why) => h("li", {}, why.kind)));
}
