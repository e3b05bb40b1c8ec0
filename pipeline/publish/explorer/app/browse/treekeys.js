// The keys of a tree, as ARIA's practices say: one item can be reached with Tab, arrows do the rest.

import { fold } from "../search/folding.js";

/** @import { Branch } from "./branch.js" */

// Letters that follow each other faster than this are one word.
const TYPING = 700;

export class TreeKeys {
  /**
   * @param {HTMLElement} root
   * @param {(item: Element) => Branch | undefined} branchOf nothing for a row that shows more
   */
  constructor(root, branchOf) {
    this._root = root;
    this._branchOf = branchOf;
    this._typed = "";
    this._typedAt = 0;
    this.rest(this._items()[0]);
    root.addEventListener("focusin", (event) => this.rest(/** @type {Element} */ (event.target)));
    root.addEventListener("keydown", (event) => this._press(event));
  }

  /** Make an item the one that Tab reaches. @param {Element | undefined} item */
  rest(item) {
    this._root.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
    item?.setAttribute("tabindex", "0");
  }

  /** The items that can be seen, in order. */
  _items() {
    const all = /** @type {NodeListOf<HTMLElement>} */ (this._root.querySelectorAll('[role="treeitem"]'));
    return [...all].filter((item) => !item.closest("[hidden]"));
  }

  /** @param {KeyboardEvent} event */
  _press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const items = this._items();
    const at = items.indexOf(/** @type {HTMLElement} */ (event.target));
    const branch = this._branchOf(items[at]);
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowDown: () => items[at + 1]?.focus(),
      ArrowUp: () => items[at - 1]?.focus(),
      Home: () => items[0]?.focus(),
      End: () => items.at(-1)?.focus(),
      ArrowRight: () => (branch?.expandable && !branch.expanded ? branch.expand(true) : branch?.expanded && items[at + 1]?.focus()),
      ArrowLeft: () => (branch?.expanded ? branch.expand(false) : this._parent(items[at])?.focus()),
      " ": () => items[at].click(),
      "*": () => {
        const list = items[at].closest("ul");
        for (const item of list?.querySelectorAll(":scope > li > a") ?? []) this._branchOf(item)?.expand(true);
      },
    };
    const action = keys[event.key];
    const letter = !action && event.key.length === 1 && event.key !== "/";
    if (!action && !letter) return;
    event.preventDefault();
    if (letter) {
      this._type(event.key, items, at);
    } else {
      this._typed = "";
      action();
    }
  }

  /** @param {Element} item */
  _parent(item) {
    const list = item.closest("ul");
    return /** @type {HTMLElement | null | undefined} */ (list?.parentElement?.querySelector(":scope > a"));
  }

  /**
   * To the next item that begins with what was typed.
   * @param {string} letter
   * @param {HTMLElement[]} items
   * @param {number} at
   */
  _type(letter, items, at) {
    const now = performance.now();
    this._typed = now - this._typedAt < TYPING ? this._typed + letter : letter;
    this._typedAt = now;
    const wanted = fold(this._typed);
    const start = this._typed.length > 1 ? at : at + 1;
    const turned = [...items.slice(start), ...items.slice(0, start)];
    turned.find((item) => wanted && fold(item.querySelector(".name")?.textContent ?? "").startsWith(wanted))?.focus();
  }
}
