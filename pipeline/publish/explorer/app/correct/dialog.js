// The dialog in which a correction is worded, explained and signed.

import { byId, fill, h } from "../dom.js";
import { figure, t } from "../words.js";
import { offerOf, sentencesOf } from "./asked.js";
import { rowsOf, said } from "./acts.js";
import { corrections, keep, lastAuthor, rememberAuthor } from "./basket.js";
import { lack, problemsOf } from "./checks.js";
import { choice, conceptField, field, labelFields, statementFields, textField } from "./fields.js";
import { oneLine } from "./rows.js";
import { tell } from "./telling.js";

/** @import { Store } from "../store.js" */
/** @import { Asked } from "./asked.js" */
/** @import { Act, Signature } from "./basket.js" */
/** @import { Problem } from "./checks.js" */

const SURENESS = ["1", "0.9", "0.8", "0.7", "0.6", "0.5"];

/**
 * Open the dialog on an act; `quotes` are the sentences that it may rest on, `number` the correction that
 * is worded anew.
 * @param {Store} store
 * @param {Asked} asked
 * @param {Act} act
 * @param {{ quotes: string[], signature?: Partial<Signature>, number?: number }} options
 */
export function openDialog(store, asked, act, { quotes, signature: before, number = -1 }) {
  let now = act;
  /** @type {Omit<Signature, "date">} */
  const signature = { author: lastAuthor(), reason: "", quote: "", confidence: "", ...before };
  // Found again by what it says: another window may have changed the basket meanwhile.
  const old = JSON.stringify(corrections()[number]);
  const told = h("p", { class: "correction-says", id: "correction-says" });
  const listed = h("ul", { class: "correction-problems" });
  let turn = 0;

  /** Say what is decided and what speaks against it; asked for anew, an older answer is of no use. */
  async function check(complete = false) {
    turn += 1;
    const mine = turn;
    const found = await problemsOf(store, asked, now, corrections().filter((one) => JSON.stringify(one) !== old));
    if (complete && !signature.reason) found.push(lack("reason"));
    if (complete && !signature.author) found.push(lack("author"));
    if (mine === turn) {
      fill(told, said(store, asked, now));
      fill(listed, found.filter((one) => complete || one.degree !== "lacks").map(problem));
    }
    return found;
  }

  const change = (/** @type {Partial<Act>} */ part) => {
    now = /** @type {Act} */ ({ ...now, ...part });
    void check();
  };
  const own = ownFields(store, asked, act, change);
  const reason = h("textarea", {
    class: "field", rows: 3, required: true, lang: store.meta.language, "aria-describedby": "correction-hint correction-problems", autofocus: !own.length,
    on: { input: () => (signature.reason = oneLine(reason.value)) },
  });
  reason.value = signature.reason;
  const author = textField(signature.author, (text) => (signature.author = text), { required: true, autocomplete: "name" });
  const confidence = choice(
    [["", t("correct.unsaid")], ...SURENESS.map((value) => /** @type {[string, string]} */ ([value, figure(Number(value))]))],
    signature.confidence,
    (value) => (signature.confidence = value),
  );
  const close = () => dialog.close();
  const dialog = h(
    "dialog",
    { id: "correction", "aria-labelledby": "correction-title", "aria-describedby": "correction-says", on: { close: () => dialog.remove() } },
    h(
      "form",
      { novalidate: true, on: { submit: (/** @type {Event} */ event) => { event.preventDefault(); void finish(); } } },
      h("h2", { id: "correction-title" }, t(`correct.title_${titleOf(act)}`)),
      told,
      own,
      quoteField(store, quotes, signature),
      h("div", {}, field(t("correct.reason"), reason), h("small", { class: "soft", id: "correction-hint" }, t("correct.reason_hint"))),
      h("div", { class: "correction-pair" }, field(t("correct.author"), author), field(t("correct.confidence"), confidence)),
      h("div", { id: "correction-problems", role: "status" }, listed),
      h(
        "div",
        { class: "correction-buttons" },
        h("button", { class: "button", type: "button", on: { click: close } }, t("correct.cancel")),
        h("button", { class: "button primary", type: "submit" }, t(number < 0 ? "correct.keep" : "correct.keep_change")),
      ),
    ),
  );

  async function finish() {
    const found = (await check(true)).filter(({ degree }) => degree !== "minds");
    reason.setAttribute("aria-invalid", String(!signature.reason));
    author.setAttribute("aria-invalid", String(!signature.author));
    if (found.length) {
      /** @type {HTMLElement | null} */ (dialog.querySelector('[aria-invalid="true"]') ?? dialog.querySelector("input, select, textarea"))?.focus();
      return;
    }
    rememberAuthor(signature.author);
    const rows = await rowsOf(store, asked, now);
    keep({ act: now, rows, signature: { ...signature, date: today() } }, corrections().findIndex((one) => JSON.stringify(one) === old));
    dialog.close();
    tell(t("correct.kept", { count: corrections().length }));
  }

  document.body.append(dialog);
  // Who goes back has left what the dialog is about, and is handed to the card that comes.
  const leave = () => {
    if (!dialog.open) return;
    close();
    byId("card").focus({ preventScroll: true });
  };
  addEventListener("hashchange", leave, { capture: true, once: true });
  dialog.showModal();
  void check();
}

