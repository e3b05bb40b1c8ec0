// What speaks against a correction before it is kept. The build has the last word: `curate --rows` asks it.

import { t } from "../words.js";
import { relationWords, rowsOf, said } from "./acts.js";
import { against } from "./against.js";
import { inversesOf } from "./asked.js";
import { bearersOf } from "./bearers.js";
import { above, parentage, parentsOf } from "./places.js";

/** @import { Store } from "../store.js" */
/** @import { Asked } from "./asked.js" */
/** @import { Act, Correction, LabelAct, StatementAct } from "./basket.js" */

/**
 * A problem that `stops` is what a table, or the build, would refuse; a person may have reasons for one to
 * `mind`; where something `lacks`, they have not come to it yet.
 * @typedef {{ degree: "stops" | "minds" | "lacks", text: string }} Problem
 */

const IDENTITY = ["skos:exactMatch", "rdf:type", "owl:deprecated", "dcterms:isReplacedBy"];
const GOING = ["owl:deprecated", "dcterms:isReplacedBy"];

/**
 * The problems of an act, beside those that are kept already.
 * @param {Store} store
 * @param {Asked} asked
 * @param {Act} act
 * @param {readonly Correction[]} kept
 * @returns {Promise<Problem[]>}
 */
export async function problemsOf(store, asked, act, kept) {
  /** @type {Problem[]} */
  const found = [];
  if (act.kind === "label") found.push(...(await ofLabel(store, asked, act)));
  if (act.kind === "statement") found.push(...(await ofStatement(store, asked, act, kept)));
  if (act.kind === "term") found.push(...ofName(store, act.text, act.lang, -1), ...(act.concept ? [] : [lack("choose")]));
  if (act.kind === "answer") found.push(...ofAnswer(store, asked, act));
  const rows = await rowsOf(store, asked, act);
  const inverses = inversesOf(asked);
  for (const other of kept) {
    const clash = rows.flatMap((row) => other.rows.map((one) => against(row, one, inverses))).find((one) => one);
    if (clash) found.push(stop(`against_${clash}`, { other: said(store, asked, other.act) }));
  }
  return found;
}

/** @param {Store} store @param {Asked} asked @param {LabelAct} act */
async function ofLabel(store, asked, act) {
  const i = store.find(act.concept);
  if (asked.trunk.includes(i)) return [stop("trunk", { concept: store.name(i) })];
  if (act.own && !act.text) return [lack("text")];
  const labels = (await store.details(i)).labels.filter((one) => one.lang === act.lang);
  const same = labels.find((one) => one.text.toLowerCase() === act.text.toLowerCase());
  const isName = same?.kind === "preferred" && act.lang === store.meta.language;
  if (act.own) {
    if (same?.text === act.text && same.kind === act.label) return [stop("there")];
    if (isName && act.label !== "preferred") return [stop("is_name")];
    return ofName(store, act.text, act.lang, i, act.label);
  }
  const where = same && decided(same.why);
  if (where) return [stop(act.rejected ? "decided_so" : "decided", { where })];
  return act.rejected && isName ? [stop("is_name")] : [];
}

/**
 * A name that other concepts have: two of them cannot be preferred.
 * @param {Store} store
 * @param {string} text
 * @param {string} lang
 * @param {number} i the concept that is to have it, or -1
 * @param {LabelKind} [kind]
 */
function ofName(store, text, lang, i, kind = "preferred") {
  if (!text) return [lack("text")];
  return bearersOf(store, text, lang).flatMap(({ concept, preferred }) => {
    if (concept === i) return [];
    const other = { other: store.name(concept) };
    return [preferred && kind === "preferred" ? stop("homonym", other) : warn("shared", other)];
  });
}

