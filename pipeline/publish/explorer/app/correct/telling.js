// A short word on what was done, which goes by itself; a screen reader says it.

import { byId, fill, h } from "../dom.js";
import { current, linkTo } from "../state.js";
import { t } from "../words.js";

const SECONDS = 6;
let timer = 0;

/** Make its place, once. */
export function mountTelling() {
  document.body.append(h("p", { id: "correction-told", role: "status" }));
}

/** @param {string} text */
export function tell(text) {
  const place = byId("correction-told");
  const see = (/** @type {Event} */ event) => {
    const basket = current().view === "correct" && document.getElementById("basket-title");
    if (!basket) return;
    event.preventDefault();
    basket.focus();
  };
  fill(place, text, " ", h("a", { href: linkTo("correct"), on: { click: see } }, t("correct.see")));
  clearTimeout(timer);
  timer = setTimeout(() => place.contains(document.activeElement) || fill(place), SECONDS * 1000);
}