/** @param {Problem} one */
function problem({ degree, text }) {
  return h("li", { class: degree }, h("strong", {}, t(`correct.${degree}`)), ` ${text}`);
}

/** @param {Store} store @param {Asked} asked @param {Act} act @param {(part: Partial<Act>) => void} change */
function ownFields(store, asked, act, change) {
  const concept = (/** @type {string} */ name, /** @type {string} */ slug) => conceptField(store, name, slug, (chosen) => change({ concept: chosen }));
  const name = (/** @type {string} */ text) => field(t("correct.text"), textField(text, (given) => change({ text: given }), { autofocus: true, required: true }));
  if (act.kind === "term") return [name(act.text), concept(t("correct.parent"), act.concept)];
  if (act.kind === "answer") {
    const asks = offerOf(asked, act.id, act.choice)?.asks;
    return asks === "name" ? [name(act.text)] : asks === "concept" ? [concept(t("correct.target"), act.concept)] : [];
  }
  if (!act.own) return [];
  return act.kind === "label" ? labelFields(act, change) : statementFields(store, asked, act, change);
}

/** The sentence that the decision rests on, as its source writes it. @param {Store} store @param {string[]} quotes @param {Omit<Signature, "date">} signature */
function quoteField(store, quotes, signature) {
  const all = [...new Set([signature.quote, ...quotes])].filter((quote) => quote);
  if (!all.length) return undefined;
  const whole = h("q", { class: "correction-quote", lang: store.meta.language });
  const show = (/** @type {string} */ quote) => {
    signature.quote = quote;
    whole.hidden = !quote;
    fill(whole, quote);
  };
  const options = all.map((quote) => /** @type {[string, string]} */ ([quote, quote.length > 80 ? `${quote.slice(0, 78)}…` : quote]));
  const made = choice([["", t("correct.no_quote")], ...options], signature.quote, show);
  show(signature.quote);
  return h("div", {}, field(t("correct.quote"), made), whole);
}

/** @param {Act} act */
function titleOf(act) {
  if (act.kind === "answer" || act.kind === "term") return act.kind;
  return `${act.own ? "suggest" : act.rejected ? "reject" : "accept"}_${act.kind}`;
}

/** A decision is a person's act, dated on the day they take it. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/**
 * The sentences that a question or a term is shown with.
 * @param {Asked} asked
 * @param {string} id
 */
export function quotesOf(asked, id) {
  return sentencesOf(asked, id).map(({ quote }) => oneLine(quote));
}
