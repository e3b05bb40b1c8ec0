// The frame around the views: which of them is shown, the way between them, and what went wrong.

import { byId, fill, h } from "./dom.js";
import { helpButton } from "./help.js";
import { icon } from "./icons.js";
import { current, format, linkWith, onChange } from "./state.js";
import { language, say, t } from "./words.js";

/** @import { Store } from "./store.js" */
/** @typedef {"explore" | "ask" | "correct"} Place */

const PLACES = /** @type {const} */ (["explore", "ask", "correct"]);
const ROOMS = ["search", "browse", "welcome", "card", "overview", "graph", "ask", "correct"];
const PANELS = /** @type {const} */ (["browse", "card", "graph"]);
/** So much of an address that is not understood is quoted. */
const LONGEST = 80;

/** Where each place was left: its link leads back there. @type {Record<Place, State>} */
const left = {
  explore: { view: "home", of: "", params: {} },
  ask: { view: "ask", of: "", params: {} },
  correct: { view: "correct", of: "", params: {} },
};

/** @param {Store} store */
export function mountShell(store) {
  // Made once: a link that is followed keeps the focus.
  const views = PLACES.map(() => h("a"));
  const panels = [...PANELS, ...PLACES.slice(1)].map(() => h("a"));
  const other = h("a");
  const help = helpButton();
  let isLost = false;
  fill(byId("views"), views);
  fill(byId("panels"), panels);
  fill(byId("tools"), other, help);
  byId("skip").addEventListener("click", skip);
  name(store, help);
  onChange((state) => {
    const place = placeOf(state);
    left[place] = state;
    show(state, place, store);
    document.title = [titleOf(state, store), say(store.meta.title)].filter(Boolean).join(" – ");
    for (const [i, one] of PLACES.entries()) point(views[i], link(left[one]), one === place, t(`shell.${one}`));
    pointPanels(panels, state, place);
    pointToOtherLanguage(other);
    if (isLost) notify("");
    isLost = state.view === "home" && state.of !== "";
    if (isLost) notify(t("shell.nowhere", { address: state.of.slice(0, LONGEST) }));
  });
}

/**
 * What stands still.
 * @param {Store} store
 * @param {HTMLElement} help
 */
function name(store, help) {
  fill(byId("skip"), t("shell.skip"));
  fill(byId("home"), mark(), h("span", {}, say(store.meta.title)));
  byId("home").setAttribute("href", link({ view: "home", of: "", params: {} }));
  help.setAttribute("aria-label", t("shell.help"));
  help.title = t("shell.help");
  byId("views").setAttribute("aria-label", t("shell.views"));
  byId("panels").setAttribute("aria-label", t("shell.panels"));
  for (const id of ROOMS) byId(id).setAttribute("aria-label", t(`shell.room_${id}`));
}

/**
 * Say what went wrong, in words, at the top of the page; an empty text takes it away.
 * @param {string} text
 * @param {...(Node | string)} more what follows, such as a link
 */
export function notify(text, ...more) {
  const close = h("button", { type: "button", class: "button quiet", on: { click: () => notify("") } }, t("shell.close"));
  fill(byId("notice"), text && [h("p", {}, text, " ", more), close]);
}

/** @param {State} state @returns {Place} */
function placeOf({ view }) {
  return view === "ask" || view === "correct" ? view : "explore";
}

/**
 * Show the panels of a state. What had the focus and is gone hands it on to what came.
 * @param {State} state
 * @param {Place} place
 * @param {Store} store
 */
function show(state, place, store) {
  const isHome = state.view === "home" || state.view === "index";
  const isOfConcept = store.conceptOf(state) >= 0;
  const shown = place === "explore" ? ["browse", isHome ? "welcome" : "card", isOfConcept ? "graph" : "overview"] : [place];
  const focused = document.activeElement;
  for (const section of byId("main").querySelectorAll(":scope > section")) {
    /** @type {HTMLElement} */ (section).hidden = !shown.includes(section.id);
  }
  document.body.dataset.view = state.view;
  document.body.dataset.panel = panelOf(state);
  if (focused && focused !== document.body && !focused.checkVisibility()) {
    const next = shown.map(byId).filter((one) => one.checkVisibility()).at(-1);
    (shown.includes("card") && byId("card").checkVisibility() ? byId("card") : next)?.focus({ preventScroll: true });
  }
}

/** The panel that a narrow window shows. @param {State} state */
function panelOf({ view, params }) {
  const asked = PANELS.find((one) => one === params.panel);
  return asked ?? (view === "index" ? "browse" : view === "path" ? "graph" : "card");
}

/**
 * The bar at the bottom of a narrow window: the panels, then the other places.
 * @param {HTMLAnchorElement[]} links
 * @param {State} state
 * @param {Place} place
 */
function pointPanels(links, state, place) {
  const from = left.explore;
  for (const [i, panel] of PANELS.entries()) {
    const words = panel === "card" && from.view === "home" ? "shell.panel_welcome" : `shell.panel_${panel}`;
    point(links[i], link({ ...from, params: { ...from.params, panel } }), place === "explore" && panel === panelOf(state), icon(panel), t(words));
  }
  for (const [i, one] of PLACES.slice(1).entries()) {
    point(links[PANELS.length + i], link(left[one]), one === place, icon(/** @type {"ask" | "correct"} */ (one)), t(`shell.${one}`));
  }
}

/**
 * @param {HTMLAnchorElement} one
 * @param {string} href
 * @param {boolean} isCurrent
 * @param {...(Node | string)} content
 */
function point(one, href, isCurrent, ...content) {
  one.setAttribute("href", href);
  if (isCurrent) one.setAttribute("aria-current", "page");
  else one.removeAttribute("aria-current");
  fill(one, content);
}

/** A link to a state in the language of the page. @param {State} state */
function link({ view, of, params }) {
  return format({ view, of, params: { ...params, lang: current().params.lang ?? "" } });
}

/** @param {HTMLAnchorElement} one */
function pointToOtherLanguage(one) {
  const other = language() === "fr" ? "en" : "fr";
  one.lang = one.hreflang = other;
  point(one, linkWith({ lang: other === "en" ? "en" : "" }), false, t("shell.other_language"));
}

/**
 * What the window's title says of a state; the card says its own of a concept.
 * @param {State} state
 * @param {Store} store
 */
function titleOf({ view, of, params }, store) {
  if (view === "ask" || view === "correct") return t(`shell.${view}`);
  if (view === "source") return store.sources.find((one) => one.id === of)?.title ?? "";
  const cls = view === "class" && store.classes.find((one) => one.name === of);
  if (cls) return say(cls.words);
  if (view === "path") return wayTitle(store, store.find(of), store.find(params.to ?? ""));
  return view === "index" ? t("shell.index", { letter: of.toUpperCase() }).trim() : "";
}

/** A way by its two ends, as far as they are known. @param {Store} store @param {number} from @param {number} to */
function wayTitle(store, from, to) {
  if (from < 0) return "";
  return to < 0 ? store.name(from) : t("graph.way", { from: store.name(from), to: store.name(to) });
}

/** To the content, without a change of address. @param {Event} event */
function skip(event) {
  event.preventDefault();
  byId("main").focus();
}

function mark() {
  const sign = icon("graph", 24);
  sign.classList.add("mark");
  return sign;
}
