// The drawing on the screen: cytoscape shows what was laid out, and tells which concept is meant.

import { fit, LARGEST, NEARER } from "./viewport.js";
import { stylesheet } from "./style.js";
import { onScheme, palette } from "./palette.js";
import { WORDS_SIZE } from "./figures.js";
import { written } from "./names.js";

/** @import { Store } from "../store.js" */
/** @import { Figure } from "./figures.js" */
/** @import { Line } from "./links.js" */
/** @import { Picture } from "./neighbourhood.js" */
/** @import { Place } from "./layout.js" */

/**
 * What a surface tells: a concept was chosen, or is pointed at (none: null).
 * @typedef {{ onOpen: (concept: number) => void, onPoint: (figure: Figure | null, at: Place) => void }} Listeners
 */

export class Surface {
  /**
   * @param {HTMLElement} container
   * @param {Store} store
   * @param {Listeners} listeners
   */
  constructor(container, store, { onOpen, onPoint }) {
    this._store = store;
    this._container = container;
    this._onPoint = onPoint;
    /** @type {Figure[]} */
    this._all = [];
    /** @type {Map<number, Place>} */
    this._places = new Map();
    /** @type {(Line & { words: string })[]} */
    this._lines = [];
    this._isMoved = false;
    this._step = NaN;
    this._cy = cytoscape({
      container,
      style: stylesheet(store, palette()),
      autoungrabify: true,
      autounselectify: true,
      boxSelectionEnabled: false,
      maxZoom: LARGEST,
    });
    this._cy.on("tap", "node", (/** @type {any} */ event) => onOpen(Number(event.target.id())));
    this._cy.on("mouseover", "node", (/** @type {any} */ event) => this.point(Number(event.target.id())));
    this._cy.on("mouseover", "edge", (/** @type {any} */ event) => event.target.addClass("near"));
    this._cy.on("mouseout", "edge", (/** @type {any} */ event) => event.target.removeClass("near"));
    this._cy.on("mouseout", "node", () => this.point(-1));
    this._cy.on("zoom", () => this._write());
    this._cy.on("dragpan scrollzoom pinchzoom", () => { this._isMoved = true; });
    onScheme(() => this._cy.style(stylesheet(store, palette())));
    new ResizeObserver(() => {
      this._cy.resize();
      if (!this._isMoved) this.fit();
    }).observe(container);
  }

  /**
   * Show a picture, all of it, and stand still; resolves when it is on the screen.
   * @param {Picture} picture
   * @param {string[]} words what its lines say
   * @param {Figure[]} all
   * @param {Map<number, Place>} places
   * @returns {Promise<void>}
   */
  draw(picture, words, all, places) {
    this._all = all;
    this._places = places;
    this._lines = picture.lines.map((line, i) => ({ ...line, words: words[i] }));
    const nodes = all.map((one) => ({
      group: "nodes",
      data: { id: String(one.concept), shape: one.shape, size: one.text, label: "" },
      classes: `class-${one.cls}${one.isBold ? " bold chosen" : ""} ${one.side}`,
      position: { .../** @type {Place} */ (places.get(one.concept)) },
    }));
    const edges = this._lines.map((line, i) => ({
      group: "edges",
      data: { id: `line-${i}`, source: String(line.source), target: String(line.target), words: line.words, size: WORDS_SIZE, width: 1 },
      classes: `relation-${line.predicate}`,
    }));
    const drawn = new Promise((/** @type {(value?: any) => void} */ done) => this._cy.one("render", () => done()));
    this._cy.batch(() => {
      this._cy.elements().remove();
      this._cy.add([...nodes, ...edges]);
    });
    this._step = NaN;
    this.fit();
    return drawn;
  }

  fit() {
    if (!this._all.length || !this._container.clientWidth) return;
    const view = fit(this._all, this._places, this._container.clientWidth, this._container.clientHeight);
    this._cy.minZoom(Math.min(view.zoom * 0.6, 0.5));
    this._cy.viewport(view);
    this._isMoved = false;
    this._write();
  }

  /** @param {1 | -1} direction */
  zoom(direction) {
    const middle = { x: this._container.clientWidth / 2, y: this._container.clientHeight / 2 };
    this._cy.zoom({ level: this._cy.zoom() * NEARER ** direction, renderedPosition: middle });
    this._isMoved = true;
  }

  /**
   * Point at a concept, or at none (-1): its lines say their words, what does not touch it steps back.
   * @param {number} concept
   */
  point(concept) {
    const node = this._cy.getElementById(String(concept));
    this._cy.batch(() => {
      this._cy.elements().removeClass("focus near aside");
      if (!node.length) return;
      const near = node.closedNeighborhood();
      this._cy.elements().not(near).addClass("aside");
      near.edges().addClass("near");
      node.addClass("focus");
    });
    const one = this._all.find((figure) => figure.concept === concept) ?? null;
    this._container.classList.toggle("pointing", one !== null);
    this._onPoint(one, node.length ? node.renderedPosition() : { x: 0, y: 0 });
  }

  /** Bring a concept into sight where it is not. @param {number} concept */
  reveal(concept) {
    const { x, y } = this._cy.getElementById(String(concept)).renderedPosition();
    const [width, height, edge] = [this._container.clientWidth, this._container.clientHeight, 40];
    const shift = { x: inside(x, edge, width - edge) - x, y: inside(y, edge, height - edge) - y };
    if (shift.x || shift.y) this._cy.panBy(shift);
  }

  /** Write the names that the present scale has room for; scales that differ little are taken as one. */
  _write() {
    const step = Math.round(Math.log(this._cy.zoom()) / Math.log(1.1));
    if (step === this._step) return;
    this._step = step;
    const { sizes, told, grow } = written(this._all, this._places, this._lines, 1.1 ** step);
    this._cy.batch(() => {
      for (const one of this._all) {
        const size = sizes.get(one.concept) ?? 0;
        this._cy.getElementById(String(one.concept)).data({ label: size ? one.lines.join("\n") : "", size: size || one.text, shape: one.shape * grow });
      }
      told.forEach((size, i) => {
        const width = this._store.predicates[this._lines[i].predicate].line.width * grow;
        this._cy.getElementById(`line-${i}`).data({ size: size || WORDS_SIZE, width }).toggleClass("told", size > 0);
      });
    });
  }
}

/** @param {number} value @param {number} least @param {number} most */
function inside(value, least, most) {
  return Math.max(least, Math.min(most, value));
}
