// The view in which questions are asked: those that are ready, and any in SPARQL.

import { json } from "../blocks.js";
import { byId, fill, h } from "../dom.js";
import { current, format, go, linkTo, onChange } from "../state.js";
import { say, t } from "../words.js";
import { bind, shortValue } from "./binding.js";
import { lineAndColumn, located, worded } from "./complaints.js";
import { openEditor } from "./editor.js";
import { Engine } from "./engine.js";
import { questionList } from "./list.js";
import { parameterFields } from "./parameters.js";
import { AskError, prepared, withPrefixes } from "./reading.js";
import { Results } from "./results.js";

/** @import { Store } from "../store.js" */
/** @import { Asked } from "./list.js" */
/** @import { Question } from "./binding.js" */

// A query that takes longer than this, in milliseconds, is one that a person may want to stop.
const PATIENCE = 250;

/** @param {Store} store */
export function mountAsk(store) {
  /** @type {Promise<AskView> | undefined} */
  let opening;
  onChange(async (state) => {
    if (state.view !== "ask") return;
    opening ??= openView(store);
    const view = await opening;
    if (current().view === "ask") view.follow();
  });
}

/** @param {Store} store */
async function openView(store) {
  const work = h("div", { class: "work" });
  /** @type {Asked} */
  let asked = { prefixes: {}, themes: [], questions: [] };
  let damage = "";
  try {
    asked = await json("questions");
  } catch (error) {
    damage = worded(error);
  }
  const view = new AskView(store, asked, work);
  fill(byId("ask"), view.list.element, work);
  await view.open(damage);
  return view;
}

/** The view of the results that the link names, which other queries keep. */
function shown() {
  const { show = "" } = current().params;
  return { show };
}

