// Links that keep how the neighbourhood is looked at.

import { current, linkTo } from "../state.js";

/** @import { Store } from "../store.js" */

const KEPT = ["depth", "hide", "only", "as", "panel"];

/** The link to a concept. @param {Store} store @param {number} concept */
export function linkOf(store, concept) {
  return linkTo("concept", store.slug(concept), kept());
}

/** The link to the way between two concepts. @param {Store} store @param {number} from @param {number} to */
export function linkOfWay(store, from, to) {
  return linkTo("path", store.slug(from), { ...kept(), ...(to >= 0 ? { to: store.slug(to) } : {}) });
}

/** @returns {Record<string, string>} */
function kept() {
  const { params } = current();
  return Object.fromEntries(KEPT.filter((name) => params[name]).map((name) => [name, params[name]]));
}
