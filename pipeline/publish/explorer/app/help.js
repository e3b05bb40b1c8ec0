// A dialog that lists the keys; "?" opens it anywhere but in a field.

import { fill, h } from "./dom.js";
import { t } from "./words.js";

const KEYS = ["search", "help", "arrows", "open", "graph", "run", "escape"];

/** @param {HTMLElement} place where its button stands */
export function mountHelp(place) {
  const dialog = h("dialog", { id: "help", "aria-labelledby": "help-title" });
  const open = () => {
    fill(dialog, content(dialog));
    dialog.showModal();
  };
  place.append(h("button", { type: "button", class: "button quiet", "aria-label": t("shell.help"), title: t("shell.help"), on: { click: open } }, "?"));
  document.body.append(dialog);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.defaultPrevented || document.querySelector("dialog[open]") || isField(event.target)) return;
    event.preventDefault();
    open();
  });
}

/** @param {HTMLDialogElement} dialog */
function content(dialog) {
  return [
    h("h2", { id: "help-title" }, t("shell.help")),
    h("dl", {}, KEYS.map((key) => [h("dt", {}, t(`shell.key_${key}`).split(" ").map((one) => h("kbd", {}, one))), h("dd", {}, t(`shell.does_${key}`))])),
    h("button", { type: "button", class: "button", autofocus: true, on: { click: () => dialog.close() } }, t("shell.close")),
  ];
}

/** Whether keys typed here are text. @param {EventTarget | null} target */
function isField(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
