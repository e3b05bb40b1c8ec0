// The frame around the views: which of them is shown, the way between them, and what went wrong.

import { byId, fill, h } from "./dom.js";
import { linkTo, linkWith, onChange } from "./state.js";
import { language, t } from "./words.js";

export function mountShell() {
  fill(byId("skip"), t("shell.skip"));
  onChange((state) => {
    const shown = state.view === "ask" || state.view === "correct" ? state.view : "explore";
    document.body.dataset.view = state.view;
    for (const id of ["browse", "card", "graph"]) byId(id).hidden = shown !== "explore";
    for (const id of ["ask", "correct"]) byId(id).hidden = shown !== id;
    fill(
      byId("views"),
      ["home", "ask", "correct"].map((view) => h("a", { href: linkTo(/** @type {State["view"]} */ (view)) }, t(`shell.${view}`))),
    );
    fill(byId("language"), h("a", { href: linkWith({ lang: language() === "fr" ? "en" : "" }), lang: language() === "fr" ? "en" : "fr" }, t("shell.other_language")));
  });
}

/**
 * Say what went wrong, in words, at the top of the page; an empty text takes it away.
 * @param {string} text
 */
export function notify(text) {
  const place = byId("notice");
  place.hidden = !text;
  fill(place, text);
}
