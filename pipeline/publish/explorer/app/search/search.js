// The search field in the header: it opens the card of what is found.

import { byId, h } from "../dom.js";
import { go, linkTo } from "../state.js";
import { t } from "../words.js";
import { Combobox } from "./combobox.js";
import { namesOf } from "./names.js";

/** @import { Store } from "../store.js" */

/** @param {Store} store */
export function mountSearch(store) {
  const box = new Combobox(store, {
    label: t("search.label"),
    placeholder: t("search.placeholder"),
    onPick(concept) {
      box.set("");
      // Where the keyboard is on the screen it would hide what was opened.
      if (matchMedia("(pointer: coarse)").matches) box.input.blur();
      go(linkTo("concept", store.slug(concept)));
    },
  });
  box.element.append(h("kbd", { class: "shortcut", "aria-hidden": "true" }, "/"));
  box.input.setAttribute("aria-keyshortcuts", "/");
  byId("search").append(box.element);
  document.addEventListener("keydown", (event) => {
    const at = /** @type {HTMLElement} */ (event.target);
    const writing = at.closest("input, textarea, select") || at.isContentEditable;
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    box.input.focus();
    box.input.select();
  });
  namesOf(store).prepare();
}
