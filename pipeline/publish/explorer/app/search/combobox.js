// A field in which a concept is found by any of its names: ARIA 1.2's combobox with a listbox.

import { fill, h } from "../dom.js";
import { t } from "../words.js";
import { fold } from "./folding.js";
import { hit, telling } from "./hit.js";
import { Matcher } from "./matching.js";
import { namesOf } from "./names.js";

/** @import { Store } from "../store.js" */
/** @import { Found } from "./matching.js" */

// So many hits are shown at first, and so many more each time that more are asked for.
const PAGE = 30;
let made = 0;

export class Combobox {
  /**
   * @param {Store} store
   * @param {{ label: string, placeholder: string, onPick: (concept: number) => void }} options
   */
  constructor(store, { label, placeholder, onPick }) {
    this._store = store;
    this._onPick = onPick;
    this._id = `combobox-${++made}`;
    /** @type {Matcher | null} */
    this._matcher = null;
    this._typed = "";
    /** @type {Found | null} */
    this._found = null;
    this._shown = 0;
    this.list = h("ul", { role: "listbox", id: `${this._id}-list`, "aria-label": t("search.list"), hidden: true });
    this._said = h("p", { class: "said" });
    this._count = h("p", { class: "count soft small" });
    this._popup = h("div", { class: "popup", hidden: true }, this._said, this.list, this._count);
    this._status = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
    this.input = h("input", {
      class: "field", type: "text", role: "combobox", "aria-label": label, placeholder, autocomplete: "off", autocapitalize: "off",
      spellcheck: "false", enterkeyhint: "search", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
      on: { input: () => this._search(), keydown: (/** @type {KeyboardEvent} */ event) => this._press(event), click: () => this._open() },
    });
    this.element = h("div", { class: "combobox" }, this.input, this._popup, this._status);
    this.element.addEventListener("focusout", (event) => {
      if (!this.element.contains(/** @type {Node | null} */ (event.relatedTarget))) this.close();
    });
    // The field keeps the focus while the list is used.
    this._popup.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = /** @type {Element} */ (event.target).closest("[role=option]");
      if (option) this._choose(/** @type {HTMLElement} */ (option));
    });
  }

  /** Put a text into the field without searching for it. @param {string} text */
  set(text) {
    this.input.value = text;
    this._typed = "";
    this._found = null;
    this.close();
  }

  close() {
    this._popup.hidden = true;
    this._activate(null);
    this.input.setAttribute("aria-expanded", "false");
    fill(this._status);
  }

  _open() {
    if (!this._found) return;
    this._popup.hidden = false;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  _search() {
    const start = performance.now();
    this._matcher ??= new Matcher(namesOf(this._store).ready());
    this._typed = fold(this.input.value);
    this._found = this._typed ? this._matcher.find(this._typed) : null;
    if (this._found) this._show(this._found);
    else if (this.input.value.trim()) this._show({ concepts: new Uint32Array(), misspelt: false, nameOf: () => 0 });
    else this.close();
    performance.measure("search", { start, end: performance.now() });
  }

  /** The first hits, and how many there are. @param {Found} found */
  _show(found) {
    this._found = found;
    this._shown = 0;
    this._activate(null);
    fill(this.list);
    this.list.scrollTop = 0;
    this.list.hidden = found.concepts.length === 0;
    const typed = this.input.value.trim();
    fill(
      this._said,
      found.misspelt && found.concepts.length > 0 && t("search.misspelt", { typed }),
      found.concepts.length === 0 && [t("search.none", { typed }), " ", t("search.none_hint")],
    );
    this._append();
    fill(this._status, this._said.textContent, " ", found.concepts.length > 0 && t("search.status", { count: found.concepts.length }));
    this._open();
  }

  /** The next hits, at the end of the list. */
  _append() {
    const { concepts, nameOf } = /** @type {Found} */ (this._found);
    const names = namesOf(this._store);
    const end = Math.min(this._shown + PAGE, concepts.length);
    const told = telling(this._store, concepts.subarray(0, end));
    const options = Array.from(concepts.subarray(this._shown, end), (concept, n) => {
      const k = nameOf(concept);
      const by = { kind: names.kinds[k], label: names.label(k) };
      return this._option(this._shown + n, { "data-concept": concept }, hit(this._store, concept, by, this._typed, told(concept)));
    });
    this.list.querySelector(".more")?.remove();
    this.list.append(...options);
    this._shown = end;
    const left = Math.min(PAGE, concepts.length - end);
    if (left > 0) this.list.append(this._option(end, { class: "more" }, [t("search.more", { count: left })]));
    fill(this._count, concepts.length > PAGE && t("search.shown", { shown: end, total: concepts.length }));
  }

  /**
   * @param {number} n
   * @param {import("../dom.js").Attributes} attributes
   * @param {import("../dom.js").Piece[]} content
   */
  _option(n, attributes, content) {
    return h("li", { role: "option", id: `${this._id}-${n}`, "aria-selected": "false", ...attributes }, ...content);
  }

  /** @param {KeyboardEvent} event */
  _press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const open = !this._popup.hidden;
    const options = /** @type {HTMLElement[]} */ ([...this.list.children]);
    const active = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
    /** @type {Record<string, (() => void) | false>} */
    const keys = {
      ArrowDown: () => (open ? this._activate(options[active + 1] ?? options[0]) : this._open()),
      ArrowUp: open && (() => this._activate(options[active < 0 ? options.length - 1 : active - 1] ?? null)),
      Home: active >= 0 && (() => this._activate(options[0])),
      End: active >= 0 && (() => this._activate(options[options.length - 1])),
      Enter: open && (() => this._choose(options[Math.max(active, 0)])),
      Escape: () => (open ? this.close() : this.set("")),
    };
    const action = keys[event.key];
    if (!action || event.shiftKey) return;
    if (event.key === "Escape" && !open && !this.input.value) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }

  /** @param {HTMLElement | null | undefined} option */
  _activate(option) {
    this.list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** Take a hit, or show more of them. @param {HTMLElement | undefined} option */
  _choose(option) {
    if (!option) return;
    if (option.dataset.concept) {
      const concept = Number(option.dataset.concept);
      this.close();
      this._onPick(concept);
    } else {
      const next = option.id;
      this._append();
      this._activate(/** @type {HTMLElement} */ (this.list.querySelector(`#${next}`)));
    }
  }
}
