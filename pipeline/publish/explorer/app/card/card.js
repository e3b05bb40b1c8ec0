// The card section: which page it shows and when, and where the focus goes with it.

import { BlockError } from "../blocks.js";
import { byId, fill } from "../dom.js";
import { onChange } from "../state.js";
import { say, t } from "../words.js";
import { conceptCard } from "./concept.js";
import { arrival, followJourney } from "./journey.js";
import { classPage, sourcePage, unknownConcept } from "./pages.js";
import { mountSpeaker, speak } from "./speaker.js";

/** @import { Store } from "../store.js" */

/** While the details of a card are read this long (ms), the card before it stays. */
const PATIENCE = 150;

/** @param {Store} store */
export function mountCard(store) {
  const card = byId("card");
  let shown = "";
  let turn = 0;
  mountSpeaker();
  followJourney(card);

  onChange((state) => {
    if (!["concept", "path", "source", "class"].includes(state.view)) return;
    const view = state.view === "path" ? "concept" : state.view;
    const concept = view === "concept" ? store.find(state.of) : -1;
    if (state.view === "concept") entitle(store, concept < 0 ? (store.gone(state.of)?.name ?? state.of) : store.name(concept));
    if (shown === `${view}/${state.of}`) return;
    shown = `${view}/${state.of}`;
    turn += 1;
    if (concept >= 0) void open(concept, turn);
    else put(view === "source" ? sourcePage(store, state.of) : view === "class" ? classPage(store, state.of) : unknownConcept(store, state.of));
  });

  /**
   * Show a concept, unless another was asked for before its details were read.
   * @param {number} concept
   * @param {number} mine
   */
  async function open(concept, mine) {
    card.setAttribute("aria-busy", "true");
    const waiting = setTimeout(() => mine === turn && put(conceptCard(store, concept, undefined)), PATIENCE);
    const details = await store.details(concept).catch((error) => {
      if (error instanceof BlockError) return error;
      throw error;
    });
    clearTimeout(waiting);
    if (mine !== turn) return;
    card.removeAttribute("aria-busy");
    put(conceptCard(store, concept, details));
  }

  /**
   * Put a page in place of the last. Whoever followed a link is taken to its heading; others, who are
   * at work elsewhere (in the tree, say), are told of it.
   * @param {HTMLElement} page
   */
  function put(page) {
    const from = document.activeElement?.closest("#card, #graph, #search");
    const heading = page.querySelector("h2");
    const completed = card.dataset.of === shown;
    card.dataset.of = shown;
    fill(card, page);
    if (completed) {
      if (from === card) heading?.focus({ preventScroll: true });
      return;
    }
    const { first, scroll } = arrival();
    if (first || !heading) return;
    card.scrollTop = scroll;
    if (from) {
      heading.focus({ preventScroll: true });
      if (!scroll) heading.scrollIntoView({ block: "nearest" });
    } else {
      speak(t("card.shown", { name: heading.textContent ?? "" }));
    }
  }
}

/**
 * The window's title.
 * @param {Store} store
 * @param {string} name
 */
function entitle(store, name) {
  document.title = t("card.title", { name, vocabulary: say(store.meta.title) });
}
