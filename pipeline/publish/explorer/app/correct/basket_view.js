// The basket: what was decided, the rows that this makes, and how they get into the tables.

import { copied, saved } from "../carrying.js";
import { fill, h } from "../dom.js";
import { day, t } from "../words.js";
import { said } from "./acts.js";
import { corrections, drop, empty } from "./basket.js";
import { openDialog, quotesOf } from "./dialog.js";
import { filesOf } from "./files.js";
import { cell } from "./rows.js";
import { tell } from "./telling.js";

/** @import { Store } from "../store.js" */
/** @import { Asked } from "./asked.js" */
/** @import { File } from "./files.js" */

/**
 * Show the basket anew. Who was in it stays in it: what they used may be gone.
 * @param {HTMLElement} place
 * @param {Store} store
 * @param {Asked} asked
 */
export function basketView(place, store, asked) {
  const kept = corrections();
  const files = filesOf(asked, kept);
  const title = h("h3", { id: "basket-title", tabindex: -1 }, t("correct.basket"), " ", h("span", { class: "chip" }, String(kept.length)));
  const wasHere = place.contains(document.activeElement);
  if (kept.length) {
    fill(
      place,
      title,
      h("ol", { class: "kept" }, kept.map((_, number) => correctionItem(store, asked, number))),
      files.map(fileView),
      h("div", { class: "steps" }, h("h4", {}, t("correct.next")), h("p", { class: "small" }, t("correct.next_how")), h("pre", {}, h("code", {}, commands(files)))),
      emptying(),
    );
  } else {
    fill(place, title, h("p", { class: "soft" }, t("correct.basket_empty")));
  }
  if (wasHere) title.focus();
}

/** @param {Store} store @param {Asked} asked @param {number} number */
function correctionItem(store, asked, number) {
  const { act, signature } = corrections()[number];
  const words = said(store, asked, act);
  const edit = () => openDialog(store, asked, act, { quotes: "id" in act ? quotesOf(asked, act.id) : [], signature, number });
  const button = (/** @type {string} */ key, /** @type {() => void} */ click) =>
    h("button", { class: "button quiet", type: "button", "aria-label": t("correct.named", { action: t(`correct.${key}`), what: words }), on: { click } }, t(`correct.${key}`));
  return h(
    "li",
    {},
    h("p", {}, words),
    h("p", { class: "small", lang: store.meta.language }, signature.reason),
    h("p", { class: "soft small" }, `${signature.author}, ${day(signature.date)}`),
    h("p", { class: "kept-buttons" }, button("edit", edit), button("remove", () => drop(number))),
  );
}

/** @param {File} file */
function fileView({ name, columns, rows, text }) {
  const copy = async () => tell(t((await copied(text)) ? "correct.copied" : "correct.not_copied", { file: name }));
  const head = h("tr", {}, columns.map((column) => h("th", { scope: "col" }, column)));
  const body = rows.map(({ fields }) => h("tr", {}, columns.map((column) => h("td", {}, cell(fields[column] ?? "")))));
  return h(
    "div",
    { class: "file" },
    h("h4", {}, h("code", {}, name)),
    h("div", { class: "rows", role: "region", tabindex: 0, "aria-label": t("correct.rows_of", { file: name }) }, h("table", {}, h("thead", {}, head), h("tbody", {}, body))),
    h(
      "p",
      {},
      h("button", { class: "button primary", type: "button", on: { click: () => saved(name, "text/tab-separated-values", text) } }, t("correct.download", { file: name })),
      " ",
      h("button", { class: "button", type: "button", "aria-label": `${t("correct.copy")} ${name}`, on: { click: copy } }, t("correct.copy")),
    ),
  );
}

/** What to type in the project's folder. @param {File[]} files */
function commands(files) {
  const command = ["glossograph curate", ...files.map(({ name }) => `--rows ${name}`)].join(" ");
  return `${command}\n${command} --write\nmake`;
}

/** Emptying the basket is asked for twice. */
function emptying() {
  const place = h("p", { class: "emptying" });
  const ask = () => {
    fill(place, t("correct.empty_sure"), " ", yes, " ", no);
    no.focus();
  };
  const leave = () => {
    fill(place, first);
    first.focus();
  };
  const button = (/** @type {string} */ key, /** @type {() => void} */ click) =>
    h("button", { class: "button", type: "button", on: { click } }, t(`correct.${key}`));
  const first = button("empty", ask);
  const yes = button("empty_yes", empty);
  const no = button("empty_no", leave);
  fill(place, first);
  return place;
}
