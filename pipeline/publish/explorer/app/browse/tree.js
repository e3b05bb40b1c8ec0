// The tree under the top concepts: ARIA's tree, with links. It follows the concept that is chosen.

import { h } from "../dom.js";
import { t } from "../words.js";
import { Siblings } from "./branch.js";
import { Places } from "./places.js";
import { reveal } from "./rows.js";
import { TreeKeys } from "./treekeys.js";

/** @import { Store } from "../store.js" */
/** @import { Branch } from "./branch.js" */

export class Tree {
  /**
   * @param {Store} store
   * @param {HTMLElement} panel
   */
  constructor(store, panel) {
    this._store = store;
    this._panel = panel;
    this._places = new Places(store);
    /** @type {WeakMap<Element, Branch>} */
    this._branches = new WeakMap();
    /** Where each concept stands, as far as it was made. @type {Map<number, Branch[]>} */
    this._of = new Map();
    this._chosen = -1;
    /** @type {Set<number>} */
    this._above = new Set();
    /** The row that could not be scrolled to, as the panel is not shown. @type {Element | null} */
    this._awaited = null;
    this._root = h("ul", { role: "tree", class: "tree", "aria-label": t("browse.tree") });
    panel.append(this._root);
    this._tops = new Siblings({ store, places: this._places, born: (branch) => this._know(branch) }, this._root, store.tops, null);
    this._keys = new TreeKeys(this._root, (item) => this._branches.get(item));
    this._root.addEventListener("click", (event) => this._click(event));
  }

  /** @param {State} state */
  show(state) {
    const concept = this._store.conceptOf(state);
    if (concept !== this._chosen) this._follow(concept);
    if (this._awaited && reveal(this._panel, this._awaited)) this._awaited = null;
  }

  /** Mark a concept wherever it stands; open the first way to it, unless it can be seen already. @param {number} concept */
  _follow(concept) {
    const before = [this._chosen, ...this._above];
    this._chosen = concept;
    this._above = concept < 0 ? new Set() : this._places.above(concept);
    this._awaited = null;
    for (const one of new Set([...before, concept, ...this._above])) for (const branch of this._of.get(one) ?? []) this._mark(branch);
    const seen = this._of.get(concept)?.find((branch) => branch.item.isConnected && !branch.item.closest("[hidden]"));
    const branch = seen ?? this._openTo(concept);
    if (!branch) return;
    this._awaited = branch.item;
    if (!this._root.contains(document.activeElement)) this._keys.rest(branch.item);
  }

  /** @param {number} concept @returns {Branch | undefined} */
  _openTo(concept) {
    const [top, ...below] = concept < 0 ? [] : this._places.path(concept);
    if (top === undefined) return undefined;
    let branch = this._tops.branch(top);
    for (const next of below) {
      branch.expand(true);
      branch = branch.children().branch(next);
    }
    return branch;
  }

  /** @param {Branch} branch */
  _know(branch) {
    this._branches.set(branch.item, branch);
    const known = (this._of.get(branch.concept) ?? []).filter(({ item }) => item.isConnected);
    this._of.set(branch.concept, [...known, branch]);
    this._mark(branch);
  }

  /** @param {Branch} branch */
  _mark({ concept, item }) {
    if (concept === this._chosen) item.setAttribute("aria-current", "page");
    else item.removeAttribute("aria-current");
    item.classList.toggle("leads", this._above.has(concept));
  }

  /** The arrow opens and closes; the name opens besides showing the card. @param {MouseEvent} event */
  _click(event) {
    const at = /** @type {Element} */ (event.target);
    const item = at.closest("a");
    const branch = item && this._branches.get(item);
    if (!branch?.expandable || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (at.closest(".twisty")) {
      event.preventDefault();
      branch.expand(!branch.expanded);
    } else {
      branch.expand(true);
    }
  }
}
