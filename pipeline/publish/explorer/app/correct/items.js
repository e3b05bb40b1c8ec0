// One thing that the machine asks: its sentences with the telling words marked, and the answers it offers.

import { fill, h } from "../dom.js";
import { linkTo } from "../state.js";
import { day, t } from "../words.js";
import { offeredHere } from "./acts.js";
import { corrections } from "./basket.js";
import { openDialog, quotesOf } from "./dialog.js";

/** @import { Store } from "../store.js" */
/** @import { Asked, Disagreement, Offer, Question, Sentence, Term } from "./asked.js" */
/** @import { Act } from "./basket.js" */

/** @typedef {{ element: HTMLElement, update: () => void }} Item */

// How many sentences are shown before a person asks for all.
const FEW = 2;

/** @param {Store} store @param {Asked} asked @param {Question} question @returns {Item} */
export function questionItem(store, asked, question) {
  return item(
    question.id,
    h("h4", { lang: "fr" }, question.text),
    h("p", { class: "soft small" }, t("correct.value", { count: question.value })),
    sentenceList(store, question.sentences),
    offers(store, asked, question.id, question.proposals),
  );
}

/** @param {Store} store @param {Asked} asked @param {Term} term @returns {Item} */
export function termItem(store, asked, term) {
  const concept = term.broader < 0 ? "" : store.slug(term.broader);
  /** @type {Act} */
  const act = { kind: "term", id: term.id, slug: term.slug, text: term.text, lang: term.lang, concept };
  const open = () => openDialog(store, asked, act, { quotes: quotesOf(asked, term.id), signature: { quote: quotesOf(asked, term.id)[0] ?? "" } });
  const under = term.broader < 0 ? t("correct.term_loose") : t("correct.term_under", { concept: store.name(term.broader) });
  return item(
    term.id,
    h("h4", { lang: term.lang }, term.text),
    h("p", { class: "soft small" }, t("correct.term_used", { count: term.frequency }), " ", t("correct.term_entries", { count: term.entries }), " ", under),
    sentenceList(store, term.sentences),
    h("p", {}, h("button", { class: "button", type: "button", "aria-label": t("correct.term_accept_named", { term: term.text }), on: { click: open } }, t("correct.term_accept"))),
  );
}

/** @param {Store} store @param {Asked} asked @param {Disagreement} one @returns {Item} */
export function disagreementItem(store, asked, one) {
  const names = one.names.map((name, n) => [n ? " / " : "", n in one.concepts ? h("a", { href: linkTo("concept", store.slug(one.concepts[n])) }, name) : name]);
  return item(
    one.id,
    h("h4", {}, names),
    h("p", {}, h("span", { class: `chip ${one.level}` }, t(`correct.level_${one.level}`))),
    h("ol", { class: "accounts" }, one.accounts.map((account) => h("li", {}, saying(store, account), accountNote(account)))),
    one.decisions.map(({ author, date, reason, where }) => h("p", { class: "small" }, h("strong", {}, t("correct.decision", { author, date: day(date) })), " ", h("span", { lang: store.meta.language }, reason), " ", h("code", {}, where))),
    h("details", { open: !one.decisions.length }, h("summary", {}, t(one.decisions.length ? "correct.otherwise" : "correct.decide")), offers(store, asked, one.id, one.proposals)),
  );
}

/** @param {import("./asked.js").Account} account */
function accountNote({ headword, classes, followed }) {
  const said = [headword || t("correct.lost"), ...classes].join(" · ");
  return h("p", { class: "soft small" }, said, followed && [" · ", h("strong", {}, t("correct.followed"))]);
}

/** @param {Store} store @param {Asked} asked @param {string} id @param {Offer[]} proposals */
function offers(store, asked, id, proposals) {
  const open = (/** @type {number} */ choice) => {
    const quotes = quotesOf(asked, id);
    openDialog(store, asked, { kind: "answer", id, choice, text: "", concept: "" }, { quotes, signature: { quote: quotes[0] ?? "" } });
  };
  return h(
    "ul",
    { class: "offers" },
    proposals.map((offer, choice) => h("li", {}, h("button", { class: "button", type: "button", on: { click: () => open(choice) } }, offeredHere(offer)))),
  );
}

/** All sentences, the first of them shown. @param {Store} store @param {Sentence[]} sentences */
function sentenceList(store, sentences) {
  const list = h("ul", { class: "sentences" }, sentences.slice(0, FEW).map((one) => h("li", {}, saying(store, one))));
  const rest = sentences.slice(FEW);
  if (!rest.length) return list;
  const more = h(
    "button",
    {
      class: "button quiet", type: "button",
      on: {
        click: () => {
          const added = rest.map((one) => h("li", { tabindex: -1 }, saying(store, one)));
          list.append(...added);
          added[0].focus();
          more.remove();
        },
      },
    },
    t("correct.more_sentences", { count: rest.length }),
  );
  return [list, more];
}

/** @param {Store} store @param {Sentence} sentence */
function saying(store, { pieces: [before, words, after], source }) {
  const of = store.sources[source];
  return [h("q", { lang: of?.language ?? store.meta.language }, before, words && h("mark", {}, words), after), of && h("cite", { class: "soft small", lang: of.language }, ` ${of.title}`)];
}

/**
 * @param {string} id
 * @param {...import("../dom.js").Child} children
 * @returns {Item}
 */
function item(id, ...children) {
  const done = h("p", { class: "done" });
  const element = h("li", { class: "asked", tabindex: -1 }, ...children, done);
  const update = () => {
    const count = corrections().filter(({ act }) => "id" in act && act.id === id).length;
    done.hidden = !count;
    fill(done, t("correct.in_basket"));
  };
  update();
  return { element, update };
}
