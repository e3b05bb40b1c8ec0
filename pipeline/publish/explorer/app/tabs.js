// A row of tabs, each a state of the page: ARIA's tabs, the arrows choosing.

import { h } from "./dom.js";

/** @import { Child } from "./dom.js" */

/**
 * The row, and what marks one of its tabs as the one that is shown. A tab's element has the id `tab`,
 * what it shows the id `panel`.
 * @param {string} label
 * @param {{ id: string, tab: string, panel: string, words: Child }[]} tabs
 * @param {(id: string, replace: boolean) => void} choose `replace`: on the way to another
 */
export function tabList(label, tabs, choose) {
  const buttons = tabs.map(({ id, tab, panel, words }) =>
    h("button", { type: "button", role: "tab", id: tab, "aria-controls": panel, "data-id": id, on: { click: () => choose(id, false) } }, words),
  );
  const element = h("div", { role: "tablist", "aria-label": label }, buttons);
  element.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const last = buttons.length - 1;
    /** @type {Record<string, number>} */
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last };
    const next = buttons[to[event.key]];
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    next.focus();
    choose(String(next.dataset.id), true);
  });
  const select = (/** @type {string} */ id) => {
    for (const button of buttons) {
      button.setAttribute("aria-selected", String(button.dataset.id === id));
      button.tabIndex = button.dataset.id === id ? 0 : -1;
    }
  };
  return { element, select };
}