class AskView {
  /**
   * @param {Store} store
   * @param {Asked} asked
   * @param {HTMLElement} work
   */
  constructor(store, asked, work) {
    this._store = store;
    this._asked = asked;
    this._engine = new Engine({
      onLoading: (share) => this._tell(t("ask.loading", { percent: Math.floor(100 * share) })),
      onReady: (count) => this._tell(this._running ? t("ask.running") : t("ask.ready", { count })),
    });
    this.list = questionList(asked);
    this._question = /** @type {Question | undefined} */ (undefined);
    this._values = /** @type {Record<string, string>} */ ({});
    this._fields = /** @type {ReturnType<typeof parameterFields> | undefined} */ (undefined);
    /** What was followed last, and the query that it means. */
    this._followed = "";
    this._bound = "";
    this._turn = 0;
    this._running = false;
    this._title = h("h2", {}, t("ask.title"));
    this._place = h("div");
    this._box = h("div", { class: "box" });
    this._said = h("p", { role: "status", class: "outcome" }, t("ask.opening"));
    this._problem = h("p", { role: "alert", class: "problem", hidden: true });
    this._results = new Results(store, asked.prefixes, (text) => this._tell(text));
    this._run = h("button", { class: "button primary", type: "button", on: { click: () => this._submit() } }, t("ask.run"));
    this._stop = h("button", { class: "button", type: "button", hidden: true, on: { click: () => this._engine.stop() } }, t("ask.stop"));
    this._declare = h("button", { class: "button quiet small", type: "button", hidden: true, on: { click: () => this._declarePrefixes() } }, t("ask.declare"));
    const hint = h("span", { class: "soft small keys" }, t("ask.keys"));
    fill(work, this._title, this._place,
      h("div", { class: "caption-row" }, h("h3", {}, t("ask.query")), this._declare), this._box,
      h("div", { class: "bar" }, this._run, this._stop, hint, this._said), this._problem, this._results.element);
    byId("ask").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this._engine.stop();
    });
  }

  /** @param {string} damage what is wrong with the questions, if anything is */
  async open(damage) {
    this._damage = damage;
    // The engine reads the dataset elsewhere, while the editor comes.
    const ready = this._engine.open();
    ready.catch(() => {});
    this._editor = await openEditor(this._box, { onChange: () => this._edited(), onRun: () => this._submit() });
    ready.catch((error) => {
      // Whatever is asked from now on, there is no engine to ask.
      this._damage ||= worded(error);
      this._fail(error);
    });
  }

  /** Show what the link means, and ask it. */
  follow() {
    const { of, params } = current();
    const given = Object.fromEntries(Object.entries(params).flatMap(([key, value]) => (key.startsWith("p.") ? [[key.slice(2), value]] : [])));
    const key = JSON.stringify([of, params.q ?? "", given]);
    if (key === this._followed) {
      this._results.follow();
      return;
    }
    this._followed = key;
    this._engine.stop();
    this._results.clear();
    this._complain(this._damage ?? "");
    const question = this._asked.questions.find(({ name }) => name === of);
    this._choose(question, params.q !== undefined);
    if (question) {
      this._values = { ...Object.fromEntries(question.parameters.map(({ name, value }) => [name, value])), ...given };
      this._fields?.write(this._values);
    }
    try {
      this._bound = params.q ?? (question ? bind(this._store, question, this._values) : this._start());
    } catch (error) {
      this._fail(error);
      return;
    }
    this._editor?.write(this._bound);
    this._edited();
    if (of && !question) this._complain(this._damage || t("ask.no_question", { name: of }));
    else if (question || params.q) this._ask();
  }

  /**
   * @param {Question | undefined} question
   * @param {boolean} own
   */
  _choose(question, own) {
    this.list.choose(question?.name ?? "");
    fill(this._title, question ? say(question.words) : t(own ? "ask.own_query" : "ask.title"));
    this._box.classList.toggle("low", Boolean(question));
    if (question !== this._question || !this._place.hasChildNodes()) {
      this._fields = question && question.parameters.length > 0 ? parameterFields(this._store, question, (name, value) => this._changed(name, value)) : undefined;
      fill(this._place, this._fields?.element ?? (!question && !own && h("p", { class: "soft intro" }, t("ask.intro"))));
    }
    this._question = question;
  }

  /** @param {string} name @param {string} value */
  _changed(name, value) {
    const parameter = this._question?.parameters.find((one) => one.name === name);
    if (!this._question || !parameter) return;
    if (!value && parameter.required) {
      this._complain(t("ask.needed", { parameter: say(parameter.words) }));
      return;
    }
    const values = { ...this._values, [name]: value };
    try {
      bind(this._store, this._question, values);
    } catch (error) {
      this._fail(error);
      return;
    }
    go(this._link(this._question, values), { replace: true });
  }

  /** The link to a question with its values; those that it has of itself are left out. @param {Question} question @param {Record<string, string>} values */
  _link(question, values) {
    const said = question.parameters.flatMap(({ name, kind, value }) => {
      const [own, now] = [shortValue(this._store, kind, value), shortValue(this._store, kind, values[name] ?? "")];
      return own === now ? [] : [[`p.${name}`, now]];
    });
    return linkTo("ask", question.name, { ...Object.fromEntries(said), ...shown() });
  }

  /** What stands in the editor becomes the link, and is asked. */
  _submit() {
    const text = this._editor?.text() ?? "";
    const asIs = this._question && text === this._bound;
    const link = asIs && this._question ? this._link(this._question, this._values) : linkTo("ask", "", { q: text, ...shown() });
    if (link === format(current())) {
      this._ask();
    } else {
      this._followed = "";
      go(link);
    }
  }

  async _ask() {
    const turn = ++this._turn;
    this._running = true;
    this._complain(this._damage ?? "");
    this._editor?.mark(-1);
    this._tell(t("ask.running"));
    const timer = setTimeout(() => {
      this._stop.hidden = false;
    }, PATIENCE);
    let shift = 0;
    try {
      const query = prepared(this._editor?.text() ?? "", this._asked.prefixes);
      shift = query.shift;
      const answer = await this._engine.ask(query);
      if (turn !== this._turn) return;
      this._results.show(answer, this._question);
      const [count, milliseconds] = [answer.rows.length, Math.max(1, Math.round(answer.milliseconds))];
      this._tell(answer.verdict === undefined ? t(answer.graph ? "ask.statements" : "ask.rows", { count, milliseconds }) : t("ask.decided", { milliseconds }));
    } catch (error) {
      if (turn === this._turn) this._fail(error, shift);
    } finally {
      clearTimeout(timer);
      if (turn === this._turn) {
        this._running = false;
        this._stop.hidden = true;
      }
    }
  }

  _edited() {
    const text = this._editor?.text() ?? "";
    this._declare.hidden = withPrefixes(text, this._asked.prefixes) === text;
  }

  _declarePrefixes() {
    const text = withPrefixes(this._editor?.text() ?? "", this._asked.prefixes);
    this._editor?.write(text);
    this._edited();
    this._tell(t("ask.declared"));
  }

  /** A query to begin with, its prefixes declared. */
  _start() {
    const { base, language } = this._store.meta;
    const query = `\nSELECT ?concept ?nom WHERE {\n  ?concept skos:inScheme <${base}scheme> ;\n    skos:prefLabel ?nom .\n  FILTER (LANG(?nom) = "${language}")\n}\nORDER BY ?nom\nLIMIT 50\n`;
    return withPrefixes(query, this._asked.prefixes);
  }

  /**
   * Say why there is no answer; where it is known, the editor shows the place.
   * @param {unknown} error
   * @param {number} [shift]
   */
  _fail(error, shift = 0) {
    this._results.clear();
    const text = this._editor?.text() ?? "";
    const refused = error instanceof AskError && error.key === "ask.refused" ? located(String(error.values.message), text, error.place - shift) : error;
    if (refused instanceof AskError && refused.place >= 0) {
      this._editor?.mark(refused.place);
      this._complain(`${t("ask.at", lineAndColumn(text, refused.place))} ${worded(refused)}`);
    } else {
      this._complain(worded(refused));
    }
    this._tell(refused instanceof AskError && refused.key === "ask.stopped" ? "" : t("ask.no_answer"));
  }

  /** @param {string} text */
  _tell(text) {
    fill(this._said, text);
  }

  /** @param {string} text */
  _complain(text) {
    this._problem.hidden = !text;
    fill(this._problem, text);
  }
}
