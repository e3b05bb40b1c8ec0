// The SPARQL engine as the page sees it: opened once, asked one query at a time, stopped at will.

import { BlockError, bytes, text } from "../blocks.js";
import { AskError, MOST } from "./reading.js";

/** @import { Prepared } from "./reading.js" */

/**
 * A term as SPARQL's JSON writes it.
 * What came back: rows under columns, or yes or no; `cut` where there was more.
 * @typedef {{ columns: string[], rows: (Term | undefined)[][], verdict: boolean | undefined, cut: boolean,
 *   graph: boolean, milliseconds: number }} Answer
 */

/** How long a query may take, in seconds: as `glossograph query`. */
const SECONDS = 60;

export class Engine {
  constructor() {
    /** What waits for the worker: the answer, or the words that say why there is none. */
    this._waiting = /** @type {{ resolve: (said: any) => void, reject: (error: Error) => void } | undefined} */ (undefined);
    this._worker = /** @type {Worker | undefined} */ (undefined);
    this._ready = /** @type {Promise<number> | undefined} */ (undefined);
    /** Which question is the last, and whether the worker is at one. */
    this._turn = 0;
    this._asking = false;
    this._address = "";
    this._module = /** @type {WebAssembly.Module | undefined} */ (undefined);
    this._dataset = new Uint8Array();
  }

  /** How many statements there are to ask. Rejects with AskError or BlockError where nothing can be asked. */
  open() {
    this._ready ??= this._open();
    return this._ready;
  }

  /**
   * The answer to a query. One that runs is stopped. Rejects with AskError where it fails or is stopped.
   * @param {Prepared} query
   * @returns {Promise<Answer>}
   */
  async ask(query) {
    this.stop();
    const turn = ++this._turn;
    await this.open();
    if (turn !== this._turn) throw new AskError("ask.stopped");
    this._asking = true;
    const started = performance.now();
    const timer = setTimeout(() => this.stop("ask.too_slow"), SECONDS * 1000);
    try {
      const said = await this._say({ ...query, most: MOST + 1 });
      const found = JSON.parse(said.answer);
      const { duration } = performance.measure("query", { start: started });
      const columns = found.head.vars ?? [];
      const bindings = found.results?.bindings ?? [];
      return {
        columns,
        rows: bindings.slice(0, MOST).map((/** @type {any} */ row) => columns.map((/** @type {string} */ name) => row[name])),
        verdict: found.boolean,
        cut: bindings.length > MOST,
        graph: query.form === "graph",
        milliseconds: duration,
      };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Stop the query that runs, if one does: its worker ends, and another takes its place. */
  stop(reason = "ask.stopped") {
    this._turn++;
    if (!this._asking || !this._waiting || !this._module) return;
    const { reject } = this._waiting;
    this._ready = this._start(this._module);
    this._ready.catch(() => {});
    reject(new AskError(reason, { count: SECONDS }));
  }

  async _open() {
    const opened = performance.now();
    if (typeof WebAssembly !== "object") throw new AskError("ask.no_wasm");
    if (typeof Worker !== "function") throw new AskError("ask.no_worker");
    const [engine, own, wasm, dataset] = await Promise.all([text("oxigraph"), text("worker"), bytes("wasm"), bytes("dataset")]);
    this._address = URL.createObjectURL(new Blob([engine, "\n", own], { type: "text/javascript" }));
    this._dataset = /** @type {Uint8Array<ArrayBuffer>} */ (dataset);
    try {
      this._module = await WebAssembly.compile(/** @type {BufferSource} */ (wasm));
    } catch {
      throw new BlockError("wasm");
    }
    const size = await this._start(this._module);
    performance.measure("sparql-ready", { start: opened });
    return size;
  }

  /**
   * A new worker that knows the dataset: how many statements it read.
   * @param {WebAssembly.Module} module
   * @returns {Promise<number>}
   */
  async _start(module) {
    this._worker?.terminate();
    try {
      this._worker = new Worker(this._address);
    } catch {
      throw new AskError("ask.no_worker");
    }
    this._worker.onmessage = ({ data }) => this._heard(data);
    this._worker.onerror = (event) => {
      event.preventDefault();
      this._waiting?.reject(new AskError("ask.no_worker"));
    };
    this._asking = false;
    try {
      const said = await this._say({ module, dataset: this._dataset });
      return said.ready;
    } catch (error) {
      throw error instanceof AskError && error.key === "ask.refused" ? new BlockError("dataset") : error;
    }
  }

  /** @param {object} message @returns {Promise<any>} */
  _say(message) {
    return new Promise((resolve, reject) => {
      this._waiting = { resolve, reject };
      this._worker?.postMessage(message);
    });
  }

  /** @param {{ failure?: string, place?: number, broken?: boolean }} said */
  _heard(said) {
    const [waiting, asking] = [this._waiting, this._asking];
    this._waiting = undefined;
    this._asking = false;
    if (said.failure === undefined) waiting?.resolve(said);
    else waiting?.reject(new AskError(said.broken ? "ask.broken" : "ask.refused", { message: said.failure }, said.place));
    if (said.broken && asking && this._module) {
      this._ready = this._start(this._module);
      this._ready.catch(() => {});
    }
  }
}
