// A drawing with all that belongs to it: the stage, the list that says the same, the legend.

import { library, BlockError } from "../blocks.js";
import { fill, h } from "../dom.js";
import { go } from "../state.js";
import { t } from "../words.js";
import { linkOf } from "./address.js";
import { figures } from "./figures.js";
import { followKeys } from "./keys.js";
import { arranged, column } from "./layout.js";
import { className, legend } from "./legend.js";
import { hanging, listBySteps, listOfStatements, listOfWay } from "./list.js";
import { lineWords } from "./sentences.js";
import { Surface } from "./surface.js";
import { heedWheel } from "./wheel.js";

/** @import { Store } from "../store.js" */
/** @import { Figure } from "./figures.js" */
/** @import { Picture } from "./neighbourhood.js" */
/** @import { Place } from "./layout.js" */

/**
 * What is to be shown: around a concept, along a way, or just these concepts. `title` names the
 * picture, `file` the files that it is saved in.
 * @typedef {{ kind: "around" | "way" | "given", picture: Picture, title: string, file: string }} Show
 */

// Where the legend does not take from the drawing what the drawing needs.
const roomy = matchMedia("(min-width: 1280px) and (min-height: 760px)");
// The frame of a picture that is saved without having been seen.
const UNSEEN = { width: 640, height: 560 };

// How many there are: their hints have names of their own.
let made = 0;

export class Scene {
  /** @param {Store} store */
  constructor(store) {
    this._store = store;
    made += 1;
    const hint = h("p", { class: "hint small", id: `graph-keys-${made}` }, t("graph.keys"));
    this._canvas = h("div", { class: "canvas", tabindex: 0, role: "application", "aria-describedby": hint.id });
    this._tip = h("p", { class: "tip", "aria-hidden": "true", hidden: true });
    this._spoken = h("p", { class: "unseen", "aria-live": "polite" });
    this._failure = h("p", { class: "failure", role: "alert", hidden: true });
    this._buttons = h("div", { class: "scale" }, [
      h("button", { type: "button", class: "button", "aria-label": t("graph.nearer"), title: t("graph.nearer"), on: { click: () => this._surface?.zoom(1) } }, "+"),
      h("button", { type: "button", class: "button", "aria-label": t("graph.farther"), title: t("graph.farther"), on: { click: () => this._surface?.zoom(-1) } }, "−"),
      h("button", { type: "button", class: "button", on: { click: () => this._surface?.fit() } }, t("graph.all")),
    ]);
    this._stage = h("div", { class: "stage" }, this._canvas, hint, this._tip, this._failure, this._spoken);
    this._list = h("div", { class: "list" });
    this._keys = h("div", {});
    this._legend = h("details", { class: "legend small", open: roomy.matches }, h("summary", {}, t("graph.legend")), this._keys);
    this._below = h("div", { class: "below" }, this._buttons, this._legend);
    this.element = h("div", { class: "graph-scene" }, this._stage, this._list, this._below);
    /** @type {Surface | null} */
    this._surface = null;
    /** @type {Show | null} */
    this.shown = null;
    /** @type {{ all: Figure[], places: Map<number, Place> } | null} */
    this._drawing = null;
    this._isDrawn = false;
    const open = (/** @type {number} */ concept) => go(linkOf(store, concept));
    this._open = open;
    this._restart = followKeys(this._canvas, {
      drawn: () => (this._surface && this._drawing && this._isDrawn ? { surface: this._surface, ...this._drawing } : null),
      onOpen: open,
    });
    heedWheel(this._stage, this._canvas);
    // What is not seen is not drawn; it is when it comes into sight.
    new ResizeObserver(() => this._draw()).observe(this._canvas);
  }

  /**
   * @param {Show} show
   * @param {boolean} asList
   * @returns {Promise<void>} when it is on the screen
   */
  show(show, asList) {
    const { kind, picture, title } = show;
    this.shown = show;
    this._drawing = null;
    this._isDrawn = false;
    this._canvas.setAttribute("aria-label", t("graph.drawing", { title }));
    this._stage.hidden = this._below.hidden = asList;
    this._list.classList.toggle("unseen", !asList);
    const lists = { around: listBySteps, way: listOfWay, given: listOfStatements };
    fill(this._list, lists[kind](this._store, picture));
    for (const link of asList ? [] : this._list.querySelectorAll("a")) link.tabIndex = -1;
    fill(this._keys, legend(this._store, picture));
    this._point(null, { x: 0, y: 0 });
    this._restart();
    return this._draw();
  }

  /**
   * Where everything stands; laid out once for a picture, when it is first needed.
   * Rejects with BlockError where the library cannot be read.
   */
  async drawing() {
    const { shown } = this;
    if (this._drawing || !shown) return this._drawing;
    await library("cytoscape");
    if (typeof globalThis.cytoscape !== "function") throw new BlockError("cytoscape");
    if (shown !== this.shown) return this._drawing;
    const isWay = shown.kind === "way";
    const all = figures(this._store, shown.picture.dots, { beside: isWay });
    const frame = this._canvas.clientHeight ? { width: this._canvas.clientWidth, height: this._canvas.clientHeight } : UNSEEN;
    this._drawing = { all, places: isWay ? column(all) : arranged(this._store, shown.picture, all, frame) };
    return this._drawing;
  }

  async _draw() {
    const { shown } = this;
    if (!shown?.picture.dots.length || this._isDrawn || this._stage.hidden || !this._canvas.clientWidth) return;
    this._isDrawn = true;
    try {
      const drawing = await this.drawing();
      if (!drawing || shown !== this.shown) return;
      this._surface ??= new Surface(this._canvas, this._store, { onOpen: this._open, onPoint: (one, at) => this._point(one, at) });
      this._failure.hidden = true;
      await this._surface.draw(shown.picture, lineWords(this._store, shown.kind, shown.picture), drawing.all, drawing.places);
    } catch (error) {
      if (!(error instanceof BlockError)) throw error;
      this._failure.hidden = false;
      fill(this._failure, t("graph.damaged"));
      this._canvas.hidden = this._buttons.hidden = true;
      this._list.classList.remove("unseen");
      for (const link of this._list.querySelectorAll("a")) link.tabIndex = 0;
    }
  }

  /**
   * The concept that is pointed at, named beside it and spoken.
   * @param {Figure | null} one
   * @param {Place} at
   */
  _point(one, at) {
    this._tip.hidden = !one;
    const dot = one && this.shown?.picture.dots.find(({ concept }) => concept === one.concept);
    if (!one || !dot) return;
    const facts = [className(this._store, one.cls), hanging(this._store, dot)].filter(Boolean).join(" · ");
    fill(this._tip, h("strong", {}, one.name), h("span", {}, facts));
    fill(this._spoken, `${one.name}, ${facts}`);
    const isLow = at.y > this._canvas.clientHeight / 2;
    this._tip.style.left = `${Math.max(0, Math.min(at.x - 110, this._canvas.clientWidth - 230))}px`;
    this._tip.style.top = isLow ? "auto" : `${at.y + one.shape + 8}px`;
    this._tip.style.bottom = isLow ? `${this._canvas.clientHeight - at.y + one.shape + 4}px` : "auto";
  }
}
