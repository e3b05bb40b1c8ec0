// What a screen reader is told politely: that another card is shown, that something was copied.

import { byId, fill, h } from "../dom.js";

const voice = h("p", { role: "status", class: "unseen" });

/** Put the silent place there from the start: what is added to the page with its words is not read. */
export function mountSpeaker() {
  byId("main").append(voice);
}

/** @param {string} words */
export function speak(words) {
  fill(voice, words);
}
