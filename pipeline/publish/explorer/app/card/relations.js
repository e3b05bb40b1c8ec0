// What a concept has to do with others, in words and in reading order; each target is a link.

import { conceptLink } from "../concepts.js";
import { h } from "../dom.js";
import { say, t } from "../words.js";
import { askWhy } from "./ask-why.js";
import { cutList, facts, part } from "./pieces.js";

/** @import { Store } from "../store.js" */

/**
 * The targets of a concept by predicate; predicates are numbered in reading order.
 * @param {Store} store
 * @param {number} concept
 * @returns {[number, number[]][]}
 */
function groups(store, concept) {
  /** @type {Map<number, number[]>} */
  const found = new Map();
  if (store.parents(concept).length) found.set(store.predicate("skos:broader"), store.parents(concept));
  if (store.children(concept).length) found.set(store.predicate("skos:narrower"), store.children(concept));
  for (const { predicate, target } of store.relations(concept)) {
    const known = found.get(predicate);
    if (known) known.push(target);
    else found.set(predicate, [target]);
  }
  return [...found].sort(([one], [other]) => one - other);
}

/**
 * @param {Store} store
 * @param {number} concept
 * @param {Details | undefined} details
 */
export function relationsPart(store, concept, details) {
  const found = groups(store, concept);
  if (!found.length) return null;
  const reasons = details && new Map(details.relations.map(({ predicate, target, why }) => [`${predicate} ${target}`, why]));
  return part(
    t("card.relations"),
    facts(
      found.map(([predicate, targets]) => [
        say(store.predicates[predicate].words),
        cutList(targets, (target) => row(store, concept, predicate, target, reasons && (reasons.get(`${predicate} ${target}`) ?? []))),
      ]),
    ),
  );
}

/**
 * @param {Store} store
 * @param {number} concept
 * @param {number} predicate
 * @param {number} target
 * @param {Why[] | undefined} reasons
 */
function row(store, concept, predicate, target, reasons) {
  const what = `${say(store.predicates[predicate].words)} ${store.name(target)}`;
  return h("li", {}, h("span", { class: "what" }, conceptLink(store, target)), reasons && askWhy(store, what, reasons, verdicts(store, concept, predicate, target, reasons)));
}

/**
 * What a person may think of a relation. One that follows from its inverse stands or falls with it.
 * @param {Store} store
 * @param {number} concept
 * @param {number} predicate
 * @param {number} target
 * @param {Why[]} reasons
 */
function verdicts(store, concept, predicate, target, reasons) {
  const { inverse } = store.predicates[predicate];
  const follows = inverse >= 0 && reasons.some((why) => why.kind === "derived");
  const relation = follows ? { concept: target, predicate: inverse, target: concept } : { concept, predicate, target };
  return [
    { words: t("card.accept"), draft: { kind: /** @type {const} */ ("accept-relation"), ...relation } },
    { words: t("card.reject"), draft: { kind: /** @type {const} */ ("reject-relation"), ...relation } },
  ];
}
