// New children in place of old ones, without taking the focus from who is working there.

import { fill } from "../dom.js";

/** @import { Child } from "../dom.js" */

/**
 * What has the same `data-key` as what had the focus gets it back.
 * @param {Element} parent
 * @param {...Child} children
 */
export function refill(parent, ...children) {
  const active = document.activeElement;
  const key = active instanceof HTMLElement && parent.contains(active) ? active.dataset.key : undefined;
  fill(parent, ...children);
  if (key === undefined) return;
  for (const one of parent.querySelectorAll("[data-key]")) {
    if (one instanceof HTMLElement && one.dataset.key === key) one.focus({ preventScroll: true });
  }
}
