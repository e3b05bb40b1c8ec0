// Concepts drawn for another room: the same look, and the list that says the same.

import { fill, h } from "../dom.js";
import { t } from "../words.js";
import { exportButtons } from "./exports.js";
import { menu } from "./menu.js";
import { pictureOf } from "./neighbourhood.js";
import { Scene } from "./scene.js";
import { howMuch } from "./sentences.js";

/** @import { Store } from "../store.js" */

/** @type {WeakMap<HTMLElement, { scene: Scene, words: HTMLElement, element: HTMLElement }>} */
const made = new WeakMap();

/**
 * Draw the given concepts and the relations between them, at most 150, with the list that says the same.
 * @param {HTMLElement} container
 * @param {Store} store
 * @param {number[]} concepts
 */
export async function drawConcepts(container, store, concepts) {
  const known = made.get(container) ?? make(store);
  made.set(container, known);
  const picture = pictureOf(store, concepts);
  if (known.element.parentElement !== container) fill(container, known.element);
  fill(known.words, howMuch(picture));
  await known.scene.show({ kind: "given", picture, title: t("graph.given"), file: t("graph.file_given") }, false);
}

/** @param {Store} store */
function make(store) {
  const scene = new Scene(store);
  const words = h("p", { class: "words small", role: "status" });
  const asList = h("button", { type: "button", class: "button", "aria-pressed": "false" }, t("graph.as_list"));
  asList.addEventListener("click", () => {
    const isList = asList.getAttribute("aria-pressed") === "false";
    asList.setAttribute("aria-pressed", String(isList));
    if (scene.shown) scene.show(scene.shown, isList);
  });
  const element = h("div", { class: "drawn-concepts" }, h("div", { class: "bar" }, words, h("div", { class: "menus" }, asList, menu(t("graph.export"), exportButtons(store, scene)))), scene.element);
  return { scene, words, element };
}
