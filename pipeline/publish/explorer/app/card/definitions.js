// What a concept means: our definition, and what each source says, side by side.

import { h, outward } from "../dom.js";
import { linkTo } from "../state.js";
import { language, languageName, t } from "../words.js";
import { askWhy } from "./ask-why.js";
import { part, unfolding } from "./pieces.js";
import { sourceName } from "./why.js";

/** @import { Store } from "../store.js" */
/** @typedef {Details["definitions"][number]} Definition */

/** From so many characters on, a text is folded: the definition itself, and each one of several. */
const LONG = 1200;
const LONG_IN_COLUMN = 340;

/**
 * @param {Store} store
 * @param {Details} details
 */
export function definitionPart(store, details) {
  const { definitions } = details;
  if (!definitions.length) return null;
  return part(t("card.definition"), inReadingOrder(definitions).map((one) => definition(store, details, one, definitions.length > 1)));
}

/** The page's language before others. @param {Definition[]} definitions */
function inReadingOrder(definitions) {
  return [...definitions].sort((one, other) => Number(other.lang === language()) - Number(one.lang === language()));
}

/**
 * @param {Store} store
 * @param {Details} details
 * @param {Definition} definition
 * @param {boolean} several
 */
function definition(store, details, { text, lang, entry, source, why }, several) {
  const from = details.entries.find((one) => one.id === entry);
  const named = from?.headword ? t("card.entry", { entry: from.headword }) : "";
  return h(
    "figure",
    { class: "definition" },
    passage(text, lang, LONG),
    h(
      "figcaption",
      { class: "soft" },
      h("span", { class: "what" }, several && `${languageName(lang)} · `, source < 0 ? t("card.our_wording") : [sourceLink(store, source), named && `, ${named}`]),
      askWhy(store, t("card.definition"), why),
    ),
  );
}

/**
 * What the sources say. A single entry, that our definition repeats word for word, is not said twice.
 * @param {Store} store
 * @param {Details} details
 */
export function sourcesPart(store, details) {
  const { entries, definitions } = details;
  const said = (/** @type {string} */ text) => definitions.some((one) => plain(one.text) === plain(text));
  const worth = entries.length > 1 || entries.some((one) => !one.kept || one.contradicts || !one.headword || !said(one.text));
  if (!worth) return null;
  return part(t("card.in_sources"), h("div", { class: "columns" }, [...entries].sort((one, other) => Number(other.kept) - Number(one.kept)).map((one) => column(store, one))));
}

/**
 * @param {Store} store
 * @param {EntryDetails} entry
 */
function column(store, { source, headword, text, kept, contradicts, withheld }) {
  const { language: lang, url } = store.sources[source];
  return h(
    "figure",
    { class: kept ? "said kept" : "said" },
    headword ? h("h4", { lang }, headword) : h("h4", { class: "lost" }, t("card.headword_lost")),
    kept && h("p", { class: "sign good" }, "✓ ", t("card.kept")),
    contradicts && h("p", { class: "sign warn" }, "⚠ ", t("card.contradicts")),
    text ? passage(text, lang, LONG_IN_COLUMN) : h("p", { class: "soft" }, t(withheld ? "card.withheld" : "card.no_text")),
    h("figcaption", { class: "soft" }, sourceLink(store, source), url && [" · ", outward(url, t("card.original"))]),
  );
}

/**
 * A text in its language; a long one is folded.
 * @param {string} text
 * @param {string} lang
 * @param {number} long
 */
function passage(text, lang, long) {
  const quotation = h("blockquote", { lang }, text.split("\n").map((line) => h("p", {}, line)));
  if (text.length <= long) return quotation;
  quotation.classList.add("long");
  return [quotation, unfolding(t("card.read_on"), quotation, t("card.read_less"))];
}

/**
 * @param {Store} store
 * @param {number} source
 */
function sourceLink(store, source) {
  const info = store.sources[source];
  return h("a", { href: linkTo("source", info.id), lang: info.language }, sourceName(info));
}

/** A text without what tidying changes: blanks and quotation marks. @param {string} text */
function plain(text) {
  return text.replace(/[\s"«»“”]+/g, "");
}
