// The SPARQL engine as the page sees it: opened once, asked one query at a time, stopped at will.

import { BlockError, packed, text } from "../blocks.js";
import { AskError, MOST } from "./reading.js";

/** @import { Packed } from "../packing.js" */
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
  /** @param {{ onLoading: (share: number) => void, onReady: (count: number) => void }} tell how much of the dataset is read, and that all is */
  constructor(tell) {
    this._begun = performance.now();
    this._tell = tell;
    /** What waits for the worker: the answer, or the words that say why there is none. */
    this._waiting = /** @type {{ resolve: (said: any) => void, reject: (error: Error) => void } | undefined} */ (undefined);
    this._worker = /** @type {Worker | undefined} */ (undefined);
    this._ready = /** @type {Promise<number> | undefined} */ (undefined);
    /** Ends the wait of a question for the worker to be ready. */
    this._giveUp = (/** @type {Error} */ _reason) => {};
    /** Whether the worker is at a question. */
    this._asking = false;
    this._address = "";
    /** What a worker starts with; the code of the engine is unpacked and compiled by the first. */
    this._blocks = /** @type {{ wasm?: Packed, module?: WebAssembly.Module, dataset: Packed } | undefined} */ (undefined);
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
    await Promise.race([this.open(), new Promise((_, reject) => (this._giveUp = reject))]);
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
    const stopped = new AskError(reason, { count: SECONDS });
    this._giveUp(stopped);
    if (!this._asking || !this._waiting) return;
    const { reject } = this._waiting;
    this._restart();
    reject(stopped);
  }

  async _open() {
    if (typeof WebAssembly !== "object") throw new AskError("ask.no_wasm");
    if (typeof Worker !== "function") throw new AskError("ask.no_worker");
    const [engine, own, wasm, dataset] = await Promise.all([text("oxigraph"), text("worker"), packed("wasm"), packed("dataset")]);
    this._address = URL.createObjectURL(new Blob([engine, "\n", own], { type: "text/javascript" }));
    this._blocks = { wasm, dataset };
    const size = await this._start();
    performance.measure("sparql-ready", { start: this._begun });
    return size;
  }

  _restart() {
    this._ready = this._start();
    this._ready.catch(() => {});
  }

  /**
   * A new worker that knows the dataset: how many statements it read.
   * @returns {Promise<number>}
   */
  async _start() {
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
    const { ready, module } = await this._say(this._blocks ?? {});
    if (this._blocks) this._blocks = { module, dataset: this._blocks.dataset };
    this._tell.onReady(ready);
    return ready;
  }

  /** @param {object} message @returns {Promise<any>} */
  _say(message) {
    return new Promise((resolve, reject) => {
      this._waiting = { resolve, reject };
      this._worker?.postMessage(message);
    });
  }

  /** @param {{ loading?: number, damaged?: string, failure?: string, place?: number, broken?: boolean }} said */
  _heard(said) {
    if (said.loading !== undefined) {
      this._tell.onLoading(said.loading);
      return;
    }
    const [waiting, asking] = [this._waiting, this._asking];
    this._waiting = undefined;
    this._asking = false;
    if (said.damaged) waiting?.reject(new BlockError(said.damaged));
    else if (said.failure === undefined) waiting?.resolve(said);
    else waiting?.reject(new AskError(said.broken ? "ask.broken" : "ask.refused", { message: said.failure }, said.place));
    if (said.broken && asking) this._restart();
  }
}
