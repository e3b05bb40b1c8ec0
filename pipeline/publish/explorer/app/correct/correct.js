// Corrections: worded in a dialog, kept in a basket, downloaded as rows. Nothing is sent anywhere.

import { BlockError } from "../blocks.js";
import { byId } from "../dom.js";
import { current, onChange } from "../state.js";
import { t } from "../words.js";
import { readAsked } from "./asked.js";
import { openBasket } from "./basket.js";
import { openDialog } from "./dialog.js";
import { oneLine } from "./rows.js";
import { mountTelling, tell } from "./telling.js";
import { showView } from "./view.js";

/** @import { Store } from "../store.js" */
/** @import { Act } from "./basket.js" */

/**
 * What a person wants to correct, as the card names it.
 * @typedef {{ kind: "accept-label" | "reject-label", concept: number, label: Label }
 *   | { kind: "accept-relation" | "reject-relation", concept: number, predicate: number, target: number }
 *   | { kind: "suggest-label" | "suggest-relation", concept: number }} Draft
 */

/** @type {Store} */
let store;

/** @param {Store} given */
export function mountCorrect(given) {
  store = given;
  openBasket(store.meta.name);
  mountTelling();
  const show = () => {
    if (current().view === "correct") showView(byId("correct"), store).catch(refused);
  };
  onChange(show);
  document.addEventListener("corrections", show);
}

/**
 * Open the dialog in which a correction is worded and signed.
 * @param {Draft} draft
 */
export function openCorrection(draft) {
  open(draft).catch(refused);
}

/** @param {Draft} draft */
async function open(draft) {
  const [asked, details] = await Promise.all([readAsked(), store.details(draft.concept)]);
  const mine = "label" in draft
    ? details.labels.filter(({ text, lang }) => text === draft.label.text && lang === draft.label.lang)
    : "predicate" in draft
      ? details.relations.filter(({ predicate, target }) => predicate === draft.predicate && target === draft.target)
      : [];
  const [first, rest] = [mine, [...details.labels, ...details.relations, ...details.types]].map((all) => all.flatMap(({ why }) => sentences(why)));
  openDialog(store, asked, actOf(draft), { quotes: [...first, ...rest], signature: { quote: first[0] ?? "" } });
}

/** Say that a part of the page cannot be read. @param {unknown} error */
function refused(error) {
  if (!(error instanceof BlockError)) throw error;
  tell(t("shell.damaged", { block: error.message }));
}

/** @param {Draft} draft @returns {Act} */
function actOf(draft) {
  const concept = store.slug(draft.concept);
  const rejected = draft.kind.startsWith("reject");
  if ("label" in draft) {
    const { text, lang, kind } = draft.label;
    return { kind: "label", concept, text, lang, label: kind, rejected, own: false };
  }
  if ("predicate" in draft) {
    const { curie } = store.predicates[draft.predicate];
    return { kind: "statement", concept, predicate: curie, target: store.slug(draft.target), rejected, own: false };
  }
  if (draft.kind === "suggest-label") {
    return { kind: "label", concept, text: "", lang: store.meta.language, label: "alternative", rejected, own: true };
  }
  return { kind: "statement", concept, predicate: "skos:related", target: "", rejected, own: true };
}

/** @param {Why[]} why */
function sentences(why) {
  return why.flatMap((one) => (one.kind === "sentence" ? [oneLine(one.sentence)] : []));
}
