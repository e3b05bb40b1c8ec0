// The room where one sees: the neighbourhood of the chosen concept, or the way between two.

import { fullName } from "../concepts.js";
import { byId, fill, h } from "../dom.js";
import { conceptPicker } from "../search/picker.js";
import { go, onChange } from "../state.js";
import { t } from "../words.js";
import { linkOfWay } from "./address.js";
import { along, wayInWords } from "./along.js";
import { around, depthChoice } from "./around.js";
import { exportButtons } from "./exports.js";
import { twoWays } from "./list.js";
import { menu } from "./menu.js";
import { refill } from "./refill.js";
import { Scene } from "./scene.js";
import { howMuch } from "./sentences.js";

/** @import { Store } from "../store.js" */

// What of the address changes the view; a change of anything else leaves it as it is.
const HEEDED = ["depth", "hide", "only", "as", "to"];

/** @param {Store} store */
export function mountGraph(store) {
  const room = new Room(store);
  byId("graph").append(room.element);
  // When the reader asked, which is before any room has heard of it.
  let asked = 0;
  addEventListener("hashchange", (event) => {
    asked = event.timeStamp;
  });
  let shown = "";
  onChange(async (state) => {
    const concept = store.conceptOf(state);
    const isHere = concept >= 0;
    room.element.hidden = !isHere;
    const wanted = JSON.stringify([state.view, concept, ...HEEDED.map((name) => state.params[name] ?? "")]);
    if (!isHere) return;
    if (wanted === shown) {
      room.offer(state);
      return;
    }
    const start = asked || performance.now();
    asked = 0;
    shown = wanted;
    // The card first.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    if (wanted !== shown) return;
    if (state.view === "path") await room.showWay(state, concept);
    else {
      await room.showAround(state, concept);
      performance.measure("neighbourhood", { start, end: performance.now() });
    }
  });
}

/** What stands in the room, made once. */
class Room {
  /** @param {Store} store */
  constructor(store) {
    this._store = store;
    this._scene = new Scene(store);
    this._title = h("h2", { class: "title" });
    this._choices = h("div", { class: "choices" });
    this._filters = h("div", {});
    this._picker = h("div", { class: "way-to" });
    this._pickedFrom = -1;
    this._filterMenu = menu(t("graph.filter"), this._filters);
    this._wayMenu = menu(t("graph.way_to"), this._picker);
    this._exportMenu = menu(t("graph.export"), exportButtons(store, this._scene));
    this._words = h("div", { class: "words small", role: "status" });
    this.element = h(
      "div",
      { id: "neighbourhood" },
      h("div", { class: "bar" }, this._title, this._choices),
      h("div", { class: "bar" }, this._words, h("div", { class: "menus" }, this._filterMenu, this._wayMenu, this._exportMenu)),
      this._scene.element,
    );
  }

  /** @param {State} state @param {number} concept */
  showAround(state, concept) {
    const { show, filters, isFiltered } = around(this._store, concept, state.params);
    this._prepare(state, concept, true);
    refill(this._filters, filters);
    this._filterMenu.classList.toggle("active", isFiltered);
    fill(this._words, howMuch(show.picture));
    return this._scene.show(show, state.params.as === "list");
  }

  /** @param {State} state @param {number} from */
  async showWay(state, from) {
    const to = this._store.find(state.params.to ?? "");
    const show = to >= 0 ? along(this._store, from, to) : null;
    this._prepare(state, from, show !== null);
    if (to >= 0) refill(this._words, wayInWords(this._store, from, to, show));
    else {
      const { to: name } = state.params;
      fill(this._words, name && `${t("card.unknown", { name })}. `, t("graph.way_where", { name: fullName(this._store, from) }));
    }
    if (show) await this._scene.show(show, state.params.as === "list");
  }

  /** The links that lead to the same seen otherwise. @param {State} state */
  offer({ view, params }) {
    refill(this._choices, view === "concept" && depthChoice(params), !this._scene.element.hidden && twoWays(params.as === "list"));
  }

  /**
   * @param {State} state
   * @param {number} concept
   * @param {boolean} isAny whether there is something to draw
   */
  _prepare(state, concept, isAny) {
    const isWay = state.view === "path";
    fill(this._title, t(isWay ? "graph.way_title" : "graph.title"));
    this._words.classList.toggle("sentence", isWay);
    this._filterMenu.hidden = isWay;
    this._exportMenu.hidden = this._scene.element.hidden = !isAny;
    if (isWay && !isAny) this._wayMenu.open = true;
    this.offer(state);
    if (concept === this._pickedFrom) return;
    this._pickedFrom = concept;
    const onPick = (/** @type {number} */ to) => {
      if (to < 0) return;
      this._wayMenu.open = false;
      go(linkOfWay(this._store, concept, to));
    };
    fill(this._picker, conceptPicker(this._store, { label: t("graph.way_to_label"), onPick }));
  }
}
