// Texts taken out of the page: to the clipboard, or into a file.

import { h } from "../dom.js";

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
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function saved(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = h("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
