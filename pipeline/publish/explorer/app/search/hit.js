// One hit as it is shown: the name, or the name that led to it and why ("VOC → voix du client, sigle").

import { h } from "../dom.js";
import { glyph } from "../glyph.js";
import { language, say, t } from "../words.js";
import { fold } from "./folding.js";
import { matchedParts } from "./matching.js";
import { SHOWN } from "./names.js";

/** @import { Store } from "../store.js" */
/** @import { Piece } from "../dom.js" */

/**
 * @param {Store} store
 * @param {number} concept
 * @param {{ kind: number, label: Label }} by the name it was found by
 * @param {string} typed folded
 * @param {string} telling what tells it from hits of the same name
 * @returns {Piece[]}
 */
export function hit(store, concept, { kind, label }, typed, telling) {
  const cls = store.classes[store.cls(concept)];
  const name = store.name(concept);
  const own = kind === SHOWN || fold(label.text) === fold(name);
  const said = (/** @type {string} */ text, /** @type {string} */ lang, /** @type {boolean} */ found) =>
    h("span", { class: found ? "found" : "name", lang }, found ? marked(text, typed) : text);
  return [
    glyph(cls),
    h(
      "span",
      { class: "names" },
      own
        ? said(name, store.nameLanguage(concept), true)
        : [said(label.text, label.lang, true), " → ", said(name, store.nameLanguage(concept), false)],
      telling && h("span", { class: "soft" }, ` (${telling})`),
      !own && [" ", h("span", { class: "chip" }, kindOf(label))],
    ),
    " ",
    cls && h("span", { class: "class soft small" }, say(cls.words)),
  ];
}

/**
 * What tells hits of one name apart: the qualifier, else who speaks of them.
 * @param {Store} store
 * @param {ArrayLike<number>} concepts
 * @returns {(concept: number) => string}
 */
export function telling(store, concepts) {
  /** @type {Map<string, number>} */
  const times = new Map();
  for (const concept of Array.from(concepts)) {
    const name = fold(store.name(concept));
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  return (concept) => {
    const alike = (times.get(fold(store.name(concept))) ?? 0) > 1;
    const sources = () => store.sourcesOf(concept).map((source) => store.sources[source].title);
    return store.qualifier(concept) || (alike ? sources().join(", ") : "");
  };
}

/** The kind of a label, and its language where it is not the page's. @param {Label} label */
function kindOf({ kind, lang }) {
  // Intl.DisplayNames knows all languages, but takes 30 ms to open.
  /** @type {Record<string, string>} */
  const languages = { fr: t("search.french"), en: t("search.english") };
  const foreign = lang !== language() && (languages[lang] ?? lang);
  const said = kind === "preferred" && foreign ? "" : t(`search.kind_${kind}`);
  return [said, foreign].filter(Boolean).join(", ");
}

/**
 * @param {string} text
 * @param {string} typed
 * @returns {Piece[]}
 */
function marked(text, typed) {
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  for (const [start, end] of matchedParts(text, typed)) {
    if (start < at) continue;
    pieces.push(text.slice(at, start), h("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...pieces, text.slice(at)];
}
