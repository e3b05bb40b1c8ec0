// The frame around the views: which of them is shown, the way between them, and what went wrong.

import { byId, fill, h } from "./dom.js";
import { mountHelp } from "./help.js";
import { icon } from "./icons.js";
import { current, format, linkWith, onChange } from "./state.js";
import { language, say, t } from "./words.js";

/** @import { Store } from "./store.js" */
/** @typedef {"explore" | "ask" | "correct"} Place */

const PLACES = /** @type {const} */ (["explore", "ask", "correct"]);
const PANELS = /** @type {const} */ (["browse", "card", "graph"]);

/** Where each place was left: its link leads back there. @type {Record<Place, State>} */
const left = {
  explore: { view: "home", of: "", params: {} },
  ask: { view: "ask", of: "", params: {} },
  correct: { view: "correct", of: "", params: {} },
};

/** @param {Store} store */
export function mountShell(store) {
  fill(byId("skip"), t("shell.skip"));
  byId("skip").addEventListener("click", skip);
  byId("views").setAttribute("aria-label", t("shell.views"));
  byId("panels").setAttribute("aria-label", t("shell.panels"));
  for (const id of ["browse", "welcome", "card", "overview", "graph", "ask", "correct"]) {
    byId(id).setAttribute("aria-label", t(`shell.room_${id}`));
  }
  byId("search").setAttribute("aria-label", t("shell.room_search"));
  fill(byId("home"), mark(), h("span", {}, say(store.meta.title)));
  mountHelp(byId("tools"));
  onChange((state) => {
    const place = placeOf(state);
    left[place] = state;
    show(state, place);
    document.title = [titleOf(state, store), say(store.meta.title)].filter(Boolean).join(" – ");
    byId("home").setAttribute("href", link({ view: "home", of: "", params: {} }));
    fill(byId("views"), PLACES.map((one) => h("a", { href: link(left[one]), "aria-current": one === place && "page" }, t(`shell.${one}`))));
    fill(byId("language"), otherLanguage());
    fill(byId("panels"), panelLinks(state, place));
    if (state.view === "home" && state.of) notify(t("shell.nowhere", { address: state.of }));
  });
}

/**
 * Say what went wrong, in words, at the top of the page; an empty text takes it away.
 * @param {string} text
 */
export function notify(text) {
  const close = h("button", { type: "button", class: "button quiet", on: { click: () => notify("") } }, t("shell.close"));
  fill(byId("notice"), text && [h("p", {}, text), close]);
}

/** @param {State} state @returns {Place} */
function placeOf({ view }) {
  return view === "ask" || view === "correct" ? view : "explore";
}

/**
 * Show the panels of a state. What had the focus and is gone hands it on to what came.
 * @param {State} state
 * @param {Place} place
 */
function show(state, place) {
  const home = place === "explore" && (state.view === "home" || state.view === "index");
  const shown = place === "explore" ? ["browse", home ? "welcome" : "card", home ? "overview" : "graph"] : [place];
  const focused = document.activeElement;
  for (const section of byId("main").querySelectorAll(":scope > section")) {
    /** @type {HTMLElement} */ (section).hidden = !shown.includes(section.id);
  }
  document.body.dataset.view = state.view;
  document.body.dataset.panel = panelOf(state);
  if (focused instanceof HTMLElement && focused !== document.body && !focused.checkVisibility()) {
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
 * The bar at the bottom of a narrow window.
 * @param {State} state
 * @param {Place} place
 */
function panelLinks(state, place) {
  const from = left.explore;
  const panels = PANELS.map((panel) => {
    const asked = link({ ...from, params: { ...from.params, panel } });
    const words = panel === "card" && from.view === "home" ? "shell.panel_welcome" : `shell.panel_${panel}`;
    return h("a", { href: asked, "aria-current": place === "explore" && panel === panelOf(state) && "page" }, icon(panel), t(words));
  });
  const others = PLACES.slice(1).map((one) =>
    h("a", { href: link(left[one]), "aria-current": one === place && "page" }, icon(/** @type {"ask" | "correct"} */ (one)), t(`shell.${one}`)),
  );
  return [...panels, ...others];
}

/** A link to a state in the language of the page. @param {State} state */
function link({ view, of, params }) {
  return format({ view, of, params: { ...params, lang: current().params.lang ?? "" } });
}

function otherLanguage() {
  const other = language() === "fr" ? "en" : "fr";
  return h("a", { href: linkWith({ lang: other === "en" ? "en" : "" }), lang: other, hreflang: other }, t("shell.other_language"));
}

/**
 * What the window's title says of a state; the card says its own of a concept.
 * @param {State} state
 * @param {Store} store
 */
function titleOf({ view, of }, store) {
  if (view === "ask" || view === "correct") return t(`shell.${view}`);
  if (view === "source") return store.sources.find((one) => one.id === of)?.title ?? "";
  const cls = view === "class" && store.classes.find((one) => one.name === of);
  if (cls) return say(cls.words);
  return view === "index" ? t("shell.index", { letter: of }) : "";
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
