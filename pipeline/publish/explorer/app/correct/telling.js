// A short word on what was done, which goes by itself; a screen reader says it.

import { byId, fill, h } from "../dom.js";
import { linkTo } from "../state.js";
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
  fill(place, text, " ", h("a", { href: linkTo("correct") }, t("correct.see")));
  place.classList.add("shown");
  clearTimeout(timer);
  timer = setTimeout(() => place.classList.remove("shown"), SECONDS * 1000);
}
