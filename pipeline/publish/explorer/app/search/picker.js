// A field in which a concept is chosen by any of its names: for dialogs and forms.

import { Combobox } from "./combobox.js";
import { namesOf } from "./names.js";
import { t } from "../words.js";

/** @import { Store } from "../store.js" */

/**
 * The field shows the name of what was picked.
 * @param {Store} store
 * @param {{ label: string, onPick: (concept: number) => void }} options
 * @returns {HTMLElement}
 */
export function conceptPicker(store, { label, onPick }) {
  const box = new Combobox(store, {
    label,
    placeholder: t("search.picker_placeholder"),
    onPick(concept) {
      box.set(store.name(concept));
      onPick(concept);
    },
  });
  box.input.addEventListener("focus", () => namesOf(store).prepare(), { once: true });
  return box.element;
}
