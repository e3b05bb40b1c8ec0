// A button that opens a small panel: closed by Escape, or by a press elsewhere.

import { h } from "../dom.js";

/**
 * @param {string} label
 * @param {HTMLElement} content
 * @returns {HTMLDetailsElement}
 */
export function menu(label, content) {
  const summary = h("summary", { class: "button" }, label);
  const made = h("details", { class: "graph-menu" }, summary, content);
  content.classList.add("graph-panel");
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !made.open || event.defaultPrevented) return;
    made.open = false;
    summary.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !made.contains(event.target)) made.open = false;
  });
  return made;
}
