// The view in which people correct: what the machine asks on the left, what they decided on the right.

import { fill, h } from "../dom.js";
import { current, go, linkWith } from "../state.js";
import { tabList } from "../tabs.js";
import { t } from "../words.js";
import { readAsked } from "./asked.js";
import { basketView } from "./basket_view.js";
import { disagreementItem, questionItem, termItem } from "./items.js";

/** @import { Store } from "../store.js" */
/** @import { Asked } from "./asked.js" */
/** @import { Item } from "./items.js" */

const STEP = 10;
const LISTS = /** @type {const} */ (["questions", "terms", "disagreements"]);

/** @typedef {{ tab: string, items: Item[], basket: HTMLElement }} Shown */

/** @type {Shown | undefined} */
let shown;

/**
 * Show the view, or what has changed of it: a list that stands is not made anew, so that nobody loses their place.
 * @param {HTMLElement} place
 * @param {Store} store
 */
export async function showView(place, store) {
  const asked = await readAsked();
  const wanted = LISTS.find((name) => name === current().params.tab) ?? LISTS.find((name) => asked[name].length) ?? "terms";
  if (shown?.tab === wanted) {
    for (const item of shown.items) item.update();
    basketView(shown.basket, store, asked);
    return;
  }
  const had = shown && place.contains(document.activeElement) && document.activeElement?.getAttribute("role") === "tab";
  /** @type {Item[]} */
  const items = [];
  const basket = h("section", { class: "basket", "aria-labelledby": "basket-title" });
  shown = { tab: wanted, items, basket };
  fill(
    place,
    h("header", { class: "correct-head" }, h("h2", {}, t("correct.title")), h("p", { class: "soft" }, t("correct.intro")), below()),
    h(
      "div",
      { class: "correct-columns" },
      h("section", { class: "asks", "aria-labelledby": "asks-title" }, h("h3", { id: "asks-title" }, t("correct.asks")), tabs(asked, wanted), panel(store, asked, wanted, items)),
      basket,
    ),
  );
  basketView(basket, store, asked);
  if (had) document.getElementById(`asks-${wanted}`)?.focus();
}

/** On a narrow screen the basket stands far below: a way to it. */
function below() {
  const jump = () => document.getElementById("basket-title")?.focus();
  return h("button", { class: "button to-basket", type: "button", on: { click: jump } }, t("correct.basket"), " ↓");
}

/** @param {Asked} asked @param {string} wanted */
function tabs(asked, wanted) {
  const { element, select } = tabList(
    t("correct.asks"),
    LISTS.map((name) => ({ id: name, tab: `asks-${name}`, panel: "asks-panel", words: [t(`correct.tab_${name}`), " ", h("span", { class: "chip" }, String(asked[name].length))] })),
    (tab) => go(linkWith({ tab }), { replace: true }),
  );
  select(wanted);
  return element;
}

/** @param {Store} store @param {Asked} asked @param {typeof LISTS[number]} wanted @param {Item[]} items */
function panel(store, asked, wanted, items) {
  const makers = {
    questions: () => asked.questions.map((one) => () => questionItem(store, asked, one)),
    terms: () => asked.terms.map((one) => () => termItem(store, asked, one)),
    disagreements: () => asked.disagreements.map((one) => () => disagreementItem(store, asked, one)),
  };
  const all = makers[wanted]();
  const list = h("ol", {});
  const more = h("button", { class: "button", type: "button", on: { click: () => show(true) } });
  const show = (/** @type {boolean} */ further) => {
    const made = all.slice(items.length, items.length + STEP).map((make) => make());
    items.push(...made);
    list.append(...made.map(({ element }) => element));
    more.hidden = items.length >= all.length;
    fill(more, t("correct.more", { count: all.length - items.length }));
    if (further) made[0]?.element.focus();
  };
  show(false);
  const words = h("p", { class: "soft" }, t(all.length ? `correct.about_${wanted}` : `correct.none_${wanted}`));
  return h("div", { role: "tabpanel", id: "asks-panel", "aria-labelledby": `asks-${wanted}`, tabindex: 0 }, words, list, more);
}
