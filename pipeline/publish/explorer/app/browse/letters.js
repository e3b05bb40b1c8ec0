// The alphabetical index: under each letter the names that begin with it, and for other names than the
// preferred one the concept that they lead to ("VOC → voix du client").

import { fill, h } from "../dom.js";
import { fold } from "../search/folding.js";
import { ACRONYM, OTHER, SHOWN, namesOf } from "../search/names.js";
import { linkTo } from "../state.js";
import { t } from "../words.js";
import { choose, conceptList, named, orderKey, reveal } from "./rows.js";

/** @import { Store } from "../store.js" */

const LISTED = new Set([SHOWN, OTHER, ACRONYM]);

export class Letters {
  /**
   * @param {Store} store
   * @param {HTMLElement} panel
   */
  constructor(store, panel) {
    this._store = store;
    this._panel = panel;
    this._names = namesOf(store).ready();
    /** The names under each letter, sorted when they are first shown. @type {Map<string, Uint32Array>} */
    this._sorted = new Map();
    /** @type {Map<string, number[]>} */
    this._letters = new Map();
    for (let k = 0; k < this._names.owners.length; k++) {
      if (!LISTED.has(this._names.kinds[k])) continue;
      const letter = this._letterOf(k);
      const known = this._letters.get(letter);
      if (known) known.push(k);
      else this._letters.set(letter, [k]);
    }
    this._open = "";
    this._chosen = "";
    /** @type {ReturnType<typeof conceptList> | null} */
    this._list = null;
  }

  /** @param {State} state */
  show(state) {
    const concept = this._store.conceptOf(state);
    const letter = this._wanted(state, concept);
    if (letter !== this._open) this._showLetter(letter);
    if (!this._list) return;
    const slug = concept < 0 ? "" : state.of;
    const at = slug && slug !== this._chosen ? this._under(letter).findIndex((k) => this._names.owners[k] === concept) : -1;
    this._chosen = slug;
    if (at >= 0 && !this._list.rows.querySelector(`[data-slug="${CSS.escape(slug)}"]`)) this._list.windowed.reach(at);
    choose(this._list.rows, slug);
    const row = at >= 0 && this._list.rows.querySelector("[aria-current]");
    if (row) reveal(this._panel, row);
  }

  /**
   * The letter of the address, else the one that is open if the concept stands there, else the concept's.
   * @param {State} state
   * @param {number} concept
   */
  _wanted(state, concept) {
    if (state.view === "index" && state.of) return (fold(state.of)[0] ?? state.of).toUpperCase();
    const { owners, kinds } = this._names;
    if (concept < 0 || this._under(this._open).some((k) => owners[k] === concept)) return this._open || this._all()[0];
    for (let k = owners.indexOf(concept); owners[k] === concept; k++) if (kinds[k] === SHOWN) return this._letterOf(k);
    return this._open;
  }

  _all() {
    return [...this._letters.keys()].sort();
  }

  /** @param {string} letter */
  _showLetter(letter) {
    this._open = letter;
    this._chosen = "";
    this._panel.scrollTop = 0;
    const { owners, kinds } = this._names;
    const found = this._under(letter);
    const entry = (/** @type {number} */ n) => {
      const own = named(this._store, owners[found[n]]);
      if (kinds[found[n]] === SHOWN) return { concept: owners[found[n]], content: own };
      const label = this._names.label(found[n]);
      const see = h("span", { class: "see" }, h("span", { lang: label.lang }, label.text), h("span", { class: "soft" }, " → "), own[1]);
      return { concept: owners[found[n]], content: [own[0], see] };
    };
    this._list = found.length ? conceptList(this._store, "az", found.length, entry) : null;
    fill(
      this._panel,
      h(
        "nav",
        { class: "letters", "aria-label": t("browse.letters") },
        this._all().map((one) => h("a", { href: linkTo("index", one), "aria-current": one === letter && "page" }, one)),
      ),
      h("h2", {}, letter, " ", h("span", { class: "soft small" }, t("browse.names", { count: found.length }))),
      this._list ? this._list.rows : h("p", { class: "note" }, t("browse.no_letter", { letter })),
    );
  }

  /** The names under a letter, in order, each once a concept. @param {string} letter */
  _under(letter) {
    const known = this._sorted.get(letter);
    if (known) return known;
    const { owners, kinds } = this._names;
    const names = (this._letters.get(letter) ?? []).map((k) => ({ k, key: orderKey(this._names.folded(k)) }));
    names.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : owners[a.k] - owners[b.k] || kinds[a.k] - kinds[b.k]));
    const once = names.filter(({ k, key }, n) => n === 0 || key !== names[n - 1].key || owners[k] !== owners[names[n - 1].k]);
    const sorted = Uint32Array.from(once, ({ k }) => k);
    this._sorted.set(letter, sorted);
    return sorted;
  }

  /** The capital that a name stands under; a number or a sign is under #. @param {number} k */
  _letterOf(k) {
    const first = this._names.text[this._names.ends[k] + 2];
    return /\p{L}/u.test(first) ? first.toUpperCase() : "#";
  }
}
