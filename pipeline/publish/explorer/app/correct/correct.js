import { byId } from "../dom.js";

/** @import { Store } from "../store.js" */

/**
 * What a person wants to correct, as the card names it.
 * @typedef {{ kind: "accept-label" | "reject-label", concept: number, label: Label }
 *   | { kind: "accept-relation" | "reject-relation", concept: number, predicate: number, target: number }
 *   | { kind: "suggest-label" | "suggest-relation", concept: number }} Draft
 */

/** @param {Store} store */
export function mountCorrect(store) {
  byId("correct").dataset.size = String(store.size);
}

/**
 * Open the dialog in which a correction is worded and signed.
 * @param {Draft} draft
 */
export function openCorrection(draft) {
  byId("correct").dataset.draft = draft.kind;
}
