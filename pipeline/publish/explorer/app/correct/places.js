// The tree as it would be with the corrections that are kept.

/** @import { Store } from "../store.js" */
/** @import { Correction } from "./basket.js" */

/**
 * The child and the parent that an act on the tree speaks of; nothing for any other act.
 * @param {Store} store
 * @param {import("./basket.js").Act} act
 * @returns {[number, number] | undefined}
 */
export function parentage(store, act) {
  if (act.kind !== "statement" || !["skos:broader", "skos:narrower"].includes(act.predicate)) return undefined;
  const [one, other] = [store.find(act.concept), store.find(act.target)];
  if (one < 0 || other < 0) return undefined;
  return act.predicate === "skos:broader" ? [one, other] : [other, one];
}

/**
 * The parents of a concept: those accepted replace those that the machine found, a rejected one goes.
 * @param {Store} store
 * @param {readonly Correction[]} kept
 * @param {number} i
 */
export function parentsOf(store, kept, i) {
  /** @type {Record<"accepted" | "rejected", number[]>} */
  const decided = { accepted: [], rejected: [] };
  for (const { act } of kept) {
    const link = parentage(store, act);
    if (link?.[0] === i && act.kind === "statement") decided[act.rejected ? "rejected" : "accepted"].push(link[1]);
  }
  const found = decided.accepted.length ? decided.accepted : store.parents(i);
  return found.filter((parent) => !decided.rejected.includes(parent));
}

/**
 * All concepts above one.
 * @param {Store} store
 * @param {readonly Correction[]} kept
 * @param {number} start
 * @returns {Set<number>}
 */
export function above(store, kept, start) {
  /** @type {Set<number>} */
  const found = new Set(parentsOf(store, kept, start));
  // A set is walked to its end, with what is added on the way.
  for (const i of found) for (const parent of parentsOf(store, kept, i)) found.add(parent);
  return found;
}
