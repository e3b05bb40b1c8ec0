// A dialog that lists the keys; "?" opens it anywhere but in a field.

import { fill, h } from "./dom.js";
import { t } from "./words.js";

const KEYS = ["search", "help", "arrows", "open", "graph", "run", "escape"];

/** The button that opens it as well. */
export function helpButton() {
  const dialog = h("dialog", { id: "help", "aria-labelledby": "help-title" });
  const open = () => {
    fill(dialog, content(dialog));
    dialog.showModal();
  };
  document.body.append(dialog);
  addEventListener("hashchange", () => dialog.close(), { capture: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.defaultPrevented || document.querySelector("dialog[open]") || isField(event.target)) return;
    event.preventDefault();
    open();
  });
  return h("button", { type: "button", class: "button quiet", on: { click: open } }, "?");
}

/** @param {HTMLDialogElement} dialog */
function content(dialog) {
  return [
    h("h2", { id: "help-title" }, t("shell.help")),
    h("dl", {}, KEYS.flatMap((key) => [h("dt", {}, t(`shell.key_${key}`).split(" ").map((one) => h("kbd", {}, one))), h("dd", {}, t(`shell.does_${key}`))])),
    h("button", { type: "button", class: "button", autofocus: true, on: { click: () => dialog.close() } }, t("shell.close")),
  ];
}

/** Whether keys typed here are text. @param {EventTarget | null} target */
function isField(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
