// Why a statement is there, in words: the sentences with their telling words marked, and who decided.

import { h, outward } from "../dom.js";
import { day, say, t } from "../words.js";
import { term } from "./pieces.js";

/** @import { Store } from "../store.js" */
/** @typedef {Extract<Why, { kind: "sentence" }>} Sentence */
/** @typedef {Extract<Why, { kind: "decision" }>} Judgement */

/**
 * @param {Store} store
 * @param {Why[]} reasons
 * @returns {HTMLElement}
 */
export function whyList(store, reasons) {
  if (!reasons.length) return h("p", { class: "soft" }, t("card.no_reason"));
  return h("ul", { class: "reasons" }, reasons.map((why) => h("li", {}, reason(store, why))));
}

/**
 * @param {Store} store
 * @param {Why} why
 */
function reason(store, why) {
  if (why.kind === "sentence") return sentence(store, why);
  if (why.kind === "decision") return judgement(store, why);
  return h("p", {}, term(t("card.derived")), say(why.from));
}

/**
 * @param {Store} store
 * @param {Sentence} why
 */
function sentence(store, why) {
  const source = store.sources[why.source];
  return h(
    "figure",
    {},
    h("blockquote", { lang: source?.language }, h("q", {}, marked(why.sentence, why.marks))),
    h(
      "figcaption",
      {},
      source && h("p", {}, outward(source.url, sourceName(source)), ", ", why.headword ? t("card.entry", { entry: why.headword }) : t("card.entry_lost")),
      h("p", {}, term(t("card.rule")), say(why.rule)),
      h("p", {}, term(t("card.confidence")), confidence(why.confidence)),
    ),
  );
}

/**
 * @param {Store} store
 * @param {Judgement} why
 */
function judgement(store, why) {
  const lang = store.meta.language;
  return h(
    "figure",
    {},
    why.reason && h("p", { class: "words", lang }, why.reason),
    h(
      "figcaption",
      {},
      h("p", {}, term(t("card.decision")), `${why.author}, ${day(why.date)}`),
      why.quote && h("p", {}, term(t("card.quote")), h("q", { lang }, why.quote)),
      why.where && h("p", {}, term(t("card.where")), h("code", {}, why.where)),
    ),
  );
}

/**
 * A sentence with its telling words marked; marks that overlap an earlier one or leave the sentence are passed over.
 * @param {string} text
 * @param {[number, number][]} marks
 * @returns {(string | HTMLElement)[]}
 */
function marked(text, marks) {
  const pieces = [];
  let done = 0;
  for (const [start, end] of [...marks].sort(([one], [other]) => one - other)) {
    if (start < done || end <= start || end > text.length) continue;
    pieces.push(text.slice(done, start), h("mark", {}, text.slice(start, end)));
    done = end;
  }
  return [...pieces, text.slice(done)];
}

/** @param {number} value */
function confidence(value) {
  const degree = value >= 0.95 ? "high" : value >= 0.85 ? "good" : value >= 0.7 ? "fair" : "low";
  return t(`card.confidence_${degree}`, { percent: Math.round(value * 100) });
}

/**
 * A source by title, publisher and part; the part only where the title does not say it.
 * @param {SourceInfo} source
 */
export function sourceName({ title, publisher, part }) {
  return [title, publisher, title.includes(part) ? "" : part].filter(Boolean).join(", ");
}
