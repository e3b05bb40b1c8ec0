// The lists by source and by class: all of them, or the concepts of one.

import { fill, h } from "../dom.js";
import { linkTo } from "../state.js";
import { t } from "../words.js";
import { choose, conceptList, howMany, inOrder, named } from "./rows.js";

/** @import { Store } from "../store.js" */
/** @import { Piece } from "../dom.js" */

/** One kind of groups. `name` says it, `about` says more of it.
 * @typedef {{ view: "source" | "class", list: string, ids: string[], title: (n: number) => Piece[],
 *   about: (n: number) => Piece[], concepts: (n: number) => number[] }} Kind */

export class Groups {
  /**
   * @param {Store} store
   * @param {HTMLElement} panel
   * @param {Kind} kind
   */
  constructor(store, panel, kind) {
    this._store = store;
    this._panel = panel;
    this._kind = kind;
    /** The group that is open, null for the list of all; undefined before anything is shown.
     * @type {string | null | undefined} */
    this._open = undefined;
  }

  /** @param {State} state */
  show(state) {
    const own = state.view === this._kind.view;
    const isOfConcept = state.view === "concept" || state.view === "path";
    const wanted = own ? state.of : isOfConcept ? this._open ?? null : null;
    if (wanted !== this._open) {
      this._open = wanted;
      this._panel.scrollTop = 0;
      if (wanted === null) this._showAll();
      else this._showOne(wanted);
    }
    const rows = this._panel.querySelector(".rows");
    if (rows) choose(/** @type {HTMLElement} */ (rows), isOfConcept ? state.of : "");
  }

  _showAll(note = "") {
    const { view, ids, title, about, concepts } = this._kind;
    const group = (/** @type {string} */ id, /** @type {number} */ n) =>
      h(
        "li",
        {},
        h("a", { href: linkTo(view, id, { panel: "browse" }) }, h("span", { class: "title" }, ...title(n)), h("span", { class: "soft small" }, ...about(n), howMany(concepts(n).length))),
      );
    fill(this._panel, note && h("p", { class: "note" }, note), h("ul", { class: "groups" }, ids.map(group)));
  }

  /** @param {string} id */
  _showOne(id) {
    const { view, list, ids, title, about, concepts } = this._kind;
    const n = ids.indexOf(id);
    if (n < 0) {
      this._showAll(t(`browse.no_${view}`, { id }));
      return;
    }
    const found = inOrder(this._store, concepts(n));
    const entry = (/** @type {number} */ at) => ({ concept: found[at], content: named(this._store, found[at]) });
    fill(
      this._panel,
      h("a", { class: "back small", href: linkTo("home", "", { list, panel: "browse" }) }, t(`browse.all_${view}`)),
      h("h2", {}, ...title(n)),
      h("p", { class: "about soft small" }, ...about(n), howMany(found.length)),
      conceptList(this._store, list, found.length, entry).rows,
    );
  }
}
