// What a person decides, as rows and in words.

import { languageName, say, t } from "../words.js";
import { offerOf } from "./asked.js";
import { labelRow, relationRow } from "./rows.js";

/** @import { Store } from "../store.js" */
/** @import { Asked, Offer } from "./asked.js" */
/** @import { Act } from "./basket.js" */
/** @import { Row } from "./rows.js" */

// What an answer fills in, as pipeline/map/questions.py writes it.
const BLANK = "?";

/**
 * What a row calls a concept: its first entry, or `concept:<slug>` where it has none or is of the trunk.
 * @param {Store} store
 * @param {Asked} asked
 * @param {number} i
 */
async function keyInRows(store, asked, i) {
  const first = asked.trunk.includes(i) ? undefined : (await store.details(i)).entries[0];
  return first?.id ?? `concept:${store.slug(i)}`;
}

/**
 * The rows that an act writes, without who, when and why; none where it speaks of what is not there.
 * @param {Store} store
 * @param {Asked} asked
 * @param {Act} act
 * @returns {Promise<Row[]>}
 */
export async function rowsOf(store, asked, act) {
  const i = act.concept ? store.find(act.concept) : -1;
  const key = i < 0 ? "" : await keyInRows(store, asked, i);
  if (act.kind === "label") return key ? [labelRow(key, { ...act, kind: act.label })] : [];
  if (act.kind === "statement") {
    const target = await targetOf(store, asked, act);
    return key && target ? [relationRow(key, act.predicate, target, act.rejected)] : [];
  }
  if (act.kind === "term") {
    const own = `concept:${act.slug}`;
    if (!key || !act.text) return [];
    return [labelRow(own, { ...act, kind: "preferred", rejected: false }), relationRow(own, "skos:broader", key, false)];
  }
  const offer = offerOf(asked, act.id, act.choice);
  const given = offer?.asks === "concept" ? key : act.text;
  return (offer?.rows ?? []).map(({ table, fields }) => ({
    table,
    fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value === BLANK ? given : value])),
  }));
}

/**
 * An act in a sentence.
 * @param {Store} store
 * @param {Asked} asked
 * @param {Act} act
 * @returns {string}
 */
export function said(store, asked, act) {
  const concept = named(store, act.concept);
  if (act.kind === "label") {
    const words = { concept, text: act.text || "…", kind: t(`correct.kind_${act.label}`), lang: languageName(act.lang) };
    return t(act.rejected ? "correct.says_not_label" : "correct.says_label", words);
  }
  if (act.kind === "term") return t("correct.says_term", { text: act.text || "…", concept });
  if (act.kind === "answer") {
    const offer = offerOf(asked, act.id, act.choice);
    const given = act.text || (act.concept && concept);
    const answer = offer ? offered(offer) : act.id;
    return given ? t("correct.says_answer", { answer, given }) : answer;
  }
  if (act.predicate === "owl:deprecated") return t("correct.says_retire", { concept });
  const words = { concept, relation: relationWords(asked, act.predicate), target: targetName(store, act.predicate, act.target) };
  return t(act.rejected ? "correct.says_not_relation" : "correct.says_relation", words);
}

/** An answer in words: the machine's own, or those of the page. @param {Offer} offer */
function offered(offer) {
  return offer.text ?? t(`correct.offer_${offer.say}`, offer.called);
}

/** The same beside what it is on, which is numbered there. @param {Offer} offer */
export function offeredHere(offer) {
  return offer.text ?? t(`correct.here_${offer.say}`, offer.numbers);
}

/** A relation in words. @param {Asked} asked @param {string} curie */
export function relationWords(asked, curie) {
  const found = asked.relations.find((one) => one.curie === curie);
  return found ? say(found.words) : t(`correct.${curie.replace(":", "_")}`);
}

/**
 * @param {Store} store
 * @param {Asked} asked
 * @param {import("./basket.js").StatementAct} act
 */
async function targetOf(store, asked, { predicate, target }) {
  if (predicate === "rdf:type" || predicate === "owl:deprecated") return target;
  const j = store.find(target);
  return j < 0 ? "" : keyInRows(store, asked, j);
}

/** @param {Store} store @param {string} predicate @param {string} target */
function targetName(store, predicate, target) {
  if (predicate !== "rdf:type" || !target) return named(store, target);
  const found = store.classes.find((one) => `${store.meta.prefix}:${one.name}` === target);
  return found ? say(found.words) : target;
}

/** What a slug's concept is called; the slug itself where there is none any more. @param {Store} store @param {string} slug */
function named(store, slug) {
  const i = store.find(slug);
  return i < 0 ? slug || "…" : store.name(i);
}
