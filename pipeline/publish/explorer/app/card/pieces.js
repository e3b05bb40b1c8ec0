// Small pieces that the pages of the card share: sections, lists that are cut, folds.

import { glyph } from "../glyph.js";
import { fill, freshId, h } from "../dom.js";
import { linkTo } from "../state.js";
import { say, t } from "../words.js";

/** @import { Store } from "../store.js" */
/** @import { Child } from "../dom.js" */

/**
 * A class as a shape and a link.
 * @param {Store} store
 * @param {number} cls
 */
export function classLink(store, cls) {
  const info = store.classes[cls];
  return h("span", { class: "class" }, glyph(info), h("a", { href: linkTo("class", info.name) }, say(info.words)));
}

/**
 * A part of a card under a heading of its own.
 * @param {string} title
 * @param {...Child} children
 */
export function part(title, ...children) {
  const id = freshId("card");
  return h("section", { "aria-labelledby": id }, h("h3", { id }, title), ...children);
}

/**
 * Words and what they stand for, side by side.
 * @param {[Child, Child][]} pairs
 */
export function facts(pairs) {
  return h(
    "dl",
    { class: "facts" },
    pairs.map(([term, what]) => h("div", {}, h("dt", {}, term), h("dd", {}, what))),
  );
}

/**
 * A word that says what comes after it.
 * @param {string} words
 */
export function term(words) {
  return h("span", { class: "term" }, t("card.term", { words }));
}

/**
 * A list whose beginning is shown, the rest being a button away: `step` items at a time, so that no list
 * is too long for the page. What is folded is printed.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => HTMLElement} row
 * @param {{ start?: number, step?: number, class?: string }} [options]
 */
export function cutList(items, row, { start = 20, step = 200, class: name = "rows" } = {}) {
  const list = h("ul", { class: name }, items.slice(0, start).map(row));
  if (items.length <= start) return list;
  let shown = start;
  let drawn = start;
  const button = h("button", { type: "button", class: "button quiet", on: { click: more } });
  draw();
  label();
  return h("div", {}, list, button);

  function draw() {
    for (const item of items.slice(drawn, drawn + step)) list.append(fold(row(item)));
    drawn = Math.min(drawn + step, items.length);
  }
  function label() {
    const left = items.length - shown;
    fill(button, left > step ? t("card.show_more", { count: step }) : t("card.show_all", { count: left }));
  }
  function more() {
    const next = /** @type {HTMLElement | undefined} */ (list.children[shown]);
    for (const folded of list.querySelectorAll(":scope > .folded")) folded.classList.remove("folded");
    shown = drawn;
    next?.querySelector("a")?.focus();
    if (shown === items.length) {
      button.remove();
    } else {
      draw();
      label();
    }
  }
}

/**
 * Hide an element on the screen, not on paper.
 * @template {HTMLElement} E
 * @param {E} element
 */
function fold(element) {
  element.classList.add("folded");
  return element;
}

/**
 * A button that shows and hides an element, or its end; on paper it is whole.
 * @param {string} words
 * @param {HTMLElement} element
 * @param {string} [opened] what the button says once the element is shown
 */
export function unfolding(words, element, opened = words) {
  element.id ||= freshId("card");
  const button = h("button", { type: "button", class: "button quiet", "aria-expanded": "false", "aria-controls": element.id, on: { click: toggle } }, words);
  fold(element);
  return button;

  function toggle() {
    const folded = element.classList.toggle("folded");
    button.setAttribute("aria-expanded", String(!folded));
    fill(button, folded ? words : opened);
  }
}
