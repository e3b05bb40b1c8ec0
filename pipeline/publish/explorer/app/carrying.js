// What is taken out of the page: a text to the clipboard, a file to the disk; nothing goes elsewhere.

import { h } from "./dom.js";

/**
 * Whether a text could be copied; where the browser has no clipboard for pages, the old way is tried.
 * @param {string} text
 * @returns {Promise<boolean>}
 */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const back = document.activeElement;
    const field = h("textarea", { class: "unseen", readonly: true });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (back instanceof HTMLElement) back.focus();
    return done;
  }
}

/**
 * Hand a file to the reader.
 * @param {string} name
 * @param {string} type its media type
 * @param {string | Blob} content a text is written as UTF-8
 */
export function saved(name, type, content) {
  const whole = typeof content === "string" ? `${type};charset=utf-8` : type;
  const address = URL.createObjectURL(new Blob([content], { type: whole }));
  h("a", { href: address, download: name }).click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
