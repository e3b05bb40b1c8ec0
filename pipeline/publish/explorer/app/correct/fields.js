// The fields of a correction that a person words themselves: a label, a statement, a name, a concept.

import { fill, freshId, h } from "../dom.js";
import { conceptPicker } from "../search/picker.js";
import { languageName, say, t } from "../words.js";
import { relationWords } from "./acts.js";
import { oneLine } from "./rows.js";

/** @import { Store } from "../store.js" */
/** @import { Asked } from "./asked.js" */
/** @import { LabelAct, StatementAct } from "./basket.js" */

const KINDS = /** @type {const} */ (["alternative", "acronym", "hidden", "preferred"]);
// Languages that a label may be in, besides those of the vocabulary.
const LANGUAGES = ["fr", "en", "de", "es", "it", "nl", "pt"];
const TREE = ["skos:broader", "skos:narrower"];

/**
 * A field under its name.
 * @param {string} name
 * @param {HTMLElement} control
 */
export function field(name, control) {
  control.id = freshId("correction-field");
  return h("div", { class: "correction-field" }, h("label", { for: control.id }, name), control);
}

/**
 * A choice of values, each with its words.
 * @param {[string, string][]} options
 * @param {string} chosen
 * @param {(value: string) => void} onChoice
 */
export function choice(options, chosen, onChoice) {
  const select = h("select", { class: "field", on: { change: () => onChoice(select.value) } }, options.map(option));
  select.value = chosen;
  return select;
}

/** @param {string} value @param {(value: string) => void} onInput @param {Record<string, any>} [attributes] */
export function textField(value, onInput, attributes = {}) {
  const input = h("input", { class: "field", type: "text", autocomplete: "off", ...attributes, on: { input: () => onInput(oneLine(input.value)) } });
  input.value = value;
  return input;
}

/**
 * A concept, chosen by any of its names; what is chosen stands beneath.
 * @param {Store} store
 * @param {string} name
 * @param {string} slug
 * @param {(slug: string) => void} onChoice
 */
export function conceptField(store, name, slug, onChoice) {
  const shown = h("p", { class: "correction-chosen", "aria-live": "polite" });
  const show = (/** @type {number} */ i) => {
    fill(shown, i < 0 ? t("correct.nothing_chosen") : t("correct.chosen", { concept: store.name(i) }));
  };
  const picker = conceptPicker(store, {
    label: name,
    onPick: (i) => {
      show(i);
      onChoice(i < 0 ? "" : store.slug(i));
    },
  });
  show(store.find(slug));
  // Enter chooses a concept here; it must not send the form.
  const keep = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter") event.preventDefault();
  };
  return h("div", { class: "correction-field", on: { keydown: keep } }, h("span", { "aria-hidden": "true" }, name), picker, shown);
}

/**
 * A label that a person suggests.
 * @param {LabelAct} act
 * @param {(change: Partial<LabelAct>) => void} onChange
 */
export function labelFields(act, onChange) {
  const kinds = KINDS.map((kind) => /** @type {[string, string]} */ ([kind, t(`correct.kind_${kind}`)]));
  const languages = [...new Set([act.lang, ...LANGUAGES])].map((tag) => /** @type {[string, string]} */ ([tag, languageName(tag)]));
  return [
    field(t("correct.text"), textField(act.text, (text) => onChange({ text }), { autofocus: true, required: true, lang: act.lang })),
    h(
      "div",
      { class: "correction-pair" },
      field(t("correct.kind"), choice(kinds, act.label, (value) => onChange({ label: /** @type {LabelKind} */ (value) }))),
      field(t("correct.language"), choice(languages, act.lang, (lang) => onChange({ lang }))),
    ),
  ];
}

/**
 * A statement that a person suggests: which, and on what.
 * @param {Store} store
 * @param {Asked} asked
 * @param {StatementAct} act
 * @param {(change: Partial<StatementAct>) => void} onChange
 */
export function statementFields(store, asked, act, onChange) {
  const target = h("div", {});
  const explained = h("small", { class: "soft" });
  const show = (/** @type {string} */ predicate, /** @type {string} */ slug) => {
    fill(explained, TREE.includes(predicate) || store.predicates.every((one) => one.curie !== predicate) ? hint(predicate) : "");
    fill(target, targetFields(store, asked, predicate, slug, (chosen) => onChange({ target: chosen })));
  };
  const groups = {
    tree: TREE,
    relations: asked.relations.map((one) => one.curie).filter((curie) => !TREE.includes(curie)),
    nature: ["rdf:type"],
    identity: ["skos:exactMatch", "owl:deprecated", "dcterms:isReplacedBy"],
  };
  const select = h(
    "select",
    {
      class: "field",
      autofocus: true,
      on: {
        change: () => {
          const next = select.value === "owl:deprecated" ? "true" : "";
          show(select.value, next);
          onChange({ predicate: select.value, target: next });
        },
      },
    },
    Object.entries(groups).map(([group, curies]) =>
      h("optgroup", { label: t(`correct.group_${group}`) }, curies.map((curie) => option([curie, relationWords(asked, curie)]))),
    ),
  );
  select.value = act.predicate;
  show(act.predicate, act.target);
  return [field(t("correct.predicate"), select), explained, target];
}

/**
 * @param {Store} store
 * @param {Asked} asked
 * @param {string} predicate
 * @param {string} chosen
 * @param {(target: string) => void} onChoice
 */
function targetFields(store, asked, predicate, chosen, onChoice) {
  if (predicate === "owl:deprecated") return [];
  if (predicate !== "rdf:type") return [conceptField(store, t("correct.target"), chosen, onChoice)];
  const classes = asked.classes.map((number) => store.classes[number]);
  const options = classes.map((one) => /** @type {[string, string]} */ ([`${store.meta.prefix}:${one.name}`, say(one.words)]));
  return [field(t("correct.class"), choice([["", "—"], ...options], chosen, onChoice))];
}

/** What a statement does that is no mere association. @param {string} predicate */
function hint(predicate) {
  const known = ["skos:broader", "skos:narrower", "rdf:type", "skos:exactMatch", "owl:deprecated", "dcterms:isReplacedBy"];
  return known.includes(predicate) ? t(`correct.hint_${predicate.replace(":", "_")}`) : "";
}

/** @param {[string, string]} option */
function option([value, words]) {
  return h("option", { value }, words);
}
