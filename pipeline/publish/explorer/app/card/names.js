// All the names of a concept, by kind; a name that two languages share is shown once.

import { h } from "../dom.js";
import { language, languageName, t } from "../words.js";
import { askWhy } from "./ask-why.js";
import { facts, part, unfolding } from "./pieces.js";

/** @import { Store } from "../store.js" */
/** @typedef {{ text: string, kind: LabelKind, labels: (Label & { why?: Why[] })[] }} Name */

const KINDS = /** @type {const} */ (["preferred", "acronym", "alternative", "hidden"]);

/**
 * Labels of the same text and kind together.
 * @param {(Label & { why?: Why[] })[]} labels
 * @returns {Name[]}
 */
export function namesOf(labels) {
  /** @type {Map<string, Name>} */
  const names = new Map();
  for (const label of labels) {
    const key = JSON.stringify([label.kind, label.text]);
    const known = names.get(key);
    if (known) known.labels.push(label);
    else names.set(key, { text: label.text, kind: label.kind, labels: [label] });
  }
  return [...names.values()];
}

/**
 * @param {Store} store
 * @param {number} concept
 * @param {Details | undefined} details
 */
export function namesPart(store, concept, details) {
  const names = namesOf(details?.labels ?? store.labels(concept));
  /** @type {Parameters<typeof facts>[0]} */
  const pairs = [];
  for (const kind of KINDS) {
    const found = names.filter((name) => name.kind === kind);
    if (!found.length) continue;
    const list = h("ul", { class: "rows" }, found.map((name) => row(store, concept, name)));
    const shown = kind === "hidden" ? [unfolding(t("card.hidden", { count: found.length }), list), list] : list;
    pairs.push([t(`card.kind_${kind}`), shown]);
  }
  return part(t("card.names"), facts(pairs));
}

/**
 * @param {Store} store
 * @param {number} concept
 * @param {Name} name
 */
function row(store, concept, { text, labels }) {
  const langs = labels.map((label) => label.lang);
  const words = new Intl.ListFormat(language()).format(langs.map(languageName));
  const reasons = labels.flatMap((label) => label.why ?? []);
  const known = labels.some((label) => label.why);
  const different = [...new Map(reasons.map((why) => [JSON.stringify(why), why])).values()];
  return h(
    "li",
    {},
    h("span", { class: "what" }, h("span", { lang: langs[0] }, text), " ", h("span", { class: "language" }, words)),
    known && askWhy(store, text, different, labels.flatMap((label) => verdicts(concept, label, labels.length > 1))),
  );
}

/**
 * What a person may think of a label; in which language is said where it is used in several.
 * @param {number} concept
 * @param {Label} label
 * @param {boolean} several
 */
function verdicts(concept, { text, lang, kind }, several) {
  const label = { text, lang, kind };
  const end = several ? "_in" : "";
  const values = { language: languageName(lang) };
  return [
    { words: t(`card.accept${end}`, values), draft: { kind: /** @type {const} */ ("accept-label"), concept, label } },
    { words: t(`card.reject${end}`, values), draft: { kind: /** @type {const} */ ("reject-label"), concept, label } },
  ];
}
