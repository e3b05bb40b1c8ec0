// A combobox in which a concept is chosen by any of its names.

import { h } from "../dom.js";

/** @import { Store } from "../store.js" */

/**
 * @param {Store} store
 * @param {{ label: string, onPick: (concept: number) => void }} options
 * @returns {HTMLElement}
 */
export function conceptPicker(store, { label, onPick }) {
  const input = h("input", { class: "field", "aria-label": label, on: { change: () => onPick(store.find(input.value)) } });
  return input;
}
