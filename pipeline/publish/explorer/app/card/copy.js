// Buttons that copy a text; where the clipboard is not to be had, the text is selected for copying by hand.

import { copied } from "../carrying.js";
import { fill, h } from "../dom.js";
import { t } from "../words.js";
import { speak } from "./speaker.js";

/**
 * @param {string} words
 * @param {() => string} text
 */
export function copyButton(words, text) {
  const button = h("button", { type: "button", class: "button", on: { click: copy } }, words);
  const place = h("span", { class: "by-hand" });
  return h("span", { class: "copy" }, button, place);

  async function copy() {
    const wanted = text();
    if (!(await copied(wanted))) {
      selectIn(place, wanted);
      speak(t("card.copy_by_hand"));
      return;
    }
    fill(place, h("span", { class: "done" }, "✓ ", t("card.copied_short")));
    speak(t("card.copied", { text: wanted }));
  }
}

/**
 * @param {HTMLElement} place
 * @param {string} text
 */
function selectIn(place, text) {
  const field = h("input", { class: "field", readonly: true, value: text, "aria-label": t("card.copy_by_hand") });
  fill(place, field, h("span", { class: "small soft" }, t("card.copy_by_hand")));
  field.focus();
  field.select();
}
