// Which relations and sources are looked at: checkboxes whose every state is a link.

import { h } from "../dom.js";
import { go, linkWith } from "../state.js";
import { t } from "../words.js";
import { relationWords } from "./links.js";
import { lineSample } from "./line_sample.js";
import { NO_SOURCE } from "./neighbourhood.js";

/** @import { Store } from "../store.js" */
/** @import { Picture } from "./neighbourhood.js" */

// How the address names "no source".
const NONE = "none";

/**
 * The relations that are hidden, in both directions, as `hide` lists them.
 * @param {Store} store
 * @param {string} hide
 * @returns {Set<number>}
 */
export function hiddenRelations(store, hide = "") {
  const curies = new Set(hide.split(","));
  const hidden = store.predicates.flatMap((one, i) => (curies.has(one.curie) ? [i, one.inverse] : []));
  return new Set(hidden.filter((number) => number >= 0));
}

/**
 * The sources that are looked at, as `only` lists them; null: all.
 * @param {Store} store
 * @param {string} only
 * @returns {Set<number> | null}
 */
export function wantedSources(store, only = "") {
  const ids = new Set(only.split(","));
  const wanted = store.sources.flatMap((source, i) => (ids.has(source.id) ? [i] : []));
  if (ids.has(NONE)) wanted.push(NO_SOURCE);
  return wanted.length ? new Set(wanted) : null;
}

/**
 * @param {Store} store
 * @param {Picture} picture
 * @param {{ hidden: Set<number>, only: Set<number> | null }} wish
 */
export function filters(store, picture, { hidden, only }) {
  const drawn = new Set(picture.lines.map((line) => line.predicate));
  const offered = store.predicates.map((_, i) => i).filter((i) => drawn.has(i) || (hidden.has(i) && store.predicates[i].drawn));
  const sources = [...store.sources.map((_, i) => i), NO_SOURCE];
  const shown = sources.filter((source) => !only || only.has(source));
  return [
    h(
      "fieldset",
      {},
      h("legend", {}, t("graph.relations_shown")),
      offered.map((number) => {
        const { curie } = store.predicates[number];
        const others = [...hidden].filter((one) => one !== number && store.predicates[one].drawn);
        const hide = (hidden.has(number) ? others : [...others, number]).map((one) => store.predicates[one].curie).sort();
        return box(`hide-${curie}`, !hidden.has(number), () => linkWith({ hide: hide.join(",") }), lineSample(store.predicates[number]), relationWords(store, number));
      }),
    ),
    h(
      "fieldset",
      {},
      h("legend", {}, t("graph.sources_shown")),
      sources.map((number) => {
        const isShown = shown.includes(number);
        const wanted = sources.filter((source) => (source === number ? !isShown : shown.includes(source)));
        const value = wanted.length === sources.length ? "" : wanted.map((source) => sourceId(store, source)).join(",");
        const text = number === NO_SOURCE ? t("graph.no_source") : store.sources[number].title;
        // The last one cannot be taken away: nothing would be left to look at.
        return box(`only-${sourceId(store, number)}`, isShown, () => linkWith({ only: value }), text, null, isShown && shown.length === 1);
      }),
    ),
  ];
}

/** @param {Store} store @param {number} source */
function sourceId(store, source) {
  return source === NO_SOURCE ? NONE : store.sources[source].id;
}

/**
 * @param {string} key
 * @param {boolean} isOn
 * @param {() => string} link what the other state is
 * @param {Node | string} mark
 * @param {string | null} words
 * @param {boolean} [isFixed]
 */
function box(key, isOn, link, mark, words, isFixed = false) {
  const input = h("input", { type: "checkbox", "data-key": key, checked: isOn, disabled: isFixed, on: { change: () => go(link()) } });
  return h("label", {}, input, mark, words);
}
