// One place in the tree: a concept under one that is broader, and what stands below it once opened.

import { freshId, h, svg } from "../dom.js";
import { linkTo } from "../state.js";
import { figure, t } from "../words.js";
import { inOrder, named } from "./rows.js";
import { Windowed } from "./windowed.js";

/** @import { Store } from "../store.js" */
/** @import { Places } from "./places.js" */

/** What branches share. `born` is told of each as it is made.
 * @typedef {{ store: Store, places: Places, born: (branch: Branch) => void }} Trunk */

/** Concepts under one branch, or the top concepts. */
export class Siblings {
  /**
   * @param {Trunk} trunk
   * @param {HTMLElement} list
   * @param {number[]} concepts
   * @param {Branch | null} parent
   */
  constructor(trunk, list, concepts, parent) {
    this._concepts = inOrder(trunk.store, concepts);
    /** @type {Map<number, Branch>} */
    this._branches = new Map();
    const row = (/** @type {number} */ n) => {
      const branch = new Branch(trunk, parent, this._concepts[n], n, this._concepts.length);
      this._branches.set(branch.concept, branch);
      return branch.element;
    };
    const more = (/** @type {string} */ words, /** @type {() => void} */ show) =>
      h("li", { role: "none", class: "more" }, h("button", { type: "button", role: "treeitem", tabindex: -1, "aria-level": parent ? parent.level + 1 : 1, on: { click: show } }, words));
    this._windowed = new Windowed(list, concepts.length, row, more);
  }

  /** The branch of a concept that is among them. @param {number} concept */
  branch(concept) {
    this._windowed.reach(this._concepts.indexOf(concept));
    return /** @type {Branch} */ (this._branches.get(concept));
  }
}

export class Branch {
  /**
   * @param {Trunk} trunk
   * @param {Branch | null} parent
   * @param {number} concept
   * @param {number} n its place among its siblings
   * @param {number} siblings how many they are
   */
  constructor(trunk, parent, concept, n, siblings) {
    this._trunk = trunk;
    this.parent = parent;
    this.concept = concept;
    /** @type {number} */
    this.level = parent ? parent.level + 1 : 1;
    /** @type {Siblings | null} */
    this._children = null;
    const { store, places } = trunk;
    const children = store.children(concept).length;
    const id = freshId("branch");
    this._group = children > 0 ? h("ul", { role: "group", id: `${id}-group`, hidden: true }) : null;
    this.item = h(
      "a",
      {
        role: "treeitem", href: linkTo("concept", store.slug(concept)), tabindex: -1, "aria-level": this.level, "aria-posinset": n + 1,
        "aria-setsize": siblings, "aria-expanded": children > 0 && "false", "aria-owns": this._group?.id, "aria-describedby": children > 0 && `${id}-count`,
      },
      h("span", { class: "twisty", "aria-hidden": "true" }, children > 0 && chevron()),
      ...named(store, concept),
      children > 0 && h("span", { class: "count", id: `${id}-count`, "aria-hidden": "true" }, figure(places.below(concept)), h("span", { class: "unseen" }, ` ${t("browse.below")}`)),
    );
    this.element = h("li", { role: "none" }, this.item, this._group);
    trunk.born(this);
  }

  get expandable() {
    return this._group !== null;
  }

  get expanded() {
    return this.item.getAttribute("aria-expanded") === "true";
  }

  /** Show what stands below, or not; what stands there is made when it is first shown. @param {boolean} shown */
  expand(shown) {
    if (!this._group) return;
    if (shown) this.children();
    this._group.hidden = !shown;
    this.item.setAttribute("aria-expanded", String(shown));
  }

  /** What stands below a branch that can be expanded. */
  children() {
    const list = /** @type {HTMLElement} */ (this._group);
    this._children ??= new Siblings(this._trunk, list, this._trunk.store.children(this.concept), this);
    return this._children;
  }
}

function chevron() {
  return svg("svg", { viewBox: "0 0 16 16", width: 14, height: 14, focusable: "false" }, svg("path", { d: "M6 3.5L10.5 8L6 12.5" }));
}
