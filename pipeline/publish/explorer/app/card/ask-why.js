// The question beside a statement: a quiet button that opens its reasons, and what a person may think of it.

import { fill, freshId, h } from "../dom.js";
import { t } from "../words.js";
import { openCorrection } from "../correct/correct.js";
import { whyList } from "./why.js";

/** @import { Store } from "../store.js" */
/** @import { Draft } from "../correct/correct.js" */
/** @typedef {{ words: string, draft: Draft }} Verdict */

/**
 * The button and the place where the reasons will be, which are made when they are first asked for.
 * @param {Store} store
 * @param {string} what the statement in a few words, for who does not see where the button stands
 * @param {Why[]} reasons
 * @param {Verdict[]} [verdicts]
 * @returns {[HTMLElement, HTMLElement]}
 */
export function askWhy(store, what, reasons, verdicts = []) {
  const panel = h("div", { class: "why", id: freshId("why"), hidden: true });
  const button = h(
    "button",
    { type: "button", class: "ask-why", "aria-expanded": "false", "aria-controls": panel.id, on: { click: toggle } },
    t("card.why"),
    h("span", { class: "unseen" }, ` ${what}`),
  );
  return [button, panel];

  function toggle() {
    if (!panel.hasChildNodes()) {
      fill(panel, whyList(store, reasons), verdicts.length > 0 && h("p", { class: "verdicts" }, verdicts.map((verdict) => verdictButton(verdict, what))));
    }
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
  }
}

/**
 * @param {Verdict} verdict
 * @param {string} what
 */
function verdictButton({ words, draft }, what) {
  return h("button", { type: "button", class: "button quiet", on: { click: () => openCorrection(draft) } }, words, h("span", { class: "unseen" }, ` ${what}`));
}
