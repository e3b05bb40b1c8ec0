// The corrections that a person has made so far, kept on this machine alone, under the vocabulary's name.

/** @import { Row } from "./rows.js" */

/**
 * What a person decides. `own` is what they suggest themselves, and may word otherwise later. Concepts
 * are named by slug, so that a basket outlives a new build.
 * @typedef {{ kind: "label", concept: string, text: string, lang: string, label: LabelKind, rejected: boolean, own: boolean }} LabelAct
 * @typedef {{ kind: "statement", concept: string, predicate: string, target: string, rejected: boolean, own: boolean }} StatementAct
 * @typedef {{ kind: "answer", id: string, choice: number, text: string, concept: string }} AnswerAct
 * @typedef {{ kind: "term", id: string, slug: string, text: string, lang: string, concept: string }} TermAct
 * @typedef {LabelAct | StatementAct | AnswerAct | TermAct} Act
 * @typedef {{ author: string, date: string, reason: string, quote: string, confidence: string }} Signature
 * @typedef {{ act: Act, rows: Row[], signature: Signature }} Correction
 */

let place = "";
/** @type {Correction[]} */
let kept = [];

/**
 * Take up what was kept for a vocabulary; another window of the same page changes it here as well.
 * @param {string} name
 */
export function openBasket(name) {
  place = `glossograph.corrections.${name}`;
  kept = stored();
  addEventListener("storage", (event) => {
    if (event.key !== place) return;
    kept = stored();
    tell();
  });
}

/** Those that are kept; the event "corrections" says that they have changed. @returns {readonly Correction[]} */
export function corrections() {
  return kept;
}

/**
 * Keep a correction, in place of the one with a number where it is given.
 * @param {Correction} correction
 * @param {number} [number]
 */
export function keep(correction, number = -1) {
  kept = number < 0 ? [...kept, correction] : kept.with(number, correction);
  store();
}

/** @param {number} number */
export function drop(number) {
  kept = kept.toSpliced(number, 1);
  store();
}

export function empty() {
  kept = [];
  store();
}

/** Who signed last. */
export function lastAuthor() {
  return read(`${place}.author`) ?? kept.at(-1)?.signature.author ?? "";
}

/** @param {string} name */
export function rememberAuthor(name) {
  write(`${place}.author`, name);
}

function store() {
  write(place, JSON.stringify(kept));
  tell();
}

function tell() {
  document.dispatchEvent(new CustomEvent("corrections"));
}

/** @returns {Correction[]} */
function stored() {
  try {
    const found = JSON.parse(read(place) ?? "[]");
    return Array.isArray(found) ? found.filter(isCorrection) : [];
  } catch {
    return [];
  }
}

/** Whether something that was stored is what this page stores. @param {any} one */
function isCorrection(one) {
  const texts = (/** @type {any} */ of) => of !== null && typeof of === "object" && Object.values(of).every((v) => typeof v === "string");
  return (
    ["label", "statement", "answer", "term"].includes(one?.act?.kind) &&
    ["author", "date", "reason", "quote", "confidence"].every((name) => typeof one.signature?.[name] === "string") &&
    Array.isArray(one.rows) &&
    one.rows.every((/** @type {any} */ row) => ["labels", "relations"].includes(row?.table) && texts(row.fields))
  );
}

// A browser may refuse a page its memory: the basket then lasts as long as the page.

/** @param {string} key */
function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} value */
function write(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The page keeps it.
  }
}