/** @param {Store} store @param {Asked} asked @param {StatementAct} act @param {readonly Correction[]} kept */
async function ofStatement(store, asked, act, kept) {
  const { predicate, rejected, own } = act;
  const i = store.find(act.concept);
  if (!act.target) return [lack("choose")];
  const isThing = predicate !== "rdf:type" && predicate !== "owl:deprecated";
  const j = isThing ? store.find(act.target) : -1;
  if (i === j) return [stop("itself")];
  const [top] = untouchable(asked, predicate, i, j);
  if (top !== undefined) return [stop("trunk", { concept: store.name(top) })];
  const standing = await whyOf(store, act, i, j);
  const where = standing && decided(standing);
  if (where) return [stop(rejected ? "decided_so" : "decided", { where })];
  if (own && standing && !rejected) return [stop("there")];
  if (rejected) return ofRefusal(store, act, kept);
  if (GOING.includes(predicate)) return ofGoing(store, i);
  const link = parentage(store, act);
  if (link) {
    if (above(store, kept, link[1]).has(link[0])) return [stop("cycle", { one: store.name(link[0]), other: store.name(link[1]) })];
    const tied = store.relations(i).find(({ target }) => target === j);
    const words = tied && relationWords(asked, store.predicates[tied.predicate].curie);
    return words ? [warn("associated", { other: store.name(j), relation: words })] : [];
  }
  const inLine = !IDENTITY.includes(predicate) && (above(store, kept, i).has(j) || above(store, kept, j).has(i));
  return inLine ? [stop("in_line", { one: store.name(i), other: store.name(j) })] : [];
}

/** The top concepts that a row on a predicate would have to change. @param {Asked} asked @param {string} predicate @param {number} i @param {number} j */
function untouchable(asked, predicate, i, j) {
  const isTop = (/** @type {number} */ one) => asked.trunk.includes(one);
  if (predicate === "skos:exactMatch") return isTop(i) && isTop(j) ? [i] : [];
  if (predicate === "skos:narrower") return [j].filter(isTop);
  return (predicate === "skos:broader" || IDENTITY.includes(predicate) ? [i] : [i, j]).filter(isTop);
}

/** Why a statement stands, said of either end; nothing where it does not. @param {Store} store @param {StatementAct} act @param {number} i @param {number} j */
async function whyOf(store, { predicate, target }, i, j) {
  const details = await store.details(i);
  if (predicate === "rdf:type") {
    return details.types.find(({ cls }) => `${store.meta.prefix}:${store.classes[cls].name}` === target)?.why;
  }
  const number = store.predicate(predicate);
  if (number < 0 || j < 0) return undefined;
  const forth = details.relations.find((one) => one.predicate === number && one.target === j);
  const inverse = store.predicates[number].inverse;
  const back = (await store.details(j)).relations.find((one) => one.predicate === inverse && one.target === i);
  return forth || back ? [...(forth?.why ?? []), ...(back?.why ?? [])] : undefined;
}

/** A concept that loses its only place. @param {Store} store @param {StatementAct} act @param {readonly Correction[]} kept */
function ofRefusal(store, act, kept) {
  const link = parentage(store, act);
  if (!link || parentsOf(store, kept, link[0]).some((one) => one !== link[1])) return [];
  return [warn("placeless", { concept: store.name(link[0]) })];
}

/** Decisions that still name, place or relate a concept that is to go. @param {Store} store @param {number} i */
async function ofGoing(store, i) {
  const { labels, relations, types } = await store.details(i);
  const found = [...labels, ...relations, ...types].map(({ why }) => decided(why)).filter((where) => where);
  return found.length ? [stop("outlived", { where: [...new Set(found)].join(", ") })] : [];
}

/** @param {Store} store @param {Asked} asked @param {import("./basket.js").AnswerAct} act */
function ofAnswer(store, asked, act) {
  const item = [...asked.questions, ...asked.disagreements].find((one) => one.id === act.id);
  const asks = item?.proposals[act.choice]?.asks;
  if (asks === "concept" && !act.concept) return [lack("choose")];
  return asks === "name" ? ofName(store, act.text, store.meta.language, -1) : [];
}

/** The row that a statement stands by; nothing where no person decided it. @param {Why[]} why */
function decided(why) {
  return why.flatMap((one) => (one.kind === "decision" ? [one.where] : []))[0];
}

/** @param {string} key @param {Record<string, string>} [values] @returns {Problem} */
function stop(key, values) {
  return { degree: "stops", text: t(`correct.no_${key}`, values) };
}

/** @param {string} key @param {Record<string, string>} [values] @returns {Problem} */
function warn(key, values) {
  return { degree: "minds", text: t(`correct.mind_${key}`, values) };
}

/** @param {string} key @returns {Problem} */
export function lack(key) {
  return { degree: "lacks", text: t(`correct.lack_${key}`) };
}
